"""Load averages."""

from __future__ import annotations

from agent.files import HeldFile
from agent.paths import Path
from agent.source import CycleSource
from watchkeeper.host.cpu import loadavg
from watchkeeper.wire.exposition import Family, Kind, Reading

_ONE = Family("node_load1", Kind.GAUGE, "Load average over 1 minute.")
_FIVE = Family("node_load5", Kind.GAUGE, "Load average over 5 minutes.")
_FIFTEEN = Family("node_load15", Kind.GAUGE, "Load average over 15 minutes.")


class LoadSource(CycleSource):
    """node_exporter's collector loadavg."""

    name = "loadavg"

    def __init__(self, proc: Path) -> None:
        self._file = HeldFile(proc / "loadavg", comes_whole=True)

    def read(self) -> list[Reading]:
        load = loadavg(self._file.read())
        return [(_ONE, (), load.one), (_FIVE, (), load.five), (_FIFTEEN, (), load.fifteen)]

    def close(self) -> None:
        self._file.close()
