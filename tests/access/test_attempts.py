"""What the counts of failed attempts promise, whatever is tried."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, create_engine, func, select

from watchkeeper.access import attempts
from watchkeeper.access.audit import CHAIN
from watchkeeper.access.sessions import open_session
from watchkeeper.access.tables import attempts as table
from watchkeeper.access.tables import audit_heads, sessions
from watchkeeper.core.errors import TooManyAttempts
from watchkeeper.core.instants import MINUTE, Instant, later
from watchkeeper.storage.tables import metadata

START = Instant(1_795_312_800_000)


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    """An SQLite of its own with the tables that attempts need."""
    opened = create_engine("sqlite://")
    metadata.create_all(opened, tables=[table, audit_heads, sessions])
    with opened.begin() as connection:
        connection.execute(audit_heads.insert().values(chain=CHAIN, number=0, hash=""))
    yield opened
    opened.dispose()


@pytest.fixture
def connection(engine: Engine) -> Iterator[Connection]:
    with engine.connect() as opened:
        yield opened
        opened.rollback()


PEOPLE = st.sampled_from(["engineer-a", "engineer-b", "nobody"])
ADDRESSES = st.sampled_from(["192.0.2.1", "192.0.2.2", "2001:db8::1", "2001:db8::2", "?"])
TRIES = st.lists(
    st.tuples(PEOPLE, ADDRESSES, st.booleans(), st.integers(0, 4)), min_size=20, max_size=120
)


@given(tries=TRIES)
@settings(max_examples=60)
def test_no_more_guesses_than_allowed_and_nobody_shut_out_by_another(
    engine: Engine, tries: list[tuple[str, str, bool, int]]
) -> None:
    """Whoever tries what, from where, when: the caps hold, and only what they count refuses.

    The model keeps every failure that was heard and not forgiven, and counts those of the window.
    """
    kept: list[tuple[str, str, Instant]] = []
    now = START
    with engine.connect() as connection:
        for person, address, is_right, minutes in tries:
            now = later(now, minutes * MINUTE)
            origin = attempts.origin_of(address)
            kept = [one for one in kept if one[2] > now - attempts.WINDOW]
            per_pair = Counter(one[:2] for one in kept)[person, origin]
            per_origin = Counter(one[1] for one in kept)[origin]
            may = (
                per_pair < attempts.MOST_PER_PERSON_AND_ORIGIN
                and per_origin < attempts.MOST_PER_ORIGIN
            )
            assert is_heard(connection, person, address, now) == may
            if may:
                kept.append((person, origin, now))
            if may and is_right:
                attempts.forgive_attempts(connection, person, address)
                kept = [one for one in kept if one[:2] != (person, origin)]
        connection.rollback()


def test_what_is_kept_is_bounded(connection: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    """Names and addresses without end fill no disk: the oldest attempts are forgotten."""
    monkeypatch.setattr(attempts, "MOST_KEPT", 30)
    for number in range(100):
        attempts.begin_attempt(connection, "x" * number, f"192.0.2.{number}", START)
    assert connection.scalar(select(func.count()).select_from(table)) == 30
    assert connection.scalar(select(func.max(func.length(table.c.person)))) == 64


def test_a_clock_that_was_set_back_shuts_nobody_out(connection: Connection) -> None:
    """Attempts of a time that has not come yet count no more."""
    for _ in range(attempts.MOST_PER_PERSON_AND_ORIGIN):
        attempts.begin_attempt(connection, "engineer-a", "192.0.2.1", later(START, 60 * MINUTE))
    assert is_heard(connection, "engineer-a", "192.0.2.1", START)


def test_a_session_elsewhere_does_not_open_the_door(connection: Connection) -> None:
    """Only the address from which the person is signed in passes the person's own cap."""
    open_session(connection, "engineer-a", now=START, address="2001:db8::1")
    for number in range(attempts.MOST_PER_PERSON):
        attempts.begin_attempt(connection, "engineer-a", f"198.51.100.{number}", START)
    refusals = {
        address: attempts.refusal_of(connection, "engineer-a", address)
        for address in ("2001:db8::ffff", "2001:db8:1::1", "198.51.100.1")
    }
    assert refusals == {
        "2001:db8::ffff": None,
        "2001:db8:1::1": attempts.Refusal.PERSON,
        "198.51.100.1": attempts.Refusal.PERSON,
    }


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8:0:1:2:3:4:5", "2001:db8:0:1::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
        ("z" * 100, "z" * 64),
    ],
    ids=["IPv4", "IPv4 in IPv6", "IPv6 by network", "with a zone", "a socket", "no address"],
)
def test_an_address_is_counted_by_what_its_owner_can_choose(address: str, origin: str) -> None:
    """Somebody with an IPv6 network has no new count for each of its addresses."""
    assert attempts.origin_of(address) == origin


def is_heard(connection: Connection, person: str, address: str, now: Instant) -> bool:
    try:
        attempts.begin_attempt(connection, person, address, now)
    except TooManyAttempts:
        return False
    return True
