"""REST of the daily check forms: list, read, make, fill in, sign, correct."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from dashboards.reports.check_form import Entry, Filing, Result, Signer
from dashboards.reports.form_json import json_from_form
from dashboards.reports.render import form_document
from dashboards.rest.call import Call
from dashboards.rest.given import Given, objects, optional, word
from watchkeeper.access.languages import language_from_text
from watchkeeper.access.model import Scope
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import Instant, local_day

_MOST_ROWS = 2_000

E = TypeVar("E", Signer, Result)


@dataclass(frozen=True, slots=True)
class FormSummary:
    """A form in a list: how many rows are normal, abnormal, unchecked, and who signed."""

    number: str
    version: int
    state: str
    customer: str
    day: str
    conclusion: str
    rows: Mapping[str, int]
    signatures: Mapping[str, str]
    signed_at: Instant | None
    hash: str


@dataclass(frozen=True, slots=True)
class FormView:
    """All of a form; ``document`` is its HTML where the query asked for a language."""

    number: str
    summary: FormSummary
    remarks: str
    form: Mapping[str, Any]
    document: str | None = None


@dataclass(frozen=True, slots=True)
class FormWish:
    """Whose form, and of which day (2026-11-22; today where none is given)."""

    customer: str
    day: str | None = None


@dataclass(frozen=True, slots=True)
class RowEntry:
    """What is written into one row, by its key."""

    key: str
    result: str
    measured: str = ""
    handling: str = ""


@dataclass(frozen=True, slots=True)
class RowEntries:
    rows: tuple[RowEntry, ...]
    remarks: str | None = None


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs as what: inspector, reviewer or customer."""

    signer: str = "inspector"
    name: str | None = None


async def list_forms(call: Call) -> tuple[FormSummary, ...]:
    call.principal.require_scope(Scope.REPORTS_READ)
    visible = call.principal.customers
    customers = None if visible is None else tuple(sorted(visible))
    return tuple(_summary(filing) for filing in await call.pages.forms.filings(customers))


async def make_form(call: Call) -> FormView:
    """Make the form of a customer now, for the 24 hours up to their hour of the day."""
    given = await call.body()
    customer = call.pages.inventory().customer(word(given, "customer"))
    call.principal.require(Scope.REPORTS_WRITE, customer.id)
    wanted = optional(given, "day")
    day = _day(wanted) if wanted else local_day(call.pages.clock.now(), customer.zone)
    return _view(call, await call.pages.forms.make(customer, day))


async def show_form(call: Call) -> FormView:
    return _view(call, await _filing(call, Scope.REPORTS_READ))


async def fill_rows(call: Call) -> FormView:
    filing = await _filing(call, Scope.REPORTS_WRITE)
    given = await call.body()
    rows = objects(given, "rows", most=_MOST_ROWS)
    entries = tuple(_entry(row, call) for row in rows)
    filled = await call.pages.forms.fill(filing.number, entries, optional(given, "remarks"))
    return _view(call, filled)


async def sign_form(call: Call) -> FormView:
    filing = await _filing(call, Scope.REPORTS_WRITE)
    given = await call.body()
    signer = _one_of(Signer, optional(given, "signer") or Signer.INSPECTOR.value)
    name = optional(given, "name") or call.principal.name
    return _view(call, await call.pages.forms.sign(filing.number, signer, name[:100]))


async def correct_form(call: Call) -> FormView:
    filing = await _filing(call, Scope.REPORTS_WRITE)
    return _view(call, await call.pages.forms.correct(filing.number))


async def _filing(call: Call, scope: Scope) -> Filing:
    version = call.query_number("version", 0, 1_000_000) or None
    filing = await call.pages.forms.filing(call.request.match_info["number"], version)
    call.principal.require(scope, filing.form.customer)
    return filing


def _entry(row: Given, call: Call) -> Entry:
    return Entry(
        row_key=word(row, "key"),
        result=_one_of(Result, word(row, "result")),
        measured=optional(row, "measured") or "",
        handling=optional(row, "handling") or "",
        by=call.principal.name,
        at=call.pages.clock.now(),
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InvalidInput("{text!r} is no day; write 2026-11-22", text=text[:20]) from error


def _one_of(kind: type[E], text: str) -> E:
    for member in kind:
        if member.value == text:
            return member
    known = ", ".join(member.value for member in kind)
    raise InvalidInput("{text!r} is none of {known}", text=text[:40], known=known)


def _summary(filing: Filing) -> FormSummary:
    form = filing.form
    return FormSummary(
        number=filing.number,
        version=filing.version,
        state=filing.state.value,
        customer=form.customer,
        day=form.day.isoformat(),
        conclusion=form.conclusion.value,
        rows={result.value: form.count(result) for result in Result},
        signatures=dict(filing.signatures),
        signed_at=filing.signed_at,
        hash=filing.hash,
    )


def _view(call: Call, filing: Filing) -> FormView:
    wanted = call.query("document")
    document = None
    if wanted:
        language = language_from_text(wanted)
        document = form_document(filing, call.pages.catalogues, language)
    return FormView(
        filing.number, _summary(filing), filing.remarks, json_from_form(filing.form), document
    )
