"""What the probes of databases share: rows become samples, queries of one's own, a pause after a refusal."""

from __future__ import annotations

import ipaddress
import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum

from collector.probes.outcome import ProbeFailed, Samples, series
from watchkeeper.core.clock import Clock
from watchkeeper.core.errors import InvalidInput

MAX_QUERIES = 20
MAX_ROWS = 1_000
MAX_QUERY_CHARACTERS = 20_000
MAX_LABEL_CHARACTERS = 200
_NAME = re.compile(r"[a-z_][a-z0-9_]{0,99}", re.ASCII)
_TAKEN = ("up", "probe_", "scrape_", "watchkeeper_", "alerts", "node_")
_WORDS = {
    **dict.fromkeys(("yes", "on", "enabled", "true", "ok", "online", "primary"), 1.0),
    **dict.fromkeys(
        (
            "no",
            "off",
            "disabled",
            "false",
            "connecting",
            "preparing",
            "disconnected",
            "non-primary",
        ),
        0.0,
    ),
}
_FIRST_PAUSE_SECONDS, _LONGEST_PAUSE_SECONDS = 30.0, 300.0

Row = Mapping[str, object]


class Encryption(Enum):
    """Whether TLS is asked for, and whether the certificate must be trusted."""

    NONE = "none"
    UNVERIFIED = "unverified"
    VERIFIED = "verified"


@dataclass(frozen=True, slots=True)
class UserQuery:
    """A query whose numeric columns become series ``name_column``; a column ``value`` is ``name``.

    ``labels`` are the columns that tell rows apart.
    """

    name: str
    query: str
    labels: tuple[str, ...] = ()
    at: str = ""

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name) or self.name.startswith(_TAKEN):
            raise InvalidInput(
                "{name!r} cannot name a query: small letters, digits and _, not beginning with "
                "{taken}",
                name=self.name[:60],
                taken=", ".join(_TAKEN),
            )
        if not self.query.strip() or len(self.query) > MAX_QUERY_CHARACTERS:
            raise InvalidInput("a query has 1 to {most} characters", most=MAX_QUERY_CHARACTERS)
        for name in self.labels:
            if not _NAME.fullmatch(name) or name in {"instance", "job", "probe"}:
                raise InvalidInput("{name!r} cannot be a label", name=name[:60])


def check_queries(queries: Sequence[UserQuery]) -> None:
    """Raises InvalidInput for too many, and for a name twice."""
    if len(queries) > MAX_QUERIES:
        raise InvalidInput("at most {most} queries are taken", most=MAX_QUERIES)
    names = [query.name for query in queries]
    for query in queries:
        if names.count(query.name) > 1:
            raise InvalidInput(
                "the query {name!r} stands here twice", at=query.at or None, name=query.name
            )


def samples_of_rows(name: str, labels: Sequence[str], rows: Sequence[Row]) -> Samples:
    """Return the numeric columns of rows; the first of rows with the same labels counts."""
    samples: dict[tuple[tuple[str, str], ...], float] = {}
    for row in rows[:MAX_ROWS]:
        own = {key: label_text(row.get(key)) for key in labels}
        for column, value in row.items():
            number = None if column in own else number_of(value)
            if number is not None:
                samples.setdefault(series(_metric(name, column), **own), number)
    return samples


def _metric(name: str, column: str) -> str:
    plain = re.sub(r"[^a-z0-9_]", "_", column.lower())
    return name if plain == "value" else f"{name}_{plain}"


def label_text(value: object) -> str:
    """Return what of a cell may stand in a label."""
    text = "" if value is None else str(value)
    return text[:MAX_LABEL_CHARACTERS].replace("\0", "")


def number_of(value: object) -> float | None:
    """Return a cell as a number, times as seconds; None where it is none."""
    match value:
        case bool() | int() | float() | Decimal():
            return _float(value)
        case timedelta():
            return value.total_seconds()
        case datetime():
            return value.timestamp()
        case date() | uuid.UUID() | ipaddress.IPv4Address() | ipaddress.IPv6Address():
            return None
        case str():
            return number_of_text(value)
        case _:
            return None


def _float(value: float | Decimal) -> float | None:
    try:
        return float(value)
    except (ValueError, OverflowError):  # a signalling NaN; more digits than a float has
        return None


def number_of_text(text: str) -> float | None:
    """Return a number that a server wrote as text, and 1 or 0 for its words of yes and no."""
    found = _WORDS.get(text.strip().lower())
    if found is not None:
        return found
    try:
        return float(text) if len(text) <= 40 and "_" not in text else None
    except ValueError:
        return None


class SignInRefused(ProbeFailed):
    """The server does not let us in: it is asked again later, so that no account is locked."""


class SignInPause:
    """Holds a probe back after a refusal: 30 s, then twice as long each time, up to five minutes."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._seconds = 0.0
        self._not_before = 0.0
        self._reason = ""

    def check(self, host: str) -> None:
        """Raises SignInRefused where it is too early to ask again."""
        left = self._not_before - self._clock.monotonic()
        if self._seconds and left > 0:
            raise SignInRefused(
                "{host} refused the sign-in ({reason}); asked again in {seconds} s, so that the "
                "account is not locked",
                host=host,
                reason=self._reason,
                seconds=round(left),
            )

    def refused(self, reason: str) -> None:
        self._seconds = min(max(_FIRST_PAUSE_SECONDS, 2 * self._seconds), _LONGEST_PAUSE_SECONDS)
        self._not_before = self._clock.monotonic() + self._seconds
        self._reason = reason[:200]

    def let_in(self) -> None:
        self._seconds = 0.0
