"""Network interfaces: counters of /proc/net/dev, state and speed of /sys/class/net."""

from __future__ import annotations

import re
from pathlib import Path

from agent.files import HeldFile
from agent.source import CycleSource
from watchkeeper.host.network import FIELDS, net_dev
from watchkeeper.wire.exposition import Family, Kind, Reading

_COUNTERS = tuple(
    Family(
        f"node_network_{field}_total",
        Kind.COUNTER,
        f"{field.replace('_', ' ').capitalize()}, by interface.",
        ("device",),
    )
    for field in FIELDS
)


class NetworkSource(CycleSource):
    """node_exporter's collector netdev."""

    name = "netdev"

    def __init__(self, proc: Path, excluded: re.Pattern[str]) -> None:
        # /proc/net is the reader's own network namespace; a held file would stay in it as well.
        self._file = HeldFile(proc / "net/dev")
        self._excluded = excluded

    def read(self) -> list[Reading]:
        found: list[Reading] = []
        for device, numbers in net_dev(self._file.read()).items():
            if not self._excluded.search(device):
                for family, number in zip(_COUNTERS, numbers):
                    found.append((family, (device,), number))
        return found

    def close(self) -> None:
        self._file.close()


_UP = Family("node_network_up", Kind.GAUGE, "1 if the interface's state is up.", ("device",))
_INFO = Family(
    "node_network_info",
    Kind.GAUGE,
    "What is said of the interface in words; always 1.",
    ("device", "address", "broadcast", "duplex", "operstate", "ifalias"),
)
_SPEED = Family("node_network_speed_bytes", Kind.GAUGE, "Speed in bytes a second.", ("device",))
_NUMBERS = {
    "carrier": Family("node_network_carrier", Kind.GAUGE, "1 if there is a link.", ("device",)),
    "carrier_changes": Family(
        "node_network_carrier_changes_total",
        Kind.COUNTER,
        "How often the link came or went.",
        ("device",),
    ),
    "mtu": Family("node_network_mtu_bytes", Kind.GAUGE, "Largest packet in bytes.", ("device",)),
}
_WORDS = ("address", "broadcast", "duplex", "operstate", "ifalias")
_BYTES_A_MEGABIT = 1_000_000 / 8


class InterfaceSource(CycleSource):
    """node_exporter's collector netclass: what tells whether a link works, and how fast it is."""

    name = "netclass"

    def __init__(self, sys: Path, excluded: re.Pattern[str]) -> None:
        self._folder = sys / "class/net"
        self._excluded = excluded
        self._files: dict[tuple[str, str], HeldFile] = {}

    def read(self) -> list[Reading]:
        found: list[Reading] = []
        names = [path.name for path in self._folder.iterdir()]
        self._forget_all_but(names)
        for device in names:
            if not self._excluded.search(device):
                found += self._interface(device)
        return found

    def close(self) -> None:
        self._forget_all_but([])

    def _interface(self, device: str) -> list[Reading]:
        words = tuple(self._value(device, name) for name in _WORDS)
        found: list[Reading] = [
            (_UP, (device,), 1.0 if words[_WORDS.index("operstate")] == "up" else 0.0),
            (_INFO, (device, *words), 1.0),
        ]
        for name, family in _NUMBERS.items():
            number = self._value(device, name)
            if number.isdecimal():
                found.append((family, (device,), int(number)))
        speed = self._value(device, "speed")  # -1 or unreadable where there is no link
        if speed.isdecimal():
            found.append((_SPEED, (device,), int(speed) * _BYTES_A_MEGABIT))
        return found

    def _value(self, device: str, name: str) -> str:
        file = self._files.get((device, name))
        if file is None:
            file = self._files[device, name] = HeldFile(self._folder / device / name)
        try:
            return file.read().strip()
        except OSError:  # not every interface has every value, and an interface may just go
            return ""

    def _forget_all_but(self, names: list[str]) -> None:
        for key in [key for key in self._files if key[0] not in names]:
            self._files.pop(key).close()
