"""Walks against agents on real sockets that do not play fair, and against honest ones."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator

import pytest

from collector.probes.outcome import ProbeFailed
from collector.snmp.ber import Absent, Malformed
from collector.snmp.messages import ErrorStatus, Kind, Pdu, Version
from collector.snmp.session import CommunitySession, Peer
from collector.snmp.sockets import SnmpSockets
from collector.snmp.walk import Cut, Walker, WalkLimits
from tests.collector.snmp.odd_agent import (
    COMMUNITY,
    OddAgent,
    Table,
    odd_agent,
    oid,
    refusal,
    reply,
)

A, B = "1.3.6.1.2.1.2.2.1.10", "1.3.6.1.2.1.2.2.1.16"
TWO_COLUMNS = Table({f"{column}.{row}": row * 10 for column in (A, B) for row in range(1, 31)})


@pytest.fixture
async def sockets() -> AsyncIterator[SnmpSockets]:
    opened = SnmpSockets()
    yield opened
    opened.close()


def walker(
    sockets: SnmpSockets,
    agent: OddAgent,
    limits: WalkLimits | None = None,
    *,
    version: Version = Version.V2C,
    reply_seconds: float = 0.15,
    strict: bool = False,
) -> Walker:
    peer = Peer(("127.0.0.1", agent.port), reply_seconds, strict)
    session = CommunitySession(sockets.socket(4), peer, COMMUNITY, version)
    return Walker(session, limits or WalkLimits())


@pytest.mark.parametrize("version", [Version.V1, Version.V2C], ids=["v1", "v2c"])
async def test_whole_columns_come_back(version: Version, sockets: SnmpSockets) -> None:
    """Two columns of thirty rows, by GETBULK or, where there is none, by GETNEXT."""

    def answer(pdu: Pdu) -> Pdu:
        found = TWO_COLUMNS(pdu)
        if version is Version.V1:
            assert pdu.kind is Kind.GET_NEXT
            ends = [n for n, (_, value) in enumerate(found.bindings, 1) if value is Absent.END]
            return refusal(pdu, ErrorStatus.NO_SUCH_NAME, ends[0]) if ends else found
        return found

    async with odd_agent(answer) as agent:
        walked = await walker(sockets, agent, version=version).walk([oid(A), oid(B)])
    assert [len(rows) for rows in walked.columns.values()] == [30, 30]
    assert walked.columns[oid(B)][b"\x07"] == 70
    assert walked.cut == {}


async def test_the_second_walk_asks_for_what_is_there(sockets: SnmpSockets) -> None:
    """A table whose size is known is not read past its end by a whole answer."""
    async with odd_agent(TWO_COLUMNS) as agent:
        reader = walker(sockets, agent)
        await reader.walk([oid(A), oid(B)])
        agent.asked.clear()
        await reader.walk([oid(A), oid(B)])
    assert [pdu.position for pdu in agent.asked] == [25, 6]


async def test_a_walk_in_circles_ends(sockets: SnmpSockets) -> None:
    """A row that comes a second time ends its column and is told; the other columns are whole."""

    def answer(pdu: Pdu) -> Pdu:
        if pdu.bindings[0][0].startswith(oid(A)):
            return reply(pdu, [(oid(f"{A}.{row}"), row) for row in (1, 2, 3, 2, 3)])
        return TWO_COLUMNS(pdu)

    async with odd_agent(answer) as agent:
        walked = await walker(sockets, agent, WalkLimits(width=1)).walk([oid(A), oid(B)])
    assert len(walked.columns[oid(A)]) == 3
    assert walked.cut == {oid(A): Cut.CIRCLE}
    assert len(walked.columns[oid(B)]) == 30


async def test_a_table_without_end_is_cut(sockets: SnmpSockets) -> None:
    """At most as many rows as allowed, and one answer more."""

    def answer(pdu: Pdu) -> Pdu:
        last = pdu.bindings[0][0]
        start = 0 if last == oid(A) else int.from_bytes(last[-2:]) & 0x7F | (last[-2] & 0x7F) << 7
        rows = range(max(start, 200) + 1, max(start, 200) + 1 + pdu.position)
        return reply(pdu, [(oid(f"{A}.{row}"), row) for row in rows])

    async with odd_agent(answer) as agent:
        walked = await walker(sockets, agent, WalkLimits(rows=60)).walk([oid(A)])
    assert 60 < len(walked.columns[oid(A)]) <= 85
    assert walked.cut == {oid(A): Cut.ROWS}


async def test_values_without_measure_are_cut(sockets: SnmpSockets) -> None:
    """A table of huge values ends when it is too much in all, and of each only its beginning is kept."""
    rows = itertools.count(200)

    def answer(pdu: Pdu) -> Pdu:
        return reply(pdu, [(oid(f"{A}.{next(rows)}"), bytes(30_000)) for _ in range(2)])

    async with odd_agent(answer) as agent:
        walked = await walker(sockets, agent, WalkLimits(bytes=1_000_000)).walk([oid(A), oid(B)])
    assert 33 <= len(walked.columns[oid(A)]) <= 36
    assert walked.cut[oid(A)] is Cut.BYTES
    assert {len(value) for value in walked.columns[oid(A)].values()} == {1_024}  # type: ignore[arg-type]  # octets


async def test_rows_out_of_order_are_taken(sockets: SnmpSockets) -> None:
    """Some agents sort as text: 1, 10, 2.  All rows are there, and the walk ends."""
    rows = [1, 10, 11, 2, 3]

    def answer(pdu: Pdu) -> Pdu:
        last = pdu.bindings[0][0]
        place = 0 if last == oid(A) else rows.index(last[-1]) + 1
        rest = [(oid(f"{A}.{row}"), row) for row in rows[place : place + 2]]
        return reply(pdu, rest or [(oid(f"{B}.1"), 1)])

    async with odd_agent(answer) as agent:
        walked = await walker(sockets, agent, WalkLimits(repetitions=2)).walk([oid(A)])
    assert sorted(walked.columns[oid(A)]) == [b"\x01", b"\x02", b"\x03", b"\x0a", b"\x0b"]


async def test_an_answer_too_big_is_asked_for_by_halves(sockets: SnmpSockets) -> None:
    """tooBig halves the rows until the answer fits; the next walk begins with what fitted."""

    def answer(pdu: Pdu) -> Pdu:
        return refusal(pdu, ErrorStatus.TOO_BIG) if pdu.position > 7 else TWO_COLUMNS(pdu)

    async with odd_agent(answer) as agent:
        reader = walker(sockets, agent)
        walked = await reader.walk([oid(A), oid(B)])
        assert [pdu.position for pdu in agent.asked[:3]] == [25, 12, 6]
        agent.asked.clear()
        await reader.walk([oid(A)])
        assert agent.asked[0].position == 6
    assert [len(rows) for rows in walked.columns.values()] == [30, 30]


async def test_an_answer_that_never_arrives_is_asked_for_by_halves(sockets: SnmpSockets) -> None:
    """Where large answers are lost on the way, smaller ones are asked for."""

    def answer(pdu: Pdu) -> Pdu | None:
        return None if pdu.position > 12 else TWO_COLUMNS(pdu)

    async with odd_agent(answer) as agent:
        walked = await walker(sockets, agent, reply_seconds=0.05).walk([oid(A)])
    assert len(walked.columns[oid(A)]) == 30


async def test_an_answer_too_big_for_one_value_is_said(sockets: SnmpSockets) -> None:
    """A device that finds everything too big is not asked for ever."""
    async with odd_agent(lambda pdu: refusal(pdu, ErrorStatus.TOO_BIG)) as agent:
        with pytest.raises(ProbeFailed, match="refuses with SNMP error 1"):
            await walker(sockets, agent).walk([oid(A), oid(B)])


async def test_a_column_that_a_device_cannot_read_out_costs_the_others_nothing(
    sockets: SnmpSockets,
) -> None:
    """genErr for one column: it is told as refused, and the other is whole."""

    def answer(pdu: Pdu) -> Pdu:
        is_bad = any(name.startswith(oid(A)) for name, _ in pdu.bindings)
        return refusal(pdu, ErrorStatus.GENERAL, 1) if is_bad else TWO_COLUMNS(pdu)

    async with odd_agent(answer) as agent:
        reader = walker(sockets, agent)
        walked = await reader.walk([oid(A), oid(B)])
        present = await reader.next_of([oid(A), oid(B), oid("1.3.9")])
    assert walked.cut == {oid(A): Cut.REFUSED}
    assert len(walked.columns[oid(B)]) == 30
    assert present == [oid(B)]


async def test_a_lost_answer_is_asked_for_again(sockets: SnmpSockets) -> None:
    """Two of three packets may be lost."""
    heard = []

    def answer(pdu: Pdu) -> Pdu | None:
        heard.append(pdu)
        return TWO_COLUMNS(pdu) if len(heard) % 3 == 0 else None

    async with odd_agent(answer) as agent:
        reader = walker(sockets, agent, reply_seconds=0.05)
        assert await reader.get([oid(f"{A}.4")]) == {oid(f"{A}.4"): 40}
    assert len({pdu.number for pdu in heard}) == 1


async def test_silence_is_a_timeout(sockets: SnmpSockets) -> None:
    """After three questions without an answer there is none."""
    async with odd_agent(lambda _: None) as agent:
        with pytest.raises(TimeoutError):
            await walker(sockets, agent, reply_seconds=0.05).get([oid(f"{A}.4")])
        assert len(agent.asked) == 3


async def test_an_answer_from_another_address_counts(sockets: SnmpSockets) -> None:
    """A device with several addresses may answer from any; with strict_source it may not."""
    async with odd_agent(TWO_COLUMNS) as agent, odd_agent(lambda _: None) as other:
        agent.answers_from = other.transport
        found = await walker(sockets, agent).get([oid(f"{A}.4")])
        assert found == {oid(f"{A}.4"): 40}
        with pytest.raises(TimeoutError):
            await walker(sockets, agent, strict=True, reply_seconds=0.05).get([oid(f"{A}.4")])


async def test_an_answer_with_another_community_does_not_count(sockets: SnmpSockets) -> None:
    """Who does not know the community cannot answer in the device's place."""
    async with odd_agent(TWO_COLUMNS) as agent:
        reader = walker(sockets, agent)
        reader.session._community = b"other"  # type: ignore[attr-defined]  # what comes back differs

        def answer(pdu: Pdu) -> Pdu:
            reader.session._community = b"public"  # type: ignore[attr-defined]  # from now on
            return TWO_COLUMNS(pdu)

        agent.answer = answer
        with pytest.raises(Malformed, match="not one to what was asked"):
            await reader.get([oid(f"{A}.4")])


async def test_one_identifier_that_an_old_device_lacks(sockets: SnmpSockets) -> None:
    """v1 refuses a whole question for one identifier; the others come back all the same."""

    def answer(pdu: Pdu) -> Pdu:
        found = TWO_COLUMNS(pdu)
        for place, (_, value) in enumerate(found.bindings, 1):
            if isinstance(value, Absent):
                return refusal(pdu, ErrorStatus.NO_SUCH_NAME, place)
        return found

    async with odd_agent(answer) as agent:
        reader = walker(sockets, agent, version=Version.V1)
        found = await reader.get([oid(f"{A}.1"), oid("1.3.9.9"), oid(f"{A}.2")])
    assert list(found.values()) == [10, 20]


async def test_at_most_as_many_questions_as_allowed_are_under_way(sockets: SnmpSockets) -> None:
    """A slow control plane is asked two things at a time, where in_flight says so, and no more."""
    udp, most = sockets.socket(4), 0

    def answer(pdu: Pdu) -> Pdu:
        nonlocal most
        most = max(most, len(udp._waiting))
        return TWO_COLUMNS(pdu)

    async with odd_agent(answer) as agent:
        columns = [oid(f"1.3.6.1.2.1.2.2.1.{n}") for n in range(1, 9)]
        limits = WalkLimits(width=1, in_flight=2)
        await walker(sockets, agent, limits, reply_seconds=2).walk(columns)
    assert most == 2
