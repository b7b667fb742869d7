"""Child processes of the demo: started, killed, ended with it; their output goes to files.

Each runs on a leash (``watchkeeper.demo.leash``), so that none outlives a demo that was killed.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from watchkeeper.core.errors import Unavailable

_LEASH = "watchkeeper.demo.leash"
_PATIENCE_SECONDS = 10


class Children:
    """The processes by name; leaving the block ends those that still run, newest first."""

    def __init__(self, log_folder: Path) -> None:
        self._log_folder = log_folder
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> Self:
        self._log_folder.mkdir(parents=True, exist_ok=True)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        for name in reversed(list(self._running)):
            self.end(name)

    def start(
        self, name: str, module: str, *arguments: str, environment: Mapping[str, str] | None = None
    ) -> None:
        """Run ``python -m module arguments`` as the child *name*."""
        command = [sys.executable, "-m", _LEASH, module, *arguments]
        with self.log_file(name).open("ab") as output:
            self._running[name] = subprocess.Popen(  # noqa: S603 our own modules
                command,
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=output,
                env=None if environment is None else dict(environment),
            )

    def kill(self, name: str) -> None:
        """End a child as a crash would: SIGKILL."""
        process = self._running.pop(name)
        process.kill()
        _wait(process)

    def end(self, name: str) -> None:
        """Ask a child to end, and kill it when it does not."""
        process = self._running.pop(name, None)
        if process is None:
            return
        process.terminate()
        try:
            process.wait(_PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
        _wait(process)

    def is_running(self, name: str) -> bool:
        process = self._running.get(name)
        return process is not None and process.poll() is None

    def check(self, names: Sequence[str]) -> None:
        """Raise Unavailable with the end of its log where one of *names* has ended by itself."""
        for name in names:
            process = self._running.get(name)
            if process is not None and process.poll() is not None:
                raise Unavailable(
                    "the demo's {name} ended with code {code}:\n{log}",
                    name=name,
                    code=process.returncode,
                    log=self.last_lines(name),
                )

    def last_lines(self, name: str, lines: int = 20) -> str:
        path = self.log_file(name)
        text = path.read_text(errors="replace") if path.exists() else ""
        return "\n".join(text.splitlines()[-lines:])

    def log_file(self, name: str) -> Path:
        return self._log_folder / f"{name}.log"


def _wait(process: subprocess.Popen[bytes]) -> None:
    process.wait()
    if process.stdin is not None:
        process.stdin.close()
