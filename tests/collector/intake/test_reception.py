"""Posted alerts on their way to tickets: mapped, and signs of life told apart, on both databases."""

from __future__ import annotations

from dataclasses import replace

import pytest

from collector.heartbeat_state import HeartbeatKind, HeartbeatPlan
from collector.heartbeats import MOST_WATCHDOGS, Heartbeats, HeartbeatWorker
from collector.intake.alert_map import AlertMap, alert_map_of
from collector.intake.reception import AlertReception, watchdog_name
from tests.collector.kept_samples import KeptSamples, value
from tests.fakes.memory_inbox import MemoryInbox
from watchkeeper.config.nodes import parse_yaml
from watchkeeper.core.alerts import PostedAlert
from watchkeeper.core.instants import DAY, MINUTE, Duration, Instant, instant_from_rfc3339, later
from watchkeeper.core.labels import labels_of
from watchkeeper.core.levels import Level
from watchkeeper.server.clock import ManualClock
from watchkeeper.storage.database import Database

START = instant_from_rfc3339("2026-11-22T00:00:00Z")


def posted(clock: ManualClock, **labels: str) -> PostedAlert:
    now = clock.now()
    return PostedAlert(
        labels=labels_of({"alertname": "Watchdog", **labels}),
        annotations={},
        starts_at=now,
        ends_at=Instant(now + 4 * MINUTE - 7),
        has_timeout=False,
        is_resolved=False,
        received_at=now,
        source="prometheus",
    )


class House:
    def __init__(self, database: Database, text: str = "") -> None:
        self.clock = ManualClock(START)
        self.inbox = MemoryInbox()
        self.heartbeats = Heartbeats(database, self.clock)
        found = alert_map_of(parse_yaml(text, name="alerts.yml")) if text else AlertMap()
        self.reception = AlertReception(self.inbox, self.heartbeats, found)

    async def status(self) -> float | None:
        kept = KeptSamples()
        await HeartbeatWorker(self.heartbeats, kept, self.clock).run_due()
        return value(kept.ticks[-1].samples, "watchkeeper_heartbeat_status", kind="watchdog")


async def test_a_watchdog_is_a_heartbeat_that_becomes_late(database: Database) -> None:
    """It is expected for as long as it says that it lasts, and a minute; then it is late."""
    house = House(database)
    await house.reception.accept((posted(house.clock, severity="none"),))
    (found,) = await house.heartbeats.all()
    assert (found.plan.target, found.plan.name) == ("prometheus", "Watchdog")
    assert (found.plan.kind, found.plan.period) == (HeartbeatKind.WATCHDOG, 4 * MINUTE)
    assert await house.status() == 1
    await house.clock.advance(later(START, 4 * MINUTE))
    await house.reception.accept((posted(house.clock, severity="none"),))
    await house.clock.advance(later(START, 8 * MINUTE))
    assert await house.status() == 1
    await house.clock.advance(later(START, 9 * MINUTE + 1))
    assert await house.status() == 3


async def test_a_watchdog_is_recorded_whatever_its_severity(database: Database) -> None:
    """Readers of alerts see that it fires; no ticket can come of that."""
    house = House(database)
    await house.reception.accept((posted(house.clock, severity="critical"),))
    assert house.inbox.named("Watchdog")[0].level is Level.RECORD


async def test_the_end_of_a_watchdog_is_no_sign_of_life(database: Database) -> None:
    """A resolve says that the rule is gone: from then on the sender is waited for."""
    house = House(database)
    alert = replace(posted(house.clock), is_resolved=True, ends_at=START)
    await house.reception.accept((alert,))
    assert await house.heartbeats.all() == ()


async def test_an_alert_that_is_said_once_is_a_heartbeat_only_where_its_time_is_known(
    database: Database,
) -> None:
    """Who does not say how long it lasts, and whose entry does not either, is not waited for."""
    house = House(database)
    await house.reception.accept((replace(posted(house.clock), is_kept=True),))
    assert await house.heartbeats.all() == ()
    other = House(database, "alerts: [{when: {alertname: Watchdog}, heartbeat: {every: 1h}}]")
    await other.reception.accept((replace(posted(other.clock), is_kept=True),))
    assert [one.plan.period for one in await other.heartbeats.all()] == [60 * MINUTE]


async def test_its_time_follows_what_the_sender_says(database: Database) -> None:
    """Another interval of the rules moves the plan; nothing is made twice."""
    house = House(database)
    for minutes in (4, 8):
        alert = posted(house.clock)
        await house.reception.accept(
            (replace(alert, ends_at=Instant(alert.received_at + minutes * MINUTE)),)
        )
    assert [one.plan.period for one in await house.heartbeats.all()] == [8 * MINUTE]


async def test_an_alert_is_no_sign_of_life_of_a_backup(database: Database) -> None:
    """Who may post alerts cannot say in the place of a backup's key that it succeeded."""
    house = House(database)
    plan = HeartbeatPlan("Watchdog", "prometheus", HeartbeatKind.BACKUP, period=Duration(DAY))
    await house.heartbeats.make(plan, by="engineer-a")
    await house.reception.accept((posted(house.clock),))
    (found,) = await house.heartbeats.all()
    assert (found.plan.kind, found.plan.period) == (HeartbeatKind.BACKUP, DAY)
    assert found.succeeded_at is None
    assert len(house.inbox.named("Watchdog")) == 1


async def test_watchdogs_are_bounded(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sender that invents watchdogs fills a bound, and its alerts are stored all the same."""
    assert MOST_WATCHDOGS >= 100
    monkeypatch.setattr("collector.heartbeats.MOST_WATCHDOGS", 3)
    house = House(database)
    await house.reception.accept(tuple(posted(house.clock, n=str(n)) for n in range(5)))
    assert len(await house.heartbeats.all()) == 3
    assert len(house.inbox.named("Watchdog")) == 5


def test_names_tell_watchdogs_apart() -> None:
    """The labels stand in the name; what cannot stand in a name is replaced, what is long is cut."""
    clock = ManualClock(START)
    assert watchdog_name(posted(clock, severity="none", cluster="sh/1")) == "Watchdog sh_1"
    long = [watchdog_name(posted(clock, a="x" * 300, b=end)) for end in "12"]
    assert len(long[0]) < 100
    assert long[0] != long[1]


async def test_a_large_batch_is_mapped_beside_the_loop(database: Database) -> None:
    """A thousand alerts come out as they went in, each with its level."""
    house = House(database, "alerts: [{when: {n: '.*7'}, level: I}]")
    alerts = tuple(
        replace(posted(house.clock), labels=labels_of({"alertname": "A", "n": str(n)}))
        for n in range(1_000)
    )
    await house.reception.accept(alerts)
    levels = [alert.level for alert in house.inbox.named("A")]
    assert levels.count(Level.I) == 100
    assert len(levels) == 1_000


async def test_a_day_is_the_longest_that_is_waited_for(database: Database) -> None:
    """A watchdog that says it lasts for ever is expected each day."""
    house = House(database)
    alert = posted(house.clock)
    await house.reception.accept((replace(alert, ends_at=Instant(alert.received_at + 99 * DAY)),))
    assert [one.plan.period for one in await house.heartbeats.all()] == [DAY]
