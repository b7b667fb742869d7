"""Checks of this machine and installation: packages, SQLite, disk, clock, the right to ping."""

from __future__ import annotations

import ctypes
import os
import shutil
import socket
import sqlite3
from collections.abc import Mapping, Sequence
from importlib.metadata import packages_distributions
from pathlib import Path

from watchkeeper.core.messages import text
from watchkeeper.server.doctor.model import Check, doubt, good, problem

PACKAGES = ("agent", "collector", "rules", "ticketing", "dashboards", "watchkeeper")
DISTRIBUTION = "watchkeeper"

_LEAST_FREE_RATIO = 0.1
_LEAST_FREE_BYTES = 1 << 30
_PLENTY_BYTES = 20 << 30  # a tenth of a large disk is not little
_NO_SPACE_BYTES = 64 << 20

_TIMEX_BYTES = 512  # more than struct timex of any kernel; modes = 0 only reads
_CLOCK_ERROR = 5  # adjtimex returns TIME_ERROR while nothing keeps the clock right

Version = tuple[int, int, int]


def machine_checks(data: Path) -> tuple[Check, ...]:
    return (
        packages(packages_distributions()),
        sqlite_version(sqlite3.sqlite_version_info),
        disk_space(data),
        clock_is_kept(),
        right_to_ping(),
    )


def packages(owners: Mapping[str, Sequence[str]]) -> Check:
    """Our packages have short names: another distribution of one name would shadow ours."""
    ours = {name: {owner.lower() for owner in owners.get(name, ())} for name in PACKAGES}
    strange = {name: found - {DISTRIBUTION} for name, found in ours.items()}
    others = ", ".join(f"{name} ({', '.join(sorted(f))})" for name, f in strange.items() if f)
    if others:
        return problem(
            "packages",
            text("other distributions own packages of ours: {others}", others=others),
            text("install watchkeeper into an environment of its own (python3 -m venv)"),
        )
    if any(not found for found in ours.values()):
        return doubt(
            "packages",
            text("watchkeeper runs from a source tree, not from an installed package"),
            text("pip install 'watchkeeper[server]' into an environment of its own"),
        )
    return good("packages", text("each of our packages belongs to watchkeeper alone"))


def has_reset_bug(version: Version) -> bool:
    """Tell whether a SQLite can lose data when its WAL is reset by two connections at once.

    3.7.0-3.51.2; fixed in 3.51.3 and in the backports 3.44.6 and 3.50.7.
    """
    is_backport = (3, 44, 6) <= version < (3, 45, 0) or (3, 50, 7) <= version < (3, 51, 0)
    return (3, 7, 0) <= version <= (3, 51, 2) and not is_backport


def sqlite_version(version: Version) -> Check:
    shown = ".".join(map(str, version))
    if not has_reset_bug(version):
        return good("sqlite", text("SQLite {version}", version=shown))
    return doubt(
        "sqlite",
        text(
            "SQLite {version} has the WAL-reset bug (3.7.0-3.51.2); the server checkpoints from one "
            "connection only, which keeps clear of it",
            version=shown,
        ),
        text(
            "let no other program open state.db while the server runs; upgrade SQLite to 3.51.3, "
            "3.50.7 or 3.44.6, or keep the state in PostgreSQL (database: in watchkeeper.yml)"
        ),
    )


def disk_space(data: Path) -> Check:
    """Look at the file system of the data directory, or of what will hold it."""
    folder = next((one for one in (data, *data.parents) if one.exists()), Path("/"))
    usage = shutil.disk_usage(folder)
    facts = {"free": _gibibytes(usage.free), "folder": str(data)}
    said = text("{free} GiB free for {folder}", **facts)
    remedy = text("df -h {folder}; make room, or move the data (data: in watchkeeper.yml)", **facts)
    if usage.free < _NO_SPACE_BYTES:
        return problem("disk", said, remedy)
    if usage.free < min(_PLENTY_BYTES, usage.total * _LEAST_FREE_RATIO) or (
        usage.free < _LEAST_FREE_BYTES
    ):
        return doubt("disk", said, remedy)
    return good("disk", said)


def _gibibytes(size: int) -> str:
    return f"{size / (1 << 30):.1f}"


def clock_is_kept(state: int | None = None) -> Check:
    """Ask the kernel whether anything (NTP, chrony, PTP) keeps its clock right."""
    found = _clock_state() if state is None else state
    if found == _CLOCK_ERROR or found < 0:
        return doubt(
            "clock",
            text("nothing keeps this machine's clock right; deadlines follow it"),
            text("timedatectl set-ntp true, or install chrony"),
        )
    return good("clock", text("the clock is kept right"))


def _clock_state() -> int:
    library = ctypes.CDLL(None, use_errno=True)
    buffer = ctypes.create_string_buffer(_TIMEX_BYTES)
    return int(library.adjtimex(buffer))


def right_to_ping() -> Check:
    """Try the sockets of the ICMP probe: raw, then datagram."""
    if _opens(socket.SOCK_RAW) or _opens(socket.SOCK_DGRAM):
        return good("icmp", text("hosts can be asked by ICMP"))
    return doubt(
        "icmp",
        text("this user may not send ICMP (uid {user}); icmp probes knock on TCP instead", user=os.geteuid()),
        text(
            "sysctl net.ipv4.ping_group_range='0 2147483647', or run the server by its unit, "
            "which has CAP_NET_RAW"
        ),
    )  # fmt: skip


def _opens(kind: int) -> bool:
    try:
        socket.socket(socket.AF_INET, kind, socket.IPPROTO_ICMP).close()
    except OSError:
        return False
    return True
