"""Patterns of lines: ``syslog/*.yml``; all are tried at once by RE2, in linear time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Protocol, cast

import re2

from collector.syslog.lines import FACILITIES, SEVERITIES, Line
from watchkeeper.config.bind import bind
from watchkeeper.config.nodes import Node, read_yaml
from watchkeeper.core.errors import ConfigError, InvalidInput
from watchkeeper.core.instants import DAY, MINUTE, SECOND, Duration
from watchkeeper.core.levels import Level
from watchkeeper.inventory.patterns import pattern

SHIPPED = Path(__file__).parent / "shipped"
MOST_PATTERNS = 500
MOST_GROUPS = 5
HOLD = Duration(15 * MINUTE)
_LONGEST_HOLD = Duration(DAY)
_LONGEST_VALUE = 120
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")
_GROUP = re.compile(r"\(\?P<([^>]*)>")
_RESERVED = frozenset(
    {"instance", "job", "pattern", "level", "severity", "alertname", "customer", "site",
     "criticality", "facility"}
)  # fmt: skip
_SET_MEMORY = 64 << 20


@dataclass(frozen=True, slots=True)
class LinePattern:
    """``clear`` ends what ``match`` began, for the same values of the named groups.

    Without ``level`` a line is counted only.  ``hold``: how long it lasts after the latest line.
    """

    name: str
    match: str
    clear: str = ""
    level: Level | None = None
    hold: Duration = HOLD
    severity: str = ""  # so bad, or worse
    facilities: frozenset[str] = frozenset()
    programs: frozenset[str] = frozenset()
    at: str = ""

    def admits(self, line: Line) -> bool:
        if self.programs and line.program not in self.programs:
            return False
        if self.facilities and line.facility not in self.facilities:
            return False
        return not self.severity or _badness(line.severity) <= _badness(self.severity)


@dataclass(frozen=True, slots=True)
class Hit:
    """A pattern that a line fits; ``is_clear``: the line ends it."""

    pattern: LinePattern
    values: tuple[tuple[str, str], ...]
    is_clear: bool = False


class _Set(Protocol):
    def Add(self, pattern: str) -> int: ...  # noqa: N802 re2's own name

    def Compile(self) -> None: ...  # noqa: N802 re2's own name

    def Match(self, text: str) -> list[int] | None: ...  # noqa: N802 re2's own name


class LinePatterns:
    """All patterns; an own one takes the place of a shipped one of its name."""

    def __init__(self, patterns: Iterable[LinePattern] = ()) -> None:
        self.by_name: Mapping[str, LinePattern] = {one.name: one for one in patterns}
        self._parts = tuple(_parts(self.by_name.values()))
        self._set = _set_of([text for text, _, _ in self._parts]) if self._parts else None

    def hits(self, line: Line) -> Iterator[Hit]:
        """Yield what the line fits, in the order of the names."""
        found = self._set.Match(line.text) if self._set is not None else None
        for number in sorted(found or ()):
            text, one, is_clear = self._parts[number]
            match = pattern(text).search(line.text) if one.admits(line) else None
            if match is not None:
                groups = match.groupdict()
                yield Hit(one, _values(groups), is_clear)


@dataclass(frozen=True, slots=True)
class _Written:
    name: Node
    match: Node
    clear: Node | None = None
    level: Level | None = None
    hold: Duration = HOLD
    severity: str = ""
    facility: tuple[str, ...] = ()
    program: tuple[str, ...] = ()
    at: str = ""


@dataclass(frozen=True, slots=True)
class _File:
    patterns: tuple[_Written, ...] = field(default=())


def pattern_files(folder: Path) -> list[Path]:
    return sorted((folder / "syslog").glob("*.yml"))


@cache
def shipped_patterns() -> tuple[LinePattern, ...]:
    return tuple(
        one for path in sorted(SHIPPED.glob("*.yml")) for one in read_patterns(path, name=path.name)
    )


def read_patterns(path: Path, *, name: str = "") -> tuple[LinePattern, ...]:
    """Read a file of patterns.  Raises ConfigError with its line and the remedy."""
    found = bind(read_yaml(path, name=name), _File)
    if len(found.patterns) > MOST_PATTERNS:
        raise ConfigError("may have at most {most} patterns", at=name, most=MOST_PATTERNS)
    return tuple(_pattern(one) for one in found.patterns)


def _pattern(written: _Written) -> LinePattern:
    if not _NAME.fullmatch(written.name.text):
        raise ConfigError(
            "the name of a pattern has letters, digits, '.', '-' and '_'", at=written.name.at
        )
    if not SECOND <= written.hold <= _LONGEST_HOLD:
        raise ConfigError("hold must be 1s to 1d", at=written.at)
    _check_word(written.severity, SEVERITIES, written.at)
    for word in written.facility:
        _check_word(word, FACILITIES, written.at)
    groups = _checked(written.match)
    if written.clear is not None and _checked(written.clear) != groups:
        raise ConfigError(
            "'clear' must name the same groups as 'match': by their values it knows what ended",
            at=written.clear.at,
        )
    return LinePattern(
        written.name.text,
        written.match.text,
        written.clear.text if written.clear else "",
        written.level,
        written.hold,
        written.severity,
        frozenset(written.facility),
        frozenset(written.program),
        written.at,
    )


def _check_word(word: str, known: tuple[str, ...], at: str) -> None:
    if word and word not in known:
        raise ConfigError("{word!r} is none of {known}", at=at, word=word, known=", ".join(known))


def _checked(node: Node) -> frozenset[str]:
    """Return the groups of a pattern.  Raises ConfigError for one that is no use."""
    try:
        pattern(node.text)
    except InvalidInput as error:
        raise ConfigError(error.sentence, at=node.at, **error.facts) from error
    names = _GROUP.findall(node.text)
    if len(names) > MOST_GROUPS:
        raise ConfigError("a pattern has at most {most} named groups", at=node.at, most=MOST_GROUPS)
    for name in names:
        if name in _RESERVED or not re.fullmatch(r"[a-z][a-z0-9_]{0,31}", name):
            raise ConfigError(
                "a group cannot be called {name!r}: it becomes a label of the series",
                at=node.at,
                name=name[:40],
            )
    return frozenset(names)


def _parts(patterns: Iterable[LinePattern]) -> Iterator[tuple[str, LinePattern, bool]]:
    for one in patterns:
        yield one.match, one, False
        if one.clear:
            yield one.clear, one, True


def _set_of(texts: list[str]) -> _Set:
    options = re2.Options()
    options.log_errors = False
    options.dot_nl = True
    options.max_mem = _SET_MEMORY
    found = cast("_Set", re2.Set.SearchSet(options))
    for text in texts:
        found.Add(text)
    found.Compile()
    return found


def _values(groups: Mapping[str, str | None]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((name, text[:_LONGEST_VALUE]) for name, text in groups.items() if text))


def _badness(severity: str) -> int:
    return SEVERITIES.index(severity)
