"""Run the tool of a backup: as agent.conf says and not otherwise, with a deadline, bounded."""

# Paths are text here:
# ruff: noqa: PTH110

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Mapping
from typing import Callable

from agent.backup_settings import BackupSettings
from agent.backups.reader import CannotTry, CopyIsBad
from agent.backups.room import room_in
from agent.clock import AgentClock
from agent.files import read_regular
from agent.paths import Path
from agent.programs import ENVIRONMENT, Finished, Keep, run
from watchkeeper.core.errors import InvalidInput, Unavailable

MOST_OUTPUT_BYTES = 16 << 20
MOST_TRIED_BYTES = 65_536
"""Of a trial's output, which may be a whole dump, where only its end is looked at."""

_MOST_SAID = 300
_MOST_ENVIRONMENT_BYTES = 16_384
_ENDING_SECONDS = 20.0
"""How long a tool may take to give back its lock when its time is over."""

_POSTGRESQL = "/usr/lib/postgresql"
_NOT_STARTED = 127
_GO_THERE = f"""import os, sys
try:
    os.chdir(sys.argv[1])
    os.execvp(sys.argv[2], sys.argv[2:])
except OSError as error:
    sys.stderr.write(f"{{error}}")
    sys.exit({_NOT_STARTED})
"""


class Tool:
    """One program for one backup."""

    def __init__(
        self,
        settings: BackupSettings,
        usual: str,
        clock: AgentClock,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self._settings = settings
        self._usual = usual
        self.clock = clock
        self._environment = dict(environment or {})

    @property
    def path(self) -> str:
        """Return the program that agent.conf names, or the usual one."""
        return self._settings.program or self._usual

    def said(self, *words: str, good: tuple[int, ...] = (0,)) -> str:
        """Ask the tool; return what it wrote.  Raises Unavailable with its own reason."""
        done = self._run((self.path, *words), self._settings.timeout / 1000, Keep.FIRST)
        if done.code not in good:
            raise Unavailable(
                "{tool} does not answer: {reason}", tool=self.path, reason=reason_of(done)
            )
        return done.output.decode("utf-8", "replace")

    def tried(
        self,
        *words: str,
        program: str = "",
        folder: Path | None = None,
        most_bytes: int = MOST_TRIED_BYTES,
        fills: Path | None = None,
    ) -> str:
        """Run a trial of a copy; return the last *most_bytes* of what was written.

        It writes into the folder that it *fills* as long as there is room.
        Raises CopyIsBad, or CannotTry where nothing was learnt.
        """
        tool = program or self.path
        command: tuple[str, ...] = (tool, *words)
        if folder is not None:
            command = (sys.executable, "-I", "-S", "-c", _GO_THERE, str(folder), *command)
        try:
            done = self._run(
                ("nice", *command),
                self._settings.trial_timeout / 1000,
                Keep.LAST,
                most_bytes,
                may_go_on=None if fills is None else lambda: room_in(fills) > 0,
            )
        except OSError as error:
            raise CannotTry("{tool}: {reason}", tool=tool, reason=error) from None
        if done.code != 0 and fills is not None and room_in(fills) <= 0:
            raise CannotTry("{folder} has no room left for a restore test", folder=fills)
        if done.code is None:
            raise CannotTry("{tool} was not done in time", tool=tool)
        if done.code in {126, _NOT_STARTED} or (done.code and b"invalid option" in done.output):
            raise CannotTry("{tool}: {reason}", tool=tool, reason=reason_of(done))
        if done.code:
            raise CopyIsBad("{tool}: {reason}", tool=tool, reason=reason_of(done))
        return done.output.decode("utf-8", "replace")

    def _run(
        self,
        command: tuple[str, ...],
        seconds: float,
        keep: Keep,
        most_bytes: int = MOST_OUTPUT_BYTES,
        *,
        may_go_on: Callable[[], bool] | None = None,
    ) -> Finished:
        return run(
            command,
            timeout_seconds=seconds,
            clock=self.clock,
            most_bytes=most_bytes,
            keep=keep,
            environment={**ENVIRONMENT, "TZ": "UTC", **self._secrets(), **self._environment},
            grace_seconds=_ENDING_SECONDS,
            may_go_on=may_go_on,
        )

    def _secrets(self) -> dict[str, str]:
        """Return what the file for the tool's environment says: keys of a store, never logged."""
        path = self._settings.environment_file
        if path is None:
            return {}
        check_secret(path)
        text = read_regular(path, _MOST_ENVIRONMENT_BYTES).decode("utf-8", "replace")
        pairs = (line.partition("=") for line in text.splitlines() if not line.startswith("#"))
        return {name.strip(): value.strip().strip('"') for name, equals, value in pairs if equals}


def reason_of(done: Finished) -> str:
    """Return the last lines of what a program wrote, on one line."""
    if done.code is None:
        return "no answer in time"
    words = done.output[-4_096:].decode("utf-8", "replace").split()
    return " ".join(words)[-_MOST_SAID:] or f"exit code {done.code}"


def check_secret(path: Path) -> None:
    """Refuse a file of secrets that everybody may read.  Raises InvalidInput, OSError."""
    if stat.S_IMODE(path.stat().st_mode) & stat.S_IRWXO:
        raise InvalidInput("{path} is open to everybody; run chmod o= on it", path=path)


def postgresql_program(name: str, folder: str = "") -> str:
    """Return the newest installed program of PostgreSQL's server, or its bare name."""
    if folder:
        return os.path.join(folder, name)  # noqa: PTH118 paths are text here
    try:
        versions = [each for each in os.listdir(_POSTGRESQL) if each.isdecimal()]  # noqa: PTH208 paths are text here
    except OSError:
        return name
    for version in sorted(versions, key=int, reverse=True):
        path = f"{_POSTGRESQL}/{version}/bin/{name}"
        if os.path.exists(path):
            return path
    return name


def magic(path: Path, size: int = 512) -> bytes:
    """Return how a file begins."""
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        return os.read(handle, size)
    finally:
        os.close(handle)
