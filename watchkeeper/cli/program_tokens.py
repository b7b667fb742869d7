"""Tokens for the programs that a command sets up: one for each, kept in a file of its own."""

from __future__ import annotations

import os
from pathlib import Path

from watchkeeper.cli.client import API, Client
from watchkeeper.core.errors import InvalidInput

TOKENS = f"{API}/tokens"


def token_for(client: Client, name: str, scopes: str, file: Path | None = None) -> str:
    """Return the token in *file*; where there is none, a new one, which is kept there."""
    if file is not None and file.exists():
        return _read(file)
    secret = str(client.post(TOKENS, {"name": name, "scopes": scopes})["secret"])
    if file is not None:
        write_private(file, secret + "\n")
    return secret


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInput("cannot be read: {reason}", at=str(file), reason=error) from error


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner can read.  Raises InvalidInput."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as opened:
            os.fchmod(descriptor, 0o600)
            opened.write(text)
    except OSError as error:
        raise InvalidInput(
            "cannot be written: {reason}", at=str(path), reason=error.strerror
        ) from error


def certificate_of(path: str | None) -> str:
    """Return the CA that clients are to trust as PEM, "" where there is none to be read here."""
    try:
        return Path(path).read_text(encoding="ascii") if path else ""
    except (OSError, UnicodeDecodeError):
        return ""
