"""Delivery reports (RFC 3464): which recipient failed, why, and of which mail; pure, bounded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from collector.intake.mail.charsets import one_line
from collector.intake.mail.headers import Headers, headers_from_bytes, id_of, words_decoded
from collector.intake.mail.structure import Part, head_and_body
from collector.intake.mail.transfer import undone
from watchkeeper.core.mails import FailedDelivery

MOST_RECIPIENTS = 50
_LONGEST_REASON = 500
_LONGEST_BLOCK = 64 * 1024
_STATUS_TYPES = {"message/delivery-status", "message/global-delivery-status"}
_ORIGINAL_TYPES = {"message/rfc822", "text/rfc822-headers", "message/global-headers"}
_BLANK = re.compile(rb"\r?\n[ \t]*\r?\n")
_STATUS = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")
_ACTION = re.compile(r"[a-z]{1,20}")


def failed_deliveries(parts: Iterable[Part]) -> tuple[FailedDelivery, ...]:
    """Return what the delivery-status parts say of each recipient, also what is only late."""
    found: list[FailedDelivery] = []
    for part in parts:
        if part.content_type.value in _STATUS_TYPES:
            found += _recipients(_content(part))
    return tuple(found[:MOST_RECIPIENTS])


def _recipients(content: bytes) -> Iterator[FailedDelivery]:
    for block in _BLANK.split(content[:_LONGEST_BLOCK], maxsplit=MOST_RECIPIENTS + 1):
        fields = headers_from_bytes(block)
        recipient = _after_type(fields, "original-recipient") or _after_type(
            fields, "final-recipient"
        )
        action = _ACTION.match(fields.first("action").strip().lower())
        if recipient and action:
            status = _STATUS.search(fields.first("status"))
            yield FailedDelivery(
                one_line(recipient, 320),
                action[0],
                status[0] if status else "",
                one_line(_after_type(fields, "diagnostic-code"), _LONGEST_REASON),
            )


def _after_type(fields: Headers, name: str) -> str:
    """Return a value without its type: ``rfc822; a@b.example`` is ``a@b.example``."""
    value = words_decoded(fields.first(name))
    kind, semicolon, rest = value.partition(";")
    return (rest if semicolon else kind).strip()


def originals(parts: Iterable[Part]) -> tuple[str, ...]:
    """Return the Message-IDs of the mails that are sent back whole or by their head."""
    found = []
    for part in parts:
        if part.content_type.value in _ORIGINAL_TYPES:
            headers, _ = head_and_body(_content(part)[:_LONGEST_BLOCK])
            found.append(id_of(headers.first("message-id")))
    return tuple(dict.fromkeys(one for one in found if one))


def _content(part: Part) -> bytes:
    return undone(part.body, part.headers.first("content-transfer-encoding")).data
