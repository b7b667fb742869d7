"""Notices that people confirm: stored on both engines, in force at once, nothing pinned moves."""

from __future__ import annotations

from datetime import date

import pytest
from prometheus_client import CollectorRegistry, generate_latest

from tests.ticketing.workdays.notice_2027 import NOTICE_2027
from ticketing.workdays.book import HoursBook
from ticketing.workdays.desk import CalendarDesk
from ticketing.workdays.offered import OfferedDays, TextKind
from ticketing.workdays.unconfirmed import UnconfirmedMetric, unconfirmed_years
from ticketing.workdays.years import Standing
from watchkeeper.access.audit import latest_audit_rows
from watchkeeper.access.model import PersonId
from watchkeeper.core.errors import Conflict, InvalidInput
from watchkeeper.core.instants import instant_from_rfc3339
from watchkeeper.server.clock import ManualClock
from watchkeeper.storage.database import Database

ZONE = "Asia/Shanghai"
NOW = instant_from_rfc3339("2026-11-23T01:00:00Z")
SOMEBODY = PersonId("engineer-a")


async def desk_on(database: Database, clock: ManualClock | None = None) -> CalendarDesk:
    desk = CalendarDesk(database, clock or ManualClock(NOW))
    await desk.load()
    return desk


async def test_a_notice_counts_once_it_is_confirmed(database: Database) -> None:
    """Shown beside the calendar first; then days, standing, edition and audit trail say it."""
    desk = await desk_on(database)
    before = desk.book.current("5x8")
    offered = OfferedDays(NOTICE_2027)
    read = await desk.read(offered)
    assert date(2027, 2, 5) in {change.day for change in read.changes}
    assert desk.book.current("5x8") == before, "looking changes nothing"
    heard: list[HoursBook] = []
    desk.subscribe(heard.append)
    await desk.confirm(offered, mark=read.mark, by=SOMEBODY)
    assert desk.region.year(2027).standing is Standing.CONFIRMED
    assert not desk.book.is_worked(date(2027, 2, 5))
    assert heard[-1] is desk.book
    assert heard[0].is_worked(date(2027, 2, 5)), "what was pinned before says what it said"
    rows = await database.read(lambda c: latest_audit_rows(c, limit=10))
    assert [(row.action, row.actor, row.subject) for row in rows] == [
        ("calendar_confirmed", SOMEBODY, "cn 2027")
    ]


async def test_a_restart_knows_what_was_confirmed(database: Database) -> None:
    """Region, book and every edition come back; the one before the notice, too."""
    desk = await desk_on(database)
    before = desk.book.current("5x8")
    read = await desk.read(OfferedDays(NOTICE_2027))
    await desk.confirm(OfferedDays(NOTICE_2027), mark=read.mark, by=SOMEBODY)
    again = await desk_on(database)
    assert again.region == desk.region
    assert again.book.current("5x8") == desk.book.current("5x8") != before
    assert again.book.edition(before).digest == before
    assert [one.source for one in again.confirmed] == [NOTICE_2027]


async def test_what_changed_meanwhile_is_not_confirmed(database: Database) -> None:
    """The mark is of the text and the calendar that were shown; others are looked at again."""
    desk = await desk_on(database)
    read = await desk.read(OfferedDays(NOTICE_2027))
    other = OfferedDays(NOTICE_2027.replace("2月20日（周六）", "2月21日（周日）"))
    with pytest.raises(Conflict, match="look at it again"):
        await desk.confirm(other, mark=read.mark, by=SOMEBODY)
    await desk.confirm(OfferedDays(NOTICE_2027), mark=read.mark, by=SOMEBODY)
    with pytest.raises(Conflict, match="is there already"):
        await desk.confirm(OfferedDays(NOTICE_2027), mark=read.mark, by=SOMEBODY)


async def test_a_text_that_was_not_understood_is_not_confirmed(database: Database) -> None:
    """Its problems are told by line, and there is nothing to confirm."""
    desk = await desk_on(database)
    offered = OfferedDays("关于2027年部分节假日安排的通知\n一、元旦：1月1日至2日放假，共3天。")
    read = await desk.read(offered)
    assert [problem.line for problem in read.problems] == [2]
    with pytest.raises(InvalidInput, match="not understood"):
        await desk.confirm(offered, mark=read.mark, by=SOMEBODY)


async def test_a_list_is_confirmed_like_a_notice(database: Database) -> None:
    """Each calendar year of a list is one notice; a list without a name or a day is refused."""
    desk = await desk_on(database)
    text = "date,what,name\n2027-01-01,closed,New Year\n2028-01-01,closed,New Year\n"
    offered = OfferedDays(text, TextKind.CSV, name="days of the works council")
    read = await desk.read(offered)
    await desk.confirm(offered, mark=read.mark, by=SOMEBODY)
    assert {desk.region.year(year).standing for year in (2027, 2028)} == {Standing.CONFIRMED}
    for wrong in (OfferedDays(text, TextKind.CSV), OfferedDays("date,what\n", TextKind.CSV, "x")):
        with pytest.raises(InvalidInput):
            await desk.read(wrong)


async def test_the_metric_tells_what_nobody_confirmed(database: Database) -> None:
    """The next year until its notice is there; a year begins in the zone of the house."""
    clock = ManualClock(NOW)
    desk = await desk_on(database, clock)
    (found,) = unconfirmed_years(desk.book, NOW, ZONE)
    assert (found.calendar, found.year) == ("5x8", 2027)
    assert found.begins_at == instant_from_rfc3339("2026-12-31T16:00:00Z")
    assert [
        found.is_near(instant_from_rfc3339(at))
        for at in ("2026-11-30T15:59:59Z", "2026-11-30T16:00:00Z")
    ] == [False, True]
    registry = CollectorRegistry()
    UnconfirmedMetric(desk, clock, zone=ZONE, registry=registry)
    name = "watchkeeper_calendar_unconfirmed_timestamp_seconds"
    assert f'{name}{{calendar="5x8",year="2027"}}' in generate_latest(registry).decode()
    read = await desk.read(OfferedDays(NOTICE_2027))
    await desk.confirm(OfferedDays(NOTICE_2027), mark=read.mark, by=SOMEBODY)
    assert f"{name}{{" not in generate_latest(registry).decode()
