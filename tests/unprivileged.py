"""Run programs as somebody without rights, on an interpreter that they can execute.

As root, commands run as ``nobody``; where the working tree or the interpreter cannot be read by
others, both are laid out again below a readable temporary folder (hard links, no copies).  Each
use first proves that the right is missing.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.components import missing, program

_PACKAGES = ("agent", "collector", "rules", "ticketing", "dashboards", "watchkeeper")


@dataclass(frozen=True)
class Unprivileged:
    """An interpreter, a path of modules and a home for somebody without rights."""

    python: str
    module_path: str
    home: Path
    prefix: tuple[str, ...]

    def environment(self, extra: Mapping[str, str] | None = None) -> dict[str, str]:
        return {
            "PATH": "/usr/local/bin:/usr/bin:/bin",
            "HOME": str(self.home),
            "TMPDIR": str(self.home),
            "PYTHONPATH": self.module_path,
            "PYTHONDONTWRITEBYTECODE": "1",
            "LANG": "C.UTF-8",
            **(extra or {}),
        }

    def run(
        self, arguments: Sequence[str], *, timeout: float = 60.0
    ) -> subprocess.CompletedProcess[str]:
        """Run ``python ARGUMENTS`` without rights, in its home."""
        return subprocess.run(
            [*self.prefix, self.python, *arguments],
            capture_output=True,
            text=True,
            timeout=timeout,
            cwd=self.home,
            env=self.environment(),
            check=False,
        )


@contextmanager
def unprivileged() -> Iterator[Unprivileged]:
    """Lay out an interpreter and the tree for somebody without rights; removed afterwards."""
    home = Path(tempfile.mkdtemp(prefix="watchkeeper-nobody-"))
    try:
        if os.geteuid() != 0:
            who = Unprivileged(sys.executable, os.pathsep.join(sys.path), home, ())
        else:
            who = _as_nobody(home)
        _prove_that_rights_are_missing(who)
        yield who
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _as_nobody(home: Path) -> Unprivileged:
    prefix = (program("setpriv"), "--reuid=nobody", "--regid=nogroup", "--clear-groups")
    tree, site = home / "tree", home / "site"
    for package in _PACKAGES:
        _link(folder_of(package), tree / package)
    _link(Path(sysconfig.get_path("purelib")), site)
    home.chmod(0o755)
    own = home / "home"
    own.mkdir()
    shutil.chown(own, "nobody", "nogroup")
    return Unprivileged(_readable_python(prefix), f"{tree}{os.pathsep}{site}", own, prefix)


def folder_of(package: str) -> Path:
    """Return where a package is imported from: the tree, or the wheel that was installed."""
    found = find_spec(package)
    if found is None or found.origin is None:
        raise ModuleNotFoundError(package)
    return Path(found.origin).parent


def _readable_python(prefix: Sequence[str]) -> str:
    """Return an interpreter of our version that nobody can execute."""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    candidates = (os.path.realpath(sys.executable), f"/usr/bin/python{version}", "/usr/bin/python3")
    for candidate in candidates:
        asked = f"import sys; sys.exit(sys.version_info[:2] != {sys.version_info[:2]})"
        found = subprocess.run([*prefix, candidate, "-c", asked], capture_output=True, check=False)
        if found.returncode == 0:
            return candidate
    missing(f"nobody can execute no Python {version} here")


def _link(source: Path, target: Path) -> None:
    shutil.copytree(
        source,
        target,
        copy_function=_link_file,
        ignore=shutil.ignore_patterns("__pycache__", "mypy", "playwright", "*.dist-info"),
    )


def _link_file(source: str, target: str) -> str:
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
    return target


def _prove_that_rights_are_missing(who: Unprivileged) -> None:
    found = who.run(["-c", "open('/etc/watchkeeper-may-not', 'w')"])
    if found.returncode == 0 or "Permission" not in found.stderr:
        pytest.fail(f"the right to write /etc is not missing: {found.stderr}")
