from __future__ import annotations

import asyncio
import functools
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Connection, select

from dashboards.reports import store
from dashboards.reports.build import build_form
from dashboards.reports.check_form import (
    CheckForm,
    Entry,
    Filing,
    FormState,
    Result,
    Signer,
)
from dashboards.reports.tables import check_form_entry
from tests.dashboards.reports.test_check_form import HEALTHY, findings, value
from watchkeeper.core.errors import Conflict, InvalidInput, NotFound
from watchkeeper.core.instants import DAY, HOUR, Instant, later
from watchkeeper.core.labels import Labels
from watchkeeper.storage.database import Database

NUMBER = "acme-20261122"
EARLY = "acme-20261123"
NOW = Instant(1_763_800_000_000)

Samples = dict[str, dict[str, tuple[tuple[Labels, float], ...]]]


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


@pytest.fixture
async def provisional(database: Database, filed: Filing) -> Filing:
    """The form of another day, made an hour before its period ended."""
    form = early_form(samples=HEALTHY)
    return await database.write(lambda connection: store.keep_form(connection, form))


def early_form(*, samples: Samples) -> CheckForm:
    """Return the form of the day after, made an hour before its time."""
    form = form_of_next_day(samples=samples)
    return replace(form, made_at=later(form.period_end, -HOUR))


def form_of_next_day(*, samples: Samples) -> CheckForm:
    form = build_form(findings(samples=samples))
    return replace(
        form,
        day=date(2026, 11, 23),
        period_start=later(form.period_start, DAY),
        period_end=later(form.period_end, DAY),
        made_at=later(form.period_end, DAY),
    )


async def test_a_form_before_its_hour_is_provisional(
    database: Database, provisional: Filing
) -> None:
    """It can be filled in, not signed nor corrected; the clocks of the day do not see it."""
    assert provisional.state is FormState.PROVISIONAL
    with pytest.raises(Conflict, match="made at 08:00"):
        await database.write(lambda c: store.sign(c, EARLY, Signer.INSPECTOR, name="甲", now=NOW))
    with pytest.raises(Conflict, match="only a signed form"):
        await database.write(lambda c: store.correct(c, EARLY, now=NOW))
    seen = await database.read(
        lambda c: (
            store.last_day(c, "acme"),
            store.unsigned(c, "acme", date(2026, 11, 23)),
            store.newest_before(c, "acme", date(2026, 11, 24)),
        )
    )
    assert (seen[0], seen[1]) == (date(2026, 11, 22), ())
    assert seen[2] is not None
    assert seen[2].number == NUMBER


async def test_a_provisional_form_is_renewed_in_place(
    database: Database, provisional: Filing
) -> None:
    """Asked for again before the hour it shows the newer values, still as version 1."""
    newer = early_form(samples={**HEALTHY, "cpu": value(99.0)})
    again = await database.write(lambda c: store.keep_form(c, newer))
    assert (again.id, again.version, again.state) == (
        provisional.id, 1, FormState.PROVISIONAL
    )  # fmt: skip
    row = again.form.row("cpu/web-1")
    assert row is not None
    assert row.result is Result.ABNORMAL


async def test_the_form_proper_supersedes_the_provisional_one(
    database: Database, provisional: Filing
) -> None:
    """Version 2 takes over what was written by hand where it finds the row the same."""
    entries = (entry("manual/room"), entry("cpu/web-1", measured="quiet"))
    await database.write(lambda c: store.write_entries(c, EARLY, entries, "早班"))
    proper = form_of_next_day(samples={**HEALTHY, "cpu": value(99.0)})
    kept = await database.write(lambda c: store.keep_form(c, proper))
    assert (kept.version, kept.state, kept.remarks) == (2, FormState.OPEN, "早班")
    room, cpu = kept.form.row("manual/room"), kept.form.row("cpu/web-1")
    assert room is not None
    assert cpu is not None
    assert (room.result, room.by) == (Result.NORMAL, "engineer-a")
    assert (cpu.result, cpu.by) == (Result.ABNORMAL, "")
    first = await database.read(lambda c: store.find_filing(c, EARLY, 1))
    assert first.state is FormState.SUPERSEDED


async def test_of_people_who_sign_at_once_one_wins_and_the_others_are_told(
    database: Database, filed: Filing
) -> None:
    """Each line has the name of who was first; everybody else gets a Conflict with that name."""
    names = [f"engineer-{number}" for number in range(8)]
    answers = await asyncio.gather(
        *(
            database.write(
                functools.partial(
                    store.sign, number=NUMBER, signer=Signer.INSPECTOR, name=name, now=NOW
                )
            )
            for name in names
        ),
        return_exceptions=True,
    )
    (won,) = [answer for answer in answers if isinstance(answer, Filing)]
    told = [str(answer) for answer in answers if isinstance(answer, Conflict)]
    assert len(told) == 7
    assert all(won.signatures["inspector"] in sentence for sentence in told)
    kept = await database.read(lambda c: store.find_filing(c, NUMBER))
    assert kept.signatures == won.signatures


async def test_reviewer_and_customer_who_sign_at_once_are_both_kept(
    database: Database, filed: Filing
) -> None:
    """Neither signature is written over the other."""
    signers = ((Signer.REVIEWER, "乙"), (Signer.CUSTOMER, "丙"))
    await database.write(lambda c: store.sign(c, NUMBER, Signer.INSPECTOR, name="甲", now=NOW))
    await asyncio.gather(
        *(
            database.write(
                functools.partial(store.sign, number=NUMBER, signer=signer, name=name, now=NOW)
            )
            for signer, name in signers
        )
    )
    kept = await database.read(lambda c: store.find_filing(c, NUMBER))
    assert kept.signatures == {"inspector": "甲", "reviewer": "乙", "customer": "丙"}


async def test_what_is_written_while_somebody_signs_is_in_the_form_or_refused(
    database: Database, filed: Filing
) -> None:
    """An entry that was accepted is part of what the hash covers."""
    writing = [functools.partial(fill_room, f"{number} °C") for number in range(6)]
    signing = functools.partial(
        store.sign, number=NUMBER, signer=Signer.INSPECTOR, name="甲", now=NOW
    )
    answers = await asyncio.gather(
        *(database.write(unit) for unit in (*writing[:3], signing, *writing[3:])),
        return_exceptions=True,
    )
    assert all(isinstance(answer, (Filing, Conflict)) for answer in answers)
    kept = await database.read(lambda c: store.find_filing(c, NUMBER))
    assert kept.state is FormState.SIGNED
    assert store.is_intact(kept)
    entries = await database.read(lambda c: c.execute(select(check_form_entry)).all())
    assert entries == []


async def test_a_form_that_is_made_twice_at_once_is_one(database: Database) -> None:
    """The worker and somebody at the page: both get the same form."""
    form = build_form(findings(samples=HEALTHY))
    made = await asyncio.gather(
        *(database.write(lambda c: store.keep_form(c, form)) for _ in range(6))
    )
    assert {filing.id for filing in made} == {made[0].id}


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
