"""Updates that wait, and whether the host must be started anew for those that are installed."""

from __future__ import annotations

from agent.clock import AgentClock
from agent.paths import Path
from agent.programs import run
from agent.source import CycleSource, Lane
from watchkeeper.core.errors import Unavailable
from watchkeeper.core.spans import MINUTE, Duration
from watchkeeper.host.updates import SIMULATED_UPGRADE, pending_updates
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
