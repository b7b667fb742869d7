"""Slow down who guesses, without shutting out whom the guesses are about.

Three counts of failed attempts, each over the last fifteen minutes: for a person from one
address (low: this is where guessing happens), from an address for anybody, and for a person from
everywhere (high: only guessing from many addresses reaches it).  A stranger's wrong passwords so
close the door for the stranger; from where a person is signed in already, theirs stays open.
"""

from __future__ import annotations

import ipaddress
from enum import Enum

from sqlalchemy import ColumnElement, Connection, delete, func, select

from watchkeeper.access.audit import take_turns
from watchkeeper.access.tables import attempts, sessions
from watchkeeper.core.errors import TooManyAttempts
from watchkeeper.core.instants import MINUTE, Instant

WINDOW = 15 * MINUTE
MOST_PER_PERSON_AND_ORIGIN = 10
MOST_PER_ORIGIN = 50
MOST_PER_PERSON = 200
MOST_KEPT = 20_000
"""Rows in all: as many passwords as two threads can check within the window."""

_LONGEST_NAME = 64
_IPV6_NETWORK_BITS = 64  # what one subscriber is given; its addresses are theirs to choose


class Refusal(Enum):
    """Why an attempt is not heard."""

    PERSON_FROM_ORIGIN = "person_from_origin"
    ORIGIN = "origin"
    PERSON = "person"


def begin_attempt(connection: Connection, person: str, address: str, now: Instant) -> None:
    """Count an attempt as failed until it is known better; raises TooManyAttempts.

    Counted before the password is checked, and one after the other, so that many at once gain
    nothing.
    """
    take_turns(connection)
    _forget_others_than_of_window(connection, now)
    if refusal_of(connection, person, address) is not None:
        raise TooManyAttempts("too many failed attempts; wait {minutes} minutes", minutes=15)
    connection.execute(
        attempts.insert().values(person=_name(person), origin=origin_of(address), at=now)
    )
    _forget_oldest(connection)


def refusal_of(connection: Connection, person: str, address: str) -> Refusal | None:
    """Return why the kept attempts forbid another one, None where it may be made."""
    of_person = attempts.c.person == _name(person)
    of_origin = attempts.c.origin == origin_of(address)
    if _count(connection, of_person, of_origin) >= MOST_PER_PERSON_AND_ORIGIN:
        return Refusal.PERSON_FROM_ORIGIN
    if _count(connection, of_origin) >= MOST_PER_ORIGIN:
        return Refusal.ORIGIN
    is_many = _count(connection, of_person) >= MOST_PER_PERSON
    return Refusal.PERSON if is_many and not _is_known(connection, person, address) else None


def forgive_attempts(connection: Connection, person: str, address: str) -> None:
    """Forget a person's failures from an address after the right password from there.

    Those for others stay, so that a password of one's own buys no guesses at another's; those
    from elsewhere stay, because nobody knows yet whose they are.
    """
    connection.execute(
        delete(attempts).where(
            attempts.c.person == _name(person), attempts.c.origin == origin_of(address)
        )
    )


def origin_of(address: str) -> str:
    """Return under what an address is counted: itself, or the network of an IPv6 address."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return _name(address)
    if isinstance(parsed, ipaddress.IPv4Address):
        return str(parsed)
    if parsed.ipv4_mapped is not None:
        return str(parsed.ipv4_mapped)
    return str(ipaddress.ip_network((parsed, _IPV6_NETWORK_BITS), strict=False))


def _is_known(connection: Connection, person: str, address: str) -> bool:
    """Tell whether the person is signed in at this address."""
    found = connection.scalars(
        select(sessions.c.address).where(sessions.c.person == person).distinct()
    )
    return origin_of(address) in {origin_of(known) for known in found}


def _count(connection: Connection, *wanted: ColumnElement[bool]) -> int:
    return connection.scalar(select(func.count()).select_from(attempts).where(*wanted)) or 0


def _forget_others_than_of_window(connection: Connection, now: Instant) -> None:
    """Keep what is at most a window old, nor further ahead, where the clock was set back."""
    connection.execute(
        delete(attempts).where((attempts.c.at <= now - WINDOW) | (attempts.c.at > now + WINDOW))
    )


def _forget_oldest(connection: Connection) -> None:
    newest = connection.scalar(select(func.max(attempts.c.number))) or 0
    connection.execute(delete(attempts).where(attempts.c.number <= newest - MOST_KEPT))


def _name(text: str) -> str:
    return text[:_LONGEST_NAME]
