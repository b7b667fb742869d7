"""Log-ins: lines of sshd, and what is to be thought of them."""

from __future__ import annotations

import re
from collections import deque
from enum import Enum
from typing import NamedTuple

MANY_FAILURES = 10
FAILURES_WITHIN_SECONDS = 600
MOST_SOURCES = 1_000
MOST_PAIRS = 5_000

_SSHD = re.compile(rb" sshd(?:-session)?\[\d{1,10}\]: ")
_FAILED = re.compile(
    r"Failed \S{1,40} for (?:invalid user )?(.{0,256}) from (\S{1,64}) port \d{1,5} ssh2"
)
_CLOSED = re.compile(
    r"(?:Connection (?:closed|reset) by|Disconnected from) (?:authenticating|invalid) user "
    r"(.{0,256}) (\S{1,64}) port \d{1,5}(?: \[preauth\])?"
)
_ACCEPTED = re.compile(
    r"Accepted \S{1,40} for (.{1,256}) from (\S{1,64}) port \d{1,5} ssh2(?:: .*)?"
)


class Outcome(Enum):
    """How an attempt to log in ended."""

    ACCEPTED = "accepted"
    FAILED = "failed"


class LogIn(NamedTuple):
    """One attempt; both words may come from a stranger."""

    outcome: Outcome
    user: str
    source: str


def log_in(line: bytes) -> LogIn | None:
    """Read one line of a log; None for what tells of no attempt.

    The name stands in the middle and is the stranger's choice, so the address is taken from the
    end of the line: a user called ``x from 192.0.2.1`` accuses nobody else.
    """
    marker = _SSHD.search(line)
    if marker is None:
        return None
    said = line[marker.end() :].decode("utf-8", "replace").rstrip()
    for pattern, outcome in _OUTCOMES:
        match = pattern.fullmatch(said)
        if match:
            return LogIn(outcome, match[1], match[2])
    return None


_OUTCOMES = (
    (_FAILED, Outcome.FAILED),
    (_CLOSED, Outcome.FAILED),
    (_ACCEPTED, Outcome.ACCEPTED),
)


class Finding(Enum):
    """What is noteworthy about a log-in that succeeded."""

    AFTER_FAILURES = "after_failures"
    NEW_SOURCE = "new_source"


class Book:
    """Remembers who came from where, and how often strangers failed; bounded in all of it."""

    def __init__(self, known: dict[str, set[str]] | None = None) -> None:
        self.known = known if known is not None else {}
        self._failures: dict[str, deque[float]] = {}

    def take(self, attempt: LogIn, now: float) -> tuple[Finding, ...]:
        """Take an attempt at *now* (seconds); return what is noteworthy about it."""
        if attempt.outcome is Outcome.FAILED:
            self._failed(attempt.source, now)
            return ()
        found = []
        if self._recent_failures(attempt.source, now) >= MANY_FAILURES:
            found.append(Finding.AFTER_FAILURES)
        if self._is_new(attempt):
            found.append(Finding.NEW_SOURCE)
        return tuple(found)

    def _failed(self, source: str, now: float) -> None:
        if source not in self._failures and len(self._failures) >= MOST_SOURCES:
            del self._failures[min(self._failures, key=lambda each: self._failures[each][-1])]
        self._failures.setdefault(source, deque(maxlen=MANY_FAILURES)).append(now)

    def _recent_failures(self, source: str, now: float) -> int:
        times = self._failures.get(source, ())
        return sum(now - FAILURES_WITHIN_SECONDS <= at <= now for at in times)

    def _is_new(self, attempt: LogIn) -> bool:
        """Tell whether a user who is known comes from elsewhere; the first source is learnt."""
        sources = self.known.setdefault(attempt.user, set())
        is_new = attempt.source not in sources
        is_first = not sources
        if is_new and sum(map(len, self.known.values())) < MOST_PAIRS:
            sources.add(attempt.source)
        return is_new and not is_first


def known_from_bytes(content: bytes) -> dict[str, set[str]]:
    """Read what ``bytes_from_known`` wrote; lines that make no sense are left out."""
    known: dict[str, set[str]] = {}
    for line in content.decode("utf-8", "replace").splitlines()[:MOST_PAIRS]:
        source, _, user = line.partition(" ")
        if source and user:
            known.setdefault(user, set()).add(source)
    return known


def bytes_from_known(known: dict[str, set[str]]) -> bytes:
    lines = (
        f"{source} {user}\n"
        for user, sources in sorted(known.items())
        for source in sorted(sources)
    )
    return "".join(lines).encode("utf-8", "replace")


def homes(passwd: str) -> dict[str, str]:
    """Read /etc/passwd: users to their homes; broken lines are left out."""
    found: dict[str, str] = {}
    for line in passwd.splitlines():
        fields = line.split(":")
        if len(fields) >= 7:
            found[fields[0]] = fields[5]
    return found
