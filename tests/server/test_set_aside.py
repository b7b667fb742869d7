"""Damaged files that were set aside."""

from __future__ import annotations

from pathlib import Path

from prometheus_client import CollectorRegistry

from watchkeeper.server.set_aside import files_set_aside, watch_set_aside


def test_what_was_set_aside_is_counted_until_it_is_deleted(tmp_path: Path) -> None:
    """Databases, their logs and segments count; what SQLite keeps beside one, and whole files, do not."""
    registry = CollectorRegistry()
    watch_set_aside(registry, tmp_path)
    (tmp_path / "wal").mkdir()
    damaged = ["series.db.damaged-1", "state.db-wal.damaged-2", "wal/00000001.damaged-1"]
    for name in (*damaged, "series.db.damaged-1-wal", "series.db.damaged-1-shm", "series.db"):
        (tmp_path / name).write_bytes(b"x")
    assert [str(path.relative_to(tmp_path)) for path in files_set_aside(tmp_path)] == damaged
    assert registry.get_sample_value("watchkeeper_damaged_files") == 3
    (tmp_path / damaged[0]).unlink()
    assert registry.get_sample_value("watchkeeper_damaged_files") == 2
