"""Read a page in Prometheus's text format (version 0.0.4), strictly and within bounds.

Source: prometheus.io/docs/instrumenting/exposition_formats, "Text format details".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from watchkeeper.core.errors import InvalidInput, TooLarge
from watchkeeper.core.labels import METRIC_NAME, Labels, labels_of
from watchkeeper.wire.exposition import Kind

MAX_PAGE_BYTES = 32 << 20
MAX_SAMPLES = 200_000
MAX_LABELS = 64
MAX_LINE_CHARACTERS = 65_536

_NAME = r"[a-zA-Z_:][a-zA-Z0-9_:]*"
_PAIR = r'[ \t]*([a-zA-Z_][a-zA-Z0-9_]*)[ \t]*=[ \t]*"((?:[^"\\\n]|\\[\\n"])*)"[ \t]*'
_SAMPLE = re.compile(
    rf"({_NAME})[ \t]*(?:\{{(.*)\}})?[ \t]*([^\s{{}}]+)(?:[ \t]+(-?\d{{1,18}}))?[ \t]*"
)
_ONE_PAIR = re.compile(_PAIR + r"(?:,|$)")
_COMMENT = re.compile(rf"#[ \t]+(HELP|TYPE)[ \t]+({_NAME})(?:[ \t]+(.*))?")
_NUMBER = re.compile(
    r"[+-]?(?:\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?|inf(?:inity)?|nan)", re.I
)
_ESCAPED = re.compile(r"\\(.)")
_UNESCAPE = {"n": "\n", "\\": "\\", '"': '"'}


class Sample(NamedTuple):
    """One line of a page; ``time_ms`` where the page gives one."""

    labels: Labels
    value: float
    time_ms: int | None = None


class Page(NamedTuple):
    """What a page holds; kinds and helps by family."""

    samples: tuple[Sample, ...]
    kinds: Mapping[str, Kind] = MappingProxyType({})
    helps: Mapping[str, str] = MappingProxyType({})


def parse(body: bytes) -> Page:
    """Read a page.  Raises InvalidInput with the line's number, TooLarge beyond the bounds."""
    if len(body) > MAX_PAGE_BYTES:
        raise TooLarge("the page has more than {most} bytes", most=MAX_PAGE_BYTES)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _wrong(body.count(b"\n", 0, error.start) + 1, "it is no UTF-8") from None
    reader = _Reader()
    for number, line in enumerate(text.split("\n"), start=1):
        reader.read(number, line.strip(" \t\r"))
    return Page(tuple(reader.samples), reader.kinds, reader.helps)


class _Reader:
    """What was read so far, line by line."""

    def __init__(self) -> None:
        self.samples: list[Sample] = []
        self.kinds: dict[str, Kind] = {}
        self.helps: dict[str, str] = {}
        self._seen: set[tuple[Labels, int | None]] = set()

    def read(self, number: int, line: str) -> None:
        if not line:
            return
        if len(line) > MAX_LINE_CHARACTERS:
            raise TooLarge(
                "a line of the page has more than {most} characters", most=MAX_LINE_CHARACTERS
            )
        if line.startswith("#"):
            self._read_comment(number, line)
        else:
            self._read_sample(number, line)

    def _read_sample(self, number: int, line: str) -> None:
        match = _SAMPLE.fullmatch(line)
        if match is None:
            raise _wrong(number, 'it is no `name{label="value"} number`')
        name, inner, value, time = match.groups()
        pairs = _pairs(number, inner) if inner and inner.strip() else []
        sample = Sample(
            _labels(number, name, pairs),
            _number(number, value),
            None if time is None else int(time),
        )
        key = (sample.labels, sample.time_ms)
        if key in self._seen:
            raise _wrong(number, "the same series stands on an earlier line")
        if len(self.samples) >= MAX_SAMPLES:
            raise TooLarge("the page has more than {most} samples", most=MAX_SAMPLES)
        self._seen.add(key)
        self.samples.append(sample)

    def _read_comment(self, number: int, line: str) -> None:
        match = _COMMENT.fullmatch(line)
        if match is None:
            return
        what, name, rest = match.groups()
        if what == "HELP":
            self.helps[name] = _unescaped(rest or "")
            return
        if name in self.kinds:
            raise _wrong(number, f"a second TYPE of {name}")
        try:
            self.kinds[name] = Kind((rest or "").strip())
        except ValueError:
            raise _wrong(number, f"{(rest or '')[:40]!r} is no type") from None


def _pairs(number: int, inner: str) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    at = 0
    while at < len(inner):
        match = _ONE_PAIR.match(inner, at)
        if match is None:
            if inner[at:].strip():
                raise _wrong(number, 'its labels are no `name="value"` pairs')
            break
        pairs.append((match[1], _unescaped(match[2]) if "\\" in match[2] else match[2]))
        at = match.end()
        if len(pairs) > MAX_LABELS:
            raise TooLarge("a series of the page has more than {most} labels", most=MAX_LABELS)
    return pairs


def _labels(number: int, name: str, pairs: list[tuple[str, str]]) -> Labels:
    names = {METRIC_NAME, *(pair[0] for pair in pairs)}
    if len(names) != len(pairs) + 1:
        raise _wrong(number, "a label stands twice")
    return labels_of([(METRIC_NAME, name), *pairs])


def _number(number: int, text: str) -> float:
    if not _NUMBER.fullmatch(text):
        raise _wrong(number, f"{text[:40]!r} is no number")
    return float(text)


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda match: _UNESCAPE.get(match[1], match[0]), text)


def _wrong(number: int, why: str) -> InvalidInput:
    return InvalidInput("line {line} of the page: {why}", line=number, why=why)
