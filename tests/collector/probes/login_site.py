"""A site with a log-in as real ones have it: a form with a token against forgery, or JSON."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web

USER, PASSWORD = "watch", 'p&ss "w{user}ord'


@dataclass
class LoginSite:
    """``sessions`` are the cookies of those who are in; ``seen`` the Cookie headers that came."""

    url: str = ""
    sessions: set[str] = field(default_factory=set)
    tokens: set[str] = field(default_factory=set)
    seen: list[str] = field(default_factory=list)

    async def form(self, _: web.Request) -> web.Response:
        token = secrets.token_hex(8) + "&x"
        self.tokens.add(token)
        shown = token.replace("&", "&amp;")
        page = f'<form method=post><input type="hidden" name="csrf" value="{shown}"></form>'
        response = web.Response(text=page, content_type="text/html")
        response.set_cookie("anonymous", secrets.token_hex(8))
        return response

    async def log_in(self, request: web.Request) -> web.Response:
        sent = await request.post()
        is_right = (sent.get("user"), sent.get("password")) == (USER, PASSWORD)
        if (
            not is_right
            or sent.get("csrf") not in self.tokens
            or "anonymous" not in request.cookies
        ):
            return web.Response(text=f"wrong: {sent.get('password')!r}", status=403)
        response = web.Response(status=302, headers={"Location": "/account?of=watch"})
        session = secrets.token_hex(16)
        self.sessions.add(session)
        response.set_cookie("session", session, httponly=True)
        return response

    async def account(self, request: web.Request) -> web.Response:
        self.seen.append(request.headers.get("Cookie", ""))
        if request.cookies.get("session") in self.sessions:
            return web.json_response({"welcome": USER, "session": request.cookies["session"]})
        raise web.HTTPFound("/log-in")

    async def token(self, request: web.Request) -> web.Response:
        sent = await request.json()
        if sent != {"credentials": {"name": USER, "secret": PASSWORD}}:
            return web.json_response({"error": f"no such {sent}"}, status=401)
        token = secrets.token_urlsafe(16)
        self.tokens.add(token)
        return web.json_response({"data": {"token": token}})

    async def api(self, request: web.Request) -> web.Response:
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        status = 200 if token in self.tokens else 401
        return web.json_response({"shown": token, "ok": status == 200}, status=status)

    async def away(self, request: web.Request) -> web.Response:
        raise web.HTTPFound(request.query["to"])


@asynccontextmanager
async def login_site() -> AsyncIterator[LoginSite]:
    site = LoginSite()
    app = web.Application()
    app.add_routes(
        [
            web.get("/log-in", site.form),
            web.post("/log-in", site.log_in),
            web.get("/account", site.account),
            web.post("/token", site.token),
            web.get("/api", site.api),
            web.get("/away", site.away),
            web.post("/away", site.away),
        ]
    )
    runner = web.AppRunner(app, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    site.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield site
    finally:
        await runner.cleanup()
