"""The room of rules: its groups as workers, reload without losing state."""

from __future__ import annotations

from collections.abc import Iterable

from rules.alerting import Surroundings
from rules.evaluation import GroupRunner
from rules.model import RuleFile, RuleGroup
from rules.schedule import GroupStatus, GroupWorker, Seams
from watchkeeper.core.errors import ConfigError


class RuleRoom:
    """Holds one worker for each group there is or was since the start."""

    def __init__(self, seams: Seams, around: Surroundings) -> None:
        self._seams = seams
        self._around = around
        self._workers: dict[str, GroupWorker] = {}
        self._loaded: dict[str, RuleGroup] = {}

    @property
    def workers(self) -> tuple[GroupWorker, ...]:
        return tuple(self._workers.values())

    @property
    def statuses(self) -> tuple[GroupStatus, ...]:
        """Return all groups that are loaded, with the health of each rule."""
        return tuple(self._workers[source].status for source in self._loaded)

    async def load(self, files: Iterable[RuleFile]) -> tuple[GroupWorker, ...]:
        """Take on these files instead of those before; return workers the agenda has not seen.

        A group that is still there keeps the states of its rules; one that went hands over an
        empty set.  Raises ConfigError, and changes nothing, where two groups have one name.
        """
        wanted = _by_source(files)
        for source in [source for source in self._loaded if source not in wanted]:
            await self._workers[source].retire()
        added = [await self._take_on(group) for group in wanted.values()]
        self._loaded = wanted
        return tuple(worker for worker in added if worker is not None)

    async def _take_on(self, group: RuleGroup) -> GroupWorker | None:
        runner = GroupRunner(group, self._around, self._seams.clock)
        known = self._workers.get(group.source)
        if known is not None:
            if group != self._loaded.get(group.source):
                await known.replace(runner)
            return None
        worker = self._workers[group.source] = GroupWorker(runner, self._seams)
        return worker


def _by_source(files: Iterable[RuleFile]) -> dict[str, RuleGroup]:
    groups: dict[str, RuleGroup] = {}
    for group in (group for file in files for group in file.groups):
        if group.source in groups:
            raise ConfigError(
                "there are two groups named {name!r}; rename one of the files",
                at=group.at,
                name=group.source,
            )
        groups[group.source] = group
    return groups
