"""``targets`` and ``alertmanagers``: agents and probes as Prometheus shows what it scrapes."""

from __future__ import annotations

from dashboards.prometheus_api.encoding import Answer
from dashboards.prometheus_api.known import Known, WatchedFeed
from dashboards.prometheus_api.lookups import matchers_of
from dashboards.prometheus_api.parameters import Parameters
from dashboards.prometheus_api.queries import Work
from dashboards.prometheus_api.rule_groups import NEVER, Json
from rules.promql.series import SeriesSource
from watchkeeper.core.durations import text_from_duration
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import MINUTE, Instant, rfc3339
from watchkeeper.core.labels import METRIC_NAME, label
from watchkeeper.core.messages import mark
from watchkeeper.storage.series.reading import latest_of

_STATES = frozenset({"any", "active", "dropped"})
_LOOKBACK = 5 * MINUTE
_SUCCESS, _DURATION = "probe_success", "probe_duration_seconds"

Measured = dict[tuple[str, str], float]
"""The newest value by feed and metric."""


def targets(known: Known, parameters: Parameters) -> Work:
    state = (parameters.optional("state") or "any").lower()
    if state not in _STATES:
        raise InvalidInput(mark("the parameter 'state' is active, dropped or any"))
    pool = parameters.optional("scrapePool")

    def work() -> Answer:
        measured = _measured(known.evaluator.source, known.clock.now())
        shown = [
            _target(feed, measured)
            for feed in known.feeds()
            if state != "dropped" and pool in {None, feed.job}
        ]
        counts = {"droppedTargetCounts": dict.fromkeys({feed.job for feed in known.feeds()}, 0)}
        return Answer({"activeTargets": shown, "droppedTargets": [], **counts})

    return work


def alertmanagers(known: Known, _: Parameters) -> Work:
    """Answer where alerts go: here."""
    found = [{"url": f"{known.facts.url}/api/v2/alerts"}]
    return lambda: Answer({"activeAlertmanagers": found, "droppedAlertmanagers": []})


def _measured(source: SeriesSource, now: Instant) -> Measured:
    """Return what the probes said of themselves last."""
    selection = source.select(matchers_of(f'{{{METRIC_NAME}=~"{_SUCCESS}|{_DURATION}"}}'))
    start = Instant(now - _LOOKBACK)
    blocks = source.window(selection, start, now)
    return {
        (one.feed, label(one.labels, METRIC_NAME)): one.value
        for one in latest_of(selection, blocks, start, now)
    }


def _target(feed: WatchedFeed, measured: Measured) -> Json:
    labels = {"instance": feed.instance, "job": feed.job, **feed.labels}
    return {
        "discoveredLabels": {"__address__": feed.url, **labels},
        "labels": labels,
        "scrapePool": feed.job,
        "scrapeUrl": feed.url,
        "globalUrl": feed.url,
        "lastError": _problem(feed, measured),
        "lastScrape": NEVER if feed.last_tick is None else rfc3339(feed.last_tick),
        "lastScrapeDuration": measured.get((feed.name, _DURATION), 0.0),
        "health": _health(feed, measured),
        "scrapeInterval": text_from_duration(feed.interval),
        "scrapeTimeout": text_from_duration(feed.timeout),
    }


def _health(feed: WatchedFeed, measured: Measured) -> str:
    if feed.last_tick is None:
        return "unknown"
    fails = measured.get((feed.name, _SUCCESS)) == 0
    return "up" if feed.reports and not fails else "down"


def _problem(feed: WatchedFeed, measured: Measured) -> str:
    if feed.last_tick is not None and not feed.reports:
        return "nothing came since the last sample"
    if measured.get((feed.name, _SUCCESS)) == 0:
        return "the probe failed"
    return ""
