from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.eventually import eventually
from tests.running import python_to_kill, runs
from tests.unprivileged import unprivileged
from watchkeeper.demo.script import LEVELS, SEEN_FOR_EACH, SEEN_ONCE

pytestmark = [pytest.mark.slow, pytest.mark.demo, pytest.mark.timeout(240)]

# Detection by probe or push interval (backups: schedule and grace) + ``for:`` + one evaluation + 2 s.
DETECTION_SECONDS = {"web": 1 + 2, "backup": 8 + 1, "directory": 1 + 2, "processor": 5 + 4}
EVALUATION_AND_SLACK_SECONDS = 1 + 2


@pytest.fixture(scope="module")
def played() -> dict[str, Any]:
    """The demo, played once from end to end by somebody without rights."""
    with unprivileged() as nobody:
        timeline = nobody.home / "t.json"
        ended = nobody.run(
            ["-m", "watchkeeper", "demo", "--once", "--json", str(timeline)], timeout=200
        )
        assert ended.returncode == 0, ended.stdout + ended.stderr
        found: dict[str, Any] = json.loads(timeline.read_text())
        found["form"] = (nobody.home / "t.html").read_text()
        return found


def moment(played: dict[str, Any], fault: str, step: str) -> float:
    rows = [row for row in played["timeline"] if (row["fault"], row["step"]) == (fault, step)]
    assert rows, f"{fault}: {step} was not seen"
    return float(rows[0]["seconds"])


def test_every_step_was_seen(played: dict[str, Any]) -> None:
    """Faults, samples, alerts, tickets, messages, answers, breaches, the chain, recovery, the form."""
    assert played["missing"] == []
    for fault in LEVELS:
        for step in SEEN_FOR_EACH:
            moment(played, fault, step)
    for fault, step in SEEN_ONCE:
        moment(played, fault, step)


@pytest.mark.parametrize("fault", list(LEVELS))
def test_a_fault_becomes_a_ticket_in_time(played: dict[str, Any], fault: str) -> None:
    """Fault to ticket within detection, ``for:``, one evaluation and two seconds."""
    took = moment(played, fault, "ticket") - moment(played, fault, "fault made")
    assert took <= DETECTION_SECONDS[fault] + EVALUATION_AND_SLACK_SECONDS


def test_the_whole_demo_is_short(played: dict[str, Any]) -> None:
    """The last step is seen within ninety seconds of the start."""
    assert max(row["seconds"] for row in played["timeline"]) < 90


def test_the_chain_was_called_in_order(played: dict[str, Any]) -> None:
    """Project manager, director, deputy general manager: 40, 50 and 60 s after the fault began."""
    began = moment(played, "web", "sample")
    called = [
        moment(played, "web", f"escalated to {who}") - began
        for who in ("manager", "director", "deputy")
    ]
    for expected, found in zip((40, 50, 60), called, strict=True):
        assert expected <= found <= expected + 5


def test_the_check_form_has_rows(played: dict[str, Any]) -> None:
    """The form that lies beside the timeline names the host and what was measured."""
    assert "shop" in played["form"]
    assert "每日检查表" in played["form"]


PARTS = 5  # server, agent, two services, backup job


@pytest.fixture
def short_folder() -> Iterator[Path]:
    """A folder with a short name: the address of the server's socket has some 100 bytes."""
    with tempfile.TemporaryDirectory(prefix="killed-") as folder:
        yield Path(folder)


async def test_nothing_of_a_killed_demo_goes_on(short_folder: Path) -> None:
    """The server and the agent end too when the demo is killed, which it cannot catch."""
    arguments = ["-m", "watchkeeper", "demo", "--once", "--form", str(short_folder / "form")]
    with python_to_kill(arguments, {"TMPDIR": str(short_folder)}) as demo:
        await eventually(lambda: len(demo.children()) == PARTS, within_seconds=60)
        children = demo.children(recursive=True)
    await eventually(lambda: not any(runs(child) for child in children), what="the children end")
