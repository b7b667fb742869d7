"""A server takes what agents of its own and of the two minor versions before send, byte by byte."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from prometheus_client import CollectorRegistry

from collector.agent_tokens import AgentIdentity
from collector.intake.push import PushIntake
from collector.intake.push_metrics import PushMetrics
from tests.storage.series.plain import equal, samples_of
from tests.wire.record import AT, INTERVAL, RECORDED, minor, name_of
from watchkeeper import __version__
from watchkeeper.core.instants import later
from watchkeeper.core.labels import METRIC_NAME
from watchkeeper.server.clock import ManualClock
from watchkeeper.storage.series.store import SeriesStore
from watchkeeper.wire.columns import CONTENT_TYPE, PUSH_PATH
from watchkeeper.wire.enrolment import answer_from_bytes, request_from_bytes, token_from_text

VERSIONS = sorted((path.name for path in RECORDED.iterdir() if path.is_dir()), key=minor)
DOCS = Path(__file__).parents[2] / "docs"


async def authenticate(token: str) -> AgentIdentity:
    assert token == "token-0123456789"
    return AgentIdentity("agent0123456789a", "web-1")


@pytest.mark.parametrize("version", VERSIONS)
async def test_its_pushes_are_stored(version: str, tmp_path: Path) -> None:
    """The names once, ticks with gaps, and a name that comes later: all as it was measured."""
    clock = ManualClock(AT)
    store = await SeriesStore.open(tmp_path, clock=clock)
    intake = PushIntake(store, authenticate, clock, PushMetrics(CollectorRegistry()))
    application = web.Application()
    application.add_routes(intake.routes())
    headers = {"Authorization": "Bearer token-0123456789", "Content-Type": CONTENT_TYPE}
    async with TestClient(TestServer(application)) as client:
        for name in ("first.push", "next.push"):
            body = (RECORDED / version / name).read_bytes()
            async with client.post(PUSH_PATH, data=body, headers=headers) as answer:
                assert answer.status == 204
                assert await answer.read() == b""
            await clock.advance(later(clock.now(), INTERVAL))
    for name, values in {
        "node_load1": [1.5, 1.75, 0.25],
        "node_filesystem_avail_bytes": [2e9, 1e9],
        "node_network_up": [1.0],
    }.items():
        found = samples_of(store, AT - 4 * INTERVAL, clock.now(), (equal(METRIC_NAME, name),))
        assert [list(samples.values()) for samples in found.values()] == [values]
    await store.close()


@pytest.mark.parametrize("version", VERSIONS)
def test_its_enrolment_is_read(version: str) -> None:
    """The word on the command line, what the agent says of its host, and what it reads back."""
    folder = RECORDED / version
    token = token_from_text((folder / "token.txt").read_text())
    assert (token.url, token.secret) == ("https://watch.example:8420", "secret-0123456789")
    request = request_from_bytes((folder / "request.json").read_bytes())
    assert (request.hostname, minor(request.version)) == ("web-1", minor(f"{version}.0"))
    assert answer_from_bytes((folder / "answer.json").read_bytes()).target == "web-1"


def test_an_agent_passes_over_what_a_later_server_adds_to_its_answer() -> None:
    answer = {"agent": "a", "target": "t", "token": "x", "renew_after": "30d", "more": [1]}
    assert answer_from_bytes(json.dumps(answer).encode()).target == "t"


def test_this_minor_version_and_the_two_before_are_recorded() -> None:
    """A new minor version is recorded when it is made: python -m tests.wire.record."""
    assert name_of(__version__) in VERSIONS
    major, newest = minor(__version__)
    expected = {f"{major}.{number}" for number in range(max(1, newest - 2), newest + 1)}
    assert expected <= set(VERSIONS)


@pytest.mark.tree
@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_table_of_versions_has_all_of_them(language: str) -> None:
    page = (DOCS / language / "push-protocol.md").read_text()
    assert re.findall(r"^\| (\d+\.\d+) \|", page, re.MULTILINE) == VERSIONS
