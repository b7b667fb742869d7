"""What devices said by traps, as series that rules can ask for; bounded for each device; pure.

``snmp_traps_total`` counts, ``snmp_trap_last_timestamp_seconds`` says when, ``snmp_trap_last_info``
says what the latest of each name held.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from collector.intake.trap_reading import Trap
from collector.probes.outcome import Samples, series
from collector.snmp.ber import Malformed, Oid, text_from_oid
from collector.snmp.values import plain_text
from watchkeeper.core.instants import Instant
from watchkeeper.core.labels import Labels

JOB = "snmptrap"
MOST_NAMES = 100
OTHER = "other"
_MOST_VALUES = 8
_LONGEST_MESSAGE = 200
_LONGEST_NAME = 120
_KNOWN_SUFFIX_PARTS = 16


@dataclass(slots=True)
class _Said:
    count: int = 0
    at: Instant = Instant(0)
    message: str = ""


@dataclass(slots=True)
class TrapBook:
    """The traps of one device, by name."""

    said: dict[str, _Said] = field(default_factory=dict)
    dropped: int = 0

    def note(self, name: str, message: str, at: Instant) -> None:
        """Count a trap; a device that invents names fills one of them."""
        if name not in self.said and len(self.said) >= MOST_NAMES:
            name = OTHER
        said = self.said.setdefault(name, _Said())
        said.count, said.at, said.message = said.count + 1, at, message

    def samples(self, instance: str) -> Samples:
        own = {"instance": instance, "job": JOB}
        found: dict[Labels, float] = {
            series("snmp_traps_dropped_total", **own): float(self.dropped)
        }
        for name, said in self.said.items():
            labels = {**own, "trap": name}
            found[series("snmp_traps_total", **labels)] = float(said.count)
            found[series("snmp_trap_last_timestamp_seconds", **labels)] = said.at / 1000
            found[series("snmp_trap_last_info", **labels, message=said.message or "-")] = 1.0
        return found


@dataclass(frozen=True, slots=True)
class Names:
    """Names of traps and of the objects in them, from the profiles."""

    traps: Mapping[Oid, str]
    objects: Mapping[Oid, str]

    def name_of(self, trap: Trap) -> str:
        """Return the trap's name; its number where nobody named it."""
        return self.traps.get(trap.name) or _number(trap.name)[:_LONGEST_NAME]

    def message_of(self, trap: Trap) -> str:
        """Return the first values as ``ifIndex.3=3 ifDescr.3=Gi1/0/3``."""
        parts = [
            f"{self._object(oid)}={plain_text(value)}" for oid, value in trap.values[:_MOST_VALUES]
        ]
        return " ".join(parts)[:_LONGEST_MESSAGE].strip()

    def _object(self, oid: Oid) -> str:
        for size in range(len(oid), max(0, len(oid) - _KNOWN_SUFFIX_PARTS), -1):
            name = self.objects.get(oid[:size])
            if name is not None:
                return name
        return _number(oid)


def _number(oid: Oid) -> str:
    try:
        return text_from_oid(oid)
    except Malformed:
        return "?"
