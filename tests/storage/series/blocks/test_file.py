"""What a transaction changes counts when it is on the disk."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import numpy as np
import pytest

from watchkeeper.storage.series.blocks.block import Ticks, pack
from watchkeeper.storage.series.blocks.file import BlockFile, open_blocks
from watchkeeper.storage.series.blocks.transactions import BlockKey


def drop_and_fail(file: BlockFile) -> None:
    with file.writing() as writing:
        assert writing.drop_oldest(stop=7_200_000, most=1).rows == 1
        raise sqlite3.OperationalError("disk I/O error")


def test_a_transaction_that_fails_changes_nothing_in_memory(tmp_path: Path) -> None:
    """Nobody is told that samples are gone which a failure has kept."""
    file = open_blocks(tmp_path / "series.db")
    ticks = Ticks(np.array([5_000]), np.array([1]), np.array([[1.0]]))
    with file.writing() as writing:
        writing.put(BlockKey(1, 0, 7_200_000), pack(ticks))
    before = file.version, file.raw_since
    with pytest.raises(sqlite3.OperationalError):
        drop_and_fail(file)
    assert (file.version, file.raw_since) == before
    with file.writing() as writing:
        writing.drop_oldest(stop=7_200_000, most=1)
    assert (file.version, file.raw_since) == (before[0] + 1, 7_200_000)
    file.close()


def test_a_failure_is_told_where_sqlite_has_rolled_back(tmp_path: Path) -> None:
    """As it does when the disk fails: the reason is the disk, not that nothing was left to undo."""
    file = open_blocks(tmp_path / "series.db")
    with file.writing() as writing:
        writing.drop_oldest(stop=7_200_000, most=1)
    with pytest.raises(sqlite3.OperationalError, match="disk I/O error"):
        fail_after_sqlite_rolled_back(file)
    with file.writing() as writing:
        writing.drop_oldest(stop=7_200_000, most=1)
    file.close()


def fail_after_sqlite_rolled_back(file: BlockFile) -> None:
    with file.writing() as writing:
        writing._connection.execute("ROLLBACK")
        raise sqlite3.OperationalError("disk I/O error")
