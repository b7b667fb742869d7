"""REST of files: attached as a form with a file, given back as bytes, erased."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import dataclass

from dashboards.rest.call import Call, Download
from dashboards.rest.tickets import visible_row
from dashboards.web.uploads import upload_of
from ticketing import commands as c
from ticketing.deeds import deed_of
from ticketing.events import Channel
from ticketing.files.desk import MAX_FILE_BYTES, Offered
from ticketing.files.names import disposition, name_to_save
from ticketing.views import TicketView
from watchkeeper.access.model import PersonId, Scope
from watchkeeper.core.errors import InvalidInput

SAVED = "application/octet-stream"
"""How every file is sent: browsers save it, whatever is in it."""


@dataclass(frozen=True, slots=True)
class FileForm:
    """A file, and what it is; the server looks at its content, not at its name."""

    file: bytes
    note: str


@dataclass(frozen=True, slots=True)
class Erasure:
    """Why a file goes."""

    reason: str


async def attach(call: Call) -> TicketView:
    row = await visible_row(call)
    call.principal.require(Scope.TICKETS_WRITE, row.customer)
    upload = await upload_of(call.request, most_bytes=MAX_FILE_BYTES)
    fields: dict[str, object] = dict(upload.fields)
    actor = call.actor(fields)
    note = str(fields.pop("note", ""))
    if fields:
        raise InvalidInput(
            "there is no field {name!r}; known are {known}",
            name=min(fields)[:40],
            known="file, note",
        )
    return await call.pages.files.attach(
        Offered(
            number=row.number,
            actor=PersonId(actor),
            channel=Channel.REST,
            name=upload.name,
            data=upload.data,
            note=note,
        )
    )


async def give(call: Call) -> Download:
    row = await visible_row(call)
    file, data = await call.pages.files.read(row.number, int(call.request.match_info["seq"]))
    headers = {
        "Content-Disposition": disposition(name_to_save(file.name, file.kind, file.seq)),
        "Content-Length": str(len(data)),
    }
    return Download(SAVED, _whole(data), headers)


async def erase(call: Call) -> TicketView:
    row = await visible_row(call)
    call.principal.require(deed_of(c.EraseFile).scope, row.customer)
    given = await call.body()
    actor = call.actor(given)
    reason = given.get("reason")
    if not isinstance(reason, str) or not reason.strip():
        raise InvalidInput("the field {name!r} must be filled in", name="reason")
    return await call.pages.files.erase(
        c.EraseFile(
            number=row.number,
            actor=PersonId(actor),
            channel=Channel.REST,
            seq=int(call.request.match_info["seq"]),
            reason=reason,
        )
    )


async def _whole(data: bytes) -> AsyncGenerator[bytes, None]:
    yield data
