"""A server in a thread of its own, set up by ``init``, and commands as a person types them."""

from __future__ import annotations

import asyncio
import io
import json
import threading
from collections.abc import Coroutine
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from tests.acceptance.harness import free_port
from tests.fakes.webhook import SECRET, FakeReceiver
from watchkeeper.cli import main
from watchkeeper.client import Client
from watchkeeper.server.clock import SystemClock
from watchkeeper.server.serve import Server, running

_PATIENCE_SECONDS = 60.0
GROUPED = {
    "alerts", "calendar", "messages", "oncall", "tickets", "targets", "token", "report", "user", "rules", "series", "grafana", "policies", "prometheus", "silence", "knowledge",
}  # fmt: skip


@dataclass(frozen=True)
class Typed:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


def typed(*words: str) -> Typed:
    """Run ``watchkeeper`` with these words."""
    out = io.TextIOWrapper(io.BytesIO(), "utf-8", newline="")  # as standard output is
    err = io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        try:
            code = main(words)
        except SystemExit as end:  # argparse ends so
            code = int(end.code or 0)
    out.seek(0)
    return Typed(code, out.read(), err.getvalue())


class Watch:
    """A running server below *root*, and a receiver of its webhooks."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.receiver: FakeReceiver
        self.server: Server
        self._ready = threading.Event()
        self._failure: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="server under test")

    @property
    def config(self) -> Path:
        return self.root / "etc" / "watchkeeper" / "watchkeeper.yml"

    @property
    def socket(self) -> Path:
        return self.root / "var" / "lib" / "watchkeeper" / "watchkeeper.sock"

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.port}"

    @property
    def rest(self) -> Client:
        return Client(self.socket, "http://watchkeeper", "", None)

    def run_in_loop(self, work: Coroutine[Any, Any, None]) -> None:
        """Run something in the server's own loop and wait for its end."""
        asyncio.run_coroutine_threadsafe(work, self._loop).result(_PATIENCE_SECONDS)

    def __call__(self, *words: str) -> Typed:
        """Run a command that asks this server."""
        command, *rest = words
        is_grouped = command in GROUPED
        place = ["--socket", str(self.socket)]
        return typed(command, *place, *rest) if is_grouped else typed(command, *rest, *place)

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._ready.wait(_PATIENCE_SECONDS), "the server did not start"
        if self._failure:
            raise self._failure
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(_PATIENCE_SECONDS)
        assert not self._thread.is_alive()

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except BaseException as error:  # noqa: BLE001 handed to the thread of the tests
            self._failure = error
            self._ready.set()

    async def _serve(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        async with FakeReceiver(SystemClock()) as self.receiver:
            done = await asyncio.to_thread(typed, *self._init_words())
            assert done.code == 0, done.err
            async with running(self.config, SystemClock()) as self.server:
                self._ready.set()
                await self._stop.wait()

    def _init_words(self) -> list[str]:
        return [
            "init", "--root", str(self.root), "--no-input", "--no-agent",
            "--listen", f"127.0.0.1:{free_port()}", "--language", "en", "--policy", "contract-cn",
            "--person", "Engineer A, a@x.example",
            "--channel", "webhook",
            "--channel-setting", f"url={self.receiver.address}",
            "--channel-setting", f"secret={SECRET}",
        ]  # fmt: skip
