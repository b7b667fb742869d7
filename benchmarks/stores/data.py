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
from watchkeeper.core.instants import SECOND, Duration
from watchkeeper.core.labels import Labels

FloatArray = npt.NDArray[np.float64]

INTERVAL = Duration(15 * SECOND)
HOSTS_A_REQUEST = 20  # 2,000 samples at 100 series a host: what Prometheus sends at once


@dataclass(frozen=True)
class Host:
    series: Sequence[Labels]
    values: FloatArray  # (ticks, series)
    phase: int  # ms after the tick, odd: no sample lies on the edge of a window


def hosts_of(count: int, series: int, ticks: int) -> list[Host]:
    found = []
    for number in range(count):
        random = np.random.default_rng((3, number))
        names = layout_of(number, series)
        columns = [column_for(dict(one)["__name__"], ticks, random) for one in names]
        found.append(Host(names, np.stack(columns, axis=1), 1 + 2 * int(random.integers(0, 7_000))))
    return found


class Requests:
    """Bodies of remote write 1.0 for a group of hosts, made from one pattern."""

    def __init__(self, hosts: Sequence[Host]) -> None:
        messages = [
            series_message(one, bytes(SAMPLE_BYTES)) for host in hosts for one in host.series
        ]
        self._pattern = np.frombuffer(b"".join(messages), np.uint8)
        ends = np.cumsum([len(one) for one in messages])
        self._places = ends[:, None] + np.arange(-SAMPLE_BYTES, 0)  # (series, bytes of a sample)
        self._values = np.concatenate([host.values for host in hosts], axis=1)
        phases = [host.phase for host in hosts for _ in host.series]
        self._phases = np.array(phases, np.int64)

    @property
    def samples(self) -> int:
        return len(self._phases)

    def body(self, tick: int, time: int) -> bytes:
        sample = np.zeros((self.samples, SAMPLE_BYTES), np.uint8)
        put_samples(sample, self._values[tick], time + self._phases)
        body = self._pattern.copy()
        body[self._places] = sample
        return bytes(cramjam.snappy.compress_raw(body.tobytes()))


def groups_of(hosts: Sequence[Host]) -> Iterator[Requests]:
    for first in range(0, len(hosts), HOSTS_A_REQUEST):
        yield Requests(hosts[first : first + HOSTS_A_REQUEST])
