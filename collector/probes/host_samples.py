"""A host's own files, read over SSH, as node_exporter's series; pure."""

from __future__ import annotations

import re
from collections.abc import Mapping

from collector.probes.outcome import ProbeFailed, Samples, series
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.labels import METRIC_NAME, Labels, label
from watchkeeper.host.cpu import MODES, TICKS_PER_SECOND, Load, Stat, loadavg, stat
from watchkeeper.host.disks import SECTOR_BYTES, diskstats
from watchkeeper.host.filesystems import (
    EXCLUDED_MOUNT_POINTS,
    EXCLUDED_TYPES,
    Mount,
    Usage,
    mounts,
    usage_by_path,
    wanted,
)
from watchkeeper.host.memory import meminfo, vmstat
from watchkeeper.host.network import FIELDS as NETWORK_FIELDS
from watchkeeper.host.network import net_dev
from watchkeeper.host.packages import counted_packages
from watchkeeper.host.pressure import stalled_microseconds
from watchkeeper.host.protocols import sockstat
from watchkeeper.host.system import Uname, file_handles, os_release, uname

_POINTS, _TYPES = re.compile(EXCLUDED_MOUNT_POINTS), re.compile(EXCLUDED_TYPES)
MOST_FILESYSTEMS = 500
MOST_DEVICES = 500
_MOST_SOCKET_COUNTS = 100
_MEGABIT_BYTES = 1_000_000 / 8
_RELEASE = (
    "build_id",
    "id",
    "id_like",
    "image_id",
    "image_version",
    "name",
    "pretty_name",
    "variant",
    "variant_id",
    "version",
    "version_codename",
    "version_id",
)
_PLAIN_NAME = re.compile(r"[a-zA-Z][a-zA-Z0-9_]{0,199}")
_PAGING = re.compile(r"^(oom_kill|pgpg|pswp|pg.*fault)")
_NO_DISKS = re.compile(r"^(ram|loop|fd|(h|s|v|xv)d[a-z]+\d+$|nvme\d+n\d+p\d+$)")
"""node_exporter's defaults (1.5): --collector.vmstat.fields, --collector.diskstats.device-exclude."""

_DISK_METRICS = (
    ("reads_completed_total", 1.0),
    ("reads_merged_total", 1.0),
    ("read_bytes_total", float(SECTOR_BYTES)),
    ("read_time_seconds_total", 0.001),
    ("writes_completed_total", 1.0),
    ("writes_merged_total", 1.0),
    ("written_bytes_total", float(SECTOR_BYTES)),
    ("write_time_seconds_total", 0.001),
    ("io_now", 1.0),
    ("io_time_seconds_total", 0.001),
    ("io_time_weighted_seconds_total", 0.001),
    ("discards_completed_total", 1.0),
    ("discards_merged_total", 1.0),
    ("discarded_sectors_total", 1.0),
    ("discard_time_seconds_total", 0.001),
    ("flush_requests_total", 1.0),
    ("flush_requests_time_seconds_total", 0.001),
)
"""In the order of the kernel's columns, which are those of host.disks.FIELDS."""


def samples_of_host(sections: Mapping[str, str]) -> Samples:
    """Return the series of all sections.  Raises ProbeFailed where the host shows no /proc."""
    if not sections.get("stat", "").strip():
        raise ProbeFailed("the host shows no /proc/stat: is it Linux, may the user read it?")
    try:
        return plainly_named(
            {
                **samples_of_cpu(stat(sections["stat"])),
                **samples_of_load(loadavg(sections.get("loadavg", ""))),
                **samples_of_memory(meminfo(sections.get("meminfo", ""))),
                **samples_of_filesystems(
                    mounts(sections.get("mounts", "").strip()),
                    usage_by_path(sections.get("usage", "").strip()),
                ),
                **samples_of_system(sections),
                **samples_of_network(
                    sections.get("netdev", "").strip("\n"), sections.get("links", "")
                ),
                **samples_of_disks(sections.get("diskstats", "").strip("\n")),
                **samples_of_paging(sections.get("vmstat", "").strip("\n")),
                **samples_of_pressure(sections),
                **samples_of_kernel(sections),
                **samples_of_packages(sections.get("packages", "")),
            }
        )
    except InvalidInput as error:
        raise ProbeFailed(error.sentence, at=None, **error.facts) from error


def plainly_named(samples: Samples) -> Samples:
    """Leave out what a host that makes up names in its /proc would have called otherwise."""
    return {
        labels: value
        for labels, value in samples.items()
        if _PLAIN_NAME.fullmatch(label(labels, METRIC_NAME))
    }


def samples_of_cpu(found: Stat) -> Samples:
    samples = {
        series("node_cpu_seconds_total", cpu=cpu, mode=mode): ticks / TICKS_PER_SECOND
        for cpu, spent in found.cpus.items()
        for mode, ticks in zip(MODES, spent, strict=False)
    }
    samples |= {
        series("node_boot_time_seconds"): float(found.boot_time),
        series("node_context_switches_total"): float(found.context_switches),
        series("node_forks_total"): float(found.forks),
        series("node_intr_total"): float(found.interrupts),
        series("node_procs_running"): float(found.running),
        series("node_procs_blocked"): float(found.blocked),
    }
    return samples


def samples_of_load(found: Load) -> Samples:
    return {
        series("node_load1"): found.one,
        series("node_load5"): found.five,
        series("node_load15"): found.fifteen,
    }


def samples_of_memory(found: Mapping[str, int]) -> Samples:
    return {series(f"node_memory_{name}"): float(number) for name, number in found.items()}


def samples_of_filesystems(found: tuple[Mount, ...], usages: Mapping[str, Usage]) -> Samples:
    """Return size and space of what is mounted; one that did not tell its size is left out."""
    samples: dict[Labels, float] = {}
    for mount in wanted(found, _POINTS, _TYPES)[:MOST_FILESYSTEMS]:
        usage = usages.get(mount.mount_point)
        if usage is None:
            continue
        values = {
            "size_bytes": usage.size_bytes,
            "free_bytes": usage.free_bytes,
            "avail_bytes": usage.available_bytes,
            "files": usage.files,
            "files_free": usage.files_free,
            "readonly": mount.is_readonly,
        }
        labels = {"device": mount.device, "fstype": mount.kind, "mountpoint": mount.mount_point}
        for name, value in values.items():
            samples[series(f"node_filesystem_{name}", **labels)] = float(value)
    return samples


def samples_of_system(sections: Mapping[str, str]) -> Samples:
    who = uname(sections.get("uname", "").strip())
    samples = {series("node_uname_info", **_labels_of_uname(who)): 1.0}
    seconds = sections.get("time", "").strip()
    if seconds.isascii() and seconds.isdigit() and len(seconds) < 12:
        samples[series("node_time_seconds")] = float(seconds)
    return samples


def _labels_of_uname(who: Uname) -> dict[str, str]:
    return {
        "sysname": who.system,
        "release": who.release,
        "version": who.version,
        "machine": who.machine,
        "nodename": who.node,
    }


def samples_of_network(counters: str, links: str) -> Samples:
    samples: dict[Labels, float] = {}
    for device, numbers in list(net_dev(counters).items())[:MOST_DEVICES] if counters else ():
        for name, number in zip(NETWORK_FIELDS, numbers, strict=True):
            samples[series(f"node_network_{name}_total", device=device)] = float(number)
    for line in links.splitlines()[:MOST_DEVICES]:
        state, _, rest = line.partition(" ")
        speed, _, folder = rest.partition(" ")
        device = folder.rstrip("/").rpartition("/")[2]
        if not device or not state:
            continue
        samples[series("node_network_up", device=device)] = float(state == "up")
        if speed.isascii() and speed.isdigit() and len(speed) < 10:
            samples[series("node_network_speed_bytes", device=device)] = int(speed) * _MEGABIT_BYTES
    return samples


def samples_of_disks(text: str) -> Samples:
    samples: dict[Labels, float] = {}
    for device, (_, _, numbers) in list(diskstats(text).items())[:MOST_DEVICES]:
        if _NO_DISKS.match(device):
            continue
        for (name, factor), number in zip(_DISK_METRICS, numbers, strict=False):
            samples[series(f"node_disk_{name}", device=device)] = number * factor
    return samples


def samples_of_paging(text: str) -> Samples:
    return {
        series(f"node_vmstat_{name}"): float(number)
        for name, number in vmstat(text).items()
        if _PAGING.match(name)
    }


def samples_of_pressure(sections: Mapping[str, str]) -> Samples:
    samples: dict[Labels, float] = {}
    for resource in ("cpu", "io", "memory"):
        text = sections.get(f"pressure {resource}", "").strip("\n")
        totals = stalled_microseconds(text)
        for kind, word in (("some", "waiting"), ("full", "stalled")):
            if kind in totals and (resource, kind) != ("cpu", "full"):
                name = f"node_pressure_{resource}_{word}_seconds_total"
                samples[series(name)] = totals[kind] / 1_000_000
    return samples


def samples_of_kernel(sections: Mapping[str, str]) -> Samples:
    samples: dict[Labels, float] = {}
    handles = sections.get("file-nr", "").strip()
    if handles:
        found = file_handles(handles.encode("utf-8", "replace"))
        samples[series("node_filefd_allocated")] = float(found.allocated)
        samples[series("node_filefd_maximum")] = float(found.maximum)
    counted = sockstat(sections.get("sockstat", "").strip("\n").encode("utf-8", "replace"))
    for name, number in list(counted.items())[:_MOST_SOCKET_COUNTS]:
        samples[series(f"node_sockstat_{name}")] = float(number)
    release = os_release(sections.get("os-release", ""))
    if release:
        labels = {name: release.get(name, "") for name in _RELEASE}
        samples[series("node_os_info", **labels)] = 1.0
    return samples


def samples_of_packages(text: str) -> Samples:
    return {
        series("watchkeeper_packages_installed", manager=manager): float(count)
        for manager, count in counted_packages(text).items()
    }
