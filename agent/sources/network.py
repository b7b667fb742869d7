"""Network interfaces: counters of /proc/net/dev, state and speed of /sys/class/net."""

from __future__ import annotations

import re

from agent.files import HeldFile, names_in, number, word
from agent.paths import Path
from agent.source import CycleSource
from watchkeeper.core.spans import MINUTE
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
_CARRIER = Family("node_network_carrier", Kind.GAUGE, "1 if there is a link.", ("device",))
_CHANGES = Family(
    "node_network_carrier_changes_total",
    Kind.COUNTER,
    "How often the link came or went.",
    ("device",),
)
_STATE_FILES = ("operstate", "carrier", "carrier_changes")
MOST_INTERFACES = 500


class LinkSource(CycleSource):
    """The part of node_exporter's collector netclass that tells whether a link works."""

    name = "netclass"

    def __init__(self, sys: Path, excluded: re.Pattern[str]) -> None:
        self._folder = sys / "class/net"
        self._excluded = excluded
        self._files: dict[str, tuple[HeldFile, ...]] = {}

    def read(self) -> list[Reading]:
        found: list[Reading] = []
        devices = _devices(self._folder, self._excluded)
        self._forget_all_but(devices)
        for device in devices:
            files = self._files.get(device)
            if files is None:
                folder = self._folder / device
                files = self._files[device] = tuple(
                    HeldFile(folder / n, comes_whole=True) for n in _STATE_FILES
                )
            state, carrier, changes = map(_said, files)
            found.append((_UP, (device,), 1.0 if state == b"up" else 0.0))
            for family, said in ((_CARRIER, carrier), (_CHANGES, changes)):
                if said.isdigit():
                    found.append((family, (device,), int(said)))
        return found

    def close(self) -> None:
        self._forget_all_but([])

    def _forget_all_but(self, devices: list[str]) -> None:
        for device in self._files.keys() - set(devices):
            for file in self._files.pop(device):
                file.close()


_WORDS = ("address", "broadcast", "duplex", "operstate", "ifalias")
_INFO = Family(
    "node_network_info",
    Kind.GAUGE,
    "What is said of the interface in words; always 1.",
    ("device", *_WORDS),
)
_NUMBERS = {
    "addr_assign_type": ("address_assign_type", "How its address came about."),
    "carrier_up_count": ("carrier_up_changes_total", "How often the link came."),
    "carrier_down_count": ("carrier_down_changes_total", "How often the link went."),
    "dev_id": ("device_id", "Which of several devices of one card it is."),
    "dormant": ("dormant", "1 if it waits for something, such as authentication."),
    "flags": ("flags", "Its flags (net/if.h)."),
    "ifindex": ("iface_id", "Its index."),
    "iflink": ("iface_link", "The index of what it stands on."),
    "link_mode": ("iface_link_mode", "1 if it begins dormant."),
    "mtu": ("mtu_bytes", "Largest packet in bytes."),
    "name_assign_type": ("name_assign_type", "How its name came about."),
    "netdev_group": ("net_dev_group", "Its group."),
    "tx_queue_len": ("transmit_queue_length", "Packets that may wait to be sent."),
    "type": ("protocol_type", "Its kind (net/if_arp.h)."),
    "statistics/rx_nohandler": ("receive_nohandler_total", "Packets that nobody wanted."),
}
_FAMILIES = {
    file: Family(
        f"node_network_{name}",
        Kind.COUNTER if name.endswith("_total") else Kind.GAUGE,
        text,
        ("device",),
    )
    for file, (name, text) in _NUMBERS.items()
}
_SPEED = Family("node_network_speed_bytes", Kind.GAUGE, "Speed in bytes a second.", ("device",))
_BYTES_A_MEGABIT = 1_000_000 / 8


class InterfaceSource(CycleSource):
    """The part of node_exporter's collector netclass that seldom changes."""

    name = "netclass_info"
    every = MINUTE

    def __init__(self, sys: Path, excluded: re.Pattern[str]) -> None:
        self._folder = sys / "class/net"
        self._excluded = excluded

    def read(self) -> list[Reading]:
        found: list[Reading] = []
        for device in _devices(self._folder, self._excluded):
            found += _interface(device, f"{self._folder}/{device}")
        return found


def _interface(device: str, folder: str) -> list[Reading]:
    words = tuple(word(f"{folder}/{name}") for name in _WORDS)
    found: list[Reading] = [(_INFO, (device, *words), 1.0)]
    for file, family in _FAMILIES.items():
        value = number(f"{folder}/{file}")
        if value is not None:
            found.append((family, (device,), value))
    speed = number(f"{folder}/speed")  # -1 or unreadable where there is no link, or no speed
    if speed is not None and speed >= 0:
        found.append((_SPEED, (device,), speed * _BYTES_A_MEGABIT))
    return found


def _said(file: HeldFile) -> bytes:
    try:
        return file.read_bytes().strip()
    except OSError:  # no carrier is told while it is down, and an interface may just go
        return b""


_NO_DEVICE = "bonding_masters"  # a file among the interfaces


def _devices(folder: Path, excluded: re.Pattern[str]) -> list[str]:
    names = names_in(folder, MOST_INTERFACES)
    return [name for name in names if not excluded.search(name) and name != _NO_DEVICE]
