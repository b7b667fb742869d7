"""Updates that wait: what apt-get, dnf and yum say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

SIMULATED_UPGRADE = (
    "--simulate",
    "--quiet=2",
    "-o",
    "Debug::NoLocking=true",
    "dist-upgrade",
)
_INSTALL = re.compile(
    r"Inst \S{1,200} (?:\[[^\]]{0,200}\] )?\((\S{1,200}) (.{1,300}) \[(\S{1,40})\]\).*"
)


class Origin(NamedTuple):
    """Where an update comes from, and for which architecture."""

    origin: str
    arch: str


CHECK_UPDATE = ("--quiet", "check-update")
"""Asked of dnf, or of yum before it; its exit code is 100 where updates wait."""

UPDATES_WAIT = 100
_RPM = re.compile(r"(\S{1,200})\.(\w{1,40})\s+(\S{1,200})\s+(\S{1,300})\s*")
_OBSOLETING = "obsoleting packages"


def pending_rpms(text: str) -> Mapping[str, int]:
    """Count the packages of the answer to ``CHECK_UPDATE`` by repository; other lines are left out."""
    found: Counter[str] = Counter()
    for line in text.splitlines():
        if line.strip().lower().startswith(_OBSOLETING):
            break
        match = _RPM.fullmatch(line)
        if match:
            found[match[4]] += 1
    return found


def pending_updates(text: str) -> Mapping[Origin, int]:
    """Count the packages that would be installed, by origin; other lines are left out."""
    found: Counter[Origin] = Counter()
    for line in text.splitlines():
        match = _INSTALL.fullmatch(line)
        if match:
            found[Origin(match[2], match[3])] += 1
    return found
