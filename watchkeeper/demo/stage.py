"""Set the demo up, play it, and clear it away: server, agent, services, console."""

from __future__ import annotations

import shutil
import signal
from collections.abc import Callable
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

from watchkeeper.client import Client
from watchkeeper.core.errors import WatchkeeperError
from watchkeeper.core.instants import Instant, datetime_from_instant
from watchkeeper.demo.children import Children
from watchkeeper.demo.console import Console
from watchkeeper.demo.faults import Services
from watchkeeper.demo.script import Script
from watchkeeper.demo.timeline import Timeline
from watchkeeper.demo.watch import API, Watch
from watchkeeper.demo.world import (
    BACKUP,
    DIVISOR,
    TARGET,
    agent_settings,
    new_world,
    write_configuration,
)
from watchkeeper.server.clock import SystemClock

ZONE = "Asia/Shanghai"
_REPORT_LEAD = timedelta(minutes=2)
_SERVER_PARTS = ("server", "agent")


class Stage:
    """A context manager: leaving it ends every process it started and removes its folder."""

    def __init__(
        self, folder: Path, *, language: str, form_path: Path, tell: Callable[[str], None]
    ) -> None:
        self._language = language
        self._tell = tell
        self._clock = SystemClock()
        self._world = new_world(folder)
        self._stack = ExitStack()
        self._children = Children(folder / "logs")
        self._services = Services(self._world, self._children)
        self._console = Console(self._world, self._clock, self._services.faults())
        client = Client(self._world.socket, "http://watchkeeper", "", None)
        self._watch = Watch(client, lambda: self._children.check(_SERVER_PARTS))
        self._timeline = Timeline(self._clock.now(), tell)
        self._script = Script(
            watch=self._watch,
            clock=self._clock,
            faults=self._services.faults(),
            timeline=self._timeline,
            language=language,
            form_path=form_path,
        )
        self._failure: WatchkeeperError | None = None

    def __enter__(self) -> Self:
        self._stack.callback(shutil.rmtree, self._world.folder, ignore_errors=True)
        self._stack.enter_context(self._children)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._stack.close()

    def play(self) -> None:
        """Start everything and play the script.  Raises where a step was not seen."""
        self._tell(
            f"Contract time runs {DIVISOR} times faster here: 30 min are 10 s, 2 h are 40 s. "
            f"合同时长缩短为 1/{DIVISOR}：30 分钟为 10 秒，2 小时为 40 秒。"
        )
        self._start()
        self._script.play()

    def failed(self, error: WatchkeeperError) -> None:
        self._failure = error
        self._tell(f"the demo stopped: {error}")
        for name in _SERVER_PARTS:
            self._tell(f"--- {name}\n{self._children.last_lines(name)}")

    def write(self, path: Path | None) -> None:
        """Tell the timeline in order, and write it as JSON where a file was named."""
        self._tell("")
        for row in self._timeline.as_rows():
            about = f"{row['fault']}: " if row["fault"] else ""
            self._tell(f"{row['seconds']:7.2f} s  {about}{row['step']}  {row['detail']}")
        if path is not None:
            self._timeline.write(
                path,
                divisor=DIVISOR,
                missing=self._script.missing(),
                calls=[{"who": call.who, "subject": call.subject} for call in self._console.calls],
            )

    def stay(self) -> None:
        """Keep everything running until Ctrl-C."""
        self._tell("")
        self._tell(f"Sign in (once): {self._sign_in_url()}")
        self._tell(f"Faults as buttons: {self._console.url}")
        self._tell("Ctrl-C ends the demo. / 按 Ctrl-C 结束演示。")
        signal.sigwait({signal.SIGINT, signal.SIGTERM})

    def exit_code(self) -> int:
        return 1 if self._failure or self._script.missing() else 0

    def _start(self) -> None:
        write_configuration(self._world, self._language, _next_hour(self._clock.now()))
        self._stack.enter_context(self._console)
        self._services.start_servers()
        config = str(self._world.config)
        self._children.start("server", "watchkeeper", "serve", "--config", config)
        self._watch.until("the server is ready", 30, self._watch.is_ready)
        self._timeline.note(self._clock.now(), "server ready", detail=self._world.url)
        self._tell(f"         sign in (once): {self._sign_in_url()}")
        self._enrol_agent()
        self._expect_backup()

    def _enrol_agent(self) -> None:
        """Enrol this host's agent as a person would: with a one-time token."""
        agent_config = self._world.agent_config
        agent_config.parent.mkdir(parents=True, exist_ok=True)
        agent_config.write_text(agent_settings(self._world))
        token = self._watch.client.post(f"{API}/agents/token", {"target": TARGET})["token"]
        arguments = ("--config", str(agent_config))
        self._children.start("enrol", "agent", *arguments, "enrol", token)
        self._watch.until(
            "the agent is enrolled", 20, lambda: not self._children.is_running("enrol")
        )
        self._children.start("agent", "agent", *arguments)

    def _expect_backup(self) -> None:
        made = self._watch.client.post(
            f"{API}/heartbeats",
            {"name": BACKUP, "target": TARGET, "kind": "backup", "period": "6s", "grace": "2s"},
        )
        self._services.ping_url = made["url"]
        self._services.start_backups()

    def _sign_in_url(self) -> str:
        made = self._watch.client.post(f"{API}/links", {"person": "admin"})
        return f"{self._world.url}{made['path']}"


def _next_hour(now: Instant) -> str:
    """Return an hour of the day a little ahead, so that the demo's form covers the demo."""
    local = datetime_from_instant(now, ZONE)
    ahead = local + _REPORT_LEAD
    return f"{ahead:%H:%M}" if ahead.date() == local.date() else "23:59"
