from __future__ import annotations

import asyncio
import socket
from pathlib import Path

import pytest

from tests.eventually import eventually
from watchkeeper.server.systemd import Notifier


@pytest.fixture
def notify_socket(tmp_path: Path) -> socket.socket:
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    listener.bind(str(tmp_path / "notify"))
    listener.setblocking(False)
    return listener


def received(listener: socket.socket) -> list[str]:
    messages = []
    while True:
        try:
            messages.append(listener.recv(4096).decode())
        except BlockingIOError:
            return messages


def test_ready_is_said_with_a_status(notify_socket: socket.socket, tmp_path: Path) -> None:
    """systemd hears READY=1 and one line of status."""
    with notify_socket:
        Notifier({"NOTIFY_SOCKET": str(tmp_path / "notify")}).ready("watching 3 targets")
        assert received(notify_socket) == ["READY=1\nSTATUS=watching 3 targets"]


async def test_the_watchdog_is_pinged_only_while_nothing_stands_still(
    notify_socket: socket.socket, tmp_path: Path
) -> None:
    """A stuck part stops the pings; they go on when it moves again."""
    environment = {"NOTIFY_SOCKET": str(tmp_path / "notify"), "WATCHDOG_USEC": "30000"}
    stuck: list[str] = []
    asked = 0

    def standing_still() -> str | None:
        nonlocal asked
        asked += 1
        return stuck[0] if stuck else None

    with notify_socket:
        async with asyncio.timeout(10), asyncio.TaskGroup() as group:
            keeper = group.create_task(Notifier(environment).keep_watchdog(standing_still))
            await eventually(lambda: "WATCHDOG=1" in received(notify_socket))
            stuck.append("timers")
            received(notify_socket)
            before = asked
            await eventually(lambda: asked > before + 3)
            assert received(notify_socket) == []
            stuck.clear()
            await eventually(lambda: "WATCHDOG=1" in received(notify_socket))
            keeper.cancel()


def test_a_reader_that_does_not_read_does_not_stop_us(
    notify_socket: socket.socket, tmp_path: Path
) -> None:
    """Notices beyond what the socket holds are dropped, not waited for on the event loop."""
    with notify_socket:
        notifier = Notifier({"NOTIFY_SOCKET": str(tmp_path / "notify")})
        for _ in range(2_000):
            notifier.ping()
        assert 0 < len(received(notify_socket)) < 2_000
