"""Updates that wait: the output of ``apt-get --simulate dist-upgrade``."""

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


def pending_updates(text: str) -> Mapping[Origin, int]:
    """Count the packages that would be installed, by origin; other lines are left out."""
    found: Counter[Origin] = Counter()
    for line in text.splitlines():
        match = _INSTALL.fullmatch(line)
        if match:
            found[Origin(match[2], match[3])] += 1
    return found
