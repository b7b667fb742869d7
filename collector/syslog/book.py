"""What a target's lines came to, as series that rules can ask for; bounded for each target; pure.

An event begins with a line that a pattern with a level fits.  It ends with the line that clears it,
or when no further line came for as long as it holds; until then its series is there.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from collector.probes.outcome import Samples, series
from collector.syslog.lines import Line
from collector.syslog.patterns import Hit, LinePattern, LinePatterns
from watchkeeper.core.instants import Instant
from watchkeeper.core.labels import METRIC_NAME, Labels, without
from watchkeeper.core.levels import Level

JOB = "syslog"
EVENT_TIME = "syslog_event_timestamp_seconds"
MOST_EVENTS = 200
MOST_LINES = 50
_MOST_OF_PATTERN = 10
_LONGEST_LINE = 400
_OWN_LABELS = ("instance", "job", "pattern", METRIC_NAME)

Values = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class KeptLine:
    """A line as a ticket shows it."""

    at: Instant
    severity: str
    text: str


@dataclass(slots=True)
class _Matched:
    count: int = 0
    at: Instant = Instant(0)
    lines: deque[KeptLine] = field(default_factory=lambda: deque(maxlen=_MOST_OF_PATTERN))


@dataclass(slots=True)
class LineBook:
    """The lines of one target."""

    by_severity: Counter[str] = field(default_factory=Counter)
    matched: dict[str, _Matched] = field(default_factory=dict)
    events: dict[tuple[str, Values], Instant] = field(default_factory=dict)
    lines: deque[KeptLine] = field(default_factory=lambda: deque(maxlen=MOST_LINES))
    dropped: int = 0
    events_left_out: int = 0

    def note(self, line: Line, at: Instant) -> KeptLine:
        """Count a line and keep its text for a while."""
        kept = KeptLine(at, line.severity, line.text[:_LONGEST_LINE])
        self.by_severity[line.severity] += 1
        self.lines.append(kept)
        return kept

    def hit(self, hit: Hit, kept: KeptLine) -> None:
        """Note that a line fits a pattern."""
        name = hit.pattern.name
        if hit.is_clear:
            self.events.pop((name, hit.values), None)
            return
        matched = self.matched.setdefault(name, _Matched())
        matched.count, matched.at = matched.count + 1, kept.at
        matched.lines.append(kept)
        if hit.pattern.level is not None:
            self.begin(name, hit.values, kept.at)

    def begin(self, name: str, values: Values, at: Instant) -> None:
        """Begin an event, or let it last longer; a device that invents values fills its bound."""
        key = (name, values)
        if key not in self.events and len(self.events) >= MOST_EVENTS:
            self.events_left_out += 1
            return
        self.events[key] = at

    def settle(self, patterns: LinePatterns, now: Instant) -> None:
        """End what has held long enough, and what no pattern calls an event any more."""
        for key, at in list(self.events.items()):
            pattern = _event_pattern(patterns, key[0])
            if pattern is None or at + pattern.hold <= now:
                del self.events[key]
        for name in self.matched.keys() - patterns.by_name.keys():
            del self.matched[name]

    def samples(self, instance: str, patterns: LinePatterns) -> Samples:
        own = {"instance": instance, "job": JOB}
        found: dict[Labels, float] = {
            series("syslog_lines_dropped_total", **own): float(self.dropped),
            series("syslog_events_left_out_total", **own): float(self.events_left_out),
        }
        for severity, count in self.by_severity.items():
            found[series("syslog_lines_total", **own, severity=severity)] = float(count)
        for name, matched in self.matched.items():
            labels = {**own, "pattern": name}
            found[series("syslog_matches_total", **labels)] = float(matched.count)
            found[series("syslog_match_timestamp_seconds", **labels)] = matched.at / 1000
        for (name, values), at in self.events.items():
            pattern = _event_pattern(patterns, name)
            if pattern is not None:
                labels = {**dict(values), **own, "pattern": name}
                found[series("syslog_event", **labels)] = float(_weight(pattern.level))
                found[series(EVENT_TIME, **labels)] = at / 1000
        return found

    def evidence(self, pattern: str) -> Iterator[KeptLine]:
        """Yield the last lines: those of a pattern where one is named, else all of the target."""
        matched = self.matched.get(pattern)
        yield from matched.lines if matched is not None and matched.lines else self.lines


def _weight(level: Level | None) -> int:
    """Return the value of an event: 4 for level I, 3, 2, 1, and 0 for what is recorded only."""
    return Level.RECORD.rank - (level or Level.RECORD).rank


def event_values(labels: Labels) -> Values:
    """Return the values of an event's groups from the labels of its series."""
    return without(labels, *_OWN_LABELS)


def _event_pattern(patterns: LinePatterns, name: str) -> LinePattern | None:
    found = patterns.by_name.get(name)
    return found if found is not None and found.level is not None else None
