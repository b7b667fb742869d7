"""Kinds ``smtp`` and ``webhook``."""

from __future__ import annotations

import ssl
from dataclasses import dataclass, field
from pathlib import Path

from ticketing.notify.settings.entry import Entry, Maker, optional_secret
from ticketing.notify.smtp import Security, Smtp
from ticketing.notify.webhook import Webhook
from ticketing.notify.wording import Form
from watchkeeper.config.bind import bind
from watchkeeper.config.nodes import Node
from watchkeeper.core.errors import ConfigError

_PORTS = {Security.TLS: 465, Security.STARTTLS: 587, Security.NONE: 25}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Smtp(Entry):
    host: str
    sender: str
    port: int | None = None
    security: Security = Security.STARTTLS
    user: str = ""
    password: str = field(default="", repr=False)
    password_file: Path | None = None
    ca_file: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Webhook(Entry):
    url: str = field(default="", repr=False)
    secret: str = field(default="", repr=False)
    secret_file: Path | None = None


def make_smtp(name: str, node: Node) -> Maker:
    found = bind(node, _Smtp)
    password = optional_secret(found.password, found.password_file, at=found.at)
    tls = None if found.security is Security.NONE else _trust(found.ca_file, found.at)
    return lambda _session, clock: Smtp(
        name,
        clock,
        found.host,
        found.port or _PORTS[found.security],
        found.sender,
        security=found.security,
        user=found.user,
        password=password,
        tls=tls,
        wording=found.wording(Form.MAIL),
    )


def make_webhook(name: str, node: Node) -> Maker:
    found = bind(node, _Webhook)
    secret = optional_secret(found.secret, found.secret_file, at=found.at)
    wording = found.wording(Form.CHAT)
    return lambda session, clock: Webhook(
        name, session, clock, url=found.url, secret=secret, wording=wording
    )


def _trust(ca_file: Path | None, at: str) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=ca_file)
    except OSError as error:
        raise ConfigError(
            "ca_file {path} cannot be read: {reason}", at=at, path=ca_file, reason=error
        ) from error
