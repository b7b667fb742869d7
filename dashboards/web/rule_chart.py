"""The value a rule judges, over the last hours, with the thresholds it is held against."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

from dashboards.charts import Chart, Line, Threshold
from dashboards.readings import LabelledLine, Readings
from dashboards.units import Unit
from dashboards.web.evidence import is_of_alert
from dashboards.web.subject import Subject, subject_of
from rules.evaluation import RuleStatus
from rules.model import AlertRule, Rule
from rules.promql.format import quoted
from watchkeeper.core.instants import HOUR, SECOND, Duration, Instant, later
from watchkeeper.core.labels import METRIC_NAME, labels_of, text_from_labels

SPAN = Duration(6 * HOUR)
_POINTS = 240
_MOST_LINES = 8


@dataclass(frozen=True, slots=True)
class RuleChart:
    """A chart, and how many lines there are in all: the first few are drawn."""

    chart: Chart
    lines: int


async def chart_of_rule(
    readings: Readings, status: RuleStatus, *, now: Instant, zone: str, empty: str
) -> RuleChart:
    """Return the chart; the lines of its alerts come first.  Raises PromqlError, Unavailable."""
    subject = _subject_of(status.rule)
    start = later(now, -SPAN)
    step = Duration(max(SECOND, SPAN // _POINTS // SECOND * SECOND))
    found = await readings.range(subject.expression, start=start, end=now, step=step)
    drawn = sorted(found, key=lambda item: not _has_alert(item, status))[:_MOST_LINES]
    chart = Chart(
        title=subject.expression,
        lines=tuple(_named(drawn)),
        start=start,
        end=now,
        unit=subject.unit,
        zone=zone,
        thresholds=tuple(mark for mark in subject.thresholds if math.isfinite(mark.value)),
        empty=empty,
    )
    return RuleChart(chart, len(found))


def _subject_of(rule: Rule) -> Subject:
    """Return what is drawn: of a recording rule the series it makes."""
    if not isinstance(rule, AlertRule):
        return Subject(f"{{{quoted(rule.name)}}}", (), Unit.NUMBER)
    subject = subject_of(rule.expression.text)
    rungs = tuple(Threshold(rung.threshold, rung.condition) for rung in rule.ladder)
    return replace(subject, thresholds=rungs) if rungs else subject


def _has_alert(item: LabelledLine, status: RuleStatus) -> bool:
    return any(is_of_alert(item.labels, dict(alert.labels)) for alert in status.alerts)


def _named(found: Iterable[LabelledLine]) -> Iterable[Line]:
    """Name each line by all its labels: a rule looks at many targets at once."""
    for item in found:
        labels = {name: value for name, value in item.labels.items() if name != METRIC_NAME}
        yield replace(item.line, name=text_from_labels(labels_of(labels)) if labels else "")
