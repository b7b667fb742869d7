"""Everything the server knows of satellites, wired: shares, states, moves, and who may speak."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from collector.satellites.desk import SatelliteDesk
from collector.satellites.exchange import Report
from collector.satellites.hand_down import (
    HandDown,
    RosterPerson,
    bytes_of,
    course_id,
    share_of,
    version_of,
)
from collector.satellites.handover import Course, Handover
from collector.satellites.states import SatelliteState, SatelliteStates, SatelliteWorker
from collector.schedule import ProbeSchedule, feed_of
from collector.sink import SampleSink
from watchkeeper.core.clock import Clock, Wake
from watchkeeper.core.instants import Duration
from watchkeeper.inventory.registry import Inventory
from watchkeeper.inventory.secrets import Secrets

Roster = Callable[[Inventory, str, frozenset[str]], tuple[RosterPerson, ...]]
"""Return who is called about a satellite, with contacts of these kinds alone."""


@dataclass(frozen=True, slots=True)
class Sources:
    """Where a share comes from, each as it is in force."""

    inventory: Callable[[], Inventory]
    secrets: Callable[[], Secrets]
    snmp: Callable[[], Iterable[tuple[str, str]]]
    roster: Roster
    url: str


@dataclass(frozen=True, slots=True)
class Share:
    """What one satellite is told now."""

    content: bytes
    version: str
    courses: dict[str, Course]  # by the word that the satellite uses

    def targets(self) -> frozenset[str]:
        """Return the names of its targets."""
        return frozenset(course.target.name for course in self.courses.values())


class SatelliteRoom:
    """The seam for HTTP handlers, REST and the probes' schedule."""

    def __init__(
        self,
        desk: SatelliteDesk,
        sources: Sources,
        probes: ProbeSchedule,
        sink: SampleSink,
        clock: Clock,
        *,
        wake: Wake,
    ) -> None:
        self.desk = desk
        self.states = SatelliteStates(clock)
        self._sources = sources
        self._probes = probes
        self._clock = clock
        self._wake = wake
        self._handover = Handover(clock, self.states.is_heard)
        self._making = asyncio.Lock()
        self._shares: dict[tuple[str, frozenset[str]], tuple[object, Share]] = {}
        self.worker = SatelliteWorker(
            self.states,
            lambda: sources.inventory().satellites,
            sink,
            clock,
            moves_due=self._handover.next_due,
            settle=self._settle,
        )

    @property
    def inventory(self) -> Inventory:
        return self._sources.inventory()

    def follow(self, inventory: Inventory) -> None:
        """Take on another inventory: the server's probes at once, satellites when they ask."""
        self.states.outdate()
        gone = self._handover.take_on(inventory)
        self._tell_probes()
        self.worker.end(gone)
        self._wake(self.worker.name)

    async def share(self, name: str, kinds: frozenset[str]) -> Share:
        """Return what a satellite is to know; made once for each configuration."""
        async with self._making:
            return await self._share(name, kinds)

    async def _share(self, name: str, kinds: frozenset[str]) -> Share:
        sources = self._sources
        inventory, secrets = sources.inventory(), sources.secrets()
        roster = sources.roster(inventory, name, kinds) if kinds else ()
        snmp = tuple(sources.snmp())
        made_of = (inventory, secrets, snmp, roster)
        key = (name, kinds)
        held = self._shares.get(key)
        if held is None or not _is_same(held[0], made_of):
            document = share_of(
                inventory, secrets, name, roster=roster, snmp=snmp, server=sources.url
            )
            made = await asyncio.to_thread(_share, document)
            self._shares = {one: kept for one, kept in self._shares.items() if one[0] != name}
            self._shares[key] = held = (made_of, made)
        return held[1]

    def heard(self, name: str, report: Report, share: Share, offset: Duration) -> None:
        """Note that a satellite spoke; moves it was waited for end with it."""
        is_current = report.held == share.version
        self.states.hear(
            SatelliteState(name, self._clock.now(), report, offset, is_current=is_current)
        )
        if is_current and self._handover.moves:
            self._handover.confirm(name)
            self._tell_probes()

    def _settle(self) -> None:
        if self._handover.moves:
            self._handover.settle()
            self._tell_probes()

    def _tell_probes(self) -> None:
        self._probes.follow(self._handover.own, self._handover.elsewhere)


def _is_same(held: object, wanted: tuple[object, ...]) -> bool:
    assert isinstance(held, tuple)
    inventory, secrets, *rest = held
    return inventory is wanted[0] and secrets is wanted[1] and rest == list(wanted[2:])


def _share(document: HandDown) -> Share:
    content = bytes_of(document)
    courses = {
        course_id(feed_of(target.name, spec.name)): Course(target, spec)
        for target in document.targets
        for spec in target.probes
    }
    return Share(content, version_of(content), courses)
