"""Mounts and how full they are: /proc/mounts, statvfs, ``stat -f``, ``df -kP``."""

from __future__ import annotations

import re
from typing import NamedTuple, Protocol

from watchkeeper.host.parsing import parser, unescaped

EXCLUDED_MOUNT_POINTS = (
    r"^/(dev|proc|run/credentials/.+|sys|var/lib/docker/.+|var/lib/containers/storage/.+)($|/)"
)
EXCLUDED_TYPES = (
    r"^(autofs|binfmt_misc|bpf|cgroup2?|configfs|debugfs|devpts|devtmpfs|fusectl|hugetlbfs|iso9660"
    r"|mqueue|nsfs|overlay|proc|procfs|pstore|rpc_pipefs|securityfs|selinuxfs|squashfs|sysfs"
    r"|tracefs)$"
)
"""node_exporter's defaults (1.5, collector/filesystem_linux.go)."""

STAT_FORMAT = "%b %f %a %S %c %d %n"
"""For ``stat -f -c``; ``usage_by_path`` reads the output."""


class Mount(NamedTuple):
    """One line of /proc/mounts, unescaped."""

    device: str
    mount_point: str
    kind: str
    options: tuple[str, ...]

    @property
    def is_readonly(self) -> bool:
        return "ro" in self.options


class Usage(NamedTuple):
    """How full a filesystem is.  ``available_bytes``: to others than root."""

    size_bytes: int
    free_bytes: int
    available_bytes: int
    files: int
    files_free: int


class StatvfsResult(Protocol):
    """What os.statvfs returns, as far as it is read."""

    @property
    def f_frsize(self) -> int: ...
    @property
    def f_bsize(self) -> int: ...
    @property
    def f_blocks(self) -> int: ...
    @property
    def f_bfree(self) -> int: ...
    @property
    def f_bavail(self) -> int: ...
    @property
    def f_files(self) -> int: ...
    @property
    def f_ffree(self) -> int: ...


def usage_from_statvfs(result: StatvfsResult) -> Usage:
    unit = result.f_frsize or result.f_bsize
    return Usage(
        size_bytes=result.f_blocks * unit,
        free_bytes=result.f_bfree * unit,
        available_bytes=result.f_bavail * unit,
        files=result.f_files,
        files_free=result.f_ffree,
    )


@parser("/proc/mounts")
def mounts(text: str) -> tuple[Mount, ...]:
    """Read /proc/mounts; of several mounts on one point the last, which is the visible one."""
    found: dict[str, Mount] = {}
    for line in text.splitlines():
        device, point, kind, options = line.split(" ")[:4]
        mount_point = unescaped(point)
        found.pop(mount_point, None)
        found[mount_point] = Mount(unescaped(device), mount_point, kind, tuple(options.split(",")))
    return tuple(found.values())


def wanted(
    found: tuple[Mount, ...], excluded_points: re.Pattern[str], excluded_types: re.Pattern[str]
) -> tuple[Mount, ...]:
    """Return the mounts that are to be measured."""
    return tuple(
        mount
        for mount in found
        if not excluded_points.search(mount.mount_point) and not excluded_types.search(mount.kind)
    )


@parser("the output of stat -f")
def usage_by_path(text: str) -> dict[str, Usage]:
    """Read the output of ``stat -f -c STAT_FORMAT path...``: path to usage."""
    found: dict[str, Usage] = {}
    for line in text.splitlines():
        *numbers, path = line.split(" ", 6)
        blocks, free, available, unit, files, files_free = map(int, numbers)
        found[path] = Usage(blocks * unit, free * unit, available * unit, files, files_free)
    return found


@parser("the output of df -kP")
def usage_from_df(text: str) -> dict[str, Usage]:
    """Read the output of ``df -kP`` (any POSIX system); it says nothing about files."""
    found: dict[str, Usage] = {}
    for line in text.splitlines()[1:]:
        _device, size, used, available, _share, path = line.rsplit(None, 5)
        found[path] = Usage(
            size_bytes=int(size) * 1024,
            free_bytes=(int(size) - int(used)) * 1024,
            available_bytes=int(available) * 1024,
            files=0,
            files_free=0,
        )
    return found
