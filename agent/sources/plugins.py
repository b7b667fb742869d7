"""Nagios plugins: one source for each that the host's own configuration names."""

from __future__ import annotations

from agent.clock import AgentClock
from agent.config import Plugin
from agent.log import log
from agent.programs import Finished, run
from agent.source import Lane
from watchkeeper.core.spans import Duration
from watchkeeper.host.plugins import Output, State, output, state_from_exit_code
from watchkeeper.wire.exposition import Family, Kind, Reading

_CHECK = ("check",)
_STATE = Family(
    "plugin_state",
    Kind.GAUGE,
    "What a plugin says: 0 OK, 1 warning, 2 critical, 3 unknown; after all attempts.",
    _CHECK,
)
_ATTEMPTS = Family(
    "plugin_attempts", Kind.GAUGE, "Runs in a row that were not OK; 0: the last was.", _CHECK
)
_DURATION = Family("plugin_duration_seconds", Kind.GAUGE, "How long the last run took.", _CHECK)
_LAST = Family(
    "plugin_last_run_timestamp_seconds", Kind.GAUGE, "When it ran last, since 1970.", _CHECK
)
_PERFORMANCE = Family(
    "plugin_perfdata",
    Kind.GAUGE,
    "A number of a plugin, in seconds, bytes, percent or as it is.",
    ("check", "label", "uom"),
)


class PluginSource:
    """Runs one plugin; a state that is not OK counts after so many runs in a row."""

    lane = Lane.BESIDE

    def __init__(self, plugin: Plugin, clock: AgentClock) -> None:
        self.name = f"plugin_{plugin.name}"
        self._plugin = plugin
        self._clock = clock
        self._state = State.OK
        self._attempts = 0
        self._is_first = True

    @property
    def every(self) -> Duration:
        """While it is open whether a failure lasts, the plugin runs more often."""
        is_open = 0 < self._attempts < self._plugin.attempts
        return min(self._plugin.retry, self._plugin.every) if is_open else self._plugin.every

    def read(self) -> list[Reading]:
        finished = run(
            self._plugin.command,
            timeout_seconds=self._plugin.timeout / 1000,
            clock=self._clock,
        )
        said = output(finished.output)
        self._judge(_state(finished), said, finished)
        check = (self._plugin.name,)
        return [
            (_STATE, check, self._state.value),
            (_ATTEMPTS, check, self._attempts),
            (_DURATION, check, finished.seconds),
            (_LAST, check, self._clock.now() / 1000),
            *(
                (_PERFORMANCE, (*check, each.label, each.unit), each.value)
                for each in said.performance
            ),
        ]

    def close(self) -> None:
        """Nothing is held between two runs."""

    def _judge(self, seen: State, said: Output, finished: Finished) -> None:
        """Take a state over: OK at once, another after all attempts, or at the first run."""
        self._attempts = 0 if seen is State.OK else self._attempts + 1
        if seen is not State.OK and self._attempts < self._plugin.attempts:
            return
        if seen is not self._state or self._is_first:
            log.info(
                "plugin says",
                check=self._plugin.name,
                state=seen.name,
                summary=said.summary if finished.code is not None else "no answer in time",
            )
        self._state, self._is_first = seen, False


def _state(finished: Finished) -> State:
    return State.UNKNOWN if finished.code is None else state_from_exit_code(finished.code)
