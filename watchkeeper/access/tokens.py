"""Bearer tokens for programs: made by the command line, kept as hashes, with scopes."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select, update

from watchkeeper.access.model import CustomerName, Principal, Scope
from watchkeeper.access.secrets import hash_of, new_secret
from watchkeeper.access.tables import tokens
from watchkeeper.core.errors import InvalidInput, NotFound
from watchkeeper.core.instants import Duration, Instant, later
from watchkeeper.storage.tables import json_text

PREFIX = "wk_"
"""Lets people and secret scanners see what it is."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token as it is listed: everything but the secret."""

    id: str
    name: str
    scopes: frozenset[Scope]
    customers: frozenset[CustomerName] | None
    made_by: str
    made_at: Instant
    ends_at: Instant | None
    revoked_at: Instant | None

    def counts(self, now: Instant) -> bool:
        return self.revoked_at is None and (self.ends_at is None or now < self.ends_at)

    @property
    def principal(self) -> Principal:
        return Principal(
            id=f"token:{self.id}", name=self.name, scopes=self.scopes, customers=self.customers
        )


@dataclass(frozen=True, slots=True)
class NewToken:
    secret: str
    token: Token


def make_token(
    connection: Connection,
    name: str,
    scopes: Iterable[Scope],
    *,
    made_by: str,
    now: Instant,
    customers: frozenset[CustomerName] | None = None,
    life: Duration | None = None,
) -> NewToken:
    """Make a token; its secret is returned once and only its hash kept."""
    if not name.strip() or len(name) > 100:
        raise InvalidInput("a token needs a name of at most 100 characters, for whom it is")
    secret = PREFIX + new_secret()
    token = Token(
        id=secrets.token_hex(4),
        name=name.strip(),
        scopes=frozenset(scopes),
        customers=customers,
        made_by=made_by,
        made_at=now,
        ends_at=None if life is None else later(now, life),
        revoked_at=None,
    )
    connection.execute(tokens.insert().values(token_hash=hash_of(secret), **_columns(token)))
    return NewToken(secret, token)


def find_token(connection: Connection, secret: str, now: Instant) -> Token | None:
    """Return the token of a bearer secret, None where it does not count."""
    row = connection.execute(select(tokens).where(tokens.c.token_hash == hash_of(secret))).first()
    token = None if row is None else _token(row)
    return token if token is not None and token.counts(now) else None


def list_tokens(connection: Connection) -> tuple[Token, ...]:
    return tuple(
        _token(row) for row in connection.execute(select(tokens).order_by(tokens.c.made_at))
    )


def tokens_of(connection: Connection, person: str, now: Instant) -> tuple[Token, ...]:
    """Return the tokens that a person made and that count."""
    return tuple(
        one for one in list_tokens(connection) if one.made_by == person and one.counts(now)
    )


def revoke_token(connection: Connection, token_id: str, now: Instant) -> None:
    """Make a token count no longer.  Raises NotFound."""
    changed = connection.execute(
        update(tokens)
        .where(tokens.c.id == token_id, tokens.c.revoked_at.is_(None))
        .values(revoked_at=now)
    )
    if changed.rowcount == 0:
        raise NotFound("there is no token {id!r} that counts", id=token_id)


def _columns(token: Token) -> dict[str, Any]:
    return {
        "id": token.id,
        "name": token.name,
        "scopes": json_text(sorted(scope.value for scope in token.scopes)),
        "customers": None if token.customers is None else json_text(sorted(token.customers)),
        "made_by": token.made_by,
        "made_at": token.made_at,
        "ends_at": token.ends_at,
        "revoked_at": token.revoked_at,
    }


def _token(row: Row[Any]) -> Token:
    return Token(
        id=row.id,
        name=row.name,
        scopes=frozenset(Scope(scope) for scope in json.loads(row.scopes)),
        customers=None if row.customers is None else frozenset(json.loads(row.customers)),
        made_by=row.made_by,
        made_at=row.made_at,
        ends_at=row.ends_at,
        revoked_at=row.revoked_at,
    )
