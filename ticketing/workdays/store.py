"""Rows of confirmed notices and of editions.  No decisions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select

from ticketing.workdays.book import CalendarEdition, edition_from_text
from ticketing.workdays.stored import notice_of_text, text_of_notice
from ticketing.workdays.tables import calendar_edition, calendar_notice
from ticketing.workdays.years import Notice
from watchkeeper.access.model import PersonId
from watchkeeper.core.instants import Instant


@dataclass(frozen=True, slots=True)
class ConfirmedNotice:
    """A notice that a person confirmed; ``source`` is the text that was read."""

    region: str
    notice: Notice
    source: str
    confirmed_by: PersonId
    confirmed_at: Instant


def confirmed_notices(connection: Connection) -> tuple[ConfirmedNotice, ...]:
    """Return all notices, in the order in which they were confirmed."""
    statement = select(calendar_notice).order_by(calendar_notice.c.id)
    return tuple(
        ConfirmedNotice(
            row.region,
            notice_of_text(row.definition),
            row.source,
            PersonId(row.confirmed_by),
            Instant(row.confirmed_at),
        )
        for row in connection.execute(statement)
    )


def add_notices(connection: Connection, notices: Iterable[ConfirmedNotice]) -> None:
    rows = [
        {
            "region": one.region,
            "year": one.notice.year,
            "number": one.notice.number,
            "definition": text_of_notice(one.notice),
            "source": one.source,
            "confirmed_by": one.confirmed_by,
            "confirmed_at": one.confirmed_at,
        }
        for one in notices
    ]
    connection.execute(insert(calendar_notice), rows)


def editions(connection: Connection) -> tuple[CalendarEdition, ...]:
    """Return all editions that were ever in force, in the order in which they were made."""
    statement = select(calendar_edition.c.definition).order_by(calendar_edition.c.id)
    return tuple(edition_from_text(text) for text in connection.scalars(statement))


def edition_by_digest(connection: Connection, digest: str) -> CalendarEdition:
    """Return an edition that was kept."""
    statement = select(calendar_edition.c.definition).where(calendar_edition.c.digest == digest)
    return edition_from_text(connection.execute(statement).scalar_one())


def keep_editions(connection: Connection, made: Iterable[CalendarEdition], now: Instant) -> None:
    """Store the editions that are not there yet."""
    known = set(connection.scalars(select(calendar_edition.c.digest)))
    rows = [
        {"name": one.name, "digest": one.digest, "definition": one.text, "made_at": now}
        for one in made
        if one.digest not in known
    ]
    if rows:
        connection.execute(insert(calendar_edition), rows)
