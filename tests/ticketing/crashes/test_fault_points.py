"""A process that is killed between any two steps of a transaction loses and doubles nothing."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.ticketing.crashes.journeys import Act
from ticketing.overtaken import UNANSWERED

_ROOT = Path(__file__).parents[3]
_PATIENCE_SECONDS = 110


@pytest.mark.parametrize("act", Act, ids=lambda act: act.value)
async def test_a_kill_at_any_step_loses_and_doubles_nothing(database_url: str, act: Act) -> None:
    """What is decided and who is told is the same, wherever the kill came (P11)."""
    *killed, whole = await _lives(database_url, act)
    assert whole["killed_at"] is None
    assert [life["killed_at"] for life in killed] == list(range(1, len(killed) + 1))
    assert len(killed) >= 4, "several statements, the commit, and what follows it"
    for life in killed:
        assert _known(life) == _known(whole), f"killed at step {life['killed_at']}"
    (decided,) = whole["decided"]
    keys = [decision for _, decision, _ in decided if decision]
    assert len(keys) == len(set(keys))
    _check(act, [kind for kind, _, _ in decided], whole["told"])


def _check(act: Act, kinds: list[str], told: list[list[str]]) -> None:
    """Check that the uninterrupted part did at all what it is about."""
    calls = {kind.value for kind in UNANSWERED}
    match act:
        case Act.ALERT:
            assert kinds.count("opened") == 1
            assert [state for _, kind, state in told if kind == "opened"]
        case Act.TIMERS:
            assert len({key for key, _, _ in told}) == len(told) > 1
            assert set(kinds) & {"warned", "breached", "escalated"}
        case Act.ANSWER:
            assert kinds.count("acknowledged") == 1
            assert "dropped" in {state for _, _, state in told}
            assert not [1 for _, kind, state in told if kind in calls and state == "queued"], "P19"


def _known(life: dict[str, Any]) -> dict[str, Any]:
    return {name: life[name] for name in ("decided", "told")}


async def _lives(database_url: str, act: Act) -> list[dict[str, Any]]:
    launcher = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.ticketing.crashes.launcher",
        database_url,
        act.name,
        cwd=_ROOT,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    async with asyncio.timeout(_PATIENCE_SECONDS):
        out, said = await launcher.communicate()
    assert launcher.returncode == 0, said.decode()
    return [json.loads(line) for line in out.splitlines()]
