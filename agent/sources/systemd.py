"""States of systemd's units: those that are watched, and any that failed."""

from __future__ import annotations

import fnmatch
from collections.abc import Mapping, Sequence

from agent.clock import AgentClock
from agent.paths import Path
from agent.programs import run
from agent.source import Lane, NotHere
from watchkeeper.core.errors import Unavailable
from watchkeeper.core.spans import Duration
from watchkeeper.host.units import LIST_UNITS, STATES, Unit, list_units, show
from watchkeeper.wire.exposition import Family, Kind, Reading

_STATE = Family(
    "node_systemd_unit_state",
    Kind.GAUGE,
    "1 for the state in which a watched or failed unit is.",
    ("name", "state"),
)
_FAILED = Family("node_systemd_units", Kind.GAUGE, "Units by their state.", ("state",))
_RESTARTS = Family(
    "node_systemd_service_restart_total",
    Kind.COUNTER,
    "How often systemd started a watched service anew, or any that it had to.",
    ("name",),
)
_SOCKETS = {
    "NAccepted": Family(
        "node_systemd_socket_accepted_connections_total", Kind.COUNTER, "Connections.", ("name",)
    ),
    "NConnections": Family(
        "node_systemd_socket_current_connections", Kind.GAUGE, "Connections now.", ("name",)
    ),
    "NRefused": Family(
        "node_systemd_socket_refused_connections_total", Kind.COUNTER, "Those refused.", ("name",)
    ),
}
_TRAFFIC = {
    "IPIngressBytes": Family(
        "watchkeeper_unit_ip_received_bytes_total",
        Kind.COUNTER,
        "Bytes that a service received; it needs IPAccounting=yes.",
        ("name",),
    ),
    "IPEgressBytes": Family(
        "watchkeeper_unit_ip_sent_bytes_total",
        Kind.COUNTER,
        "Bytes that a service sent; it needs IPAccounting=yes.",
        ("name",),
    ),
}
PROPERTIES = ("Id", "NRestarts", *_SOCKETS, *_TRAFFIC)
_KINDS = ("*.service", "*.socket")
_NO_NUMBER = str(2**64 - 1)
_MOST_OUTPUT_BYTES = 4 << 20
_TIMEOUT_SECONDS = 10.0
_MOST_UNITS = 500
_MOST_SHOWN = 1_000


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
        clock: AgentClock,
        systemctl: str = "systemctl",
    ) -> None:
        self.every = every
        self._watched = tuple(watched)
        self._booted = booted
        self._clock = clock
        self._systemctl = systemctl

    def read(self) -> list[Reading]:
        if not self._booted.is_dir():
            raise NotHere("this host was not started by systemd ({path})", path=self._booted)
        units = list_units(self._asked(*LIST_UNITS))
        numbers = show(self._asked("show", f"--property={','.join(PROPERTIES)}", "--", *_KINDS))
        return [*readings(units, self._watched), *traffic(numbers, self._watched)]

    def close(self) -> None:
        """Nothing is held."""

    def _asked(self, *words: str) -> str:
        try:
            done = run(
                (self._systemctl, *words),
                timeout_seconds=_TIMEOUT_SECONDS,
                clock=self._clock,
                most_bytes=_MOST_OUTPUT_BYTES,
            )
        except FileNotFoundError:
            raise NotHere("there is no {program} here", program=self._systemctl) from None
        text = done.output.decode("utf-8", "replace")
        if done.code is None:
            raise Unavailable("systemctl gave no answer in {seconds} s", seconds=_TIMEOUT_SECONDS)
        if done.code:
            raise Unavailable("systemctl failed: {reason}", reason=text.strip()[:200])
        return text


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


def traffic(shown: Sequence[Mapping[str, str]], watched: Sequence[str]) -> list[Reading]:
    """Return restarts, connections of sockets, and bytes of services that account for them."""
    found: list[Reading] = []
    for unit in shown[:_MOST_SHOWN]:
        name = unit.get("Id", "")
        restarts = unit.get("NRestarts", "")
        if restarts.isdecimal() and (restarts != "0" or _name_is_watched(name, watched)):
            found.append((_RESTARTS, (name,), float(restarts)))
        for key, family in (*_SOCKETS.items(), *_TRAFFIC.items()):
            number = unit.get(key, "")  # "[no data]" or the highest number where none is kept
            if number.isdecimal() and number != _NO_NUMBER:
                found.append((family, (name,), float(number)))
    return found


def _name_is_watched(name: str, watched: Sequence[str]) -> bool:
    return any(fnmatch.fnmatchcase(name, pattern) for pattern in watched)


def _is_watched(unit: Unit, watched: Sequence[str]) -> bool:
    return _name_is_watched(unit.name, watched)
