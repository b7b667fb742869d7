"""Tell systemd that we are ready, and that we are alive while we really work."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Callable, Mapping

from watchkeeper.core.logs import get_log

log = get_log("server")


class Notifier:
    """Speaks sd_notify to ``$NOTIFY_SOCKET``; does nothing where there is none."""

    def __init__(self, environment: Mapping[str, str] = os.environ) -> None:
        self._address = environment.get("NOTIFY_SOCKET", "")
        self._watchdog_seconds = int(environment.get("WATCHDOG_USEC", "0") or 0) / 1_000_000

    def ready(self, status: str) -> None:
        self._send(f"READY=1\nSTATUS={status}")

    def stopping(self) -> None:
        self._send("STOPPING=1")

    def ping(self) -> None:
        self._send("WATCHDOG=1")

    def extend_start(self, seconds: int) -> None:
        """Ask for more time to start, while the log of samples is read."""
        self._send(f"EXTEND_TIMEOUT_USEC={seconds * 1_000_000}")

    async def keep_watchdog(self, standing_still: Callable[[], str | None]) -> None:
        """Ping at a third of the watchdog's time, but only while nothing stands still.

        *standing_still* returns what is stuck, or None; a ping withheld is logged once.
        """
        if not self._watchdog_seconds:
            return
        said = ""
        while True:
            stuck = standing_still() or ""
            if stuck and stuck != said:
                log.error("watchdog ping withheld", stuck=stuck)
            if not stuck:
                self.ping()
            said = stuck
            await asyncio.sleep(self._watchdog_seconds / 3)

    def _send(self, message: str) -> None:
        if not self._address:
            return
        address = self._address
        if address.startswith("@"):
            address = "\0" + address[1:]
        kind = socket.SOCK_DGRAM | socket.SOCK_CLOEXEC | socket.SOCK_NONBLOCK
        with socket.socket(socket.AF_UNIX, kind) as notify:  # a slow reader must not stop the loop
            try:
                notify.sendto(message.encode(), address)
            except OSError as error:
                log.warning("systemd did not take a notice", reason=error.strerror)
