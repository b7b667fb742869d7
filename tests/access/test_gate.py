"""Signing in and out, links, tokens, through the real database."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import Connection, select, text

from tests.counted_database import CountedDatabase
from watchkeeper.access import attempts, sessions
from watchkeeper.access.audit import (
    audit_head,
    count_audit_rows,
    first_broken_row,
    latest_audit_rows,
    record_audit,
)
from watchkeeper.access.gate import Gate
from watchkeeper.access.languages import Language
from watchkeeper.access.model import Scope
from watchkeeper.access.people import People
from watchkeeper.access.secrets import is_same
from watchkeeper.access.tables import links, tokens
from watchkeeper.access.tables import sessions as session_table
from watchkeeper.core.errors import InvalidInput, NotFound, TooManyAttempts, Unauthenticated
from watchkeeper.core.instants import HOUR, MINUTE, Instant, later
from watchkeeper.server.clock import ManualClock
from watchkeeper.storage.database import Database

PASSWORD = "correct horse battery"
HERE = "127.0.0.1"
STRANGER = "192.0.2.9"


@pytest.fixture
async def with_password(gate: Gate, people: People) -> Gate:
    await gate.set_password(people.get("engineer-a"), PASSWORD, by="system")
    return gate


async def test_the_right_password_opens_a_session(with_password: Gate) -> None:
    """The cookie's id leads to the person, the session's CSRF token and the language."""
    new = await with_password.sign_in("engineer-a", PASSWORD, address=HERE)
    found = await with_password.signed_in(new.id)
    assert found is not None
    assert found.principal.id == "engineer-a"
    assert found.session.csrf == new.session.csrf
    assert found.language is Language.CHINESE


@pytest.mark.parametrize(
    ("person", "password"),
    [("engineer-a", "wrong"), ("nobody", PASSWORD), ("reader-r", PASSWORD), ("", "")],
    ids=["wrong password", "unknown person", "person without a password", "nothing"],
)
async def test_anything_else_is_refused_in_the_same_words(
    with_password: Gate, person: str, password: str
) -> None:
    """The answer does not tell whether the person exists."""
    with pytest.raises(Unauthenticated, match="the name or the password is wrong"):
        await with_password.sign_in(person, password, address=HERE)


async def test_the_eleventh_attempt_is_refused_unheard_and_later_counts_again(
    with_password: Gate, clock: ManualClock
) -> None:
    """Ten failures shut the door for fifteen minutes, even for the right password."""
    await fail(with_password, times=attempts.MOST_PER_PERSON_AND_ORIGIN, address=HERE)
    with pytest.raises(TooManyAttempts):
        await with_password.sign_in("engineer-a", PASSWORD, address=HERE)
    await clock.advance(later(clock.now(), 15 * MINUTE))
    new = await with_password.sign_in("engineer-a", PASSWORD, address=HERE)
    assert new.session.person == "engineer-a"


async def test_a_strangers_failures_shut_out_the_stranger_only(with_password: Gate) -> None:
    """The engineer on duty signs in from elsewhere, however often somebody guesses."""
    await fail(with_password, times=attempts.MOST_PER_PERSON_AND_ORIGIN, address=STRANGER)
    with pytest.raises(TooManyAttempts):
        await with_password.sign_in("engineer-a", PASSWORD, address=STRANGER)
    new = await with_password.sign_in("engineer-a", PASSWORD, address=HERE)
    assert new.session.person == "engineer-a"


async def test_a_success_clears_the_count_of_its_own_address(with_password: Gate) -> None:
    """Nine mistakes and a success, twice: the next mistakes begin at nought; a stranger's stay."""
    await fail(with_password, times=attempts.MOST_PER_PERSON_AND_ORIGIN, address=STRANGER)
    for _ in range(2):
        await fail(with_password, times=attempts.MOST_PER_PERSON_AND_ORIGIN - 1, address=HERE)
        await with_password.sign_in("engineer-a", PASSWORD, address=HERE)
    with pytest.raises(TooManyAttempts):
        await with_password.sign_in("engineer-a", "wrong", address=STRANGER)


async def test_guesses_from_many_addresses_shut_the_door_but_where_the_person_is(
    with_password: Gate, database: Database, clock: ManualClock
) -> None:
    """Past two hundred guesses only an address from which the person is signed in is heard."""
    await with_password.sign_in("engineer-a", PASSWORD, address=HERE)
    await guess_from_everywhere(database, clock.now())
    with pytest.raises(TooManyAttempts):
        await with_password.sign_in("engineer-a", PASSWORD, address="203.0.113.7")
    new = await with_password.sign_in("engineer-a", PASSWORD, address=HERE)
    assert new.session.person == "engineer-a"


async def test_attempts_at_the_same_moment_are_all_counted(with_password: Gate) -> None:
    """Thirty guesses at once get no more than ten answers."""
    answers = await asyncio.gather(
        *(with_password.sign_in("engineer-a", "wrong", address=HERE) for _ in range(30)),
        return_exceptions=True,
    )
    heard = [answer for answer in answers if isinstance(answer, Unauthenticated)]
    refused = [answer for answer in answers if isinstance(answer, TooManyAttempts)]
    assert (len(heard), len(refused)) == (attempts.MOST_PER_PERSON_AND_ORIGIN, 20)


async def test_one_address_cannot_try_many_people(with_password: Gate) -> None:
    """Fifty failures from an address, whoever they name, shut its door for everybody."""
    for number in range(attempts.MOST_PER_ORIGIN):
        with pytest.raises(Unauthenticated):
            await with_password.sign_in(f"person-{number}", "wrong", address=STRANGER)
    with pytest.raises(TooManyAttempts):
        await with_password.sign_in("engineer-a", PASSWORD, address=STRANGER)
    new = await with_password.sign_in("engineer-a", PASSWORD, address=HERE)
    assert new.session.person == "engineer-a"


async def fail(gate: Gate, *, times: int, address: str) -> None:
    for _ in range(times):
        with pytest.raises(Unauthenticated):
            await gate.sign_in("engineer-a", "wrong", address=address)


async def guess_from_everywhere(database: Database, now: Instant) -> None:
    """Make the failed attempts that no gate could check in the time of a test."""

    def unit(connection: Connection) -> None:
        for number in range(attempts.MOST_PER_PERSON):
            attempts.begin_attempt(connection, "engineer-a", f"198.51.100.{number}", now)

    await database.write(unit)


async def test_a_session_ends_by_rest_by_age_and_by_signing_out(
    with_password: Gate, clock: ManualClock
) -> None:
    """Three days unused or thirty days at most; a sign-out counts at once."""
    first = await with_password.sign_in("engineer-a", PASSWORD, address=HERE)
    signed_in = await with_password.signed_in(first.id)
    assert signed_in is not None
    await with_password.sign_out(signed_in)
    assert await with_password.signed_in(first.id) is None

    second = await with_password.sign_in("engineer-a", PASSWORD, address=HERE)
    for _ in range(29):
        await clock.advance(later(clock.now(), 24 * HOUR))
        assert await with_password.signed_in(second.id) is not None
    await clock.advance(later(clock.now(), 24 * HOUR))
    assert await with_password.signed_in(second.id) is None

    third = await with_password.sign_in("engineer-a", PASSWORD, address=HERE)
    await clock.advance(later(clock.now(), sessions.LONGEST_REST))
    assert await with_password.signed_in(third.id) is None


async def test_a_new_password_ends_the_sessions_of_its_person(
    with_password: Gate, people: People
) -> None:
    new = await with_password.sign_in("engineer-a", PASSWORD, address=HERE)
    await with_password.set_password(people.get("engineer-a"), "another long one", by="engineer-a")
    assert await with_password.signed_in(new.id) is None


async def test_who_left_people_yml_is_signed_in_no_more(with_password: Gate) -> None:
    new = await with_password.sign_in("engineer-a", PASSWORD, address=HERE)
    with_password.replace_people(People())
    assert await with_password.signed_in(new.id) is None


async def test_a_chosen_language_outlives_the_session(with_password: Gate, people: People) -> None:
    await with_password.choose_language(people.get("engineer-a"), Language.ENGLISH)
    new = await with_password.sign_in("engineer-a", PASSWORD, address=HERE)
    found = await with_password.signed_in(new.id)
    assert found is not None
    assert found.language is Language.ENGLISH


async def test_a_short_password_is_refused(gate: Gate, people: People) -> None:
    with pytest.raises(InvalidInput, match="10 to 256"):
        await gate.set_password(people.get("engineer-a"), "short", by="system")


async def test_a_link_signs_in_once(gate: Gate, people: People) -> None:
    """Looking at a link does not use it up; using it does, also for two at once."""
    secret = await gate.make_link(people.get("engineer-a"), by="system")
    looked_at = await gate.person_of_link(secret)
    assert looked_at is not None
    assert looked_at.id == "engineer-a"
    answers = await asyncio.gather(
        *(gate.sign_in_by_link(secret, address=HERE) for _ in range(5)), return_exceptions=True
    )
    opened = [answer for answer in answers if isinstance(answer, sessions.NewSession)]
    assert len(opened) == 1
    assert await gate.signed_in(opened[0].id) is not None
    assert await gate.person_of_link(secret) is None


async def test_a_link_expires(gate: Gate, people: People, clock: ManualClock) -> None:
    secret = await gate.make_link(people.get("engineer-a"), by="system")
    await clock.advance(later(clock.now(), 24 * HOUR))
    with pytest.raises(Unauthenticated, match="ask for a new one"):
        await gate.sign_in_by_link(secret, address=HERE)


async def test_a_token_counts_with_its_scopes_until_revoked(gate: Gate) -> None:
    new = await gate.make_token(
        "prometheus", [Scope.METRICS_READ], by="system", customers=frozenset({"acme"})
    )
    principal = await gate.bearer(new.secret)
    assert principal.scopes == {Scope.METRICS_READ}
    assert principal.customers == frozenset({"acme"})
    await gate.revoke_token(new.token.id, by="system")
    with pytest.raises(Unauthenticated):
        await gate.bearer(new.secret)
    with pytest.raises(NotFound):
        await gate.revoke_token(new.token.id, by="system")


async def test_a_revocation_counts_though_the_token_is_looked_up_meanwhile(
    database: Database, people: People, clock: ManualClock
) -> None:
    """An answer of the database from before a revocation is not kept for the next request."""
    counted = CountedDatabase(database)
    gate = Gate(counted, people, clock)
    new = await gate.make_token("prometheus", [Scope.METRICS_READ], by="system")
    counted.may_answer.clear()
    counted.has_read.clear()
    async with asyncio.timeout(10), asyncio.TaskGroup() as group:
        asking = group.create_task(_may_pass(gate, new.secret))
        await counted.has_read.wait()
        await gate.revoke_token(new.token.id, by="system")
        counted.may_answer.set()
    assert not asking.result()
    assert not await _may_pass(gate, new.secret)
    gate.close()


async def _may_pass(gate: Gate, secret: str) -> bool:
    try:
        await gate.bearer(secret)
    except Unauthenticated:
        return False
    return True


async def test_a_token_expires_even_while_it_is_remembered(gate: Gate, clock: ManualClock) -> None:
    new = await gate.make_token("script", [Scope.TICKETS_READ], by="system", life=HOUR)
    assert (await gate.bearer(new.secret)).name == "script"
    await clock.advance(later(clock.now(), HOUR))
    with pytest.raises(Unauthenticated):
        await gate.bearer(new.secret)


async def test_no_secret_is_kept_as_it_is(
    with_password: Gate, people: People, database: Database
) -> None:
    """A copy of the database signs nobody in."""
    session = await with_password.sign_in("engineer-a", PASSWORD, address=HERE)
    link = await with_password.make_link(people.get("engineer-a"), by="system")
    token = await with_password.make_token("t", [Scope.PUSH], by="system")
    kept = await database.read(
        lambda connection: " ".join(
            str(row)
            for table in (session_table, links, tokens)
            for row in connection.execute(select(table))
        )
    )
    for secret in (session.id, link, token.secret):
        assert secret not in kept


async def test_the_audit_chain_tells_what_happened_and_shows_tampering(
    with_password: Gate, database: Database
) -> None:
    """Each step is a row; a row changed afterwards breaks the chain at its number."""
    with pytest.raises(Unauthenticated):
        await with_password.sign_in("engineer-a", "wrong", address=HERE)
    await with_password.sign_in("engineer-a", PASSWORD, address=HERE)
    rows = await database.read(latest_audit_rows)
    assert [row.action for row in rows] == ["signed_in", "sign_in_refused", "password_set"]
    assert await database.read(first_broken_row) is None
    await database.write(
        lambda connection: connection.execute(
            text("UPDATE audit_rows SET actor = 'somebody' WHERE number = 2")
        )
    )
    assert await database.read(first_broken_row) == 2


async def test_what_happened_in_a_period_is_counted(
    with_password: Gate, database: Database, clock: ManualClock
) -> None:
    """An action counts from the period's start on, and no longer at its end."""
    begun = clock.now()
    await fail(with_password, times=2, address=HERE)
    await clock.advance(later(begun, MINUTE))
    await fail(with_password, times=1, address=HERE)
    counted = await database.read(
        lambda c: (
            count_audit_rows(c, "sign_in_refused", begun, clock.now()),
            count_audit_rows(c, "sign_in_refused", begun, later(clock.now(), 1)),
            count_audit_rows(c, "signed_in", begun, later(clock.now(), 1)),
        )
    )
    assert counted == (2, 3, 0)


async def test_rows_written_at_once_have_no_gap_and_no_fork(database: Database) -> None:
    await asyncio.gather(
        *(
            database.write(
                lambda connection, n=n: record_audit(  # type: ignore[misc]  # mypy cannot infer a lambda with a default
                    connection, "counted", actor="test", at=Instant(n)
                )
            )
            for n in range(40)
        )
    )
    assert (await database.read(audit_head)).number == 40
    assert await database.read(first_broken_row) is None


def test_a_secret_of_odd_bytes_is_only_wrong() -> None:
    """Headers that are no UTF-8 arrive with surrogates; they are compared, not a defect."""
    assert not is_same("\udcff", "right")
    assert is_same("\udcff", "\udcff")
