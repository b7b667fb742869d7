"""Kinds of ``channels:`` that are chats with cards: feishu, feishu_app, slack, telegram, wecom_app.

*offers* are the answers that their cards have; none where nobody hears what is pressed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp

from ticketing.notify.card import Offer
from ticketing.notify.channel import Channel
from ticketing.notify.feishu import SERVICE as FEISHU
from ticketing.notify.feishu import FeishuRobot
from ticketing.notify.feishu_app import FeishuApp, tenant_tokens
from ticketing.notify.secret_files import secret_of
from ticketing.notify.slack import SERVICE as SLACK
from ticketing.notify.slack import Slack
from ticketing.notify.telegram import SERVICE as TELEGRAM
from ticketing.notify.telegram import Telegram
from ticketing.notify.wecom import SERVICE as WECOM
from ticketing.notify.wecom_app import WecomApp, app_tokens
from watchkeeper.config.bind import bind
from watchkeeper.config.nodes import Node
from watchkeeper.core.clock import Clock

Maker = Callable[[aiohttp.ClientSession, Clock], Channel]
Kind = Callable[[str, Node], Maker]


@dataclass(frozen=True, slots=True)
class _Feishu:
    kind: str
    token: str = field(default="", repr=False)
    token_file: Path | None = None
    secret: str = field(default="", repr=False)
    secret_file: Path | None = None
    service: str = FEISHU
    at: str = ""


@dataclass(frozen=True, slots=True)
class _FeishuApp:
    kind: str
    app_id: str
    secret: str = field(default="", repr=False)
    secret_file: Path | None = None
    service: str = FEISHU
    at: str = ""


@dataclass(frozen=True, slots=True)
class _Slack:
    kind: str
    token: str = field(default="", repr=False)
    token_file: Path | None = None
    service: str = SLACK
    at: str = ""


@dataclass(frozen=True, slots=True)
class _Telegram:
    kind: str
    token: str = field(default="", repr=False)
    token_file: Path | None = None
    service: str = TELEGRAM
    at: str = ""


@dataclass(frozen=True, slots=True)
class _WecomApp:
    kind: str
    company: str
    agent: int
    secret: str = field(default="", repr=False)
    secret_file: Path | None = None
    service: str = WECOM
    at: str = ""


def chat_kinds(offers: tuple[Offer, ...] = ()) -> Mapping[str, Kind]:
    """Return how entries of these kinds become channels; a kind raises ConfigError."""
    return {
        "feishu": _feishu,
        "feishu_app": lambda name, node: _feishu_app(name, node, offers),
        "slack": lambda name, node: _slack(name, node, offers),
        "telegram": lambda name, node: _telegram(name, node, offers),
        "wecom_app": lambda name, node: _wecom_app(name, node, offers),
    }


def _feishu(name: str, node: Node) -> Maker:
    found = bind(node, _Feishu)
    token = secret_of("token", found.token, found.token_file, at=found.at)
    secret = secret_of("secret", found.secret, found.secret_file, at=found.at)
    service = found.service.rstrip("/")
    return lambda session, clock: FeishuRobot(name, session, clock, token, secret, service=service)


def _feishu_app(name: str, node: Node, offers: tuple[Offer, ...]) -> Maker:
    found = bind(node, _FeishuApp)
    secret = secret_of("secret", found.secret, found.secret_file, at=found.at)
    service = found.service.rstrip("/")

    def make(session: aiohttp.ClientSession, clock: Clock) -> Channel:
        tokens = tenant_tokens(
            session, clock, app_id=found.app_id, app_secret=secret, service=service
        )
        return FeishuApp(name, session, tokens, service=service, offers=offers)

    return make


def _slack(name: str, node: Node, offers: tuple[Offer, ...]) -> Maker:
    found = bind(node, _Slack)
    token = secret_of("token", found.token, found.token_file, at=found.at)
    service = found.service.rstrip("/")
    return lambda session, _clock: Slack(name, session, token, service=service, offers=offers)


def _telegram(name: str, node: Node, offers: tuple[Offer, ...]) -> Maker:
    found = bind(node, _Telegram)
    token = secret_of("token", found.token, found.token_file, at=found.at)
    service = found.service.rstrip("/")
    return lambda session, _clock: Telegram(name, session, token, service=service, offers=offers)


def _wecom_app(name: str, node: Node, offers: tuple[Offer, ...]) -> Maker:
    found = bind(node, _WecomApp)
    secret = secret_of("secret", found.secret, found.secret_file, at=found.at)
    service = found.service.rstrip("/")

    def make(session: aiohttp.ClientSession, clock: Clock) -> Channel:
        tokens = app_tokens(session, clock, company=found.company, secret=secret, service=service)
        return WecomApp(name, session, clock, found.agent, tokens, service=service, offers=offers)

    return make
