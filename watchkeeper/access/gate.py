"""The gate: signs people in and out, and says who is asking.

Each attempt, success and token is written down in the audit trail, in the same transaction.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import Connection, select

from watchkeeper.access import attempts, links, passwords, sessions, tokens
from watchkeeper.access.audit import AuditRow, latest_audit_rows, record_audit
from watchkeeper.access.languages import Language
from watchkeeper.access.model import (
    CustomerName,
    Person,
    PersonId,
    Principal,
    Scope,
    principal_of_person,
)
from watchkeeper.access.people import People
from watchkeeper.access.retired import retired_people
from watchkeeper.access.secrets import hash_of
from watchkeeper.access.tables import accounts
from watchkeeper.core.clock import Clock
from watchkeeper.core.errors import Unauthenticated, Unavailable
from watchkeeper.core.instants import Duration, Instant
from watchkeeper.core.logs import get_log
from watchkeeper.storage.database import Database

T = TypeVar("T")
log = get_log("access")

_TOKEN_CACHE_SECONDS = 15.0
_TOKEN_CACHE_LIMIT = 2_000
_TOKEN_GRACE_SECONDS = 3_600.0  # a token that counted counts on while the database is gone


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A person with a session that counts."""

    principal: Principal
    session: sessions.Session
    language: Language | None  # as chosen here, else as in people.yml


class Gate:
    """Answers «who is this» for cookies and bearer tokens."""

    def __init__(self, database: Database, people: People, clock: Clock) -> None:
        self._database = database
        self._people = people
        self._retired: Mapping[PersonId, PersonId] = {}
        self._clock = clock
        self._hashing = ThreadPoolExecutor(2, thread_name_prefix="passwords")
        self._tokens: dict[str, tuple[float, tokens.Token]] = {}
        self._revocations = 0  # what was read before the last of them is not kept

    @property
    def people(self) -> People:
        return self._people

    def replace_people(self, people: People) -> None:
        """Use a people.yml that was read anew; who left stays away."""
        self._people = people.without(self._retired)

    async def load_retired(self) -> None:
        """Take on who left, as the database says, and ask it anew for each token."""
        self._retired = await self._database.read(retired_people)
        self._people = self._people.without(self._retired)
        self._revocations += 1
        self._tokens.clear()

    def close(self) -> None:
        self._hashing.shutdown(wait=False, cancel_futures=True)

    async def sign_in(self, person_id: str, password: str, *, address: str) -> sessions.NewSession:
        """Open a session for a person and password.  Raises Unauthenticated, TooManyAttempts."""
        now = self._clock.now()
        kept = await self._database.write(
            lambda connection: _begin_attempt(connection, person_id, address, now)
        )
        is_right = await self._hash(passwords.is_right_password, password, kept)
        if not is_right or self._people.find(person_id) is None:
            await self._database.write(
                lambda connection: _audit_failure(connection, person_id, address, now)
            )
            log.warning("sign-in refused", person=person_id[:64], address=address)
            raise Unauthenticated("the name or the password is wrong")

        def unit(connection: Connection) -> sessions.NewSession:
            attempts.forgive_attempts(connection, person_id, address)
            record_audit(
                connection, "signed_in", actor=person_id, at=now, facts={"address": address}
            )
            return sessions.open_session(connection, person_id, now=now, address=address)

        return await self._database.write(unit)

    async def sign_in_by_link(self, secret: str, *, address: str) -> sessions.NewSession:
        """Use up a one-time link and open a session.  Raises Unauthenticated."""
        now = self._clock.now()

        def unit(connection: Connection) -> sessions.NewSession:
            person = links.use_link(connection, secret, now)
            if self._people.find(person) is None:
                raise Unauthenticated(
                    "this link is for {id!r}, who is not in people.yml", id=person
                )
            record_audit(
                connection, "signed_in_by_link", actor=person, at=now, facts={"address": address}
            )
            return sessions.open_session(connection, person, now=now, address=address)

        return await self._database.write(unit)

    async def person_of_link(self, secret: str) -> Person | None:
        now = self._clock.now()
        found = await self._database.read(
            lambda connection: links.person_of_link(connection, secret, now)
        )
        return None if found is None else self._people.find(found)

    async def sign_out(self, signed_in: SignedIn) -> None:
        now = self._clock.now()

        def unit(connection: Connection) -> None:
            sessions.close_session(connection, signed_in.session.id_hash)
            record_audit(connection, "signed_out", actor=signed_in.principal.id, at=now)

        await self._database.write(unit)

    async def signed_in(self, session_id: str) -> SignedIn | None:
        """Return who holds a session cookie, None for nobody."""
        now = self._clock.now()
        session, language = await self._database.read(
            lambda connection: _session_and_language(connection, session_id, now)
        )
        person = None if session is None else self._people.find(session.person)
        if session is None or person is None:
            return None
        if session.wants_touch(now):
            id_hash = session.id_hash
            await self._database.write(
                lambda connection: sessions.touch_session(connection, id_hash, now)
            )
        return SignedIn(principal_of_person(person), session, language or person.language)

    async def bearer(self, secret: str) -> Principal:
        """Return whose bearer token this is.  Raises Unauthenticated.

        Kept for some seconds, because agents and Prometheus ask with each push and scrape; for an
        hour while the database does not answer, so that samples are taken all the same.
        """
        now, moment = self._clock.now(), self._clock.monotonic()
        key = hash_of(secret)
        kept = self._tokens.get(key)
        if kept is not None and kept[0] > moment and kept[1].counts(now):
            return kept[1].principal
        revocations = self._revocations
        try:
            token = await self._database.read(
                lambda connection: tokens.find_token(connection, secret, now)
            )
        except Unavailable:
            if kept is None or kept[0] + _TOKEN_GRACE_SECONDS < moment or not kept[1].counts(now):
                raise
            return kept[1].principal
        if token is None:
            self._tokens.pop(key, None)
            raise Unauthenticated("this token does not count: unknown, expired or revoked")
        if revocations != self._revocations:  # it may have been this one
            return await self.bearer(secret)
        if len(self._tokens) >= _TOKEN_CACHE_LIMIT:
            self._tokens.clear()
        self._tokens[key] = (moment + _TOKEN_CACHE_SECONDS, token)
        return token.principal

    async def set_password(self, person: Person, password: str, *, by: str) -> None:
        """Keep a new password and end the person's sessions."""
        now = self._clock.now()
        password_hash = await self._hash(passwords.hash_password, password)

        def unit(connection: Connection) -> None:
            passwords.keep_hash(connection, person.id, password_hash, now)
            sessions.close_sessions_of(connection, person.id)
            record_audit(connection, "password_set", actor=by, at=now, subject=person.id)

        await self._database.write(unit)

    async def choose_language(self, person: Person, language: Language) -> None:
        await self._database.write(
            lambda connection: passwords.keep_account(
                connection, person.id, language=language.value
            )
        )

    async def make_link(self, person: Person, *, by: str, life: Duration = links.USUAL_LIFE) -> str:
        """Return the secret of a one-time sign-in link."""
        now = self._clock.now()

        def unit(connection: Connection) -> str:
            record_audit(connection, "link_made", actor=by, at=now, subject=person.id)
            return links.make_link(connection, person.id, made_by=by, now=now, life=life)

        return await self._database.write(unit)

    async def make_token(
        self,
        name: str,
        scopes: Iterable[Scope],
        *,
        by: str,
        customers: frozenset[CustomerName] | None = None,
        life: Duration | None = None,
    ) -> tokens.NewToken:
        now = self._clock.now()
        wanted = frozenset(scopes)

        def unit(connection: Connection) -> tokens.NewToken:
            made = tokens.make_token(
                connection, name, wanted, made_by=by, now=now, customers=customers, life=life
            )
            record_audit(
                connection,
                "token_made",
                actor=by,
                at=now,
                subject=made.token.id,
                facts={"name": name, "scopes": sorted(scope.value for scope in wanted)},
            )
            return made

        return await self._database.write(unit)

    async def revoke_token(self, token_id: str, *, by: str) -> None:
        now = self._clock.now()

        def unit(connection: Connection) -> None:
            tokens.revoke_token(connection, token_id, now)
            record_audit(connection, "token_revoked", actor=by, at=now, subject=token_id)

        await self._database.write(unit)
        self._revocations += 1
        self._tokens.clear()

    async def audit_rows(self, *, limit: int, before: int | None = None) -> tuple[AuditRow, ...]:
        """Return rows of the audit trail, newest first; *before* is the number to page on from."""
        return await self._database.read(
            lambda connection: latest_audit_rows(connection, limit=limit, before=before)
        )

    async def list_tokens(self) -> tuple[tokens.Token, ...]:
        return await self._database.read(tokens.list_tokens)

    async def _hash(self, work: Callable[..., T], *arguments: object) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._hashing, work, *arguments)


def _begin_attempt(connection: Connection, person: str, address: str, now: Instant) -> str | None:
    attempts.begin_attempt(connection, person, address, now)
    return passwords.kept_hash(connection, person)


def _audit_failure(connection: Connection, person: str, address: str, now: Instant) -> None:
    record_audit(
        connection, "sign_in_refused", actor=person[:64], at=now, facts={"address": address}
    )


def _session_and_language(
    connection: Connection, session_id: str, now: Instant
) -> tuple[sessions.Session | None, Language | None]:
    session = sessions.find_session(connection, session_id, now)
    if session is None:
        return None, None
    chosen = connection.scalar(
        select(accounts.c.language).where(accounts.c.person == session.person)
    )
    return session, Language(chosen) if chosen else None
