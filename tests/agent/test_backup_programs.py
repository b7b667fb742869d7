"""Tools of backups as programs: what their end means for a copy, and what is kept of their words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.backup_settings import BackupSettings
from agent.backups.reader import CannotTry, CopyIsBad
from agent.backups.tools import MOST_TRIED_BYTES, Tool
from agent.clock import SystemClock
from agent.programs import Keep, Output

TOOL = Tool(BackupSettings("x"), "sh", SystemClock())

NOTHING_LEARNT = {
    "no such program": ("no-such-program", None),
    "no such program in a folder": ("no-such-program", "."),
    "one that cannot be executed": ("/etc/passwd", "."),
    "no such folder": ("true", "gone"),
}


@pytest.mark.parametrize(("program", "folder"), NOTHING_LEARNT.values(), ids=NOTHING_LEARNT.keys())
def test_a_program_that_is_missing_says_nothing_of_a_copy(
    tmp_path: Path, program: str, folder: str | None
) -> None:
    """A host without the server's programs has not lost its backups."""
    with pytest.raises(CannotTry):
        TOOL.tried("x", program=program, folder=None if folder is None else tmp_path / folder)


def test_a_program_that_fails_says_that_a_copy_is_bad(tmp_path: Path) -> None:
    """What its files are called does not matter while it succeeds."""
    with pytest.raises(CopyIsBad, match="broken"):
        TOOL.tried("-c", "echo broken; exit 1", folder=tmp_path)
    with pytest.raises(CannotTry):
        TOOL.tried("-c", "echo invalid option; exit 1")
    assert TOOL.tried("-c", "echo invalid option") == "invalid option\n"


@pytest.mark.parametrize("script", ["sleep 600", "yes > /dev/null", "exit 1"])
def test_a_trial_ends_before_the_disk_is_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    """What it holds is not known before; that there is no room says nothing of the copy."""
    monkeypatch.setattr("agent.backups.room.LEAST_FREE_BYTES", 1 << 62)
    with pytest.raises(CannotTry, match="no room left"):
        TOOL.tried("-c", script, fills=tmp_path)
    assert TOOL.tried("-c", "echo done", fills=None) == "done\n"


def test_of_a_long_output_the_end_is_kept() -> None:
    said = TOOL.tried("-c", "yes | head -c 1000000; echo end")
    assert len(said) == MOST_TRIED_BYTES
    assert said.endswith("y\nend\n")


@given(st.lists(st.binary(max_size=20), max_size=30), st.integers(1, 50))
def test_the_kept_part_of_an_output_is_its_beginning_or_its_end(
    parts: list[bytes], most_bytes: int
) -> None:
    first, last = Output(most_bytes, Keep.FIRST), Output(most_bytes, Keep.LAST)
    for part in parts:
        first.add(part)
        last.add(part)
    whole = b"".join(parts)
    assert (first.kept(), last.kept()) == (whole[:most_bytes], whole[-most_bytes:])
