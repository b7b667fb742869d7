"""Silence is not recovery: the server away for ten minutes, an agent killed (D7)."""

from __future__ import annotations

from pathlib import Path

from tests.acceptance.harness import (
    House,
    PushingAgent,
    Tick,
    Watch,
    build_house,
    enrolled,
    labelled,
    watching,
)
from ticketing import commands as c
from ticketing.events import Channel, EventKind
from ticketing.lifecycle import Presence, TicketState
from watchkeeper.access.model import PersonId
from watchkeeper.core.instants import MINUTE, SECOND, Duration, Instant, instant_from_rfc3339, later
from watchkeeper.core.labels import Labels

MONDAY_NINE = instant_from_rfc3339("2026-11-23T01:00:00Z")
INTERVAL = Duration(30 * SECOND)
GIB = float(1 << 30)

DISK_RULE = """\
groups:
- name: disks
  interval: 1m
  rules:
  - alert: DiskFull
    expr: node_filesystem_avail_bytes / node_filesystem_size_bytes < 0.05
    for: 1m
    level: {level}
    shift: none
    annotations: {{summary: "disk of {{{{ $labels.instance }}}} is full"}}
"""

DISK = {"device": "/dev/sda1", "fstype": "ext4", "mountpoint": "/"}
SERIES: tuple[Labels, ...] = (
    labelled("node_boot_time_seconds"),
    labelled("node_filesystem_avail_bytes", **DISK),
    labelled("node_filesystem_readonly", **DISK),
    labelled("node_filesystem_size_bytes", **DISK),
)


def house_of(
    folder: Path, database_url: str, hosts: int, *, level: str, packs: str = "[]"
) -> House:
    targets = "".join(f"- {{name: host-{n}, agent: true}}\n" for n in range(hosts))
    return build_house(
        folder,
        database_url=database_url,
        targets=f"customer: acme\ntargets:\n{targets}",
        rules=DISK_RULE.format(level=level),
        packs=packs,
    )


async def agents_of(watch: Watch, hosts: int) -> list[PushingAgent]:
    return [
        await enrolled(watch.house, watch.session, f"host-{n}", SERIES, INTERVAL)
        for n in range(hosts)
    ]


def measure(agent: PushingAgent, at: Instant) -> Tick:
    """The disk of host-0 is full, all others are half empty."""
    free = 0.2 * GIB if agent.target == "host-0" else 50 * GIB
    return agent.tick(at, MONDAY_NINE / 1000, free, 0.0, 100 * GIB)


async def live(watch: Watch, agents: list[PushingAgent], length: int) -> None:
    """Let time pass with every agent pushing at its interval."""
    for _ in range(length // INTERVAL):
        now = watch.clock.now()
        for agent in agents:
            assert await agent.send(watch.session, measure(agent, now), sent_at=now) == 204
        await watch.pass_time(INTERVAL)


async def come_back(watch: Watch, agent: PushingAgent, backlog: list[Tick]) -> None:
    """The live tick first, the spooled ones behind it, as the agent does."""
    now = watch.clock.now()
    assert await agent.send(watch.session, measure(agent, now), sent_at=now) == 204
    assert await agent.send(watch.session, *backlog, sent_at=now) == 204


async def test_ten_minutes_without_the_server_change_nothing(
    tmp_path: Path, database_url: str
) -> None:
    """20 agents, one open ticket, all shipped rules: no new ticket, no recovery, no message."""
    hosts = 20
    house = house_of(tmp_path, database_url, hosts, level="III", packs="['*']")
    async with watching(house, MONDAY_NINE) as watch:
        agents = await agents_of(watch, hosts)
        await live(watch, agents, 3 * MINUTE)
        (ticket,) = await watch.tickets()
        await watch.server.parts.tickets.carry_out(
            c.Acknowledge(number=ticket.number, actor=PersonId("engineer-a"), channel=Channel.PAGE)
        )
        await live(watch, agents, MINUTE)
        events = await watch.server.parts.tickets.events(ticket.number)
        messages = [(row["dedup_key"], row["state"]) for row in await watch.messages()]
        stopped_at = watch.clock.now()

    back_at = later(stopped_at, 10 * MINUTE)
    missed = [Instant(at) for at in range(stopped_at, back_at, INTERVAL)]
    backlogs = {agent.id: [measure(agent, at) for at in missed] for agent in agents}
    async with watching(house, back_at) as watch:
        for agent in agents:  # within their two intervals, one after the other
            await watch.pass_time(2 * INTERVAL // (hosts + 1))
            await come_back(watch, agent, backlogs[agent.id])
        await watch.clock.advance(later(back_at, 2 * INTERVAL))
        await live(watch, agents, 6 * MINUTE)
        assert [row.number for row in await watch.tickets()] == [ticket.number]
        assert await watch.server.parts.tickets.events(ticket.number) == events
        assert [(row["dedup_key"], row["state"]) for row in await watch.messages()] == messages


async def test_the_ticket_of_a_killed_agent_has_no_data_and_its_clocks_run(
    tmp_path: Path, database_url: str
) -> None:
    """Silence leaves the disk ticket open, without data; its due times stand and are breached."""
    house = house_of(tmp_path, database_url, 2, level="II")
    async with watching(house, MONDAY_NINE) as watch:
        agents = await agents_of(watch, 2)
        await live(watch, agents, 3 * MINUTE)
        (before,) = await watch.tickets()
        assert before.presence is Presence.FAILING
        dues = {
            goal.goal: goal.due_at
            for goal in (await watch.server.parts.tickets.view(before.number)).goals
        }
        await live(watch, agents[1:], 12 * MINUTE)
        (silent,) = await watch.tickets()
        assert (silent.state, silent.presence) == (TicketState.NEW, Presence.NO_DATA)
        await live(watch, agents[1:], 18 * MINUTE)
        view = await watch.server.parts.tickets.view(before.number)
        assert {goal.goal: goal.due_at for goal in view.goals} == dues
        kinds = [entry.kind for entry in view.timeline]
        assert EventKind.WENT_SILENT in kinds
        assert EventKind.RECOVERED not in kinds
        breached = [entry for entry in view.timeline if entry.kind is EventKind.BREACHED]
        assert breached
        assert breached[0].occurred_at == dues["respond@level"]
