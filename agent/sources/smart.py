"""The health of disks as they tell it themselves, by smartctl."""

from __future__ import annotations

from agent.clock import AgentClock
from agent.log import log
from agent.programs import run
from agent.source import Lane, NotHere
from watchkeeper.core.errors import Unavailable, WatchkeeperError
from watchkeeper.core.spans import Duration
from watchkeeper.host.smart import LOOK, SCAN, Disk, Smart, disks, smart
from watchkeeper.wire.exposition import Family, Kind, Reading

_TIMEOUT_SECONDS = 20.0
_MOST_OUTPUT_BYTES = 256 << 10
_SECONDS_AN_HOUR = 3_600.0
_DEVICE = ("device",)
_INFO = Family(
    "smartctl_device",
    Kind.GAUGE,
    "What a disk is; always 1.",
    ("device", "model_name", "serial_number", "firmware_version"),
)
_STATUS = Family(
    "smartctl_device_smart_status", Kind.GAUGE, "1 if a disk says that it is well.", _DEVICE
)
_READABLE = Family(
    "watchkeeper_smart_readable", Kind.GAUGE, "1 if a disk could be asked for its health.", _DEVICE
)
_TEMPERATURE = Family(
    "smartctl_device_temperature",
    Kind.GAUGE,
    "Temperature of a disk in degrees Celsius.",
    ("device", "temperature_type"),
)
_ATTRIBUTE = Family(
    "smartctl_device_attribute",
    Kind.GAUGE,
    "What a disk's maker counts.",
    ("device", "attribute_name", "attribute_id", "attribute_value_type"),
)
_POWER_ON = Family(
    "smartctl_device_power_on_seconds", Kind.COUNTER, "How long a disk has run.", _DEVICE
)
_NUMBERS = {
    "power_cycles": Family(
        "smartctl_device_power_cycle_count", Kind.COUNTER, "How often it was turned on.", _DEVICE
    ),
    "percentage_used": Family(
        "smartctl_device_percentage_used", Kind.COUNTER, "How far it is worn, in percent.", _DEVICE
    ),
    "available_spare": Family(
        "smartctl_device_available_spare", Kind.COUNTER, "Spare cells, in percent.", _DEVICE
    ),
    "available_spare_threshold": Family(
        "smartctl_device_available_spare_threshold",
        Kind.COUNTER,
        "Below it spare cells are too few, in percent.",
        _DEVICE,
    ),
    "critical_warning": Family(
        "smartctl_device_critical_warning", Kind.COUNTER, "Bits of an NVMe's warning.", _DEVICE
    ),
    "media_errors": Family(
        "smartctl_device_media_errors", Kind.COUNTER, "Data that could not be read.", _DEVICE
    ),
    "error_log_entries": Family(
        "smartctl_device_num_err_log_entries", Kind.COUNTER, "Errors in its log.", _DEVICE
    ),
    "grown_defects": Family(
        "smartctl_scsi_grown_defect_list", Kind.GAUGE, "Blocks that went bad.", _DEVICE
    ),
}


class SmartSource:
    """Names and labels are smartctl_exporter's; a disk that sleeps keeps its last numbers."""

    name = "smart"
    lane = Lane.BESIDE

    def __init__(self, every: Duration, clock: AgentClock, smartctl: str) -> None:
        self.every = every
        self._clock = clock
        self._smartctl = smartctl
        self._last: dict[Disk, list[Reading]] = {}
        self._said: dict[Disk, str] = {}

    def read(self) -> list[Reading]:
        found = disks(self._asked(*SCAN))
        if not found:
            raise NotHere("this host has no disk that smartctl knows")
        self._last = {disk: self._disk(disk) for disk in found}
        self._said = {disk: said for disk, said in self._said.items() if disk in self._last}
        return [reading for readings in self._last.values() for reading in readings]

    def close(self) -> None:
        """Nothing is held."""

    def _disk(self, disk: Disk) -> list[Reading]:
        kind = ("--device", disk.kind) if disk.kind else ()
        try:
            seen = smart(self._asked(*LOOK, *kind, disk.name))
        except WatchkeeperError as error:
            return self._silent(disk, str(error))
        if seen.is_healthy is None and not seen.numbers:
            return (
                self._silent(disk, seen.problems[0]) if seen.problems else self._last.get(disk, [])
            )
        self._said.pop(disk, None)
        return [(_READABLE, (disk.label,), 1.0), *readings(disk.label, seen)]

    def _silent(self, disk: Disk, reason: str) -> list[Reading]:
        """Say once why: most often a right is missing."""
        if self._said.get(disk) != reason:
            log.info("disk does not tell its health", device=disk.label, reason=reason)
        self._said[disk] = reason
        return [(_READABLE, (disk.label,), 0.0)]

    def _asked(self, *words: str) -> bytes:
        done = run(
            (self._smartctl, *words),
            timeout_seconds=_TIMEOUT_SECONDS,
            clock=self._clock,
            most_bytes=_MOST_OUTPUT_BYTES,
        )
        if done.code is None:
            raise Unavailable("smartctl gave no answer in {seconds} s", seconds=_TIMEOUT_SECONDS)
        return done.output


def readings(device: str, seen: Smart) -> list[Reading]:
    """Return what one disk told."""
    found: list[Reading] = [(_INFO, (device, *seen.words.values()), 1.0)]
    if seen.is_healthy is not None:
        found.append((_STATUS, (device,), float(seen.is_healthy)))
    for name, value in seen.numbers.items():
        if name == "temperature":
            found.append((_TEMPERATURE, (device, "current"), value))
        elif name == "power_on":
            found.append((_POWER_ON, (device,), value * _SECONDS_AN_HOUR))
        else:
            found.append((_NUMBERS[name], (device,), value))
    for each in seen.attributes:
        found.append((_ATTRIBUTE, (device, each.name, each.number, each.kind), each.value))
    return found
