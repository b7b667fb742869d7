"""A customer's site: a satellite as a process of its own, and a thing there that is probed."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import subprocess
import urllib.parse
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.acceptance.harness import PROGRAM, REST, ROOT, House
from watchkeeper.core.errors import WatchkeeperError

NAME = "sat-1"


@dataclass
class Site:
    """The satellite's folder beside the server's house."""

    house: House
    folder: Path
    environment: dict[str, str]

    @property
    def config(self) -> Path:
        return self.folder / "satellite.yml"

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def log_path(self) -> Path:
        return self.folder / "satellite.log"

    @property
    def log(self) -> str:
        return self.log_path.read_text() if self.log_path.exists() else ""

    def write_config(self, more: str = "", allow: str = "[127.0.0.0/8]") -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.config.write_text(f"allow: {allow}\ndata: {self.data}\n{more}")

    def enrol(self, name: str = NAME) -> None:
        """Enrol as a person does: the word of the server, pasted here."""
        made = self.house.rest.post(f"{REST}/satellites/token", {"name": name})
        self.command("enrol", made["token"])

    def command(self, *words: str) -> str:
        done = subprocess.run(
            [*PROGRAM, "satellite", words[0], "--config", str(self.config), *words[1:]],
            cwd=ROOT,
            env={**os.environ, **self.environment},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


class SatelliteProcess:
    """``watchkeeper satellite`` as systemd would start it."""

    def __init__(self, site: Site, words: Sequence[str]) -> None:
        with site.log_path.open("ab") as log_file:
            self.process = subprocess.Popen(
                [*PROGRAM, "satellite", "--config", str(site.config), *words],
                cwd=ROOT,
                env={**os.environ, **site.environment},
                stdin=subprocess.DEVNULL,
                stdout=log_file,
                stderr=log_file,
            )

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(20)

    def freeze(self) -> None:
        self.process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self.process.send_signal(signal.SIGCONT)

    def stop(self) -> int:
        self.process.terminate()
        return self.process.wait(20)


@contextmanager
def probing(site: Site, *words: str) -> Iterator[SatelliteProcess]:
    """Run the satellite; kill it at the end if it still runs."""
    satellite = SatelliteProcess(site, words)
    try:
        yield satellite
    finally:
        if satellite.process.poll() is None:
            satellite.kill()


@dataclass
class Thing:
    """A service at the customer's; ``visits`` counts who came."""

    port: int = 0
    visits: int = 0


@asynccontextmanager
async def a_thing() -> AsyncIterator[Thing]:
    thing = Thing()

    async def answer(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        thing.visits += 1
        writer.write(b"220 here\r\n")
        with contextlib.suppress(OSError):
            await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    thing.port = server.sockets[0].getsockname()[1]
    try:
        yield thing
    finally:
        server.close()
        await server.wait_closed()


async def query(house: House, expression: str) -> list[dict[str, Any]]:
    """Return what the server's own Prometheus API answers now; nothing while it is away."""
    path = f"/api/v1/query?query={urllib.parse.quote(expression)}"
    with contextlib.suppress(WatchkeeperError):
        found = await asyncio.to_thread(house.rest.get, path)
        result: list[dict[str, Any]] = found["data"]["result"]
        return result
    return []


async def number(house: House, expression: str) -> float | None:
    found = await query(house, expression)
    return float(found[0]["value"][1]) if found else None


async def satellite_of(house: House, name: str = NAME) -> dict[str, Any]:
    found = await asyncio.to_thread(house.rest.get, f"{REST}/satellites")
    one: dict[str, Any] = next(one for one in found if one["name"] == name)
    return one


def targets(port: int, satellite: str = f"satellite: {NAME}, ", more: str = "") -> str:
    return (
        f"customer: acme\ntargets:\n- {{name: {NAME}}}\n- {{name: plc-1, address: 127.0.0.1, "
        f'{satellite}probes: [{{tcp: {{port: {port}, expect: "220 ", interval: 1s}}}}]}}\n{more}'
    )
