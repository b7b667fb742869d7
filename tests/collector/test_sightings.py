"""What series tell of hosts, kept with what changed; on both databases, over a real store."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from collector.sightings import KEPT, READERS, SightingWorker, processors_in, sightings_in
from watchkeeper.core.instants import DAY, MINUTE, SECOND, Duration, Instant
from watchkeeper.core.labels import Labels, labels_of
from watchkeeper.inventory.desk import TargetDesk
from watchkeeper.inventory.facts import FACT_TITLES, MOST_FACTS, Sighting, changes_since
from watchkeeper.inventory.history import Source
from watchkeeper.inventory.store import InventoryStore
from watchkeeper.server.clock import ManualClock
from watchkeeper.storage.database import Database
from watchkeeper.storage.series.store import SeriesStore

START = Instant(1_790_000_000_000)
INTERVAL = MINUTE


class Room:
    """The worker with its store, moved by hand."""

    def __init__(self, clock: ManualClock, series: SeriesStore, inventory: InventoryStore) -> None:
        self.clock, self.series, self.inventory = clock, series, inventory
        self.desk = TargetDesk(inventory, lambda _target: None)

    async def look(self, *samples: Labels, memory: float = 8 * 1024**3) -> None:
        """Write what an agent says now, and let the worker look."""
        total = labels_of({"__name__": "node_memory_MemTotal_bytes", "instance": "web"})
        await self.series.write(
            "agent:web",
            interval=Duration(15 * SECOND),
            at=self.clock.now(),
            samples={**dict.fromkeys(samples, 1.0), total: memory},
        )
        await self.clock.advance(Instant(self.clock.now() + INTERVAL))

    async def facts(self) -> dict[str, str]:
        return {one.fact: one.value for one in await self.desk.facts("web")}

    async def news(self) -> list[tuple[str, str, str]]:
        return [
            (one.key, one.before, one.after)
            for happening in await self.desk.history("web", 100)
            if happening.source is Source.SEEN
            for one in happening.differences
        ]


@pytest.fixture
async def room(database: Database, tmp_path: Path) -> AsyncIterator[Room]:
    clock = ManualClock(START)
    inventory = InventoryStore(database, clock, folder=tmp_path)
    await inventory.reload()
    await inventory.add({"name": "web", "agent": True}, by="x")
    series = await SeriesStore.open(tmp_path / "series", clock=clock)
    clock.add(SightingWorker(lambda: inventory.current, series, database, clock, interval=INTERVAL))
    yield Room(clock, series, inventory)
    await series.close()


def said(metric: str, **words: str) -> Labels:
    return labels_of({"__name__": metric, "instance": "web", "job": "node", **words})


UNAME = said("node_uname_info", nodename="web", release="6.1.0-30", machine="x86_64")
SYSTEM = said("node_os_info", pretty_name="Debian GNU/Linux 12 (bookworm)")
DISK = said("node_disk_info", device="sda", model="ST4000NM", serial="Z1")


async def test_what_is_seen_first_is_no_change_and_what_differs_later_is(room: Room) -> None:
    """A kernel, a disk replaced, memory added: each with its time, before and after."""
    packages = said("watchkeeper_packages_installed", manager="dpkg")
    await room.look(UNAME, SYSTEM, DISK, packages)
    assert await room.facts() == {
        "hostname": "web",
        "packages:dpkg": "1",
        "kernel": "6.1.0-30 x86_64",
        "system": "Debian GNU/Linux 12 (bookworm)",
        "disk:sda": "ST4000NM Z1",
        "memory": "8.0 GiB",
    }
    assert await room.news() == []

    newer = said("node_uname_info", nodename="web", release="6.1.0-31", machine="x86_64")
    other = said("node_disk_info", device="sdb", model="ST8000NM", serial="Z2")
    await room.look(newer, SYSTEM, other, memory=16 * 1024**3)
    assert sorted(await room.news()) == [
        ("disk:sda", "ST4000NM Z1", ""),
        ("disk:sdb", "", "ST8000NM Z2"),
        ("kernel", "6.1.0-30 x86_64", "6.1.0-31 x86_64"),
        ("memory", "8.0 GiB", "16.0 GiB"),
    ]


async def test_a_host_that_is_silent_has_not_changed(room: Room) -> None:
    """What is not read says nothing; back with the same, there is no news."""
    await room.look(UNAME, DISK)
    await room.clock.advance(Instant(room.clock.now() + 3 * INTERVAL))
    await room.look(UNAME, DISK)
    assert await room.news() == []
    assert (await room.facts())["disk:sda"] == "ST4000NM Z1"


async def test_interfaces_of_containers_are_no_hardware(room: Room) -> None:
    """They come and go by themselves; a network card does not."""
    card = said("node_network_info", device="eth0", address="02:42:ac:11:00:02")
    await room.look(card, said("node_network_info", device="veth12ab", address="aa:bb"))
    assert [fact for fact in await room.facts() if fact.startswith("network")] == ["network:eth0"]


async def test_a_change_of_the_file_is_told_too(
    room: Room, database: Database, tmp_path: Path
) -> None:
    """A target of a file has no edits here; that its file says something else is seen."""
    folder = tmp_path / "targets"
    folder.mkdir()
    (folder / "x.yml").write_text("targets:\n- {name: core, site: a}\n")
    await room.inventory.reload()
    await room.look()
    (folder / "x.yml").write_text("targets:\n- {name: core, site: b, groups: [net]}\n")
    await room.inventory.reload()
    await room.look()
    (happening,) = await room.desk.history("core", 10)
    assert happening.action == "file"
    assert {(one.key, one.before, one.after) for one in happening.differences} == {
        ("file:site", "a", "b"),
        ("file:groups", "", "net"),
    }


async def test_what_is_old_and_whose_target_is_gone_is_let_go(room: Room) -> None:
    """After 800 days a change is forgotten; facts of a removed target within a day."""
    await room.look(UNAME)
    await room.look(said("node_uname_info", nodename="web", release="7", machine="x86_64"))
    assert await room.news()
    await room.inventory.remove("web", by="x")
    await room.clock.advance(Instant(room.clock.now() + DAY + INTERVAL))
    assert await room.facts() == {}
    assert await room.desk.history("web", 10)
    worker = SightingWorker(
        lambda: room.inventory.current,
        room.series,
        room.inventory.database,
        ManualClock(Instant(room.clock.now() + KEPT + DAY)),
    )
    await worker.run_due()
    assert await room.desk.history("web", 10) == ()


def test_processors_are_counted_by_their_kind() -> None:
    """Eight of one kind are one line."""
    series = [
        (labels_of({"instance": "a", "cpu": str(n), "model_name": "EPYC  7B13"}), 1.0)
        for n in range(8)
    ]
    assert processors_in(series)["a"].facts == {"processors": "8 × EPYC 7B13"}


def test_what_is_seen_does_not_depend_on_the_order_of_series() -> None:
    """A host with more interfaces than are kept, or two kinds of processors, does not change."""
    ports = [
        (labels_of({"instance": "sw", "device": f"eth{n}", "address": f"a{n}"}), 1.0)
        for n in range(90)
    ]
    seen = sightings_in("node_network_info", ports)["sw"].facts
    assert len(seen) == 60
    assert sightings_in("node_network_info", reversed(ports))["sw"].facts == seen
    cores = [(labels_of({"instance": "sw", "model_name": name}), 1.0) for name in ("big", "little")]
    assert processors_in(cores) == processors_in(reversed(cores))


async def test_a_host_cannot_name_what_no_database_takes(room: Room) -> None:
    """NUL in one label would keep all that is seen from being written."""
    await room.look(said("node_os_info", pretty_name="a\0b"))
    assert (await room.facts())["system"] == "a\ufffdb"


def test_a_target_has_a_bounded_number_of_facts() -> None:
    """What is beyond it is not kept, what is known is still compared."""
    seen = Sighting("a", {f"disk:{n}": "x" for n in range(1_000)}, frozenset({"disk"}))
    changes = changes_since({}, seen)
    assert len(changes) == MOST_FACTS
    known = {one.fact: "old" for one in changes}
    assert len(changes_since(known, seen)) == MOST_FACTS


def test_every_family_has_a_title() -> None:
    """What a reader tells can be shown."""
    families = {family for families, _reader in READERS.values() for family in families}
    assert families | {"processors", "file"} == set(FACT_TITLES)
