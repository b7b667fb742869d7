"""Score band_score_over_time on labelled series, as the Numenta Anomaly Benchmark does.

The folder holds data/*/*.csv (timestamp, value) and combined_windows.json.  A detection within a
window of an anomaly earns up to 1, the earlier the more; one outside costs 0.11, in the profile
"low FP" 0.22; a window that was missed costs 1, in "low FN" 2.  0 is the detector that never
alarms, 100 the perfect one.  One threshold holds for all series: the best one of all
("standard"), or that of one half for the other half ("held-out": 20 halvings with fixed seeds,
the median).  While an alarm is open, only a larger score within the next 100 samples is another.

    benchmarks/run anomaly [FOLDER] [--json FILE]
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import statistics
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import numpy.typing as npt

from rules.anomaly.band import HIGHEST, LOWEST, Bands, band_scores
from rules.anomaly.rolling import RollingSamples
from watchkeeper.core.instants import DAY

FloatArray = npt.NDArray[np.float64]
WEEK = 7 * DAY
COOLDOWN_SAMPLES = 100
HALVINGS = 20
DEFAULT_THRESHOLD = 2.0


@dataclass(frozen=True, slots=True)
class Profile:
    name: str
    false_alarm: float
    missed: float


PROFILES = (
    Profile("standard", 0.11, 1.0),
    Profile("low FP", 0.22, 1.0),
    Profile("low FN", 0.11, 2.0),
)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A series and the slots [first, last] of its anomalies."""

    name: str
    times: list[int]  # ms
    values: list[float]
    windows: tuple[tuple[int, int], ...]

    @property
    def probation(self) -> int:
        """Return the slots at the beginning in which nothing counts."""
        return int(min(0.15 * len(self.times), 0.15 * 5000))

    @property
    def days(self) -> float:
        return (self.times[-1] - self.times[self.probation]) / DAY


@dataclass(frozen=True, slots=True)
class Events:
    """What lowering the threshold to ``scores`` adds to the sum, highest score first."""

    scores: FloatArray
    gains: FloatArray
    windows: int


def read(folder: Path) -> list[Labelled]:
    windows = json.loads((folder / "combined_windows.json").read_text())
    return [
        _labelled(path, f"{path.parent.name}/{path.name}", windows)
        for path in sorted((folder / "data").glob("*/*.csv"))
    ]


def _labelled(path: Path, name: str, windows: dict[str, list[list[str]]]) -> Labelled:
    with path.open() as file:
        rows = [(_ms(row["timestamp"]), float(row["value"])) for row in csv.DictReader(file)]
    times = np.array([at for at, _ in rows])
    spans = tuple(
        (
            int(np.searchsorted(times, _ms(first))),
            int(np.searchsorted(times, _ms(last), "right")) - 1,
        )
        for first, last in windows.get(name, [])
    )
    return Labelled(name, times.tolist(), [value for _, value in rows], spans)


def _ms(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp() * 1000)


def scores_of(series: Labelled) -> FloatArray:
    """Return the band score at each sample; only what lies before it is used, and itself."""
    samples, quantiles = RollingSamples(), []
    for at, value in zip(series.times, series.values, strict=True):
        samples.extend((at,), (value,))
        samples.forget_until(at - WEEK)
        quantiles.append([samples.quantile(share) for share in (LOWEST, 0.5, HIGHEST)])
    return band_scores(np.array(series.values), Bands(*np.array(quantiles).T))


def with_cooldown(scores: FloatArray) -> FloatArray:
    """Return the scores, 0 where one of the 100 samples before has as large a one."""
    kept = scores.copy()
    for slot in range(1, len(scores)):
        before = scores[max(0, slot - COOLDOWN_SAMPLES) : slot]
        if before.max() >= scores[slot]:
            kept[slot] = 0.0
    return kept


def _sigmoid(position: FloatArray) -> FloatArray:
    return np.asarray(2 / (1 + np.exp(5 * position)) - 1)


def events_of(series: Labelled, scores: FloatArray, profile: Profile) -> Events:
    counted = np.arange(len(scores)) >= series.probation
    outside = counted.copy()
    found: list[tuple[FloatArray, FloatArray]] = []
    for first, last in series.windows:
        outside[first : last + 1] = False
        slots = np.arange(max(first, series.probation), last + 1)
        found.append(_window_events(slots, scores[slots], first, last, profile))
    slots = np.flatnonzero(outside)
    found.append((scores[slots], _cost_outside(series, slots) * profile.false_alarm))
    values = np.concatenate([one for one, _ in found])
    gains = np.concatenate([one for _, one in found])
    is_alarm = values > 0
    return Events(values[is_alarm], gains[is_alarm], len(series.windows))


def _window_events(
    slots: npt.NDArray[np.int64], scores: FloatArray, first: int, last: int, profile: Profile
) -> tuple[FloatArray, FloatArray]:
    """Return by how much each slot betters the earliest detection of its window."""
    length = last - first + 1
    worth = _sigmoid(-(last - slots + 1) / length) / _sigmoid(np.array(-1.0))
    order = np.argsort(-scores, kind="stable")
    best = np.maximum.accumulate(worth[order]) if len(order) else worth
    gains = np.diff(best, prepend=-profile.missed)  # the first one also undoes the miss
    return scores[order], gains


def _cost_outside(series: Labelled, slots: npt.NDArray[np.int64]) -> FloatArray:
    """Return the worth of a false alarm: less bad shortly after a window, -1 elsewhere."""
    cost = np.full(len(slots), -1.0)
    for first, last in series.windows:
        width = last - first
        after = (slots > last) & (width > 0)
        position = (slots[after] - last) / max(width, 1)
        cost[after] = np.where(position > 3, -1.0, _sigmoid(position))
    return cost


def best_threshold(events: Iterable[Events]) -> float:
    """Return the threshold with the largest sum."""
    known = list(events)
    scores = np.concatenate([one.scores for one in known])
    gains = np.concatenate([one.gains for one in known])
    order = np.argsort(-scores, kind="stable")
    sums = np.cumsum(gains[order])
    ends = np.flatnonzero(np.diff(scores[order], append=-np.inf))
    if not len(ends) or sums[ends].max() <= 0:
        return float("inf")
    return float(scores[order][ends[np.argmax(sums[ends])]])


def score_at(events: Iterable[Events], threshold: float, profile: Profile) -> float:
    """Return the normalised score: 0 never alarms, 100 is perfect."""
    known = list(events)
    windows = sum(one.windows for one in known)
    gained = sum(float(one.gains[one.scores >= threshold].sum()) for one in known)
    return 100 * gained / (windows * (1 + profile.missed)) if windows else 0.0


def held_out(events: Sequence[Events], profile: Profile) -> float:
    """Return the median over halvings: the threshold of each half scores the other."""
    results = []
    for seed in range(HALVINGS):
        order = list(range(len(events)))
        random.Random(seed).shuffle(order)
        middle = len(order) // 2
        halves = [[events[place] for place in half] for half in (order[:middle], order[middle:])]
        both = [
            score_at(other, best_threshold(one), profile)
            for one, other in (halves, reversed(halves))
        ]
        results.append(statistics.mean(both))
    return statistics.median(results)


@dataclass(frozen=True, slots=True)
class Report:
    series: int
    windows: int
    points: int
    microseconds_per_point: float
    threshold: float
    scores: dict[str, float]
    held_out: float
    false_alarms_per_series_day: float  # at the threshold that the shipped rules use


def measure(folder: Path) -> Report:
    corpus = read(folder)
    if not corpus:
        raise SystemExit(f"no series in {folder}: it must hold data/*/*.csv")
    started = time.perf_counter()
    raw = [scores_of(one) for one in corpus]
    seconds = time.perf_counter() - started
    scored = [with_cooldown(one) for one in raw]
    points = sum(len(one) for one in raw)
    events = {
        profile: [events_of(*pair, profile) for pair in zip(corpus, scored, strict=True)]
        for profile in PROFILES
    }
    scores = {
        profile.name: score_at(known, best_threshold(known), profile)
        for profile, known in events.items()
    }
    standard = events[PROFILES[0]]
    return Report(
        series=len(corpus),
        windows=sum(len(one.windows) for one in corpus),
        points=points,
        microseconds_per_point=seconds / points * 1e6,
        threshold=best_threshold(standard),
        scores=scores,
        held_out=held_out(standard, PROFILES[0]),
        false_alarms_per_series_day=_false_alarms(corpus, scored),
    )


def _false_alarms(corpus: Sequence[Labelled], scored: Sequence[FloatArray]) -> float:
    count = 0
    for series, scores in zip(corpus, scored, strict=True):
        outside = np.arange(len(scores)) >= series.probation
        for first, last in series.windows:
            outside[first : last + 1] = False
        count += int((outside & (scores > DEFAULT_THRESHOLD)).sum())
    return count / sum(one.days for one in corpus)


def main() -> int:
    parser = argparse.ArgumentParser(prog="benchmarks/run anomaly")
    parser.add_argument("folder", nargs="?", type=Path, default=Path("../shared/data/nab"))
    parser.add_argument("--json", type=Path, metavar="FILE")
    options = parser.parse_args()
    report = measure(options.folder)
    print(f"{report.series} series, {report.windows} windows, {report.points} points")
    for name, value in report.scores.items():
        print(f"{name:<28}{value:6.1f}")
    print(f"{'held-out (standard)':<28}{report.held_out:6.1f}")
    print(f"{'threshold':<28}{report.threshold:6.2f}")
    print(f"{'microseconds per point':<28}{report.microseconds_per_point:6.1f}")
    print(
        f"{'false alarms / series-day':<28}{report.false_alarms_per_series_day:6.3f}  (score > 2)"
    )
    if options.json:
        options.json.write_text(json.dumps(asdict(report), indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
