"""Who left: no door opens for them, and their name stays."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from watchkeeper.access.gate import Gate
from watchkeeper.access.model import Person, PersonId, Role, Scope
from watchkeeper.access.people import People
from watchkeeper.access.retired import mark_retired, retired_people, shut_out
from watchkeeper.core.errors import NotFound, Unauthenticated, WatchkeeperError
from watchkeeper.core.instants import Instant
from watchkeeper.server.clock import ManualClock
from watchkeeper.server.retirement.holdings import check_departure
from watchkeeper.storage.database import Database

PASSWORD = "correct horse battery"
HERE = "127.0.0.1"
LEAVER, STAYER = PersonId("engineer-a"), PersonId("reader-r")
IDS = [PersonId(name) for name in ("a", "b", "c", "d", "e")]


async def _leave(database: Database, gate: Gate, now: Instant) -> None:
    def unit(connection: Connection) -> None:
        mark_retired(connection, LEAVER, to=STAYER, by="root", now=now)
        shut_out(connection, LEAVER, by="root", now=now)

    await database.write(unit)
    await gate.load_retired()


async def test_every_door_is_shut(
    database: Database, gate: Gate, people: People, clock: ManualClock
) -> None:
    """Session, password, link and token of who left count no longer, nor does a new link."""
    leaver = people.get(LEAVER)
    await gate.set_password(leaver, PASSWORD, by="root")
    link = await gate.make_link(leaver, by="root")
    session = await gate.sign_in(LEAVER, PASSWORD, address=HERE)
    token = await gate.make_token("grafana", [Scope.QUERY_READ], by=LEAVER)
    kept = await gate.make_token("other", [Scope.QUERY_READ], by=STAYER)
    await gate.bearer(token.secret)
    await _leave(database, gate, clock.now())
    assert await gate.signed_in(session.id) is None
    with pytest.raises(Unauthenticated):
        await gate.sign_in(LEAVER, PASSWORD, address=HERE)
    with pytest.raises(Unauthenticated):
        await gate.sign_in_by_link(link, address=HERE)
    with pytest.raises(Unauthenticated):
        await gate.bearer(token.secret)
    assert (await gate.bearer(kept.secret)).name == "other"
    with pytest.raises(NotFound):
        gate.people.get(LEAVER)


async def test_the_mark_outlives_reload_and_restart(
    database: Database, gate: Gate, people: People, clock: ManualClock
) -> None:
    """people.yml may name the person still; only the name is known."""
    await _leave(database, gate, clock.now())
    gate.replace_people(people)
    again = Gate(database, people, clock)
    await again.load_retired()
    again.close()
    for known in (gate.people, again.people):
        assert LEAVER not in known
        assert (known.name_of(LEAVER), known.acting(LEAVER)) == ("甲", STAYER)
        assert [one.id for one in known] == [STAYER]
    assert await database.read(retired_people) == {LEAVER: STAYER}


@settings(max_examples=50)
@given(st.lists(st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)), max_size=12))
def test_somebody_who_is_here_acts_for_everybody_who_left(
    departures: list[tuple[PersonId, PersonId]],
) -> None:
    """Whoever leaves in which order: what is refused changes nothing, an administrator remains."""
    people = People(tuple(Person(one, one, role=Role.ADMIN) for one in IDS))
    retired: dict[PersonId, PersonId] = {}
    for person, to in departures:
        try:
            check_departure(person, to, people)
        except WatchkeeperError:
            continue
        retired[person] = to
        people = people.without(dict(retired))
    assert len(people) == len(IDS) - len(retired) >= 1
    assert all(people.acting(one) in people for one in IDS)
