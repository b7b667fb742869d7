"""A cut line is one ticket: what hangs on it is listed there, and stands alone if it stays away."""

from __future__ import annotations

from tests.ticketing.story import Story, target
from ticketing.events import EventKind
from ticketing.mutes.matchers import read_matchers
from ticketing.mutes.silences import SilenceWish
from watchkeeper.access.model import SYSTEM
from watchkeeper.core.alerts import ActiveSet, Alert
from watchkeeper.core.instants import HOUR, later
from watchkeeper.core.labels import labels_of
from watchkeeper.core.levels import Level

SOURCE = "rules/own.yml;alive"


def build(story: Story, hosts: int) -> list[str]:
    """A router, a switch behind it, hosts behind that; return the hosts."""
    names = [f"host-{n:03}" for n in range(hosts)]
    story.wires.above = {"switch": "router", **dict.fromkeys(names, "switch")}
    story.inventory.facts |= {name: target(name) for name in ("router", "switch", *names)}
    return names


async def down(story: Story, *names: str, level: Level = Level.II, name: str = "HostDown") -> None:
    """These do not answer now, and no others."""
    now = story.clock.now()
    alerts = tuple(
        Alert(
            labels=labels_of({"alertname": name, "instance": one}),
            level=level,
            active_at=now,
            fired_at=now,
            annotations={"summary": f"{one} is down"},
            value=0.0,
            feeds=(),
            expression="up == 0",
        )
        for one in names
    )
    await story.service.hand_over(ActiveSet(SOURCE, now, alerts, is_complete=True))


async def test_a_fibre_is_cut_and_a_hundred_hosts_are_one_ticket(story: Story) -> None:
    """The switch's ticket lists them, whatever stood first; when all is back nothing is left."""
    hosts = build(story, 100)
    await down(story, *hosts[:50])
    await down(story, *hosts[:50], "switch", *hosts[50:])
    await story.pass_time(seconds=20)
    (row,) = await story.open_tickets()
    assert row.target == "switch"
    joined = await story.events(row.number, EventKind.SYMPTOM_ATTACHED)
    assert [event.data["count"] for event in joined] == [100]
    findings = await story.service.findings()
    assert {one.symptom_of for one in findings} == {"switch"}
    await story.pass_time(minutes=30)
    assert len(await story.open_tickets()) == 1
    assert {message["ticket"] for message in await story.messages()} == {row.number}

    await down(story)
    await story.pass_time(minutes=20)
    assert await story.service.findings() == ()
    assert len(await story.all_tickets()) == 1


async def test_a_host_that_stays_away_gets_its_own_ticket(story: Story) -> None:
    """Two minutes after its cause is gone, with the time at which it began."""
    hosts = build(story, 3)
    await story.pass_time(seconds=20)
    began = story.clock.now()
    await down(story, "switch", *hosts)
    await story.pass_time(minutes=10)
    await down(story, hosts[1])
    await story.pass_time(minutes=6)
    assert len(await story.open_tickets()) == 1
    await story.pass_time(minutes=3)
    (own,) = [row for row in await story.open_tickets() if row.target == hosts[1]]
    assert own.occurred_at == began
    (left,) = await story.events(1, EventKind.SYMPTOM_RELEASED)
    assert left.data["count"] == 1


async def test_the_farthest_cause_is_at_fault_and_takes_the_worst_level(story: Story) -> None:
    """The router explains switch and hosts; a portion never separates cause and symptoms."""
    hosts = build(story, 450)
    await down(story, *hosts, "switch", "router", level=Level.III)
    await story.pass_time(seconds=20)
    (row,) = await story.open_tickets()
    assert row.target == "router"
    counts = [
        event.data["count"] for event in await story.events(row.number, EventKind.SYMPTOM_ATTACHED)
    ]
    assert sum(counts) == 451  # type: ignore[arg-type]  # whole numbers, by the event


async def test_a_worse_symptom_raises_the_ticket(story: Story) -> None:
    """Level I is cut off as well; it is told by the switch's ticket, at level I."""
    (host,) = build(story, 1)
    await down(story, "switch", level=Level.III)
    await story.pass_time(seconds=20)
    await story.fire("HostDown", on=host, level=Level.I)
    (row,) = await story.open_tickets()
    assert (row.target, row.level) == ("switch", Level.I)


async def test_what_is_measured_on_a_host_is_no_symptom(story: Story) -> None:
    """A full disk is not cut off; nor is anything where no parent is known to be down."""
    (host,) = build(story, 1)
    await down(story, "switch")
    await story.fire("DiskFull", on=host)
    await story.pass_time(seconds=20)
    assert len(await story.open_tickets()) == 2
    await story.fire("HostDown", on="web-1")
    assert len(await story.open_tickets()) == 3


async def test_a_silenced_cause_holds_its_symptoms(story: Story) -> None:
    """Who works on the switch and says so is not called for what hangs on it."""
    hosts = build(story, 2)
    now = story.clock.now()
    wish = SilenceWish(read_matchers("instance=switch"), later(now, HOUR), "li", "new firmware")
    await story.mutes.put(SYSTEM, wish)
    await down(story, "switch", *hosts)
    assert await story.all_tickets() == ()
    await story.pass_time(minutes=30)
    assert await story.all_tickets() == ()
    await story.pass_time(minutes=31)
    assert [row.target for row in await story.open_tickets()] == ["switch"]


async def test_another_customers_line_hides_nothing(story: Story) -> None:
    """Customers must not see each other's: their hosts have their own tickets."""
    (host,) = build(story, 1)
    facts = story.inventory.facts["switch"]
    story.inventory.facts["switch"] = type(facts)(
        facts.name, "other", facts.site, facts.criticality, facts.go_live
    )
    await down(story, "switch", host)
    await story.pass_time(seconds=20)
    assert len(await story.open_tickets()) == 2
