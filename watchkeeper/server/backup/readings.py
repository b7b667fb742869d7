"""Our own backups as metrics, under the names that rules know from the agent's folders of backups."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import median

from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from watchkeeper.core.instants import Duration, Instant

BACKUP = "watchkeeper"
_EARLIER = 14  # of which the median size is told, as the agent does


@dataclass(frozen=True, slots=True)
class Expectation:
    """How often a backup is made, and the newest plan whose grace is over."""

    interval: Duration
    grace: Duration
    due_at: Instant


@dataclass(slots=True)
class Standing:
    """What is known of our own backups; None: not yet."""

    last_success: Instant | None = None
    sizes: tuple[int, ...] = ()  # the oldest first
    partial: int = 0
    is_readable: bool = True
    has_succeeded: bool | None = None
    duration_seconds: float | None = None
    verified_at: Instant | None = None
    is_verified: bool | None = None


@dataclass(frozen=True, slots=True)
class _Value:
    name: str
    text: str
    value: float | None


class OwnBackupReadings(Collector):
    """Yields what is known when somebody asks."""

    def __init__(self, standing: Standing, expectation: Callable[[], Expectation]) -> None:
        self._standing = standing
        self._expectation = expectation

    def collect(self) -> Iterator[Metric]:
        for one in (*_expected(self._expectation()), *_found(self._standing)):
            if one.value is not None:
                family = GaugeMetricFamily(one.name, one.text, labels=["backup"])
                family.add_metric([BACKUP], one.value)
                yield family


def _expected(expectation: Expectation) -> Iterator[_Value]:
    yield _Value("backup_expected_interval_seconds", "How often a backup is to be written.", expectation.interval / 1000)  # fmt: skip
    yield _Value("backup_grace_seconds", "How late a backup may be.", expectation.grace / 1000)
    yield _Value("backup_due_timestamp_seconds", "The newest planned backup whose grace is over.", expectation.due_at / 1000)  # fmt: skip


def _found(standing: Standing) -> Iterator[_Value]:
    sizes, earlier = standing.sizes, standing.sizes[-1 - _EARLIER : -1]
    yield _Value("backup_last_success_timestamp_seconds", "When the newest complete backup was written, 0: never.", (standing.last_success or 0) / 1000)  # fmt: skip
    yield _Value("backup_last_size_bytes", "Size of the newest backup.", sizes[-1] if sizes else None)  # fmt: skip
    yield _Value("backup_size_median_bytes", "Median size of up to 14 backups before the newest.", median(earlier) if earlier else None)  # fmt: skip
    yield _Value("backup_files", "Complete backups in the folder.", len(sizes))
    yield _Value("backup_partial_files", "Files that are still written.", standing.partial)
    yield _Value("backup_folder_readable", "1 if the folder could be read.", float(standing.is_readable))  # fmt: skip
    yield _Value("backup_last_verify_timestamp_seconds", "When a backup was last read again and checked.", _seconds(standing.verified_at))  # fmt: skip
    yield _Value("backup_verify_success", "1 if the last check found a backup good.", _flag(standing.is_verified))  # fmt: skip
    yield _Value("watchkeeper_backup_last_run_success", "1 if the last run made a backup.", _flag(standing.has_succeeded))  # fmt: skip
    yield _Value("watchkeeper_backup_last_duration_seconds", "How long the last backup took.", standing.duration_seconds)  # fmt: skip


def _seconds(instant: Instant | None) -> float | None:
    return None if instant is None else instant / 1000


def _flag(value: bool | None) -> float | None:
    return None if value is None else float(value)
