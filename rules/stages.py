"""Cut a group into stages: a rule that reads what an earlier one records comes a stage later.

The rules of a group run one after the other and each sees what those before it wrote.  Writing
is what makes it seen, so the samples of a stage are written before the next one begins; most
groups have one stage.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from rules.alerting import ALERTS, ALERTS_FOR_STATE
from rules.model import RecordingRule, Rule
from rules.promql.plan import Plan
from rules.promql.series import MatchKind
from watchkeeper.core.labels import METRIC_NAME


class Runner(Protocol):
    """What a stage must know of a rule."""

    @property
    def rule(self) -> Rule: ...

    @property
    def plans(self) -> tuple[Plan, ...]: ...


def stages_of(runners: Sequence[Runner]) -> tuple[tuple[int, ...], ...]:
    """Return the positions of the rules of each stage, in order."""
    stages: list[list[int]] = [[]]
    written: set[str] = set()
    for position, runner in enumerate(runners):
        if _reads_any(runner.plans, written):
            stages.append([])
            written = set()
        stages[-1].append(position)
        written.update(_writes(runner.rule))
    return tuple(tuple(stage) for stage in stages)


def _writes(rule: Rule) -> tuple[str, ...]:
    return (rule.name,) if isinstance(rule, RecordingRule) else (ALERTS, ALERTS_FOR_STATE)


def _reads_any(plans: Iterable[Plan], written: set[str]) -> bool:
    """Return whether a plan reads one of these metrics; a matcher that is no name may read any."""
    if not written:
        return False
    for plan in plans:
        for selector in plan.selectors:
            names = {
                matcher.value
                for matcher in selector.matchers
                if matcher.name == METRIC_NAME and matcher.kind is MatchKind.EQUAL
            }
            if not names or names & written:
                return True
    return False
