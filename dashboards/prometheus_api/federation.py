"""``/federate``: the newest sample of each series that ``match[]`` selects, as exposition text.

As prometheus web/federate.go: times are given, stale series left out, types not known; series
without an instance get an empty one, so that whoever scrapes with honor_labels adds none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from dashboards.prometheus_api.known import Known
from dashboards.prometheus_api.lookups import matchers_of
from rules.promql.series import Matcher, SeriesSource
from watchkeeper.core.instants import MINUTE, Duration, Instant
from watchkeeper.core.labels import METRIC_NAME, Labels, escape_value, label
from watchkeeper.storage.series.reading import Latest, latest_of
from watchkeeper.wire.exposition import text_from_number

LOOKBACK = Duration(5 * MINUTE)
PART_LINES = 2_000

_PLAIN_METRIC = re.compile(r"[a-zA-Z_:][a-zA-Z0-9_:]*")
_PLAIN_LABEL = re.compile(r"[a-zA-Z_][a-zA-Z0-9_]*")
_ODD = re.compile(r"[^a-zA-Z0-9_:]")


def federated(known: Known, match: Iterable[str], *, allows_utf8: bool) -> Iterator[bytes]:
    """Yield the page in parts.  Raises PromqlError before the first."""
    found: dict[Labels, Latest] = {}
    for matchers in [matchers_of(text) for text in match]:
        for one in _newest(known.evaluator.source, matchers, known.clock.now()):
            found.setdefault(one.labels, one)
    named = sorted(
        (label(labels, METRIC_NAME), labels) for labels in found if label(labels, METRIC_NAME)
    )
    lines = (
        line
        for name, group in groupby(named, key=lambda one: one[0])
        for line in _family(name, [found[labels] for _, labels in group], allows_utf8=allows_utf8)
    )
    return _parts(lines)


def _newest(source: SeriesSource, matchers: tuple[Matcher, ...], now: Instant) -> Iterator[Latest]:
    selection = source.select(matchers)
    start = Instant(now - LOOKBACK)
    yield from latest_of(selection, source.window(selection, start, now), start, now)


def _family(name: str, samples: Iterable[Latest], *, allows_utf8: bool) -> Iterator[str]:
    is_plain = _PLAIN_METRIC.fullmatch(name) is not None
    shown = name if is_plain or allows_utf8 else _plain(name)
    quoted = shown if is_plain or not allows_utf8 else f'"{escape_value(name)}"'
    yield f"# TYPE {quoted} untyped\n"
    for one in samples:
        pairs = [*_pairs(one.labels, allows_utf8=allows_utf8)]
        if quoted != shown:
            pairs.insert(0, quoted)
        before = "" if quoted != shown else shown
        yield f"{before}{{{','.join(pairs)}}} {text_from_number(one.value)} {one.at}\n"


def _pairs(labels: Labels, *, allows_utf8: bool) -> Iterator[str]:
    if not label(labels, "instance"):
        yield 'instance=""'
    for name, value in labels:
        if name != METRIC_NAME:
            yield f'{_label_name(name, allows_utf8=allows_utf8)}="{escape_value(value)}"'


def _label_name(name: str, *, allows_utf8: bool) -> str:
    if _PLAIN_LABEL.fullmatch(name):
        return name
    return f'"{escape_value(name)}"' if allows_utf8 else _plain(name).replace(":", "_")


def _plain(name: str) -> str:
    """Write a name for readers that know only the old characters."""
    plain = _ODD.sub("_", name)
    return f"_{plain}" if plain[0].isdigit() else plain


def _parts(lines: Iterable[str]) -> Iterator[bytes]:
    kept: list[str] = []
    for line in lines:
        kept.append(line)
        if len(kept) >= PART_LINES:
            yield "".join(kept).encode("utf-8", "replace")
            kept = []
    if kept:
        yield "".join(kept).encode("utf-8", "replace")
