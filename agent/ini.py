"""INI files in which every value knows its line, so that an error can say where."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from watchkeeper.core.errors import ConfigError

_SECTION = re.compile(r"\[\s*([a-z_]+)(?:\s+(\"[^\"]*\"|[^\s\"\]]+))?\s*\]")
_SETTING = re.compile(r"([a-z_]+)\s*=\s*(.*)")
MAX_BYTES = 1 << 20


class Setting(NamedTuple):
    """One ``name = value`` with its place, ``file:line``."""

    name: str
    value: str
    at: str


class Section(NamedTuple):
    """``[kind]``, ``[kind name]`` or ``[kind "two words"]``."""

    kind: str
    name: str
    at: str
    settings: dict[str, Setting]


def parse_ini(text: str, file_name: str) -> tuple[Section, ...]:
    """Read an INI text.  Raises ConfigError with file and line."""
    sections: list[Section] = []
    for number, line in _lines(text):
        at = f"{file_name}:{number}"
        if line.startswith("["):
            _add_section(sections, line, at)
        elif not sections:
            raise ConfigError("write a section such as [agent] before the first setting", at=at)
        else:
            _add_setting(sections[-1], line, at)
    return tuple(sections)


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the word of *known* that looks most like *word*."""
    pairs = {word[i : i + 2] for i in range(len(word))}
    return max(known, key=lambda other: len(pairs & {other[i : i + 2] for i in range(len(other))}))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.splitlines(), start=1):
        stripped = line.strip()
        if stripped and stripped[0] not in "#;":
            yield number, stripped


def _add_section(sections: list[Section], line: str, at: str) -> None:
    match = _SECTION.fullmatch(line)
    if match is None:
        raise ConfigError(
            '{line!r} is no section; write [agent] or [backup "nightly"]', at=at, line=line[:60]
        )
    section = Section(kind=match[1], name=(match[2] or "").strip('"'), at=at, settings={})
    for earlier in sections:
        if (earlier.kind, earlier.name) == (section.kind, section.name):
            raise ConfigError(
                "this section stands already at {earlier}; keep one of the two",
                at=at,
                earlier=earlier.at,
            )
    sections.append(section)


def _add_setting(section: Section, line: str, at: str) -> None:
    match = _SETTING.fullmatch(line)
    if match is None:
        raise ConfigError("{line!r} is no setting; write name = value", at=at, line=line[:60])
    name = match[1]
    if name in section.settings:
        raise ConfigError(
            "{name} stands already at {earlier}; keep one of the two",
            at=at,
            name=name,
            earlier=section.settings[name].at,
        )
    section.settings[name] = Setting(name, match[2].strip(), at)
