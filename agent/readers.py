"""How each kind of setting is read from its text.  All raise InvalidInput that says what to write."""

from __future__ import annotations

import re
from typing import Callable, NamedTuple

from agent.allowed import KNOWN
from agent.paths import Path
from watchkeeper.core.durations import duration_from_text
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.spans import MINUTE, SECOND, Duration

_SIZE = re.compile(r"(\d{1,12})\s*(B|KiB|MiB|GiB)?")
_PERCENT = re.compile(r"(\d{1,3}(?:\.\d{1,3})?)\s*%")
_SIZE_UNITS = {"B": 1, "KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30, None: 1}
_ADDRESS = re.compile(r"(\[[0-9a-fA-F:.]+\]|[^\s:\[\]]+):(\d{1,5})")
_HOST = re.compile(r"\[[0-9a-fA-F:.]+\]|[0-9a-fA-F:.]+|[A-Za-z0-9_.-]{1,253}")
_NTP_PORT = 123
_HIGHEST_PORT = 65_535
_SERVER = re.compile(r"https?://[^\s/?#@]+")
SHORTEST_INTERVAL = SECOND
LONGEST_INTERVAL = Duration(2 * MINUTE)
MOST_STANDBYS = 8
LEVELS = ("record", "IV", "III", "II", "I")
"""From the least on, as a pattern of log lines says them."""


class Address(NamedTuple):
    """Where a socket listens."""

    host: str
    port: int


def some_text(value: str) -> str:
    if not value:
        raise InvalidInput("it is empty; write a value or leave the line out")
    return value


def absolute_path(value: str) -> Path:
    path = Path(some_text(value))
    if not path.is_absolute():
        raise InvalidInput("{path} is no absolute path; begin with /", path=value)
    return path


def server_url(value: str) -> str:
    if not _SERVER.fullmatch(value):
        raise InvalidInput("{value!r} is no address; write https://host:8420", value=value[:60])
    return value


def standby_urls(value: str) -> tuple[str, ...]:
    servers = tuple(map(server_url, words(some_text(value))))
    if len(servers) > MOST_STANDBYS:
        raise InvalidInput("there are more than {most} servers", most=MOST_STANDBYS)
    return servers


def proxy_address(value: str) -> Address:
    match = _ADDRESS.fullmatch(value.removeprefix("http://").rstrip("/"))
    if match is None or not 0 < int(match[2]) <= 65_535:
        raise InvalidInput("{value!r} is no proxy; write http://proxy:3128", value=value[:60])
    return Address(match[1].strip("[]"), int(match[2]))


def interval(value: str) -> Duration:
    interval = duration_from_text(value)
    if not SHORTEST_INTERVAL <= interval <= LONGEST_INTERVAL:
        raise InvalidInput("{value} is not between 1s and 2m", value=value)
    return interval


def period(value: str) -> Duration:
    every = duration_from_text(value)
    if every < SECOND:
        raise InvalidInput("{value} is shorter than 1s", value=value)
    return every


def spool_age(value: str) -> Duration:
    age = duration_from_text(value)
    if age < MINUTE:
        raise InvalidInput("{value} is shorter than 1m", value=value)
    return age


def period_or_off(value: str) -> Duration | None:
    return None if value == "off" else period(value)


def ntp_server(value: str) -> Address:
    """A name or an address, with a port or without."""
    match = _ADDRESS.fullmatch(value)
    host, port = (match[1], int(match[2])) if match else (some_text(value), _NTP_PORT)
    if not _HOST.fullmatch(host) or port > _HIGHEST_PORT:
        raise InvalidInput("{value!r} is no time server; write ntp.example.com", value=value[:60])
    return Address(host.strip("[]"), port)


def listen_address(value: str) -> Address | None:
    if value == "off":
        return None
    match = _ADDRESS.fullmatch(value)
    if match is None or int(match[2]) > _HIGHEST_PORT:
        raise InvalidInput("{value!r} is no address; write 127.0.0.1:9100 or off", value=value[:60])
    return Address(match[1].strip("[]"), int(match[2]))


def size(value: str) -> int:
    match = _SIZE.fullmatch(value)
    size = int(match[1]) * _SIZE_UNITS[match[2]] if match else 0
    if size < 1 << 20:
        raise InvalidInput("{value!r} is no size of at least 1MiB; write 64MiB", value=value[:40])
    return size


def percent(value: str) -> float:
    match = _PERCENT.fullmatch(value)
    ratio = float(match[1]) / 100 if match else 0.0
    if not 0.001 <= ratio <= 1:
        raise InvalidInput("{value!r} is no share from 0.1% to 100%", value=value[:40])
    return ratio


def count(least: int, most: int) -> Callable[[str], int]:
    def read(value: str) -> int:
        if not value.isdecimal() or len(value) > 9 or not least <= int(value) <= most:
            raise InvalidInput(
                "{value!r} is no number from {least} to {most}",
                value=value[:40],
                least=least,
                most=most,
            )
        return int(value)

    return read


def pattern(value: str) -> re.Pattern[str]:
    try:
        return re.compile(value or "$^")
    except re.error as error:
        raise InvalidInput("this is no regular expression: {why}", why=error.msg) from None


def log_in_origin(value: str) -> str:
    return value if value in {"journal", "off"} else str(absolute_path(value))


def bytes_pattern(value: str) -> re.Pattern[bytes]:
    return re.compile(pattern(some_text(value)).pattern.encode())


def level(value: str) -> str:
    if value not in LEVELS:
        raise InvalidInput(
            "{value!r} is no level; write one of {known}",
            value=value[:40],
            known=", ".join(LEVELS),
        )
    return value


def command_words(value: str) -> tuple[str, ...]:
    from shlex import split  # only where there are plugins

    try:
        words = split(value)
    except ValueError:
        raise InvalidInput("a quote is not closed") from None
    if not words or not words[0].startswith("/"):
        raise InvalidInput("write the whole path of the program, and its arguments")
    return tuple(words)


def words(value: str) -> tuple[str, ...]:
    return tuple(value.replace(",", " ").split())


def requests(value: str) -> tuple[str, ...]:
    found = words(value)
    for word in found:
        if word not in KNOWN:
            raise InvalidInput(
                "there is no request {word!r}; known are {known}",
                word=word[:60],
                known=", ".join(KNOWN),
            )
    return found


def masks(value: str) -> bool:
    if value not in {"full", "masked"}:
        raise InvalidInput("{value!r} is neither full nor masked", value=value[:40])
    return value == "masked"
