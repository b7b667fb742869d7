"""Keep forms: units of work on the relational database.

The newest entry of a row counts while the form is open.  Signing writes the entries into the
form, freezes it and keeps the SHA-256 of its canonical JSON; nothing changes it afterwards.
Whoever changes a day's form takes turns with the others who do: the first row of the day is locked.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, delete, func, select, update
from sqlalchemy.exc import IntegrityError

from dashboards.reports.check_form import CheckForm, Entry, Filing, FormState, Result, Signer
from dashboards.reports.check_form import Row as FormRow
from dashboards.reports.form_json import form_from_json, json_from_form
from dashboards.reports.tables import check_form, check_form_entry
from watchkeeper.core.errors import Conflict, InvalidInput, NotFound
from watchkeeper.core.instants import Instant, datetime_from_instant
from watchkeeper.core.messages import text
from watchkeeper.storage.tables import json_text

MAX_PROSE = 4_000
"""Characters of one remark, handling or measured value written by hand."""


def keep_form(connection: Connection, form: CheckForm) -> Filing:
    """Keep a new form; where the day has one already that is not provisional, return that.

    A provisional one is renewed by a provisional one, and superseded by the form proper.
    """
    number = number_of(form.customer, form.day)
    _take_turns(connection, number)
    found = newest_of_day(connection, form.customer, form.day)
    if found is None:
        return _insert_first(connection, form)
    if found.state is not FormState.PROVISIONAL:
        return found
    kept = _entries_that_still_hold(connection, found.id, form)
    if form.is_provisional:
        _renew(connection, found.id, form)
    else:
        _supersede(connection, found.id)
        found = _insert(connection, form, version=found.version + 1, remarks=found.remarks)
    connection.execute(delete(check_form_entry).where(check_form_entry.c.form_id == found.id))
    for entry in kept:
        _put_entry(connection, found.id, entry)
    return find_filing(connection, number)


def find_filing(connection: Connection, number: str, version: int | None = None) -> Filing:
    """Return a form by its number (``acme-20261122``), the newest version.  Raises NotFound."""
    customer, day = _parts_of(number)
    query = select(check_form).where(
        check_form.c.customer == customer, check_form.c.day == day.isoformat()
    )
    if version is not None:
        query = query.where(check_form.c.version == version)
    row = connection.execute(query.order_by(check_form.c.version.desc())).first()
    if row is None:
        raise NotFound("there is no form {number!r}", number=number)
    return _filing(connection, row)


def newest_of_day(connection: Connection, customer: str, day: date) -> Filing | None:
    try:
        return find_filing(connection, number_of(customer, day))
    except NotFound:
        return None


def newest_before(connection: Connection, customer: str, day: date) -> Filing | None:
    """Return the newest form of an earlier day, whose open rows are carried over."""
    earlier = connection.scalar(
        select(func.max(check_form.c.day)).where(
            check_form.c.customer == customer,
            check_form.c.day < day.isoformat(),
            _IS_FINAL,
        )
    )
    return newest_of_day(connection, customer, date.fromisoformat(earlier)) if earlier else None


def last_day(connection: Connection, customer: str) -> date | None:
    """Return the last day that has a form proper."""
    found = connection.scalar(
        select(func.max(check_form.c.day)).where(check_form.c.customer == customer, _IS_FINAL)
    )
    return date.fromisoformat(found) if found else None


def unsigned(
    connection: Connection, customer: str, since: date
) -> tuple[tuple[date, Instant], ...]:
    """Return the open forms from the day *since* on: their day, and when they were made."""
    rows = connection.execute(
        select(check_form.c.day, check_form.c.made_at).where(
            check_form.c.customer == customer,
            check_form.c.day >= since.isoformat(),
            check_form.c.state == FormState.OPEN.value,
        )
    )
    return tuple((date.fromisoformat(row.day), Instant(row.made_at)) for row in rows)


def list_filings(
    connection: Connection, customers: tuple[str, ...] | None, *, limit: int = 62
) -> tuple[Filing, ...]:
    """Return the newest forms, latest day first; each day in its newest version."""
    query = select(check_form).where(check_form.c.state != FormState.SUPERSEDED.value)
    if customers is not None:
        query = query.where(check_form.c.customer.in_(customers))
    rows = connection.execute(
        query.order_by(check_form.c.day.desc(), check_form.c.customer).limit(limit)
    ).all()
    return tuple(_filing(connection, row) for row in rows)


def write_entries(
    connection: Connection, number: str, entries: tuple[Entry, ...], remarks: str | None = None
) -> Filing:
    """Write into rows of an open form.  Raises Conflict for a signed one, NotFound for no row."""
    filing = _open_filing(connection, number)
    for entry in entries:
        if filing.form.row(entry.row_key) is None:
            raise NotFound("the form has no row {key!r}", key=entry.row_key)
        for prose in (entry.measured, entry.handling):
            _check_length(prose)
        _put_entry(connection, filing.id, entry)
    if remarks is not None:
        _check_length(remarks)
        connection.execute(
            update(check_form).where(check_form.c.id == filing.id).values(remarks=remarks)
        )
    return find_filing(connection, number)


def sign(connection: Connection, number: str, signer: Signer, *, name: str, now: Instant) -> Filing:
    """Sign one line.  The inspector's signature freezes the form; the others are added to it."""
    filing = _filing_in_turn(connection, number)
    if filing.state is FormState.PROVISIONAL:
        raise Conflict(
            "this form is provisional; the one to be signed is made at {time}",
            time=f"{datetime_from_instant(filing.form.period_end, filing.form.zone):%H:%M}",
        )
    if filing.state is FormState.OPEN and signer is not Signer.INSPECTOR:
        raise Conflict("the inspector signs first")
    if signer.value in filing.signatures:
        raise Conflict(
            "{name} has signed here already; a correction is a new version",
            name=filing.signatures[signer.value],
        )
    signatures = {**filing.signatures, signer.value: name}
    values: dict[str, Any] = {"signatures": json_text(signatures)}
    if filing.state is FormState.OPEN:
        content = json_text(json_from_form(filing.form))
        values |= {
            "state": FormState.SIGNED.value,
            "content": content,
            "signed_at": now,
            "hash": hash_of(content, filing.remarks),
        }
        connection.execute(delete(check_form_entry).where(check_form_entry.c.form_id == filing.id))
    connection.execute(update(check_form).where(check_form.c.id == filing.id).values(**values))
    return find_filing(connection, number)


def correct(connection: Connection, number: str, *, now: Instant) -> Filing:
    """Open a new version of a signed form; the signed one stays as it is, superseded."""
    filing = _filing_in_turn(connection, number)
    if filing.state is not FormState.SIGNED:
        raise Conflict("only a signed form is corrected by a new version; write into this one")
    _supersede(connection, filing.id)
    form = replace(filing.form, made_at=now)
    return _insert(connection, form, version=filing.version + 1, remarks=filing.remarks)


def is_intact(filing: Filing) -> bool:
    """Tell whether a signed form still has the content it was signed with."""
    return filing.hash == hash_of(json_text(json_from_form(filing.form)), filing.remarks)


def first_changed_form(connection: Connection) -> str | None:
    """Return the number of the first signed form whose row is not what was signed, or None."""
    columns = check_form.c
    query = select(columns.customer, columns.day, columns.content, columns.remarks, columns.hash)
    for row in connection.execute(query.where(columns.signed_at.is_not(None)).order_by(columns.id)):
        if row.hash != hash_of(row.content, row.remarks):
            return number_of(row.customer, date.fromisoformat(row.day))
    return None


def hash_of(content: str, remarks: str) -> str:
    return hashlib.sha256(f"{content}\n{remarks}".encode()).hexdigest()


def number_of(customer: str, day: date) -> str:
    return f"{customer}-{day:%Y%m%d}"


_IS_FINAL = check_form.c.state != FormState.PROVISIONAL.value


def _parts_of(number: str) -> tuple[str, date]:
    customer, _, compact = number.rpartition("-")
    try:
        return customer, date.fromisoformat(compact)
    except ValueError:
        raise NotFound("there is no form {number!r}", number=number) from None


def _take_turns(connection: Connection, number: str) -> None:
    """Wait until nobody else changes the form of that day, in any version."""
    customer, day = _parts_of(number)
    connection.execute(
        select(check_form.c.id)
        .where(
            check_form.c.customer == customer,
            check_form.c.day == day.isoformat(),
            check_form.c.version == 1,
        )
        .with_for_update()
    ).all()


def _filing_in_turn(connection: Connection, number: str) -> Filing:
    _take_turns(connection, number)
    return find_filing(connection, number)


def _insert_first(connection: Connection, form: CheckForm) -> Filing:
    """Keep version 1, or return the one that somebody else kept in this moment."""
    state = FormState.PROVISIONAL if form.is_provisional else FormState.OPEN
    try:
        with connection.begin_nested():
            return _insert(connection, form, version=1, state=state)
    except IntegrityError:
        return _filing_in_turn(connection, number_of(form.customer, form.day))


def _renew(connection: Connection, form_id: int, form: CheckForm) -> None:
    connection.execute(
        update(check_form)
        .where(check_form.c.id == form_id)
        .values(content=json_text(json_from_form(form)), made_at=form.made_at)
    )


def _supersede(connection: Connection, form_id: int) -> None:
    connection.execute(
        update(check_form)
        .where(check_form.c.id == form_id)
        .values(state=FormState.SUPERSEDED.value)
    )


def _entries_that_still_hold(
    connection: Connection, form_id: int, form: CheckForm
) -> tuple[Entry, ...]:
    """Return what was written into rows that the new *form* finds as the old one found them."""
    content = connection.scalar(select(check_form.c.content).where(check_form.c.id == form_id))
    found = {row.key: row.result for row in form_from_json(json.loads(content or "")).rows()}
    return tuple(
        entry
        for key, entry in _entries(connection, form_id).items()
        if (row := form.row(key)) is not None and found.get(key) is row.result
    )


def _insert(
    connection: Connection,
    form: CheckForm,
    *,
    version: int,
    state: FormState = FormState.OPEN,
    remarks: str = "",
) -> Filing:
    connection.execute(
        check_form.insert().values(
            customer=form.customer,
            day=form.day.isoformat(),
            version=version,
            state=state.value,
            content=json_text(json_from_form(form)),
            remarks=remarks,
            made_at=form.made_at,
            signatures="{}",
            signed_at=None,
            hash="",
        )
    )
    return find_filing(connection, number_of(form.customer, form.day))


def _open_filing(connection: Connection, number: str) -> Filing:
    filing = _filing_in_turn(connection, number)
    if not filing.state.is_open:
        raise Conflict("this form is signed; a correction is a new version")
    return filing


def _put_entry(connection: Connection, form_id: int, entry: Entry) -> None:
    where = (check_form_entry.c.form_id == form_id, check_form_entry.c.row_key == entry.row_key)
    connection.execute(delete(check_form_entry).where(*where))
    connection.execute(
        check_form_entry.insert().values(
            form_id=form_id,
            row_key=entry.row_key,
            result=entry.result.value,
            measured=entry.measured,
            handling=entry.handling,
            by=entry.by,
            at=entry.at,
        )
    )


def _filing(connection: Connection, row: Row[Any]) -> Filing:
    form = form_from_json(json.loads(row.content))
    return Filing(
        id=row.id,
        number=number_of(row.customer, date.fromisoformat(row.day)),
        version=row.version,
        state=FormState(row.state),
        form=_with_entries(form, _entries(connection, row.id)),
        remarks=row.remarks,
        hash=row.hash,
        signatures=json.loads(row.signatures),
        signed_at=row.signed_at,
    )


def _entries(connection: Connection, form_id: int) -> dict[str, Entry]:
    rows = connection.execute(select(check_form_entry).where(check_form_entry.c.form_id == form_id))
    return {
        row.row_key: Entry(
            row.row_key, Result(row.result), row.measured, row.handling, row.by, Instant(row.at)
        )
        for row in rows
    }


def _with_entries(form: CheckForm, entries: dict[str, Entry]) -> CheckForm:
    if not entries:
        return form
    sections = tuple(
        replace(section, rows=tuple(_filled(row, entries.get(row.key)) for row in section.rows))
        for section in form.sections
    )
    return replace(form, sections=sections)


def _filled(row: FormRow, entry: Entry | None) -> FormRow:
    if entry is None:
        return row
    measured = text("{value}", value=entry.measured) if entry.measured else row.measured
    return replace(
        row,
        result=entry.result,
        measured=measured,
        handling=entry.handling,
        checked_at=entry.at,
        by=entry.by,
    )


def _check_length(prose: str) -> None:
    if len(prose) > MAX_PROSE:
        raise InvalidInput("at most {limit} characters fit here", limit=MAX_PROSE)
