"""pg_dump and pg_dumpall: files in a folder, and folders that pg_dump -Fd writes."""

from __future__ import annotations

from agent.backup_settings import BackupSettings
from agent.backups.dumps import check_text_dump, compressor_of
from agent.backups.entries import files_standing, folders_in
from agent.backups.reader import CannotTry, CopyIsBad, Restored
from agent.backups.scratch_cluster import ScratchCluster
from agent.backups.tools import MOST_OUTPUT_BYTES, Tool, magic
from agent.clock import AgentClock
from agent.paths import Path
from agent.sources.backups import is_partial
from agent.sources.directories import size_below
from watchkeeper.host.backups.postgresql import is_whole_dump, tables_in
from watchkeeper.host.backups.standing import Copy, Standing, in_order

_TAR_MAGIC = slice(257, 262)


class PgDumpReader:
    """Each new dump is read to its end; a restore goes into a cluster made for it."""

    checks_each_copy = True

    def __init__(self, settings: BackupSettings, clock: AgentClock) -> None:
        self._settings = settings
        self._tool = Tool(settings, "pg_restore", clock)

    def read(self) -> Standing:
        files = files_standing(self._settings.path, self._settings.glob)
        folders = [
            Copy(each.name, each.written_at, size_bytes=float(size_below(each.path)))
            for each in folders_in(self._settings.path, self._settings.glob)
            if (each.path / "toc.dat").exists() and not is_partial(each.name)
        ]
        return files._replace(copies=in_order([*files.copies, *folders]))

    def verify(self, copy: Copy) -> None:
        path = self._settings.path / copy.name
        if _is_for_pg_restore(path):
            self._tool.tried("-f", "/dev/null", str(path))
            if _is_tar(path):  # of which pg_restore does not miss the end
                self._tool.tried("--list", "--file", str(path), program="tar")
        else:
            check_text_dump(self._tool, path, is_whole_dump)

    def restore(self, copy: Copy, scratch: Path) -> Restored:
        path = self._settings.path / copy.name
        self.verify(copy)  # psql, and pg_restore of a tar, take one that was cut for whole
        expected = self._tables(path) if _is_for_pg_restore(path) else None
        with ScratchCluster(self._settings, self._tool, scratch) as cluster:
            if expected is not None:
                cluster.restore(self.program, path)
            elif compressor_of(path):
                raise CannotTry("{path} is compressed text; dump with -Fc to try it", path=path)
            else:
                cluster.run_file(path)
            tables, size = cluster.tables(), cluster.size()
        if expected is not None and tables != expected:
            raise CopyIsBad(
                "{path} holds {expected} tables, {tables} were restored",
                path=path,
                expected=expected,
                tables=tables,
            )
        return Restored(tables, size)

    @property
    def program(self) -> str:
        return self._tool.path

    def _tables(self, path: Path) -> int:
        return tables_in(self._tool.tried("-l", str(path), most_bytes=MOST_OUTPUT_BYTES))


def _is_for_pg_restore(path: Path) -> bool:
    if path.is_dir():
        return True
    return _is_tar(path) or magic(path).startswith(b"PGDMP")


def _is_tar(path: Path) -> bool:
    return not path.is_dir() and magic(path)[_TAR_MAGIC] == b"ustar"
