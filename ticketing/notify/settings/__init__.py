"""``channels:`` of watchkeeper.yml: each entry becomes a channel."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Mapping
from pathlib import Path
from types import MappingProxyType

import aiohttp

from ticketing.notify.channel import Channel
from ticketing.notify.settings import aliyun, mail, robots, tencent
from ticketing.notify.settings.chats import chat_kinds
from ticketing.notify.settings.command import make_command
from ticketing.notify.settings.entry import Kinds, Maker
from ticketing.notify.settings.gateway import make_gateway
from watchkeeper.config.nodes import Node
from watchkeeper.core.clock import Clock
from watchkeeper.core.errors import ConfigError

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,39}")
_CONTACTS: Mapping[str, str] = MappingProxyType(
    {
        "smtp": "mail",
        "webhook": "webhook",
        "wecom": "wecom",
        "wecom-app": "wecom",
        "dingtalk": "dingtalk",
        "feishu": "feishu",
        "feishu-app": "feishu",
        "slack": "slack",
        "telegram": "telegram",
        "aliyun-sms": "sms",
        "aliyun-voice": "phone",
        "tencent-sms": "sms",
        "tencent-voice": "phone",
    }
)
_CONTACT_KEYS = {"gateway": "medium", "command": "contacts"}


def read_channels(
    nodes: Mapping[str, Node],
    *,
    session: aiohttp.ClientSession,
    clock: Clock,
    allowed_commands: Collection[Path] = (),
    heard: Collection[str] = (),
) -> tuple[Channel, ...]:
    """Return the channels in the order of the file.  Raises ConfigError with file:line.

    *allowed_commands* is the administrator's list; *heard* are the kinds of contacts whose pressed
    buttons reach us.
    """
    kinds = kinds_of_channels(allowed_commands, heard)
    return tuple(_maker(name, node, kinds)(session, clock) for name, node in nodes.items())


def check_channels(nodes: Mapping[str, Node], *, allowed_commands: Collection[Path] = ()) -> None:
    """Raise ConfigError where an entry is wrong or its secret cannot be read; sends nothing."""
    kinds = kinds_of_channels(allowed_commands)
    for name, node in nodes.items():
        _maker(name, node, kinds)


def kinds_of_channels(
    allowed_commands: Collection[Path] = (), heard: Collection[str] = ()
) -> Kinds:
    """Return how an entry of each kind becomes a channel."""
    return {
        "smtp": mail.make_smtp,
        "webhook": mail.make_webhook,
        "wecom": robots.make_wecom,
        "dingtalk": robots.make_dingtalk,
        "feishu": robots.make_feishu,
        **chat_kinds(heard),
        "aliyun-sms": aliyun.make_sms,
        "aliyun-voice": aliyun.make_voice,
        "tencent-sms": tencent.make_sms,
        "tencent-voice": tencent.make_voice,
        "gateway": make_gateway,
        "command": lambda name, node: make_command(name, node, allowed_commands),
    }


def contact_of_channel(node: Node) -> str | None:
    """Return the kind of contact that an entry serves; None for one that is wrong."""
    keys = node.value if isinstance(node.value, dict) else {}
    kind = keys["kind"].text if "kind" in keys else ""
    if kind not in _CONTACT_KEYS:
        return _CONTACTS.get(kind)
    said = keys.get(_CONTACT_KEYS[kind])
    return "sms" if said is None else said.text


def _maker(name: str, node: Node, kinds: Kinds) -> Maker:
    if not _NAME.fullmatch(name):
        raise ConfigError(
            "{name!r} is no name for a channel; use small letters, digits, dot and hyphen",
            at=node.key_at,
            name=name[:60],
        )
    kind = node.value.get("kind") if isinstance(node.value, dict) else None
    if kind is None:
        raise ConfigError(
            "a channel needs kind: one of {known}", at=node.at, known=", ".join(kinds)
        )
    maker_of_kind = kinds.get(kind.text)
    if maker_of_kind is None:
        nearest = difflib.get_close_matches(kind.text, kinds, n=1, cutoff=0.4)
        raise ConfigError(
            "there is no kind of channel {kind!r}; known are {known}",
            at=kind.at,
            kind=kind.text[:40],
            known=", ".join(nearest or kinds),
        )
    return maker_of_kind(name, node)
