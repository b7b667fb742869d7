"""Neighbours as the series of LLDP and CDP tell of them (collector/snmp/profiles)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from watchkeeper.core.labels import METRIC_NAME, Labels
from watchkeeper.inventory.topology import Neighbour

LLDP, CDP = "lldpRemChassisIdSubtype", "cdpCacheAddressType"
NEIGHBOUR_METRICS = (LLDP, CDP)


def neighbours_in(series: Iterable[Labels]) -> Iterator[Neighbour]:
    """Give the neighbour of each series that tells of one and names it."""
    for labels in series:
        said = dict(labels)
        found = _neighbour(said)
        if found is not None and found.target and found.name:
            yield found


def _neighbour(said: dict[str, str]) -> Neighbour | None:
    target = said.get("instance", "")
    match said.get(METRIC_NAME):
        case "lldpRemChassisIdSubtype":
            here = (
                said.get("lldpLocPortId")
                or said.get("lldpLocPortDesc")
                or said.get("lldpRemLocalPortNum", "")
            )
            there = said.get("lldpRemPortId") or said.get("lldpRemPortDesc", "")
            return Neighbour(target, here, said.get("lldpRemSysName", ""), there, "lldp")
        case "cdpCacheAddressType":
            here = said.get("ifName") or said.get("ifIndex", "")
            there = said.get("cdpCacheDevicePort", "")
            return Neighbour(target, here, said.get("cdpCacheDeviceId", ""), there, "cdp")
        case _:
            return None
