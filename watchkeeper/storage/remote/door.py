"""How an engine is spoken to: TLS, who we are to it, and its tenant."""

from __future__ import annotations

import base64
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from watchkeeper import __version__
from watchkeeper.config.settings import RemoteSettings
from watchkeeper.core.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Door:
    """Headers of every request, and the TLS of https addresses."""

    headers: Mapping[str, str]
    tls: ssl.SSLContext


def open_door(settings: RemoteSettings) -> Door:
    """Read the files that the settings name.  Raises ConfigError."""
    headers = {"User-Agent": f"watchkeeper/{__version__}"}
    if settings.token_file:
        headers["Authorization"] = f"Bearer {_secret(settings.token_file)}"
    elif settings.user:
        password = _secret(settings.password_file) if settings.password_file else ""
        pair = base64.b64encode(f"{settings.user}:{password}".encode()).decode()
        headers["Authorization"] = f"Basic {pair}"
    if settings.tenant:
        headers["X-Scope-OrgID"] = settings.tenant
    return Door(headers, _tls(settings.ca))


def _secret(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError("cannot be read: {reason}", at=str(path), reason=error) from error


def _tls(authority: Path | None) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=authority)
    except OSError as error:  # an SSLError is one
        raise ConfigError(
            "is no file of certificates: {reason}", at=str(authority), reason=error
        ) from error
