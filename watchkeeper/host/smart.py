"""What ``smartctl --json`` tells of disks (smartmontools 7.0 and later)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from watchkeeper.core.errors import InvalidInput

SCAN = ("--json=c", "--scan")
LOOK = ("--json=c", "--info", "--health", "--attributes", "--nocheck=standby")
"""A disk that sleeps is left asleep and keeps what it said last."""

MOST_DISKS = 64
_MOST_ATTRIBUTES = 64
_MOST_CHARACTERS = 100
_MOST_DEPTH = 4
_VALUES = {"value": "value", "worst": "worst", "thresh": "thresh"}


class Disk(NamedTuple):
    """A disk as smartctl addresses it."""

    name: str  # /dev/sda
    kind: str  # sat, scsi, nvme, megaraid,3 ...

    @property
    def label(self) -> str:
        """Its name in metrics; disks behind one controller share a name, not a kind."""
        short = self.name.rpartition("/")[2]
        return short if "," not in self.kind else f"{short}_{self.kind.replace(',', '_')}"


class Attribute(NamedTuple):
    """One of the numbers that a disk's maker chose; ``kind`` is raw, value, worst or thresh."""

    name: str
    number: str
    kind: str
    value: float


class Smart(NamedTuple):
    """What one disk tells; ``numbers`` by their path in smartctl's answer."""

    is_healthy: bool | None
    words: Mapping[str, str]
    numbers: Mapping[str, float]
    attributes: tuple[Attribute, ...]
    problems: tuple[str, ...]


NUMBERS = {
    "temperature.current": "temperature",
    "power_on_time.hours": "power_on",
    "power_cycle_count": "power_cycles",
    "nvme_smart_health_information_log.percentage_used": "percentage_used",
    "nvme_smart_health_information_log.available_spare": "available_spare",
    "nvme_smart_health_information_log.available_spare_threshold": "available_spare_threshold",
    "nvme_smart_health_information_log.critical_warning": "critical_warning",
    "nvme_smart_health_information_log.media_errors": "media_errors",
    "nvme_smart_health_information_log.num_err_log_entries": "error_log_entries",
    "scsi_grown_defect_list": "grown_defects",
}
WORDS = ("model_name", "serial_number", "firmware_version")


def disks(content: bytes) -> tuple[Disk, ...]:
    """Read the answer to ``SCAN``.  Raises InvalidInput."""
    found = []
    for each in _items(_document(content).get("devices")):
        name, kind = _word(each.get("name")), _word(each.get("type"))
        if name.startswith("/dev/"):
            found.append(Disk(name, kind))
    return tuple(found[:MOST_DISKS])


def smart(content: bytes) -> Smart:
    """Read the answer to ``LOOK``.  Raises InvalidInput."""
    document = _document(content)
    passed = _at(document, "smart_status.passed")
    return Smart(
        is_healthy=passed if isinstance(passed, bool) else None,
        words={name: _word(document.get(name)) for name in WORDS},
        numbers=dict(_numbers(document)),
        attributes=tuple(_attributes(document)),
        problems=tuple(
            _word(each.get("string"))
            for each in _items(_at(document, "smartctl.messages"))
            if each.get("severity") == "error"
        ),
    )


def _numbers(document: Mapping[str, object]) -> Iterator[tuple[str, float]]:
    for path, name in NUMBERS.items():
        value = _number(_at(document, path))
        if value is not None:
            yield name, value


def _attributes(document: Mapping[str, object]) -> Iterator[Attribute]:
    table = _items(_at(document, "ata_smart_attributes.table"))
    for each in table[:_MOST_ATTRIBUTES]:
        name, number = _word(each.get("name")), _number(each.get("id"))
        if not name or number is None:
            continue
        raw = _number(_at(each, "raw.value"))
        found = {kind: _number(each.get(key)) for key, kind in _VALUES.items()}
        for kind, value in ({"raw": raw, **found}).items():
            if value is not None:
                yield Attribute(name, str(int(number)), kind, value)


def _document(content: bytes) -> Mapping[str, object]:
    import json  # only where there are disks to ask

    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise InvalidInput("{what} is not as expected", what="the answer of smartctl")
    return found


def _at(document: Mapping[str, object], path: str) -> object:
    found: object = document
    for name in path.split(".")[:_MOST_DEPTH]:
        found = found.get(name) if isinstance(found, dict) else None
    return found


def _items(found: object) -> Sequence[Mapping[str, object]]:
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _word(found: object) -> str:
    return found[:_MOST_CHARACTERS] if isinstance(found, str) else ""


def _number(found: object) -> float | None:
    is_number = isinstance(found, (int, float)) and not isinstance(found, bool)
    try:
        return float(found) if is_number else None  # type: ignore[arg-type]  # narrowed above
    except OverflowError:  # more digits than a float has room for
        return None
