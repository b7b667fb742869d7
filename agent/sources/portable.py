"""The base set of measures where there is no /proc: macOS and the BSDs, by psutil.

Names, types and labels are those of the sources of Linux, so that pages and rules need no others.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType

from agent.source import CycleSource, NotHere
from watchkeeper.wire.exposition import Family, Kind, Reading

MOST_FILESYSTEMS = 200
MOST_DEVICES = 200
_MODES = ("user", "nice", "system", "idle", "iowait", "irq", "softirq", "steal")
_CPU = Family("node_cpu_seconds_total", Kind.COUNTER, "CPU seconds by mode.", ("cpu", "mode"))
_LOADS = tuple(
    Family(f"node_load{minutes}", Kind.GAUGE, f"Load over {minutes} min.") for minutes in (1, 5, 15)
)
_BOOT = Family("node_boot_time_seconds", Kind.GAUGE, "When the host started, since 1970.")
_PIDS = Family("node_processes_pids", Kind.GAUGE, "Processes.")
_MEMORY = {
    name: Family(f"node_memory_{name}_bytes", Kind.GAUGE, f"{name} in bytes.")
    for name in ("MemTotal", "MemFree", "MemAvailable", "SwapTotal", "SwapFree")
}
_OF_FILESYSTEM = ("device", "fstype", "mountpoint")
_SIZE = Family("node_filesystem_size_bytes", Kind.GAUGE, "Size in bytes.", _OF_FILESYSTEM)
_FREE = Family("node_filesystem_free_bytes", Kind.GAUGE, "Free bytes.", _OF_FILESYSTEM)
_READONLY = Family(
    "node_filesystem_readonly", Kind.GAUGE, "1 if mounted read-only.", _OF_FILESYSTEM
)
_AVAILABLE = Family(
    "node_filesystem_avail_bytes", Kind.GAUGE, "Bytes free to all users.", _OF_FILESYSTEM
)
_ERROR = Family(
    "node_filesystem_device_error", Kind.GAUGE, "1 if it does not tell its size.", _OF_FILESYSTEM
)


def _counters(prefix: str, names: dict[str, str]) -> dict[str, Family]:
    return {
        field: Family(f"{prefix}_{name}_total", Kind.COUNTER, f"{name}, by device.", ("device",))
        for field, name in names.items()
    }


_DISK = _counters(
    "node_disk",
    {
        "read_count": "reads_completed",
        "write_count": "writes_completed",
        "read_bytes": "read_bytes",
        "write_bytes": "written_bytes",
    },
)
_NETWORK = _counters(
    "node_network",
    {
        "bytes_recv": "receive_bytes",
        "packets_recv": "receive_packets",
        "errin": "receive_errs",
        "dropin": "receive_drop",
        "bytes_sent": "transmit_bytes",
        "packets_sent": "transmit_packets",
        "errout": "transmit_errs",
        "dropout": "transmit_drop",
    },
)
_UP = Family("node_network_up", Kind.GAUGE, "1 if the interface's state is up.", ("device",))


class PortableSource(CycleSource):
    """CPU, load, memory, filesystems, disks and interfaces of any system that psutil knows."""

    name = "portable"

    def read(self) -> list[Reading]:
        psutil = _psutil()
        return [
            *_cpu(psutil),
            *_memory(psutil),
            *_filesystems(psutil),
            *_devices(_DISK, psutil.disk_io_counters(perdisk=True) or {}),
            *_devices(_NETWORK, psutil.net_io_counters(pernic=True) or {}),
            *_links(psutil),
            (_BOOT, (), psutil.boot_time()),
            (_PIDS, (), len(psutil.pids())),
        ]


def _psutil() -> ModuleType:
    try:
        import psutil
    except ImportError:
        raise NotHere(
            "psutil is not installed; on this system nothing is measured without it"
        ) from None
    module: ModuleType = psutil
    return module


def _cpu(psutil: ModuleType) -> Iterator[Reading]:
    for number, times in enumerate(psutil.cpu_times(percpu=True)):
        for mode in _MODES:
            if hasattr(times, mode):
                yield _CPU, (str(number), mode), getattr(times, mode)
    for family, load in zip(_LOADS, psutil.getloadavg()):
        yield family, (), load


def _memory(psutil: ModuleType) -> Iterator[Reading]:
    memory, swap = psutil.virtual_memory(), psutil.swap_memory()
    yield _MEMORY["MemTotal"], (), memory.total
    yield _MEMORY["MemFree"], (), memory.free
    yield _MEMORY["MemAvailable"], (), memory.available
    yield _MEMORY["SwapTotal"], (), swap.total
    yield _MEMORY["SwapFree"], (), swap.free


def _filesystems(psutil: ModuleType) -> Iterator[Reading]:
    for mount in psutil.disk_partitions(all=False)[:MOST_FILESYSTEMS]:
        labels = (mount.device, mount.fstype, mount.mountpoint)
        yield _READONLY, labels, float("ro" in mount.opts.split(","))
        try:
            usage = psutil.disk_usage(mount.mountpoint)
        except OSError:
            yield _ERROR, labels, 1.0
            continue
        yield _ERROR, labels, 0.0
        yield _SIZE, labels, usage.total
        yield _FREE, labels, usage.total - usage.used
        yield _AVAILABLE, labels, usage.free


def _devices(families: dict[str, Family], found: dict[str, object]) -> Iterator[Reading]:
    for device in sorted(found)[:MOST_DEVICES]:
        for field, family in families.items():
            yield family, (device,), float(getattr(found[device], field))


def _links(psutil: ModuleType) -> Iterator[Reading]:
    found = psutil.net_if_stats()
    for device in sorted(found)[:MOST_DEVICES]:
        yield _UP, (device,), float(found[device].isup)
