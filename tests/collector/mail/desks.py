"""Desks that write down what they are handed, and answer as a test says."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from watchkeeper.core.mails import MailOutcome, MailVerdict, ReceivedMail

SECONDS = 20.0

Answer = MailOutcome | Exception


class RecordingDesk:
    """Answers with what ``answer`` says; ``held`` keeps it from answering until it is set."""

    def __init__(self, answer: Callable[[ReceivedMail], Answer] | None = None) -> None:
        self._answer = answer or (lambda _mail: MailOutcome.OPENED)
        self._came: asyncio.Queue[ReceivedMail] = asyncio.Queue()
        self.held = asyncio.Event()
        self.held.set()

    async def receive(self, mail: ReceivedMail) -> MailVerdict:
        self._came.put_nowait(mail)
        await self.held.wait()
        answer = self._answer(mail)
        if isinstance(answer, Exception):
            raise answer
        return MailVerdict(answer, ticket=7)

    async def next(self) -> ReceivedMail:
        async with asyncio.timeout(SECONDS):
            return await self._came.get()

    def has_more(self) -> bool:
        return not self._came.empty()
