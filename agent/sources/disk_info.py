"""What udev knows of each disk: model, serial number, filesystem, rotation."""

from __future__ import annotations

import re

from agent.files import read_whole
from agent.paths import Path
from agent.source import CycleSource
from watchkeeper.core.spans import MINUTE
from watchkeeper.host.disks import diskstats
from watchkeeper.host.udev import properties
from watchkeeper.wire.exposition import Family, Kind, Reading

_INFO = Family(
    "node_disk_info",
    Kind.GAUGE,
    "What a disk is; always 1.",
    ("device", "major", "minor", "path", "model", "serial", "wwn", "revision"),
)
_FILESYSTEM = Family(
    "node_disk_filesystem_info",
    Kind.GAUGE,
    "What filesystem is on a disk; always 1.",
    ("device", "type", "usage", "uuid", "version"),
)
_MAPPER = Family(
    "node_disk_device_mapper_info",
    Kind.GAUGE,
    "What a mapped disk is; always 1.",
    ("device", "name", "uuid", "vg_name", "lv_name", "lv_layer"),
)
_ATA = {
    "ID_ATA_WRITE_CACHE": Family(
        "node_disk_ata_write_cache", Kind.GAUGE, "1 if it has a write cache.", ("device",)
    ),
    "ID_ATA_WRITE_CACHE_ENABLED": Family(
        "node_disk_ata_write_cache_enabled", Kind.GAUGE, "1 if it is on.", ("device",)
    ),
    "ID_ATA_ROTATION_RATE_RPM": Family(
        "node_disk_ata_rotation_rate_rpm", Kind.GAUGE, "Turns a minute; 0: none.", ("device",)
    ),
}
_INFO_NAMES = ("ID_PATH", "ID_MODEL", "ID_SERIAL_SHORT", "ID_WWN", "ID_REVISION")
_FILESYSTEM_NAMES = ("ID_FS_TYPE", "ID_FS_USAGE", "ID_FS_UUID", "ID_FS_VERSION")
_MAPPER_NAMES = ("DM_NAME", "DM_UUID", "DM_VG_NAME", "DM_LV_NAME", "DM_LV_LAYER")
_MOST_DISKS = 500


class DiskInfoSource(CycleSource):
    """The part of node_exporter's collector diskstats that comes from udev."""

    name = "disk_info"
    every = MINUTE

    def __init__(self, proc: Path, udev: Path, excluded: re.Pattern[str]) -> None:
        self._diskstats = proc / "diskstats"
        self._udev = udev
        self._excluded = excluded

    def read(self) -> list[Reading]:
        disks = diskstats(read_whole(self._diskstats))
        wanted = [name for name in disks if not self._excluded.search(name)]
        found: list[Reading] = []
        for device in wanted[:_MOST_DISKS]:
            major, minor, _ = disks[device]
            known = self._properties(f"b{major}:{minor}")
            info = (str(major), str(minor), *(known.get(name, "") for name in _INFO_NAMES))
            found.append((_INFO, (device, *info), 1.0))
            found += _of_udev(device, known)
        return found

    def _properties(self, name: str) -> dict[str, str]:
        try:
            return properties(read_whole(self._udev / name))
        except OSError:  # no udev, as in a container, or a disk that just came
            return {}


def _of_udev(device: str, known: dict[str, str]) -> list[Reading]:
    found: list[Reading] = []
    for family, names in ((_FILESYSTEM, _FILESYSTEM_NAMES), (_MAPPER, _MAPPER_NAMES)):
        if known.get(names[0]):
            found.append((family, (device, *(known.get(name, "") for name in names)), 1.0))
    for name, family in _ATA.items():
        if known.get(name, "").isdecimal():
            found.append((family, (device,), float(known[name][:9])))
    return found
