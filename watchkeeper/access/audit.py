"""The audit trail: who did what to what, each row chained to the one before by its hash.

A row is written in the transaction of what it tells.  The hash covers the row and the hash
before it, so a row that is changed or taken out later shows in ``first_broken_row``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, func, select, update

from watchkeeper.access.tables import audit_heads, audit_rows
from watchkeeper.core.instants import Instant
from watchkeeper.storage.tables import json_text

CHAIN = "main"
_START = "0" * 64


@dataclass(frozen=True, slots=True)
class AuditRow:
    """Who did what to what; its hash covers it and the hash before it."""

    number: int
    at: Instant
    actor: str
    action: str
    subject: str
    facts: Mapping[str, Any]
    previous_hash: str
    hash: str


@dataclass(frozen=True, slots=True)
class AuditHead:
    """The end of the chain: printed in reports, so that it cannot be rewritten unseen."""

    number: int
    hash: str


def record_audit(
    connection: Connection,
    action: str,
    *,
    actor: str,
    at: Instant,
    subject: str = "",
    facts: Mapping[str, Any] | None = None,
) -> AuditRow:
    """Append a row.  *action* is a constant such as ``signed_in``; never put secrets in *facts*."""
    head = _locked_head(connection)
    number = head.number + 1
    values = {
        "number": number,
        "at": int(at),
        "actor": actor,
        "action": action,
        "subject": subject,
        "facts": json_text(dict(facts or {})),
    }
    new_hash = _hash(head.hash, values)
    connection.execute(
        audit_rows.insert().values(chain=CHAIN, previous_hash=head.hash, hash=new_hash, **values)
    )
    connection.execute(
        update(audit_heads).where(audit_heads.c.chain == CHAIN).values(number=number, hash=new_hash)
    )
    return AuditRow(number, at, actor, action, subject, dict(facts or {}), head.hash, new_hash)


def take_turns(connection: Connection) -> None:
    """Wait until no other transaction writes to the trail; held to the end of this one.

    SQLite's writer is alone anyway; PostgreSQL locks the chain's head.
    """
    _locked_head(connection)


def audit_head(connection: Connection) -> AuditHead:
    row = connection.execute(
        select(audit_heads.c.number, audit_heads.c.hash).where(audit_heads.c.chain == CHAIN)
    ).one()
    return AuditHead(row.number, row.hash)


def latest_audit_rows(
    connection: Connection, *, limit: int = 200, before: int | None = None
) -> tuple[AuditRow, ...]:
    """Return rows, newest first; *before* is the number to page on from."""
    query = select(audit_rows).where(audit_rows.c.chain == CHAIN)
    if before is not None:
        query = query.where(audit_rows.c.number < before)
    rows = connection.execute(query.order_by(audit_rows.c.number.desc()).limit(limit))
    return tuple(_audit_row(row) for row in rows)


def count_audit_rows(connection: Connection, action: str, since: Instant, until: Instant) -> int:
    """Return how often *action* was written down in [since, until)."""
    query = (
        select(func.count())
        .select_from(audit_rows)
        .where(
            audit_rows.c.chain == CHAIN,
            audit_rows.c.action == action,
            audit_rows.c.at >= since,
            audit_rows.c.at < until,
        )
    )
    return connection.scalar(query) or 0


def first_broken_row(connection: Connection) -> int | None:
    """Return the number of the first row that does not follow from the one before, or None."""
    expected, previous = 1, _START
    for row in _all_rows(connection):
        values = {name: getattr(row, name) for name in _HASHED}
        if row.number != expected or row.hash != _hash(previous, values):
            return expected
        expected, previous = expected + 1, row.hash
    head = audit_head(connection)
    return None if (head.number, head.hash) == (expected - 1, previous) else expected


_HASHED = ("number", "at", "actor", "action", "subject", "facts")


def _hash(previous: str, values: Mapping[str, Any]) -> str:
    text = previous + "\n" + json_text({name: values[name] for name in _HASHED})
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _locked_head(connection: Connection) -> AuditHead:
    row = connection.execute(
        select(audit_heads.c.number, audit_heads.c.hash)
        .where(audit_heads.c.chain == CHAIN)
        .with_for_update()
    ).one()
    return AuditHead(row.number, row.hash)


def _all_rows(connection: Connection) -> Iterator[Row[Any]]:
    query = select(audit_rows).where(audit_rows.c.chain == CHAIN).order_by(audit_rows.c.number)
    yield from connection.execute(query)


def _audit_row(row: Row[Any]) -> AuditRow:
    return AuditRow(
        number=row.number,
        at=row.at,
        actor=row.actor,
        action=row.action,
        subject=row.subject,
        facts=json.loads(row.facts),
        previous_hash=row.previous_hash,
        hash=row.hash,
    )
