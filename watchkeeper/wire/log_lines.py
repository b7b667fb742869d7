"""The last lines of log files that fit a pattern, as an agent tells them for tickets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from watchkeeper.core.errors import InvalidInput, TooLarge
from watchkeeper.core.spans import Instant
from watchkeeper.core.texts import storable

LINES_PATH = "/api/agent/v1/lines"
MOST_BYTES = 65_536
MOST_LOGS = 50
MOST_LINES = 20
MOST_CHARACTERS = 500
MOST_NAME = 200
_LATEST = 253_370_764_800_000  # the year 9999, which a page can still write


class LogLines(NamedTuple):
    """What fitted the pattern *log* last, oldest first, and when it was read."""

    log: str
    at: Instant
    lines: tuple[str, ...]


def bytes_from_log_lines(agent: str, logs: Sequence[LogLines]) -> bytes:
    """Return a body; lines are cut, and of many logs only so many told as fit into it."""
    import json  # an agent without log patterns does without

    listed: list[object] = []
    room = MOST_BYTES - 2 * len(agent) - 200
    for each in logs[:MOST_LOGS]:
        lines = [line[:MOST_CHARACTERS] for line in each.lines[-MOST_LINES:]]
        written = {"log": each.log[:MOST_NAME], "at": each.at, "lines": lines}
        room -= len(json.dumps(written, ensure_ascii=False).encode("utf-8", "replace")) + 2
        if room < 0:
            break
        listed.append(written)
    content = {"agent": agent, "logs": listed}
    return json.dumps(content, ensure_ascii=False).encode("utf-8", "replace")


def log_lines_from_bytes(body: bytes) -> tuple[LogLines, ...]:
    """Read a body.  Raises InvalidInput, TooLarge."""
    import json

    if len(body) > MOST_BYTES:
        raise TooLarge("this message is longer than {most} bytes", most=MOST_BYTES)
    try:
        content = json.loads(body)
    except (ValueError, RecursionError):
        raise InvalidInput("this message is no JSON") from None
    listed = content.get("logs") if isinstance(content, dict) else None
    if not isinstance(listed, list) or len(listed) > MOST_LOGS:
        raise InvalidInput("this message needs a list {name}", name="logs")
    return tuple(_log_lines(each) for each in listed)


def _log_lines(content: object) -> LogLines:
    found = content if isinstance(content, dict) else {}
    name, at = found.get("log"), found.get("at")
    is_named = isinstance(name, str) and 0 < len(name) <= MOST_NAME
    if not is_named or not isinstance(at, int) or not 0 <= at < _LATEST:
        raise InvalidInput("{what} is not as expected", what="a log's lines")
    return LogLines(storable(str(name)), Instant(at), _lines(found.get("lines")))


def _lines(content: object) -> tuple[str, ...]:
    if not isinstance(content, list) or len(content) > MOST_LINES:
        raise InvalidInput("{what} is not as expected", what="a log's lines")
    if not all(_is_line(each) for each in content):
        raise InvalidInput("{what} is not as expected", what="a log's lines")
    return tuple(map(storable, content))


def _is_line(content: object) -> bool:
    return isinstance(content, str) and len(content) <= MOST_CHARACTERS
