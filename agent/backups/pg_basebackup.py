"""pg_basebackup: folders with a backup_manifest, which is written last."""

from __future__ import annotations

from agent.backup_settings import BackupSettings
from agent.backups.entries import Folder, folders_in
from agent.backups.reader import CannotTry, Restored
from agent.backups.scratch_cluster import ScratchCluster
from agent.backups.tools import Tool, postgresql_program
from agent.backups.trees import restored_in
from agent.clock import AgentClock
from agent.files import lines_of
from agent.paths import Path
from watchkeeper.core.errors import InvalidInput
from watchkeeper.host.backups.postgresql import manifest_size
from watchkeeper.host.backups.standing import Copy, Standing, in_order

_MOST_MANIFEST_BYTES = 1 << 30
_MANIFEST = "backup_manifest"


class PgBasebackupReader:
    """A restore test copies the backup, starts a server on the copy and reads every row."""

    checks_each_copy = False

    def __init__(self, settings: BackupSettings, clock: AgentClock) -> None:
        self._settings = settings
        verify = postgresql_program("pg_verifybackup", settings.server_programs)
        self._tool = Tool(settings, verify, clock)
        self._sizes: dict[tuple[str, float], float] = {}

    def read(self) -> Standing:
        folders = folders_in(self._settings.path, self._settings.glob)
        copies = [copy for copy in map(self._copy, folders) if copy is not None]
        return Standing(in_order(copies), partial=len(folders) - len(copies))

    def verify(self, copy: Copy) -> None:
        self._tool.tried(str(self._plain(copy)))

    def restore(self, copy: Copy, scratch: Path) -> Restored:
        source = self._plain(copy)
        words = ("-Rp", "--", str(source), str(scratch / "data"))
        self._tool.tried(*words, program="cp", fills=scratch)
        restored = restored_in(scratch / "data")
        with ScratchCluster(
            self._settings, self._tool, scratch, user=self._settings.user
        ) as cluster:
            cluster.read_all()
        return restored

    def _plain(self, copy: Copy) -> Path:
        """Return a backup's folder.  Raises CannotTry where it holds tar files."""
        path = self._settings.path / copy.name
        if not (path / "PG_VERSION").exists():
            raise CannotTry("{path} is in tar format; use pg_basebackup -Fp to try it", path=path)
        return path

    def _copy(self, folder: Folder) -> Copy | None:
        """Return a backup; None for one without a whole manifest."""
        try:
            written_at = (folder.path / _MANIFEST).stat().st_mtime
            key = (folder.name, written_at)
            if key not in self._sizes:
                lines = lines_of(folder.path / _MANIFEST, _MOST_MANIFEST_BYTES)
                self._sizes[key] = manifest_size(lines)
        except (FileNotFoundError, InvalidInput):
            return None
        return Copy(folder.name, written_at, size_bytes=self._sizes[key])
