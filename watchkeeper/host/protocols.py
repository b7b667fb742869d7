"""Counters of the network protocols: /proc/net/{snmp,netstat,snmp6} and /proc/net/sockstat*."""

from __future__ import annotations

from typing import NamedTuple

from watchkeeper.host.parsing import parser


class Table(NamedTuple):
    """Two lines of /proc/net/snmp or netstat; the header is kept whole to be compared."""

    protocol: str
    header: bytes
    numbers: list[bytes]

    @property
    def names(self) -> list[str]:
        return self.header.decode("ascii", "replace").split()[1:]


@parser("/proc/net/snmp")
def tables(content: bytes) -> list[Table]:
    """Read /proc/net/snmp or /proc/net/netstat: a header and a line of numbers for each protocol.

    The numbers stay text, because of hundreds only some thirty are wanted.
    """
    lines = content.splitlines()
    found = []
    for header, line in zip(lines[::2], lines[1::2]):
        protocol, *numbers = line.split()
        if not protocol.endswith(b":") or not header.startswith(protocol):
            raise ValueError
        found.append(Table(protocol[:-1].decode("ascii", "replace"), header, numbers))
    return found


@parser("/proc/net/snmp6")
def snmp6(content: bytes) -> dict[str, bytes]:
    """Read /proc/net/snmp6: names such as ``Ip6InOctets``, numbers as text."""
    words = content.decode("ascii", "replace").split()
    return {name: number.encode() for name, number in zip(words[::2], words[1::2])}


def name_of_six(name: str) -> str:
    """Return a name of /proc/net/snmp6 as the others are written: ``Ip6_InOctets``."""
    head, six, rest = name.partition("6")
    return f"{head}{six}_{rest}" if six and rest else name


@parser("/proc/net/sockstat")
def sockstat(content: bytes) -> dict[str, int]:
    """Read /proc/net/sockstat or sockstat6: ``TCP_inuse`` and the like."""
    found: dict[str, int] = {}
    for line in content.decode("ascii", "replace").splitlines():
        protocol, _, rest = line.partition(":")
        words = rest.split()
        for name, number in zip(words[::2], words[1::2]):
            found[f"{protocol}_{name}"] = int(number)
    return found
