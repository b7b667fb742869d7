"""What our own agent reads on this machine, tick by tick, kept in a file and played again.

Made-up series are smoother and rounder than real ones.  Record beforehand, at the interval at which
it is played, on a machine that does something:

    python -m benchmarks.stores.recording FILE [--ticks 1440] [--interval 15]
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import orjson

from agent.clock import SystemClock
from agent.collect import Collection
from agent.config import AgentConfig
from agent.registry import sources_of
from watchkeeper.core.labels import Labels
from watchkeeper.core.samples import ABSENT
from watchkeeper.storage.series.ticks import is_absent
from watchkeeper.wire.exposition import Kind, Reading

FloatArray = npt.NDArray[np.float64]

_SAVED_EVERY = 20  # ticks


@dataclass(frozen=True)
class Recording:
    """Ticks of one host, each series in a column; ABSENT where the agent sent none."""

    series: tuple[Labels, ...]
    is_counter: npt.NDArray[np.bool_]  # (series,)
    values: FloatArray  # (ticks, series)

    def played(self, ticks: int, *, begin: int) -> FloatArray:
        """Return *ticks* from tick number *begin* on, over and over; counters go on rising."""
        places = np.arange(begin, begin + ticks)
        length = len(self.values)
        found: FloatArray = self.values[places % length]
        missing = is_absent(found)
        first, last = (np.where(is_absent(row), 0.0, row) for row in self.values[[0, -1]])
        rises = (last - first) * self.is_counter
        found[missing] = 0.0
        found += (places // length)[:, None] * rises
        found[missing] = ABSENT
        return found


class Recorder:
    """Reads the agent's sources; the layout grows as an agent's does."""

    def __init__(self) -> None:
        clock = SystemClock()
        self._collection = Collection(sources_of(AgentConfig(), clock), clock)
        self._columns: dict[Labels, int] = {}
        self._is_counter: list[bool] = []
        self._ticks: list[FloatArray] = []

    def read(self) -> None:
        readings = self._collection.read()
        places = [self._place_of(reading) for reading in readings]
        tick = np.full(len(self._columns), ABSENT)
        tick[places] = [value for _, _, value in readings]
        self._ticks.append(tick)

    def _place_of(self, reading: Reading) -> int:
        family, names, _ = reading
        labels = family.labels(names)
        if labels not in self._columns:
            self._columns[labels] = len(self._columns)
            self._is_counter.append(family.kind is Kind.COUNTER)
        return self._columns[labels]

    def recording(self) -> Recording:
        values = np.full((len(self._ticks), len(self._columns)), ABSENT)
        for place, tick in enumerate(self._ticks):
            values[place, : len(tick)] = tick
        return Recording(tuple(self._columns), np.array(self._is_counter), values)

    def close(self) -> None:
        self._collection.close()


def record(ticks: int, interval_seconds: float, path: Path | None = None) -> Recording:
    """Read so many ticks; save them in between where a path is given."""
    recorder, due = Recorder(), time.monotonic()
    try:
        for tick in range(1, ticks + 1):
            time.sleep(max(0.0, due - time.monotonic()))
            due += interval_seconds
            recorder.read()
            if path is not None and (tick % _SAVED_EVERY == 0 or tick == ticks):
                save(path, recorder.recording())
        return recorder.recording()
    finally:
        recorder.close()


def save(path: Path, recording: Recording) -> None:
    names = np.frombuffer(orjson.dumps(recording.series), np.uint8)
    beside = path.with_name(path.name + ".new")
    with beside.open("wb") as file:
        np.savez_compressed(
            file, names=names, is_counter=recording.is_counter, values=recording.values
        )
    beside.replace(path)


def load(path: Path) -> Recording:
    with np.load(path) as file:
        names: Sequence[Sequence[Sequence[str]]] = orjson.loads(file["names"].tobytes())
        series = tuple(tuple((name, value) for name, value in one) for one in names)
        return Recording(series, file["is_counter"], file["values"])


def main() -> None:
    parser = argparse.ArgumentParser(description="Record what our agent reads on this machine.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--ticks", type=int, default=1_440)
    parser.add_argument("--interval", type=float, default=15.0, help="seconds")
    asked = parser.parse_args()
    found = record(asked.ticks, asked.interval, asked.file)
    print(f"{len(found.values)} ticks of {len(found.series)} series in {asked.file}")


if __name__ == "__main__":
    main()
