"""What an HTTP answer must be, and why one is not so; pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import orjson

from collector.probes.http_client import HttpReply
from collector.probes.json_path import steps_of_path, value_at
from watchkeeper.core.messages import Text, text
from watchkeeper.inventory.patterns import pattern

Masking = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Expectation:
    """What an answer must be.  No status named: any of 200 to 299.

    ``headers`` are texts that headers must hold; the body matches a pattern where it does anywhere.
    """

    status: int | tuple[int, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str = ""
    body_absent: str = ""
    body_matches: str = ""
    json: Mapping[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        pattern(self.body_matches)
        for path in self.json:
            steps_of_path(path)

    @property
    def needs_body(self) -> bool:
        return bool(self.body or self.body_absent or self.body_matches or self.json)


def why_unexpected(reply: HttpReply, expect: Expectation, mask: Masking = str) -> Text | None:
    """Return why a reply is not what was expected; None where it is.

    What is quoted from the reply goes through *mask* first.
    """
    if not _is_expected_status(reply.status, expect.status):
        return text(
            "status {found}, expected {wanted}", found=reply.status, wanted=_wanted(expect.status)
        )
    for name, wanted in expect.headers.items():
        found = _header(reply, name)
        if wanted not in found:
            return text(
                "the header {name} is {found!r}, expected {wanted!r}",
                name=name,
                found=mask(found)[:100],
                wanted=wanted,
            )
    if not expect.needs_body:
        return None
    if reply.is_cut:
        return text(
            "the body is longer than {bytes} bytes; raise max_body_bytes", bytes=len(reply.body)
        )
    return _why_unexpected_body(reply, expect, mask)


def _why_unexpected_body(reply: HttpReply, expect: Expectation, mask: Masking) -> Text | None:
    body = reply.body.decode("utf-8", "replace")
    if expect.body and expect.body not in body:
        return text("the body does not hold {wanted!r}", wanted=mask(expect.body))
    if expect.body_absent and expect.body_absent in body:
        return text("the body holds {found!r}", found=mask(expect.body_absent))
    if expect.body_matches and pattern(expect.body_matches).search(body) is None:
        return text("the body does not match {wanted!r}", wanted=expect.body_matches)
    return _why_unexpected_json(reply.body, expect.json, mask) if expect.json else None


def _header(reply: HttpReply, name: str) -> str:
    return next((value for key, value in reply.headers.items() if key.lower() == name.lower()), "")


def _is_expected_status(found: int, wanted: int | tuple[int, ...]) -> bool:
    if isinstance(wanted, int):
        return found == wanted
    return found in wanted if wanted else 200 <= found <= 299


def _wanted(status: int | tuple[int, ...]) -> str:
    if isinstance(status, int):
        return str(status)
    return ", ".join(map(str, status)) or "200-299"


def _why_unexpected_json(body: bytes, wanted: Mapping[str, object], mask: Masking) -> Text | None:
    try:
        document = orjson.loads(body)
    except orjson.JSONDecodeError:
        return text("the body is no JSON")
    for path, value in wanted.items():
        exists, found = value_at(document, steps_of_path(path))
        if not exists:
            return text("the JSON has nothing at {path}", path=path)
        if found != value or isinstance(found, bool) is not isinstance(value, bool):
            return text(
                "{path} is {found}, expected {wanted}",
                path=path,
                found=mask(repr(found))[:100],
                wanted=mask(repr(value))[:100],
            )
    return None
