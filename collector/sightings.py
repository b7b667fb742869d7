"""What series tell of a host itself: system, hardware, versions; read now and then, changes kept."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Protocol

from watchkeeper.core.clock import Clock, next_slot
from watchkeeper.core.instants import DAY, MINUTE, Duration, Instant
from watchkeeper.core.labels import METRIC_NAME, Labels
from watchkeeper.core.logs import get_log
from watchkeeper.core.texts import storable
from watchkeeper.inventory.agreements import forget_plans
from watchkeeper.inventory.facts import (
    Sighting,
    changes_since,
    facts_of_file,
    forget_facts,
    read_facts,
    write_sightings_of,
)
from watchkeeper.inventory.registry import Inventory
from watchkeeper.inventory.revisions import forget_revisions
from watchkeeper.storage.database import Database
from watchkeeper.storage.series.reading import Latest
from watchkeeper.storage.series.words import Matcher, MatchKind

log = get_log("collector")

INTERVAL = Duration(10 * MINUTE)
KEPT = Duration(800 * DAY)
"""As long as the roll-ups of an hour: a warranty of two years and its last report."""

_TARGETS_AT_ONCE = 200
_MOST_THINGS = 60
_PASSING = re.compile(r"(veth|br-|docker|cali|flannel|cni|tap|tun|vnet|lo$|virbr|dummy)")
"""Interfaces that come and go with containers and guests."""

Words = Mapping[str, str]
Reader = Callable[[Words, float], Iterator[tuple[str, str]]]


class LatestSeries(Protocol):
    """The series store, as far as it is asked here."""

    def latest(self, matchers: tuple[Matcher, ...]) -> list[Latest]: ...


def _uname(words: Words, _value: float) -> Iterator[tuple[str, str]]:
    yield "hostname", words.get("nodename", "")
    yield "kernel", f"{words.get('release', '')} {words.get('machine', '')}"


def _system(words: Words, _value: float) -> Iterator[tuple[str, str]]:
    yield "system", words.get("pretty_name") or words.get("name", "")


def _firmware(words: Words, _value: float) -> Iterator[tuple[str, str]]:
    yield "hardware", f"{words.get('system_vendor', '')} {words.get('product_name', '')}"
    yield "firmware", f"{words.get('bios_vendor', '')} {words.get('bios_version', '')}"
    yield "serial", words.get("product_serial", "")


def _memory(_words: Words, value: float) -> Iterator[tuple[str, str]]:
    yield "memory", f"{value / 1024**3:.1f} GiB"


def _disk(words: Words, _value: float) -> Iterator[tuple[str, str]]:
    said = f"{words.get('model', '')} {words.get('serial', '')}".strip()
    if said:
        yield f"disk:{words.get('device', '')}", said


def _network(words: Words, _value: float) -> Iterator[tuple[str, str]]:
    device = words.get("device", "")
    if not _PASSING.match(device):
        yield f"network:{device}", words.get("address", "")


def _packages(words: Words, value: float) -> Iterator[tuple[str, str]]:
    yield f"packages:{words.get('manager', '')}", f"{value:.0f}"


def _agent(words: Words, _value: float) -> Iterator[tuple[str, str]]:
    yield "agent", words.get("version", "")


def _device(words: Words, _value: float) -> Iterator[tuple[str, str]]:
    yield "device", words.get("sysDescr", "")


READERS: Mapping[str, tuple[tuple[str, ...], Reader]] = {
    "node_uname_info": (("hostname", "kernel"), _uname),
    "node_os_info": (("system",), _system),
    "node_dmi_info": (("hardware", "firmware", "serial"), _firmware),
    "node_memory_MemTotal_bytes": (("memory",), _memory),
    "node_disk_info": (("disk",), _disk),
    "node_network_info": (("network",), _network),
    "watchkeeper_packages_installed": (("packages",), _packages),
    "watchkeeper_agent_build_info": (("agent",), _agent),
    "sysDescr": (("device",), _device),
}
"""By metric: the families it tells of, and what it says."""

_PROCESSORS = "node_cpu_info"


def sightings_in(metric: str, found: Iterable[tuple[Labels, float]]) -> dict[str, Sighting]:
    """Return what the series of one metric say, by target."""
    families, reader = READERS[metric]
    facts: dict[str, dict[str, str]] = {}
    for labels, value in found:
        words = dict(labels)
        target = words.get("instance", "")
        said = facts.setdefault(target, {})
        for fact, text in reader(words, value):
            tidy = _tidied(text)
            if tidy:
                said[storable(fact)] = tidy
    return {
        target: Sighting(target, _first_of(said), frozenset(families))
        for target, said in facts.items()
        if target
    }


def _tidied(text: str) -> str:
    return " ".join(storable(text).split())


def _first_of(said: Mapping[str, str]) -> Mapping[str, str]:
    """Return as many as are kept: the same ones in whatever order the series come."""
    return {fact: said[fact] for fact in sorted(said)[:_MOST_THINGS]}


def processors_in(found: Iterable[tuple[Labels, float]]) -> dict[str, Sighting]:
    """Return how many processors of which kind, by target."""
    models: dict[str, dict[str, int]] = {}
    for labels, _value in found:
        words = dict(labels)
        counts = models.setdefault(words.get("instance", ""), {})
        model = _tidied(words.get("model_name", ""))
        counts[model] = counts.get(model, 0) + 1
    return {
        target: Sighting(
            target,
            {
                "processors": ", ".join(
                    f"{n} × {model}".strip(" ×") for model, n in sorted(counts.items())
                )
            },
            frozenset({"processors"}),
        )
        for target, counts in models.items()
        if target
    }


def together(parts: Iterable[Sighting]) -> dict[str, Sighting]:
    """Return one sighting for each target."""
    found: dict[str, Sighting] = {}
    for one in parts:
        known = found.get(one.target)
        if known is not None:
            facts, families = {**known.facts, **one.facts}, known.families | one.families
            found[one.target] = Sighting(one.target, facts, families)
        else:
            found[one.target] = one
    return found


class SightingWorker:
    """Looks at the hosts of the inventory every ten minutes and keeps what changed; a Worker."""

    name = "sightings"

    def __init__(
        self,
        inventory: Callable[[], Inventory],
        series: LatestSeries,
        database: Database,
        clock: Clock,
        *,
        interval: Duration = INTERVAL,
    ) -> None:
        self._inventory = inventory
        self._series = series
        self._database = database
        self._clock = clock
        self._interval = interval
        self._last: Instant | None = None
        self._known: dict[str, dict[str, str]] | None = None
        self._tidied: Instant | None = None

    async def next_due(self) -> Instant:
        return next_slot(self._last, self._interval, self._clock.now())

    async def run_due(self) -> None:
        self._last = self._clock.now()
        if self._known is None:
            self._known = await self._database.read(read_facts)
        seen = await asyncio.to_thread(self._look)
        news = [one for name, one in seen.items() if changes_since(self._known.get(name, {}), one)]
        for start in range(0, len(news), _TARGETS_AT_ONCE):
            await self._write(news[start : start + _TARGETS_AT_ONCE])
        await self._tidy_up(self._last)

    async def _write(self, news: list[Sighting]) -> None:
        now = self._clock.now()
        known = await self._database.write(
            lambda connection: write_sightings_of(connection, news, now)
        )
        assert self._known is not None
        self._known |= known

    def _look(self) -> dict[str, Sighting]:
        inventory = self._inventory()
        parts: list[Sighting] = []
        for metric in READERS:
            parts += sightings_in(metric, self._latest(metric)).values()
        parts += processors_in(self._latest(_PROCESSORS)).values()
        parts += [
            Sighting(target.name, facts_of_file(target), frozenset({"file"}))
            for target in inventory
            if target.at
        ]
        return {name: one for name, one in together(parts).items() if name in inventory}

    def _latest(self, metric: str) -> Iterator[tuple[Labels, float]]:
        matchers = (Matcher(METRIC_NAME, MatchKind.EQUAL, metric),)
        for one in self._series.latest(matchers):
            yield one.labels, one.value

    async def _tidy_up(self, now: Instant) -> None:
        """Once a day let go of what is older than it is kept."""
        if self._tidied is not None and now - self._tidied < DAY:
            return
        self._tidied = now
        oldest, names = Instant(now - KEPT), tuple(self._inventory().targets)
        gone = await self._database.write(
            lambda connection: forget_facts(connection, oldest, names)
        )
        await self._database.write(lambda connection: forget_revisions(connection, oldest))
        await self._database.write(lambda connection: forget_plans(connection, now))
        self._known = None
        log.debug("history of targets tidied", gone=gone)
