"""An engine on loopback that answers as the test says: real HTTP, real sockets."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl

import orjson


def vector(*elements: tuple[dict[str, str], float]) -> dict[str, Any]:
    """Return the envelope of a vector."""
    result = [{"metric": labels, "value": [0, str(value)]} for labels, value in elements]
    return {"status": "success", "data": {"resultType": "vector", "result": result}}


@dataclass
class ScriptedEngine:
    """``answer`` is sent to every question; ``hold`` keeps questions waiting until it is set."""

    answer: Any = field(default_factory=vector)
    status: int = 200
    hold: threading.Event = field(default_factory=threading.Event)
    asked: list[dict[str, str]] = field(default_factory=list)
    port: int = 0

    def __post_init__(self) -> None:
        self.hold.set()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/prefix"


@contextmanager
def scripted_engine() -> Iterator[ScriptedEngine]:
    engine = ScriptedEngine()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            form = dict(parse_qsl(self.rfile.read(length).decode()))
            engine.asked.append({"path": self.path, **form})
            engine.hold.wait(20)
            given = engine.answer
            body = given if isinstance(given, bytes) else orjson.dumps(given)
            self.send_response(engine.status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    engine.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield engine
    finally:
        engine.hold.set()
        server.shutdown()
        thread.join()
        server.server_close()
