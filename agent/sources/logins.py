"""Who logged in, who tried to, and files that let people in."""

from __future__ import annotations

import os
from collections.abc import Iterable

from agent.clock import AgentClock
from agent.files import read_regular, read_whole
from agent.kept import kept_place, write
from agent.log import log
from agent.paths import Path
from agent.source import Lane, NotHere
from agent.tail import Tail, bytes_from_place
from watchkeeper.core.errors import WatchkeeperError
from watchkeeper.core.spans import SECOND, Duration
from watchkeeper.host.logins import (
    Book,
    Finding,
    LogIn,
    Outcome,
    bytes_from_known,
    homes,
    known_from_bytes,
    log_in,
)
from watchkeeper.wire.exposition import Family, Kind, Reading

JOURNAL = "journal"
MOST_SHOWN = 20
MOST_COUNTED = 1_000
MOST_NOTEWORTHY = 60
_MOST_USERS = 100
_MOST_STATE_BYTES = 1 << 20
_JOURNAL_SECONDS = 10.0
NOBODY = "(unknown)"
OTHERS = "(others)"

_FAILURES = Family(
    "watchkeeper_login_failures_total",
    Kind.COUNTER,
    "Failed attempts, by the 20 addresses with most of them; all others are one.",
    ("source",),
)
_BY_USER = Family(
    "watchkeeper_login_failures_by_user_total",
    Kind.COUNTER,
    "Failed attempts as a user of this host; all other names are one.",
    ("user",),
)
_SUCCESSES = Family("watchkeeper_login_successes_total", Kind.COUNTER, "Log-ins.", ("user",))
_GUESSED = Family(
    "watchkeeper_login_guessed_timestamp_seconds",
    Kind.GAUGE,
    "When a log-in last succeeded after ten failures within ten minutes, since 1970.",
    ("user", "source"),
)
_NEW_SOURCE = Family(
    "watchkeeper_login_new_source_timestamp_seconds",
    Kind.GAUGE,
    "When a user first logged in from an address, since 1970.",
    ("user", "source"),
)
_NEW_ROOT_SOURCE = Family(
    "watchkeeper_login_new_root_source_timestamp_seconds",
    Kind.GAUGE,
    "When root first logged in from an address, since 1970.",
    ("source",),
)
_ACCESS_FILE = Family(
    "watchkeeper_access_file_changed_timestamp_seconds",
    Kind.GAUGE,
    "When a file of keys or sudoers was last written, since 1970; 0 where there is none.",
    ("file",),
)


class LogInSource:
    """Follows sshd's log, a file or the journal."""

    name = "logins"
    lane = Lane.BESIDE

    def __init__(
        self,
        *,
        origin: str,
        etc: Path,
        log_folder: Path,
        state: Path,
        clock: AgentClock,
        journalctl: str = "journalctl",
    ) -> None:
        self.every = Duration((60 if origin == JOURNAL else 15) * SECOND)
        self._origin = origin
        self._etc = etc
        self._log_folder = log_folder
        self._state = state
        self._clock = clock
        self._journalctl = journalctl
        self._tail: Tail | None = None
        self._book: Book | None = None
        self._users: set[str] = set()
        self._failures = Counts()
        self._by_user = Counts()
        self._successes = Counts()
        self._noteworthy: dict[tuple[Family, tuple[str, ...]], float] = {}

    def read(self) -> list[Reading]:
        if self._book is None:
            self._book = Book(self._known())
        homes_by_user = homes(read_whole(self._etc / "passwd"))
        self._users = set(homes_by_user)
        self._take(self._lines(), self._book)
        return [
            *self._failures.readings(_FAILURES),
            *self._by_user.readings(_BY_USER),
            *self._successes.readings(_SUCCESSES),
            *((family, labels, at) for (family, labels), at in self._noteworthy.items()),
            *_access_files(homes_by_user, self._etc),
        ]

    def close(self) -> None:
        if self._tail is not None:
            self._tail.close()

    def _lines(self) -> list[bytes]:
        if self._origin == JOURNAL:
            return self._journal()
        if self._tail is None:
            path = self._file()
            self._tail = Tail(path, kept_place(self._state / "log.place"))
        lines = self._tail.read().content.splitlines()
        place = self._tail.place
        if lines and place is not None:
            write(self._state / "log.place", bytes_from_place(place))
        return lines

    def _file(self) -> Path:
        """Return the file that is set; else the first that this host has and that we may read."""
        if self._origin:
            return Path(self._origin)
        for name in ("auth.log", "secure"):
            path = self._log_folder / name
            if os.access(path, os.R_OK):
                return path
        raise NotHere("no log of log-ins may be read in {folder}", folder=self._log_folder)

    def _journal(self) -> list[bytes]:
        from agent.programs import run  # it loads subprocess

        cursor = self._state / "journal.cursor"
        os.makedirs(self._state, 0o700, exist_ok=True)  # noqa: PTH103 paths are text here
        since = () if cursor.exists() else ("--since=-1min",)
        words = ("-q", "--no-pager", "-o", "short", "-t", "sshd", "-t", "sshd-session")
        done = run(
            (self._journalctl, *words, *since, f"--cursor-file={cursor}"),
            timeout_seconds=_JOURNAL_SECONDS,
            clock=self._clock,
        )
        return done.output.splitlines()

    def _take(self, lines: Iterable[bytes], book: Book) -> None:
        now = self._clock.monotonic()
        before = sum(map(len, book.known.values()))
        for line in lines:
            attempt = log_in(line)
            if attempt is not None:
                self._note(attempt, book.take(attempt, now))
        if sum(map(len, book.known.values())) != before:
            write(self._state / "known", bytes_from_known(book.known))

    def _note(self, attempt: LogIn, findings: tuple[Finding, ...]) -> None:
        user = attempt.user if attempt.user in self._users else NOBODY
        if attempt.outcome is Outcome.FAILED:
            self._failures.add(attempt.source)
            self._by_user.add(user)
            return
        self._successes.add(user)
        for finding in findings:
            log.info("log-in", finding=finding.value, user=user, source=attempt.source)
            self._remember(finding, user, attempt.source)

    def _remember(self, finding: Finding, user: str, source: str) -> None:
        family = _GUESSED if finding is Finding.AFTER_FAILURES else _NEW_SOURCE
        keys: list[tuple[Family, tuple[str, ...]]] = [(family, (user, source))]
        if finding is Finding.NEW_SOURCE and user == "root":
            keys.append((_NEW_ROOT_SOURCE, (source,)))
        for key in keys:
            self._noteworthy.pop(key, None)  # the latest stands last
            self._noteworthy[key] = self._clock.now() / 1000
        while len(self._noteworthy) > MOST_NOTEWORTHY:
            del self._noteworthy[next(iter(self._noteworthy))]

    def _known(self) -> dict[str, set[str]]:
        try:
            return known_from_bytes(read_regular(self._state / "known", _MOST_STATE_BYTES))
        except (OSError, WatchkeeperError):
            return {}


class Counts:
    """Counts by name, of which strangers may invent any number; the highest are told by name."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
        self._all = 0
        self._told: set[str] = set()

    def add(self, name: str) -> None:
        self._all += 1
        if name not in self._counts and len(self._counts) >= MOST_COUNTED:
            del self._counts[min(self._counts, key=self._counts.__getitem__)]
        self._counts[name] = self._counts.get(name, 0) + 1

    def readings(self, family: Family) -> list[Reading]:
        """Return the highest counts, and the sum of all others.

        A name that is told for the first time begins at 0, so that increase() sees what came.
        """
        highest = sorted(self._counts, key=lambda name: (-self._counts[name], name))[:MOST_SHOWN]
        shown = {name: self._counts[name] if name in self._told else 0 for name in highest}
        self._told = set(highest)
        return [
            *((family, (name,), count) for name, count in shown.items()),
            (family, (OTHERS,), self._all - sum(self._counts[name] for name in highest)),
        ]


def _access_files(homes_by_user: dict[str, str], etc: Path) -> list[Reading]:
    paths = [str(etc / "sudoers"), str(etc / "sudoers.d")]
    users = list(homes_by_user.items())[:_MOST_USERS]
    paths += [f"{home}/.ssh/authorized_keys" for _, home in users if os.path.isdir(home)]  # noqa: PTH112 paths are text here
    times = {path: _written(path) for path in paths}
    return [(_ACCESS_FILE, (path,), at) for path, at in times.items() if at is not None]


def _written(path: str) -> float | None:
    """Return when a file was written, 0 where there is none, None where we may not know."""
    try:
        return os.stat(path).st_mtime  # noqa: PTH116 paths are text here
    except (FileNotFoundError, NotADirectoryError):
        return 0.0
    except OSError:
        return None
