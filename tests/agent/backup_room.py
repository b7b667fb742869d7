"""A room for tests of backups: data, a source made from agent.conf's words, and what it tells."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from agent.backups.source import ToolBackupSource
from agent.backups.trials import Trial
from agent.clock import AgentClock, SystemClock
from agent.config import config_from_text
from agent.registry import sources_of
from watchkeeper.wire.exposition import Reading

Told = Mapping[str, float]


@dataclass(frozen=True)
class Room:
    """A folder with data to back up, and the place of the backups beside it."""

    folder: Path
    origin: Path | None = None  # of the data, where it lies elsewhere

    @property
    def data(self) -> Path:
        return self.origin or self.folder / "data"

    @property
    def password(self) -> Path:
        return self.folder / "password"

    def source(self, text: str, clock: AgentClock | None = None) -> ToolBackupSource:
        """Return the source of ``[backup "x"]`` with these settings, as the agent makes it."""
        state = f"[agent]\nstate_dir = {self.folder}/state\n"
        config = config_from_text(f'{state}[backup "x"]\n{text}', "agent.conf")
        (found,) = (
            one for one in sources_of(config, clock or SystemClock()) if one.name == "backup_x"
        )
        assert isinstance(found, ToolBackupSource)
        return found

    def run(self, *command: str, **environment: str) -> str:
        done = subprocess.run(
            command,
            cwd=self.folder,
            env={**os.environ, "LC_ALL": "C", **environment},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-500:]
        return done.stdout


def room_in(folder: Path) -> Room:
    """Make a room: five files of data and a password that only its owner may read."""
    room = Room(folder)
    room.data.mkdir()
    for number in range(5):
        (room.data / f"file-{number}").write_bytes(os.urandom(20_000))
        os.utime(room.data / f"file-{number}", (1_700_000_000 + number, 1_700_000_000 + number))
    room.password.write_text("secret\n")
    room.password.chmod(0o600)
    return room


def told(readings: list[Reading]) -> Told:
    """Return numbers by name, without the kinds of copies."""
    return {family.name: value for family, _, value in readings}


def told_by(source: ToolBackupSource) -> Told:
    return told(source.told(source.reader.read()))


def tried(source: ToolBackupSource, trial: Trial) -> bool | None:
    """Make a trial of the newest copy."""
    newest = source.reader.read().newest
    assert newest is not None
    return source.trials.make(trial, newest)


def flip_a_byte(path: Path, place: int = -40) -> None:
    """Damage a file as a disk does: its size and time stay."""
    before = path.stat()
    path.chmod(0o600)
    content = bytearray(path.read_bytes())
    content[place] ^= 0xFF
    path.write_bytes(content)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
