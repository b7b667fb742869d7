"""``status/...``: what this server is, how it is set up, and how many series it holds."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable

import numpy as np

from dashboards.prometheus_api.encoding import Answer
from dashboards.prometheus_api.known import Known
from dashboards.prometheus_api.lookups import EVERYTHING
from dashboards.prometheus_api.parameters import Parameters
from dashboards.prometheus_api.queries import Work
from dashboards.prometheus_api.rule_groups import NEVER
from rules.promql.series import NO_TIME, Matcher, MatchKind, Selection, SeriesSource
from watchkeeper import __version__
from watchkeeper.core.instants import Instant, rfc3339
from watchkeeper.core.labels import METRIC_NAME
from watchkeeper.storage.series.limits import HEAD_LENGTH

_TOP = 10
_MOST_TOP = 10_000
_SPEAKS = "3.0.0"  # the version whose API and language this is
_EVERYWHERE = (Matcher(METRIC_NAME, MatchKind.MATCHES, "up|probe_success|watchkeeper_build_info"),)

Stat = dict[str, object]


def build_information(_: Known, __: Parameters) -> Work:
    # without `features`, which would tell Grafana of a ruler API that is not here
    return lambda: Answer(
        {
            "version": f"{_SPEAKS}-watchkeeper.{__version__}",
            "revision": "",
            "branch": "",
            "buildUser": "",
            "buildDate": "",
            "goVersion": "",
        }
    )


def runtime_information(known: Known, _: Parameters) -> Work:
    facts = known.facts

    def work() -> Answer:
        loaded = facts.loaded_at()
        return Answer(
            {
                "startTime": rfc3339(facts.started_at),
                "CWD": facts.folder,
                "hostname": os.uname().nodename,
                "serverTime": rfc3339(known.clock.now()),
                "reloadConfigSuccess": facts.is_as_on_disk(),
                "lastConfigTime": NEVER if loaded is None else rfc3339(loaded),
                "corruptionCount": 0,
                "goroutineCount": threading.active_count(),
                "GOMAXPROCS": os.cpu_count() or 1,
                "GOMEMLIMIT": 0,
                "GOGC": "",
                "GODEBUG": "",
                "storageRetention": facts.retention,
            }
        )

    return work


def flags(known: Known, _: Parameters) -> Work:
    return lambda: Answer(dict(known.facts.flags))


def configuration(known: Known, _: Parameters) -> Work:
    return lambda: Answer({"yaml": known.facts.configuration})


def series_statistics(known: Known, parameters: Parameters) -> Work:
    """Answer ``status/tsdb``: how many series there are, of which names and labels."""
    top = min(parameters.limit() or _TOP, _MOST_TOP)

    def work() -> Answer:
        source = known.evaluator.source
        selection = source.select(EVERYTHING)
        names = sorted(selection.label_names())
        counts = {name: _counts(selection, name) for name in names}
        head: Stat = {
            "numSeries": len(selection),
            "numLabelPairs": sum(len(found) for found in counts.values()),
            "chunkCount": 0,
            **_extent(source, known.clock.now()),
        }
        return Answer(
            {
                "headStats": head,
                "seriesCountByMetricName": _top(counts.get(METRIC_NAME, []), top),
                "labelValueCountByLabelName": _top(
                    [(name, len(found)) for name, found in counts.items()], top
                ),
                "memoryInBytesByLabelName": _top(
                    [(name, _bytes(found)) for name, found in counts.items()], top
                ),
                "seriesCountByLabelValuePair": _top(
                    [
                        (f"{name}={value}", count)
                        for name, found in counts.items()
                        for value, count in found
                    ],
                    top,
                ),
            }
        )

    return work


def _counts(selection: Selection, name: str) -> list[tuple[str, int]]:
    """Return each value of a label and how many series have it."""
    codes, values = selection.column(name)
    counts = np.bincount(codes[codes >= 0], minlength=len(values)).tolist()
    return [(value, count) for value, count in zip(values, counts, strict=True) if count]


def _bytes(found: Iterable[tuple[str, int]]) -> int:
    """Return what the values take: each is kept once, each series has a code of four bytes."""
    return sum(len(value.encode("utf-8", "surrogatepass")) + 4 * count for value, count in found)


def _top(found: Iterable[tuple[str, int]], most: int) -> list[Stat]:
    ranked = sorted(found, key=lambda one: (-one[1], one[0]))
    return [{"name": name, "value": value} for name, value in ranked[:most]]


def _extent(source: SeriesSource, now: Instant) -> Stat:
    """Return the oldest and the newest time in the head, by series that every server has."""
    selection = source.select(_EVERYWHERE)
    blocks = source.window(selection, Instant(now - HEAD_LENGTH), now)
    known = [block.times[block.times != NO_TIME] for block in blocks]
    times = np.concatenate(known) if known else np.zeros(0, np.int64)
    if not len(times):
        return {"minTime": now, "maxTime": now}
    return {"minTime": int(times.min()), "maxTime": int(times.max())}
