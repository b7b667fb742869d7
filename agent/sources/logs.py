"""Lines of log files that fit patterns: counted, and the last of them kept."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from agent.config import LogPattern
from agent.kept import kept_place, write
from agent.log import log
from agent.paths import Path
from agent.readers import LEVELS
from agent.source import Lane
from agent.tail import Tail, bytes_from_place
from agent.told_lines import ToldLines
from watchkeeper.core.errors import WatchkeeperError
from watchkeeper.core.spans import Duration
from watchkeeper.host.patterns import literal_of
from watchkeeper.wire.exposition import Family, Kind, Reading

LINES_KEPT = 20
MOST_LINE_BYTES = 4_096
"""Of a longer line only the beginning is looked at."""

MOST_MATCHES = 1_000
"""Lines that one pattern may fit at one time; the others are counted as left out."""

_LOG = ("log",)
_MATCHES = Family("log_matches_total", Kind.COUNTER, "Lines that fit the pattern.", _LOG)
_LEFT_OUT = Family(
    "log_left_out_total", Kind.COUNTER, "Lines that fit, but were too many at one time.", _LOG
)
_LEVEL = Family(
    "log_level",
    Kind.GAUGE,
    "Level of a ticket for lines that fit: 4 for I, 3 for II, 2 for III, 1 for IV, 0 for none.",
    _LOG,
)
_READABLE = Family("log_readable", Kind.GAUGE, "1 if the file could be read.", _LOG)
_SKIPPED = Family(
    "log_skipped_bytes_total", Kind.COUNTER, "Bytes passed over: too much was written.", ("path",)
)


class _Watch:
    """One pattern and what it found."""

    def __init__(self, pattern: LogPattern) -> None:
        self.pattern = pattern
        self.literal = literal_of(pattern.match.pattern.decode()).encode()
        self.file_name = f"{pattern.name.replace('/', '%')}.lines"
        self.matches = 0
        self.left_out = 0
        self.kept: deque[bytes] = deque(maxlen=LINES_KEPT)

    def look(self, content: bytes) -> int:
        """Count the lines of *content* that fit; return how many."""
        if self.literal and self.literal not in content:
            return 0
        found = 0
        for line in content.splitlines():
            if self._fits(line[:MOST_LINE_BYTES]):
                found += 1
                if found <= MOST_MATCHES:
                    self.kept.append(line[:MOST_LINE_BYTES])
        self.matches += min(found, MOST_MATCHES)
        self.left_out += max(0, found - MOST_MATCHES)
        return found

    def _fits(self, line: bytes) -> bool:
        if self.literal and self.literal not in line:
            return False
        exclude = self.pattern.exclude
        return bool(self.pattern.match.search(line)) and not (exclude and exclude.search(line))


class _File:
    """One file and all patterns that are looked for in it."""

    def __init__(
        self, path: Path, patterns: Sequence[LogPattern], state: Path, told: ToldLines | None
    ) -> None:
        self._told = told
        self.watches = tuple(_Watch(pattern) for pattern in patterns)
        self.path = path
        self.skipped_bytes = 0
        self.is_readable = False
        self._kept_place = state / f"{str(path).replace('/', '%')[-200:]}.place"
        self._tail = Tail(path, kept_place(self._kept_place))
        self._state = state
        self._said = ""

    def read(self) -> None:
        before = self._tail.place
        try:
            news = self._tail.read()
        except (OSError, WatchkeeperError) as error:
            self.is_readable = False
            self._tell(str(error))
            return
        self.is_readable = True
        self._tell("")
        self.skipped_bytes += news.skipped_bytes
        for watch in self.watches:
            if watch.look(news.content):
                write(self._state / watch.file_name, b"\n".join(watch.kept) + b"\n")
                self._tell_lines(watch)
        if self._tail.place != before and self._tail.place is not None:
            write(self._kept_place, bytes_from_place(self._tail.place))

    def close(self) -> None:
        self._tail.close()

    def _tell_lines(self, watch: _Watch) -> None:
        most = watch.pattern.lines
        if self._told is not None and most:
            self._told.put(watch.pattern.name, tuple(watch.kept)[-most:])

    def _tell(self, problem: str) -> None:
        if problem and problem != self._said:
            log.warning("log file not readable", path=self.path, reason=problem)
        self._said = problem


class LogSource:
    """Reads each file once for all its patterns."""

    name = "logs"
    lane = Lane.BESIDE

    def __init__(
        self,
        patterns: Sequence[LogPattern],
        every: Duration,
        state: Path,
        told: ToldLines | None = None,
    ) -> None:
        self.every = every
        self._told = told
        self._patterns = tuple(patterns)
        self._state = state
        self._files: tuple[_File, ...] | None = None

    def read(self) -> list[Reading]:
        if self._files is None:
            self._files = tuple(_files(self._patterns, self._state, self._told))
        found: list[Reading] = []
        for file in self._files:
            file.read()
            found.append((_SKIPPED, (str(file.path),), file.skipped_bytes))
            for watch in file.watches:
                labels = (watch.pattern.name,)
                found.append((_MATCHES, labels, watch.matches))
                found.append((_LEFT_OUT, labels, watch.left_out))
                found.append((_LEVEL, labels, LEVELS.index(watch.pattern.level)))
                found.append((_READABLE, labels, float(file.is_readable)))
        return found

    def close(self) -> None:
        for file in self._files or ():
            file.close()


def _files(patterns: Sequence[LogPattern], state: Path, told: ToldLines | None) -> list[_File]:
    by_path: dict[str, list[LogPattern]] = {}
    for pattern in patterns:
        by_path.setdefault(str(pattern.path), []).append(pattern)
    return [_File(Path(path), found, state, told) for path, found in by_path.items()]
