"""Import: a list is uploaded, its plan shown row by row, carried out by a second form, undone.

Between plan and deed the plan is kept in the database, for a quarter of an hour and for who saw
it: another node, or this one after a restart, carries it out as well.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from functools import partial
from types import MappingProxyType

from aiohttp import web

from dashboards.web.deps import Pages
from dashboards.web.happenings import key_words
from dashboards.web.pages.now import counts_context
from dashboards.web.security import HEADERS
from dashboards.web.uploads import Upload, read_upload
from dashboards.web.visit import Answer, Page, Visit, page, read_form, status_of
from watchkeeper.access.model import Scope
from watchkeeper.core.errors import InvalidInput, WatchkeeperError
from watchkeeper.core.messages import Text, text
from watchkeeper.inventory.desk import Offered
from watchkeeper.inventory.imports.formats import format_from_text
from watchkeeper.inventory.imports.plan import ImportPlan, Verdict
from watchkeeper.inventory.imports.rows import MAX_FILE_BYTES
from watchkeeper.inventory.imports.template import TEMPLATE_TYPES, template
from watchkeeper.inventory.imports.words import words_in

_MOST_ROWS = 500
_NOTHING: Mapping[str, str] = MappingProxyType({})


def routes(pages: Pages) -> list[web.RouteDef]:
    return [
        web.get("/targets/import", page(pages, show)),
        web.post("/targets/import", page(pages, plan_upload)),
        web.post("/targets/import/carry-out", page(pages, carry_out)),
        web.post("/targets/import/undo", page(pages, undo)),
        *(
            web.get(f"/targets/template.{kind}", page(pages, partial(give_template, kind=kind)))
            for kind in TEMPLATE_TYPES
        ),
    ]


async def show(visit: Visit) -> Answer:
    visit.principal.require_everywhere(Scope.TARGETS_WRITE)
    return await _page(visit)


async def give_template(visit: Visit, kind: str) -> Answer:
    """Return an empty list to fill in, in the reader's language."""
    visit.principal.require_scope(Scope.TARGETS_READ)
    headers = {
        **HEADERS,
        "Content-Disposition": f'attachment; filename="targets.{kind}"',
        "Content-Type": TEMPLATE_TYPES[kind],
    }
    body = await asyncio.to_thread(template, kind, visit.audience.language)
    return web.Response(body=body, headers=headers)


async def undo(visit: Visit) -> Answer:
    """Take the last import back."""
    visit.principal.require_everywhere(Scope.TARGETS_WRITE)
    await read_form(visit)
    try:
        edits = await visit.pages.desk.undo_last_import(by=visit.principal.id)
    except WatchkeeperError as error:
        return await _page(visit, problem=visit.voice.problem(error), status=status_of(error))
    visit.pages.broadcaster.changed("hosts")
    done = text("{count} targets are as they were before the import", count=len(edits))
    return await _page(visit, done=done)


async def plan_upload(visit: Visit) -> Answer:
    """Show what a list means, and keep that until the second form."""
    visit.principal.require_everywhere(Scope.TARGETS_WRITE)
    desk, typed = visit.pages.desk, _NOTHING
    try:
        upload = await read_upload(visit, most_bytes=MAX_FILE_BYTES)
        typed = upload.fields
        plan = await desk.plan(_offered(upload))
        key = await desk.keep(plan, by=visit.principal.id) if plan.edits else ""
    except WatchkeeperError as error:
        problem = visit.voice.problem(error)
        return await _page(visit, problem=problem, status=status_of(error), typed=typed)
    return await _page(visit, plan=plan, key=key, typed=typed)


async def carry_out(visit: Visit) -> Answer:
    """Do what the plan said, no more and no less."""
    visit.principal.require_everywhere(Scope.TARGETS_WRITE)
    typed = await read_form(visit)
    try:
        edits = await visit.pages.desk.carry_out_kept(typed.get("key", ""), by=visit.principal.id)
    except WatchkeeperError as error:
        return await _page(visit, problem=visit.voice.problem(error), status=status_of(error))
    visit.pages.broadcaster.changed("hosts")
    added = sum(edit.before is None for edit in edits)
    said = text("{added} targets added, {changed} changed", added=added, changed=len(edits) - added)
    return await _page(visit, done=said)


def _offered(upload: Upload) -> Offered:
    if not upload.data:
        raise InvalidInput("choose a file")
    shared = {
        "customer": upload.fields.get("customer", "").strip(),
        "site": upload.fields.get("site", "").strip(),
        "groups": words_in(upload.fields.get("groups", "")),
    }
    return Offered(
        data=upload.data,
        name=upload.name,
        format=format_from_text(upload.fields.get("format", "")),
        shared={key: value for key, value in shared.items() if value},
    )


async def _page(
    visit: Visit,
    *,
    plan: ImportPlan | None = None,
    key: str = "",
    done: Text | None = None,
    problem: str = "",
    status: int = 200,
    typed: Mapping[str, str] = _NOTHING,
) -> Page:
    rows = () if plan is None else tuple(sorted(plan.rows, key=lambda row: _ORDER[row.verdict]))
    context = {
        "plan": plan,
        "rows": rows[:_MOST_ROWS],
        "more_rows": max(len(rows) - _MOST_ROWS, 0),
        "counts_of_plan": () if plan is None else tuple((one, plan.count(one)) for one in Verdict),
        "key": key,
        "key_word": key_words(visit.voice),
        "done": done,
        "problem": problem,
        "typed": typed,
        "last": await visit.pages.desk.last_import(),
        "customers": tuple(visit.pages.inventory().customers.values()),
    }
    counts = await counts_context(visit.pages, visit.audience)
    return Page("target_import.html", {**context, **counts}, status)


_ORDER = {Verdict.REFUSED: 0, Verdict.ADDED: 1, Verdict.CHANGED: 2, Verdict.UNCHANGED: 3}
