"""Evaluate one alert rule: result, findings, state, and what is stored and handed over of it.

Internally every rule is its plain form (one variant per rung, with the labels ``level`` and
``severity``), so that ALERTS and promtool's tests see what ``rules expand`` prints.  What is
handed over is one alert per problem, at the level of the worst rung that fires.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from rules.anomaly.usual import UsualRange, usual_texts
from rules.companions import Companions
from rules.engines.engine import Engine
from rules.feeds import FeedIndex
from rules.history import HistoryCheck
from rules.ladder import LEVEL_LABEL, SEVERITY_LABEL, holds, plain_level, rung_labels
from rules.levels import TargetFacts, level_of
from rules.model import NO_TEXTS, AlertRule, EngineChoice, RuleGroup, Rung
from rules.promql.annotations import Annotations
from rules.promql.errors import EvaluationError
from rules.promql.plan import Plan, compile_plan
from rules.promql.series import SeriesSource
from rules.promql.sharing import Memo
from rules.promql.values import Matrix, Result, Scalar, StringValue
from rules.state import Finding, Remembered, RuleState, Timing, TrackedAlert, next_state, restored
from rules.templates import TemplateFacts, TemplateSample, expand, expanded
from watchkeeper.core.alerts import Alert
from watchkeeper.core.instants import Instant
from watchkeeper.core.labels import METRIC_NAME, Labels, label, labels_of, without
from watchkeeper.core.levels import SEVERITY_MAP, Level, worst

ALERT_NAME = "alertname"
ALERT_STATE = "alertstate"
ALERTS = "ALERTS"
ALERTS_FOR_STATE = "ALERTS_FOR_STATE"

Element = tuple[Labels, float]

_KEPT_LABELS = 16_384


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What all rules share: where series are read, and what templates and levels need to know."""

    source: SeriesSource
    evaluator: Engine
    targets: TargetFacts
    severities: Mapping[str, Level] = field(default_factory=lambda: SEVERITY_MAP)
    external_url: str = ""
    external_labels: Mapping[str, str] = field(default_factory=lambda: NO_TEXTS)
    own: Engine | None = None  # of groups that are always evaluated here; None: ``evaluator``

    def for_group(self, group: RuleGroup, memo: Memo) -> Surroundings:
        """Return what a group is evaluated with, by the engine that its file asks for."""
        own = self.own if group.engine is EngineChoice.OWN else None
        engine = self.evaluator if own is None else own
        return replace(self, evaluator=engine.sharing(memo))


@dataclass(frozen=True, slots=True)
class Variant:
    """A rung of a ladder as a plain rule; the only one of a rule of one level has no rung."""

    rung: Rung | None
    labels: Labels


def variants_of(rule: AlertRule) -> tuple[Variant, ...]:
    if not rule.ladder:
        return (Variant(None, rung_labels(rule, plain_level(rule))),)
    return tuple(Variant(rung, rung_labels(rule, rung.level)) for rung in rule.ladder)


def elements_of(
    evaluator: Engine, plan: Plan, at: Instant, said: Annotations | None = None
) -> list[Element]:
    """Return labels and value of each element; a scalar is one element without labels.

    The value of a native histogram is NaN.
    """
    return elements_in(evaluator.instant(plan, at, annotations=said))


def elements_in(result: Result) -> list[Element]:
    match result:
        case Scalar():
            return [((), result.value)]
        case StringValue() | Matrix():
            raise EvaluationError("a rule needs an instant vector or a scalar")
        case _:
            return list(result)


class AlertRunner:
    """One alert rule with its plan and the state it carries from evaluation to evaluation."""

    def __init__(self, rule: AlertRule, around: Surroundings) -> None:
        self.rule = rule
        self.plan = compile_plan(rule.expression.text)
        self._recover = compile_plan(rule.recover.text) if rule.recover else None
        self._history = HistoryCheck(self.plan, rule.min_history) if rule.min_history else None
        self._usual = UsualRange(self.plan)
        self._around = around
        self._variants = variants_of(rule)
        self._timing = Timing(rule.hold, rule.keep_firing, rule.cooldown)
        self._feeds = FeedIndex(self.plan)
        self._own_names = (ALERT_NAME, LEVEL_LABEL, SEVERITY_LABEL, *dict(rule.labels))
        self.states: tuple[RuleState, ...] = tuple(RuleState() for _ in self._variants)

    @property
    def plans(self) -> tuple[Plan, ...]:
        return (self.plan, self._recover) if self._recover else (self.plan,)

    def evaluate(
        self, at: Instant, *, read_at: Instant, limit: int, said: Annotations | None = None
    ) -> None:
        """Move the state on by one evaluation.  Raises EvaluationError and leaves it as it was.

        Only more alerts than *limit* clear it, as in Prometheus.  What the expressions warn of
        is put into *said*.
        """
        elements = elements_of(self._around.evaluator, self.plan, read_at, said)
        is_over = self._recovery(read_at, said)
        states = tuple(
            next_state(
                state,
                self._findings(variant, state, elements, read_at),
                at,
                self._timing,
                is_over=is_over,
            )
            for variant, state in zip(self._variants, self.states, strict=True)
        )
        count = sum(len(state.active) for state in states)
        if limit and count > limit:
            self.states = tuple(RuleState() for _ in self._variants)
            raise EvaluationError(
                "exceeded limit of {limit} with {count} alerts", limit=limit, count=count
            )
        self.states = states

    def _findings(
        self, variant: Variant, state: RuleState, elements: Sequence[Element], read_at: Instant
    ) -> list[Finding]:
        rung = variant.rung
        chosen = [
            (labels, value) for labels, value in elements if rung is None or holds(rung, value)
        ]
        found: dict[Labels, Element] = {}
        for labels, value in chosen:
            alert_labels = self._alert_labels(variant, labels, value, read_at)
            if alert_labels in found:
                raise EvaluationError(
                    "vector contains metrics with the same labelset after applying alert labels"
                )
            found[alert_labels] = (labels, value)
        allowed = self._with_history(found, state, read_at)
        usual = self._usual_of(allowed, found, state, read_at)
        return [self._finding(labels, *found[labels], read_at, usual[labels]) for labels in allowed]

    def _with_history(
        self, found: Mapping[Labels, Element], state: RuleState, read_at: Instant
    ) -> list[Labels]:
        begun = [labels for labels in found if labels not in state.active]
        if self._history is None or not begun:
            return list(found)
        check = self._history.at(self._around.evaluator, read_at)
        return [labels for labels in found if labels in state.active or check(found[labels][0])]

    def _usual_of(
        self,
        allowed: Iterable[Labels],
        found: Mapping[Labels, Element],
        state: RuleState,
        at: Instant,
    ) -> Mapping[Labels, Mapping[str, str]]:
        """Return what was usual when each alert began, as annotations; only scores tell it."""
        known: dict[Labels, Mapping[str, str]] = dict.fromkeys(allowed, NO_TEXTS)
        if not self._usual:
            return known
        for labels in known.keys() & state.active.keys():
            known[labels] = usual_texts(state.active[labels].annotations)
        begun = known.keys() - state.active.keys()
        if begun:
            tell = self._usual.at(self._around.evaluator, at)
            known.update((labels, tell(found[labels][0])) for labels in begun)
        return known

    def _finding(
        self,
        alert_labels: Labels,
        labels: Labels,
        value: float,
        at: Instant,
        usual: Mapping[str, str],
    ) -> Finding:
        annotations = expanded(self.rule.annotations, self._facts(labels, value, at))
        return Finding(alert_labels, value, {**usual, **annotations} if usual else annotations)

    def _alert_labels(self, variant: Variant, labels: Labels, value: float, at: Instant) -> Labels:
        if any("{{" in text for _, text in variant.labels):
            facts = self._facts(labels, value, at)
            own = {name: expand(template, facts) for name, template in variant.labels}
            return _alert_labels_of(labels, labels_of(own), self.rule.name)
        return _alert_labels_of(labels, variant.labels, self.rule.name)

    def _facts(self, labels: Labels, value: float, at: Instant) -> TemplateFacts:
        return TemplateFacts(
            dict(labels),
            value,
            external_labels=self._around.external_labels,
            external_url=self._around.external_url,
            query=lambda expression: self._query(expression, at),
        )

    def _query(self, expression: str, at: Instant) -> Sequence[TemplateSample]:
        elements = elements_of(self._around.evaluator, compile_plan(expression), at)
        return [TemplateSample(dict(labels), value) for labels, value in elements]

    def _recovery(self, at: Instant, said: Annotations | None) -> Callable[[Labels], bool] | None:
        if self._recover is None:
            return None
        elements = elements_of(self._around.evaluator, self._recover, at, said)
        over = Companions((labels, True) for labels, _ in elements)
        return lambda labels: any(over.of(self._element_labels(labels)))

    def _element_labels(self, labels: Labels) -> Labels:
        return without(labels, *self._own_names)

    def restore(self, remembered: Iterable[Remembered], now: Instant) -> None:
        """Take up the alerts that were active before a restart; each goes to its variant."""
        known = list(remembered)
        self.states = tuple(
            restored((alert for alert in known if self._belongs(variant, alert)), now, self._timing)
            for variant in self._variants
        )

    def adopt(self, former: AlertRunner) -> None:
        """Go on with the states of this rule as it was before a reload, rung by rung."""
        known = {variant.labels: state for variant, state in former.states_by_variant()}
        self.states = tuple(known.get(variant.labels, RuleState()) for variant in self._variants)

    def states_by_variant(self) -> Iterator[tuple[Variant, RuleState]]:
        yield from zip(self._variants, self.states, strict=True)

    def _belongs(self, variant: Variant, alert: Remembered) -> bool:
        return label(alert.labels, ALERT_NAME) == self.rule.name and all(
            "{{" in text or label(alert.labels, name) == text for name, text in variant.labels
        )

    def samples(self) -> dict[Labels, float]:
        """Return ALERTS and ALERTS_FOR_STATE of the present state."""
        samples: dict[Labels, float] = {}
        for alert in self.tracked():
            state, since = _series_of_alert(alert.labels, alert.state.value)
            samples[state], samples[since] = 1.0, alert.active_at / 1000
        return samples

    def tracked(self) -> Iterator[TrackedAlert]:
        """Yield all pending and firing alerts, one for each rung."""
        for state in self.states:
            yield from state.active.values()

    def active(self) -> tuple[Alert, ...]:
        """Return the firing alerts as ticketing hears them: one per problem, at its level."""
        members: dict[Labels, list[tuple[Variant, TrackedAlert]]] = {}
        for variant, state in zip(self._variants, self.states, strict=True):
            for alert in state.active.values():
                if alert.is_firing:
                    key = self._handed_labels(alert.labels)
                    members.setdefault(key, []).append((variant, alert))
        return tuple(self._merged(labels, group) for labels, group in members.items())

    def _handed_labels(self, labels: Labels) -> Labels:
        """Return the labels without those that say a level and that the rule did not write."""
        own = dict(self.rule.labels)
        return without(labels, *(name for name in (LEVEL_LABEL, SEVERITY_LABEL) if name not in own))

    def _merged(self, labels: Labels, members: list[tuple[Variant, TrackedAlert]]) -> Alert:
        rungs = [variant.rung.level for variant, _ in members if variant.rung is not None]
        shown = next((alert for _, alert in members if alert.missing_since is None), members[0][1])
        element = self._element_labels(labels)
        return Alert(
            labels=labels,
            level=self._level(labels, worst(rungs) if rungs else None),
            active_at=min(alert.active_at for _, alert in members),
            fired_at=min(alert.fired_at or alert.active_at for _, alert in members),
            annotations=dict(shown.annotations),
            value=None if math.isnan(shown.value) else shown.value,
            feeds=self._feeds.feeds_of(element, self._around.source),
            expression=self.rule.expression.text,
        )

    def _level(self, labels: Labels, rung: Level | None) -> Level:
        return level_of(
            self.rule,
            rung=rung,
            labels=labels,
            criticality=self._around.targets.criticality(label(labels, "instance")),
            severities=self._around.severities,
        )


@lru_cache(maxsize=_KEPT_LABELS)  # alerts that go on have the same labels in every evaluation
def _alert_labels_of(labels: Labels, own: Labels, rule: str) -> Labels:
    return labels_of({**dict(without(labels, METRIC_NAME)), **dict(own), ALERT_NAME: rule})


@lru_cache(maxsize=_KEPT_LABELS)
def _series_of_alert(labels: Labels, state: str) -> tuple[Labels, Labels]:
    """Return the labels of ALERTS and of ALERTS_FOR_STATE."""
    named = dict(labels)
    return (
        labels_of({**named, METRIC_NAME: ALERTS, ALERT_STATE: state}),
        labels_of({**named, METRIC_NAME: ALERTS_FOR_STATE}),
    )
