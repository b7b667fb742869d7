"""What the machine is, and what time it thinks it is."""

from __future__ import annotations

import os
import re
import time
from typing import Callable

from agent.clock import AgentClock
from agent.files import read_whole
from agent.paths import Path
from agent.source import CycleSource
from watchkeeper.core.spans import HOUR
from watchkeeper.host.system import os_release
from watchkeeper.wire.exposition import Family, Kind, Reading

_TIME = Family("node_time_seconds", Kind.GAUGE, "This host's clock, seconds since 1970.")
_ZONE = Family("node_time_zone_offset_seconds", Kind.GAUGE, "Offset from UTC.", ("time_zone",))


class TimeSource(CycleSource):
    """node_exporter's collector time."""

    name = "time"

    def __init__(
        self,
        clock: AgentClock,
        local: Callable[[float], time.struct_time] = time.localtime,
    ) -> None:
        self._clock = clock
        self._local = local

    def read(self) -> list[Reading]:
        now = self._clock.now() / 1000
        local = self._local(now)
        return [(_TIME, (), now), (_ZONE, (local.tm_zone,), local.tm_gmtoff)]


_UNAME = Family(
    "node_uname_info",
    Kind.GAUGE,
    "What uname says; always 1.",
    ("sysname", "release", "version", "machine", "nodename", "domainname"),
)
_DOMAIN = "kernel/domainname"
_NO_DOMAIN = "(none)"


class UnameSource(CycleSource):
    """node_exporter's collector uname."""

    name = "uname"
    every = HOUR

    def __init__(self, proc: Path, uname: Callable[[], os.uname_result] = os.uname) -> None:
        self._domain = proc / "sys" / _DOMAIN
        self._uname = uname

    def read(self) -> list[Reading]:
        here = self._uname()
        words = (here.sysname, here.release, here.version, here.machine, here.nodename)
        return [(_UNAME, (*words, self._domain_name()), 1.0)]

    def _domain_name(self) -> str:
        try:
            return read_whole(self._domain).strip() or _NO_DOMAIN
        except OSError:
            return _NO_DOMAIN


_OS_LABELS = (
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
_OS = Family("node_os_info", Kind.GAUGE, "What /etc/os-release says; always 1.", _OS_LABELS)
_OS_VERSION = Family(
    "node_os_version",
    Kind.GAUGE,
    "Major and minor part of the system's version.",
    ("id", "id_like", "name"),
)
_VERSION = re.compile(r"\d+(\.\d+)?")


class OsSource(CycleSource):
    """node_exporter's collector os."""

    name = "os"
    every = HOUR

    def __init__(self, etc: Path) -> None:
        self._paths = (etc / "os-release", etc.parent / "usr/lib/os-release")

    def read(self) -> list[Reading]:
        release = os_release(self._text())
        values = tuple(release.get(name, "") for name in _OS_LABELS)
        found: list[Reading] = [(_OS, values, 1.0)]
        version = _VERSION.match(release.get("version_id", ""))
        if version:
            labels = tuple(release.get(name, "") for name in _OS_VERSION.label_names)
            found.append((_OS_VERSION, labels, float(version[0])))
        return found

    def _text(self) -> str:
        first, second = self._paths
        return read_whole(first if first.exists() else second)
