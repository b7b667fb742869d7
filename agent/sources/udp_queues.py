"""Bytes that wait in the queues of UDP sockets."""

from __future__ import annotations

from agent.files import HeldFile
from agent.paths import Path
from agent.source import CycleSource
from watchkeeper.core.spans import SECOND, Duration
from watchkeeper.host.sockets import udp_queues
from watchkeeper.wire.exposition import Family, Kind, Reading

_QUEUES = Family("node_udp_queues", Kind.GAUGE, "Bytes that wait in UDP sockets.", ("queue", "ip"))


class UdpQueueSource(CycleSource):
    """node_exporter's collector udp_queues; a name server has many sockets, hence not each second."""

    name = "udp_queues"
    every = Duration(30 * SECOND)

    def __init__(self, proc: Path) -> None:
        self._files = {"v4": HeldFile(proc / "net/udp"), "v6": HeldFile(proc / "net/udp6")}

    def read(self) -> list[Reading]:
        found: list[Reading] = []
        for version, file in self._files.items():
            try:
                queues = udp_queues(file.read_bytes())
            except FileNotFoundError:  # a kernel without IPv6
                continue
            found.append((_QUEUES, ("tx", version), queues.send))
            found.append((_QUEUES, ("rx", version), queues.receive))
        return found

    def close(self) -> None:
        for file in self._files.values():
            file.close()
