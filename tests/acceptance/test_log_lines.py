"""A line in a host's log opens a ticket that shows it: the real agent, the real server."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import Any

import aiohttp

from tests.acceptance.harness import REST, ROOT, TIMEOUT, House, build_house, serving
from tests.eventually import eventually

RULES = """\
groups:
- name: own
  interval: 1s
  rules:
  - alert: OutOfMemory
    expr: increase(log_matches_total{log="oom"}[1m]) > 0
    level: III
    annotations: {summary: "The kernel ended a process"}
"""
LINE = "kernel: Out of memory: Killed process 812 (<b>shopd</b>)"


async def test_the_lines_of_a_log_stand_on_its_ticket(tmp_path: Path) -> None:
    """What fitted the pattern last is frozen on the ticket that its rule opens, for its readers."""
    log = tmp_path / "kern.log"
    log.write_text("kernel: before\n")
    house = build_house(tmp_path / "house", rules=RULES)
    with serving(house) as server:
        await server.ready()
        agent = enrolled_agent(house, tmp_path, log)
        with running(agent):
            await eventually(lambda: has_counted(house), within_seconds=60, what="a count")
            with log.open("a") as file:
                file.write(f"kernel: beside\n{LINE}\n")
            await eventually(lambda: bool(tickets(house)), within_seconds=60, what="a ticket")
        (ticket,) = tickets(house)
        async with signed_in(house) as session:

            async def shows_the_line() -> bool:
                page = await shown(session, f"{house.url}/tickets/{ticket['number']}")
                assert "kernel: beside" not in page
                return "Killed process 812 (&lt;b&gt;shopd&lt;/b&gt;)" in page

            await eventually(shows_the_line, what="the line on the ticket's page")


async def test_lines_told_before_a_power_cut_stand_on_a_later_ticket(tmp_path: Path) -> None:
    """The server is killed and starts again, the agent is gone: the lines were told, and are kept."""
    log = tmp_path / "kern.log"
    log.write_text("kernel: before\n")
    house = build_house(tmp_path / "house")
    with serving(house) as server:
        await server.ready()
        with running(enrolled_agent(house, tmp_path, log)):
            await eventually(lambda: has_counted(house), within_seconds=60, what="a count")
            with log.open("a") as file:
                file.write(f"{LINE}\n")
            await eventually(lambda: has_counted(house, 1), within_seconds=60, what="the line")
        server.kill()
    house.write("rules/own.yml", RULES.replace("increase", "last_over_time").replace("1m", "1h"))
    with serving(house) as server:
        await server.ready()
        await eventually(lambda: bool(tickets(house)), within_seconds=60, what="a ticket")
        (ticket,) = tickets(house)
        async with signed_in(house) as session:

            async def shows_the_line() -> bool:
                page = await shown(session, f"{house.url}/tickets/{ticket['number']}")
                return "Killed process 812 (&lt;b&gt;shopd&lt;/b&gt;)" in page

            await eventually(shows_the_line, what="the line on the ticket's page")


@contextmanager
def running(command: list[str]) -> Iterator[None]:
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL) as process:
        try:
            yield
        finally:
            process.terminate()


def enrolled_agent(house: House, folder: Path, log: Path) -> list[str]:
    """Return the command of an agent that follows *log*, enrolled as web-1."""
    config = folder / "agent.conf"
    config.write_text(
        f"[agent]\ninterval = 1s\nlisten = off\nstate_dir = {folder}/state\n"
        f'[logs]\nevery = 1s\n[log "oom"]\npath = {log}\nmatch = Out of memory: Killed\n'
    )
    agent = [sys.executable, "-m", "agent", "--config", str(config)]
    made = house.rest.post(f"{REST}/agents/token", {"target": "web-1", "customer": "acme"})
    subprocess.run([*agent, "enrol", made["token"]], cwd=ROOT, check=True, capture_output=True)
    return agent


def has_counted(house: House, lines: int = 0) -> bool:
    answer = house.rest.get("/api/v1/query", query=f'log_matches_total{{log="oom"}} == {lines}')
    return bool(answer["data"]["result"])


def tickets(house: House) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = house.rest.get(f"{REST}/tickets")["tickets"]
    return found


@asynccontextmanager
async def signed_in(house: House) -> AsyncIterator[aiohttp.ClientSession]:
    made = house.rest.post(f"{REST}/links", {"person": "engineer-a"})
    jar = aiohttp.CookieJar(unsafe=True)  # of an address, not of a name
    async with aiohttp.ClientSession(timeout=TIMEOUT, cookie_jar=jar) as session:
        async with session.post(house.url + made["path"], data={"button": "in"}) as answer:
            assert answer.status == HTTPStatus.OK
        yield session


async def shown(session: aiohttp.ClientSession, url: str) -> str:
    async with session.get(url) as answer:
        assert answer.status == HTTPStatus.OK
        return await answer.text()
