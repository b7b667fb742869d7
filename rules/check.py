"""What ``rules check`` finds: mistakes that stop a file, and doubts that a person should see."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from pathlib import Path

from rules.alerting import ALERTS, ALERTS_FOR_STATE
from rules.expressions import ExpressionError
from rules.files import read_rule_file
from rules.history import plan_selectors
from rules.ladder import LEVEL_LABEL, SEVERITY_LABEL, holds
from rules.model import AlertRule, RecordingRule, Relation, Rule, RuleFile, Rung
from rules.promql.experimental import SETTING
from rules.promql.format import format_expression
from rules.promql.literals import wrong_literals
from rules.promql.nodes import VectorSelector
from rules.promql.plan import compile_plan
from rules.promql.series import Matcher, MatchKind, SeriesSource
from watchkeeper.core.errors import ConfigError
from watchkeeper.core.labels import METRIC_NAME, Labels
from watchkeeper.core.messages import Text, text

_FALLING = frozenset({Relation.LESS, Relation.LESS_OR_EQUAL})
_RISING = frozenset({Relation.GREATER, Relation.GREATER_OR_EQUAL})


class Weight(Enum):
    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class CheckFinding:
    """Something about a rule, at ``file:line``."""

    at: str
    weight: Weight
    problem: Text
    cause: ConfigError | None = None  # has the caret, and renders itself in both languages

    def __str__(self) -> str:
        return self.cause.text() if self.cause else f"{self.at}: {self.problem}"


def check_paths(
    paths: Iterable[Path], source: SeriesSource | None = None
) -> tuple[CheckFinding, ...]:
    """Return all findings of some rule files; a *source* tells which selectors match nothing."""
    findings: list[CheckFinding] = []
    for path in paths:
        try:
            file = read_rule_file(path)
        except ConfigError as error:
            problem = text("{problem}", problem=error.sentence)
            findings.append(CheckFinding(error.at or str(path), Weight.ERROR, problem, error))
        else:
            findings.extend(check_file(file, source))
    return tuple(findings)


def check_file(file: RuleFile, source: SeriesSource | None = None) -> tuple[CheckFinding, ...]:
    """Return the findings of a file that could be read."""
    rules = [rule for group in file.groups for rule in group.rules]
    findings = [*_duplicates(rules)]
    for rule in rules:
        if isinstance(rule, AlertRule):
            findings.extend(_levels(rule))
        findings.extend(_wrong_texts(rule))
        findings.extend(_experimental(rule))
        if source is not None:
            findings.extend(_unmatched(rule, source, _recorded(rules)))
    return tuple(findings)


def unmatched_in(file: RuleFile, source: SeriesSource) -> tuple[CheckFinding, ...]:
    """Return which selectors of a file match no series of a live store."""
    rules = [rule for group in file.groups for rule in group.rules]
    recorded = _recorded(rules)
    return tuple(found for rule in rules for found in _unmatched(rule, source, recorded))


def _warning(at: str, sentence: str, **facts: object) -> CheckFinding:
    return CheckFinding(at, Weight.WARNING, text(sentence, **facts))


def _duplicates(rules: Iterable[Rule]) -> Iterator[CheckFinding]:
    """Find rules that would write the same series or make the same alert."""
    seen: Counter[tuple[str, Labels, str]] = Counter()
    for rule in rules:
        what = "" if isinstance(rule, RecordingRule) else rule.expression.text
        seen[rule.name, rule.labels, what] += 1
        if seen[rule.name, rule.labels, what] == 2:
            yield _warning(
                rule.at, "there is another rule {name!r} with the same labels", name=rule.name
            )


def _wrong_texts(rule: Rule) -> Iterator[CheckFinding]:
    """Find patterns and label names that every evaluation would refuse."""
    expressions = [rule.expression]
    if isinstance(rule, AlertRule) and rule.recover is not None:
        expressions.append(rule.recover)
    for expression in expressions:
        at = expression.at or rule.at
        for error in wrong_literals(compile_plan(expression.text).tree):
            problem = text(error.sentence, **error.facts)
            yield CheckFinding(at, Weight.ERROR, problem, ExpressionError(error, at=at))


def _experimental(rule: Rule) -> Iterator[CheckFinding]:
    use = compile_plan(rule.expression.text).experimental
    if use is not None:
        yield _warning(
            rule.expression.at or rule.at,
            "{name}: {what} is experimental in PromQL and needs {setting}: true",
            name=rule.name,
            what=use.what,
            setting=SETTING,
        )


def _levels(rule: AlertRule) -> Iterator[CheckFinding]:
    own = dict(rule.labels)
    if rule.level is None and not rule.ladder and not own.keys() & {LEVEL_LABEL, SEVERITY_LABEL}:
        yield _warning(
            rule.at,
            "{name} says no level and has no severity label; it opens tickets of level III",
            name=rule.name,
        )
    for worse, milder in pairwise(rule.ladder):
        if not _is_within(worse, milder):
            yield _warning(
                rule.at,
                "{name}: level {worse} ({condition}) is reached before level {milder} ({other})",
                name=rule.name,
                worse=worse.level,
                condition=worse.condition,
                milder=milder.level,
                other=milder.condition,
            )


def _is_within(worse: Rung, milder: Rung) -> bool:
    """Return whether everything on the worse rung is on the milder one too, as far as one can tell."""
    both = {worse.relation, milder.relation}
    if both <= _FALLING or both <= _RISING:
        return holds(milder, worse.threshold) or worse.threshold == milder.threshold
    return True


def _recorded(rules: Iterable[Rule]) -> frozenset[str]:
    names = {rule.name for rule in rules if isinstance(rule, RecordingRule)}
    return frozenset(names | {ALERTS, ALERTS_FOR_STATE})


def _unmatched(
    rule: Rule, source: SeriesSource, recorded: frozenset[str]
) -> Iterator[CheckFinding]:
    """Find selectors that match no series of a live store: a name or a label misspelt."""
    for selector in plan_selectors(compile_plan(rule.expression.text).tree):
        if selector.name in recorded or len(source.select(selector.matchers)):
            continue
        yield _warning(
            rule.expression.at or rule.at,
            "{name}: {selector} matches no series; {remedy}",
            name=rule.name,
            selector=format_expression(selector),
            remedy=_remedy(selector, source),
        )


def _remedy(selector: VectorSelector, source: SeriesSource) -> Text:
    by_name = tuple(matcher for matcher in selector.matchers if matcher.name == METRIC_NAME)
    if by_name and len(source.select(by_name)):
        culprit = next(
            (
                matcher
                for matcher in selector.matchers
                if matcher.name != METRIC_NAME and not len(source.select((*by_name, matcher)))
            ),
            None,
        )
        if culprit is not None:
            return text("no series of that name has {condition}", condition=_shown(culprit))
        return text("the conditions are met singly, but not together")
    nearest = difflib.get_close_matches(selector.name or "", _metric_names(source), n=1)
    if nearest:
        return text("there is {nearest}", nearest=nearest[0])
    return text("no series has that name")


def _shown(matcher: Matcher) -> str:
    return f'{matcher.name}{matcher.kind.value}"{matcher.value}"'


def _metric_names(source: SeriesSource) -> list[str]:
    every = source.select((Matcher(METRIC_NAME, MatchKind.NOT_EQUAL, ""),))
    return list(every.column(METRIC_NAME)[1])
