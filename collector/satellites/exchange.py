r"""What satellite and server say to each other: one request with its answer, again and again.

A request is four bytes ``WKS\x01``, the length of its head, the head in JSON, then pushes as in
docs/en/push-protocol.md, each behind its length; ``agent`` of a push is the word for its course.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from types import MappingProxyType
from typing import Any

from watchkeeper.core.errors import InvalidInput, TooLarge
from watchkeeper.core.instants import Instant
from watchkeeper.core.texts import storable
from watchkeeper.wire.columns import MAX_INFLATED_BYTES
from watchkeeper.wire.encoder import MAGIC as PUSH_MAGIC
from watchkeeper.wire.encoder import PREAMBLE as PUSH_PREAMBLE
from watchkeeper.wire.requests import (
    FAILED,
    MOST_REQUESTS,
    FarRequest,
    Result,
    far_request_from_plain,
    plain_from_result,
    result_from_plain,
)

PREFIX = "/api/satellite/v1/"
ENROL_PATH = f"{PREFIX}enrol"
EXCHANGE_PATH = f"{PREFIX}exchange"
HAND_DOWN_PATH = f"{PREFIX}hand-down"
CONTENT_TYPE = "application/vnd.watchkeeper.satellite"
SELF = "self"
"""The course of the satellite's own metrics."""

MAX_BODY_BYTES = 8 << 20
MAX_HEAD_BYTES = 256 << 10
MAX_PARTS = 4_000
MAX_RESULT_BYTES = 32 << 10
MAX_NOTES = 50
KINDS_OF_NOTES = frozenset(
    {
        "connection_refused",
        "probe_refused",
        "hand_down_refused",
        "witness_called",
        "witness_reached_nobody",
        "witness_acknowledged",
        "witness_ended",
    }
)
"""Those that a satellite makes; in the audit others are ``satellite_noted``, whatever they say."""

MAX_FACTS = 12
MAX_WORD = 500
_BROKEN = (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError)
_MAGIC = b"WKS\x01"
_LENGTH = struct.Struct("<I")


@dataclass(frozen=True, slots=True)
class Note:
    """Something a satellite did that must be known here; ``number`` grows by one each."""

    number: int
    at: Instant
    kind: str
    facts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Report:
    """How a satellite fares, with every request; ``held`` is the version it works by."""

    sent_at: Instant
    held: str = ""
    software: str = ""
    started_at: Instant = Instant(0)
    probes: int = 0
    refused_probes: int = 0
    spooled_ticks: int = 0
    spooled_bytes: int = 0
    dropped_ticks: int = 0
    is_witness: bool = False
    kinds: tuple[str, ...] = ()  # of contacts that its own channels take
    notes: tuple[Note, ...] = ()
    results: tuple[Result, ...] = ()  # of what the server asked of hosts


@dataclass(frozen=True, slots=True)
class Answer:
    """``statuses`` are of the pushes, in order, as of single ones; ``noted``: the newest note kept."""

    version: str
    statuses: tuple[int, ...] = ()
    noted: int = 0
    requests: tuple[FarRequest, ...] = ()


def fitting(result: Result) -> Result:
    """Return a result that fits into a head with others; one of hostile length has failed."""
    if len(_json(plain_from_result(result))) <= MAX_RESULT_BYTES:
        return result
    return Result(result.id, FAILED, "its answer is too long")


def bytes_of_request(report: Report, pushes: Sequence[bytes]) -> bytes:
    said = {one.name: getattr(report, one.name) for one in fields(report)}
    said["notes"] = [_json_of_note(one) for one in report.notes]
    said["results"] = [plain_from_result(one) for one in report.results[:MOST_REQUESTS]]
    head = _json(said)
    parts = [_MAGIC, _LENGTH.pack(len(head)), head]
    for push in pushes:
        parts += (_LENGTH.pack(len(push)), push)
    return b"".join(parts)


def request_from(body: bytes) -> tuple[Report, tuple[bytes, ...]]:
    """Read a request; its pushes are still packed.  Raises InvalidInput, TooLarge."""
    if len(body) > MAX_BODY_BYTES:
        raise TooLarge("a request has at most {most} bytes", most=MAX_BODY_BYTES)
    if body[:4] != _MAGIC:
        raise _broken("it does not begin as one")
    parts = _parts(body)
    if not parts:
        raise _broken("it has no head")
    report = _report(parts[0])
    if sum(_inflated(push) for push in parts[1:]) > MAX_INFLATED_BYTES:
        raise TooLarge("a request inflates to at most {most} bytes", most=MAX_INFLATED_BYTES)
    return report, parts[1:]


def bytes_of_answer(answer: Answer) -> bytes:
    requests = [one._asdict() for one in answer.requests[:MOST_REQUESTS]]
    return _json({**asdict(answer), "requests": requests})


def answer_from(body: bytes) -> Answer:
    """Read the answer to an exchange.  Raises InvalidInput."""
    try:
        found = json.loads(body)
        return Answer(
            version=str(found["version"]),
            statuses=tuple(int(status) for status in found["statuses"]),
            noted=int(found["noted"]),
            requests=tuple(
                far_request_from_plain(one) for one in found.get("requests", ())[:MOST_REQUESTS]
            ),
        )
    except _BROKEN as error:
        raise InvalidInput("the server's answer cannot be read") from error


def _parts(body: bytes) -> tuple[bytes, ...]:
    found: list[bytes] = []
    at = len(_MAGIC)
    while at < len(body):
        if at + _LENGTH.size > len(body) or len(found) > MAX_PARTS:
            raise _broken("its parts are too many or cut off")
        (length,) = _LENGTH.unpack_from(body, at)
        at += _LENGTH.size
        if at + length > len(body):
            raise _broken("a part is cut off")
        found.append(body[at : at + length])
        at += length
    return tuple(found)


def _inflated(push: bytes) -> int:
    """Return how large a push says it is; one that lies is refused when it is read."""
    if len(push) < PUSH_PREAMBLE.size:
        return 0
    magic, size = PUSH_PREAMBLE.unpack_from(push)
    return int(size) if magic == PUSH_MAGIC else 0


def _report(head: bytes) -> Report:
    if len(head) > MAX_HEAD_BYTES:
        raise TooLarge("the head of a request has at most {most} bytes", most=MAX_HEAD_BYTES)
    try:
        found = json.loads(head)
        return Report(
            sent_at=_instant(found["sent_at"]),
            held=_word(found["held"]),
            software=_word(found["software"])[:40],
            started_at=_instant(found["started_at"]),
            probes=_count(found["probes"]),
            refused_probes=_count(found["refused_probes"]),
            spooled_ticks=_count(found["spooled_ticks"]),
            spooled_bytes=_count(found["spooled_bytes"]),
            dropped_ticks=_count(found["dropped_ticks"]),
            is_witness=found["is_witness"] is True,
            kinds=tuple(sorted({_word(kind)[:40] for kind in found["kinds"][:20]})),
            notes=tuple(_note(one) for one in found["notes"][:MAX_NOTES]),
            results=tuple(
                result_from_plain(one) for one in found.get("results", ())[:MOST_REQUESTS]
            ),
        )
    except _BROKEN as error:
        raise _broken("its head cannot be read") from error


def _note(one: Any) -> Note:
    facts = {
        _word(name)[:40]: _word(value)[:MAX_WORD]
        for name, value in list(one["facts"].items())[:MAX_FACTS]
    }
    return Note(_count(one["number"]), _instant(one["at"]), _word(one["kind"])[:40], facts)


def _json_of_note(note: Note) -> dict[str, Any]:
    return {
        "number": note.number,
        "at": note.at,
        "kind": note.kind,
        "facts": dict(note.facts),
    }


def _instant(value: object) -> Instant:
    return Instant(_count(value))


def _count(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 1 << 62:
        raise ValueError
    return value


def _word(value: object) -> str:
    if not isinstance(value, str) or len(value) > MAX_HEAD_BYTES:
        raise TypeError
    return storable(value)


def _json(content: Mapping[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=True, separators=(",", ":")).encode()


def _broken(why: str) -> InvalidInput:
    return InvalidInput("this is no request of a satellite: {why}", why=why)
