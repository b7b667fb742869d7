"""What each CPU did with packets that came in."""

from __future__ import annotations

from agent.files import HeldFile
from agent.paths import Path
from agent.source import CycleSource
from watchkeeper.host.packets import softnet
from watchkeeper.wire.exposition import Family, Kind, Reading

_TEXTS = {
    "processed": "Packets taken from the card.",
    "dropped": "Packets dropped because the queue was full.",
    "times_squeezed": "How often work was left over when the time was up.",
    "cpu_collision": "How often two CPUs wanted to send on one device.",
    "received_rps": "How often this CPU was woken to take packets.",
    "flow_limit_count": "How often a flow was held back.",
}
_FAMILIES = {
    name: Family(f"node_softnet_{name}_total", Kind.COUNTER, text, ("cpu",))
    for name, text in _TEXTS.items()
}
_FAMILIES["backlog_len"] = Family(
    "node_softnet_backlog_len", Kind.GAUGE, "Packets that wait in the queue.", ("cpu",)
)


class SoftnetSource(CycleSource):
    """node_exporter's collector softnet."""

    name = "softnet"

    def __init__(self, proc: Path) -> None:
        self._file = HeldFile(proc / "net/softnet_stat")

    def read(self) -> list[Reading]:
        return [
            (_FAMILIES[name], (cpu,), number)
            for cpu, numbers in softnet(self._file.read_bytes()).items()
            for name, number in numbers.items()
        ]

    def close(self) -> None:
        self._file.close()
