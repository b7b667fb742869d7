from __future__ import annotations

import functools

import pytest
from sqlalchemy import Connection

from dashboards.reports import store
from dashboards.reports.build import build_form
from dashboards.reports.check_form import Entry, Filing, FormState, Result, Signer
from tests.dashboards.reports.test_check_form import HEALTHY, findings
from watchkeeper.core.errors import Conflict, InvalidInput, NotFound
from watchkeeper.core.instants import Instant
from watchkeeper.storage.database import Database

NUMBER = "acme-20261122"
NOW = Instant(1_763_800_000_000)


@pytest.fixture
async def filed(database: Database) -> Filing:
    form = build_form(findings(samples=HEALTHY))
    return await database.write(lambda connection: store.keep_form(connection, form))


def entry(key: str, *, result: Result = Result.NORMAL, measured: str = "23 °C") -> Entry:
    return Entry(key, result, measured, "看过", "engineer-a", NOW)


def fill_room(measured: str, connection: Connection) -> Filing:
    entries = (entry("manual/room", measured=measured),)
    return store.write_entries(connection, NUMBER, entries, "夜班交接")


async def test_a_day_has_one_form(database: Database, filed: Filing) -> None:
    """Making the form of a day again returns the one that is there."""
    again = await database.write(lambda connection: store.keep_form(connection, filed.form))
    assert (again.id, again.number, again.version) == (filed.id, NUMBER, 1)


async def test_rows_are_filled_in_by_hand(database: Database, filed: Filing) -> None:
    """A person's entry stands in the row with their name and time; the newest counts."""

    for measured in ("22 °C", "23 °C"):
        filing = await database.write(functools.partial(fill_room, measured))
    row = filing.form.row("manual/room")
    assert row is not None
    assert (row.result, str(row.measured), row.by, filing.remarks) == (
        Result.NORMAL,
        "23 °C",
        "engineer-a",
        "夜班交接",
    )


async def test_signing_freezes_the_form(database: Database, filed: Filing) -> None:
    """After the inspector signed, rows cannot be written; the hash covers what was signed."""
    await database.write(lambda c: store.write_entries(c, NUMBER, (entry("manual/room"),)))
    signed = await database.write(
        lambda c: store.sign(c, NUMBER, Signer.INSPECTOR, name="甲", now=NOW)
    )
    assert (signed.state, signed.signed_at, len(signed.hash)) == (FormState.SIGNED, NOW, 64)
    assert store.is_intact(signed)
    with pytest.raises(Conflict, match="new version"):
        await database.write(lambda c: store.write_entries(c, NUMBER, (entry("manual/power"),)))
    reviewed = await database.write(
        lambda c: store.sign(c, NUMBER, Signer.REVIEWER, name="乙", now=NOW)
    )
    assert reviewed.signatures == {"inspector": "甲", "reviewer": "乙"}
    assert reviewed.hash == signed.hash


async def test_a_correction_is_a_new_version(database: Database, filed: Filing) -> None:
    """The signed form stays as it was; version 2 is open and holds its values."""
    await database.write(lambda c: store.sign(c, NUMBER, Signer.INSPECTOR, name="甲", now=NOW))
    second = await database.write(lambda c: store.correct(c, NUMBER, now=NOW))
    assert (second.version, second.state, second.signatures) == (2, FormState.OPEN, {})
    first = await database.read(lambda c: store.find_filing(c, NUMBER, 1))
    assert first.state is FormState.SUPERSEDED
    assert store.is_intact(first)


@pytest.mark.parametrize(
    ("number", "key", "prose", "error"),
    [
        (NUMBER, "manual/moon", "x", NotFound),
        ("acme-19990101", "manual/room", "x", NotFound),
        ("nonsense", "manual/room", "x", NotFound),
        (NUMBER, "manual/room", "x" * 5_000, InvalidInput),
    ],
    ids=["no such row", "no such day", "no number", "too long"],
)
async def test_bad_entries_are_refused(
    database: Database, filed: Filing, number: str, key: str, prose: str, error: type[Exception]
) -> None:
    """What does not fit is refused with a sentence, and nothing of it is kept."""
    with pytest.raises(error):
        await database.write(
            lambda c: store.write_entries(c, number, (entry(key, measured=prose),))
        )
    kept = await database.read(lambda c: store.find_filing(c, NUMBER))
    assert kept.form == filed.form


async def test_only_the_inspector_signs_first(database: Database, filed: Filing) -> None:
    """Reviewer and customer add their names to a form that the inspector has signed."""
    assert filed.state is FormState.OPEN
    with pytest.raises(Conflict, match="inspector"):
        await database.write(lambda c: store.sign(c, NUMBER, Signer.CUSTOMER, name="丙", now=NOW))
