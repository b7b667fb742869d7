"""The head holds what waits for its block, also where a span begins with a chunk."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.chaos.lives import live


async def test_late_ticks_at_the_edge_of_the_head_are_held(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """They wait until no more come; meanwhile nothing leaves memory, and the log goes on going."""
    await live(tmp_path, 0, 260)
    assert "samples left memory" not in caplog.text
    segments = sorted(path.name for path in (tmp_path / "wal").iterdir())
    assert len(segments) < 20
