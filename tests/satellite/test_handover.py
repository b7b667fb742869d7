"""Who probes what while the configuration changes, lines are cut and either side restarts."""

from __future__ import annotations

import asyncio
import dataclasses
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collector.satellites.hand_down import bytes_of, hand_down_from, share_of, version_of
from collector.satellites.handover import LONGEST_MOVE, Handover
from collector.schedule import feed_of
from watchkeeper.config.nodes import parse_yaml
from watchkeeper.core.instants import SECOND, Instant
from watchkeeper.inventory.files import probe_from_node
from watchkeeper.inventory.model import ProbeSpec, Target
from watchkeeper.inventory.registry import Inventory, inventory_of
from watchkeeper.inventory.secrets import Secrets
from watchkeeper.satellite.admitting import admitted
from watchkeeper.satellite.guard import Guard
from watchkeeper.satellite.sealed import SealedFile
from watchkeeper.satellite.settings import network_from_text
from watchkeeper.server.clock import ManualClock

START = Instant(1_790_000_000_000)
SATELLITES = ("sat-1", "sat-2")
TCP: ProbeSpec = probe_from_node(parse_yaml("{tcp: {port: 502}}", name="t"))
FEED = feed_of("plc", "tcp")


def inventory_with(places: Mapping[str, str | None], address: str = "10.0.0.1") -> Inventory:
    things = [
        Target(name, address, probes=(TCP,), satellite=place) for name, place in places.items()
    ]
    return inventory_of([*things, *(Target(name) for name in SATELLITES)], ())


def own(handover: Handover) -> set[str]:
    return {feed_of(one.name, spec.name) for one in handover.own for spec in one.probes}


class Wire:
    """A clock and a handover, with the satellites that are heard."""

    def __init__(self) -> None:
        self.clock = ManualClock(START)
        self.heard = set(SATELLITES)
        self.handover = Handover(self.clock, lambda name: name in self.heard)

    async def wait(self, seconds: float) -> None:
        await self.clock.advance(Instant(self.clock.now() + int(seconds * SECOND)))
        self.handover.settle()


async def test_the_server_goes_on_until_the_satellite_has_it() -> None:
    """A probe that moves out is never without a prober, and not with two for long."""
    wire = Wire()
    wire.handover.take_on(inventory_with({"plc": None}))
    wire.handover.take_on(inventory_with({"plc": "sat-1"}))
    assert own(wire.handover) == {FEED}
    assert wire.handover.elsewhere == {FEED}
    wire.handover.confirm("sat-2")
    assert own(wire.handover) == {FEED}
    wire.handover.confirm("sat-1")
    assert own(wire.handover) == set()


async def test_the_server_waits_until_the_satellite_let_go() -> None:
    """A probe that comes back begins here when the satellite holds what is in force."""
    wire = Wire()
    wire.handover.take_on(inventory_with({"plc": "sat-1"}))
    wire.handover.take_on(inventory_with({"plc": None}))
    assert own(wire.handover) == set()
    wire.handover.confirm("sat-1")
    assert own(wire.handover) == {FEED}


@pytest.mark.parametrize("goal", ["sat-1", None], ids=["moving out", "coming back"])
async def test_a_satellite_that_says_nothing_holds_a_move_up_for_two_minutes(
    goal: str | None,
) -> None:
    """After that the configuration alone counts."""
    wire = Wire()
    wire.handover.take_on(inventory_with({"plc": "sat-1" if goal is None else None}))
    wire.handover.take_on(inventory_with({"plc": goal}))
    before = own(wire.handover)
    await wire.wait(LONGEST_MOVE / SECOND - 1)
    assert own(wire.handover) == before
    assert wire.handover.next_due() == Instant(wire.clock.now() + SECOND)
    await wire.wait(1)
    assert own(wire.handover) == ({FEED} if goal is None else set())
    assert wire.handover.next_due() is None


async def test_nobody_waits_for_a_satellite_that_is_silent() -> None:
    """What comes back from a dead satellite is probed here at once."""
    wire = Wire()
    wire.handover.take_on(inventory_with({"plc": "sat-1"}))
    wire.heard.clear()
    wire.handover.take_on(inventory_with({"plc": None}))
    assert own(wire.handover) == {FEED}


async def test_the_server_never_connects_to_where_only_the_satellite_is_to_go() -> None:
    """While a probe moves out the server keeps to the old address; a new target it never probes."""
    wire = Wire()
    wire.handover.take_on(inventory_with({"plc": None}, address="203.0.113.1"))
    wire.handover.take_on(inventory_with({"plc": "sat-1", "new": "sat-1"}, address="10.0.0.1"))
    assert [(one.name, one.address) for one in wire.handover.own] == [("plc", "203.0.113.1")]


async def test_feeds_of_satellites_that_are_gone_are_told() -> None:
    """They are to end; those that moved go on."""
    wire = Wire()
    assert wire.handover.take_on(inventory_with({"plc": "sat-1", "b": "sat-1"})) == frozenset()
    assert wire.handover.take_on(inventory_with({"plc": None})) == {feed_of("b", "tcp")}


class Plant:
    """A satellite's half without network: what it holds, on disk and in force."""

    def __init__(self, folder: Path, name: str) -> None:
        self.name = name
        self.sealed = SealedFile(folder / f"{name}.sealed", bytes(32), name)
        self.feeds: frozenset[str] = frozenset()
        self.held = ""

    def take_on(self, content: bytes) -> None:
        document = hand_down_from(content)
        found = admitted(document, Guard([network_from_text("10.0.0.0/8")]), ())
        assert found.refused == ()
        self.feeds = frozenset(
            feed_of(one.name, spec.name) for one in found.inventory for spec in one.probes
        )
        self.held = version_of(content)
        self.sealed.write(content)

    def restart(self) -> None:
        self.feeds, self.held = frozenset(), ""
        content = self.sealed.read()
        if content is not None:
            self.take_on(content)


class World:
    """The server's half and two satellites; steps may come in any order."""

    def __init__(self, folder: Path) -> None:
        self.clock = ManualClock(START)
        self.plants = {name: Plant(folder, name) for name in SATELLITES}
        self.inventory = inventory_with({})
        self.handover = Handover(self.clock, lambda _name: True)
        self.waiting: dict[str, bytes] = {}  # documents under way to a satellite

    def change(self, places: Mapping[str, str | None]) -> None:
        self.inventory = inventory_with(places)
        self.handover.take_on(self.inventory)

    def share(self, name: str) -> bytes:
        return bytes_of(share_of(self.inventory, Secrets(), name))

    def exchange(self, name: str, *, is_answer_lost: bool = False) -> None:
        plant, content = self.plants[name], self.share(name)
        if plant.held == version_of(content):
            self.handover.confirm(name)
        elif not is_answer_lost:
            self.waiting[name] = content

    def fetch(self, name: str) -> None:
        """The document arrives, perhaps long after it was made."""
        content = self.waiting.pop(name, None)
        if content is not None:
            self.plants[name].take_on(content)

    def restart_server(self) -> None:
        self.handover = Handover(self.clock, lambda _name: True)
        self.handover.take_on(self.inventory)
        self.waiting.clear()

    def probers(self, feed: str) -> int:
        at_satellites = sum(feed in plant.feeds for plant in self.plants.values())
        return at_satellites + (feed in own(self.handover))


PLACES = st.dictionaries(
    st.sampled_from(["a", "b", "c"]), st.sampled_from([None, *SATELLITES]), max_size=3
)
STEPS = st.one_of(
    st.tuples(st.just("change"), PLACES),
    st.tuples(st.just("exchange"), st.sampled_from(SATELLITES)),
    st.tuples(st.just("lost answer"), st.sampled_from(SATELLITES)),
    st.tuples(st.just("fetch"), st.sampled_from(SATELLITES)),
    st.tuples(st.just("restart"), st.sampled_from(SATELLITES)),
    st.tuples(st.just("restart server"), st.none()),
    st.tuples(st.just("wait"), st.integers(1, 200)),
)


async def play(world: World, steps: list[tuple[str, object]]) -> None:
    for step, what in steps:
        match step, what:
            case "change", dict() as places:
                world.change(places)
            case "exchange", str() as name:
                world.exchange(name)
            case "lost answer", str() as name:
                world.exchange(name, is_answer_lost=True)
            case "fetch", str() as name:
                world.fetch(name)
            case "restart", str() as name:
                world.plants[name].restart()
            case "restart server", None:
                world.restart_server()
            case "wait", int() as seconds:
                await world.clock.advance(Instant(world.clock.now() + seconds * SECOND))
                world.handover.settle()
            case _:
                raise AssertionError(step)


@given(steps=st.lists(STEPS, max_size=25))
@settings(max_examples=120)
def test_whatever_happens_both_sides_end_with_the_same(steps: list[tuple[str, object]]) -> None:
    """Any order of changes, cuts and restarts ends, once lines hold, with one prober for each."""
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder))
        asyncio.run(play(world, steps))
        for name in SATELLITES:  # now the lines hold
            for _ in range(2):
                world.exchange(name)
                world.fetch(name)
            world.exchange(name)
        for name, plant in world.plants.items():
            expected = {
                feed_of(one.name, spec.name)
                for one in world.inventory.behind(name)
                for spec in one.probes
            }
            assert plant.feeds == expected
        for target in world.inventory:
            for spec in target.probes:
                assert world.probers(feed_of(target.name, spec.name)) == 1


@given(start=st.sampled_from([None, *SATELLITES]), goal=st.sampled_from([None, *SATELLITES]))
def test_a_move_leaves_no_probe_alone(start: str | None, goal: str | None) -> None:
    """From the change to its end a probe that the server had, or gets, is probed by somebody."""
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder))
        world.change({"a": start})
        for name in SATELLITES:
            world.exchange(name)
            world.fetch(name)
            world.exchange(name)
        world.change({"a": goal})
        feed = feed_of("a", "tcp")
        assert world.probers(feed) >= 1
        if goal is not None:  # the one that gets it hears of it first
            world.exchange(goal)
            world.fetch(goal)
            assert world.probers(feed) >= 1
            world.exchange(goal)
        assert world.probers(feed) >= 1
        for name in SATELLITES:
            world.exchange(name)
            world.fetch(name)
            world.exchange(name)
        assert world.probers(feed) == 1


def test_a_target_without_probes_is_nothing_to_hand_down() -> None:
    """An agent's host behind a satellite is not its affair."""
    bare = dataclasses.replace(Target("a", satellite="sat-1"), probes=())
    inventory = inventory_of([bare, Target("sat-1")], ())
    assert share_of(inventory, Secrets(), "sat-1").targets == ()
