"""A way out of the customer's network: an HTTP proxy that connects to the server (CONNECT).

What is said to the server is TLS from end to end; the proxy sees its name and port.
"""

from __future__ import annotations

import socket
from typing import NamedTuple

from agent.answer import AnswerReader, Ended
from agent.clock import AgentClock
from agent.files import read_secret
from agent.paths import Path
from watchkeeper.core.errors import ConfigError, InvalidInput, Unavailable


class Proxy(NamedTuple):
    """Where the proxy listens; *authorization* is the header's value, empty for none."""

    host: str
    port: int
    authorization: str = ""


def tunnel(
    plain: socket.socket, proxy: Proxy, place: str, clock: AgentClock, deadline: float
) -> None:
    """Ask the proxy to connect to *place*, host:port.  Raises Unavailable, OSError."""
    lines = [f"CONNECT {place} HTTP/1.1", f"Host: {place}"]
    if proxy.authorization:
        lines.append(f"Proxy-Authorization: {proxy.authorization}")
    plain.sendall("\r\n".join([*lines, "", ""]).encode("latin-1"))
    try:
        status = AnswerReader(plain, clock, deadline).status()
    except (Ended, InvalidInput) as error:
        raise Unavailable(
            "the proxy {host}:{port} does not connect: {reason}",
            host=proxy.host,
            port=proxy.port,
            reason=error,
        ) from None
    if not 200 <= status < 300:
        raise Unavailable(
            _REFUSALS.get(status, "the proxy {host}:{port} answers {status}, it does not connect"),
            host=proxy.host,
            port=proxy.port,
            status=status,
        )


_REFUSALS = {
    403: "the proxy {host}:{port} does not allow this server; have its address allowed there",
    407: "the proxy {host}:{port} wants a name and a password; see proxy_auth_file in agent.conf",
}


def authorization_of(path: Path) -> str:
    """Return the header's value for a file with ``name:password``.  Raises ConfigError."""
    from binascii import b2a_base64

    try:
        secret = read_secret(path)
    except OSError as error:
        raise ConfigError(
            "cannot read the proxy's name:password: {reason}", at=str(path), reason=error.strerror
        ) from None
    if ":" not in secret:
        raise ConfigError("write name:password in one line", at=str(path))
    return "Basic " + b2a_base64(secret.encode(), newline=False).decode("ascii")
