"""Counters of the network protocols."""

from __future__ import annotations

import re

from agent.files import HeldFile
from agent.paths import Path
from agent.source import CycleSource
from watchkeeper.host.parsing import integer
from watchkeeper.host.protocols import name_of_six, snmp6, tables
from watchkeeper.wire.exposition import Family, Kind, Reading

_WANTED = re.compile(
    r".*_(InErrors|InErrs)|Ip_Forwarding|Ip(6|Ext)_(InOctets|OutOctets)|Icmp6?_(InMsgs|OutMsgs)"
    r"|TcpExt_(Listen.*|Syncookies.*|TCPSynRetrans|TCPTimeouts|TCPOFOQueue|TCPRcvQDrop)"
    r"|Tcp_(ActiveOpens|InSegs|OutSegs|OutRsts|PassiveOpens|RetransSegs|CurrEstab|MaxConn)"
    r"|Udp6?_(InDatagrams|OutDatagrams|NoPorts|RcvbufErrors|SndbufErrors)"
)
"""node_exporter's default of --collector.netstat.fields, and three that its dashboard draws."""

_Column = tuple[int, Family]


class NetstatSource(CycleSource):
    """node_exporter's collector netstat."""

    name = "netstat"

    def __init__(self, proc: Path) -> None:
        # In the reader's own network namespace, as node_exporter's.
        self._files = tuple(HeldFile(proc / "net" / name) for name in ("netstat", "snmp"))
        self._six = HeldFile(proc / "net/snmp6")
        self._columns: dict[bytes, tuple[_Column, ...]] = {}
        self._six_families: dict[str, Family | None] = {}

    def read(self) -> list[Reading]:
        found: list[Reading] = []
        for file in self._files:
            for table in tables(file.read_bytes()):
                columns = self._columns.get(table.header)
                if columns is None:
                    columns = self._columns[table.header] = _columns(table.protocol, table.names)
                found += [
                    (family, (), integer(table.numbers[column]))
                    for column, family in columns
                    if column < len(table.numbers)
                ]
        return found + self._of_six()

    def close(self) -> None:
        for file in (*self._files, self._six):
            file.close()

    def _of_six(self) -> list[Reading]:
        try:
            content = self._six.read_bytes()
        except FileNotFoundError:  # a kernel without IPv6
            return []
        found: list[Reading] = []
        for name, number in snmp6(content).items():
            if name not in self._six_families:
                self._six_families[name] = _family(name_of_six(name))
            family = self._six_families[name]
            if family is not None:
                found.append((family, (), integer(number)))
        return found


def _columns(protocol: str, names: list[str]) -> tuple[_Column, ...]:
    found = ((column, _family(f"{protocol}_{name}")) for column, name in enumerate(names))
    return tuple((column, family) for column, family in found if family is not None)


def _family(name: str) -> Family | None:
    if not _WANTED.fullmatch(name):
        return None
    return Family(f"node_netstat_{name}", Kind.UNTYPED, f"{name} of /proc/net.")
