"""Kind ``gateway``: any service of SMS or voice that is called over HTTP."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ticketing.notify.gateway import (
    GATEWAY_FIELDS,
    METHODS,
    BodyKind,
    Call,
    Gateway,
    Medium,
    Success,
)
from ticketing.notify.json_path import JsonPath, json_path_from_text
from ticketing.notify.placeholders import template_from_text
from ticketing.notify.settings.entry import Entry, Maker, secret_in
from ticketing.notify.short import LONGEST_TEXT, ONE_SMS
from ticketing.notify.wording import Form
from watchkeeper.access.languages import Language
from watchkeeper.config.bind import bind
from watchkeeper.config.nodes import Node
from watchkeeper.core.errors import ConfigError


@dataclass(frozen=True, slots=True, kw_only=True)
class _Gateway(Entry):
    url: str = field(repr=False)
    medium: Medium = Medium.SMS
    method: str = "POST"
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: str = field(default="", repr=False)
    body_kind: BodyKind = BodyKind.JSON
    secret_files: Mapping[str, Path] = field(default_factory=dict)
    statuses: tuple[int, ...] = ()
    success_path: str = ""
    success_values: tuple[str, ...] = ()
    busy_values: tuple[str, ...] = ()
    id_path: str = ""
    longest: int = ONE_SMS
    language: Language | None = None


def make_gateway(name: str, node: Node) -> Maker:
    found = bind(node, _Gateway)
    secrets = {one: secret_in(path, at=found.at) for one, path in found.secret_files.items()}
    call, success = _call(found, (*GATEWAY_FIELDS, *secrets)), _success(found)
    if not ONE_SMS // 2 <= found.longest <= LONGEST_TEXT:
        raise ConfigError("longest is between 35 and 560 characters", at=found.at)
    form = Form.SMS if found.medium is Medium.SMS else Form.VOICE
    wording = found.wording(form, found.language.value if found.language else "")
    return lambda session, _clock: Gateway(
        name,
        session,
        call,
        success,
        wording=wording,
        medium=found.medium,
        secrets=secrets,
        longest=found.longest,
    )


def _call(found: _Gateway, known: tuple[str, ...]) -> Call:
    if found.method not in METHODS:
        raise ConfigError("method is one of {known}", at=found.at, known=", ".join(METHODS))
    return Call(
        found.method,
        template_from_text(found.url, known, at=found.at),
        {one: template_from_text(text, known, at=found.at) for one, text in found.headers.items()},
        template_from_text(found.body, known, at=found.at),
        found.body_kind,
    )


def _success(found: _Gateway) -> Success:
    path = _path(found.success_path, found.at)
    if path is not None and not found.success_values:
        raise ConfigError("success_path needs success_values to compare with", at=found.at)
    return Success(
        statuses=frozenset(found.statuses or range(200, 300)),
        path=path,
        values=frozenset(found.success_values),
        busy=frozenset(found.busy_values),
        id_path=_path(found.id_path, found.at),
    )


def _path(text: str, at: str) -> JsonPath | None:
    return json_path_from_text(text, at=at) if text else None
