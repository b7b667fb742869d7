"""Temperatures by zone, and how hard cooling works."""

from __future__ import annotations

from agent.files import names_in, number, word
from agent.paths import Path
from agent.source import Lane, NotHere
from watchkeeper.core.spans import SECOND, Duration
from watchkeeper.wire.exposition import Family, Kind, Reading

_TEMPERATURE = Family(
    "node_thermal_zone_temp", Kind.GAUGE, "Temperature of a zone in Celsius.", ("zone", "type")
)
_STATE = Family(
    "node_cooling_device_cur_state", Kind.GAUGE, "How hard it cools now.", ("name", "type")
)
_MOST_STATE = Family(
    "node_cooling_device_max_state", Kind.GAUGE, "How hard it could cool.", ("name", "type")
)
_ZONE, _COOLING = "thermal_zone", "cooling_device"


class ThermalSource:
    """node_exporter's collector thermal_zone; the firmware may be slow, hence beside the cycle."""

    name = "thermal_zone"
    lane = Lane.BESIDE
    every = Duration(15 * SECOND)

    def __init__(self, sys: Path) -> None:
        self._folder = sys / "class/thermal"

    def read(self) -> list[Reading]:
        found: list[Reading] = []
        try:
            names = list(names_in(self._folder))
        except FileNotFoundError:
            names = []
        for name in names:
            found += self._device(name, f"{self._folder}/{name}")
        if not found:
            raise NotHere("this host has no thermal zones ({path})", path=self._folder)
        return found

    def close(self) -> None:
        """Nothing is held."""

    def _device(self, name: str, folder: str) -> list[Reading]:
        found: list[Reading] = []
        if name.startswith(_ZONE):
            labels = (name[len(_ZONE) :], word(f"{folder}/type"))
            value = number(f"{folder}/temp")
            if value is not None:
                found.append((_TEMPERATURE, labels, value / 1000))
        elif name.startswith(_COOLING):
            labels = (name[len(_COOLING) :], word(f"{folder}/type"))
            for family, file in ((_STATE, "cur_state"), (_MOST_STATE, "max_state")):
                value = number(f"{folder}/{file}")
                if value is not None:
                    found.append((family, labels, value))
        return found
