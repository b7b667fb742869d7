"""What must be true of tickets whatever happened to the server."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import Any

from sqlalchemy import select

from tests.acceptance.harness import REST, House, messages_in
from tests.acceptance.load import Caller
from ticketing.events import Event, EventKind, first_broken_link
from ticketing.store import load_events
from ticketing.tables import ticket as ticket_table
from watchkeeper.storage.open_database import open_database


async def tickets_are_there(house: House, caller: Caller) -> None:
    """Each accepted alert has one ticket, each accepted comment and acknowledgement is there once."""
    posted, acknowledged = set(caller.posted), set(caller.acknowledged)  # more come meanwhile
    known = {number: set(comments) for number, comments in caller.comments.items()}
    tickets = await asyncio.to_thread(house.rest.get, f"{REST}/tickets", state="any", limit=1000)
    titles = Counter(row["title"].split()[0] for row in tickets["tickets"])
    assert posted <= titles.keys()
    assert set(titles.values()) <= {1}
    for number, comments in known.items():
        shown = await asyncio.to_thread(house.rest.get, f"{REST}/tickets/{number}")
        written = Counter(entry["prose"].get("text") for entry in shown["timeline"])
        assert all(written[comment] == 1 for comment in comments)
        assert {written[one] for one in written if one} <= {1}
        assert (number in acknowledged) <= (shown["row"]["acknowledged_at"] is not None)


async def nothing_was_decided_twice(house: House, caller: Caller) -> None:
    """Read the database itself: chains verify, one ticket a problem, one decision a step."""
    events, fingerprints, messages = await read_state(house)
    assert set(Counter(fingerprints).values()) == {1}
    assert len(fingerprints) >= len(caller.posted) > 0
    for log in events.values():
        assert first_broken_link(log) is None
        decisions = Counter(event.decision for event in log if event.decision is not None)
        assert set(decisions.values()) <= {1}
        steps = Counter(
            (event.data["step"], event.data["repetition"])
            for event in log
            if event.kind is EventKind.ESCALATED
        )
        assert set(steps.values()) <= {1}
    assert set(Counter(row["dedup_key"] for row in messages).values()) <= {1}
    told = {(row["ticket"], row["created_at"], row["recipient"]) for row in messages}
    for event in (event for log in events.values() for event in log):
        if event.kind is EventKind.ESCALATED:
            for person in people_of(event):
                assert (event.ticket, event.recorded_at, person) in told


def people_of(event: Event) -> list[str]:
    named = event.data.get("to")
    assert isinstance(named, list)
    return [str(person) for person in named]


async def read_state(
    house: House,
) -> tuple[dict[int, list[Event]], list[str], list[dict[str, Any]]]:
    address = house.database_url or f"sqlite:///{house.data}/state.db"
    database = await open_database(address)
    try:
        rows = await database.read(
            lambda c: c.execute(select(ticket_table.c.number, ticket_table.c.fingerprint)).all()
        )
        numbers = [row.number for row in rows]
        events = await database.read(lambda c: load_events(c, numbers))
        return events, [row.fingerprint for row in rows], await messages_in(database)
    finally:
        await database.close()
