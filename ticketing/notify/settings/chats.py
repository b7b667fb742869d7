"""Kinds of apps and bots with cards: ``feishu-app``, ``slack``, ``telegram``, ``wecom-app``.

*heard* are the services whose pressed buttons we are told of: only their cards have answers.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp

from ticketing.notify.channel import Channel
from ticketing.notify.feishu import SERVICE as FEISHU
from ticketing.notify.feishu_app import FeishuApp, tenant_tokens
from ticketing.notify.settings.entry import Entry, Kinds, Maker, secret_of
from ticketing.notify.slack import SERVICE as SLACK
from ticketing.notify.slack import Slack
from ticketing.notify.telegram import SERVICE as TELEGRAM
from ticketing.notify.telegram import Telegram
from ticketing.notify.wecom import SERVICE as WECOM
from ticketing.notify.wecom_app import WecomApp, app_tokens
from ticketing.notify.wording import Form
from ticketing.verbs import Verb
from watchkeeper.config.bind import bind
from watchkeeper.config.nodes import Node
from watchkeeper.core.clock import Clock

OFFERED = (Verb.ACKNOWLEDGE, Verb.ESCALATE)
"""What a button alone can say: the other answers need words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _FeishuApp(Entry):
    app_id: str
    secret: str = field(default="", repr=False)
    secret_file: Path | None = None
    service: str = FEISHU


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bot(Entry):
    token: str = field(default="", repr=False)
    token_file: Path | None = None
    service: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _WecomApp(Entry):
    company: str
    agent: int
    secret: str = field(default="", repr=False)
    secret_file: Path | None = None
    service: str = WECOM


def chat_kinds(heard: Collection[str] = ()) -> Kinds:
    """Return how entries of these kinds become channels."""
    offers = dict.fromkeys(heard, OFFERED)
    return {
        "feishu-app": lambda name, node: _feishu_app(name, node, offers.get("feishu", ())),
        "slack": lambda name, node: _slack(name, node, offers.get("slack", ())),
        "telegram": lambda name, node: _telegram(name, node, offers.get("telegram", ())),
        "wecom-app": lambda name, node: _wecom_app(name, node, offers.get("wecom", ())),
    }


def _feishu_app(name: str, node: Node, offers: tuple[Verb, ...]) -> Maker:
    found = bind(node, _FeishuApp)
    secret = secret_of("secret", found.secret, found.secret_file, at=found.at)
    service, wording = found.service.rstrip("/"), found.wording(Form.CARD)

    def make(session: aiohttp.ClientSession, clock: Clock) -> Channel:
        tokens = tenant_tokens(
            session, clock, app_id=found.app_id, app_secret=secret, service=service
        )
        return FeishuApp(name, session, tokens, service=service, offers=offers, wording=wording)

    return make


def _slack(name: str, node: Node, offers: tuple[Verb, ...]) -> Maker:
    found = bind(node, _Bot)
    token = secret_of("token", found.token, found.token_file, at=found.at)
    service, wording = (found.service or SLACK).rstrip("/"), found.wording(Form.CARD)
    return lambda session, _clock: Slack(
        name, session, token, service=service, offers=offers, wording=wording
    )


def _telegram(name: str, node: Node, offers: tuple[Verb, ...]) -> Maker:
    found = bind(node, _Bot)
    token = secret_of("token", found.token, found.token_file, at=found.at)
    service, wording = (found.service or TELEGRAM).rstrip("/"), found.wording(Form.CARD)
    return lambda session, _clock: Telegram(
        name, session, token, service=service, offers=offers, wording=wording
    )


def _wecom_app(name: str, node: Node, offers: tuple[Verb, ...]) -> Maker:
    found = bind(node, _WecomApp)
    secret = secret_of("secret", found.secret, found.secret_file, at=found.at)
    service, wording = found.service.rstrip("/"), found.wording(Form.CARD)

    def make(session: aiohttp.ClientSession, clock: Clock) -> Channel:
        tokens = app_tokens(session, clock, company=found.company, secret=secret, service=service)
        return WecomApp(
            name,
            session,
            clock,
            found.agent,
            tokens,
            service=service,
            offers=offers,
            wording=wording,
        )

    return make
