"""Changes of duty and absences in the database: they come back as they were made, or not at all."""

from __future__ import annotations

from functools import partial

from ticketing.oncall import store
from ticketing.oncall.changes import Absence, ChangeKind, DutyChange
from watchkeeper.access.model import PersonId
from watchkeeper.core.instants import HOUR, Instant, instant_from_rfc3339
from watchkeeper.storage.database import Database

NOW = instant_from_rfc3339("2026-11-23T01:00:00Z")
LATER = Instant(NOW + 8 * HOUR)
LI, SUN, XU = PersonId("li"), PersonId("sun"), PersonId("xu")

OVERRIDE = DutyChange("hotline", ChangeKind.OVERRIDE, LI, NOW, LATER, NOW, layer="night")
SWAP = DutyChange("hotline", ChangeKind.SWAP, SUN, NOW, LATER, NOW, instead_of=LI)
AWAY = Absence(LI, NOW, LATER, NOW, deputy=SUN)
GONE = Absence(SUN, NOW, LATER, NOW)


async def test_changes_come_back_in_the_order_in_which_they_were_made(database: Database) -> None:
    """With all that was said of them, and only while they matter."""
    for change in (SWAP, OVERRIDE):
        await database.write(partial(store.add_change, change=change, by=XU))
    found = await database.read(partial(store.changes_since, since=NOW))
    assert [(one.number, one.change, one.made_by) for one in found] == [
        (1, SWAP, XU),
        (2, OVERRIDE, XU),
    ]
    assert await database.read(partial(store.changes_since, since=LATER)) == ()


async def test_absences_come_back_with_their_deputies(database: Database) -> None:
    """One without a deputy, too."""
    for one in (AWAY, GONE):
        await database.write(partial(store.add_absence, one=one, by=XU))
    found = await database.read(partial(store.absences_since, since=NOW))
    assert [one.absence for one in found] == [AWAY, GONE]


async def test_what_is_taken_back_is_taken_back_once(database: Database) -> None:
    """A change that is over, or was taken back before, is left as it is."""
    number = await database.write(partial(store.add_change, change=OVERRIDE, by=XU))
    other = await database.write(partial(store.add_absence, one=AWAY, by=XU))
    take_back = partial(store.cancel_change, number=number, by=SUN)
    assert not await database.write(partial(take_back, now=LATER))
    assert await database.write(partial(take_back, now=NOW))
    assert not await database.write(partial(take_back, now=NOW))
    assert await database.write(partial(store.cancel_absence, number=other, by=SUN, now=NOW))
    assert await database.read(partial(store.changes_since, since=NOW)) == ()
    assert await database.read(partial(store.absences_since, since=NOW)) == ()
