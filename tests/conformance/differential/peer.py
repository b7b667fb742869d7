"""Debian's Prometheus with blocks of given samples, asked over one connection."""

from __future__ import annotations

import asyncio
import http.client
import json
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from tests.components import program
from tests.conformance.differential.data import RandomSeries, openmetrics
from tests.eventually import eventually
from tests.fakes.programs import free_port, running


class Peer:
    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def is_ready(self) -> bool:
        try:
            self._connection.request("GET", "/-/ready")
            answer = self._connection.getresponse()
            answer.read()
        except OSError:
            self._connection.close()
            return False
        return answer.status == 200

    def ask(self, path: str, **parameters: str | float) -> dict[str, Any]:
        """Return the envelope of an answer, be it a success or an error."""
        form = urlencode(parameters)
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        self._connection.request("POST", f"/api/v1/{path}", form, kind)
        envelope: dict[str, Any] = json.loads(self._connection.getresponse().read())
        return envelope

    def close(self) -> None:
        self._connection.close()


def _write_store(series: list[RandomSeries], folder: Path) -> Path:
    page, store = folder / "samples.om", folder / "data"
    page.write_text(openmetrics(series))
    (folder / "prometheus.yml").write_text("{}\n")
    command = [
        program("promtool"),
        "tsdb",
        "create-blocks-from",
        "openmetrics",
        str(page),
        str(store),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    return store


@asynccontextmanager
async def peer_with(series: list[RandomSeries], folder: Path) -> AsyncIterator[Peer]:
    """Start a Prometheus that holds *series* and nothing else."""
    store = await asyncio.to_thread(_write_store, series, folder)
    port = free_port()
    command = [
        program("prometheus"),
        f"--config.file={folder}/prometheus.yml",
        f"--storage.tsdb.path={store}",
        "--storage.tsdb.retention.time=100y",
        f"--web.listen-address=127.0.0.1:{port}",
        "--log.level=error",
    ]
    async with running(*command):
        peer = Peer(port)
        try:
            await eventually(peer.is_ready, what="the peer is ready")
            yield peer
        finally:
            peer.close()
