"""Passwords, kept as argon2id hashes.  Hashing takes some 50 ms of CPU: call it off the loop."""

from __future__ import annotations

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Connection, select, update

from watchkeeper.access.tables import accounts
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import Instant

LEAST_LENGTH = 10
LONGEST = 256

_HASHER = PasswordHasher()
_NOBODY = _HASHER.hash("nobody has this password")
"""Checked where there is no such person, so that the time of the answer tells nothing."""


def hash_password(password: str) -> str:
    """Return the argon2id hash to keep.  Raises InvalidInput for one too short or too long."""
    if not LEAST_LENGTH <= len(password) <= LONGEST:
        raise InvalidInput(
            "a password has {least} to {most} characters", least=LEAST_LENGTH, most=LONGEST
        )
    return _HASHER.hash(password)


def is_right_password(password: str, kept_hash: str | None) -> bool:
    """Tell whether *password* matches; costs the same time where there is no hash."""
    try:
        _HASHER.verify(kept_hash or _NOBODY, password[:LONGEST])
    except (VerificationError, InvalidHashError):
        return False
    return kept_hash is not None


def kept_hash(connection: Connection, person: str) -> str | None:
    found: str | None = connection.scalar(
        select(accounts.c.password_hash).where(accounts.c.person == person)
    )
    return found


def keep_hash(connection: Connection, person: str, password_hash: str, now: Instant) -> None:
    keep_account(connection, person, password_hash=password_hash, password_set_at=now)


def keep_account(connection: Connection, person: str, **values: object) -> None:
    """Write some columns of a person's account, which need not exist yet."""
    changed = connection.execute(
        update(accounts).where(accounts.c.person == person).values(**values)
    )
    if changed.rowcount == 0:
        connection.execute(accounts.insert().values(person=person, **values))


def forget_password(connection: Connection, person: str) -> None:
    """Let no password of a person be right."""
    values = {"password_hash": None, "password_set_at": None}
    connection.execute(update(accounts).where(accounts.c.person == person).values(**values))
