"""Files of a ticket: attached by a form, saved by a link, erased."""

from __future__ import annotations

from aiohttp import web

from dashboards.web.deps import Pages
from dashboards.web.pages.ticket import refused, visible_ticket
from dashboards.web.security import HEADERS
from dashboards.web.uploads import read_upload
from dashboards.web.visit import Answer, Visit, page, read_form, see_other
from ticketing import commands as c
from ticketing.deeds import deed_of
from ticketing.events import Channel
from ticketing.files.desk import MAX_FILE_BYTES, Offered
from ticketing.files.names import disposition, name_to_save
from watchkeeper.access.model import PersonId, Scope
from watchkeeper.core.errors import NotFound, WatchkeeperError


def routes(pages: Pages) -> list[web.RouteDef]:
    one = r"/tickets/{number}/files/{seq:\d{1,9}}"
    return [
        web.post("/tickets/{number}/files", page(pages, attach)),
        web.get(one, page(pages, give)),
        web.post(f"{one}/erase", page(pages, erase)),
    ]


async def attach(visit: Visit) -> Answer:
    """Keep what a form brings, and go back; what is refused is shown."""
    view = await visible_ticket(visit)
    visit.require(Scope.TICKETS_WRITE, view.row.customer)
    fields: dict[str, str] = {}
    try:
        upload = await read_upload(visit, most_bytes=MAX_FILE_BYTES)
        fields = upload.fields
        await visit.pages.files.attach(
            Offered(
                number=view.number,
                actor=PersonId(visit.principal.id),
                channel=Channel.PAGE,
                name=upload.name,
                data=upload.data,
                note=fields.get("note", ""),
            )
        )
    except NotFound:
        raise
    except WatchkeeperError as error:
        return await refused(visit, "attach", fields, error)
    return see_other(f"/tickets/{view.number}")


async def give(visit: Visit) -> Answer:
    """Send a file so that no browser shows it in our name."""
    view = await visible_ticket(visit)
    file, data = await visit.pages.files.read(view.number, int(visit.request.match_info["seq"]))
    headers = {
        **HEADERS,
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Content-Disposition": disposition(name_to_save(file.name, file.kind, file.seq)),
        "Content-Type": "application/octet-stream",
    }
    return web.Response(body=data, headers=headers)


async def erase(visit: Visit) -> Answer:
    view = await visible_ticket(visit)
    visit.require(deed_of(c.EraseFile).scope, view.row.customer)
    form = await read_form(visit)
    seq = int(visit.request.match_info["seq"])
    try:
        await visit.pages.files.erase(
            c.EraseFile(
                number=view.number,
                actor=PersonId(visit.principal.id),
                channel=Channel.PAGE,
                seq=seq,
                reason=form.get("reason", ""),
            )
        )
    except NotFound:
        raise
    except WatchkeeperError as error:
        return await refused(visit, f"erase-{seq}", form, error)
    return see_other(f"/tickets/{view.number}")
