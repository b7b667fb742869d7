"""Samples of hosts in the mixture of an agent, and the remote-write requests that carry them.

Every fifth series is a busy counter, others are CPU seconds, percentages, loads, memory, disks,
constants; drawn with fixed seeds.  A request holds one tick of some hosts, as a Prometheus that
scrapes them sends it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cramjam
import numpy as np
import numpy.typing as npt

from benchmarks.blocks import column_for, layout_of
from benchmarks.promql.written import SAMPLE_BYTES, put_samples, series_message
from benchmarks.stores.recording import Recording
from watchkeeper.core.instants import SECOND, Duration
from watchkeeper.core.labels import Labels, labels_of
from watchkeeper.storage.series.ticks import is_absent

FloatArray = npt.NDArray[np.float64]

INTERVAL = Duration(15 * SECOND)
SAMPLES_A_REQUEST = 2_000  # what Prometheus sends at once


@dataclass(frozen=True)
class Host:
    series: Sequence[Labels]
    values: FloatArray  # (ticks, series)
    phase: int  # ms after the tick, odd: no sample lies on the edge of a window


def hosts_of(count: int, series: int, ticks: int) -> list[Host]:
    """Return made-up hosts, all alike in kind."""
    found = []
    for number in range(count):
        random = np.random.default_rng((3, number))
        names = layout_of(number, series)
        columns = [column_for(dict(one)["__name__"], ticks, random) for one in names]
        found.append(Host(names, np.stack(columns, axis=1), 1 + 2 * int(random.integers(0, 7_000))))
    return found


def recorded_hosts(recording: Recording, count: int, ticks: int) -> list[Host]:
    """Return hosts that play one recording, each from another tick of it.

    ``column`` tells series apart whose names alone differ: over time nothing keeps its name.
    """
    found, length = [], len(recording.values)
    for number in range(count):
        series = [
            labels_of({**dict(one), "instance": f"host-{number}", "column": str(column)})
            for column, one in enumerate(recording.series)
        ]
        values = recording.played(ticks, begin=number * length // count)
        random = np.random.default_rng((5, number))
        found.append(Host(series, values, 1 + 2 * int(random.integers(0, 7_000))))
    return found


class Requests:
    """Bodies of remote write 1.0 for a group of hosts, made from one pattern."""

    def __init__(self, hosts: Sequence[Host]) -> None:
        self._messages = [
            series_message(one, bytes(SAMPLE_BYTES)) for host in hosts for one in host.series
        ]
        self._values = np.concatenate([host.values for host in hosts], axis=1)
        phases = [host.phase for host in hosts for _ in host.series]
        self._phases = np.array(phases, np.int64)
        self._sent = np.zeros(0, np.bool_)  # the series of the pattern

    def body(self, tick: int, time: int) -> tuple[bytes, int]:
        """Return the body for a tick and how many samples are in it."""
        sent = ~is_absent(self._values[tick])
        if not np.array_equal(sent, self._sent):
            self._begin(sent)
        sample = np.zeros((int(sent.sum()), SAMPLE_BYTES), np.uint8)
        put_samples(sample, self._values[tick, sent], time + self._phases[sent])
        body = self._pattern.copy()
        body[self._places] = sample
        return bytes(cramjam.snappy.compress_raw(body.tobytes())), len(sample)

    def _begin(self, sent: npt.NDArray[np.bool_]) -> None:
        """Make the pattern of a request with these series."""
        messages = [self._messages[at] for at in np.flatnonzero(sent).tolist()]
        self._sent = sent
        self._pattern = np.frombuffer(b"".join(messages), np.uint8)
        ends = np.cumsum([len(one) for one in messages])
        self._places = ends[:, None] + np.arange(-SAMPLE_BYTES, 0)  # (series, bytes of a sample)


def groups_of(hosts: Sequence[Host]) -> Iterator[Requests]:
    """Put hosts into requests of about as many samples as Prometheus sends at once."""
    together = max(SAMPLES_A_REQUEST // len(hosts[0].series), 1)
    for first in range(0, len(hosts), together):
        yield Requests(hosts[first : first + together])
