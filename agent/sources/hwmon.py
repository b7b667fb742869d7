"""Sensors of the hardware: temperatures, fans, voltages, power."""

from __future__ import annotations

import os

from agent.files import names_in, number, word
from agent.paths import Path
from agent.source import Lane, NotHere
from watchkeeper.core.spans import SECOND, Duration
from watchkeeper.host.sensors import SensorFile, chip_label, clean, meaning, sensor_file
from watchkeeper.wire.exposition import Family, Kind, Reading

_CHIP = Family(
    "node_hwmon_chip_names", Kind.GAUGE, "The chip's own name; always 1.", ("chip", "chip_name")
)
_LABEL = Family(
    "node_hwmon_sensor_label",
    Kind.GAUGE,
    "What a sensor is called on the board; always 1.",
    ("chip", "sensor", "label"),
)
_MOST_CHIPS = 100
_MOST_FILES = 400


class HwmonSource:
    """node_exporter's collector hwmon; a slow bus may take long, hence beside the cycle."""

    name = "hwmon"
    lane = Lane.BESIDE
    every = Duration(15 * SECOND)

    def __init__(self, sys: Path) -> None:
        self._folder = sys / "class/hwmon"
        self._families: dict[str, Family] = {}

    def read(self) -> list[Reading]:
        found: list[Reading] = []
        try:
            chips = list(names_in(self._folder, _MOST_CHIPS))
        except FileNotFoundError:
            chips = []
        for name in chips:
            found += self._chip(self._folder / name)
        if not found:
            raise NotHere("this host has no sensors ({path})", path=self._folder)
        return found

    def close(self) -> None:
        """Nothing is held."""

    def _chip(self, folder: Path) -> list[Reading]:
        name = word(folder / "name")
        device = folder / "device"
        is_linked = device.exists()
        chip = chip_label(os.path.realpath(device) if is_linked else "", name) or folder.name
        found: list[Reading] = [(_CHIP, (chip, clean(name)), 1.0)] if name else []
        sensors = _sensor_files(folder)
        if is_linked and not sensors:  # drivers of before Linux 3.x keep them with the device
            folder, sensors = device, _sensor_files(device)
        for sensor, files in sensors.items():
            found += self._sensor(folder, chip, sensor, files)
        return found

    def _sensor(
        self, folder: Path, chip: str, sensor: str, files: list[tuple[str, SensorFile]]
    ) -> list[Reading]:
        found: list[Reading] = []
        has_plain = any(not file.element for _, file in files)
        for name, file in files:
            if file.element == "label":
                found.append((_LABEL, (chip, sensor, word(folder / name)), 1.0))
                continue
            value = number(folder / name)
            if value is not None:
                metric, divisor = meaning(file, has_plain=has_plain)
                found.append((self._family(metric), (chip, sensor), value / divisor))
        return found

    def _family(self, metric: str) -> Family:
        family = self._families.get(metric)
        if family is None:
            kind = Kind.COUNTER if metric.endswith("_total") else Kind.GAUGE
            family = Family(f"node_hwmon_{metric}", kind, "A hardware sensor.", ("chip", "sensor"))
            self._families[metric] = family
        return family


def _sensor_files(folder: Path) -> dict[str, list[tuple[str, SensorFile]]]:
    """Return the files of each sensor."""
    found: dict[str, list[tuple[str, SensorFile]]] = {}
    for name in names_in(folder, _MOST_FILES):
        file = sensor_file(name)
        if file is not None:
            found.setdefault(file.sensor, []).append((name, file))
    return found
