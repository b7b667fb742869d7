"""A backup under load, the machine lost, the backup restored in another folder (issue 4, 4)."""

from __future__ import annotations

import asyncio
import json
import os
import random
import subprocess
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.acceptance.harness import (
    PROGRAM,
    REST,
    ROOT,
    House,
    PushingAgent,
    build_house,
    enrolled,
    labelled,
    serving,
    watching,
)
from tests.acceptance.load import Caller, Pusher
from tests.acceptance.test_chaos_kill import samples_of
from tests.postgresql_cluster import Cluster
from ticketing.events import EventKind, first_broken_link
from watchkeeper.core.instants import HOUR, MINUTE, Instant, instant_from_rfc3339, later
from watchkeeper.server.backup.places import Wanted
from watchkeeper.server.backup.restore import restore
from watchkeeper.server.clock import SystemClock

SERIES = tuple(labelled("load_probe", n=str(n)) for n in range(8))
AGENTS = 2
PASSPHRASE = "correct horse battery staple"
MONDAY_NINE = instant_from_rfc3339("2026-11-23T01:00:00Z")

IDLE = frozenset(
    {
        "self metrics",
        "heartbeats",
        "expectations",
        "series blocks",
        "state database",
        "agent states",
    }
)
"""Workers of every few seconds, which make an hour of contract time long."""

now = SystemClock().now


@dataclass(frozen=True)
class Engine:
    """The databases of the old house and of the new one; empty: SQLite in its data folder."""

    old: str = ""
    new: str = ""


@pytest.fixture(params=["sqlite", "postgresql", "from sqlite to postgresql"])
def engine(request: pytest.FixtureRequest) -> Engine:
    if request.param == "sqlite":
        return Engine()
    cluster: Cluster = request.getfixturevalue("postgresql_cluster")
    old = cluster.new_database() if request.param == "postgresql" else ""
    return Engine(old, cluster.new_database())


def program(house: House, *arguments: str, code: int = 0) -> Any:
    """Run a command as a person would; return its JSON."""
    done = subprocess.run(
        [*PROGRAM, *arguments, "--json"],
        cwd=ROOT,
        env={
            **os.environ,
            "WATCHKEEPER_SOCKET": str(house.socket),
            "WATCHKEEPER_BACKUP_PASSPHRASE": PASSPHRASE,
            "LC_ALL": "C.UTF-8",
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == code, done.stderr + done.stdout
    return json.loads(done.stdout) if code == 0 else done.stderr


def old_house(folder: Path, engine: Engine, *, divisor: int = 1) -> House:
    folder.mkdir()
    targets = "".join(f"- {{name: host-{n}, agent: true}}\n" for n in range(AGENTS))
    house = build_house(
        folder,
        database_url=engine.old,
        targets=f"customer: acme\ntargets:\n- {{name: web-1}}\n{targets}",
        divisor=divisor,
    )
    house.write("secrets.yml", "credentials: {snmp: {community: hush}}\n").chmod(0o600)
    return house


def moved(house: House, folder: Path, engine: Engine) -> House:
    return replace(house, folder=folder, database_url=engine.new)


@pytest.mark.timeout(180)
async def test_a_backup_under_load_goes_on_elsewhere(tmp_path: Path, engine: Engine) -> None:
    """Agents keep their tokens and push on; tickets, their chains and acknowledged samples are there."""
    house = old_house(tmp_path / "old", engine)
    backup = tmp_path / "house.zip"
    chance = random.Random(4)
    with serving(house) as server:
        await server.ready()
        async with aiohttp.ClientSession() as session:
            agents = [await enrolled(house, session, f"host-{n}", SERIES) for n in range(AGENTS)]
        wish = {"name": "load", "scopes": "alerts:write,tickets:*,admin"}
        made = await asyncio.to_thread(house.rest.post, f"{REST}/tokens", wish)
        caller = Caller(house, made["secret"], chance)
        pushers = [Pusher(one, later(now(), -5 * MINUTE)) for one in agents]
        before: list[dict[Instant, tuple[float, ...]]] = []
        posted: set[str] = set()

        async def back_up() -> None:
            await asyncio.sleep(1)
            before.extend(dict(agent.acknowledged) for agent in agents)
            posted.update(caller.posted)
            said = await asyncio.to_thread(program, house, "backup", str(backup))
            assert said["is_sealed"]
            server.kill()

        async with aiohttp.ClientSession() as session, asyncio.TaskGroup() as group:
            for pusher in pushers:
                group.create_task(pusher.run(session, now))
            group.create_task(caller.run(session, now))
            group.create_task(back_up())
    assert posted
    assert all(before)
    database = ("--database", engine.old) if engine.old else ()
    checks = program(house, "backup", "--test", str(backup), *database)
    assert {check["verdict"] for check in checks} == {"good"}
    assert {"checksums", "state", "log", "blocks"} <= {check["name"] for check in checks}

    new = moved(house, tmp_path / "new", engine)
    wanted = ("--database", engine.new) if engine.new else ()
    program(new, "restore", str(backup), "--config", str(new.config), *wanted)
    assert (new.folder / "secrets.yml").stat().st_mode & 0o777 == 0o600
    with serving(new) as server:
        await server.ready()
        await stored(new, agents, before)
        tickets = await asyncio.to_thread(new.rest.get, f"{REST}/tickets", state="any", limit=1000)
        assert posted <= {row["title"].split()[0] for row in tickets["tickets"]}
        async with aiohttp.ClientSession() as session:
            for agent in agents:
                at = now()
                tick = agent.tick(at, *(float(n) for n in range(len(SERIES))))
                assert await agent.send(session, tick, sent_at=at) == 204
        assert server.stop() == 0, server.log


async def stored(
    house: House, agents: list[PushingAgent], before: list[dict[Instant, tuple[float, ...]]]
) -> None:
    for agent, acknowledged in zip(agents, before, strict=True):
        found = await samples_of(house, agent.target)
        for column in range(len(SERIES)):
            expected = {at: values[column] for at, values in acknowledged.items()}
            assert expected.items() <= found[str(column)].items()


async def test_what_fell_due_meanwhile_is_told_in_one_summary(
    tmp_path: Path, engine: Engine
) -> None:
    """Decisions of the gap are in the ticket, late and unsent; what comes after is sent again."""
    house, backup = old_house(tmp_path / "old", engine), tmp_path / "house.zip"
    async with watching(house, MONDAY_NINE) as watch:
        wish = {"level": "I", "summary": "shop down", "target": "web-1", "customer": "acme"}
        made = await asyncio.to_thread(house.rest.post, f"{REST}/tickets", wish)
        number = made["row"]["number"]
        await asyncio.to_thread(program, house, "backup", str(backup))
        told_before = len(await watch.messages())
    assert told_before

    new = moved(house, tmp_path / "new", engine)
    back_at = later(MONDAY_NINE, 5 * HOUR)
    wanted = Wanted(new.config, database=engine.new)
    await asyncio.to_thread(restore, backup, wanted, passphrase=PASSPHRASE, now=back_at)
    async with watching(new, back_at, idle=IDLE) as watch:
        messages = await watch.messages()
        waiting = [row for row in messages if row["state"] != "dropped"]
        assert [(row["kind"], row["recipient"]) for row in waiting] == [("report", "engineer-a")]
        assert "restored" in waiting[0]["payload"] or "恢复" in waiting[0]["payload"]
        events = await watch.server.parts.tickets.events(number)
        assert first_broken_link(events) is None
        late = [
            one for one in events if one.kind is EventKind.ESCALATED and one.data.get("late_by")
        ]
        assert late
        await watch.pass_time(HOUR + MINUTE)
        after = [row for row in await watch.messages() if row["created_at"] > back_at]
        assert any(row["ticket"] == number for row in after)
    async with watching(new, later(back_at, 4 * HOUR)) as watch:
        summaries = [
            row for row in await watch.messages() if row["dedup_key"].startswith("restored/")
        ]
        assert len(summaries) == 1


async def test_a_restore_replaces_only_when_told(tmp_path: Path, engine: Engine) -> None:
    """Without --replace nothing changes; with it the former files lie aside, and can come back."""
    house, backup = old_house(tmp_path / "old", engine), tmp_path / "house.zip"
    async with watching(house, MONDAY_NINE) as watch:
        await asyncio.to_thread(program, house, "backup", str(backup))
        said = await asyncio.to_thread(program, house, "backup", str(backup), code=1)
        assert "is there already" in said
        arguments = ("restore", str(backup), "--config", str(house.config))
        said = await asyncio.to_thread(program, house, *arguments, "--replace", code=1)
        assert "another watchkeeper" in said
        wish = {"level": "II", "summary": "after the backup", "target": "web-1", "customer": "acme"}
        await asyncio.to_thread(house.rest.post, f"{REST}/tickets", wish)
        assert len(await watch.tickets()) == 1
    said = await asyncio.to_thread(program, house, *arguments, code=1)
    assert "--replace" in said
    async with watching(house, later(MONDAY_NINE, MINUTE)) as watch:
        assert len(await watch.tickets()) == 1
    done = await asyncio.to_thread(program, house, *arguments, "--replace")
    assert done["aside"]
    async with watching(house, later(MONDAY_NINE, MINUTE)) as watch:
        assert await watch.tickets() == ()
