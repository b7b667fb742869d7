"""Heartbeats: pings over HTTP, states over time, series, on both databases."""

from __future__ import annotations

import dataclasses
from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp.test_utils import TestClient, TestServer
from aiohttp.web import Application, Request
from hypothesis import given
from hypothesis import strategies as st

from collector.heartbeat_state import (
    Heartbeat,
    HeartbeatKind,
    HeartbeatPlan,
    HeartbeatStatus,
    Ping,
    Signal,
    after_ping,
    last_planned,
    next_due,
    status_of,
)
from collector.heartbeats import FEED, Heartbeats, HeartbeatWorker, samples_of
from collector.intake.heartbeats import heartbeat_routes, ping_from
from tests.collector.kept_samples import KeptSamples, value
from watchkeeper.core.errors import Conflict, InvalidInput, NotFound
from watchkeeper.core.instants import (
    DAY,
    HOUR,
    MINUTE,
    SECOND,
    Duration,
    Instant,
    instant_from_rfc3339,
)
from watchkeeper.server.clock import ManualClock
from watchkeeper.storage.database import Database

START = instant_from_rfc3339("2026-11-22T00:00:00Z")
HOURLY = HeartbeatPlan("sync", "db-1", period=Duration(HOUR), grace=Duration(10 * MINUTE))
NIGHTLY = HeartbeatPlan(
    "nightly",
    "db-1",
    kind=HeartbeatKind.BACKUP,
    schedule="0 2 * * *",
    grace=Duration(2 * HOUR),
    zone="Asia/Shanghai",
)


def _at(minutes: float) -> Instant:
    return Instant(START + int(minutes * MINUTE))


def _after(*pings: tuple[float, Ping], plan: HeartbeatPlan = HOURLY) -> Heartbeat:
    heartbeat = Heartbeat("h", plan, made_at=START)
    for minutes, ping in pings:
        heartbeat = after_ping(heartbeat, ping, _at(minutes))
    return heartbeat


OK, BEGIN, FAILED, NOTE = (
    Ping(Signal.SUCCESS),
    Ping(Signal.START),
    Ping(Signal.FAIL, exit_code=3),
    Ping(Signal.LOG),
)


@pytest.mark.parametrize(
    ("pings", "minutes", "status"),
    [
        ([], 1, HeartbeatStatus.NEW),
        ([], 71, HeartbeatStatus.LATE),
        ([(5, OK)], 6, HeartbeatStatus.UP),
        ([(5, OK)], 74, HeartbeatStatus.UP),
        ([(5, OK)], 76, HeartbeatStatus.LATE),
        ([(5, OK), (50, BEGIN)], 55, HeartbeatStatus.STARTED),
        ([(5, OK), (50, BEGIN)], 61, HeartbeatStatus.LATE),
        ([(5, OK), (50, BEGIN), (55, OK)], 61, HeartbeatStatus.UP),
        ([(5, OK), (50, FAILED)], 51, HeartbeatStatus.FAILED),
        ([(5, FAILED), (6, BEGIN)], 7, HeartbeatStatus.FAILED),
        ([(5, FAILED), (6, OK)], 7, HeartbeatStatus.UP),
        ([(5, NOTE)], 6, HeartbeatStatus.NEW),
    ],
    ids=[
        "never heard, not due yet",
        "never heard and overdue",
        "heard",
        "due, within the grace",
        "overdue",
        "a run under way",
        "a run that does not end within the grace",
        "a run that ended",
        "failed",
        "started again after a failure",
        "succeeded after a failure",
        "a note is no sign of life",
    ],
)
def test_status(pings: list[tuple[float, Ping]], minutes: float, status: HeartbeatStatus) -> None:
    """How a heartbeat stands follows from its pings and the time."""
    assert status_of(_after(*pings), _at(minutes)) is status


def test_a_schedule_is_read_in_its_zone() -> None:
    """02:00 in Shanghai is 18:00 UTC; a success before it is due again then."""
    heartbeat = _after((0, OK), plan=NIGHTLY)
    assert next_due(heartbeat) == instant_from_rfc3339("2026-11-22T18:00:00Z")
    assert status_of(heartbeat, instant_from_rfc3339("2026-11-22T20:00:00Z")) is HeartbeatStatus.UP
    late = instant_from_rfc3339("2026-11-22T20:00:01Z")
    assert status_of(heartbeat, late) is HeartbeatStatus.LATE


def test_durations_are_of_the_run_that_started() -> None:
    """A success ends the run with its id; another run's success says nothing of its length."""
    one, other = Ping(Signal.START, run="1"), Ping(Signal.SUCCESS, run="2")
    assert _after((0, one), (5, other)).duration is None
    ended = _after((0, one), (5, other), (7, Ping(Signal.SUCCESS, run="1")))
    assert ended.duration == 7 * MINUTE
    assert ended.started_at is None


@given(
    st.lists(
        st.tuples(st.integers(0, 10_000), st.sampled_from([OK, BEGIN, FAILED, NOTE])), max_size=20
    ),
    st.integers(0, 20_000),
)
def test_any_pings_give_one_status(pings: list[tuple[int, Ping]], minutes: int) -> None:
    """Whatever comes in whatever order, there is a status, and a fresh success is never late."""
    heartbeat = _after(*pings)
    status_of(heartbeat, _at(minutes))
    recovered = after_ping(heartbeat, OK, _at(20_000))
    if heartbeat.run is None and recovered.started_at is None:
        assert status_of(recovered, _at(20_000)) is HeartbeatStatus.UP


@pytest.mark.parametrize(
    ("at", "planned"),
    [
        ("2026-11-22T18:00:00Z", "2026-11-22T18:00:00Z"),
        ("2026-11-22T17:59:59Z", "2026-11-21T18:00:00Z"),
        ("2026-11-23T03:00:00Z", "2026-11-22T18:00:00Z"),
    ],
    ids=["at the minute itself", "a second before", "hours after"],
)
def test_the_newest_planned_run(at: str, planned: str) -> None:
    """The newest run planned at or before an instant is found, in its zone."""
    found = last_planned("0 2 * * *", "Asia/Shanghai", instant_from_rfc3339(at))
    assert found == instant_from_rfc3339(planned)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"period": None}, "either a period or a schedule"),
        ({"schedule": "0 2 * * *"}, "either a period or a schedule"),
        ({"period": None, "schedule": "at night"}, "no cron schedule"),
        ({"period": Duration(1)}, "1s to 366d"),
        ({"grace": Duration(-1)}, "0s to 366d"),
        ({"name": ""}, "a name must have"),
    ],
    ids=["neither", "both", "no cron", "too often", "negative grace", "no name"],
)
def test_a_plan_that_makes_no_sense_is_refused(changes: dict[str, object], said: str) -> None:
    """What cannot be expected is refused with a sentence."""
    with pytest.raises(InvalidInput, match=said):
        dataclasses.replace(HOURLY, **changes)  # type: ignore[arg-type]  # a table of keys


@pytest.mark.parametrize(
    ("signal", "expected"),
    [
        ("", Signal.SUCCESS),
        ("0", Signal.SUCCESS),
        ("1", Signal.FAIL),
        ("255", Signal.FAIL),
        ("start", Signal.START),
        ("fail", Signal.FAIL),
        ("log", Signal.LOG),
    ],
)
def test_what_a_ping_says(signal: str, expected: Signal) -> None:
    """The end of the path is what the job says."""
    assert ping_from(signal, None, b"").signal is expected


@given(st.text(max_size=12), st.none() | st.text(max_size=70), st.binary(max_size=200))
def test_any_ping_is_read_or_refused(signal: str, run: str | None, body: bytes) -> None:
    """No path, id or body makes the reader fail in another way."""
    try:
        assert "\0" not in ping_from(signal, run, body).body
    except InvalidInput:
        return


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(START)


@pytest.fixture
def kept(database: Database, clock: ManualClock) -> Heartbeats:
    return Heartbeats(database, clock)


@pytest.fixture
async def client(kept: Heartbeats) -> AsyncIterator[TestClient[Request, Application]]:
    app = Application()
    app.add_routes(heartbeat_routes(kept))
    async with TestClient(TestServer(app)) as client:
        yield client


async def test_a_job_pings_from_start_to_end(
    client: TestClient[Request, Application], kept: Heartbeats, clock: ManualClock
) -> None:
    """Start, output and exit code of a run are kept: how long it took, how it ended, what it said."""
    key = await kept.make(HOURLY, by="engineer-a")
    async with client.get(f"/ping/{key}/start?rid=abc") as response:
        assert (response.status, await response.text()) == (200, "OK")
    await clock.advance(Instant(START + 90 * SECOND))
    async with client.post(f"/ping/{key}/3?rid=abc", data="disk full 磁盘已满") as response:
        assert response.status == 200
    (heartbeat,) = await kept.all()
    assert (heartbeat.exit_code, heartbeat.duration) == (3, 90 * SECOND)
    assert status_of(heartbeat, clock.now()) is HeartbeatStatus.FAILED
    newest, first = await kept.pings(heartbeat.id)
    assert (newest.body, newest.duration) == ("disk full 磁盘已满", 90 * SECOND)
    assert first.signal is Signal.START


async def test_head_is_a_success_and_log_is_not(
    client: TestClient[Request, Application], kept: Heartbeats
) -> None:
    """HEAD counts as a ping; log keeps its text and changes nothing."""
    key = await kept.make(HOURLY, by="x")
    async with client.post(f"/ping/{key}/log", data="hello"):
        assert (await kept.all())[0].succeeded_at is None
    async with client.head(f"/ping/{key}"):
        assert (await kept.all())[0].succeeded_at == START


async def test_of_a_long_body_ten_kilobytes_are_kept(
    client: TestClient[Request, Application], kept: Heartbeats
) -> None:
    """A long output is cut, and the ping counts all the same."""
    key = await kept.make(HOURLY, by="x")
    async with client.post(f"/ping/{key}", data=aiohttp.BytesPayload(b"x" * 50_000)) as response:
        assert response.status == 200
    (heartbeat,) = await kept.all()
    (ping,) = await kept.pings(heartbeat.id)
    assert len(ping.body) == 10_000


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/ping/unknown-key-unknown-key", 404),
        ("/ping/KEY/256", 400),
        ("/ping/KEY/begin", 400),
        ("/ping/KEY?rid=a%20b", 400),
    ],
    ids=["an unknown key", "an exit code too high", "another word", "an odd run id"],
)
async def test_a_ping_that_makes_no_sense_is_told(
    path: str, status: int, client: TestClient[Request, Application], kept: Heartbeats
) -> None:
    """Unknown keys are 404, unknown words 400, and nothing is kept."""
    key = await kept.make(HOURLY, by="x")
    async with client.get(path.replace("KEY", key)) as response:
        assert response.status == status
    assert (await kept.all())[0].succeeded_at is None


async def test_a_hundred_pings_are_kept(kept: Heartbeats) -> None:
    """Of many pings the newest hundred stay."""
    key = await kept.make(HOURLY, by="x")
    for number in range(103):
        await kept.ping(key, Ping(Signal.LOG, body=str(number)))
    (heartbeat,) = await kept.all()
    bodies = [ping.body for ping in await kept.pings(heartbeat.id)]
    assert (len(bodies), bodies[0], bodies[-1]) == (100, "102", "3")


async def test_one_name_once_a_key_can_be_changed_and_removed(kept: Heartbeats) -> None:
    """A name is taken once at a target; another key ends the one before; removed is gone."""
    key = await kept.make(HOURLY, by="x")
    with pytest.raises(Conflict, match="'db-1' has a heartbeat 'sync' already"):
        await kept.make(HOURLY, by="x")
    (heartbeat,) = await kept.all()
    fresh = await kept.new_key(heartbeat.id)
    await kept.ping(fresh, OK)
    with pytest.raises(NotFound):
        await kept.ping(key, OK)
    await kept.remove(heartbeat.id)
    with pytest.raises(NotFound):
        await kept.ping(fresh, OK)


async def test_the_feed_tells_how_heartbeats_stand(kept: Heartbeats, clock: ManualClock) -> None:
    """At its interval the worker writes status, times and expectations; late shows by itself."""
    key = await kept.make(HOURLY, by="x")
    await kept.ping(key, OK)
    sink = KeptSamples()
    clock.add(HeartbeatWorker(kept, sink, clock, interval=Duration(15 * SECOND)))
    await clock.advance(Instant(START + 2 * HOUR))
    ticks = sink.feed(FEED)
    assert len(ticks) == 2 * 3600 // 15 + 1
    labels = {"instance": "db-1", "heartbeat": "sync", "job": "heartbeat"}
    first, last = ticks[0].samples, ticks[-1].samples
    assert value(first, "watchkeeper_heartbeat_status", **labels) == HeartbeatStatus.UP
    assert value(last, "watchkeeper_heartbeat_status", **labels) == HeartbeatStatus.LATE
    assert (
        value(last, "watchkeeper_heartbeat_last_success_timestamp_seconds", **labels)
        == START / 1000
    )
    assert value(last, "watchkeeper_heartbeat_expected_interval_seconds", **labels) == 3600
    assert value(last, "watchkeeper_heartbeat_grace_seconds", **labels) == 600


def test_a_backup_s_heartbeat_also_speaks_as_a_backup() -> None:
    """The success of a backup job is the backup's last success; never is zero."""
    now = _at(60)
    never = samples_of([_after(plan=NIGHTLY)], now)
    assert value(never, "backup_last_success_timestamp_seconds", backup="nightly") == 0
    done = samples_of([_after((30, OK), plan=NIGHTLY)], now)
    assert value(done, "backup_last_success_timestamp_seconds", backup="nightly") == _at(30) / 1000
    assert value(done, "backup_expected_interval_seconds", instance="db-1") == DAY / 1000
    assert value(samples_of([_after()], now), "backup_grace_seconds") is None


def test_a_backup_s_heartbeat_tells_failures_and_runs() -> None:
    """A failure counts until the next success; a run that told its start is under way."""
    now = _at(60)
    failed = samples_of([_after((30, OK), (40, FAILED), plan=NIGHTLY)], now)
    assert value(failed, "backup_failures_in_a_row", backup="nightly") == 1
    good = samples_of([_after((30, FAILED), (40, BEGIN), (50, OK), plan=NIGHTLY)], now)
    assert value(good, "backup_failures_in_a_row", backup="nightly") == 0
    assert (
        value(good, "backup_last_duration_seconds", backup="nightly") == (_at(50) - _at(40)) / 1000
    )
    under_way = samples_of([_after((40, BEGIN), plan=NIGHTLY)], now)
    assert value(under_way, "backup_running_since_timestamp_seconds") == _at(40) / 1000
