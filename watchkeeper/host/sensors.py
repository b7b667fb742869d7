"""Names and units of hardware sensors (Documentation/hwmon/sysfs-interface.rst), as node_exporter's."""

from __future__ import annotations

import re
from typing import NamedTuple

_KINDS = (
    "beep_enable",
    "update_interval",
    "humidity",
    "intrusion",
    "energy",
    "power",
    "temp",
    "curr",
    "cpu",
    "fan",
    "pwm",
    "vrm",
    "in",
)
_FILE = re.compile(rf"({'|'.join(_KINDS)})(\d{{0,4}})(?:_([a-z0-9_]{{1,40}}))?")
_UNCLEAN = re.compile(r"[^a-z0-9:_]")
_WHOLE = {
    "beep_enable": ("beep_enabled", 1),
    "vrm": ("voltage_regulator_version", 1),
    "update_interval": ("update_interval_seconds", 1_000),
}
_UNITS = {
    "in": ("_volts", 1_000),
    "cpu": ("_volts", 1_000),
    "temp": ("_celsius", 1_000),
    "curr": ("_amps", 1_000),
    "energy": ("_joule_total", 1_000_000),
    "power": ("_watt", 1_000_000),
    "humidity": ("", 1_000_000),
}
_TURNS = {"input", "min", "max", "target"}


class SensorFile(NamedTuple):
    """``temp1_crit_alarm``: kind temp, sensor temp1, element crit_alarm."""

    kind: str
    sensor: str
    element: str


class Meaning(NamedTuple):
    """The metric's name after ``node_hwmon_``, and what a file's number is divided by."""

    name: str
    divisor: int


def sensor_file(name: str) -> SensorFile | None:
    """Tell what a file of /sys/class/hwmon/* is; None for what is no reading."""
    match = _FILE.fullmatch(name)
    if match is None:
        return None
    kind, number, element = match[1], match[2], match[3] or ""
    return SensorFile(kind, f"{kind}{int(number or 0)}", element)


def meaning(file: SensorFile, *, has_plain: bool) -> Meaning:
    """Return metric and divisor; *has_plain*: the sensor has a file without an element, too."""
    if file.kind in _WHOLE:
        return Meaning(*_WHOLE[file.kind])
    name = file.kind
    if file.element == "input":
        name += "_input" if has_plain else ""
    elif file.element:
        name += f"_{clean(file.element)}"
    if file.element == "beep":
        return Meaning(f"{name}_enabled", 1)
    if file.element in {"fault", "alarm"} or (file.kind, file.element) == ("temp", "type"):
        return Meaning(name, 1)
    return _with_unit(file, name)


def clean(text: str) -> str:
    """Return a text as node_exporter writes it in labels: small letters, digits, underscores."""
    return _UNCLEAN.sub("_", text.strip().lower()).strip("_")


def chip_label(device_path: str, name: str) -> str:
    """Name a chip by its device, which stays the same from boot to boot; else by its name."""
    head, _, last = device_path.rstrip("/").rpartition("/")
    words = [clean(head.rpartition("/")[2]), clean(last)] if last else []
    return "_".join(word for word in words if word) or clean(name)


def _with_unit(file: SensorFile, name: str) -> Meaning:
    if file.kind == "power" and file.element == "accuracy":
        return Meaning(name, 1_000_000)
    if file.kind == "power" and file.element.startswith("average_interval"):
        return Meaning(f"{name}_seconds", 1_000)
    if file.kind == "fan" and file.element in _TURNS:
        return Meaning(f"{name}_rpm", 1)
    unit, divisor = _UNITS.get(file.kind, ("", 1))
    return Meaning(name + unit, divisor)
