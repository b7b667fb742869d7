"""The client's own list of what was acknowledged, and what it says of what the server has.

Every value stands in one sample only, so that one that is there twice, at another time or that
nobody sent is seen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from watchkeeper.core.instants import HOUR

Found = Mapping[str, Mapping[int, float]]  # of a source: column -> time -> value


class Fault(Enum):
    """What is wrong with a sample."""

    LOST = "lost"
    DOUBLED = "doubled"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Entry:
    """A tick that was acknowledged."""

    at: int
    values: tuple[float, ...]
    may_stand_later: int = 0  # ms: a request that took long was taken for a clock that is off
    is_repeated: bool = (
        False  # of an hour that came twice: it may have been refused for want of room
    )

    @property
    def hour(self) -> int:
        return hour_of(self.at)


@dataclass(frozen=True, slots=True)
class Finding:
    """One sample that is not as it was acknowledged."""

    fault: Fault
    source: str
    at: int
    value: float


def hour_of(time: int) -> int:
    """Return the number of the hour whose left-open window has *time*."""
    return (time - 1) // HOUR


@dataclass
class Book:
    """All acknowledged ticks of one source, by hour."""

    source: str
    sent: set[float] = field(default_factory=set)
    entries: dict[int, dict[int, Entry]] = field(default_factory=lambda: defaultdict(dict))
    untold: set[int] = field(default_factory=set)  # hours with something new since the last check
    given_up: int = 0  # ticks of a repeated hour that were refused

    def send(self, values: Iterable[float]) -> None:
        self.sent.update(values)

    def acknowledge(self, entry: Entry) -> None:
        hours = {entry.hour, hour_of(entry.at + entry.may_stand_later)}
        self.untold |= hours
        self.entries[entry.hour][entry.at] = entry

    @property
    def samples(self) -> int:
        return sum(len(one.values) for found in self.entries.values() for one in found.values())

    def known(self, hour: int) -> list[Entry]:
        """Return what was acknowledged of an hour by now; ask for it before what is stored."""
        return list(self.entries[hour].values())

    def compare(self, known: list[Entry], found: Found) -> list[Finding]:
        """Return what is wrong among samples that are *known*; *found* has those around, too."""
        places: dict[float, list[int]] = defaultdict(list)
        for samples in found.values():
            for time, value in samples.items():
                places[value].append(time)
        findings = [
            self._finding(Fault.DOUBLED, times[0], value)
            for value, times in places.items()
            if len(times) > 1
        ]
        findings += [
            self._finding(Fault.WRONG, times[0], value)
            for value, times in places.items()
            if value not in self.sent
        ]
        for entry in known:
            findings += self._compare_entry(entry, places)
        return findings

    def strike(self, findings: Iterable[Finding]) -> None:
        """Expect no more what damage has taken."""
        for one in findings:
            self.entries[hour_of(one.at)].pop(one.at, None)

    def _compare_entry(self, entry: Entry, places: Mapping[float, list[int]]) -> list[Finding]:
        missing = [value for value in entry.values if not places.get(value)]
        if missing and entry.is_repeated:
            self.given_up += self.entries[entry.hour].pop(entry.at, None) is not None
            return []
        latest = entry.at + entry.may_stand_later
        displaced = [
            value
            for value in entry.values
            if any(not entry.at <= time <= latest for time in places.get(value, ()))
        ]
        return [self._finding(Fault.LOST, entry.at, value) for value in missing] + [
            self._finding(Fault.WRONG, entry.at, value) for value in displaced
        ]

    def _finding(self, fault: Fault, at: int, value: float) -> Finding:
        return Finding(fault, self.source, at, value)
