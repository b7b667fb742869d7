"""Tell systemd that the agent is ready, and that it is alive while it really measures."""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping

from agent.log import log


class Notifier:
    """Speaks sd_notify to ``$NOTIFY_SOCKET``; does nothing where there is none."""

    def __init__(self, environment: Mapping[str, str] = os.environ) -> None:
        address = environment.get("NOTIFY_SOCKET", "")
        self._address = "\0" + address[1:] if address.startswith("@") else address
        self._watchdog_seconds = int(environment.get("WATCHDOG_USEC") or 0) / 1_000_000

    @property
    def ping_seconds(self) -> float | None:
        """How often to ping; None where systemd does not watch."""
        return self._watchdog_seconds / 3 or None

    def ready(self, status: str) -> None:
        self._send(f"READY=1\nSTATUS={status}")

    def stopping(self) -> None:
        self._send("STOPPING=1")

    def ping(self) -> None:
        self._send("WATCHDOG=1")

    def _send(self, message: str) -> None:
        if not self._address:
            return
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as notify:
            try:
                notify.sendto(message.encode(), self._address)
            except OSError as error:
                log.warning("systemd did not take a notice", reason=error.strerror)
