"""Slow down who guesses: failed attempts are counted per person and per address."""

from __future__ import annotations

from sqlalchemy import Connection, delete, func, select

from watchkeeper.access.audit import take_turns
from watchkeeper.access.tables import attempts
from watchkeeper.core.errors import TooManyAttempts
from watchkeeper.core.instants import MINUTE, Instant

WINDOW = 15 * MINUTE
MOST_PER_PERSON = 10
MOST_PER_ADDRESS = 50


def begin_attempt(connection: Connection, person: str, address: str, now: Instant) -> None:
    """Count an attempt as failed until it is known better; raises TooManyAttempts.

    Counted before the password is checked, and one after the other, so that many at once gain
    nothing.
    """
    take_turns(connection)
    connection.execute(delete(attempts).where(attempts.c.at < now - WINDOW))
    too_many = (
        _failures(connection, _of_person(person), now) >= MOST_PER_PERSON
        or _failures(connection, _of_address(address), now) >= MOST_PER_ADDRESS
    )
    if too_many:
        raise TooManyAttempts("too many failed attempts; wait {minutes} minutes", minutes=15)
    for subject in (_of_person(person), _of_address(address)):
        connection.execute(attempts.insert().values(subject=subject, at=now))


def forgive_attempts(connection: Connection, person: str, address: str, begun: Instant) -> None:
    """Forget a person's failures after the right password, and this one of the address."""
    connection.execute(delete(attempts).where(attempts.c.subject == _of_person(person)))
    connection.execute(
        delete(attempts).where(attempts.c.subject == _of_address(address), attempts.c.at == begun)
    )


def _failures(connection: Connection, subject: str, now: Instant) -> int:
    return (
        connection.scalar(
            select(func.count())
            .select_from(attempts)
            .where(attempts.c.subject == subject, attempts.c.at > now - WINDOW)
        )
        or 0
    )


def _of_person(person: str) -> str:
    return f"person:{person[:64]}"


def _of_address(address: str) -> str:
    return f"address:{address[:64]}"
