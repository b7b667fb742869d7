"""Kinds ``wecom``, ``dingtalk`` and ``feishu``: robots of a group."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from ticketing.notify.dingtalk import SERVICE as DINGTALK
from ticketing.notify.dingtalk import DingtalkRobot, Look
from ticketing.notify.feishu import SERVICE as FEISHU
from ticketing.notify.feishu import FeishuRobot
from ticketing.notify.settings.entry import Entry, Maker, secret_of
from ticketing.notify.wecom import SERVICE as WECOM
from ticketing.notify.wecom import WecomRobot
from ticketing.notify.wording import Form
from watchkeeper.config.bind import bind
from watchkeeper.config.nodes import Node


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wecom(Entry):
    key: str = field(default="", repr=False)
    key_file: Path | None = None
    service: str = WECOM


@dataclass(frozen=True, slots=True, kw_only=True)
class _Robot(Entry):
    token: str = field(default="", repr=False)
    token_file: Path | None = None
    secret: str = field(default="", repr=False)
    secret_file: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Dingtalk(_Robot):
    look: Look = Look.MARKDOWN
    service: str = DINGTALK


@dataclass(frozen=True, slots=True, kw_only=True)
class _Feishu(_Robot):
    service: str = FEISHU


def make_wecom(name: str, node: Node) -> Maker:
    found = bind(node, _Wecom)
    key = secret_of("key", found.key, found.key_file, at=found.at)
    service, wording = found.service.rstrip("/"), found.wording(Form.CHAT)
    return lambda session, _clock: WecomRobot(name, session, key, service=service, wording=wording)


def make_dingtalk(name: str, node: Node) -> Maker:
    found = bind(node, _Dingtalk)
    token, secret = _secrets(found)
    service, wording = found.service.rstrip("/"), found.wording(Form.CHAT)
    return lambda session, clock: DingtalkRobot(
        name, session, clock, token, secret, look=found.look, service=service, wording=wording
    )


def make_feishu(name: str, node: Node) -> Maker:
    found = bind(node, _Feishu)
    token, secret = _secrets(found)
    service, wording = found.service.rstrip("/"), found.wording(Form.CARD)
    return lambda session, clock: FeishuRobot(
        name, session, clock, token, secret, service=service, wording=wording
    )


def _secrets(found: _Robot) -> tuple[str, str]:
    token = secret_of("token", found.token, found.token_file, at=found.at)
    return token, secret_of("secret", found.secret, found.secret_file, at=found.at)
