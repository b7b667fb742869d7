"""All that is told of a backup: the metrics, and how they come from a standing."""

from __future__ import annotations

from collections.abc import Sequence

from watchkeeper.host.backups.standing import Copy, CopyKind, Standing
from watchkeeper.wire.exposition import Family, Kind, Reading

EARLIER_COUNTED = 14

_BACKUP = ("backup",)


def _gauge(name: str, help_text: str, labels: tuple[str, ...] = _BACKUP) -> Family:
    return Family(name, Kind.GAUGE, help_text, labels)


LAST = _gauge(
    "backup_last_success_timestamp_seconds",
    "When the newest complete backup was written, seconds since 1970; 0: never.",
)
SIZE = _gauge("backup_last_size_bytes", "Size of the newest backup.")
MEDIAN = _gauge("backup_size_median_bytes", "Median size of up to 14 backups before the newest.")
FILES = _gauge("backup_files", "Complete backups that are kept.")
PARTIAL = _gauge("backup_partial_files", "Backups that are still written, or were never ended.")
EXPECTED = _gauge("backup_expected_interval_seconds", "How often a backup is to be written.")
READABLE = _gauge("backup_folder_readable", "1 if the folder could be read.")
OLDEST = _gauge("backup_oldest_timestamp_seconds", "When the oldest backup that is kept was made.")
LAST_FULL = _gauge("backup_last_full_timestamp_seconds", "When the newest full backup was made.")
KEPT = _gauge("backup_copies", "Complete backups that are kept, by kind.", ("backup", "kind"))
DURATION = _gauge("backup_last_duration_seconds", "How long the newest backup took.")
USUAL_DURATION = _gauge(
    "backup_duration_median_seconds", "Median duration of up to 14 backups before the newest."
)
CHAIN = _gauge("backup_chain_intact", "1 if nothing is missing between full backup and newest.")
FAILURES = _gauge("backup_failures_in_a_row", "Runs that failed since the last good one.")
RUNNING = _gauge("backup_running_since_timestamp_seconds", "When the run under way began.")
LOCKS = _gauge("backup_stale_locks", "Locks of the repository that nobody seems to hold.")
ENCRYPTED = _gauge("backup_encrypted", "1 if the repository is encrypted.")
MISSING = _gauge("backup_missing_segments", "Segments of the log that are missing between others.")
WAITING = _gauge("backup_waiting_segments", "Segments of the log that are not archived yet.")
OFFSITE = _gauge(
    "backup_offsite_last_success_timestamp_seconds", "When the newest off-site copy was made."
)
READ = _gauge("backup_reader_success", "1 if the tool could be asked.", ("backup", "tool"))
READ_SECONDS = _gauge(
    "backup_reader_duration_seconds", "How long it took to ask the tool.", ("backup", "tool")
)
FREE = _gauge("backup_repository_free_bytes", "Room that is left.", ("repository",))
ROOM = _gauge("backup_repository_size_bytes", "Size of the file system.", ("repository",))
VERIFIED = _gauge("backup_last_verify_timestamp_seconds", "When copies were last read and checked.")
VERIFY_GOOD = _gauge("backup_verify_success", "1 if the last check found the copies good.")
VERIFY_SECONDS = _gauge("backup_verify_duration_seconds", "How long the last check took.")
VERIFY_EVERY = _gauge("backup_verify_interval_seconds", "How often copies are to be checked.")
RESTORED = _gauge(
    "backup_last_restore_test_timestamp_seconds", "When a copy was last restored to try it."
)
RESTORE_GOOD = _gauge("backup_restore_test_success", "1 if what was restored was as it should be.")
RESTORE_SECONDS = _gauge("backup_restore_test_duration_seconds", "How long restoring took.")
RESTORE_EVERY = _gauge("backup_restore_test_interval_seconds", "How often restoring is tried.")
RESTORED_FILES = _gauge("backup_restore_test_files", "Files, or tables, that were restored.")
RESTORED_BYTES = _gauge("backup_restore_test_bytes", "Bytes that were restored.")
COMPARED = _gauge(
    "backup_restore_test_compared_files", "Restored files read against the unchanged originals."
)
DIFFERENT = _gauge("backup_restore_test_different_files", "Those of them that were different.")


def readings(backup: str, standing: Standing) -> list[Reading]:
    """Tell what a tool told; what it does not know is left out."""
    labels = (backup,)
    newest = standing.newest
    found: list[Reading] = [
        (FILES, labels, len(standing.copies)),
        (PARTIAL, labels, standing.partial),
        (LAST, labels, newest.at if newest else 0.0),
        *_kinds(labels, standing.copies),
        *_known(labels, standing),
    ]
    if newest:
        found.append((OLDEST, labels, standing.copies[0].at))
        # An increment is compared with increments: beside full copies it would always be small.
        alike = [each for each in standing.copies if each.kind is newest.kind]
        found += _against(labels, SIZE, MEDIAN, [each.size_bytes for each in alike])
        found += _against(labels, DURATION, USUAL_DURATION, [each.seconds for each in alike])
    return found


def median(values: Sequence[float]) -> float:
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def _kinds(labels: tuple[str, ...], copies: Sequence[Copy]) -> list[Reading]:
    counts: dict[CopyKind, int] = {}
    for copy in copies:
        counts[copy.kind] = counts.get(copy.kind, 0) + 1
    found: list[Reading] = [(KEPT, (*labels, kind.value), n) for kind, n in counts.items()]
    full = [copy.at for copy in copies if copy.kind is CopyKind.FULL]
    return [*found, (LAST_FULL, labels, max(full))] if full else found


def _known(labels: tuple[str, ...], standing: Standing) -> list[Reading]:
    values = (
        (CHAIN, standing.chain_intact),
        (FAILURES, standing.failures),
        (RUNNING, standing.running_since),
        (LOCKS, standing.stale_locks),
        (ENCRYPTED, standing.encrypted),
        (MISSING, standing.missing),
        (WAITING, standing.waiting),
    )
    return [(family, labels, float(value)) for family, value in values if value is not None]


def _against(
    labels: tuple[str, ...], last: Family, usual: Family, values: Sequence[float | None]
) -> list[Reading]:
    """Tell the newest value, and the median of those before it."""
    found: list[Reading] = []
    if values[-1] is not None:
        found.append((last, labels, values[-1]))
    earlier = [value for value in values[-1 - EARLIER_COUNTED : -1] if value is not None]
    if earlier:
        found.append((usual, labels, median(earlier)))
    return found
