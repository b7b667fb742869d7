"""States of systemd's units: those that are watched, and any that failed."""

from __future__ import annotations

import fnmatch
from collections.abc import Sequence

from agent.paths import Path
from agent.source import Lane, NotHere
from watchkeeper.core.errors import Unavailable
from watchkeeper.core.spans import Duration
from watchkeeper.host.units import LIST_UNITS, STATES, Unit, list_units
from watchkeeper.wire.exposition import Family, Kind, Reading

_STATE = Family(
    "node_systemd_unit_state",
    Kind.GAUGE,
    "1 for the state in which a watched or failed unit is.",
    ("name", "state"),
)
_FAILED = Family("node_systemd_units", Kind.GAUGE, "Units by their state.", ("state",))
_TIMEOUT_SECONDS = 10
_MOST_UNITS = 500


class SystemdSource:
    """node_exporter's collector systemd, asked seldom because each question starts a program."""

    name = "systemd"
    lane = Lane.BESIDE

    def __init__(
        self,
        *,
        watched: Sequence[str],
        every: Duration,
        booted: Path,
        systemctl: str = "systemctl",
    ) -> None:
        self.every = every
        self._watched = tuple(watched)
        self._booted = booted
        self._systemctl = systemctl

    def read(self) -> list[Reading]:
        if not self._booted.is_dir():
            raise NotHere("this host was not started by systemd ({path})", path=self._booted)
        return readings(list_units(self._list()), self._watched)

    def close(self) -> None:
        """Nothing is held."""

    def _list(self) -> str:
        import subprocess  # only a host with systemd pays for it

        try:
            done = subprocess.run(  # noqa: S603 fixed words, no shell
                [self._systemctl, *LIST_UNITS],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=_TIMEOUT_SECONDS,
                check=False,
                env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"},
            )
        except FileNotFoundError:
            raise NotHere("there is no {program} here", program=self._systemctl) from None
        except subprocess.TimeoutExpired:
            raise Unavailable(
                "systemctl gave no answer in {seconds} s", seconds=_TIMEOUT_SECONDS
            ) from None
        if done.returncode:
            reason = done.stderr.decode("utf-8", "replace").strip()[:200]
            raise Unavailable("systemctl failed: {reason}", reason=reason)
        return done.stdout.decode("utf-8", "replace")


def readings(units: Sequence[Unit], watched: Sequence[str]) -> list[Reading]:
    """Return a line for each state of each unit of interest, and how many there are of each."""
    of_interest = [unit for unit in units if unit.state == "failed" or _is_watched(unit, watched)]
    found: list[Reading] = [
        (_STATE, (unit.name, state), 1.0 if unit.state == state else 0.0)
        for unit in of_interest[:_MOST_UNITS]
        for state in STATES
    ]
    missing = [name for name in watched if "*" not in name and name not in {u.name for u in units}]
    found += [
        (_STATE, (name, state), 1.0 if state == "inactive" else 0.0)
        for name in missing
        for state in STATES
    ]
    found += [(_FAILED, (state,), sum(unit.state == state for unit in units)) for state in STATES]
    return found


def _is_watched(unit: Unit, watched: Sequence[str]) -> bool:
    return any(fnmatch.fnmatchcase(unit.name, pattern) for pattern in watched)
