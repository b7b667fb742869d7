"""``answers:`` of watchkeeper.yml: from which services answers are taken, and what proves them.

Each entry becomes one source, whose name is a part of the address that the service calls.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ticketing.answers import dingtalk, feishu, slack, telegram, wecom
from ticketing.answers.answer import Callback, Handshake, Heard
from ticketing.notify.settings.entry import secret_of
from watchkeeper.config.bind import bind
from watchkeeper.config.nodes import Node
from watchkeeper.core.errors import ConfigError, InvalidInput
from watchkeeper.core.instants import Instant


@dataclass(frozen=True, slots=True)
class AnswerSource:
    """Reads the calls of one service; ``greet`` answers its GET, where it makes one."""

    name: str
    kind: str
    read: Callable[[Callback, Instant], Heard] = field(repr=False)
    greet: Callable[[Callback, Instant], Handshake] | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class _Feishu:
    kind: str
    encrypt_key: str = field(default="", repr=False)
    encrypt_key_file: Path | None = None
    verification_token: str = field(default="", repr=False)
    verification_token_file: Path | None = None
    at: str = ""


@dataclass(frozen=True, slots=True)
class _Slack:
    kind: str
    signing_secret: str = field(default="", repr=False)
    signing_secret_file: Path | None = None
    at: str = ""


@dataclass(frozen=True, slots=True)
class _Telegram:
    kind: str
    secret_token: str = field(default="", repr=False)
    secret_token_file: Path | None = None
    at: str = ""


@dataclass(frozen=True, slots=True)
class _Wecom:
    kind: str
    company: str
    token: str = field(default="", repr=False)
    token_file: Path | None = None
    key: str = field(default="", repr=False)
    key_file: Path | None = None
    at: str = ""


@dataclass(frozen=True, slots=True)
class _Dingtalk:
    kind: str
    app_secret: str = field(default="", repr=False)
    app_secret_file: Path | None = None
    at: str = ""


def read_sources(nodes: Mapping[str, Node]) -> tuple[AnswerSource, ...]:
    """Return the sources in the order of the file.  Raises ConfigError with file:line."""
    return tuple(_source(name, node) for name, node in nodes.items())


def _source(name: str, node: Node) -> AnswerSource:
    kind = node.value.get("kind") if isinstance(node.value, dict) else None
    source_of_kind = None if kind is None else _KINDS.get(kind.text)
    if source_of_kind is None:
        raise ConfigError("answers need kind: one of {known}", at=node.at, known=", ".join(_KINDS))
    return source_of_kind(name, node)


def _feishu(name: str, node: Node) -> AnswerSource:
    found = bind(node, _Feishu)
    key = secret_of("encrypt_key", found.encrypt_key, found.encrypt_key_file, at=found.at)
    token = secret_of(
        "verification_token", found.verification_token, found.verification_token_file, at=found.at
    )
    secrets = feishu.FeishuSecrets(key, token)
    return AnswerSource(name, feishu.KIND, lambda call, now: feishu.read(call, secrets, now))


def _slack(name: str, node: Node) -> AnswerSource:
    found = bind(node, _Slack)
    secret = secret_of(
        "signing_secret", found.signing_secret, found.signing_secret_file, at=found.at
    )
    return AnswerSource(name, slack.KIND, lambda call, now: slack.read(call, secret, now))


def _telegram(name: str, node: Node) -> AnswerSource:
    found = bind(node, _Telegram)
    token = secret_of("secret_token", found.secret_token, found.secret_token_file, at=found.at)
    return AnswerSource(name, telegram.KIND, lambda call, _now: telegram.read(call, token))


def _wecom(name: str, node: Node) -> AnswerSource:
    found = bind(node, _Wecom)
    token = secret_of("token", found.token, found.token_file, at=found.at)
    text = secret_of("key", found.key, found.key_file, at=found.at)
    try:
        key = wecom.key_from_text(text)
    except InvalidInput as error:
        raise ConfigError(error.sentence, at=found.at) from error
    secrets = wecom.WecomSecrets(token, key, found.company)
    return AnswerSource(
        name,
        wecom.KIND,
        lambda call, now: wecom.read(call, secrets, now),
        lambda call, now: wecom.greet(call, secrets, now),
    )


def _dingtalk(name: str, node: Node) -> AnswerSource:
    found = bind(node, _Dingtalk)
    secret = secret_of("app_secret", found.app_secret, found.app_secret_file, at=found.at)
    return AnswerSource(name, dingtalk.KIND, lambda call, now: dingtalk.read(call, secret, now))


_KINDS: Mapping[str, Callable[[str, Node], AnswerSource]] = {
    "feishu": _feishu,
    "slack": _slack,
    "telegram": _telegram,
    "wecom": _wecom,
    "dingtalk": _dingtalk,
}
