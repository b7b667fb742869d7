"""A folder into which PostgreSQL archives its write-ahead log: the newest segment, and gaps."""

from __future__ import annotations

from agent.backup_settings import BackupSettings
from agent.backups.entries import files_standing, names_in
from agent.backups.reader import OnlyReads
from agent.paths import Path
from watchkeeper.host.backups.postgresql import SEGMENT_BYTES, is_segment, log_archive
from watchkeeper.host.backups.standing import Copy, CopyKind, Standing, in_order


class WalReader(OnlyReads):
    """A segment that is missing between two others cannot be passed in a recovery."""

    def __init__(self, settings: BackupSettings) -> None:
        self._settings = settings

    def read(self) -> Standing:
        files = files_standing(self._settings.path, self._settings.glob)
        segments = [
            each._replace(kind=CopyKind.WAL) for each in files.copies if is_segment(each.name)
        ]
        archive = log_archive(names_in(self._settings.path), _segment_bytes(segments))
        data = self._settings.data
        return Standing(
            in_order(segments),
            chain_intact=None if archive is None else archive.missing == 0,
            partial=files.partial,
            missing=None if archive is None else archive.missing,
            waiting=None if data is None else waiting_segments(data),
        )


def waiting_segments(data: Path) -> int:
    """Return how many segments wait for the archive command.  Raises OSError."""
    names = names_in(data / "pg_wal/archive_status")
    return sum(name.endswith(".ready") for name in names)


def _segment_bytes(segments: list[Copy]) -> int:
    """Return the size of segments, which is a power of two; compressed ones do not tell it."""
    sizes = {each.size_bytes for each in segments if "." not in each.name and "-" not in each.name}
    size = int(max((each for each in sizes if each), default=SEGMENT_BYTES))
    return size if size >= 1 << 20 and size & (size - 1) == 0 else SEGMENT_BYTES
