"""Which server a command asks: its socket, or an address with a token."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from watchkeeper.client import API, Client, segment
from watchkeeper.config.places import DEFAULT_SOCKET
from watchkeeper.core.errors import InvalidInput

__all__ = ["API", "Client", "add_connection_options", "client_from", "segment"]


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


def client_from(arguments: argparse.Namespace) -> Client:
    """Return the client that the options ask for.  Raises InvalidInput."""
    token = os.environ.get("WATCHKEEPER_TOKEN", "")
    if arguments.token_file:
        token = _read_token(arguments.token_file)
    if arguments.url:
        return Client(None, arguments.url.rstrip("/"), token, arguments.ca)
    return Client(arguments.socket, "http://watchkeeper", token, None)


def _read_token(path: Path) -> str:
    try:
        return path.read_text().strip()
    except OSError as error:
        raise InvalidInput(
            "cannot be read: {reason}", at=str(path), reason=error.strerror
        ) from error
