"""A server whose series come from our own agent on this machine; asked as Prometheus is asked."""

from __future__ import annotations

import http.client
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from tests.acceptance.harness import REST, ROOT, House, build_house, serving
from tests.agent.processes import running as running_agent
from tests.agent.processes import wait_for

TARGETS = "customer: acme\ntargets:\n- {name: web-1, agent: true}\n- {name: watched}\n"
SCOPES = "query:read,metrics:read,alerts:write"
_BEGUN_SECONDS = 8.0


@dataclass(frozen=True)
class Answer:
    """The status of an answer and its JSON."""

    status: int
    body: Any

    @property
    def result(self) -> list[Any]:
        assert self.body["status"] == "success", self.body
        found: list[Any] = self.body["data"]["result"]
        return found


@dataclass(frozen=True)
class MeasuredHouse:
    house: House
    token: str

    @property
    def url(self) -> str:
        return self.house.url

    def ask(self, path: str, **parameters: object) -> Answer:
        """Send a form, as clients do with long queries."""
        return asked(
            self.house.port,
            f"/api/v1/{path}",
            parameters,
            {"Authorization": f"Bearer {self.token}"},
        )

    def get(self, path: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.house.port, timeout=30)
        try:
            connection.request("GET", path, headers={"Authorization": f"Bearer {self.token}"})
            answer = connection.getresponse()
            return Answer(answer.status, json.loads(answer.read()))
        finally:
            connection.close()

    def tickets(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.house.rest.get(f"{REST}/tickets", state="any")["tickets"]
        return found


def asked(
    port: int, path: str, parameters: dict[str, object], headers: dict[str, str] | None = None
) -> Answer:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    form = {"Content-Type": "application/x-www-form-urlencoded", **(headers or {})}
    try:
        connection.request("POST", path, urlencode(parameters, doseq=True), form)
        answer = connection.getresponse()
        return Answer(answer.status, json.loads(answer.read()))
    finally:
        connection.close()


@contextmanager
def measured_house(folder: Path, *, packs: str = "[]") -> Iterator[MeasuredHouse]:
    """Start a server and an agent that pushes each second; wait until rates can be computed."""
    house = build_house(folder / "server", targets=TARGETS, packs=packs)
    with serving(house) as server:
        wait_for(server._is_ready, 60.0, "a ready server")
        made = house.rest.post(f"{REST}/tokens", {"name": "clients", "scopes": SCOPES})
        measured = MeasuredHouse(house, str(made["secret"]))
        with running_agent(_enrolled_agent(folder / "agent", house)):
            wait_for(lambda: _has_begun(measured), 60.0, "samples of the agent")
            yield measured


def _enrolled_agent(folder: Path, house: House) -> Path:
    """Write the agent's configuration and type the line that the server gives.

    The kernel is this machine's; the hardware below /sys is recorded, since a virtual machine has
    neither sensors nor fans nor the speed of a link.
    """
    folder.mkdir()
    config = folder / "agent.conf"
    config.write_text(
        f"[agent]\nlisten = off\ninterval = 1s\nstate_dir = {folder}/state\n"
        f"[roots]\nsys = {ROOT}/tests/fixtures/sys\n"
    )
    made = house.rest.post(f"{REST}/agents/token", {"target": "web-1"})
    enrol = [sys.executable, "-m", "agent", "--config", str(config), "enrol", made["token"]]
    done = subprocess.run(enrol, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return config


def _has_begun(measured: MeasuredHouse) -> bool:
    counted = measured.ask("query", query="count_over_time(node_load1[1m])").result
    return bool(counted) and float(counted[0]["value"][1]) >= _BEGUN_SECONDS
