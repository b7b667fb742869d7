"""Evidence is frozen when a ticket opens, never in the way of the ticket, and never forgotten."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

import pytest
from sqlalchemy import func, select

from tests.ticketing.story import SOURCE, START, Story
from ticketing.events import Fact
from ticketing.evidence import EvidenceKeeper, OpeningAlert
from ticketing.tables import ticket_evidence_owed
from watchkeeper.core.alerts import ActiveSet, Alert
from watchkeeper.core.errors import Unavailable
from watchkeeper.core.instants import HOUR, MINUTE, later
from watchkeeper.core.labels import labels_of
from watchkeeper.core.levels import Level
from watchkeeper.server.clock import ManualClock
from watchkeeper.storage.database import Database


class Charts:
    """Gives the chart of an alert; fails for the targets that it is told to."""

    def __init__(self, **failures: Exception) -> None:
        self.asked: list[OpeningAlert] = []
        self.failures = failures

    async def gather(self, alert: OpeningAlert) -> Mapping[str, Fact]:
        self.asked.append(alert)
        failure = self.failures.get(alert.target.replace("-", ""))
        if failure is not None:
            raise failure
        return {"chart": {"expression": alert.expression, "end": alert.opened_at}}

    @property
    def targets(self) -> list[str]:
        return [alert.target for alert in self.asked]


class DeadCharts:
    """Never gives a chart: the process dies while it is asked."""

    def __init__(self) -> None:
        self.is_asked = asyncio.Event()

    async def gather(self, alert: OpeningAlert) -> Mapping[str, Fact]:
        self.is_asked.set()
        await asyncio.Event().wait()
        raise AssertionError("unreachable")


async def owed(database: Database) -> int:
    count = select(func.count()).select_from(ticket_evidence_owed)
    return await database.read(lambda connection: connection.execute(count).scalar_one())


async def test_the_chart_is_kept_with_the_ticket(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    """What was gathered stands on the page; a source that fails costs nothing but the chart."""
    charts = Charts(web2=ZeroDivisionError())
    story = Story(database, evidence=charts)
    await story.fire(on="web-1")
    await story.fire(on="web-2")
    await story.fire(on="web-1", value=9.0)
    await story.pass_time(hours=1)

    (piece,) = (await story.view(1)).evidence
    assert piece.name == "chart"
    assert piece.body == {"expression": "probe_success == 0", "end": START}
    assert (await story.view(2)).evidence == ()
    assert charts.targets == ["web-1", "web-2"]
    assert "evidence not gathered" in caplog.text
    assert await owed(database) == 0


async def test_a_crash_after_the_commit_leaves_no_ticket_without_its_chart(
    database: Database,
) -> None:
    """The ticket is committed, the process dies before its chart: the next start makes it, as of then."""
    dead = DeadCharts()
    before = Story(database, evidence=dead)
    async with asyncio.timeout(20), asyncio.TaskGroup() as group:
        dying = group.create_task(before.fire(on="web-1"))
        await dead.is_asked.wait()
        dying.cancel()
    assert [row.number for row in await before.open_tickets()] == [1]
    assert (await before.view(1)).evidence == ()

    charts = Charts()
    after = Story(database, evidence=charts, start=later(START, 2 * HOUR))
    await after.pass_time(minutes=1)
    (piece,) = (await after.view(1)).evidence
    assert piece.body == {"expression": "probe_success == 0", "end": START}
    assert charts.asked[0].labels["instance"] == "web-1"
    await after.pass_time(hours=2)
    assert charts.targets == ["web-1"]


async def test_what_is_not_to_be_had_now_is_tried_again(database: Database) -> None:
    """A store that does not answer is asked again within minutes, but not for ever."""
    charts = Charts(web1=Unavailable("the store is busy"), web2=Unavailable("the store is busy"))
    story = Story(database, evidence=charts)
    await story.fire(on="web-1")
    await story.fire(on="web-2")
    await story.pass_time(minutes=2)
    del charts.failures["web1"]
    await story.pass_time(minutes=2)
    (piece,) = (await story.view(1)).evidence
    assert piece.body == {"expression": "probe_success == 0", "end": START}
    await story.pass_time(hours=2)
    assert (await story.view(2)).evidence == ()
    assert await owed(database) == 0
    assert 50 < charts.targets.count("web-2") < 70


async def test_a_storm_gets_its_charts_in_portions(database: Database) -> None:
    """Of 60 tickets at once the first 50 have their chart on return, the others soon after."""
    charts = Charts()
    story = Story(database, evidence=charts)
    now = story.clock.now()
    alerts = tuple(
        Alert(
            labels=labels_of({"alertname": "Down", "instance": f"host-{n}"}),
            level=Level.III,
            active_at=now,
            fired_at=now,
            expression="up == 0",
        )
        for n in range(60)
    )
    await story.service.hand_over(ActiveSet(SOURCE, now, alerts, is_complete=True))
    assert len(charts.asked) == 50
    await story.pass_time(minutes=1)
    assert len({alert.ticket for alert in charts.asked}) == len(charts.asked) == 60
    assert await owed(database) == 0


async def test_two_nodes_make_up_for_a_chart_once(database: Database) -> None:
    """A claimed chart is not gathered by another node at the same time."""
    dead = DeadCharts()
    before = Story(database, evidence=dead)
    async with asyncio.timeout(20), asyncio.TaskGroup() as group:
        dying = group.create_task(before.fire(on="web-1"))
        await dead.is_asked.wait()
        dying.cancel()
    clock, charts = ManualClock(later(START, MINUTE)), Charts()
    nodes = [EvidenceKeeper(database, clock, charts) for _ in range(4)]
    await asyncio.gather(*(node.run_due() for node in nodes))
    assert charts.targets == ["web-1"]
    assert len((await before.view(1)).evidence) == 1
