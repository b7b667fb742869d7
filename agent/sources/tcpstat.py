"""TCP connections by state, asked of the kernel by inet_diag: a tenth of what /proc/net/tcp costs."""

from __future__ import annotations

import socket
from collections.abc import Iterable, Iterator
from typing import Callable

from agent.diag import answers
from agent.source import CycleSource
from watchkeeper.core.errors import Unavailable
from watchkeeper.core.spans import SECOND, Duration
from watchkeeper.host.sockets import NEW_REQUEST, TCP_STATES, Socket, sockets
from watchkeeper.wire.exposition import Family, Kind, Reading

MOST_SOCKETS = 50_000
"""Beyond it nothing is told; sockstat still tells how many there are."""

EVERY = Duration(30 * SECOND)
SOCKETS_A_ROUND = 2_000
"""With more sockets the kernel is asked less often: one costs 2 us, most of it in the kernel."""

EVERY_STATE = 0xFFF
_STATES = Family(
    "node_tcp_connection_states", Kind.GAUGE, "TCP connections in each state.", ("state",)
)


class TcpStateSource(CycleSource):
    """node_exporter's collector tcpstat, which is off by default there."""

    name = "tcpstat"

    def __init__(self, ask: Callable[[], Iterable[Socket]] | None = None) -> None:
        self.every = EVERY
        self._ask = ask or (lambda: asked(socket.IPPROTO_TCP, EVERY_STATE))

    def read(self) -> list[Reading]:
        counts = dict.fromkeys(TCP_STATES, 0)
        receiving = sending = 0
        for each in self._ask():
            state = 3 if each.state == NEW_REQUEST else each.state
            if state in counts:
                counts[state] += 1
                receiving += each.receive_queue
                sending += each.send_queue
        self.every = pause(sum(counts.values()))
        return [
            *((_STATES, (TCP_STATES[state],), count) for state, count in counts.items()),
            (_STATES, ("rx_queued_bytes",), receiving),
            (_STATES, ("tx_queued_bytes",), sending),
        ]


def pause(sockets_seen: int) -> Duration:
    """Return how long to wait, so that the cost of a second does not grow with the sockets."""
    return Duration(EVERY * max(1, sockets_seen // SOCKETS_A_ROUND))


def asked(protocol: int, states: int, most: int = MOST_SOCKETS) -> Iterator[Socket]:
    """Give the sockets of IPv4 and IPv6.  Raises OSError; Unavailable where there are too many."""
    for content in answers(protocol, states):
        for each in sockets(content):
            yield each
            most -= 1
        if most < 0:
            raise Unavailable("there are too many sockets to look at each")
