"""Random histories on a real database: what is stored is what the log says (P8-P11, P17-P19)."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from tests.postgresql_cluster import Cluster
from tests.ticketing.story import DEPUTY, ENGINEER, Story
from ticketing import commands as c
from ticketing.events import EventKind, first_broken_link
from ticketing.fold import fold
from ticketing.lifecycle import TicketState
from ticketing.pinned import pinned_by_id
from ticketing.projection import row_of
from ticketing.tables import ticket
from ticketing.workdays.book import shipped_book
from watchkeeper.core.errors import WatchkeeperError
from watchkeeper.core.levels import Level
from watchkeeper.server.clock import ManualClock
from watchkeeper.storage.open_database import open_database

Action = tuple[str, int, int]

ACTIONS: st.SearchStrategy[list[Action]] = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "fire",
                "fire",
                "clear",
                "wait",
                "wait",
                "silence",
                "acknowledge",
                "plan",
                "pause",
                "resume",
                "level",
                "escalate",
                "resolve",
                "report",
                "close",
                "reopen",
                "merge",
                "unmerge",
                "restart",
                "repeat",
            ]
        ),
        st.integers(0, 3),
        st.integers(1, 300),
    ),
    max_size=25,
)
LEVELS = (Level.I, Level.II, Level.III, Level.IV)


@pytest.fixture(params=["sqlite", "postgresql"])
def new_url(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Return a maker of addresses of empty databases."""
    if request.param == "sqlite":
        numbers = itertools.count()
        return lambda: f"sqlite:///{tmp_path}/{next(numbers)}.db"
    cluster: Cluster = request.getfixturevalue("postgresql_cluster")
    return cluster.new_database


@asynccontextmanager
async def _watch(url: str) -> AsyncIterator[Story]:
    database = await open_database(url)
    try:
        yield Story(database)
    finally:
        await database.close()


async def _act(story: Story, action: Action) -> Story:
    """Do one thing, where it can be done; return the watch, which may be a new one."""
    name, which, minutes = action
    numbers = [row.number for row in await story.all_tickets()]
    number = numbers[which % len(numbers)] if numbers else 1
    deeds: dict[str, Callable[[], Awaitable[object]]] = {
        "fire": lambda: story.fire(f"Fault{which % 2}", level=LEVELS[minutes % 4]),
        "clear": lambda: story.clear(f"Fault{which % 2}"),
        "wait": lambda: story.pass_time(minutes=minutes),
        "repeat": story.evaluate,
        "acknowledge": lambda: story.acknowledge(number, by=(ENGINEER, DEPUTY)[which % 2]),
        "plan": lambda: story.submit_plan(number),
        "pause": lambda: story.do(
            c.Pause(number=number, actor=ENGINEER, reason=c.PauseReason.APPOINTMENT)
        ),
        "resume": lambda: story.do(c.Resume(number=number, actor=ENGINEER)),
        "level": lambda: story.do(
            c.ChangeLevel(
                number=number,
                actor=ENGINEER,
                level=LEVELS[which],
                cause=list(c.LevelCause)[minutes % 3],
                reason="so",
            )
        ),
        "escalate": lambda: story.do(c.EscalateNow(number=number, actor=ENGINEER, reason="help")),
        "resolve": lambda: story.resolve(number),
        "report": lambda: story.submit_report(number),
        "merge": lambda: story.do(c.Merge(number=number, actor=ENGINEER, into=minutes % 4 + 1)),
        "unmerge": lambda: story.do(c.Unmerge(number=number, actor=ENGINEER, reason="no")),
        "close": lambda: story.do(c.Close(number=number, actor=ENGINEER)),
        "reopen": lambda: story.do(c.Reopen(number=number, actor=ENGINEER, reason="no")),
    }
    if name == "restart":
        fresh = Story(story.database, clock=ManualClock(story.clock.now()))
        fresh.firing, fresh.feeds = story.firing, story.feeds
        return fresh
    if name == "silence":
        story.feeds.silent ^= {"probe:web-1:http"}
        return story
    with suppress(WatchkeeperError):  # refused with a reason: that is an answer, too
        await deeds[name]()
    return story


async def _check(story: Story) -> None:
    """The invariants that hold after any history."""
    rows = await story.database.read(lambda connection: connection.execute(select(ticket)).all())
    live = Counter(row.fingerprint for row in rows if TicketState(row.state).is_live)
    assert max(live.values(), default=0) <= 1  # P18
    keys = [row["dedup_key"] for row in await story.messages()]
    assert len(keys) == len(set(keys))
    for row in rows:
        events = await story.events(row.number)
        assert first_broken_link(events) is None  # P17
        decisions = [event.decision for event in events if event.decision]
        assert len(decisions) == len(set(decisions))  # P11
        pinned = await story.database.read(
            lambda connection, terms=row.terms: pinned_by_id(connection, terms, shipped_book())  # type: ignore[misc]  # a default binds the loop's value
        )
        folded = fold(events, pinned.terms, events[-1].recorded_at)
        stored = row_of(folded, terms=row.terms, wakes_at=row.wakes_at)
        settled_later = {"next_due_at", "next_goal", "next_is_paused", "breaches"}
        for name, value in stored.items():
            if name not in settled_later:
                assert getattr(row, name) == value, name  # P8
        if folded.state.is_live:
            assert row.owner is not None or row.wakes_at is not None  # P9
        kinds = [event.kind for event in events]
        assert kinds[0] is EventKind.OPENED
        assert kinds.count(EventKind.OPENED) == 1


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(actions=ACTIONS)
async def test_any_history_can_be_replayed(
    new_url: Callable[[], str], actions: list[Action]
) -> None:
    """Alerts, answers, pauses, levels, restarts in any order: the rows are what the log says."""
    async with _watch(new_url()) as story:
        watch = story
        for action in actions:
            watch = await _act(watch, action)
        await _check(watch)


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(actions=ACTIONS)
async def test_restarts_change_nothing(new_url: Callable[[], str], actions: list[Action]) -> None:
    """P10: the same history with a restart after every step leaves the same log."""
    logs = []
    for has_restarts in (False, True):
        async with _watch(new_url()) as story:
            watch = story
            for action in actions:
                watch = await _act(watch, action)
                if has_restarts:
                    watch = await _act(watch, ("restart", 0, 1))
            numbers = sorted(row.number for row in await watch.all_tickets())
            logs.append(
                [
                    (event.ticket, event.kind, event.occurred_at, event.recorded_at)
                    for number in numbers
                    for event in await watch.events(number)
                ]
            )
    assert logs[0] == logs[1]
