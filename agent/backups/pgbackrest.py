"""pgBackRest: one stanza of one repository."""

from __future__ import annotations

from agent.backup_settings import BackupSettings
from agent.backups.reader import CopyIsBad, Restored
from agent.backups.scratch_cluster import ScratchCluster
from agent.backups.tools import MOST_OUTPUT_BYTES, Tool
from agent.backups.trees import restored_in
from agent.clock import AgentClock
from agent.paths import Path
from watchkeeper.host.backups.pgbackrest import is_verified, standing
from watchkeeper.host.backups.standing import Copy, Standing


class PgBackRestReader:
    """A restore test restores to where the backup is consistent, and reads every row."""

    checks_each_copy = False

    def __init__(self, settings: BackupSettings, clock: AgentClock) -> None:
        self._settings = settings
        self._tool = Tool(settings, "pgbackrest", clock)

    def read(self) -> Standing:
        return standing(self._tool.said(*self._common(), "info", "--output=json"))

    def verify(self, copy: Copy) -> None:
        words = ("--output=text", "--verbose", "verify")
        said = self._tool.tried(*self._common(), *words, most_bytes=MOST_OUTPUT_BYTES)
        if not is_verified(said):
            raise CopyIsBad("pgbackrest verify: {said}", said=" ".join(said.split())[-300:])

    def restore(self, copy: Copy, scratch: Path) -> Restored:
        data = scratch / "data"
        data.mkdir(0o700, parents=True, exist_ok=True)
        self._tool.tried(
            *self._common(),
            f"--set={copy.name}",
            f"--pg1-path={data}",
            f"--lock-path={scratch}",
            "--type=immediate",
            "--target-action=promote",
            "--archive-mode=off",
            "restore",
            fills=scratch,
        )
        restored = restored_in(data)
        with ScratchCluster(
            self._settings, self._tool, scratch, user=self._settings.user
        ) as cluster:
            cluster.read_all()
        return restored

    def _common(self) -> tuple[str, ...]:
        """Return what every call needs; nothing is written to the tool's own log."""
        settings = self._settings
        return (
            f"--config={settings.config}",
            f"--stanza={settings.stanza}",
            "--log-level-file=off",
            "--log-level-console=warn",
        )
