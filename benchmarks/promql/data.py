"""Simulated hosts: the same samples for us and for the peer, drawn with fixed seeds.

Every host is a feed with its own phase; ticks jitter by up to 2 ms.  All times are even numbers of
milliseconds and queries ask at odd ones, so that no sample lies on the edge of a window, where
Prometheus 2 and 3 differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

from rules.files import read_rule_file
from rules.model import Rule
from rules.promql import compile_plan
from rules.promql.nodes import VectorSelector
from rules.promql.series import MatchKind
from watchkeeper.core.instants import SECOND, Duration
from watchkeeper.core.labels import METRIC_NAME, Labels, labels_of
from watchkeeper.core.samples import ABSENT
from watchkeeper.storage.series.histograms import Histogram, buckets_of

FloatArray = npt.NDArray[np.float64]
TimeArray = npt.NDArray[np.int64]

INTERVAL = Duration(15 * SECOND)
PER_HOST = 16  # series of each metric on a host
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, float("inf"))
NODES = 50


@dataclass(frozen=True)
class FeedData:
    """What one sender has sent."""

    name: str
    series: tuple[Labels, ...]
    times: TimeArray  # (ticks,)
    values: FloatArray  # (ticks, series)
    histograms: Mapping[tuple[int, int], Histogram] = field(default_factory=dict)

    @property
    def samples(self) -> int:
        return self.values.size


@dataclass(frozen=True)
class Span:
    """When samples were taken: *ticks* up to *end*, an odd number of milliseconds."""

    end: int
    ticks: int

    def times(self, random: np.random.Generator) -> TimeArray:
        phase = 2 * int(random.integers(0, INTERVAL // 2))
        jitter = 2 * random.integers(-1, 2, self.ticks)
        newest = self.end - 1 - phase
        return np.asarray(newest + np.arange(1 - self.ticks, 1) * INTERVAL + jitter, np.int64)


def load_hosts(rows: int, span: Span) -> Iterator[FeedData]:
    """Give hosts that have *rows* series of each of ``cpu``, ``avail`` and ``size`` in all."""
    tag = f"{rows // 1000}k"
    for host in range(-(-rows // PER_HOST)):
        random = np.random.default_rng((rows, host))
        instance = f"host-{host:05}"
        columns: dict[Labels, FloatArray] = {}
        for number in range(min(PER_HOST, rows - host * PER_HOST)):
            place = {"instance": instance, "job": "node", "device": f"/dev/sd{number}"}
            size = float(random.integers(10, 4_000)) * 2**30
            cpu = {"instance": instance, "job": "node", "mode": "idle", "cpu": str(number)}
            columns[_named(f"cpu_{tag}", cpu)] = _counter(random, span.ticks, is_cpu=True)
            columns[_named(f"avail_{tag}", place)] = _level(random, span.ticks, size)
            columns[_named(f"size_{tag}", place)] = np.full(span.ticks, size)
        yield _feed(f"{tag}-{instance}", columns, span.times(random))


def histogram_hosts(buckets: int, span: Span) -> Iterator[FeedData]:
    """Give hosts with *buckets* series of ``latency_bucket`` in all."""
    per_host = 10 * len(BUCKETS)
    for host in range(buckets // per_host):
        random = np.random.default_rng((7, host))
        columns: dict[Labels, FloatArray] = {}
        for path in range(10):
            shares = np.cumsum(random.dirichlet(np.ones(len(BUCKETS))))
            seen = np.cumsum(random.integers(1, 500, span.ticks)).astype(np.float64)
            for bound, share in zip(BUCKETS, shares, strict=True):
                labels = {"instance": f"web-{host:03}", "path": f"/{path}", "le": _bound(bound)}
                columns[_named("latency_bucket", labels)] = np.floor(seen * share)
        yield _feed(f"latency-{host}", columns, span.times(random))


def native_hosts(series: int, span: Span) -> Iterator[FeedData]:
    """Give hosts with *series* native histograms in all, ``native``: 40 buckets of schema 3."""
    for host in range(-(-series // PER_HOST)):
        random = np.random.default_rng((13, host))
        names = [
            _named("native", {"instance": f"web-{host:03}", "path": f"/{path}"})
            for path in range(min(PER_HOST, series - host * PER_HOST))
        ]
        histograms = {
            (tick, column): histogram
            for column in range(len(names))
            for tick, histogram in enumerate(_growing(random, span.ticks))
        }
        values = np.full((span.ticks, len(names)), ABSENT)
        times = span.times(random)
        yield FeedData(f"native-{host}", tuple(names), times, values, histograms)


def _growing(random: np.random.Generator, ticks: int) -> Iterator[Histogram]:
    first = int(random.integers(-40, 0))
    indices = np.arange(first, first + 40)
    seen = 1 + np.cumsum(random.poisson(random.integers(1, 30, 40), (ticks, 40)), axis=0)
    middles = 2.0 ** ((indices - 0.5) / 8)
    for counts in seen:
        total = float((counts * middles).sum())
        yield Histogram(3, float(counts.sum()), total, positive=buckets_of(indices, counts))


def probe_targets(count: int, span: Span) -> Iterator[FeedData]:
    """Give one prober of *count* targets, each with its own label value."""
    random = np.random.default_rng(11)
    columns = {
        _named("probe_up", {"target": f"{'web' if n % 2 else 'db'}-{n:04}.dc{n % 7}.example"}): (
            (random.random(span.ticks) < 0.99).astype(np.float64)
        )
        for n in range(count)
    }
    yield _feed("prober", columns, span.times(random))


_DIMENSIONS: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "node_cpu": (
        ("cpu", tuple(map(str, range(8)))),
        ("mode", ("idle", "iowait", "irq", "nice", "softirq", "steal", "system", "user")),
    ),
    "node_filesystem": (
        ("mountpoint", ("/", "/boot", "/data", "/home", "/tmp", "/var")),
        ("fstype", ("ext4",)),
    ),
    "node_network": (("device", ("lo", "eth0", "eth1", "veth1")),),
    "node_md_disks_required": (("device", ("md0", "md1")),),
    "node_md_disks": (("device", ("md0", "md1")), ("state", ("active", "failed", "spare"))),
    "node_disk": (("device", ("sda", "sdb", "nvme0n1", "loop0")),),
    "node_systemd": (
        ("name", tuple(f"unit-{n}.service" for n in range(30))),
        ("state", ("active", "failed", "inactive")),
    ),
}
"""Labels that the metrics of a node have beside ``instance`` and ``job``, by prefix."""


def rule_hosts(files: list[Path], span: Span) -> Iterator[FeedData]:
    """Give 50 nodes, each with all that the rules read: of its system and of two servers on it."""
    wanted = _wanted(files)
    for job in ("node-exporter", "prometheus-k8s", "alertmanager-main"):
        for host in range(NODES):
            random = np.random.default_rng((len(job), host))
            columns: dict[Labels, FloatArray] = {}
            for name, fixed in wanted.get(job, {}).items():
                for more in _combinations(name):
                    labels = {**fixed, **more, "instance": f"{job}-{host:02}"}
                    series = _named(name, labels)
                    columns[series] = _plausible(random, series, span.ticks)
            yield _feed(f"{job}-{host}", columns, span.times(random))


def _wanted(files: list[Path]) -> dict[str, dict[str, dict[str, str]]]:
    """Return, by job, the metrics that are read and the labels that their selectors fix."""
    found: dict[str, dict[str, dict[str, str]]] = {}
    for path in files:
        for rule in _rules(path):
            for selector in compile_plan(rule.expression.text).selectors:
                fixed = _fixed(selector)
                job = fixed.get("job")
                if job is not None and selector.name and ":" not in selector.name:
                    found.setdefault(job, {}).setdefault(selector.name, {}).update(fixed)
    return found


def _rules(path: Path) -> Iterator[Rule]:
    for group in read_rule_file(path).groups:
        yield from group.rules


def _fixed(selector: VectorSelector) -> dict[str, str]:
    own = {name for dimension in _DIMENSIONS.values() for name, _ in dimension}
    return {
        matcher.name: matcher.value
        for matcher in selector.matchers
        if matcher.kind is MatchKind.EQUAL and matcher.name not in own | {METRIC_NAME}
    }


def _combinations(name: str) -> list[dict[str, str]]:
    fitting = [prefix for prefix in _DIMENSIONS if name.startswith(prefix)]
    combined: list[dict[str, str]] = [{}]
    for label, values in _DIMENSIONS[max(fitting, key=len)] if fitting else ():
        combined = [{**one, label: value} for one in combined for value in values]
    return combined


_QUIET = re.compile("err|drop|fail|restart|missed|exceeded|duplicate|out_of_order|pgmajfault")
_ZERO = re.compile("error|readonly|offset|failed|queue_length|skew")


def _plausible(random: np.random.Generator, labels: Labels, ticks: int) -> FloatArray:
    """Return values of a host on a good day: what counts failures stands still, nearly always."""
    given = dict(labels)
    name = given[METRIC_NAME]
    if name.endswith("_total") or "vmstat" in name:
        if _QUIET.search(name) and random.random() < 0.98:
            return np.zeros(ticks)
        return _counter(random, ticks, is_cpu="cpu" in name)
    if "avail" in name.lower() or "free" in name.lower():
        return _level(random, ticks, 1e9)
    if given.get("state") in {"failed", "inactive", "spare"} or _ZERO.search(name):
        return np.zeros(ticks)
    return np.full(ticks, 1e9 if "bytes" in name.lower() or "files" in name else 1.0)


def _feed(name: str, columns: Mapping[Labels, FloatArray], times: TimeArray) -> FeedData:
    return FeedData(name, tuple(columns), times, np.stack(list(columns.values()), axis=1))


def _named(name: str, labels: Mapping[str, str]) -> Labels:
    return labels_of({METRIC_NAME: name, **labels})


def _counter(random: np.random.Generator, ticks: int, *, is_cpu: bool) -> FloatArray:
    """Return a counter; one in fifty is reset once."""
    pace = random.random() ** 0.3 * INTERVAL / SECOND if is_cpu else random.integers(0, 1_000)
    steps = pace * random.uniform(0.8, 1.0, ticks)
    steps[0] += random.integers(1, 1_000_000)
    counter: FloatArray = np.cumsum(steps if is_cpu else np.floor(steps))
    if random.random() < 0.02:
        at = int(random.integers(1, ticks))
        counter[at:] -= counter[at] - 1.0
    return counter


def _level(random: np.random.Generator, ticks: int, size: float) -> FloatArray:
    """Return bytes that are available: a straight way up or down, with noise."""
    start, slope = random.random(), random.normal(0, 1e-4)
    share = start + slope * np.arange(ticks) + random.normal(0, 1e-4, ticks)
    return np.asarray(np.floor(size * np.clip(share, 0.0, 1.0)))


def _bound(bound: float) -> str:
    return "+Inf" if np.isinf(bound) else f"{bound:g}"
