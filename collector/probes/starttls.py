"""How each protocol turns to TLS: what is said in the clear before it."""

from __future__ import annotations

import struct
from collections.abc import Awaitable, Callable, Mapping
from enum import Enum
from types import MappingProxyType

from collector.probes.dialogue import Dialogue
from collector.probes.outcome import ProbeFailed

MAX_LINES = 200
_POSTGRESQL_REQUEST = struct.pack("!II", 8, 80_877_103)  # protocol-message-formats: SSLRequest
_POSTGRESQL_AGREES = b"S"
_MYSQL_SSL, _MYSQL_41, _MYSQL_UTF8 = 0x800, 0x200, 45
_LDAP_OID = b"1.3.6.1.4.1.1466.20037"  # RFC 4511, 4.14
_XMPP_OPEN = (
    "<?xml version='1.0'?><stream:stream to='{name}' version='1.0' xmlns='jabber:client' "
    "xmlns:stream='http://etherx.jabber.org/streams'>"
)
_XMPP_START = b"<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>"


class StartTls(Enum):
    """By which protocol TLS is asked for; none: TLS from the first byte."""

    NONE = "none"
    SMTP = "smtp"
    IMAP = "imap"
    POP3 = "pop3"
    FTP = "ftp"
    NNTP = "nntp"
    SIEVE = "sieve"
    LDAP = "ldap"
    XMPP = "xmpp"
    POSTGRESQL = "postgresql"
    MYSQL = "mysql"


PORTS: Mapping[StartTls, int] = MappingProxyType(
    {
        StartTls.NONE: 443,
        StartTls.SMTP: 25,
        StartTls.IMAP: 143,
        StartTls.POP3: 110,
        StartTls.FTP: 21,
        StartTls.NNTP: 119,
        StartTls.SIEVE: 4190,
        StartTls.LDAP: 389,
        StartTls.XMPP: 5222,
        StartTls.POSTGRESQL: 5432,
        StartTls.MYSQL: 3306,
    }
)


async def ask_for_tls(dialogue: Dialogue, protocol: StartTls, name: str) -> None:
    """Say what comes before TLS.  Raises ProbeFailed where the other side does not agree."""
    if protocol is not StartTls.NONE:
        await _ASK[protocol](dialogue, name)


async def _smtp(dialogue: Dialogue, _: str) -> None:
    await coded_reply(dialogue, b"220")
    await dialogue.send(b"EHLO watchkeeper.invalid\r\n")
    await coded_reply(dialogue, b"250")
    await dialogue.send(b"STARTTLS\r\n")
    await coded_reply(dialogue, b"220")


async def _imap(dialogue: Dialogue, _: str) -> None:
    await line_with(dialogue, b"* OK")
    await dialogue.send(b"a STARTTLS\r\n")
    await line_with(dialogue, b"a OK", skip=b"* ")


async def _pop3(dialogue: Dialogue, _: str) -> None:
    await line_with(dialogue, b"+OK")
    await dialogue.send(b"STLS\r\n")
    await line_with(dialogue, b"+OK")


async def _ftp(dialogue: Dialogue, _: str) -> None:
    await coded_reply(dialogue, b"220")
    await dialogue.send(b"AUTH TLS\r\n")
    await coded_reply(dialogue, b"234")


async def _nntp(dialogue: Dialogue, _: str) -> None:
    await coded_reply(dialogue, b"20")
    await dialogue.send(b"STARTTLS\r\n")
    await coded_reply(dialogue, b"382")


async def _sieve(dialogue: Dialogue, _: str) -> None:
    await line_with(dialogue, b"OK", skip=b'"')
    await dialogue.send(b"STARTTLS\r\n")
    await line_with(dialogue, b"OK")


async def _ldap(dialogue: Dialogue, _: str) -> None:
    asked = bytes((0x80, len(_LDAP_OID))) + _LDAP_OID
    request = b"\x02\x01\x01" + bytes((0x77, len(asked))) + asked
    await dialogue.send(bytes((0x30, len(request))) + request)
    head = await dialogue.exactly(2)
    length = head[1]
    if length & 0x80:
        length = int.from_bytes(await dialogue.exactly(min(length & 0x7F, 4)), "big")
    answer = await dialogue.exactly(min(length, 4_096))
    if head[0] != 0x30 or b"\x0a\x01\x00" not in answer:  # resultCode success
        raise _refused("LDAP")


async def _xmpp(dialogue: Dialogue, name: str) -> None:
    quoted = "".join(letter for letter in name if letter.isalnum() or letter in "-.:")
    await dialogue.send(_XMPP_OPEN.format(name=quoted).encode())
    if b"urn:ietf:params:xml:ns:xmpp-tls" not in await _until(dialogue, b"</stream:features>"):
        raise _refused("XMPP")
    await dialogue.send(_XMPP_START)
    if b"<proceed" not in await _until(dialogue, b">"):
        raise _refused("XMPP")


async def _postgresql(dialogue: Dialogue, _: str) -> None:
    await dialogue.send(_POSTGRESQL_REQUEST)
    if await dialogue.exactly(1) != _POSTGRESQL_AGREES:
        raise _refused("PostgreSQL")


async def _mysql(dialogue: Dialogue, _: str) -> None:
    head = await dialogue.exactly(4)
    greeting = await dialogue.exactly(min(int.from_bytes(head[:3], "little"), 4_096))
    after_version = greeting[greeting.find(b"\0") + 1 :]
    flags = int.from_bytes(after_version[13:15], "little")
    if greeting[:1] != b"\x0a" or not flags & _MYSQL_SSL:
        raise _refused("MySQL")
    wanted = _MYSQL_SSL | _MYSQL_41
    request = struct.pack("<IIB23x", wanted, 1 << 24, _MYSQL_UTF8)
    await dialogue.send(len(request).to_bytes(3, "little") + b"\x01" + request)


_ASK: Mapping[StartTls, Callable[[Dialogue, str], Awaitable[None]]] = MappingProxyType(
    {
        StartTls.SMTP: _smtp,
        StartTls.IMAP: _imap,
        StartTls.POP3: _pop3,
        StartTls.FTP: _ftp,
        StartTls.NNTP: _nntp,
        StartTls.SIEVE: _sieve,
        StartTls.LDAP: _ldap,
        StartTls.XMPP: _xmpp,
        StartTls.POSTGRESQL: _postgresql,
        StartTls.MYSQL: _mysql,
    }
)


async def coded_reply(dialogue: Dialogue, code: bytes) -> tuple[bytes, ...]:
    """Return the lines of a reply such as ``250-SIZE`` ... ``250 HELP``.  Raises ProbeFailed."""
    lines: list[bytes] = []
    while len(lines) < MAX_LINES:
        line = await dialogue.line()
        lines.append(line)
        if not line.startswith(code):
            raise unexpected(line, code)
        if line[3:4] != b"-":
            return tuple(lines)
    raise ProbeFailed("the answer has more than {most} lines", most=MAX_LINES)


async def line_with(dialogue: Dialogue, start: bytes, *, skip: bytes = b"") -> bytes:
    """Return the next line, after those that begin with *skip*.  Raises ProbeFailed for another."""
    for _ in range(MAX_LINES):
        line = await dialogue.line()
        if line.startswith(start):
            return line
        if not skip or not line.startswith(skip):
            raise unexpected(line, start)
    raise ProbeFailed("the answer has more than {most} lines", most=MAX_LINES)


async def _until(dialogue: Dialogue, end: bytes) -> bytes:
    while end not in dialogue.heard:
        if not await dialogue.hear():
            break
    head, found, dialogue.heard = dialogue.heard.partition(end)
    return head + found


def unexpected(found: bytes, wanted: bytes) -> ProbeFailed:
    return ProbeFailed(
        "the server says {found!r}, expected {wanted}",
        found=found[:100].decode("utf-8", "replace"),
        wanted=wanted.decode(),
    )


def _refused(protocol: str) -> ProbeFailed:
    return ProbeFailed("the server does not offer TLS over {protocol}", protocol=protocol)
