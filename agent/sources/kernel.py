"""Single numbers of /proc/sys: random numbers, file handles, tasks that hang; SELinux."""

from __future__ import annotations

from agent.files import HeldFile, number, word
from agent.paths import Path
from agent.source import CycleSource, NotHere
from watchkeeper.core.spans import MINUTE
from watchkeeper.host.parsing import integer
from watchkeeper.host.system import file_handles
from watchkeeper.wire.exposition import Family, Kind, Reading

_AVAILABLE = Family("node_entropy_available_bits", Kind.GAUGE, "Bits of entropy at hand.")
_POOL = Family("node_entropy_pool_size_bits", Kind.GAUGE, "Bits of entropy that there is room for.")


class EntropySource(CycleSource):
    """node_exporter's collector entropy."""

    name = "entropy"
    every = MINUTE

    def __init__(self, proc: Path) -> None:
        folder = proc / "sys/kernel/random"
        self._files = (
            (_AVAILABLE, HeldFile(folder / "entropy_avail")),
            (_POOL, HeldFile(folder / "poolsize")),
        )

    def read(self) -> list[Reading]:
        return [(family, (), integer(file.read_bytes())) for family, file in self._files]

    def close(self) -> None:
        for _, file in self._files:
            file.close()


_ALLOCATED = Family("node_filefd_allocated", Kind.GAUGE, "File handles in use.")
_MAXIMUM = Family("node_filefd_maximum", Kind.GAUGE, "File handles that may be in use.")


class FileHandleSource(CycleSource):
    """node_exporter's collector filefd."""

    name = "filefd"

    def __init__(self, proc: Path) -> None:
        self._file = HeldFile(proc / "sys/fs/file-nr", comes_whole=True)

    def read(self) -> list[Reading]:
        handles = file_handles(self._file.read_bytes())
        return [(_ALLOCATED, (), handles.allocated), (_MAXIMUM, (), handles.maximum)]

    def close(self) -> None:
        self._file.close()


_HUNG = Family(
    "node_kernel_hung_tasks", Kind.COUNTER, "Tasks found hanging since the start (Linux 6.14)."
)


class HungTaskSource(CycleSource):
    """Tasks that the kernel found waiting for minutes."""

    name = "hung_tasks"
    every = MINUTE

    def __init__(self, proc: Path) -> None:
        self._path = proc / "sys/kernel/hung_task_detect_count"

    def read(self) -> list[Reading]:
        found = number(self._path)
        if found is None:
            raise NotHere("this kernel counts no hanging tasks ({path})", path=self._path)
        return [(_HUNG, (), found)]


_SELINUX = Family("node_selinux_enabled", Kind.GAUGE, "1 if SELinux is on.")
_SELINUX_CONFIGURED = Family(
    "node_selinux_config_mode", Kind.GAUGE, "What is configured: 1 enforcing, 0 permissive, -1 off."
)
_SELINUX_MODE = Family("node_selinux_current_mode", Kind.GAUGE, "1 enforcing, 0 permissive.")
_MODES = {"enforcing": 1.0, "permissive": 0.0}


class SelinuxSource(CycleSource):
    """node_exporter's collector selinux."""

    name = "selinux"
    every = MINUTE

    def __init__(self, sys: Path, etc: Path) -> None:
        self._enforce = sys / "fs/selinux/enforce"
        self._configuration = etc / "selinux/config"

    def read(self) -> list[Reading]:
        current = number(self._enforce)
        if current is None:
            return [(_SELINUX, (), 0.0)]
        lines = word(self._configuration).splitlines()
        configured = [line[8:].strip() for line in lines if line.startswith("SELINUX=")]
        return [
            (_SELINUX, (), 1.0),
            (_SELINUX_CONFIGURED, (), _MODES.get(configured[-1] if configured else "", -1.0)),
            (_SELINUX_MODE, (), current),
        ]
