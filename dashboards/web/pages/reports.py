"""Reports: the daily check forms; one is read, filled in, signed and corrected on its page."""

from __future__ import annotations

from aiohttp import web

from dashboards.reports.check_form import Entry, Filing, FormState, Result, Signer
from dashboards.reports.render import form_body, form_css, form_document, row_numbers
from dashboards.web.deps import Pages
from dashboards.web.security import HEADERS
from dashboards.web.visit import Answer, Page, Visit, page, read_form, see_other
from watchkeeper.access.model import Scope
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import Instant

_MOST_FIELDS = 20_000  # three for each row


def routes(pages: Pages) -> list[web.RouteDef]:
    number = "/reports/{number}"
    return [
        web.get("/reports", page(pages, show_list)),
        web.get("/reports/check_form.css", page(pages, style)),
        web.get(number, page(pages, show)),
        web.get(number + "/document", page(pages, document)),
        web.post(number, page(pages, fill)),
        web.post(number + "/sign", page(pages, sign)),
        web.post(number + "/correct", page(pages, correct)),
    ]


async def show_list(visit: Visit) -> Answer:
    visit.principal.require_scope(Scope.REPORTS_READ)
    filings = await visit.pages.forms.filings(visit.audience.customer_filter)
    return Page("reports.html", {"filings": filings, "results": tuple(Result)})


async def show(visit: Visit) -> Answer:
    filing = await _filing(visit, Scope.REPORTS_READ)
    may_write = visit.principal.holds(Scope.REPORTS_WRITE)
    is_editable = may_write and filing.state.is_open
    body = form_body(
        filing,
        visit.pages.catalogues,
        visit.audience.language,
        is_editable=is_editable,
        ticket_url="/tickets/",
    )
    missing = [signer for signer in Signer if signer.value not in filing.signatures]
    if filing.state is FormState.OPEN:
        missing = [Signer.INSPECTOR]
    return Page(
        "report.html",
        {
            "filing": filing,
            "body": body,
            "is_editable": is_editable,
            "may_sign": may_write and filing.state in {FormState.OPEN, FormState.SIGNED},
            "may_correct": may_write and filing.state is FormState.SIGNED,
            "missing": missing,
        },
    )


async def document(visit: Visit) -> Answer:
    """Return the form as a file of its own, to be printed or sent on."""
    filing = await _filing(visit, Scope.REPORTS_READ)
    text = form_document(filing, visit.pages.catalogues, visit.audience.language)
    disposition = f'attachment; filename="{filing.number}-v{filing.version}.html"'
    headers = {**HEADERS, "Content-Disposition": disposition}
    return web.Response(text=text, content_type="text/html", headers=headers)


async def fill(visit: Visit) -> Answer:
    filing = await _filing(visit, Scope.REPORTS_WRITE)
    fields = await read_form(visit, most_fields=_MOST_FIELDS)
    entries = entries_of(filing, fields, by=visit.principal.name, at=visit.pages.clock.now())
    await visit.pages.forms.fill(filing.number, entries, fields.get("remarks", filing.remarks))
    return see_other(f"/reports/{filing.number}")


async def sign(visit: Visit) -> Answer:
    filing = await _filing(visit, Scope.REPORTS_WRITE)
    fields = await read_form(visit)
    signer = next((one for one in Signer if one.value == fields.get("as")), Signer.INSPECTOR)
    name = fields.get("name", "").strip() or visit.principal.name
    await visit.pages.forms.sign(filing.number, signer, name[:100])
    return see_other(f"/reports/{filing.number}")


async def correct(visit: Visit) -> Answer:
    filing = await _filing(visit, Scope.REPORTS_WRITE)
    await read_form(visit)
    await visit.pages.forms.correct(filing.number)
    return see_other(f"/reports/{filing.number}")


async def style(_visit: Visit) -> Answer:
    return web.Response(text=form_css(), content_type="text/css", headers=HEADERS)


def entries_of(
    filing: Filing, fields: dict[str, str], *, by: str, at: Instant
) -> tuple[Entry, ...]:
    """Return what the form's fields change; rows that were left as they are stay measured."""
    entries = []
    for key, number in row_numbers(filing).items():
        row = filing.form.row(key)
        assert row is not None
        result = _result(fields.get(f"result-{number}", row.result.value))
        measured = fields.get(f"measured-{number}", "").strip()
        handling = fields.get(f"handling-{number}", row.handling).strip()
        if result is not row.result or measured or handling != row.handling:
            entries.append(Entry(key, result, measured, handling, by, at))
    return tuple(entries)


def _result(text: str) -> Result:
    for result in Result:
        if result.value == text:
            return result
    raise InvalidInput("{text!r} is no result", text=text[:40])


async def _filing(visit: Visit, scope: Scope) -> Filing:
    version = visit.request.query.get("version", "")
    is_number = version.isascii() and version.isdigit() and len(version) <= 6
    filing = await visit.pages.forms.filing(
        visit.request.match_info["number"], int(version) if is_number else None
    )
    visit.require(scope, filing.form.customer)
    return filing
