"""How each backup stands, from what is expected and what was measured; pure."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType

from dashboards.readings import Reading
from watchkeeper.core.instants import DAY, Instant
from watchkeeper.core.labels import METRIC_NAME
from watchkeeper.core.messages import Text, mark, text
from watchkeeper.inventory.model import BackupJob, Target

MEASURED = '{__name__=~"backup_.+", backup!=""}'
_LEAST_COUNTS = frozenset(
    {
        "backup_verify_success",
        "backup_restore_test_success",
        "backup_chain_intact",
        "backup_encrypted",
    }
)
"""Where two tell the same, the worse of them counts; of all others the larger."""

_GRACE_SHARE = 0.25
_WAITING_SEGMENTS = 64
_LATEST_SECONDS = 253_370_764_800  # the year 9999

Values = Mapping[str, float]


class BackupState(Enum):
    """How a backup stands, the worst first."""

    BAD = "bad"
    MISSED = "missed"
    NEVER = "never"
    FAILING = "failing"
    ATTENTION = "attention"
    SILENT = "silent"
    RUNNING = "running"
    GOOD = "good"

    @property
    def rank(self) -> int:
        return list(BackupState).index(self)

    @property
    def title(self) -> Text:
        return text(_TITLES[self])


_TITLES = {
    BackupState.BAD: mark("not good"),
    BackupState.MISSED: mark("overdue"),
    BackupState.NEVER: mark("none yet"),
    BackupState.FAILING: mark("failing"),
    BackupState.ATTENTION: mark("look at it"),
    BackupState.SILENT: mark("nothing known"),
    BackupState.RUNNING: mark("running"),
    BackupState.GOOD: mark("good"),
}


@dataclass(frozen=True, slots=True)
class BackupRow:
    """A backup of a target: ``job`` is None where no file expects it; times in seconds."""

    instance: str
    name: str
    target: Target | None
    job: BackupJob | None
    state: BackupState
    reasons: tuple[Text, ...]
    tool: str = ""
    values: Values = field(default_factory=lambda: MappingProxyType({}))

    def value(self, name: str) -> float | None:
        return self.values.get(f"backup_{name}")

    def instant(self, name: str) -> Instant | None:
        """Return a measured time; None for never, and for what no calendar has."""
        seconds = self.value(name) or 0.0
        return Instant(int(seconds * 1000)) if 0 < seconds < _LATEST_SECONDS else None

    @property
    def kinds(self) -> tuple[str, ...]:
        """Return the kind that is expected, else those that were seen."""
        if self.job is not None and self.job.kind is not None:
            return (self.job.kind.value,)
        seen = ("full", "differential", "incremental", "wal")
        return tuple(kind for kind in seen if self.values.get(f"backup_copies/{kind}"))


def values_by_backup(readings: Iterable[Reading]) -> dict[tuple[str, str], dict[str, float]]:
    """Return numbers by instance and backup; kinds of copies as ``backup_copies/full``."""
    found: dict[tuple[str, str], dict[str, float]] = {}
    for reading in readings:
        labels = reading.labels
        name = labels.get(METRIC_NAME, "")
        if "kind" in labels and name == "backup_copies":
            name = f"{name}/{labels['kind']}"
        if math.isnan(reading.value):
            continue
        values = found.setdefault((labels.get("instance", ""), labels.get("backup", "")), {})
        other = values.get(name, reading.value)
        worse = min if name in _LEAST_COUNTS else max
        values[name] = worse(other, reading.value)
    return found


def tools_by_backup(readings: Iterable[Reading]) -> dict[tuple[str, str], str]:
    return {
        (one.labels.get("instance", ""), one.labels["backup"]): one.labels["tool"]
        for one in readings
        if one.labels.get("tool") and one.labels.get("backup")
    }


def row_of(
    place: tuple[str, str],
    target: Target | None,
    job: BackupJob | None,
    values: Values,
    *,
    tool: str,
    now_seconds: float,
) -> BackupRow:
    """Return a backup with its state and why."""
    state, reasons = judged(values, now_seconds)
    instance, name = place
    shown = job.tool if job is not None else tool
    return BackupRow(instance, name, target, job, state, reasons, shown, values)


def judged(values: Values, now_seconds: float) -> tuple[BackupState, tuple[Text, ...]]:
    """Return the worst that is known of a backup, and all that is."""
    bad, attention = _bad(values), _attention(values, now_seconds)
    last = values.get("backup_last_success_timestamp_seconds")
    if bad:
        return BackupState.BAD, (*bad, *attention)
    if last is None and "backup_reader_success" not in values:
        return BackupState.SILENT, attention
    if is_overdue(values, now_seconds):
        return BackupState.MISSED, attention
    if not last:
        return BackupState.NEVER, attention
    if values.get("backup_failures_in_a_row"):
        return BackupState.FAILING, attention
    if attention:
        return BackupState.ATTENTION, attention
    is_running = "backup_running_since_timestamp_seconds" in values
    return (BackupState.RUNNING if is_running else BackupState.GOOD), ()


def is_overdue(values: Values, now_seconds: float) -> bool:
    """Tell whether the newest planned run is over, its grace too; as the rule BackupMissed."""
    last = values.get("backup_last_success_timestamp_seconds", 0.0)
    due = values.get("backup_due_timestamp_seconds")
    if due is not None:
        return last < due
    interval = values.get("backup_expected_interval_seconds")
    if not last or interval is None:
        return False
    grace = values.get("backup_grace_seconds", _GRACE_SHARE * interval)
    return now_seconds - last > interval + grace


def _bad(values: Values) -> tuple[Text, ...]:
    checks = (
        ("backup_verify_success", mark("the last check failed")),
        ("backup_restore_test_success", mark("the last restore test failed")),
        ("backup_chain_intact", mark("the chain is broken")),
    )
    return tuple(text(sentence) for name, sentence in checks if values.get(name) == 0)


def _attention(values: Values, now: float) -> tuple[Text, ...]:
    findings = (
        (bool(values.get("backup_failures_in_a_row")), mark("the last run failed")),
        (_is_outside(values), mark("unusual size")),
        (_is_old(values, now, "full", "last_full"), mark("full backup too old")),
        (_is_old(values, now, "verify", "last_verify"), mark("check overdue")),
        (_is_old(values, now, "restore_test", "last_restore_test"), mark("restore test overdue")),
        (_is_old(values, now, "offsite", "offsite_last_success"), mark("off-site copy too old")),
        (values.get("backup_stale_locks", 0) > 0, mark("a lock is left over")),
        (values.get("backup_waiting_segments", 0) > _WAITING_SEGMENTS, mark("log segments wait")),
        (values.get("backup_reader_success") == 0, mark("the tool does not answer")),
        (values.get("backup_folder_readable") == 0, mark("the folder cannot be read")),
        (_is_in_the_clear(values), mark("not encrypted")),
    )
    return tuple(text(sentence) for is_so, sentence in findings if is_so)


def _is_outside(values: Values) -> bool:
    size, median = values.get("backup_last_size_bytes"), values.get("backup_size_median_bytes")
    if size is None:
        return False
    least = values.get("backup_size_least_bytes", 0.5 * median if median else 1)
    most = values.get("backup_size_most_bytes", math.inf)
    return not least <= size <= most


def _is_old(values: Values, now: float, interval_of: str, last_of: str) -> bool:
    interval = values.get(f"backup_{interval_of}_interval_seconds")
    last = values.get(f"backup_{last_of}_timestamp_seconds")
    if interval_of == "full":  # which not every tool tells
        return interval is not None and bool(last) and now - (last or 0) > interval + DAY / 1000
    return interval is not None and now - (last or 0.0) > interval


def _is_in_the_clear(values: Values) -> bool:
    return values.get("backup_encryption_expected") == 1 and values.get("backup_encrypted") == 0
