"""A host's own files, read over SSH, as node_exporter's series; pure."""

from __future__ import annotations

import re
from collections.abc import Mapping

from collector.probes.outcome import ProbeFailed, Samples, series
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.labels import Labels
from watchkeeper.host.cpu import MODES, TICKS_PER_SECOND, Load, Stat, loadavg, stat
from watchkeeper.host.filesystems import (
    EXCLUDED_MOUNT_POINTS,
    EXCLUDED_TYPES,
    Mount,
    Usage,
    mounts,
    usage_by_path,
    wanted,
)
from watchkeeper.host.memory import meminfo
from watchkeeper.host.system import Uname, uname

_POINTS, _TYPES = re.compile(EXCLUDED_MOUNT_POINTS), re.compile(EXCLUDED_TYPES)
MOST_FILESYSTEMS = 500


def samples_of_host(sections: Mapping[str, str]) -> Samples:
    """Return the series of all sections.  Raises ProbeFailed where the host shows no /proc."""
    if not sections.get("stat", "").strip():
        raise ProbeFailed("the host shows no /proc/stat: is it Linux, may the user read it?")
    try:
        return {
            **samples_of_cpu(stat(sections["stat"])),
            **samples_of_load(loadavg(sections.get("loadavg", ""))),
            **samples_of_memory(meminfo(sections.get("meminfo", ""))),
            **samples_of_filesystems(
                mounts(sections.get("mounts", "").strip()),
                usage_by_path(sections.get("usage", "").strip()),
            ),
            **samples_of_system(sections),
        }
    except InvalidInput as error:
        raise ProbeFailed(error.sentence, at=None, **error.facts) from error


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
