"""The room of rules: its groups as workers, reload without losing state."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial

from rules.alerting import Surroundings
from rules.evaluation import GroupRunner
from rules.model import RuleFile, RuleGroup
from rules.schedule import GroupStatus, GroupWorker, Seams
from watchkeeper.core.errors import ConfigError


@dataclass(frozen=True, slots=True)
class _Change:
    """From the groups that are loaded to those that are wanted."""

    wanted: dict[str, RuleGroup]
    runners: Mapping[str, GroupRunner]  # of groups that are new or differ
    gone: tuple[str, ...]

    def touches(self, source: str) -> bool:
        return source in self.runners or source in self.gone


class RuleRoom:
    """Holds one worker for each group there is or was since the start."""

    def __init__(self, seams: Seams, around: Surroundings) -> None:
        self._seams = seams
        self._around = around
        self._workers: dict[str, GroupWorker] = {}
        self._loaded: dict[str, RuleGroup] = {}

    @property
    def around(self) -> Surroundings:
        """Return what the rules are evaluated with; a trial of other rules takes the same."""
        return self._around

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
        async with self.replacing(files) as switch:
            return switch()

    @asynccontextmanager
    async def replacing(
        self, files: Iterable[RuleFile]
    ) -> AsyncIterator[Callable[[], tuple[GroupWorker, ...]]]:
        """Check *files* and hold the groups that change still; what is yielded does the rest.

        It cannot fail and does not wait; where it is not called nothing has changed.
        """
        change = self._change_to(_by_source(files))
        touched = [self._workers[one] for one in self._workers if change.touches(one)]
        async with AsyncExitStack() as turns:
            for worker in touched:
                await turns.enter_async_context(worker.turn)
            yield partial(self._switch, change)
        if self._loaded is change.wanted:
            for worker in touched:
                await worker.clear_up()

    def _change_to(self, wanted: dict[str, RuleGroup]) -> _Change:
        runners = {
            source: GroupRunner(group, self._around, self._seams.clock)
            for source, group in wanted.items()
            if group != self._loaded.get(source)
        }
        return _Change(wanted, runners, tuple(one for one in self._loaded if one not in wanted))

    def _switch(self, change: _Change) -> tuple[GroupWorker, ...]:
        for source in change.gone:
            self._workers[source].retire()
        added = []
        for source, runner in change.runners.items():
            known = self._workers.get(source)
            if known is None:
                known = self._workers[source] = GroupWorker(runner, self._seams)
                added.append(known)
            else:
                known.replace(runner)
        self._loaded = change.wanted
        return tuple(added)


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
