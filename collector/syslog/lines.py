"""One line of syslog: RFC 5424, RFC 3164 as devices really write it, or plain text; pure.

Nothing is refused: what cannot be read stands in the text.  The time that counts is the one of
arrival; ``told_at`` is what the sender's clock says, where that can be known at all.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from enum import Enum
from types import MappingProxyType

from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import (
    DAY,
    Instant,
    datetime_from_instant,
    instant_from_datetime,
    instant_from_rfc3339,
    instant_of_local,
)

MAX_BYTES = 8_192
FACILITIES = (
    "kern", "user", "mail", "daemon", "auth", "syslog", "lpr", "news", "uucp", "cron", "authpriv",
    "ftp", "ntp", "audit", "alert", "clock", "local0", "local1", "local2", "local3", "local4",
    "local5", "local6", "local7",
)  # fmt: skip
SEVERITIES = ("emerg", "alert", "crit", "err", "warning", "notice", "info", "debug")
"""RFC 5424 6.2.1: the worst first; the place is the number."""

_NO_PRIORITY = 13  # RFC 3164 4.3.3: user.notice where none was said
_LONGEST_NAME = 255
_MOST_ELEMENTS = 32
_HALF_A_YEAR = 190 * DAY  # and a little: 29 February of another year is no time near now
_NIL = "-"
_BOM = "\ufeff"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_NOTHING: Mapping[str, Mapping[str, str]] = MappingProxyType({})

_PRIORITY = re.compile(r"<(\d{1,3})>")
_TIME = re.compile(
    r"[*.%]?(?P<month>" + "|".join(_MONTHS) + r") {1,2}(?P<day>\d{1,2})(?: (?P<year>\d{4}))?"
    r" (?P<hour>\d{2}):(?P<minute>\d{2}):(?P<second>\d{2})(?:[.:]\d{1,9})?"
    r"(?: (?P<late_year>\d{4}))?(?: (?P<zone>(?:UTC|GMT|Z|CST|HKT|SGT|JST|KST|IST|MSK|CEST|CET|BST|EST|EDT|PST|PDT|MST|MDT)(?=[: ])"
    r"|[+-]\d{2}:?\d{2}))?:? ?"
)
_ISO_TIME = re.compile(
    r"(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})) ?"
)
_NUMBER = re.compile(r"\d{1,12}: ")  # Cisco counts its messages
_HOST = re.compile(r"([A-Za-z0-9](?:[A-Za-z0-9._:-]{0,253}[A-Za-z0-9])?) (?=\S)")
_TAG = re.compile(r"([^\s:\[\]]{1,64})(?:\[([^\]\s]{1,64})\])?: ?")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_ELEMENT = re.compile(r"\[([^\s=\]\"\x00-\x1f]{1,64})")
_PARAMETER = re.compile(r' ([^\s=\]"]{1,64})="((?:[^"\\\]]|\\.)*)"', re.DOTALL)
_ESCAPED = re.compile(r'\\(["\\\]])')


class Form(Enum):
    """In which form a line came."""

    RFC5424 = "rfc5424"
    RFC3164 = "rfc3164"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Line:
    """What a line says.  ``text`` is the message with its tag before it, as patterns see it."""

    facility: str
    severity: str
    text: str
    form: Form
    host: str = ""
    program: str = ""
    process: str = ""
    message_id: str = ""
    told_at: Instant | None = None
    structured: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: _NOTHING)


def parse_line(data: bytes, *, received_at: Instant, zone: str = "UTC") -> Line:
    """Return the line; *zone* is where its sender stands, for times that say none."""
    text = _text(data[:MAX_BYTES])
    priority, rest = _priority(text)
    facility, severity = FACILITIES[priority >> 3], SEVERITIES[priority & 7]
    if rest.startswith("1 "):
        modern = _modern(rest[2:], facility, severity)
        if modern is not None:
            return modern
    return _old(rest, facility, severity, received_at, zone)


def _text(data: bytes) -> str:
    """Return the text: UTF-8, cut within a character maybe, else as Chinese devices write."""
    data = data.rstrip(b"\r\n\0")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":
            return data[: error.start].decode("utf-8")
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError:
        return data.decode("utf-8", "replace")


def _priority(text: str) -> tuple[int, str]:
    match = _PRIORITY.match(text)
    if match is None or int(match[1]) > 191:
        return _NO_PRIORITY, text
    return int(match[1]), text[match.end() :]


def _modern(rest: str, facility: str, severity: str) -> Line | None:
    """Read what follows the version of RFC 5424; None where it is not so."""
    words = rest.split(" ", 5)
    if len(words) < 6 or any(not word or len(word) > _LONGEST_NAME for word in words[:5]):
        return None
    told, host, program, process, message_id = (_said(word) for word in words[:5])
    read = _structured(words[5])
    if read is None or (told and not _ISO_TIME.match(told)):
        return None
    structured, message = read
    tag = f"{program}[{process}]: " if program and process else f"{program}: " if program else ""
    return Line(
        facility,
        severity,
        _plain(tag + message.removeprefix(_BOM)),
        Form.RFC5424,
        host=host,
        program=program,
        process=process,
        message_id=message_id,
        told_at=_iso(told),
        structured=structured,
    )


def _said(word: str) -> str:
    return "" if word == _NIL else _plain(word)


def _structured(rest: str) -> tuple[Mapping[str, Mapping[str, str]], str] | None:
    """Return the elements and the message behind them; None where they are not well-formed."""
    if rest == _NIL or rest.startswith("- "):
        return _NOTHING, rest[2:]
    found: dict[str, Mapping[str, str]] = {}
    end = 0
    while rest.startswith("[", end):
        element = _ELEMENT.match(rest, end)
        if element is None:
            return None
        end, parameters = element.end(), dict[str, str]()
        while (parameter := _PARAMETER.match(rest, end)) is not None:
            parameters[parameter[1]] = _plain(_ESCAPED.sub(r"\1", parameter[2]))
            end = parameter.end()
        if not rest.startswith("]", end):
            return None
        end += 1
        if len(found) < _MOST_ELEMENTS:
            found[element[1]] = MappingProxyType(parameters)
    if end == 0 or rest[end : end + 1] not in {"", " "}:
        return None
    return MappingProxyType(found), rest[end + 1 :]


def _old(rest: str, facility: str, severity: str, received_at: Instant, zone: str) -> Line:
    """Read RFC 3164, each part of which may be missing."""
    number = _NUMBER.match(rest)
    head = rest[number.end() :] if number else rest
    told_at, after = _old_time(head, received_at, zone)
    if after is None:
        return _plain_line(rest, facility, severity)
    host = _HOST.match(after)
    name = ""
    if host is not None:  # a tag would end with a colon
        name, after = host[1], after[host.end() :]
    return _tagged(after, facility, severity, Form.RFC3164, name, told_at)


def _plain_line(text: str, facility: str, severity: str) -> Line:
    return _tagged(text, facility, severity, Form.PLAIN, "", None)


def _tagged(
    text: str, facility: str, severity: str, form: Form, host: str, told_at: Instant | None
) -> Line:
    tag = _TAG.match(text)
    return Line(
        facility,
        severity,
        _plain(text),
        form,
        host=host,
        program=_plain(tag[1]) if tag else "",
        process=_plain(tag[2] or "") if tag else "",
        told_at=told_at,
    )


def _old_time(text: str, received_at: Instant, zone: str) -> tuple[Instant | None, str | None]:
    """Return the time and what follows it; (None, None) where the text does not begin with one."""
    iso = _ISO_TIME.match(text)
    if iso is not None:
        return _iso(iso[1]), text[iso.end() :]
    match = _TIME.match(text)
    if match is None:
        return None, None
    return _moment(match, received_at, zone), text[match.end() :]


def _iso(text: str) -> Instant | None:
    try:
        return instant_from_rfc3339(text) if text else None
    except (InvalidInput, OverflowError):
        return None


def _moment(match: re.Match[str], received_at: Instant, zone: str) -> Instant | None:
    """Return the instant: without a year the one that lies nearest, without a zone the sender's."""
    year = match["year"] or match["late_year"]
    here = datetime_from_instant(received_at, zone)
    years = (int(year),) if year else (here.year - 1, here.year, here.year + 1)
    moments = [_at(match, one, zone) for one in years]
    known = [one for one in moments if one is not None]
    nearest = min(known, key=lambda one: abs(one - received_at), default=None)
    is_near = nearest is not None and abs(nearest - received_at) <= _HALF_A_YEAR
    return nearest if year or is_near else None


def _at(match: re.Match[str], year: int, zone: str) -> Instant | None:
    hour, minute, second = (int(match[name]) for name in ("hour", "minute", "second"))
    if hour > 23 or minute > 59 or second > 60:
        return None
    month = _MONTHS.index(match["month"]) + 1
    try:
        day = date(year, month, int(match["day"]))
        offset = _offset(match["zone"])
        if offset is not None:
            midnight = datetime(year, month, day.day, tzinfo=timezone(offset))
            return instant_from_datetime(
                midnight + timedelta(hours=hour, minutes=minute, seconds=second)
            )
        return instant_of_local(day, (hour * 3600 + minute * 60 + second) * 1000, zone)
    except (ValueError, OverflowError, InvalidInput):
        return None


def _offset(zone: str | None) -> timedelta | None:
    """Return what a zone of the line says; letters but UTC's mean several zones, so none."""
    if zone in {"UTC", "GMT", "Z"}:
        return timedelta(0)
    if zone is None or zone[0] not in "+-":
        return None
    sign = -1 if zone[0] == "-" else 1
    digits = zone[1:].replace(":", "")
    return sign * timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))


def _plain(text: str) -> str:
    """Return a text without what could end a line or steer a terminal."""
    return _CONTROL.sub(" ", text).strip()
