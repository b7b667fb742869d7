"""What does not change while a host runs: its board, its NVMe disks, its clock source."""

from __future__ import annotations

from agent.files import names_in, word
from agent.paths import Path
from agent.source import CycleSource, NotHere
from watchkeeper.core.spans import HOUR
from watchkeeper.wire.exposition import Family, Kind, Reading

_DMI_LABELS = (
    "bios_date",
    "bios_release",
    "bios_vendor",
    "bios_version",
    "board_asset_tag",
    "board_name",
    "board_serial",
    "board_vendor",
    "board_version",
    "chassis_asset_tag",
    "chassis_serial",
    "chassis_vendor",
    "chassis_version",
    "product_family",
    "product_name",
    "product_serial",
    "product_sku",
    "product_uuid",
    "product_version",
    "system_vendor",
)
_FILES = {"system_vendor": "sys_vendor"}
_DMI = Family("node_dmi_info", Kind.GAUGE, "What the firmware says; always 1.", _DMI_LABELS)


class DmiSource(CycleSource):
    """node_exporter's collector dmi; serial numbers are for root alone and stay empty."""

    name = "dmi"
    every = HOUR

    def __init__(self, sys: Path) -> None:
        self._folder = sys / "class/dmi/id"

    def read(self) -> list[Reading]:
        if not self._folder.is_dir():
            raise NotHere("the firmware tells nothing ({path})", path=self._folder)
        words = tuple(word(self._folder / _FILES.get(name, name)) for name in _DMI_LABELS)
        return [(_DMI, words, 1.0)]


_NVME = Family(
    "node_nvme_info",
    Kind.GAUGE,
    "What an NVMe controller is; always 1.",
    ("device", "firmware_revision", "model", "serial", "state"),
)


class NvmeSource(CycleSource):
    """node_exporter's collector nvme."""

    name = "nvme"
    every = HOUR

    def __init__(self, sys: Path) -> None:
        self._folder = sys / "class/nvme"

    def read(self) -> list[Reading]:
        if not self._folder.is_dir():
            raise NotHere("this host has no NVMe ({path})", path=self._folder)
        return [
            (_NVME, (name, *(word(self._folder / name / file) for file in _NVME_FILES)), 1.0)
            for name in names_in(self._folder)
        ]


_NVME_FILES = ("firmware_rev", "model", "serial", "state")

_AVAILABLE = Family(
    "node_time_clocksource_available_info",
    Kind.GAUGE,
    "Clock sources that there are; always 1.",
    ("device", "clocksource"),
)
_CURRENT = Family(
    "node_time_clocksource_current_info",
    Kind.GAUGE,
    "The clock source in use; always 1.",
    ("device", "clocksource"),
)
_PREFIX = "clocksource"


class ClockSourceSource(CycleSource):
    """The part of node_exporter's collector time that tells where the kernel's time comes from."""

    name = "clocksource"
    every = HOUR

    def __init__(self, sys: Path) -> None:
        self._folder = sys / "devices/system/clocksource"

    def read(self) -> list[Reading]:
        found: list[Reading] = []
        for name in names_in(self._folder):
            if name.startswith(_PREFIX):
                device = name[len(_PREFIX) :]
                folder = self._folder / name
                for source in word(folder / "available_clocksource").split():
                    found.append((_AVAILABLE, (device, source), 1.0))
                found.append((_CURRENT, (device, word(folder / "current_clocksource")), 1.0))
        return found
