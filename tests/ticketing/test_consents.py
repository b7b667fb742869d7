"""What an authorisation covers: scope, host, time, and whether it is in writing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ticketing.logs import Log, at
from ticketing.commands import ConsentScope
from ticketing.consents import IN_WRITING, Authorisation, gate
from ticketing.events import EventKind
from watchkeeper.core.instants import Instant

REMOTE, MODIFY = ConsentScope.REMOTE, ConsentScope.MODIFY
MORNING = Authorisation(REMOTE, Instant(10), Instant(20), hosts=("web-1",))


@pytest.mark.parametrize(
    ("scope", "host", "when", "may"),
    [
        (REMOTE, "web-1", 10, True),
        (REMOTE, "web-1", 19, True),
        (REMOTE, "web-1", 20, False),
        (REMOTE, "web-1", 9, False),
        (REMOTE, "web-2", 15, False),
        (REMOTE, "", 15, False),
        (MODIFY, "web-1", 15, False),
    ],
    ids=[
        "from its beginning",
        "to just before its end",
        "not at its end",
        "not before it",
        "not on another host",
        "not on a host that nobody names",
        "not for more than was authorised",
    ],
)
def test_an_authorisation_covers_its_scope_hosts_and_time(
    scope: ConsentScope, host: str, when: int, may: bool
) -> None:
    assert (gate([MORNING], scope, host, Instant(when)) is None) is may


@pytest.mark.parametrize("scope", list(ConsentScope), ids=str)
def test_what_alters_or_takes_away_needs_writing(scope: ConsentScope) -> None:
    """R15: a word is enough to look, not to change or to copy."""
    said = Authorisation(scope, Instant(0))
    written = Authorisation(scope, Instant(0), is_written=True)
    assert (gate([said], scope, "web-1", Instant(1)) is None) is (scope not in IN_WRITING)
    assert gate([said, written], scope, "web-1", Instant(1)) is None


@settings(max_examples=50)
@given(
    st.lists(
        st.builds(
            Authorisation,
            scope=st.sampled_from(ConsentScope),
            begins_at=st.integers(0, 20).map(Instant),
            ends_at=st.none() | st.integers(0, 20).map(Instant),
            hosts=st.lists(st.sampled_from(["a", "b"]), max_size=2).map(tuple),
            is_written=st.booleans(),
            withdrawn_at=st.none() | st.integers(0, 20).map(Instant),
        ),
        max_size=5,
    ),
    st.sampled_from(ConsentScope),
    st.sampled_from(["", "a", "b"]),
    st.integers(0, 25).map(Instant),
)
def test_another_authorisation_never_forbids_anything(
    given_so_far: list[Authorisation], scope: ConsentScope, host: str, when: Instant
) -> None:
    """Each one only adds: what was allowed by some stays allowed by more."""
    if gate(given_so_far[1:], scope, host, when) is None:
        assert gate(given_so_far, scope, host, when) is None


def test_what_was_withdrawn_is_over_and_what_is_granted_anew_counts() -> None:
    """The log alone says what is in force."""
    log = Log("II", asks_consent=True)
    log.add(EventKind.AUTHORISED, 1, scope="remote", hosts=[], begins_at=None, ends_at=None)
    log.add(EventKind.AUTHORISATION_WITHDRAWN, 2, scope="remote")
    consents = log.ticket(3).consents
    assert consents.is_asked
    assert gate(consents.given, REMOTE, "web-1", at(1.5)) is None
    assert gate(consents.given, REMOTE, "web-1", at(2)) is not None
    log.add(EventKind.AUTHORISED, 4, scope="remote", hosts=["web-1"])
    assert gate(log.ticket(5).consents.given, REMOTE, "web-1", at(5)) is None
