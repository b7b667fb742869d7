"""Small files of the agent's own: whole or as they were."""

import resource
from pathlib import Path

import pytest

from agent.kept import write


def test_a_file_is_written_whole_or_stays_as_it_was(tmp_path: Path) -> None:
    """A disk that has room for half of it takes none."""
    path = tmp_path / "folder/x.json"
    write(path, b"before")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, before[1]))
    try:
        with pytest.raises(OSError, match="No space left"):
            write(path, b"x" * 1_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert path.read_bytes() == b"before"
