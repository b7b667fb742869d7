"""What expires: passwords (shadow(5)) and certificates (RFC 5280, as far as their dates go)."""

from __future__ import annotations

import re
from binascii import a2b_base64

from watchkeeper.host.parsing import parser

DAY_SECONDS = 86_400
_PEM = re.compile(rb"-----BEGIN (?:TRUSTED )?CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END", re.ASCII)
_SEQUENCE, _UTC_TIME, _GENERALIZED_TIME, _VERSION = 0x30, 0x17, 0x18, 0xA0
_DATE = re.compile(rb"(\d{2}|\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z")


@parser("/etc/shadow")
def password_expiries(text: str) -> dict[str, int]:
    """Read /etc/shadow: users to when their password must be changed, seconds since 1970.

    Users without a password, and passwords that never expire, are left out; a password that must
    be changed at the next log-in stands at 0.
    """
    found: dict[str, int] = {}
    for line in text.splitlines():
        fields = line.split(":")
        if len(fields) < 5 or not fields[1] or fields[1][0] in "!*" or not fields[2]:
            continue
        changed, longest = int(fields[2]), int(fields[4] or 99_999)
        if changed == 0:
            found[fields[0]] = 0
        elif longest < 99_999:
            found[fields[0]] = (changed + longest) * DAY_SECONDS
    return found


@parser("the certificate")
def certificate_ends(content: bytes) -> list[int]:
    """Return when each certificate of a file ends, seconds since 1970; PEM or DER.

    Raises InvalidInput where it holds none.
    """
    encoded = [a2b_base64(match) for match in _PEM.findall(content)] or [content]
    return [_end(der) for der in encoded]


def _end(der: bytes) -> int:
    certificate, _ = _inside(der, _SEQUENCE)
    rest, _ = _inside(certificate, _SEQUENCE)  # tbsCertificate
    if rest[0] == _VERSION:
        rest = _after(rest)
    for _ in range(3):  # serialNumber, signature, issuer
        rest = _after(rest)
    validity, _ = _inside(rest, _SEQUENCE)
    return _time(_after(validity))


def _inside(der: bytes, tag: int) -> tuple[bytes, bytes]:
    """Return the content of the element at the start, which must have *tag*, and what follows."""
    if der[0] != tag:
        raise ValueError
    length, at = der[1], 2
    if length & 0x80:
        size = length & 0x7F
        if not 1 <= size <= 4:
            raise ValueError
        length, at = int.from_bytes(der[2 : 2 + size], "big"), 2 + size
    if at + length > len(der):
        raise ValueError
    return der[at : at + length], der[at + length :]


def _after(der: bytes) -> bytes:
    return _inside(der, der[0])[1]


def _time(der: bytes) -> int:
    text, _ = _inside(der, der[0])
    match = _DATE.fullmatch(text)
    if match is None or der[0] not in {_UTC_TIME, _GENERALIZED_TIME}:
        raise ValueError
    year, month, day, hour, minute, second = map(int, match.groups())
    if der[0] == _UTC_TIME:
        year += 1900 if year >= 50 else 2000  # RFC 5280, 4.1.2.5.1
    if not 1 <= month <= 12:
        raise ValueError
    return ((_days(year, month, day) * 24 + hour) * 60 + minute) * 60 + second


def _days(year: int, month: int, day: int) -> int:
    """Return the days since 1970, without datetime, which costs 0.5 MB.

    Months are counted from March, so that a leap day is the last of its year.
    """
    year -= month <= 2
    since_march = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    return 365 * year + year // 4 - year // 100 + year // 400 + since_march - 719_468
