"""Series as unit tests write them: ``up{job="a"}`` and values such as ``0+10x5 _x3 stale``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.promql.errors import PromqlError
from rules.promql.histogram.notation import histograms_from_text
from rules.promql.nodes import VectorSelector
from rules.promql.parser import parse
from rules.promql.series import MatchKind
from watchkeeper.core.errors import InvalidInput, TooLarge
from watchkeeper.core.labels import Labels, labels_of
from watchkeeper.core.samples import ABSENT, STALE
from watchkeeper.storage.series.histograms import Histogram

MAX_VALUES = 200_000

# No hexadecimal here: 0x10 is eleven zeros, as in Prometheus.

_UNSIGNED = r"(?:(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|[iI]nf|[nN]a[nN])"
_TOKEN = re.compile(r"\{\{[^{}]*\}\}(?:[+-]\{\{[^{}]*\}\})?\S*|\S+")
_ITEM = re.compile(
    rf"(?P<gap>_)(?:x(?P<gaps>\d+))?"
    rf"|(?P<stale>stale)(?:x(?P<stales>\d+))?"
    rf"|(?P<start>[-+]?{_UNSIGNED})(?:(?P<step>[-+]{_UNSIGNED})?x(?P<times>\d+))?"
)


def series_from_text(text: str) -> Labels:
    """Return the labels of a series written as a selector.  Raises InvalidInput."""
    try:
        node = parse(text)
    except PromqlError as error:
        raise InvalidInput(
            "{text!r} is no series: {reason}", text=text[:80], reason=error.summary()
        ) from error
    if not isinstance(node, VectorSelector) or any(
        matcher.kind is not MatchKind.EQUAL for matcher in node.matchers
    ):
        raise InvalidInput(
            '{text!r} is no series; write its labels as job="a" in braces', text=text[:80]
        )
    return labels_of((matcher.name, matcher.value) for matcher in node.matchers)


def values_from_text(text: str) -> list[float | Histogram]:
    """Return the values in order; gaps are ABSENT, ``stale`` is STALE.  Raises InvalidInput."""
    values: list[float | Histogram] = []
    for item in _TOKEN.findall(text):
        for value in _item(item):
            values.append(value)
            if len(values) > MAX_VALUES:
                raise TooLarge("a series has more than {limit} values", limit=MAX_VALUES)
    return values


def _item(item: str) -> Iterator[float | Histogram]:
    if item.startswith("{{"):
        yield from histograms_from_text(item)
        return
    match = _ITEM.fullmatch(item)
    if match is None:
        raise InvalidInput(
            "{item!r} is no value; write for example 5, 0+10x5, _x3 or stale", item=item[:40]
        )
    if match["gap"]:
        yield from _repeated(ABSENT, _count(match["gaps"], 1))
    elif match["stale"]:
        yield from _repeated(STALE, _count(match["stales"], 1))
    else:
        yield from _stepped(match["start"], match["step"] or "0", _count(match["times"], 0))


def _count(text: str | None, default: int) -> int:
    return min(int(text), MAX_VALUES + 1) if text is not None else default


def _repeated(value: float, count: int) -> Iterator[float]:
    for _ in range(count):
        yield value


def _stepped(start: str, step: str, times: int) -> Iterator[float]:
    """Yield the start and as many steps on; each is added to the last, as in Prometheus."""
    value, by = float(start), float(step)
    yield value
    for _ in range(times):
        value += by
        yield value
