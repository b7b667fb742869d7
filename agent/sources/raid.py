"""Software RAID."""

from __future__ import annotations

from agent.files import read_whole
from agent.paths import Path
from agent.source import CycleSource, NotHere
from watchkeeper.core.spans import SECOND, Duration
from watchkeeper.host.raid import STATES, Array, mdstat
from watchkeeper.wire.exposition import Family, Kind, Reading

_DEVICE = ("device",)
_STATE = Family("node_md_state", Kind.GAUGE, "1 for the state of an array.", ("device", "state"))
_DISKS = Family("node_md_disks", Kind.GAUGE, "Disks of an array by state.", ("device", "state"))
_REQUIRED = Family("node_md_disks_required", Kind.GAUGE, "Disks of a whole array.", _DEVICE)
_BLOCKS = Family("node_md_blocks", Kind.GAUGE, "Blocks of an array.", _DEVICE)
_SYNCED = Family("node_md_blocks_synced", Kind.GAUGE, "Blocks that are in step.", _DEVICE)


class RaidSource(CycleSource):
    """node_exporter's collector mdadm."""

    name = "mdadm"
    every = Duration(15 * SECOND)

    def __init__(self, proc: Path) -> None:
        self._path = proc / "mdstat"

    def read(self) -> list[Reading]:
        try:
            text = read_whole(self._path)
        except FileNotFoundError:
            raise NotHere("this host has no software RAID") from None
        return [reading for array in mdstat(text) for reading in readings(array)]


def readings(array: Array) -> list[Reading]:
    device = (array.device,)
    return [
        *((_STATE, (array.device, state), float(state == array.state)) for state in STATES),
        (_DISKS, (array.device, "active"), array.active),
        (_DISKS, (array.device, "failed"), array.failed),
        (_DISKS, (array.device, "spare"), array.spare),
        (_REQUIRED, device, array.required),
        (_BLOCKS, device, array.blocks),
        (_SYNCED, device, array.synced),
    ]
