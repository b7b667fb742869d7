"""SNMP tables as series: names and labels as snmp_exporter's if_mib; pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from collector.probes.outcome import Samples, series
from watchkeeper.core.labels import METRIC_NAME, Labels, labels_of

SnmpValue = None | str | bytes | int | float
Column = Mapping[int, SnmpValue]
"""Values of one column by ifIndex."""

_IF_TABLE = "1.3.6.1.2.1.2.2.1"
_IF_X_TABLE = "1.3.6.1.2.1.31.1.1.1"

SYSTEM = {
    "sysDescr": "1.3.6.1.2.1.1.1.0",
    "sysObjectID": "1.3.6.1.2.1.1.2.0",
    "sysUpTime": "1.3.6.1.2.1.1.3.0",
    "sysName": "1.3.6.1.2.1.1.5.0",
}
LABEL_COLUMNS = {
    "ifDescr": f"{_IF_TABLE}.2",
    "ifName": f"{_IF_X_TABLE}.1",
    "ifAlias": f"{_IF_X_TABLE}.18",
}
"""Change seldom: read every tenth cycle and whenever an interface came or went."""

HIGH_CAPACITY = {
    "ifHCInOctets": f"{_IF_X_TABLE}.6",
    "ifHCInUcastPkts": f"{_IF_X_TABLE}.7",
    "ifHCOutOctets": f"{_IF_X_TABLE}.10",
    "ifHCOutUcastPkts": f"{_IF_X_TABLE}.11",
    "ifHighSpeed": f"{_IF_X_TABLE}.15",
}
LOW_CAPACITY = {
    "ifInOctets": f"{_IF_TABLE}.10",
    "ifInUcastPkts": f"{_IF_TABLE}.11",
    "ifOutOctets": f"{_IF_TABLE}.16",
    "ifOutUcastPkts": f"{_IF_TABLE}.17",
    "ifSpeed": f"{_IF_TABLE}.5",
}
"""Read only from devices without ifXTable: 32 bits wrap in 34 s at 1 Gbit/s."""

COMMON = {
    "ifAdminStatus": f"{_IF_TABLE}.7",
    "ifOperStatus": f"{_IF_TABLE}.8",
    "ifLastChange": f"{_IF_TABLE}.9",
    "ifInDiscards": f"{_IF_TABLE}.13",
    "ifInErrors": f"{_IF_TABLE}.14",
    "ifOutDiscards": f"{_IF_TABLE}.19",
    "ifOutErrors": f"{_IF_TABLE}.20",
}


@dataclass(frozen=True, slots=True)
class InterfaceNames:
    """The label columns, by ifIndex."""

    descriptions: Column
    names: Column
    aliases: Column

    def labels(self, index: int) -> dict[str, str]:
        return {
            "ifIndex": str(index),
            "ifDescr": text_from_octets(self.descriptions.get(index)),
            "ifName": text_from_octets(self.names.get(index)),
            "ifAlias": text_from_octets(self.aliases.get(index)),
        }


def samples_of_system(values: Mapping[str, SnmpValue]) -> Samples:
    """Return sysUpTime (hundredths of a second, as the MIB counts) and who the device says it is."""
    samples: dict[Labels, float] = {}
    uptime = number_of(values.get(SYSTEM["sysUpTime"]))
    if uptime is not None:
        samples[series("sysUpTime")] = uptime
    for name in ("sysName", "sysDescr", "sysObjectID"):
        said = text_from_octets(values.get(SYSTEM[name]))
        if said:
            samples[series(name, **{name: said})] = 1.0
    return samples


def samples_of_interfaces(columns: Mapping[str, Column], names: InterfaceNames) -> Samples:
    """Return one series for each column and interface."""
    indexes = sorted({index for column in columns.values() for index in column})
    # "__name__" sorts before all of them, so that the set need not be sorted for each series
    labels = {index: labels_of(names.labels(index)) for index in indexes}
    return {
        ((METRIC_NAME, metric), *labels[index]): number
        for metric, column in columns.items()
        for index, value in column.items()
        if (number := number_of(value)) is not None
    }


def number_of(value: SnmpValue) -> float | None:
    return float(value) if isinstance(value, (int, float)) else None


def text_from_octets(value: SnmpValue) -> str:
    """Return printable text of at most 255 characters; devices send Latin-1, UTF-8 and worse."""
    if isinstance(value, bytes):
        value = value.rstrip(b"\0").decode("utf-8", "replace")
    if not isinstance(value, str):
        return ""
    return "".join(c if c.isprintable() else " " for c in value[:255]).strip()


def index_of(oid: str, column: str) -> int | None:
    """Return the row number at the end of *oid*; None where it is not in *column*."""
    prefix = f"{column}."
    rest = oid.removeprefix(prefix)
    is_row = oid.startswith(prefix) and rest.isascii() and rest.isdigit() and len(rest) <= 10
    return int(rest) if is_row else None
