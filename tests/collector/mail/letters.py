"""Mails as bytes, put together as real senders write them."""

from __future__ import annotations

from base64 import b64encode, encodebytes
from quopri import encodestring

from collector.intake.mail.parse import mail_from_bytes
from collector.intake.mail.signs import House
from watchkeeper.core.instants import Instant
from watchkeeper.core.mails import Envelope, ReceivedMail

NOW = Instant(1_763_773_200_000)
ENVELOPE = Envelope("duty", NOW, "a@customer.example", ("duty@watch.example",))
HOUSE = House(frozenset({"watch@watch.example"}), frozenset({"watch.example"}))
HEAD = (
    "From: Wang <a@customer.example>",
    "To: duty@watch.example",
    "Date: Sat, 22 Nov 2025 09:00:00 +0800",
    "Message-ID: <1@customer.example>",
)


def letter(*fields: str | bytes, body: bytes = b"hello", head: tuple[str, ...] = HEAD) -> bytes:
    """Return a mail with the usual head, more fields and a body, lines ended as on the wire."""
    lines = [line if isinstance(line, bytes) else line.encode() for line in (*head, *fields)]
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


def part(content_type: str, content: bytes, *fields: str, encoding: str = "base64") -> bytes:
    """Return one part of a multipart, encoded for transport."""
    wrapped = {"base64": encodebytes, "quoted-printable": encodestring}.get(encoding, bytes)
    lines = (f"Content-Type: {content_type}", f"Content-Transfer-Encoding: {encoding}", *fields)
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + wrapped(content)


def multipart(*parts: bytes, boundary: str = "=_b") -> bytes:
    mark = b"--" + boundary.encode()
    return b"".join(mark + b"\r\n" + one + b"\r\n" for one in parts) + mark + b"--\r\n"


def word(text: str, charset: str, encoding: str = "B") -> str:
    """Return an encoded word of RFC 2047 in any charset."""
    data = text.encode(charset)
    if encoding == "B":
        return f"=?{charset}?B?{b64encode(data).decode()}?="
    return f"=?{charset}?Q?{''.join(f'={byte:02X}' for byte in data)}?="


def read(raw: bytes, envelope: Envelope = ENVELOPE) -> ReceivedMail:
    return mail_from_bytes(raw, envelope, house=HOUSE)
