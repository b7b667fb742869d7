"""Kinds ``aliyun-sms`` and ``aliyun-voice``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ticketing.notify import aliyun_sms, aliyun_voice
from ticketing.notify.acs3 import AccessKey
from ticketing.notify.aliyun import AliyunAccount
from ticketing.notify.aliyun_sms import AliyunSms
from ticketing.notify.aliyun_voice import AliyunVoice
from ticketing.notify.settings.entry import Entry, Maker, given, secret_of
from ticketing.notify.settings.voices import check_play_times
from ticketing.notify.template_fields import TemplateFields
from ticketing.notify.wording import Form
from watchkeeper.access.languages import Language
from watchkeeper.config.bind import bind
from watchkeeper.config.nodes import Node


@dataclass(frozen=True, slots=True, kw_only=True)
class _Aliyun(Entry):
    access_key: str
    template: str
    variables: Mapping[str, str]
    secret: str = field(default="", repr=False)
    secret_file: Path | None = None
    language: Language = Language.CHINESE
    service: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _AliyunSms(_Aliyun):
    signature: str = ""
    longest_variable: int = aliyun_sms.LONGEST_VARIABLE


@dataclass(frozen=True, slots=True, kw_only=True)
class _AliyunVoice(_Aliyun):
    show_number: str = ""
    play_times: int = 2
    longest_variable: int = 200


def make_sms(name: str, node: Node) -> Maker:
    found = bind(node, _AliyunSms)
    signature = given("signature", found.signature, found.at)
    fields = TemplateFields(found.variables, found.longest_variable, at=found.at)
    key, service = _access_key(found), found.service or aliyun_sms.SERVICE
    wording = found.wording(Form.SMS, found.language.value)
    return lambda session, clock: AliyunSms(
        name,
        AliyunAccount(session, clock, key, service.rstrip("/")),
        signature,
        found.template,
        fields,
        wording=wording,
    )


def make_voice(name: str, node: Node) -> Maker:
    found = bind(node, _AliyunVoice)
    check_play_times(found.play_times, found.at)
    fields = TemplateFields(found.variables, found.longest_variable, at=found.at)
    key, service = _access_key(found), found.service or aliyun_voice.SERVICE
    wording = found.wording(Form.VOICE, found.language.value)
    return lambda session, clock: AliyunVoice(
        name,
        AliyunAccount(session, clock, key, service.rstrip("/")),
        found.template,
        fields,
        wording=wording,
        show_number=found.show_number,
        play_times=found.play_times,
    )


def _access_key(found: _Aliyun) -> AccessKey:
    return AccessKey(
        found.access_key, secret_of("secret", found.secret, found.secret_file, at=found.at)
    )
