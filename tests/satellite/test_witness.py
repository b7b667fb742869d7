"""The witness calls by a real channel over real HTTP; the time is moved."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from collector.satellites.hand_down import RosterPerson
from tests.eventually import eventually
from tests.fakes.webhook import SECRET, FakeReceiver
from ticketing.notify.webhook import Webhook
from watchkeeper.access.languages import read_catalogues
from watchkeeper.core.instants import DAY, MINUTE, SECOND, Duration, Instant
from watchkeeper.satellite.settings import Identity, WitnessSettings
from watchkeeper.satellite.spool import Spool
from watchkeeper.satellite.witness import Witness, Words
from watchkeeper.server.clock import ManualClock

START = Instant(1_790_000_000_000)
ME = Identity("id1", "sat-1", "https://watch.example:8420", "secret-token")


@dataclass
class Scene:
    """A witness at work, who hears its calls, and the time."""

    witness: Witness
    receiver: FakeReceiver
    clock: ManualClock
    spool: Spool
    acknowledgement: Path

    @property
    def calls(self) -> list[dict[str, Any]]:
        return list(self.receiver.documents.values())

    async def fail(self, seconds: int, reason: str = "connection refused") -> None:
        """Let attempts fail for so long, one each ten seconds."""
        for _ in range(seconds // 10):
            await self.clock.advance(Instant(self.clock.now() + 10 * SECOND))
            self.witness.not_answered(reason)

    async def heard(self, count: int) -> None:
        await eventually(lambda: len(self.calls) >= count, what=f"{count} calls")
        await eventually(lambda: self.noted >= count, what="notes of them")

    @property
    def noted(self) -> int:
        return len(self.spool.notes())


@asynccontextmanager
async def scene(folder: Path, **plan: Any) -> AsyncIterator[Scene]:
    clock = ManualClock(START)
    settings = WitnessSettings(after=Duration(5 * MINUTE), repeat=Duration(15 * MINUTE), **plan)
    catalogues = await asyncio.to_thread(read_catalogues)
    spool = Spool(folder / "state.db", most_bytes=1 << 20, most_age=Duration(DAY))
    with ThreadPoolExecutor(1) as executor:
        async with FakeReceiver(clock) as receiver, aiohttp.ClientSession() as session:
            channel = Webhook("hook", session, clock, secret=SECRET)
            roster = (
                RosterPerson("nobody", "空", "zh", "Asia/Shanghai", ()),
                RosterPerson("a", "甲", "zh", "Asia/Shanghai", (("webhook", receiver.address),)),
                RosterPerson("b", "B", "en", "UTC", (("webhook", receiver.address),)),
            )
            witness = Witness(
                ME,
                settings,
                (channel,),
                lambda: roster,
                spool,
                clock,
                executor,
                Words(catalogues, "watchkeeper satellite acknowledge"),
                folder / "acknowledged",
            )
            async with asyncio.TaskGroup() as group:
                task = group.create_task(witness.run())
                yield Scene(witness, receiver, clock, spool, folder / "acknowledged")
                task.cancel()
    spool.close()


async def test_the_person_on_duty_is_called_once_and_told_the_end(tmp_path: Path) -> None:
    """After five minutes of silence one call to the first who can be reached; then that it is back."""
    async with scene(tmp_path) as it:
        await it.fail(5 * 60)
        assert it.calls == []
        await it.fail(20)
        await it.heard(1)
        await it.fail(10 * 60)
        (call,) = it.calls
        assert "从 sat-1 看，值守服务器静默" in call["subject"]
        assert "connection refused" in call["text"]
        assert "在别处可能一切正常" in call["text"]
        assert "watchkeeper satellite acknowledge" in call["text"]
        assert "secret-token" not in str(call)
        it.witness.answered()
        await it.heard(2)
        assert "已恢复应答" in it.calls[1]["subject"]
        assert [one.kind for one in it.spool.notes()] == ["witness_called", "witness_ended"]
        assert it.spool.notes()[0].facts["person"] == "a"
        assert it.witness.silence is None


async def test_it_is_repeated_until_somebody_acknowledges(tmp_path: Path) -> None:
    """A quarter of an hour later again; not any more after the command was typed."""
    async with scene(tmp_path) as it:
        await it.fail(5 * 60 + 20)
        await it.heard(1)
        await it.fail(15 * 60)
        await it.heard(2)
        it.acknowledgement.touch()
        await it.fail(10)
        await eventually(lambda: it.noted == 3)
        await it.fail(60 * 60)
        it.witness.answered()
        await it.heard(3)
        assert ["恢复" in one["subject"] for one in it.calls] == [False, False, True]
        assert not it.acknowledgement.exists()


async def test_an_acknowledgement_of_no_silence_keeps_no_call_back(tmp_path: Path) -> None:
    """Typed when the server was back already, it means nothing for the next silence."""
    async with scene(tmp_path) as it:
        it.acknowledgement.touch()
        await eventually(lambda: not it.acknowledgement.exists())
        await it.fail(5 * 60 + 20)
        await it.heard(1)


async def test_a_short_silence_calls_nobody(tmp_path: Path) -> None:
    """A restart of the server takes less than five minutes."""
    async with scene(tmp_path) as it:
        await it.fail(4 * 60)
        it.witness.answered()
        await eventually(lambda: it.witness.silence is None)
        await it.fail(5 * 60 + 20)
        await it.heard(1)
        assert "2026-09-21 22:17:30 +0800" in it.calls[0]["text"]  # the second silence began then


async def test_a_channel_that_refuses_is_said(tmp_path: Path) -> None:
    """Nobody could be reached: that is noted, and tried again with the next repetition."""
    async with scene(tmp_path) as it:
        it.receiver.status = 500
        await it.fail(5 * 60 + 20)
        await eventually(lambda: it.noted == 1)
        assert it.spool.notes()[0].kind == "witness_reached_nobody"
        it.receiver.status = 200
        await it.fail(15 * 60 + 10)
        await it.heard(1)


async def test_a_silence_is_remembered_over_a_restart(tmp_path: Path) -> None:
    """A witness that is started again does not call again, and still tells the end."""
    async with scene(tmp_path) as it:
        await it.fail(5 * 60 + 20)
        await it.heard(1)
    async with scene(tmp_path) as it:
        await it.fail(60)
        assert it.calls == []
        it.witness.answered()
        await eventually(lambda: len(it.calls) == 1)
        assert "已恢复应答" in it.calls[0]["subject"]


@pytest.mark.parametrize("is_open", [True, False], ids=["the line works", "the line is cut"])
async def test_points_outside_tell_a_cut_line_from_a_dead_server(
    is_open: bool, tmp_path: Path, unused_tcp_listener: int, free_port: int
) -> None:
    """The message says what others outside do."""
    point = unused_tcp_listener if is_open else free_port
    async with scene(tmp_path, compare=(f"127.0.0.1:{point}",)) as it:
        await it.fail(5 * 60 + 20)
        await it.heard(1)
        said = "本站点的线路正常" if is_open else "更可能是本站点的线路中断"
        assert said in it.calls[0]["text"]
