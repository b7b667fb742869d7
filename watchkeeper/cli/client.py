"""Speak REST to the running server: over its Unix socket, or by URL and token."""

from __future__ import annotations

import argparse
import http.client
import json
import os
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from watchkeeper.core.errors import (
    Conflict,
    Forbidden,
    InvalidInput,
    NotFound,
    Unauthenticated,
    Unavailable,
    WatchkeeperError,
)

DEFAULT_SOCKET = Path("/run/watchkeeper/watchkeeper.sock")
TIMEOUT_SECONDS = 60
MAX_ANSWER_BYTES = 256 * 1024 * 1024

_ERRORS: Mapping[int, type[WatchkeeperError]] = {
    400: InvalidInput,
    401: Unauthenticated,
    403: Forbidden,
    404: NotFound,
    409: Conflict,
    413: InvalidInput,
    422: InvalidInput,
}


def add_connection_options(parser: argparse.ArgumentParser) -> None:
    """Add --url, --token-file, --ca and --socket, which every command that asks the server has."""
    group = parser.add_argument_group("connection")
    group.add_argument(
        "--url", default=os.environ.get("WATCHKEEPER_URL", ""), help="server address"
    )
    group.add_argument(
        "--token-file",
        type=Path,
        default=_path_from("WATCHKEEPER_TOKEN_FILE"),
        help="file with a bearer token ($WATCHKEEPER_TOKEN_FILE, $WATCHKEEPER_TOKEN)",
    )
    group.add_argument("--ca", type=Path, default=_path_from("WATCHKEEPER_CA"), help="CA to trust")
    group.add_argument(
        "--socket",
        type=Path,
        default=_path_from("WATCHKEEPER_SOCKET") or DEFAULT_SOCKET,
        help=f"the server's socket, for root and its own user (default {DEFAULT_SOCKET})",
    )


def _path_from(variable: str) -> Path | None:
    value = os.environ.get(variable, "")
    return Path(value) if value else None


@dataclass(frozen=True, slots=True)
class Client:
    """Requests to one server; every failure is an error of ours with the server's own sentence."""

    socket: Path | None
    url: str
    token: str
    ca: Path | None

    @classmethod
    def from_arguments(cls, arguments: argparse.Namespace) -> Client:
        token = os.environ.get("WATCHKEEPER_TOKEN", "")
        if arguments.token_file:
            token = _read_token(arguments.token_file)
        if arguments.url:
            return cls(None, arguments.url.rstrip("/"), token, arguments.ca)
        return cls(arguments.socket, "http://watchkeeper", token, None)

    def get(self, path: str, **query: object) -> Any:
        wanted = {name: value for name, value in query.items() if value not in {None, ""}}
        return self.request("GET", f"{path}?{urlencode(wanted, doseq=True)}" if wanted else path)

    def post(self, path: str, body: Mapping[str, object] | None = None) -> Any:
        return self.request("POST", path, json.dumps(body or {}).encode())

    def delete(self, path: str) -> Any:
        return self.request("DELETE", path)

    def get_text(self, path: str) -> str:
        """Return an answer that is not JSON, for example a document."""
        status, data = self._exchange("GET", path, None)
        if status >= 400:
            _answer(status, data)
        return data.decode("utf-8", "replace")

    def request(self, method: str, path: str, body: bytes | None = None) -> Any:
        """Return the JSON of the answer.  Raises by its status; Unavailable where none came."""
        return _answer(*self._exchange(method, path, body))

    def _exchange(self, method: str, path: str, body: bytes | None) -> tuple[int, bytes]:
        headers = {"Accept": "application/json", "Content-Type": "application/json"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        connection = self._connection()
        try:
            connection.request(method, path, body=body, headers=headers)
            answer = connection.getresponse()
            return answer.status, answer.read(MAX_ANSWER_BYTES)
        except (OSError, http.client.HTTPException) as error:
            raise Unavailable(
                "no server answers at {where} ({reason}); is it running? "
                "`systemctl status watchkeeper`, or name it by --url",
                where=self.socket or self.url,
                reason=error,
            ) from error
        finally:
            connection.close()

    def _connection(self) -> http.client.HTTPConnection:
        if self.socket is not None:
            return _SocketConnection(self.socket)
        parts = urlsplit(self.url)
        if parts.scheme == "https":
            context = ssl.create_default_context(cafile=str(self.ca) if self.ca else None)
            return http.client.HTTPSConnection(
                parts.netloc, timeout=TIMEOUT_SECONDS, context=context
            )
        return http.client.HTTPConnection(parts.netloc, timeout=TIMEOUT_SECONDS)


class _SocketConnection(http.client.HTTPConnection):
    """HTTP over a Unix socket."""

    def __init__(self, path: Path) -> None:
        super().__init__("watchkeeper", timeout=TIMEOUT_SECONDS)
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(str(self._path))


def segment(text: str | int) -> str:
    """Return *text* quoted as one segment of a path."""
    return quote(str(text), safe="")


def _read_token(path: Path) -> str:
    try:
        return path.read_text().strip()
    except OSError as error:
        raise InvalidInput(
            "cannot be read: {reason}", at=str(path), reason=error.strerror
        ) from error


def _answer(status: int, data: bytes) -> Any:
    try:
        body = json.loads(data) if data else {}
    except ValueError:
        body = {"error": data[:200].decode("utf-8", "replace")}
    if status < 400:
        return body
    said = body.get("sentence") or body.get("error") or f"the server answered {status}"
    raise _ERRORS.get(status, Unavailable)("{said}", said=said)
