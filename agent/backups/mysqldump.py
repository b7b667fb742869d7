"""mysqldump and mariadb-dump: files in a folder, the newest read to its end."""

from __future__ import annotations

from agent.backup_settings import BackupSettings
from agent.backups.dumps import check_text_dump
from agent.backups.entries import files_standing
from agent.backups.reader import OnlyReads
from agent.backups.tools import Tool
from agent.clock import AgentClock
from watchkeeper.host.backups.mysql import is_whole_dump
from watchkeeper.host.backups.standing import Copy, Standing


class MysqldumpReader(OnlyReads):
    """A dump that was cut lacks its last line."""

    checks_each_copy = True

    def __init__(self, settings: BackupSettings, clock: AgentClock) -> None:
        self._settings = settings
        self._tool = Tool(settings, "mysqldump", clock)

    def read(self) -> Standing:
        return files_standing(self._settings.path, self._settings.glob)

    def verify(self, copy: Copy) -> None:
        check_text_dump(self._tool, self._settings.path / copy.name, is_whole_dump)
