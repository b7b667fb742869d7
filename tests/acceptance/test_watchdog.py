"""The watchdog's ping is withheld while loop, rule groups or timers of a real server stand still."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.acceptance.harness import House, build_house, serving
from tests.eventually import eventually
from watchkeeper.server.clock import SystemClock
from watchkeeper.server.serve import Server, running
from watchkeeper.server.standstill import WORKER_LIMIT_SECONDS
from watchkeeper.server.systemd import Notifier

RULES = """\
groups:
- name: busy
  interval: 1s
  rules:
  - {alert: Never, expr: vector(0) > 1}
"""
GROUP = "rules:own.yml;busy"


class LaterClock(SystemClock):
    """The system's clock, whose monotonic time a test moves on: three minutes pass in none."""

    ahead_seconds = 0.0

    def monotonic(self) -> float:
        return super().monotonic() + self.ahead_seconds


class Ears:
    """Hears what is said to systemd."""

    def __init__(self, path: Path) -> None:
        self.environment = {"NOTIFY_SOCKET": str(path), "WATCHDOG_USEC": "60000"}
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(str(path))
        self.socket.setblocking(False)

    def heard(self) -> list[str]:
        messages = []
        while True:
            try:
                messages.append(self.socket.recv(4_096).decode())
            except BlockingIOError:
                return messages

    def is_pinged(self) -> bool:
        return "WATCHDOG=1" in self.heard()


@pytest.fixture
def ears(tmp_path: Path) -> Iterator[Ears]:
    listening = Ears(tmp_path / "notify")
    yield listening
    listening.socket.close()


@pytest.fixture
def house(tmp_path: Path) -> House:
    return build_house(tmp_path / "etc", rules=RULES)


def freeze_rules(server: Server, release: threading.Event) -> list[asyncio.Future[bool]]:
    """Occupy every thread of the rules: an evaluation that never ends."""
    executor = server.parts.rules._seams.executor
    loop = asyncio.get_running_loop()
    return [loop.run_in_executor(executor, release.wait, 60) for _ in range(8)]


def freeze_timers(server: Server, release: threading.Event) -> list[asyncio.Future[bool]]:
    """Occupy every connection that reads: a database that does not answer the timers."""
    watched = server.parts.database._database
    pool = watched._pool  # type: ignore[attr-defined]  # SQLite's readers
    loop = asyncio.get_running_loop()
    return [loop.run_in_executor(pool, release.wait, 60) for _ in range(8)]


@pytest.mark.parametrize(
    ("freeze", "name"),
    [(freeze_rules, GROUP), (freeze_timers, "tickets")],
    ids=["rule groups", "timers"],
)
async def test_a_worker_that_never_returns_ends_the_pings(
    house: House,
    ears: Ears,
    freeze: Callable[[Server, threading.Event], list[asyncio.Future[bool]]],
    name: str,
) -> None:
    """The part that stands still is named, no ping is sent; when it moves again they go on."""
    clock, release = LaterClock(), threading.Event()
    async with running(house.config, clock) as server, asyncio.TaskGroup() as group:
        keeper = group.create_task(
            Notifier(ears.environment).keep_watchdog(server.standstill.stuck)
        )
        await eventually(lambda: name in server.agenda.beats)
        await eventually(ears.is_pinged)
        blocked = freeze(server, release)
        try:
            await eventually(lambda: stands_still(server, name))
            clock.ahead_seconds += WORKER_LIMIT_SECONDS + 1
            await eventually(lambda: name in stuck_workers(server))
            assert server.standstill.stuck() is not None
            ears.heard()
            await asyncio.sleep(0.3)  # five pings' time
            assert ears.heard() == []
        finally:
            release.set()
        await asyncio.gather(*blocked)
        await eventually(lambda: awake(server) and ears.is_pinged())
        keeper.cancel()


def stands_still(server: Server, name: str) -> bool:
    """Tell whether a worker does not come round though it is woken."""
    before = server.agenda.beats[name]
    awake(server)
    return server.parts.clock.monotonic() - before > 1.5


def awake(server: Server) -> bool:
    for name in server.agenda.beats:
        server.agenda.wake(name)
    return True


def stuck_workers(server: Server) -> set[str]:
    awake(server)
    now = server.parts.clock.monotonic()
    beats = server.agenda.beats.items()
    return {name for name, beat in beats if now - beat > WORKER_LIMIT_SECONDS}


async def test_a_blocked_loop_sends_no_ping(house: House, ears: Ears) -> None:
    """Real blocking work on the loop: silence as long as it lasts, then pings again."""
    async with running(house.config, SystemClock()) as server, asyncio.TaskGroup() as group:
        keeper = group.create_task(
            Notifier(ears.environment).keep_watchdog(server.standstill.stuck)
        )
        await eventually(ears.is_pinged)
        ears.heard()
        threading.Event().wait(0.5)  # on the loop's own thread
        assert ears.heard() == []
        await eventually(ears.is_pinged)
        keeper.cancel()


async def test_the_served_process_speaks_to_systemd(house: House, ears: Ears) -> None:
    """EXTEND_TIMEOUT while it starts, READY=1, pings, STOPPING=1, each over the real socket."""
    said: list[str] = []

    def has_said(word: str) -> bool:
        said.extend(ears.heard())
        return any(message.startswith(word) for message in said)

    with serving(house, ears.environment) as server:
        await eventually(lambda: has_said("READY=1"), within_seconds=40)
        await eventually(lambda: has_said("WATCHDOG=1"))
        assert await asyncio.to_thread(server.stop) == 0
        assert has_said("STOPPING=1")
    assert said[0].startswith("EXTEND_TIMEOUT_USEC=")
    assert said[-1] == "STOPPING=1"
