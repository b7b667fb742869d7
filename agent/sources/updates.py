"""Updates that wait, and whether the host must be started anew for those that are installed."""

from __future__ import annotations

import re

from agent.clock import AgentClock
from agent.paths import Path
from agent.programs import run
from agent.source import CycleSource, Lane
from watchkeeper.core.errors import Unavailable
from watchkeeper.core.spans import HOUR, MINUTE, Duration
from watchkeeper.host.updates import (
    CHECK_UPDATE,
    SIMULATED_UPGRADE,
    UPDATES_WAIT,
    pending_rpms,
    pending_updates,
)
from watchkeeper.wire.exposition import Family, Kind, Reading

_REBOOT = Family(
    "node_reboot_required", Kind.GAUGE, "1 if updates wait for the host to be started anew."
)
_PENDING = Family(
    "apt_upgrades_pending", Kind.GAUGE, "Packages that could be upgraded.", ("origin", "arch")
)
_TIMEOUT_SECONDS = 120.0
_MOST_OUTPUT_BYTES = 4 << 20
_MOST_ORIGINS = 100
_FAILED = re.compile(rb"^(Error|Traceback)", re.MULTILINE)
"""How dnf's tools begin when they fail, with the code that asks for a new start."""


_PENDING_RPM = Family(
    "yum_upgrades_pending", Kind.GAUGE, "Packages that could be upgraded.", ("origin",)
)


class RebootSource(CycleSource):
    """As Debian's textfile script: the file that package managers leave."""

    name = "reboot"
    every = MINUTE

    def __init__(self, run_folder: Path) -> None:
        self._file = run_folder / "reboot-required"

    def read(self) -> list[Reading]:
        return [(_REBOOT, (), float(self._file.exists()))]


class UpdateSource:
    """As Debian's textfile script apt.sh; asks apt seldom, which takes seconds of CPU."""

    name = "updates"
    lane = Lane.BESIDE

    def __init__(self, every: Duration, clock: AgentClock, apt: str) -> None:
        self.every = every
        self._clock = clock
        self._apt = apt

    def read(self) -> list[Reading]:
        done = run(
            (self._apt, *SIMULATED_UPGRADE),
            timeout_seconds=_TIMEOUT_SECONDS,
            clock=self._clock,
            most_bytes=_MOST_OUTPUT_BYTES,
        )
        text = done.output.decode("utf-8", "replace")
        if done.code != 0:
            raise Unavailable("apt-get failed: {reason}", reason=text.strip()[-200:])
        counts = sorted(pending_updates(text).items())[:_MOST_ORIGINS]
        found: list[Reading] = [(_PENDING, tuple(origin), count) for origin, count in counts]
        return found or [(_PENDING, ("", ""), 0)]

    def close(self) -> None:
        """Nothing is held."""


class RpmUpdateSource:
    """As the textfile script yum.sh; asks dnf, or yum, which may fetch lists of packages."""

    name = "updates"
    lane = Lane.BESIDE

    def __init__(self, every: Duration, clock: AgentClock, dnf: str) -> None:
        self.every = every
        self._clock = clock
        self._dnf = dnf

    def read(self) -> list[Reading]:
        done = run(
            (self._dnf, *CHECK_UPDATE),
            timeout_seconds=_TIMEOUT_SECONDS,
            clock=self._clock,
            most_bytes=_MOST_OUTPUT_BYTES,
        )
        text = done.output.decode("utf-8", "replace")
        if done.code not in {0, UPDATES_WAIT}:
            raise Unavailable("{program} failed: {reason}", program=self._dnf, reason=text[-200:])
        counts = sorted(pending_rpms(text).items())[:_MOST_ORIGINS]
        return [(_PENDING_RPM, (origin,), count) for origin, count in counts] or [
            (_PENDING_RPM, ("",), 0)
        ]

    def close(self) -> None:
        """Nothing is held."""


class RpmRebootSource:
    """What ``needs-restarting -r`` says (dnf-utils, yum-utils): exit code 1 where it is time."""

    name = "reboot"
    lane = Lane.BESIDE
    every = HOUR

    def __init__(self, clock: AgentClock, needs_restarting: str) -> None:
        self._clock = clock
        self._program = needs_restarting

    def read(self) -> list[Reading]:
        done = run((self._program, "-r"), timeout_seconds=_TIMEOUT_SECONDS, clock=self._clock)
        if done.code not in {0, 1} or _FAILED.search(done.output):
            reason = done.output[-200:].decode("utf-8", "replace")
            raise Unavailable("{program} failed: {reason}", program=self._program, reason=reason)
        return [(_REBOOT, (), float(done.code == 1))]

    def close(self) -> None:
        """Nothing is held."""
