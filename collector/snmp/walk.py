"""Read values and tables from a device: bounded, several columns in one question, whatever it answers.

A walk ends for a column where its rows end, where the device walks in circles (a row comes a second
time; gufo_snmp issue 53), or where it has more rows than allowed.  An answer that is too big, or that
does not arrive while the device lives, is asked for by half as many rows.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from collector.probes.outcome import ProbeFailed
from collector.snmp.ber import Absent, Oid, SnmpValue, text_from_oid
from collector.snmp.messages import ErrorStatus, Kind, Pdu, Version
from collector.snmp.session import Session

Rows = dict[bytes, SnmpValue]
"""Values of one column by what follows the column's identifier."""

_GET_AT_ONCE = 40
LONGEST_VALUE = 1_024
"""Bytes of octets that are kept; a label has at most 255 characters."""
MOST_BYTES = 16 * 1024 * 1024
"""Of names and values in one walk: 20 columns of 4,096 rows have 2 MB, values may have 64 kB each."""


@dataclass(frozen=True, slots=True)
class WalkLimits:
    """``repetitions``: rows in one answer; ``width``: columns in one question."""

    rows: int = 4_096
    repetitions: int = 25
    width: int = 4
    in_flight: int = 1
    bytes: int = MOST_BYTES


class Cut(Enum):
    """Why a walk ended before its time."""

    CIRCLE = "circle"
    ROWS = "rows"
    BYTES = "bytes"
    REFUSED = "refused"


@dataclass(slots=True)
class Walked:
    """What came of a walk: rows by column, and which columns are not whole."""

    columns: dict[Oid, Rows] = field(default_factory=dict)
    cut: dict[Oid, Cut] = field(default_factory=dict)


@dataclass(slots=True)
class _Cursor:
    column: Oid
    last: Oid
    rows: Rows
    expected: int
    is_done: bool = False
    cut: Cut | None = None


@dataclass(slots=True)
class Manners:
    """What was learned of a device: how much fits an answer, how many rows its tables have."""

    repetitions: int
    width: int
    rows: dict[Oid, int] = field(default_factory=dict)


class Walker:
    """Asks through one session, in the manners that the device was found to like."""

    def __init__(
        self, session: Session, limits: WalkLimits, manners: Manners | None = None
    ) -> None:
        self.session = session
        self.questions = 0
        self._limits = limits
        self._left_bytes = limits.bytes
        self._manners = manners or Manners(limits.repetitions, limits.width)

    async def get(self, oids: Iterable[Oid]) -> Mapping[Oid, SnmpValue]:
        """Return the values of some identifiers; what the device does not have is left out."""
        wanted, found = list(dict.fromkeys(oids)), dict[Oid, SnmpValue]()
        step = _GET_AT_ONCE
        while wanted:
            batch = wanted[:step]
            pdu = await self._ask(Kind.GET, batch)
            if pdu.status == ErrorStatus.TOO_BIG and len(batch) > 1:
                step = max(1, len(batch) // 2)
                continue
            if pdu.status and len(batch) > 1 and self.session.version is not Version.V1:
                step = 1  # which one it was is then seen
                continue
            if pdu.status:
                wanted.remove(_refused(pdu, batch))
                continue
            found |= {oid: value for oid, value in pdu.bindings if not isinstance(value, Absent)}
            del wanted[: len(batch)]
        return found

    async def next_of(self, oids: Sequence[Oid]) -> Sequence[Oid]:
        """Return those of the subtrees in which the device has anything."""
        present: list[Oid] = []
        for start in range(0, len(oids), _GET_AT_ONCE):
            batch = oids[start : start + _GET_AT_ONCE]
            pdu = await self._ask(Kind.GET_NEXT, batch)
            if pdu.status and len(batch) > 1:  # one of them spoils the answer for all
                present += [root for one in batch for root in await self.next_of([one])]
            elif not pdu.status:
                present += [
                    root
                    for root, (oid, value) in zip(batch, pdu.bindings, strict=False)
                    if oid.startswith(root) and not isinstance(value, Absent)
                ]
        return present

    async def walk(self, columns: Sequence[Oid]) -> Walked:
        """Read whole columns.  Raises TimeoutError where the device falls silent."""
        self._left_bytes = self._limits.bytes
        cursors = [_Cursor(one, one, {}, self._manners.rows.get(one, 0)) for one in columns]
        groups = [
            cursors[at : at + self._manners.width]
            for at in range(0, len(cursors), self._manners.width)
        ]
        if self._limits.in_flight == 1:
            for group in groups:
                await self._walk_group(group)
        else:
            await self._walk_together(groups)
        for cursor in cursors:
            self._manners.rows[cursor.column] = len(cursor.rows)
        return Walked(
            {cursor.column: cursor.rows for cursor in cursors},
            {cursor.column: cursor.cut for cursor in cursors if cursor.cut},
        )

    async def _walk_together(self, groups: list[list[_Cursor]]) -> None:
        gate = asyncio.Semaphore(self._limits.in_flight)

        async def one(group: list[_Cursor]) -> None:
            async with gate:
                await self._walk_group(group)

        try:
            async with asyncio.TaskGroup() as tasks:
                for group in groups:
                    tasks.create_task(one(group))
        except* (TimeoutError, ProbeFailed) as failures:
            raise failures.exceptions[0] from None

    async def _walk_group(self, cursors: list[_Cursor]) -> None:
        """Read columns side by side until each has ended, or all together are too large."""
        while active := [cursor for cursor in cursors if not cursor.is_done][: self._manners.width]:
            pdu = await self._next_rows(active)
            if pdu is None:
                continue
            if pdu.status:
                await self._after_refusal(pdu, active)
                continue
            take_answer(active, pdu.bindings, self._limits.rows)
            self._left_bytes -= sum(map(size_of, pdu.bindings))
            if self._left_bytes < 0:
                end(cursors)

    async def _next_rows(self, active: list[_Cursor]) -> Pdu | None:
        """Ask for what follows; None where it was too much at once and is now less."""
        oids = [cursor.last for cursor in active]
        if self.session.version is Version.V1:
            pdu = await self._ask(Kind.GET_NEXT, oids)
        else:
            try:
                pdu = await self._ask(Kind.GET_BULK, oids, self._wanted_rows(active))
            except TimeoutError:
                if self._ask_for_less():
                    return None
                raise
        if pdu.status == ErrorStatus.TOO_BIG and self._ask_for_less():
            return None
        return pdu

    def _wanted_rows(self, active: list[_Cursor]) -> int:
        """Return how many rows to ask for: one more than are left, where the table is known."""
        left = max(cursor.expected - len(cursor.rows) for cursor in active)
        return min(self._manners.repetitions, left + 1) if left > 0 else self._manners.repetitions

    def _ask_for_less(self) -> bool:
        if self._manners.repetitions > 1:
            self._manners.repetitions //= 2
        elif self._manners.width > 1:
            self._manners.width //= 2
        else:
            return False
        return True

    async def _after_refusal(self, pdu: Pdu, active: list[_Cursor]) -> None:
        """End the column that an old device has no more of, or that a device cannot read out."""
        if pdu.status == ErrorStatus.TOO_BIG:
            raise ProbeFailed("the device refuses with SNMP error {status}", status=pdu.status)
        if pdu.status == ErrorStatus.NO_SUCH_NAME:
            place = pdu.position - 1 if 1 <= pdu.position <= len(active) else 0
            active[place].is_done = True
        elif len(active) == 1:
            active[0].is_done, active[0].cut = True, Cut.REFUSED
        else:
            for cursor in active:  # which one it is shows when each is asked for alone
                await self._walk_group([cursor])

    async def _ask(self, kind: Kind, oids: Sequence[Oid], repetitions: int = 0) -> Pdu:
        self.questions += 1
        return await self.session.ask(kind, oids, repetitions)


def take_answer(
    active: list[_Cursor], bindings: Sequence[tuple[Oid, SnmpValue]], most: int
) -> None:
    """Put an answer's rows where they belong; a device that says nothing has no more."""
    width = len(active)
    for place, cursor in enumerate(active):
        mine = bindings[place::width]
        if not mine:
            # cut by the size of the answer: it is asked again, unless nobody came a step further
            cursor.is_done = cursor.is_done or place == 0
            continue
        _take_column(cursor, mine, most)


def _take_column(cursor: _Cursor, mine: Sequence[tuple[Oid, SnmpValue]], most: int) -> None:
    column, rows, start = cursor.column, cursor.rows, len(cursor.column)
    for oid, value in mine:
        if not oid.startswith(column) or isinstance(value, Absent):
            cursor.is_done = True
            return
        row = oid[start:]
        if row in rows or not row:
            cursor.is_done, cursor.cut = True, Cut.CIRCLE
            return
        rows[row] = value[:LONGEST_VALUE] if type(value) is bytes else value
    cursor.last = oid
    if len(rows) > most:
        cursor.is_done, cursor.cut = True, Cut.ROWS


def size_of(binding: tuple[Oid, SnmpValue]) -> int:
    """Return about how many bytes a name and its value take."""
    oid, value = binding
    return len(oid) + (len(value) if isinstance(value, bytes) else 8)


def end(cursors: Iterable[_Cursor]) -> None:
    """End columns that are not whole yet: all together they are too large."""
    for cursor in cursors:
        if not cursor.is_done:
            cursor.is_done, cursor.cut = True, Cut.BYTES


def _refused(pdu: Pdu, batch: list[Oid]) -> Oid:
    """Return which identifier the device has not.  Raises ProbeFailed for any other refusal."""
    is_missing = pdu.status in {
        ErrorStatus.NO_SUCH_NAME,
        ErrorStatus.GENERAL,
        ErrorStatus.NO_ACCESS,
    }
    place = pdu.position if 1 <= pdu.position <= len(batch) else 1
    if is_missing and (len(batch) == 1 or pdu.status == ErrorStatus.NO_SUCH_NAME):
        return batch[place - 1]
    raise ProbeFailed(
        "the device refuses {oid} with SNMP error {status}",
        oid=text_from_oid(batch[place - 1]),
        status=pdu.status,
    )
