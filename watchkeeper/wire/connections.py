"""The connections of a host that move most bytes, as an agent tells them (docs/en/push-protocol.md)."""

from __future__ import annotations

from math import isfinite
from typing import NamedTuple

from watchkeeper.core.errors import InvalidInput

MOST_CONNECTIONS = 20
MOST_SECONDS = 86_400.0
_MOST_CHARACTERS = 200
_LARGEST = 1e18


class Connection(NamedTuple):
    """One TCP connection; rates in bytes a second.

    Empty texts and a *pid* of 0: the host does not tell its agent.
    """

    process: str
    pid: int
    unit: str  # the control group: nginx.service
    user: str
    local: str  # 10.0.0.1:443, [::1]:443; a network where the host masks addresses
    remote: str
    sent: float
    received: float


class ConnectionReport(NamedTuple):
    """What moved within *seconds*: the busiest connections, and all others summed up."""

    seconds: float
    connections: tuple[Connection, ...]
    others: int
    others_sent: float
    others_received: float
    is_partial: bool = False  # there were more sockets than are looked at


def plain_from_report(report: ConnectionReport) -> dict[str, object]:
    """Return a report as JSON carries it."""
    return {
        "seconds": round(report.seconds, 3),
        "connections": [
            {**each._asdict(), "sent": round(each.sent, 1), "received": round(each.received, 1)}
            for each in report.connections
        ],
        "others": report.others,
        "others_sent": round(report.others_sent, 1),
        "others_received": round(report.others_received, 1),
        "is_partial": report.is_partial,
    }


def report_from_plain(content: object) -> ConnectionReport:
    """Read a report that somebody else wrote, within bounds.  Raises InvalidInput."""
    if not isinstance(content, dict):
        raise InvalidInput("a report of connections is an object")
    listed = content.get("connections")
    if not isinstance(listed, list) or len(listed) > MOST_CONNECTIONS:
        raise InvalidInput("a report lists at most {most} connections", most=MOST_CONNECTIONS)
    return ConnectionReport(
        seconds=min(_number(content, "seconds"), MOST_SECONDS),
        connections=tuple(_connection(each) for each in listed),
        others=int(_number(content, "others")),
        others_sent=_number(content, "others_sent"),
        others_received=_number(content, "others_received"),
        is_partial=content.get("is_partial") is True,
    )


def _connection(content: object) -> Connection:
    if not isinstance(content, dict):
        raise InvalidInput("a connection is an object")
    return Connection(
        process=_text(content, "process"),
        pid=int(_number(content, "pid")),
        unit=_text(content, "unit"),
        user=_text(content, "user"),
        local=_text(content, "local"),
        remote=_text(content, "remote"),
        sent=_number(content, "sent"),
        received=_number(content, "received"),
    )


def _text(content: dict[str, object], name: str) -> str:
    """Return a text without what could break a line or a page's order."""
    value = content.get(name)
    if not isinstance(value, str):
        raise InvalidInput("a connection needs the text {name}", name=name)
    return "".join(letter if letter.isprintable() else "?" for letter in value[:_MOST_CHARACTERS])


def _number(content: dict[str, object], name: str) -> float:
    value = content.get(name)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise InvalidInput("a report needs the number {name}", name=name)
    if isinstance(value, float) and not isfinite(value):
        raise InvalidInput("a report needs the number {name}", name=name)
    return float(min(max(value, 0), _LARGEST))
