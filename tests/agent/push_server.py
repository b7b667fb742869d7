"""A small real server that speaks the agent's protocol with the decoder of the standard library."""

from __future__ import annotations

import contextlib
import hashlib
import ssl
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import trustme

from watchkeeper.core.errors import InvalidInput, TooLarge
from watchkeeper.core.labels import Labels
from watchkeeper.core.samples import ABSENT_BITS, bits_of
from watchkeeper.wire.columns import PUSH_PATH, Push, decode
from watchkeeper.wire.encoder import RENEW_HEADER, TOKEN_PATH
from watchkeeper.wire.enrolment import (
    CA_PATH,
    ENROL_PATH,
    EnrolmentAnswer,
    EnrolmentRequest,
    EnrolmentToken,
    bytes_from_answer,
    request_from_bytes,
    text_from_token,
)
from watchkeeper.wire.requests import (
    ANSWERS_HEADER,
    RESULTS_PATH,
    Request,
    Result,
    bytes_from_requests,
    results_from_bytes,
)

TOKEN = "agent-token"
SECRET = "one-time"


@dataclass(frozen=True)
class StoredTick:
    """One tick as a server keeps it."""

    boot: bytes
    sequence: int
    time: int
    values: dict[Labels, float]


@dataclass
class PushServer:
    """What came in; ``say`` makes the next requests be answered otherwise."""

    ca_pem: bytes = b""
    url: str = ""
    pushes: list[Push] = field(default_factory=list)
    ticks: dict[tuple[bytes, int], StoredTick] = field(default_factory=dict)
    repeats: int = 0
    requests: int = 0
    connections: int = 0
    enrolled: list[EnrolmentRequest] = field(default_factory=list)
    token: str = TOKEN
    secret: str = SECRET
    next_token: str = ""  # asked for, and handed out, where it is not empty
    is_silent: bool = False  # a new token is made and its answer lost
    refuse_above: int = 1 << 30  # ticks in a request
    poison: int = -1  # a sequence that is answered 400
    asks: list[Request] = field(default_factory=list)  # of the next push
    results: list[Result] = field(default_factory=list)
    _layouts: dict[tuple[str, bytes, int], list[Labels]] = field(default_factory=dict)
    _answers: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    _changed: threading.Condition = field(default_factory=threading.Condition)
    _go_on: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self._go_on.set()

    def say(self, status: int, *, times: int = 1, **headers: str) -> None:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self._answers += [(status, named)] * times

    def hang(self) -> None:
        """Take requests and answer none, until ``release``."""
        self._go_on.clear()

    def release(self) -> None:
        self._go_on.set()

    def forget_layouts(self) -> None:
        self._layouts.clear()

    def wait_until(self, what: str, condition: object, within_seconds: float = 20.0) -> None:
        """Wait for a condition on what came in; AssertionError after the deadline."""
        assert callable(condition)
        with self._changed:
            assert self._changed.wait_for(condition, within_seconds), f"not in time: {what}"

    def enrolment_token(self) -> str:
        digest = ""
        if self.ca_pem:
            der = ssl.PEM_cert_to_DER_cert(self.ca_pem.decode())
            digest = hashlib.sha256(der).hexdigest()
        return text_from_token(EnrolmentToken(url=self.url, ca_sha256=digest, secret=self.secret))

    def sequences(self) -> list[int]:
        return [sequence for _, sequence in self.ticks]

    def take(self, authorization: str, body: bytes) -> tuple[int, dict[str, str]]:
        """Answer one push."""
        self._go_on.wait(30)
        with self._changed:
            self.requests += 1
            self._changed.notify_all()
            if self._answers:
                return self._answers.pop(0)
            if authorization == f"Bearer {self.next_token}":
                self.token, self.next_token = self.next_token, ""
            if authorization != f"Bearer {self.token}":
                return 401, {}
            try:
                return self._store(decode(body)), {RENEW_HEADER: "1"} if self.next_token else {}
            except TooLarge:
                return 413, {}
            except InvalidInput:
                return 400, {}

    def _store(self, push: Push) -> int:
        if push.ticks > self.refuse_above:
            return 413
        if self.poison in push.sequences:
            return 400
        layout = self._layouts.setdefault((push.agent, push.boot, push.layout), [])
        if push.base > len(layout):
            return 409
        layout += push.additions[len(layout) - push.base :]
        self.pushes.append(push)
        for sequence, time, row in zip(push.sequences, push.times, push.rows(), strict=True):
            key = (push.boot, sequence)
            if key in self.ticks:
                self.repeats += 1
                continue
            values = {
                labels: value
                for labels, value in zip(layout, row, strict=False)
                if bits_of(value) != ABSENT_BITS
            }
            self.ticks[key] = StoredTick(push.boot, sequence, time, values)
        self._changed.notify_all()
        return 204

    def renew(self, authorization: str) -> tuple[int, bytes]:
        """Hand out a new token; the old one counts until the new one is used."""
        if authorization != f"Bearer {self.token}":
            return 401, b""
        return (500, b"") if self.is_silent else (200, self.next_token.encode())

    def answer_to(self, status: int, *, reads_requests: bool) -> tuple[int, bytes]:
        """Return what a push is answered: what is to be asked goes along."""
        if status != 204 or not self.asks or not reads_requests:
            return status, b""
        asked, self.asks = self.asks, []
        return 200, bytes_from_requests(asked)

    def take_results(self, authorization: str, body: bytes) -> int:
        with self._changed:
            if authorization != f"Bearer {self.token}":
                return 401
            self.results += results_from_bytes(body)
            self._changed.notify_all()
        return 204

    def enrol(self, body: bytes) -> tuple[int, bytes]:
        request = request_from_bytes(body)
        if request.secret != self.secret:
            return 403, b"unknown token"
        self.enrolled.append(request)
        return 200, bytes_from_answer(EnrolmentAnswer("a1", "web-1", self.token))


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 60
    disable_nagle_algorithm = True
    state: PushServer

    def setup(self) -> None:
        super().setup()
        self.state.connections += 1

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == ENROL_PATH:
            self._answer(*self.state.enrol(body), {})
        elif self.path == TOKEN_PATH:
            self._answer(*self.state.renew(self.headers["Authorization"]), {})
        elif self.path == PUSH_PATH:
            status, headers = self.state.take(self.headers["Authorization"], body)
            reads = ANSWERS_HEADER in self.headers
            self._answer(*self.state.answer_to(status, reads_requests=reads), headers)
        elif self.path == RESULTS_PATH:
            self._answer(self.state.take_results(self.headers["Authorization"], body), b"", {})
        else:
            self._answer(404, b"", {})

    def do_GET(self) -> None:
        if self.path == CA_PATH:
            self._answer(200, self.state.ca_pem, {})
        else:
            self._answer(404, b"", {})

    def _answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        with contextlib.suppress(OSError):  # the client gave up
            self.send_response(status)
            if status == 200 and body.startswith(b"{"):
                self.send_header("Content-Type", "application/json")
            for name, value in headers.items():
                self.send_header(name, value)
            if status != 204:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that was killed is no error of the server."""


@contextlib.contextmanager
def serving(
    state: PushServer, *, folder: Path | None = None, port: int = 0, asks_who: bool = False
) -> Iterator[PushServer]:
    """Serve on a free (or that) port; over TLS with a CA of its own where *folder* is given.

    One that *asks_who* wants a certificate of this CA from its clients: ``client.pem``.
    """
    handler = type("Handler", (_Handler,), {"state": state})
    server = _Server(("127.0.0.1", port), handler)
    scheme = "http"
    if folder is not None:
        scheme = "https"
        server.socket = _tls(state, folder, asks_who=asks_who).wrap_socket(
            server.socket, server_side=True
        )
    state.url = f"{scheme}://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=lambda: server.serve_forever(0.01), daemon=True)
    thread.start()
    try:
        yield state
    finally:
        state.release()
        server.shutdown()
        server.server_close()
        thread.join()


def _tls(state: PushServer, folder: Path, *, asks_who: bool) -> ssl.SSLContext:
    authority = trustme.CA()
    certificate = authority.issue_cert("127.0.0.1")
    state.ca_pem = authority.cert_pem.bytes()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    (folder / "ca.pem").write_bytes(state.ca_pem)
    if asks_who:
        context.verify_mode = ssl.CERT_REQUIRED
        authority.configure_trust(context)
        client = authority.issue_cert("web-1")
        client.private_key_pem.write_to_path(folder / "client.key")
        client.cert_chain_pems[0].write_to_path(folder / "client.pem")
    return context
