"""Ports on which this host listens."""

from __future__ import annotations

import socket
from collections.abc import Iterable
from typing import Callable

from agent.source import CycleSource
from agent.sources.tcpstat import asked
from watchkeeper.core.spans import MINUTE
from watchkeeper.host.sockets import LISTENING, Socket
from watchkeeper.wire.exposition import Family, Kind, Reading

MOST_PORTS = 200
_LISTENING = Family(
    "watchkeeper_listening_port",
    Kind.GAUGE,
    "1 for each address and port on which TCP connections are taken.",
    ("address", "port"),
)
_COUNT = Family("watchkeeper_listening_ports", Kind.GAUGE, "Addresses and ports in all.")


class ListeningSource(CycleSource):
    """Asks the kernel for the sockets that listen, of which there are few."""

    name = "listening"
    every = MINUTE

    def __init__(self, ask: Callable[[], Iterable[Socket]] | None = None) -> None:
        self._ask = ask or (lambda: asked(socket.IPPROTO_TCP, 1 << LISTENING))

    def read(self) -> list[Reading]:
        found = sorted({(_address(each), str(each.port)) for each in self._ask()})
        return [
            *((_LISTENING, labels, 1.0) for labels in found[:MOST_PORTS]),
            (_COUNT, (), len(found)),
        ]


def _address(each: Socket) -> str:
    length = 4 if each.family == socket.AF_INET else 16
    return socket.inet_ntop(each.family, each.address[:length])
