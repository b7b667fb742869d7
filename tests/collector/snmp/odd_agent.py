"""An agent on a real socket that answers as a test says: late, elsewhere, in circles, too much."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import cast

from collector.snmp.ber import Absent, Binding, Oid, SnmpValue, oid_from_text, text_from_oid
from collector.snmp.messages import (
    ErrorStatus,
    Kind,
    Pdu,
    community_and_pdu,
    community_message,
    version_and_rest,
)

Answer = Callable[[Pdu], Pdu | None]
COMMUNITY = "public"


@dataclass
class OddAgent(asyncio.DatagramProtocol):
    """``asked`` are the questions it got; what *answer* returns is sent, None is silence."""

    answer: Answer
    answers_from: asyncio.DatagramTransport | None = None
    asked: list[Pdu] = field(default_factory=list)
    transport: asyncio.DatagramTransport | None = None
    port: int = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.DatagramTransport", transport)
        self.port = transport.get_extra_info("sockname")[1]

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        version, rest = version_and_rest(data)
        community, pdu = community_and_pdu(rest)
        self.asked.append(pdu)
        found = self.answer(pdu)
        assert self.transport is not None
        if found is not None:
            through = self.answers_from or self.transport
            through.sendto(community_message(version, community, found), addr)


@asynccontextmanager
async def odd_agent(answer: Answer) -> AsyncIterator[OddAgent]:
    loop = asyncio.get_running_loop()
    agent = OddAgent(answer)
    transport, _ = await loop.create_datagram_endpoint(lambda: agent, local_addr=("127.0.0.1", 0))
    try:
        yield agent
    finally:
        transport.close()
        await asyncio.sleep(0)


def oid(text: str) -> Oid:
    return oid_from_text(text)


def reply(pdu: Pdu, bindings: Sequence[Binding]) -> Pdu:
    return Pdu(Kind.RESPONSE, pdu.number, bindings=bindings)


def refusal(pdu: Pdu, status: ErrorStatus, position: int = 0) -> Pdu:
    return Pdu(Kind.RESPONSE, pdu.number, status, position, pdu.bindings)


class Table:
    """Answers as an honest agent would, from values by identifier."""

    def __init__(self, values: dict[str, SnmpValue]) -> None:
        texts = sorted(values, key=lambda text: [int(part) for part in text.split(".")])
        self._oids = [oid(text) for text in texts]
        self._values = {oid(text): values[text] for text in texts}
        self._order = [[int(part) for part in text.split(".")] for text in texts]
        self._texts = texts

    def __call__(self, pdu: Pdu) -> Pdu:
        if pdu.kind is Kind.GET:
            return reply(
                pdu, [(one, self._values.get(one, Absent.INSTANCE)) for one, _ in pdu.bindings]
            )
        rounds = pdu.position if pdu.kind is Kind.GET_BULK else 1
        return reply(pdu, list(self._after([one for one, _ in pdu.bindings], rounds)))

    def _after(self, oids: list[Oid], rounds: int) -> Iterable[Binding]:
        for _ in range(rounds):
            for place, one in enumerate(oids):
                found = self._next(one)
                yield found
                oids[place] = found[0]

    def _next(self, one: Oid) -> Binding:
        numbers = [int(part) for part in text_from_oid(one).split(".")]
        for place, order in enumerate(self._order):
            if order > numbers:
                return self._oids[place], self._values[self._oids[place]]
        return one, Absent.END
