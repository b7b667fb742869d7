"""Check forms by REST: list, read, make, fill in, sign, correct."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from aiohttp import web

from dashboards.bodies import Body, read_body
from dashboards.reports.check_form import Entry, Filing, Result, Signer
from dashboards.reports.form_json import json_from_form
from dashboards.reports.render import form_document
from dashboards.reports.service import CheckForms
from watchkeeper.access.asking import PRINCIPAL
from watchkeeper.access.languages import Catalogues, language_from_text
from watchkeeper.access.model import Principal, Scope
from watchkeeper.core.clock import Clock
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import iso, local_day
from watchkeeper.inventory.registry import Inventory

ROOT = "/api/watch/v1/reports"
_MOST_ROWS = 2_000

E = TypeVar("E", Signer, Result)


class ReportRest:
    """Handlers of ``/api/watch/v1/reports``."""

    def __init__(
        self,
        forms: CheckForms,
        *,
        inventory: Callable[[], Inventory],
        catalogues: Catalogues,
        clock: Clock,
        url: str,
    ) -> None:
        self._forms = forms
        self._inventory = inventory
        self._catalogues = catalogues
        self._clock = clock
        self._url = url

    def routes(self) -> list[web.RouteDef]:
        number = ROOT + "/{number}"
        return [
            web.get(ROOT, self.list_forms, allow_head=False),
            web.post(ROOT, self.make_form),
            web.get(number, self.show_form, allow_head=False),
            web.post(number + "/rows", self.fill_rows),
            web.post(number + "/sign", self.sign_form),
            web.post(number + "/correct", self.correct_form),
        ]

    async def list_forms(self, request: web.Request) -> web.Response:
        principal = _reader(request)
        customers = None if principal.customers is None else tuple(sorted(principal.customers))
        filings = await self._forms.filings(customers)
        return web.json_response({"reports": [_summary(filing) for filing in filings]})

    async def make_form(self, request: web.Request) -> web.Response:
        """Make the form of a customer now; the day defaults to today in their zone."""
        body = await read_body(request)
        principal = request[PRINCIPAL]
        customer = self._inventory().customer(body.word("customer"))
        principal.require(Scope.REPORTS_WRITE, customer.id)
        given = body.optional("day")
        day = _day(given) if given else local_day(self._clock.now(), customer.zone)
        return web.json_response(_whole(await self._forms.make(customer, day)), status=201)

    async def show_form(self, request: web.Request) -> web.Response:
        filing = await self._filing(request, Scope.REPORTS_READ)
        if request.query.get("format") != "html":
            return web.json_response(_whole(filing))
        language = language_from_text(request.query.get("language", "zh"))
        document = form_document(
            filing, self._catalogues, language, ticket_url=f"{self._url}/tickets/"
        )
        return web.Response(text=document, content_type="text/html")

    async def fill_rows(self, request: web.Request) -> web.Response:
        """Write into rows: ``{"rows": [{"key", "result", "measured", "handling"}], "remarks"}``."""
        filing = await self._filing(request, Scope.REPORTS_WRITE)
        body = await read_body(request)
        rows = body.objects("rows", most=_MOST_ROWS)
        entries = tuple(self._entry(row, request[PRINCIPAL]) for row in rows)
        filled = await self._forms.fill(filing.number, entries, body.optional("remarks"))
        return web.json_response(_whole(filled))

    async def sign_form(self, request: web.Request) -> web.Response:
        filing = await self._filing(request, Scope.REPORTS_WRITE)
        body = await read_body(request)
        signer = _one_of(Signer, body.optional("as") or Signer.INSPECTOR.value)
        name = body.optional("name") or request[PRINCIPAL].name
        return web.json_response(_whole(await self._forms.sign(filing.number, signer, name)))

    async def correct_form(self, request: web.Request) -> web.Response:
        filing = await self._filing(request, Scope.REPORTS_WRITE)
        return web.json_response(_whole(await self._forms.correct(filing.number)))

    async def _filing(self, request: web.Request, scope: Scope) -> Filing:
        version = request.query.get("version", "")
        filing = await self._forms.filing(
            request.match_info["number"], int(version) if version.isdecimal() else None
        )
        request[PRINCIPAL].require(scope, filing.form.customer)
        return filing

    def _entry(self, row: Body, principal: Principal) -> Entry:
        return Entry(
            row_key=row.word("key"),
            result=_one_of(Result, row.word("result")),
            measured=row.optional("measured") or "",
            handling=row.optional("handling") or "",
            by=principal.name,
            at=self._clock.now(),
        )


def _reader(request: web.Request) -> Principal:
    principal = request[PRINCIPAL]
    principal.require_scope(Scope.REPORTS_READ)
    return principal


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


def _summary(filing: Filing) -> dict[str, object]:
    form = filing.form
    return {
        "number": filing.number,
        "version": filing.version,
        "state": filing.state.value,
        "customer": form.customer,
        "day": form.day.isoformat(),
        "conclusion": form.conclusion.value,
        "rows": {result.value: form.count(result) for result in Result},
        "signatures": dict(filing.signatures),
        "signed_at": None if filing.signed_at is None else iso(filing.signed_at),
        "hash": filing.hash,
    }


def _whole(filing: Filing) -> dict[str, object]:
    return {**_summary(filing), "remarks": filing.remarks, "form": json_from_form(filing.form)}
