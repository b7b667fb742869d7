"""By which words this installation is called: in units, and in what people are told to type."""

from __future__ import annotations

import shlex
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

_SERVER, _AGENT = "watchkeeper", "watchkeeper-agent"


@dataclass(frozen=True, slots=True)
class Program:
    """The words before the arguments, absolute: they work in any directory and in a unit."""

    server: tuple[str, ...]
    agent: tuple[str, ...]

    def line(self, *arguments: str) -> str:
        """Return a command of ``watchkeeper`` to paste into a shell."""
        return shlex.join([*self.server, *arguments])

    def agent_line(self, *arguments: str) -> str:
        return shlex.join([*self.agent, *arguments])


def this_program(called_as: str) -> Program:
    """Return how to call this very installation again; *called_as* is ``sys.argv[0]``.

    An installed command lies beside the interpreter or where it was called; from a source tree
    that is not installed, the interpreter is told where the tree is.
    """
    for folder in (_folder_of(called_as), Path(sys.executable).parent):
        if folder is not None and _has_commands(folder):
            return Program((str(folder / _SERVER),), (str(folder / _AGENT),))
    tree = Path(__file__).resolve().parents[2]
    words = ("/usr/bin/env", f"PYTHONPATH={tree}", sys.executable, "-m")
    return Program((*words, "watchkeeper"), (*words, "agent"))


def _folder_of(called_as: str) -> Path | None:
    if Path(called_as).name != _SERVER:
        return None
    found = shutil.which(called_as)
    return Path(found).absolute().parent if found else None


def _has_commands(folder: Path) -> bool:
    return all(shutil.which(str(folder / name)) for name in (_SERVER, _AGENT))
