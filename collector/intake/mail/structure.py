"""The parts of a MIME message, cut by their boundaries; bounded in depth and number; pure.

Cuts from the outside to the inside, each level once, so that the time is the size times the depth.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from collector.intake.mail.headers import Headers, Typed, headers_from_bytes, typed
from watchkeeper.core.mails import MailTrouble

DEEPEST = 10
MOST_PARTS = 200
LARGEST_HEAD_BYTES = 256 * 1024
_LONGEST_BOUNDARY = 200
# What a container counts as that stays closed.
_CLOSED = {
    MailTrouble.BROKEN_MULTIPART: "text/plain",
    MailTrouble.TOO_DEEP: "application/octet-stream",
}
_EMPTY_LINE = re.compile(rb"[ \t]*\r?\n")
_HEAD_END = re.compile(rb"\r?\n[ \t]*\r?\n|\r\r")


@dataclass(frozen=True, slots=True)
class Part:
    """One part that is no container; ``within`` are the containers around it, outermost first."""

    headers: Headers
    content_type: Typed
    body: bytes = field(repr=False)
    within: tuple[str, ...] = ()

    @property
    def disposition(self) -> Typed:
        return typed(self.headers.first("content-disposition"))


@dataclass(slots=True)
class Cutting:
    """What was cut so far, and what was wrong with it."""

    parts: list[Part] = field(default_factory=list)
    troubles: set[MailTrouble] = field(default_factory=set)


def head_and_body(message: bytes) -> tuple[Headers, bytes]:
    """Split at the first empty line."""
    headers, rest = _split(message, _Span(0, len(message)))
    return headers, message[rest.begin : rest.end]


def cut_parts(message: bytes) -> tuple[Headers, Cutting]:
    """Return the head of a message, and all its parts that are no containers, in their order."""
    headers, body = _split(message, _Span(0, len(message)))
    cutting = Cutting()
    _cut(cutting, message, headers, body, within=())
    return headers, cutting


class _Span(NamedTuple):
    """Where a part lies in the message: nothing is copied until it is known to be no container."""

    begin: int
    end: int


def _split(message: bytes, span: _Span) -> tuple[Headers, _Span]:
    begin, end = span
    without_head = _EMPTY_LINE.match(message, begin, end)
    if without_head:
        return Headers(), _Span(without_head.end(), end)
    longest = min(end, begin + LARGEST_HEAD_BYTES)
    head = _HEAD_END.search(message, begin, longest)
    if head is None:
        return headers_from_bytes(message[begin:longest]), _Span(longest, end)
    return headers_from_bytes(message[begin : head.start()]), _Span(head.end(), end)


def _cut(
    cutting: Cutting, message: bytes, headers: Headers, body: _Span, *, within: tuple[str, ...]
) -> None:
    content_type = typed(headers.first("content-type"))
    if not content_type.value.startswith("multipart/"):
        is_digest = within[-1:] == ("multipart/digest",)
        leaf = _or_default(content_type, is_digest=is_digest)
        cutting.parts.append(Part(headers, leaf, message[body.begin : body.end], within))
        return
    trouble, pieces = _opened(message, body, content_type.get("boundary"), depth=len(within))
    if trouble is not None:
        cutting.troubles.add(trouble)
        leaf = Typed(_CLOSED[trouble], {})
        cutting.parts.append(Part(headers, leaf, message[body.begin : body.end], within))
        return
    for piece in pieces:
        if len(cutting.parts) >= MOST_PARTS:
            cutting.troubles.add(MailTrouble.TOO_MANY_PARTS)
            return
        _cut(cutting, message, *_split(message, piece), within=(*within, content_type.value))


def _opened(
    message: bytes, body: _Span, boundary: str, *, depth: int
) -> tuple[MailTrouble | None, Iterator[_Span]]:
    """Return what lies between the boundaries of a container, or why it stays closed."""
    nothing: Iterator[_Span] = iter(())
    if depth >= DEEPEST:
        return MailTrouble.TOO_DEEP, nothing
    mark = boundary.encode("utf-8", "replace")
    if not mark or len(mark) > _LONGEST_BOUNDARY:
        return MailTrouble.BROKEN_MULTIPART, nothing
    line = re.compile(rb"^--" + re.escape(mark) + rb"(--)?[ \t]*\r?$", re.MULTILINE)
    if line.search(message, *body) is None:
        return MailTrouble.BROKEN_MULTIPART, nothing
    return None, _between(message, body, line)


def _or_default(content_type: Typed, *, is_digest: bool) -> Typed:
    if "/" in content_type.value:
        return content_type
    return Typed("message/rfc822" if is_digest else "text/plain", content_type.parameters)


def _between(message: bytes, body: _Span, line: re.Pattern[bytes]) -> Iterator[_Span]:
    """Yield the parts; the line end before a boundary belongs to the boundary."""
    begin: int | None = None
    for match in line.finditer(message, *body):
        if begin is not None:
            yield _Span(begin, max(begin, _before_line_end(message, match.start())))
        if match[1]:
            return
        begin = min(match.end() + 1, body.end)
    if begin is not None:
        yield _Span(begin, body.end)


def _before_line_end(message: bytes, at: int) -> int:
    if message[at - 2 : at] == b"\r\n":
        return at - 2
    return at - 1 if message[at - 1 : at] == b"\n" else at
