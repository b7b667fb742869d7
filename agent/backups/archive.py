"""tar and zip files in a folder, and single files that were compressed."""

from __future__ import annotations

import sys

from agent.backup_settings import BackupSettings
from agent.backups.entries import files_standing
from agent.backups.reader import CannotTry, CopyIsBad, Restored
from agent.backups.tools import Tool
from agent.backups.trees import restored_in
from agent.clock import AgentClock
from agent.paths import Path
from watchkeeper.host.backups.standing import Copy, Standing

_TARS = (".tar", ".tgz", ".tbz2", ".txz", ".tzst", ".tar.gz", ".tar.bz2", ".tar.xz", ".tar.zst")
_COMPRESSORS = {".gz": "gzip", ".bz2": "bzip2", ".xz": "xz", ".zst": "zstd", ".lz4": "lz4"}
_ZIP = (sys.executable, "-I", "-m", "zipfile")
_IS_BAD = ("corrupted", "BadZipFile", "Error")


class ArchiveReader:
    """Reads each new file to its end once: an archive that was cut looks whole from outside."""

    checks_each_copy = True

    def __init__(self, settings: BackupSettings, clock: AgentClock) -> None:
        self._settings = settings
        self._tool = Tool(settings, "tar", clock)

    def read(self) -> Standing:
        return files_standing(self._settings.path, self._settings.glob)

    def verify(self, copy: Copy) -> None:
        path = str(self._settings.path / copy.name)
        name = copy.name.lower()
        if name.endswith(_TARS):
            self._tool.tried("--list", "--file", path)
        elif name.endswith(".zip"):
            self._check_zip(path)
        else:
            self._check_compressed(path, "." + name.rpartition(".")[2])

    def restore(self, copy: Copy, scratch: Path) -> Restored:
        path = str(self._settings.path / copy.name)
        part = (self._settings.restore_path.lstrip("/"),) if self._settings.restore_path else ()
        if copy.name.lower().endswith(".zip"):
            self._tool.tried(*_ZIP[1:], "-e", path, str(scratch), program=_ZIP[0], fills=scratch)
        elif copy.name.lower().endswith(_TARS):
            words = ("--extract", "--no-same-owner", "--directory", str(scratch), "--file", path)
            self._tool.tried(*words, *part, fills=scratch)
        else:
            raise CannotTry("{copy} is no archive of tar or zip", copy=copy.name)
        return restored_in(scratch)

    def _check_zip(self, path: str) -> None:
        said = self._tool.tried(*_ZIP[1:], "-t", path, program=_ZIP[0])
        if any(word in said for word in _IS_BAD):
            raise CopyIsBad("{path}: {said}", path=path, said=said.strip()[-200:])

    def _check_compressed(self, path: str, ending: str) -> None:
        if ending not in _COMPRESSORS:
            raise CannotTry("{path} is no archive that can be checked", path=path)
        self._tool.tried("-t", "--", path, program=_COMPRESSORS[ending])
