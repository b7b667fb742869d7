"""rsnapshot: folders such as daily.0 below its snapshot_root, and its log."""

from __future__ import annotations

import os

from agent.backup_settings import BackupSettings
from agent.backups.entries import folders_in
from agent.backups.reader import OnlyReads, Restored
from agent.backups.tools import Tool
from agent.backups.trees import restored_in
from agent.clock import AgentClock
from agent.paths import Path
from watchkeeper.host.backups.rsnapshot import last_runs, snapshot
from watchkeeper.host.backups.standing import Copy, Standing, in_order

_MOST_LOG_BYTES = 1 << 20


class RsnapshotReader(OnlyReads):
    """The time of a snapshot is that of its folder, which rsnapshot touches at the end."""

    def __init__(self, settings: BackupSettings, clock: AgentClock) -> None:
        self._settings = settings
        self._tool = Tool(settings, "cp", clock)

    def read(self) -> Standing:
        log = self._settings.log
        runs = None if log is None else last_runs(_end_of(log), self._settings.interval)
        copies = [
            Copy(folder.name, folder.written_at)
            for folder in folders_in(self._settings.path, "*")
            if (snapshot(folder.name) or ("", 0))[0] == self._settings.interval
        ]
        if runs is not None and (runs.is_running or runs.failures):
            copies = [each for each in copies if not each.name.endswith(".0")]
        return Standing(
            in_order(copies),
            partial=int(runs is not None and runs.is_running),
            failures=None if runs is None else runs.failures,
        )

    def restore(self, copy: Copy, scratch: Path) -> Restored:
        source = self._settings.path / copy.name
        part = source / self._settings.restore_path.lstrip("/")
        self._tool.tried("-Rp", "--", f"{part}/.", str(scratch), program="cp", fills=scratch)
        return restored_in(scratch)


def _end_of(path: Path) -> str:
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        size = os.fstat(handle).st_size
        content = os.pread(handle, _MOST_LOG_BYTES, max(0, size - _MOST_LOG_BYTES))
    finally:
        os.close(handle)
    return content.decode("utf-8", "replace")
