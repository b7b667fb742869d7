"""``channels:`` of watchkeeper.yml: each entry becomes a channel.

A secret stands in the file itself or, better, in a file of its own: ``key`` or ``key_file``.
"""

from __future__ import annotations

import difflib
import re
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp

from ticketing.notify.channel import Channel
from ticketing.notify.dingtalk import SERVICE as DINGTALK
from ticketing.notify.dingtalk import DingtalkRobot
from ticketing.notify.smtp import Security, Smtp
from ticketing.notify.webhook import Webhook
from ticketing.notify.wecom import SERVICE as WECOM
from ticketing.notify.wecom import WecomRobot
from watchkeeper.config.bind import bind
from watchkeeper.config.nodes import Node
from watchkeeper.core.clock import Clock
from watchkeeper.core.errors import ConfigError

_PORTS = {Security.TLS: 465, Security.STARTTLS: 587, Security.NONE: 25}
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,39}")


@dataclass(frozen=True, slots=True)
class _Smtp:
    kind: str
    host: str
    sender: str
    port: int | None = None
    security: Security = Security.STARTTLS
    user: str = ""
    password: str = field(default="", repr=False)
    password_file: Path | None = None
    ca_file: Path | None = None
    at: str = ""


@dataclass(frozen=True, slots=True)
class _Webhook:
    kind: str
    url: str = field(default="", repr=False)
    secret: str = field(default="", repr=False)
    secret_file: Path | None = None
    at: str = ""


@dataclass(frozen=True, slots=True)
class _Wecom:
    kind: str
    key: str = field(default="", repr=False)
    key_file: Path | None = None
    service: str = WECOM
    at: str = ""


@dataclass(frozen=True, slots=True)
class _Dingtalk:
    kind: str
    token: str = field(default="", repr=False)
    token_file: Path | None = None
    secret: str = field(default="", repr=False)
    secret_file: Path | None = None
    service: str = DINGTALK
    at: str = ""


Maker = Callable[[aiohttp.ClientSession, Clock], Channel]


def read_channels(
    nodes: Mapping[str, Node], *, session: aiohttp.ClientSession, clock: Clock
) -> tuple[Channel, ...]:
    """Return the channels in the order of the file.  Raises ConfigError with file:line."""
    return tuple(_maker(name, node)(session, clock) for name, node in nodes.items())


def check_channels(nodes: Mapping[str, Node]) -> None:
    """Raise ConfigError where an entry is wrong or its secret cannot be read; sends nothing."""
    for name, node in nodes.items():
        _maker(name, node)


def _maker(name: str, node: Node) -> Maker:
    if not _NAME.fullmatch(name):
        raise ConfigError(
            "{name!r} is no name for a channel; use small letters, digits, dot and hyphen",
            at=node.key_at,
            name=name[:60],
        )
    kind = node.value.get("kind") if isinstance(node.value, dict) else None
    if kind is None:
        raise ConfigError(
            "a channel needs kind: one of {known}", at=node.at, known=", ".join(_KINDS)
        )
    maker_of_kind = _KINDS.get(kind.text)
    if maker_of_kind is None:
        nearest = difflib.get_close_matches(kind.text, _KINDS, n=1, cutoff=0.4)
        raise ConfigError(
            "there is no kind of channel {kind!r}; known are {known}",
            at=kind.at,
            kind=kind.text[:40],
            known=", ".join(nearest or _KINDS),
        )
    return maker_of_kind(name, node)


def _smtp(name: str, node: Node) -> Maker:
    found = bind(node, _Smtp)
    password = _secret(found.password, found.password_file, found.at)
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
    )


def _webhook(name: str, node: Node) -> Maker:
    found = bind(node, _Webhook)
    secret = _secret(found.secret, found.secret_file, found.at)
    return lambda session, clock: Webhook(name, session, clock, url=found.url, secret=secret)


def _wecom(name: str, node: Node) -> Maker:
    found = bind(node, _Wecom)
    key = _needed("key", _secret(found.key, found.key_file, found.at), found.at)
    service = found.service.rstrip("/")
    return lambda session, _clock: WecomRobot(name, session, key, service=service)


def _dingtalk(name: str, node: Node) -> Maker:
    found = bind(node, _Dingtalk)
    token = _needed("token", _secret(found.token, found.token_file, found.at), found.at)
    secret = _needed("secret", _secret(found.secret, found.secret_file, found.at), found.at)
    service = found.service.rstrip("/")
    return lambda session, clock: DingtalkRobot(
        name, session, clock, token, secret, service=service
    )


_KINDS: Mapping[str, Callable[[str, Node], Maker]] = {
    "smtp": _smtp,
    "webhook": _webhook,
    "wecom": _wecom,
    "dingtalk": _dingtalk,
}


def _trust(ca_file: Path | None, at: str) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=ca_file)
    except OSError as error:
        raise ConfigError(
            "ca_file {path} cannot be read: {reason}", at=at, path=ca_file, reason=error
        ) from error


def _secret(inline: str, path: Path | None, at: str) -> str:
    if path is None:
        return inline
    try:
        return path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError("{path} cannot be read: {reason}", at=at, path=path, reason=error) from (
            error
        )


def _needed(name: str, secret: str, at: str) -> str:
    if not secret:
        raise ConfigError("this channel needs {name} or {name}_file", at=at, name=name)
    return secret
