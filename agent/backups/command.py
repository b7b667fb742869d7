"""``watchkeeper-agent backup NAME [--verify | --restore-test]``: look at one backup now."""

from __future__ import annotations

from agent.backup_settings import FOLDER, BackupSettings
from agent.backups.source import ToolBackupSource
from agent.backups.trials import Trial
from agent.clock import AgentClock
from agent.config import AgentConfig
from watchkeeper.core.errors import InvalidInput, Unavailable
from watchkeeper.host.backups.standing import Standing
from watchkeeper.wire.exposition import page


def look(
    config: AgentConfig, name: str, trial: Trial | None, clock: AgentClock
) -> tuple[str, bool]:
    """Return the backup's metrics, and whether it is good as far as it was looked at.

    Raises InvalidInput for a name that agent.conf has not, Unavailable where nothing was learnt.
    """
    settings = _settings(config, name)
    source = ToolBackupSource(settings, clock, config.state_dir / "backups")
    try:
        standing = _standing(source)
        if trial is None:
            return page(source.told(standing)), True
        if standing.newest is None:
            raise Unavailable("there is no copy of {backup} yet", backup=name)
        good = source.trials.make(trial, standing.newest)
        if good is None:
            raise Unavailable("nothing was learnt of {backup}; the log says why", backup=name)
        return page(source.trials.readings()), good
    finally:
        source.close()


def _standing(source: ToolBackupSource) -> Standing:
    try:
        return source.reader.read()
    except OSError as error:
        raise Unavailable(
            "backup {backup} cannot be read: {reason}", backup=source.settings.name, reason=error
        ) from None


def _settings(config: AgentConfig, name: str) -> BackupSettings:
    tools = {each.name: each for each in config.backups if each.tool != FOLDER}
    if name not in tools:
        raise InvalidInput(
            "agent.conf has no [backup {name!r}] with a tool; it has {known}",
            name=name,
            known=", ".join(sorted(tools)) or "none",
        )
    return tools[name]
