"""Calls under an Idempotency-Key: carried out once, however often they are sent.

The key's row is written in the transaction of what the call does: it is there when that was done,
and only then.  It holds what was made or changed, not the answer, which may tell a secret or what a
person wrote; a repeated call is answered with what stands there now.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select, update

from dashboards.rest.tables import rest_key
from watchkeeper.core.errors import Conflict, InvalidInput
from watchkeeper.core.instants import DAY, Instant

KEPT = DAY
_LONGEST = 255


class RepeatedCallError(Exception):
    """This call was carried out already; ``number`` is the ticket that it opened or changed."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


@dataclass(frozen=True, slots=True)
class Once:
    """A caller's key for one request.  Fulfils ``ticketing.provisos.Once``."""

    key_hash: str
    principal: str
    request_hash: str
    now: Instant

    @staticmethod
    def of(key: str, *, principal: str, request: tuple[str, str, bytes], now: Instant) -> Once:
        """Return what *key* of a caller stands for.  Raises InvalidInput for one without sense."""
        if not 0 < len(key) <= _LONGEST or not key.isascii() or not key.isprintable():
            raise InvalidInput(
                "an Idempotency-Key has 1 to {most} printable characters of ASCII", most=_LONGEST
            )
        method, path, body = request
        return Once(
            key_hash=_hash(principal.encode(), key.encode()),
            principal=principal,
            request_hash=_hash(method.encode(), path.encode(), body),
            now=now,
        )

    def begin(self, connection: Connection) -> None:
        """Take the key, as the first thing of a transaction.

        Raises RepeatedCallError where this call was carried out, Conflict where another one was.
        """
        connection.execute(delete(rest_key).where(rest_key.c.at < self.now - KEPT))
        mine = rest_key.c.key_hash == self.key_hash
        known = connection.execute(select(rest_key).where(mine)).one_or_none()
        if known is None:
            connection.execute(insert(rest_key).values(**self._row()))
        elif known.request_hash != self.request_hash:
            raise Conflict("this Idempotency-Key was used for another request; take a new one")
        else:
            raise RepeatedCallError(known.number)

    def end(self, connection: Connection, number: int) -> None:
        """Say which ticket was opened or changed, as the last thing of the transaction."""
        mine = rest_key.c.key_hash == self.key_hash
        connection.execute(update(rest_key).where(mine).values(number=number))

    def _row(self) -> dict[str, object]:
        return {
            "key_hash": self.key_hash,
            "principal": self.principal,
            "request_hash": self.request_hash,
            "number": 0,
            "at": self.now,
        }


def _hash(*parts: bytes) -> str:
    """Return one hash of several parts, wherever one ends and the next begins."""
    return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()
