"""Kinds ``tencent-sms`` and ``tencent-voice``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp

from ticketing.notify import tencent_sms, tencent_voice
from ticketing.notify.settings.entry import Entry, Maker, given, secret_of
from ticketing.notify.settings.voices import check_play_times
from ticketing.notify.tc3 import SecretKey
from ticketing.notify.template_fields import TemplateFields
from ticketing.notify.tencent import REGION, TencentAccount
from ticketing.notify.tencent_sms import TencentSms
from ticketing.notify.tencent_voice import TencentVoice
from ticketing.notify.wording import Form
from watchkeeper.access.languages import Language
from watchkeeper.config.bind import bind
from watchkeeper.config.nodes import Node
from watchkeeper.core.clock import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tencent(Entry):
    secret_id: str
    application: str
    template: str = ""
    variables: tuple[str, ...] = ()
    secret: str = field(default="", repr=False)
    secret_file: Path | None = None
    language: Language = Language.CHINESE
    region: str = REGION
    service: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _TencentSms(_Tencent):
    signature: str = ""
    longest_variable: int = tencent_sms.LONGEST_VARIABLE


@dataclass(frozen=True, slots=True, kw_only=True)
class _TencentVoice(_Tencent):
    play_times: int = 2
    longest_variable: int = tencent_voice.LONGEST_VARIABLE


def make_sms(name: str, node: Node) -> Maker:
    found = bind(node, _TencentSms)
    signature = given("signature", found.signature, found.at)
    template = given("template", found.template, found.at)
    fields = _numbered(found.variables, found.longest_variable, found.at)
    account = _account(found, tencent_sms.SERVICE, tencent_sms.PRODUCT, tencent_sms.VERSION)
    return lambda session, clock: TencentSms(
        name,
        account(session, clock),
        found.application,
        signature,
        template,
        fields,
        wording=found.wording(Form.SMS, found.language.value),
    )


def make_voice(name: str, node: Node) -> Maker:
    found = bind(node, _TencentVoice)
    check_play_times(found.play_times, found.at)
    fields = _numbered(found.variables, found.longest_variable, found.at)
    account = _account(found, tencent_voice.SERVICE, tencent_voice.PRODUCT, tencent_voice.VERSION)
    return lambda session, clock: TencentVoice(
        name,
        account(session, clock),
        found.application,
        found.template,
        fields,
        wording=found.wording(Form.VOICE, found.language.value),
        play_times=found.play_times,
    )


def _account(
    found: _Tencent, service: str, product: str, version: str
) -> Callable[[aiohttp.ClientSession, Clock], TencentAccount]:
    key = SecretKey(
        found.secret_id, secret_of("secret", found.secret, found.secret_file, at=found.at)
    )
    address = (found.service or service).rstrip("/")
    return lambda session, clock: TencentAccount(
        session, clock, key, address, product, version, found.region
    )


def _numbered(variables: tuple[str, ...], longest: int, at: str) -> TemplateFields:
    """Return the variables {1}, {2} ... of a template of Tencent Cloud."""
    names = {str(place): name for place, name in enumerate(variables, start=1)}
    return TemplateFields(names, longest, at=at)
