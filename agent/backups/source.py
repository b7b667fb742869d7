"""One backup of a tool as a source of the agent."""

from __future__ import annotations

import os

from agent.backup_settings import REPOSITORIES, BackupSettings
from agent.backups import families
from agent.backups.memory import Memory
from agent.backups.readers import Means, reader_of
from agent.backups.trials import Trials
from agent.clock import AgentClock
from agent.log import log
from agent.paths import Path
from agent.source import Lane
from watchkeeper.core.errors import WatchkeeperError
from watchkeeper.host.backups.standing import Standing
from watchkeeper.wire.exposition import Reading


class ToolBackupSource:
    """Asks the tool, tells how the backup stands, and begins the trials that are due."""

    lane = Lane.BESIDE

    def __init__(self, settings: BackupSettings, clock: AgentClock, state: Path) -> None:
        self.name = f"backup_{settings.name}"
        self.every = settings.read_every
        self.settings = settings
        memory = Memory(state / f"{settings.name.replace('/', '%')}.json")
        self.reader = reader_of(Means(settings, clock, memory, state))
        self.trials = Trials(settings, self.reader, memory, clock, state)
        self._clock = clock
        self._labels = (settings.name,)
        self._said = ""

    def read(self) -> list[Reading]:
        began = self._clock.monotonic()
        standing = self._standing()
        seconds = self._clock.monotonic() - began
        labels = (self.settings.name, self.settings.tool)
        found: list[Reading] = [
            (families.READ, labels, float(standing is not None)),
            (families.READ_SECONDS, labels, seconds),
            *self._expected(),
            *self._room(),
            *self.trials.readings(),
        ]
        if standing is not None:
            found += self.told(standing)
            self.trials.begin(standing)
        return found

    def told(self, standing: Standing) -> list[Reading]:
        """Tell what is known of a standing."""
        found = families.readings(self.settings.name, standing)
        newest = standing.newest
        if self.settings.copy_of:
            at = newest.at if newest else 0.0
            found.append((families.OFFSITE, (self.settings.copy_of,), at))
        return found

    def close(self) -> None:
        self.trials.close()

    def _standing(self) -> Standing | None:
        """Return what the tool tells; None, and why once in the log, where it does not."""
        try:
            standing = self.reader.read()
        except (OSError, WatchkeeperError) as error:
            if str(error) != self._said:
                log.warning("backup not read", backup=self.settings.name, reason=error)
            self._said = str(error)
            return None
        if self._said:
            log.info("backup read again", backup=self.settings.name)
        self._said = ""
        return standing

    def _expected(self) -> list[Reading]:
        """A copy of another backup is awaited as that one's off-site copy, and not by itself."""
        if self.settings.copy_of:
            return []
        return [(families.EXPECTED, self._labels, self.settings.every / 1000)]

    def _room(self) -> list[Reading]:
        """Tell the room where the repository lies, if it is a folder of this host."""
        path = self.settings.path
        if self.settings.tool not in REPOSITORIES or not path.is_absolute():
            return []
        try:
            usage = os.statvfs(path)
        except OSError:
            return []
        return [
            (families.FREE, self._labels, usage.f_bavail * usage.f_frsize),
            (families.ROOM, self._labels, usage.f_blocks * usage.f_frsize),
        ]
