"""The demo's console: takes the calls people would get, and shows the faults as buttons."""

from __future__ import annotations

import html
import http.server
import json
import secrets
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self
from urllib.parse import parse_qs, urlsplit

from watchkeeper.core.clock import Clock
from watchkeeper.core.instants import Instant
from watchkeeper.demo.faults import Fault
from watchkeeper.demo.world import World

_MAX_BODY = 1 << 20


@dataclass(frozen=True, slots=True)
class Call:
    """Somebody's phone rang: who, when, and the subject."""

    at: Instant
    who: str
    subject: str


@dataclass(slots=True)
class Console:
    """A small HTTP server on loopback; a thread of the demo."""

    world: World
    clock: Clock
    faults: Mapping[str, Fault]
    calls: list[Call] = field(default_factory=list)
    _server: http.server.ThreadingHTTPServer | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __enter__(self) -> Self:
        handler = type("Handler", (_Handler,), {"owner": self})
        self._server = http.server.ThreadingHTTPServer(
            ("127.0.0.1", self.world.console_port), handler
        )
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.1,), daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.world.console_port}/?key={self.world.key}"

    def ring(self, who: str, body: bytes) -> None:
        """Keep a message that was sent to somebody."""
        try:
            subject = str(json.loads(body).get("subject", ""))
        except (ValueError, AttributeError):
            subject = ""
        self.calls.append(Call(self.clock.now(), who, subject[:200]))

    def press(self, name: str, action: str) -> None:
        """Make or restore a fault; one at a time."""
        fault = self.faults.get(name)
        if fault is None:
            return
        with self._lock:
            (fault.restore if action == "restore" else fault.make)()

    def page(self) -> str:
        rows = "".join(_row(fault, self.world.key) for fault in self.faults.values())
        calls = "".join(
            f"<li>{html.escape(call.who)}: {html.escape(call.subject)}</li>"
            for call in reversed(self.calls[-30:])
        )
        return _PAGE.format(rows=rows, calls=calls, server=html.escape(self.world.url))


class _Handler(http.server.BaseHTTPRequestHandler):
    owner: Console

    def do_GET(self) -> None:
        if not self._has_key(parse_qs(urlsplit(self.path).query)):
            self.send_error(404)
            return
        self._answer(200, self.owner.page().encode(), "text/html; charset=utf-8")

    def do_POST(self) -> None:
        parts = urlsplit(self.path)
        query = parse_qs(parts.query)
        body = self.rfile.read(min(int(self.headers.get("Content-Length") or 0), _MAX_BODY))
        if parts.path == "/phone":
            self.owner.ring(query.get("who", ["?"])[0], body)
            self._answer(200, b"{}", "application/json")
            return
        form = parse_qs(body.decode("utf-8", "replace"))
        if not self._has_key(form):
            self.send_error(404)
            return
        self.owner.press(form.get("fault", [""])[0], form.get("action", [""])[0])
        self.send_response(303)
        self.send_header("Location", f"/?key={self.owner.world.key}")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Write nothing."""

    def _has_key(self, fields: Mapping[str, list[str]]) -> bool:
        return secrets.compare_digest(fields.get("key", [""])[0], self.owner.world.key)

    def _answer(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _row(fault: Fault, key: str) -> str:
    buttons = "".join(
        f'<button name="action" value="{action}">{text}</button>'
        for action, text in (("make", "make it / 制造"), ("restore", "restore / 恢复"))
    )
    return (
        f'<form method="post"><input type="hidden" name="key" value="{html.escape(key)}">'
        f'<input type="hidden" name="fault" value="{html.escape(fault.name)}">'
        f"<b>{html.escape(fault.title)}</b> {buttons}</form>"
    )


_PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Watchkeeper demo</title>
<style>body{{font:16px/1.5 system-ui,"Noto Sans CJK SC",sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem}}
form{{display:flex;flex-wrap:wrap;gap:.5rem;align-items:center;margin:.5rem 0}}b{{flex:1 1 16rem}}
button{{font:inherit;padding:.3rem .8rem;white-space:nowrap}}</style></head><body>
<h1>Faults · 故障</h1>{rows}<p><a href="{server}/">Watchkeeper</a></p>
<h2>Phones · 电话</h2><ul>{calls}</ul></body></html>"""
