"""Files of tickets on the page and by REST."""

from __future__ import annotations

from aiohttp import ClientSession, FormData

from tests.dashboards.rest.caller import Caller
from tests.dashboards.rest.conftest import ALL, call, session
from tests.dashboards.web.conftest import client, site
from tests.dashboards.web.site import Client, Site
from watchkeeper.access.model import Scope

__all__ = ["call", "client", "session", "site"]

CONTENT = "磁盘已满\n".encode()
FILES = "/api/watch/v1/tickets/1/files"


def form(data: bytes, name: str, **fields: str) -> FormData:
    made = FormData(quote_fields=False)  # as browsers do
    for field, said in fields.items():
        made.add_field(field, said)
    made.add_field("file", data, filename=name, content_type="text/html")
    return made


async def test_a_file_goes_up_and_comes_down(site: Site, client: Client) -> None:
    """Without JavaScript; saved, never shown, with an ending that fits its content."""
    await site.story.fire(on="web-1")
    await client.sign_in("engineer-a")
    await client.get("/tickets/1")
    token = client.csrf
    await client.post("/tickets/1/files", form(CONTENT, "错误.html", csrf=token, note="截图"))
    assert client.path == "/tickets/1"
    assert "错误.html" in client.words
    assert "截图" in client.words
    seq = (await site.pages.tickets.view(1)).files[0].seq
    assert await client.get(f"/tickets/1/files/{seq}") == CONTENT.decode()
    assert client.headers["Content-Type"] == "application/octet-stream"
    assert client.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in client.headers["Content-Security-Policy"]
    assert client.headers["Content-Disposition"].endswith("%E9%94%99%E8%AF%AF.html.txt")


async def test_what_is_refused_is_said_on_the_page(site: Site, client: Client) -> None:
    """A program under a harmless name, a form without its token, a reader, another customer."""
    await site.story.fire(on="web-1")
    await client.sign_in("admin-x")
    await client.get("/tickets/1")
    token = client.csrf
    await client.post("/tickets/1/files", form(b"MZ\x90\0", "report.pdf", csrf=token))
    assert client.status == 400
    assert "this is none" in client.words
    await client.post("/tickets/1/files", form(CONTENT, "a.txt", csrf="x"))
    assert client.status == 403
    await client.sign_in("reader-r")
    await client.get("/tickets/1")
    await client.post("/tickets/1/files", form(CONTENT, "a.txt", csrf=token))
    assert client.status == 403
    await client.sign_in("stranger-s")
    await client.get("/tickets/1/files/2")
    assert client.status == 404


async def test_who_may_correct_may_erase(site: Site, client: Client) -> None:
    """Others do not see the form, and are refused."""
    await site.story.fire(on="web-1")
    await client.sign_in("admin-x")
    await client.get("/tickets/1")
    await client.post("/tickets/1/files", form(CONTENT, "a.txt", csrf=client.csrf))
    seq = (await site.pages.tickets.view(1)).files[0].seq
    path = f"/tickets/1/files/{seq}"
    assert f'action="{path}/erase"' in client.text
    await client.submit(f"{path}/erase", reason=" ")
    assert client.status == 400
    await client.submit(f"{path}/erase", reason="holds a password")
    assert client.path == "/tickets/1"
    assert "erased" in client.words
    assert "holds a password" in client.words
    await client.get(path)
    assert client.status == 404
    await client.sign_in("engineer-a")
    await client.get("/tickets/1")
    assert "/erase" not in client.text
    await client.submit(f"{path}/erase", reason="mine")
    assert client.status == 403


async def test_programs_attach_by_rest(site: Site, session: ClientSession) -> None:
    """As a form with a file; given back as bytes to save; erased with the scope for it."""
    await site.story.fire(on="web-1")
    bearer = {"Authorization": f"Bearer {await site.token(*ALL)}"}
    sent = form(CONTENT, "a.log", note="by a program")
    async with session.post(site.url + FILES, data=sent, headers=bearer) as answer:
        assert answer.status == 201
        (file,) = (await answer.json())["files"]
    assert (file["size_bytes"], file["kind"]) == (13, "text")
    assert file["attached_by"].startswith("token:")
    async with session.get(f"{site.url}{FILES}/{file['seq']}", headers=bearer) as answer:
        assert await answer.read() == CONTENT
        assert answer.content_type == "application/octet-stream"
        assert answer.headers["Content-Disposition"].startswith('attachment; filename="a.log"')
    caller = Caller(site, session, bearer["Authorization"].split()[1])
    status, _ = await caller("POST", f"/tickets/1/files/{file['seq']}/erase", {"reason": "old"})
    assert status == 403
    admin = Caller(site, session, await site.token(*ALL, Scope.TICKETS_CORRECT))
    status, view = await admin("POST", f"/tickets/1/files/{file['seq']}/erase", {"reason": "old"})
    assert status == 200
    assert view["files"][0]["erased_at"]
    status, _ = await admin("GET", f"/tickets/1/files/{file['seq']}")
    assert status == 404
    status, found = await admin("POST", "/tickets/1/files", {"file": "x"})
    assert (status, found["code"]) == (400, "invalid_input")
