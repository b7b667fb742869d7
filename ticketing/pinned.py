"""Terms as tickets pin them: a version is its source, and stays what it was.

A source is the policy's YAML, the tables that were agreed, the zone, the demo's divisor, and the
editions of the calendars that the policy names without defining them.  The same source is the same
version.  Editions are kept, so that neither a notice nor an update of ours moves a deadline.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select

from ticketing.calendars import ServiceHours, compile_hours
from ticketing.policy import Policy, Terms, scale, terms_of, with_tables
from ticketing.policy_file import policy_from_text
from ticketing.tables import ticket_terms
from ticketing.workdays.book import HoursBook
from ticketing.workdays.store import edition_by_digest, keep_editions
from ticketing.workdays.zone_data import zone_data_version
from watchkeeper.core.canonical import canonical_json
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import Instant


@dataclass(frozen=True, slots=True)
class TermsSource:
    """Everything that makes one version of terms; ``calendars`` are names with digests."""

    policy: str
    source: str
    tables: tuple[str, ...]
    zone: str
    divisor: int
    calendars: tuple[tuple[str, str], ...] = ()

    @property
    def text(self) -> str:
        return canonical_json(
            {
                "calendars": dict(self.calendars),
                "divisor": self.divisor,
                "policy": self.policy,
                "source": self.source,
                "tables": list(self.tables),
                "zone": self.zone,
            }
        )

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class PinnedTerms:
    """Terms as they stand in the database."""

    id: int
    source: TermsSource
    terms: Terms


def bound_policy(source: TermsSource) -> Policy:
    """Return the policy of a source as it binds.  Raises InvalidInput."""
    if source.divisor < 1:
        raise InvalidInput("a policy can only be divided by 1 or more")
    policy = policy_from_text(source.source, source.policy)
    return scale(with_tables(policy, source.tables), source.divisor)


def pinned_by_id(connection: Connection, terms_id: int, book: HoursBook) -> PinnedTerms:
    """Return the terms that a ticket pinned."""
    statement = select(ticket_terms).where(ticket_terms.c.id == terms_id)
    return _pinned_from(connection, connection.execute(statement).one(), book)


def pinned_by_digest(connection: Connection, digest: str, book: HoursBook) -> PinnedTerms:
    """Return the terms that a log names."""
    statement = select(ticket_terms).where(ticket_terms.c.digest == digest)
    return _pinned_from(connection, connection.execute(statement).one(), book)


def pinned_named(
    connection: Connection, digests: Collection[str], book: HoursBook
) -> dict[str, PinnedTerms]:
    """Return the terms that logs name, by their digests; what is not there is left out."""
    if not digests:
        return {}
    statement = select(ticket_terms).where(ticket_terms.c.digest.in_(digests))
    rows = connection.execute(statement).all()
    return {row.digest: _pinned_from(connection, row, book) for row in rows}


def pin(connection: Connection, source: TermsSource, now: Instant, book: HoursBook) -> PinnedTerms:
    """Return the version that *source* is, made where it is new.  Raises InvalidInput, NotFound."""
    known = select(ticket_terms).where(ticket_terms.c.digest == source.digest)
    row = connection.execute(known).one_or_none()
    if row is not None:
        return _pinned_from(connection, row, book)
    newest = select(func.max(ticket_terms.c.version)).where(ticket_terms.c.name == source.policy)
    version = (connection.scalar(newest) or 0) + 1
    keep_editions(connection, [book.edition(digest) for _, digest in source.calendars], now)
    terms = _compiled(connection, source, version, book)
    values = {
        "name": source.policy,
        "version": version,
        "digest": source.digest,
        "source": source.text,
        "zone_data": zone_data_version(),
        "created_at": now,
    }
    made = connection.execute(insert(ticket_terms).values(values))
    assert made.inserted_primary_key is not None
    return PinnedTerms(made.inserted_primary_key[0], source, terms)


def _pinned_from(connection: Connection, row: Row[Any], book: HoursBook) -> PinnedTerms:
    values = json.loads(row.source)
    source = TermsSource(
        values["policy"],
        values["source"],
        tuple(values["tables"]),
        values["zone"],
        values["divisor"],
        tuple(values["calendars"].items()),
    )
    return PinnedTerms(row.id, source, _compiled(connection, source, row.version, book))


def _compiled(connection: Connection, source: TermsSource, version: int, book: HoursBook) -> Terms:
    hours = {
        name: _hours(connection, name, source.zone, digest, book)
        for name, digest in source.calendars
    }
    return terms_of(bound_policy(source), version=version, zone=source.zone, pinned=hours)


def _hours(
    connection: Connection, name: str, zone: str, digest: str, book: HoursBook
) -> ServiceHours:
    """Return the hours of an edition: the book's, or what was stored when it was pinned."""
    if digest in book:
        return book.hours(name, zone, digest)
    return compile_hours(edition_by_digest(connection, digest).spec(zone))
