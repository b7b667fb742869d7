"""Lines of log files on a ticket, frozen when it opened."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ticketing.events import Fact
from ticketing.views import TicketView
from watchkeeper.core.instants import Instant
from watchkeeper.wire.log_lines import LogLines

_LINES = "log:"


def piece_of_lines(lines: LogLines) -> Mapping[str, Fact]:
    """Return the lines as evidence, by its name."""
    return {f"{_LINES}{lines.log}": {"at": lines.at, "lines": list(lines.lines)}}


def log_lines_of(view: TicketView) -> tuple[LogLines, ...]:
    """Return the lines that were kept for a ticket, by the name of the log pattern."""
    kept = sorted((item.name, item.body) for item in view.evidence if item.name.startswith(_LINES))
    return tuple(_lines(name[len(_LINES) :], body) for name, body in kept)


def _lines(log: str, body: Any) -> LogLines:
    return LogLines(log, Instant(body["at"]), tuple(body["lines"]))
