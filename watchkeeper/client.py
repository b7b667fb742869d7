"""Speak REST to a running server: over its Unix socket, or by URL and token.

Standard library only: for the command line, the demo and tests, not for the event loop.
"""

from __future__ import annotations

import http.client
import json
import os
import socket
import ssl
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from watchkeeper.core.errors import (
    Conflict,
    Forbidden,
    InvalidInput,
    NotFound,
    Outdated,
    TooLarge,
    TooManyAttempts,
    Unauthenticated,
    Unavailable,
    WatchkeeperError,
)
from watchkeeper.wire.frames import frames_from

API = "/api/watch/v1"
TIMEOUT_SECONDS = 60
MAX_ANSWER_BYTES = 256 * 1024 * 1024
_LONGEST_LINE = 64 * 1024 * 1024

_ERRORS: Mapping[int, type[WatchkeeperError]] = {
    400: InvalidInput,
    401: Unauthenticated,
    403: Forbidden,
    404: NotFound,
    409: Conflict,
    412: Outdated,
    413: TooLarge,
    422: InvalidInput,
    429: TooManyAttempts,
}


@dataclass(frozen=True, slots=True)
class Client:
    """Requests to one server; every failure is an error of ours with the server's own sentence."""

    socket: Path | None
    url: str
    token: str
    ca: Path | None

    def get(self, path: str, **query: object) -> Any:
        wanted = _given(query)
        return self.request("GET", f"{path}?{urlencode(wanted, doseq=True)}" if wanted else path)

    def post(self, path: str, body: Mapping[str, object] | None = None) -> Any:
        """Send the fields of *body* that have a value."""
        return self.request("POST", path, json.dumps(_given(body or {})).encode())

    def delete(self, path: str) -> Any:
        return self.request("DELETE", path)

    def send(self, path: str, body: bytes, kind: str) -> Any:
        """Send bytes that are no JSON, and return the answer."""
        return self.request("POST", path, body, kind)

    @contextmanager
    def download(self, path: str, **query: object) -> Iterator[http.client.HTTPResponse]:
        """Give an answer that is no JSON, to be read in parts.  Raises as ``request`` does."""
        connection = self._connection()
        wanted = urlencode(_given(query), doseq=True)
        try:
            try:
                connection.request("GET", f"{path}?{wanted}", headers=self._headers())
                answer = connection.getresponse()
            except OSError as error:
                raise self._no_answer(error) from error
            if answer.status >= 400:
                _answer(answer.status, answer.read(MAX_ANSWER_BYTES))
            yield answer
        except (ConnectionError, TimeoutError, http.client.HTTPException) as error:
            raise self._no_answer(error) from error
        finally:
            connection.close()

    def request(
        self, method: str, path: str, body: bytes | None = None, kind: str = "application/json"
    ) -> Any:
        """Return the JSON of the answer.  Raises by its status; Unavailable where none came."""
        connection = self._connection()
        try:
            connection.request(method, path, body=body, headers=self._headers(kind))
            answer = connection.getresponse()
            data = answer.read(MAX_ANSWER_BYTES + 1)
        except (OSError, http.client.HTTPException) as error:
            raise self._no_answer(error) from error
        finally:
            connection.close()
        if len(data) > MAX_ANSWER_BYTES:
            raise TooLarge("the answer is larger than {most} bytes", most=MAX_ANSWER_BYTES)
        return _answer(answer.status, data)

    def lines(
        self, method: str, path: str, body: Mapping[str, object]
    ) -> Generator[Any, None, None]:
        """Yield what the server sends line by line.  Raises what the last line says went wrong."""
        with self._answering(method, path, body) as answer:
            while line := answer.readline(_LONGEST_LINE):
                yield _line(line)

    def frames(
        self, method: str, path: str, body: Mapping[str, object]
    ) -> Generator[Any, None, None]:
        """Yield data and JSON as the server sends it.  Raises what its last frame says went wrong."""
        with self._answering(method, path, body) as answer:
            for frame in frames_from(answer.read):
                yield frame if isinstance(frame, bytes) else _checked(frame)

    @contextmanager
    def _answering(
        self, method: str, path: str, body: Mapping[str, object]
    ) -> Iterator[http.client.HTTPResponse]:
        """Give an answer that is still being made."""
        connection = self._connection()
        try:
            connection.request(method, path, json.dumps(_given(body)).encode(), self._headers())
            answer = connection.getresponse()
            if answer.status >= 400:
                _answer(answer.status, answer.read(MAX_ANSWER_BYTES))
            yield answer
        except (OSError, http.client.HTTPException) as error:
            raise self._no_answer(error) from error
        finally:
            connection.close()

    def _headers(self, kind: str = "application/json") -> dict[str, str]:
        headers = {"Accept": "application/json", "Content-Type": kind}
        headers["Accept-Language"] = language_of(os.environ)
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        return headers

    def _no_answer(self, error: Exception) -> Unavailable:
        return Unavailable(
            "no server answers at {where} ({reason}); {remedy}",
            where=self.socket or self.url,
            reason=getattr(error, "strerror", None) or error,
            remedy=_remedy(error, self),
        )

    def _connection(self) -> http.client.HTTPConnection:
        if self.socket is not None:
            return _SocketConnection(self.socket)
        parts = urlsplit(self.url)
        if parts.scheme not in {"http", "https"} or not parts.netloc:
            raise InvalidInput("{url!r} is no address; write https://host:8420", url=self.url)
        if parts.scheme == "http":
            return http.client.HTTPConnection(parts.netloc, timeout=TIMEOUT_SECONDS)
        return http.client.HTTPSConnection(
            parts.netloc, timeout=TIMEOUT_SECONDS, context=_trust(self.ca)
        )


class _SocketConnection(http.client.HTTPConnection):
    """HTTP over a Unix socket."""

    def __init__(self, path: Path) -> None:
        super().__init__("watchkeeper", timeout=TIMEOUT_SECONDS)
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(str(self._path))


def language_of(environment: Mapping[str, str]) -> str:
    """Return the language the server should answer in, by the locale of the terminal."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return "zh-CN" if environment[name].lower().startswith("zh") else "en"
    return "en"


def segment(text: str | int) -> str:
    """Return *text* quoted as one segment of a path."""
    return quote(str(text), safe="")


def _given(values: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in values.items() if value is not None and value != ""}


def _trust(ca: Path | None) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=ca)
    except OSError as error:
        raise InvalidInput(
            "no certificate can be read here: {reason}", at=str(ca), reason=error
        ) from error


def _remedy(error: Exception, client: Client) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return (
            "name the authority that signed its certificate by --ca (/etc/watchkeeper/tls/ca.pem)"
        )
    if isinstance(error, PermissionError):
        return "its socket is for root and the server's own user; others use --url and --token-file"
    if client.socket is not None:
        return "is it running? `systemctl status watchkeeper`; or name it by --socket or --url"
    return "is it running, and is the address right?"


def _line(data: bytes) -> Any:
    try:
        found = json.loads(data)
    except ValueError as error:
        raise Unavailable("the server's answer broke off") from error
    return _checked(found)


def _checked(found: Any) -> Any:
    failure = found.get("error") if isinstance(found, dict) else None
    if failure is not None:
        kinds = {kind.code: kind for kind in _ERRORS.values()}
        raise kinds.get(failure["code"], Unavailable)(
            "{said}", at=failure["at"], said=failure["sentence"]
        )
    return found


def _answer(status: int, data: bytes) -> Any:
    try:
        body = json.loads(data) if data else {}
    except ValueError:
        body = {"error": data[:200].decode("utf-8", "replace")}
    if status < 400:
        return body
    if not isinstance(body, dict):  # the Alertmanager API answers with a word
        body = {"error": str(body)}
    said = body.get("sentence") or body.get("error") or f"the server answered {status}"
    raise _ERRORS.get(status, Unavailable)("{said}", at=body.get("at"), said=said)
