"""What stands before the number of a line: a metric's name and labels, as any of the formats do.

``up{job="x"}`` of Prometheus's text and OpenMetrics, ``{__name__="up", job="x"}`` of
``promtool tsdb dump``, ``{"up.time", job="x"}`` of names in UTF-8.  Pure.
"""

from __future__ import annotations

import re

from watchkeeper.core.labels import METRIC_NAME, Labels, labels_of
from watchkeeper.core.messages import mark

MOST_LABELS = 64
_LONGEST_NAME = 512
_LONGEST_VALUE = 4_096

_NAME = r"[a-zA-Z_:][a-zA-Z0-9_:.]*"
_QUOTED = r'"(?:[^"\\]|\\.)*"'
_HEAD = re.compile(rf"({_NAME})?[ \t]*(?:\{{(.*)\}})?", re.S)
_PAIR = re.compile(
    rf"[ \t]*(?:({_NAME}|{_QUOTED})[ \t]*=[ \t]*({_QUOTED})|({_QUOTED}))[ \t]*(?:,|$)", re.S
)
_ESCAPED = re.compile(r"\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-7]{3}|.)", re.S)
_LETTERS = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_LARGEST = 0x10FFFF


def labels_from_head(head: str) -> Labels:
    """Return the label set.  Raises ValueError with the reason."""
    match = _HEAD.fullmatch(head.strip())
    if match is None or not head.strip():
        raise ValueError(mark("it is no name with labels"))
    pairs = [] if match[1] is None else [(METRIC_NAME, match[1])]
    pairs += _pairs(match[2] or "")
    labels = labels_of(pairs)
    if len({name for name, _ in pairs}) != len(pairs):
        raise ValueError(mark("a label stands twice"))
    if not any(name == METRIC_NAME for name, _ in labels):
        raise ValueError(mark("it has no name"))
    _check_sizes(labels)
    return labels


def _pairs(inner: str) -> list[tuple[str, str]]:
    pairs, at = [], 0
    while at < len(inner.rstrip()):
        match = _PAIR.match(inner, at)
        if match is None:
            raise ValueError(mark('its labels are no `name="value"`'))
        name, value, alone = match.groups()
        pairs.append((METRIC_NAME, _plain(alone)) if alone else (_plain(name), _plain(value)))
        at = match.end()
    return pairs


def _plain(text: str) -> str:
    if not text.startswith('"'):
        return text
    return _ESCAPED.sub(_character, text[1:-1]) if "\\" in text else text[1:-1]


def _character(match: re.Match[str]) -> str:
    """Return what an escape stands for: those of Prometheus, and of Go, which dumps are written by."""
    said = match[1]
    if len(said) == 1:
        return _LETTERS.get(said, said)
    code = int(said, 8) if said[0].isdigit() else int(said[1:], 16)
    if code > _LARGEST or 0xD800 <= code <= 0xDFFF:
        raise ValueError(mark("an escape is no character"))
    return chr(code)


def _check_sizes(labels: Labels) -> None:
    is_large = len(labels) > MOST_LABELS or any(
        len(name) > _LONGEST_NAME or len(value) > _LONGEST_VALUE for name, value in labels
    )
    if is_large:
        raise ValueError(mark("it has more than 64 labels, or one that is too long"))
