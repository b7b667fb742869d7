"""What the tests talk to: a missing program skips with its name, and fails where CI is set."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest

_EXTRA_PATHS = ("/usr/sbin", "/usr/local/sbin", "/sbin")


def program(name: str, *more_paths: str) -> str:
    """Return the path of an installed program, or skip the test (fail in CI)."""
    paths = os.pathsep.join([os.environ.get("PATH", ""), *_EXTRA_PATHS, *more_paths])
    found = shutil.which(name, path=paths)
    if found is None:
        missing(f"{name} is not installed (scripts/test installs it where it may)")
    return found


def missing(reason: str) -> NoReturn:
    """Skip for want of a component; with CI=true that is a failure."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def postgresql_bin() -> Path:
    """Return the folder of PostgreSQL's server programs."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name))
    if folders:
        return folders[-1]
    return Path(program("initdb")).parent
