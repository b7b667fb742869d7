"""A backup that a systemd timer starts, whatever it runs: when it ended, and how."""

from __future__ import annotations

from agent.backup_settings import BackupSettings
from agent.backups.memory import Memory
from agent.backups.reader import OnlyReads
from agent.backups.tools import Tool
from agent.clock import AgentClock
from watchkeeper.host.backups.standing import Copy, Standing
from watchkeeper.host.backups.timer import PROPERTIES, TimedRun, service_of, timed_run

_SHOW = ("show", f"--property={','.join(PROPERTIES)}", "--")


class TimerReader(OnlyReads):
    """systemd knows the last run alone; the last good one and the failures since are kept."""

    def __init__(self, settings: BackupSettings, clock: AgentClock, memory: Memory) -> None:
        self._settings = settings
        self._memory = memory
        self._tool = Tool(settings, "systemctl", clock)

    def read(self) -> Standing:
        service = service_of(self._tool.said(*_SHOW, self._settings.unit))
        run = timed_run(self._tool.said(*_SHOW, self._settings.unit, service))
        self._take_in(run)
        succeeded_at = self._memory.number("succeeded_at")
        seconds = self._memory.number("seconds")
        copies = () if succeeded_at is None else (Copy("run", succeeded_at, seconds=seconds),)
        return Standing(
            copies,
            failures=int(self._memory.number("failures") or 0),
            running_since=run.began if run.is_running else None,
        )

    def _take_in(self, run: TimedRun) -> None:
        """Count a run once, by when it ended."""
        ended, began = run.ended, run.began
        if run.is_running or ended is None or ended == self._memory.number("ended_at"):
            return
        if run.is_good:
            took = None if began is None else max(0.0, ended - began)
            self._memory.keep(ended_at=ended, succeeded_at=ended, seconds=took, failures=0)
        else:
            failures = (self._memory.number("failures") or 0) + 1
            self._memory.keep(ended_at=ended, failures=failures)
