"""What a server asks of an agent, on the answer to a push, and what comes back for it.

A request is a number and a name without arguments: what is read for the name stands in the agent's
code, and whether it is read is decided by the host (``agent.allowed``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.texts import storable
from watchkeeper.wire.connections import (
    ConnectionReport,
    plain_from_report,
    report_from_plain,
)

RESULTS_PATH = "/api/agent/v1/results"
ANSWERS_HEADER = "Watchkeeper-Answers"
"""An agent says by it, in each push, that it reads requests: ``1``."""

MOST_REQUESTS = 4
MAX_BYTES = 65_536
CONNECTIONS = "connections"
DONE, FAILED, UNKNOWN = "done", "failed", "unknown"
NOT_IN_PROBE, FORCED, NO_TOOL = "not_in_probe", "forced_command", "no_tool"
"""Of a host that is read over SSH: its probe does not list it, its key may not, it has no ``ss``."""
_ID = re.compile(r"[0-9a-f]{32}")
_MOST_CHARACTERS = 200


class Request(NamedTuple):
    """One request; *id* is 32 hex digits, which nobody can guess."""

    id: str
    name: str


class FarRequest(NamedTuple):
    """A request to a target that has no agent; whoever probes it over SSH answers."""

    id: str
    name: str
    target: str


class Result(NamedTuple):
    """What became of a request: ``done`` with a report, ``failed`` and why, or why it was refused."""

    id: str
    state: str  # done, failed, not_allowed, unknown; over SSH those above, too
    reason: str = ""
    report: ConnectionReport | None = None


def bytes_from_requests(requests: Sequence[Request]) -> bytes:
    return _written({"requests": [each._asdict() for each in requests[:MOST_REQUESTS]]})


def requests_from_bytes(body: bytes) -> tuple[Request, ...]:
    """Read the body of an answer to a push.  Raises InvalidInput."""
    listed = _listed(body, "requests")
    return tuple(Request(_id(each), _text(each, "name")) for each in listed)


def bytes_from_results(agent: str, results: Sequence[Result]) -> bytes:
    listed = [plain_from_result(each) for each in results[:MOST_REQUESTS]]
    return _written({"agent": agent, "results": listed})


def plain_from_result(result: Result) -> dict[str, object]:
    """Return a result as JSON carries it."""
    report = {} if result.report is None else {"report": plain_from_report(result.report)}
    reason = result.reason[:_MOST_CHARACTERS]
    return {"id": result.id, "state": result.state, "reason": reason, **report}


def results_from_bytes(body: bytes) -> tuple[Result, ...]:
    """Read what an agent sent.  Raises InvalidInput."""
    return tuple(result_from_plain(each) for each in _listed(body, "results"))


def far_request_from_plain(content: dict[str, object]) -> FarRequest:
    """Read a request that a server hands to a satellite.  Raises InvalidInput."""
    return FarRequest(_id(content), _text(content, "name"), _text(content, "target"))


def result_from_plain(content: dict[str, object]) -> Result:
    """Read a result that somebody else wrote.  Raises InvalidInput."""
    state = _text(content, "state")
    report = report_from_plain(content.get("report")) if state == DONE else None
    return Result(_id(content), state, _text(content, "reason"), report)


def _written(content: dict[str, object]) -> bytes:
    import json  # an agent that is never asked does without

    return json.dumps(content, ensure_ascii=True, separators=(",", ":")).encode()


def _listed(body: bytes, name: str) -> list[dict[str, object]]:
    import json

    if len(body) > MAX_BYTES:
        raise InvalidInput("this message is longer than {most} bytes", most=MAX_BYTES)
    try:
        content = json.loads(body)
    except (ValueError, RecursionError):
        raise InvalidInput("this message is no JSON") from None
    listed = content.get(name) if isinstance(content, dict) else None
    if not isinstance(listed, list) or not all(isinstance(each, dict) for each in listed):
        raise InvalidInput("this message needs a list {name}", name=name)
    if len(listed) > MOST_REQUESTS:
        raise InvalidInput("more than {most} {name} at once", most=MOST_REQUESTS, name=name)
    return listed


def _id(content: dict[str, object]) -> str:
    value = content.get("id")
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise InvalidInput("a request is known by 32 hex digits")
    return value


def _text(content: dict[str, object], name: str) -> str:
    value = content.get(name)
    if not isinstance(value, str):
        raise InvalidInput("a request needs the text {name}", name=name)
    return storable(value[:_MOST_CHARACTERS])
