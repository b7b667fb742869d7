"""Power supplies and batteries."""

from __future__ import annotations

from agent.files import names_in, number, word
from agent.paths import Path
from agent.source import Lane, NotHere
from watchkeeper.core.spans import SECOND, Duration
from watchkeeper.wire.exposition import Family, Kind, Reading

_PLAIN = (
    "authentic calibrate capacity capacity_alert_max capacity_alert_min online present "
    "cycle_count:cyclecount time_to_empty_now:time_to_empty_seconds "
    "time_to_full_now:time_to_full_seconds"
)
_MICRO = (
    "current_boot current_max current_now:current_ampere energy_empty energy_empty_design "
    "energy_full energy_full_design energy_now:energy_watthour voltage_boot voltage_max "
    "voltage_max_design voltage_min voltage_min_design voltage_now:voltage_volt voltage_ocv "
    "charge_control_limit charge_control_limit_max charge_counter charge_empty "
    "charge_empty_design charge_full charge_full_design charge_now:charge_ampere "
    "charge_term_current constant_charge_current constant_charge_current_max "
    "constant_charge_voltage constant_charge_voltage_max precharge_current input_current_limit "
    "power_now:power_watt"
)
_TENTHS = (
    "temp:temp_celsius temp_alert_max:temp_alert_max_celsius temp_alert_min:temp_alert_min_celsius "
    "temp_ambient:temp_ambient_celsius temp_ambient_max:temp_ambient_max_celsius "
    "temp_ambient_min:temp_ambient_min_celsius temp_max:temp_max_celsius temp_min:temp_min_celsius"
)
_SCALES = {
    file: (metric or file, divisor)
    for words, divisor in ((_PLAIN, 1), (_MICRO, 1_000_000), (_TENTHS, 10))
    for file, _, metric in (each.partition(":") for each in words.split())
}
_INFO_LABELS = (
    "power_supply",
    "capacity_level",
    "charge_type",
    "health",
    "manufacturer",
    "model_name",
    "scope",
    "serial_number",
    "status",
    "technology",
    "type",
    "usb_type",
)
_INFO = Family("node_power_supply_info", Kind.GAUGE, "What it is; always 1.", _INFO_LABELS)
_MOST_SUPPLIES = 50
_MOST_FILES = 200


class PowerSupplySource:
    """node_exporter's collector powersupplyclass."""

    name = "powersupplyclass"
    lane = Lane.BESIDE
    every = Duration(15 * SECOND)

    def __init__(self, sys: Path) -> None:
        self._folder = sys / "class/power_supply"
        self._families: dict[str, Family] = {}

    def read(self) -> list[Reading]:
        found: list[Reading] = []
        try:
            supplies = list(names_in(self._folder, _MOST_SUPPLIES))
        except FileNotFoundError:
            supplies = []
        for supply in supplies:
            found += self._supply(supply, self._folder / supply)
        if not found:
            raise NotHere("this host tells of no power supply ({path})", path=self._folder)
        return found

    def close(self) -> None:
        """Nothing is held."""

    def _supply(self, supply: str, folder: Path) -> list[Reading]:
        words = tuple(word(folder / name) for name in _INFO_LABELS[1:])
        found: list[Reading] = [(_INFO, (supply, *words), 1.0)]
        for file in names_in(folder, _MOST_FILES):
            value = number(folder / file) if file in _SCALES else None
            if value is not None:
                metric, divisor = _SCALES[file]
                found.append((self._family(metric), (supply,), value / divisor))
        return found

    def _family(self, metric: str) -> Family:
        family = self._families.get(metric)
        if family is None:
            text = f"{metric} of a power supply."
            family = Family(f"node_power_supply_{metric}", Kind.GAUGE, text, ("power_supply",))
            self._families[metric] = family
        return family
