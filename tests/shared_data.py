"""Find the public test data, which is no part of the project: WATCHKEEPER_TEST_DATA names it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

_PROJECT = Path(__file__).resolve().parent.parent


def shared_data_folder() -> Path | None:
    """Return the folder of the data, None where it is absent."""
    named = os.environ.get("WATCHKEEPER_TEST_DATA")
    folder = Path(named) if named else _PROJECT.parent / "shared" / "data"
    return folder if folder.is_dir() else None


def shared_data(*parts: str) -> Path:
    """Return a file or folder of the data; skips the test, saying so, where it is absent."""
    folder = shared_data_folder()
    if folder is None or not folder.joinpath(*parts).exists():
        pytest.skip(
            f"test data {'/'.join(parts)} is absent; set WATCHKEEPER_TEST_DATA to its folder"
        )
    return folder.joinpath(*parts)
