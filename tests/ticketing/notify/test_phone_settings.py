from __future__ import annotations

from pathlib import Path

import aiohttp
import pytest

from ticketing.notify.aliyun_voice import AliyunVoice
from ticketing.notify.channel import Channel
from ticketing.notify.command import Command
from ticketing.notify.settings import contact_of_channel, kinds_of_channels
from ticketing.notify.wording import Form, Wording
from watchkeeper.config.nodes import Node, parse_yaml
from watchkeeper.core.errors import ConfigError
from watchkeeper.server.clock import ManualClock

SMS = "kind: aliyun-sms, access_key: LTAI, secret: s3cret, signature: 某某, template: SMS_1"
CALL = "kind: aliyun-voice, access_key: LTAI, secret: s3cret, template: TTS_1"
TENCENT = "kind: tencent-sms, secret_id: AKID, secret: s3cret, application: '14'"
GATE = "kind: gateway, url: 'https://gate.example/send'"


def _nodes(text: str) -> dict[str, Node]:
    root = parse_yaml(text, name="watchkeeper.yml")
    assert isinstance(root.value, dict)
    return root.value


def _kind(node: Node) -> str:
    assert isinstance(node.value, dict)
    return node.value["kind"].text


async def test_every_kind_is_read(
    clock: ManualClock, session: aiohttp.ClientSession, tmp_path: Path
) -> None:
    """Each entry becomes a channel for its kind of contact; no secret is shown."""
    (tmp_path / "secret").write_text("from-a-file\n")
    program = tmp_path / "send"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    text = f"""
sms: {{{SMS}, variables: {{level: level, what: title}}}}
call: {{{CALL}, variables: {{words: spoken}}, show_number: "0571"}}
tsms: {{{TENCENT}, signature: 某某, template: "1110", variables: [level, ticket, title]}}
tcall: {{kind: tencent-voice, secret_id: AKID, secret_file: {tmp_path}/secret, application: "14"}}
gate: {{{GATE}, headers: {{X-Token: "{{token}}"}}, body: "{{text}}", secret_files: {{token: {tmp_path}/secret}},
  medium: phone, success_path: $.code, success_values: ["0"]}}
modem: {{kind: command, program: {program}, arguments: ["{{number}}"], contacts: phone, timeout: 5s, language: en}}
"""
    kinds = kinds_of_channels({program})
    channels: list[Channel] = [
        kinds[_kind(node)](name, node)(session, clock) for name, node in _nodes(text).items()
    ]
    assert [(channel.name, channel.kind) for channel in channels] == [
        ("sms", "sms"),
        ("call", "phone"),
        ("tsms", "sms"),
        ("tcall", "phone"),
        ("gate", "phone"),
        ("modem", "phone"),
    ]
    call, modem = channels[1], channels[5]
    assert isinstance(call, AliyunVoice)
    assert (call.show_number, call.menu) == ("0571", None)
    assert isinstance(modem, Command)
    assert (modem.seconds, modem.wording) == (5.0, Wording(Form.SMS, "en"))
    assert [one.wording.form for one in channels[:5]] == [
        Form.SMS,
        Form.VOICE,
        Form.SMS,
        Form.VOICE,
        Form.VOICE,
    ]
    served = [contact_of_channel(node) for node in _nodes(text).values()]
    assert served == [channel.kind for channel in channels]
    for secret in ("s3cret", "from-a-file"):
        assert secret not in repr(channels)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (f"{SMS}, variables: {{a: titel}}", "cannot be filled by 'titel'"),
        (
            "kind: aliyun-sms, access_key: L, signature: x, template: T, variables: {}",
            "secret or secret_file",
        ),
        (f"{CALL}, variables: {{}}, play_times: 4", "1, 2 or 3"),
        (f"{TENCENT}, signature: x", "needs template"),
        (f"{TENCENT}, template: x", "needs signature"),
        (f"{GATE}, body: '{{titel}}'", "no field 'titel'"),
        (f"{GATE}, method: DELETE", "one of GET"),
        (f"{GATE}, success_path: $.code", "needs success_values"),
        (f"{GATE}, id_path: code", "is no path"),
        (f"{GATE}, longest: 20", "between 35"),
        (f"{GATE}, secret_files: {{token: /nowhere/token}}", "cannot be read"),
        ("kind: command, program: /bin/true", "not among the allowed"),
    ],
    ids=[
        "unknown field",
        "no secret",
        "played too often",
        "no template",
        "no signature",
        "unknown field of a gateway",
        "method",
        "path without values",
        "no path",
        "too short",
        "no secret file",
        "command not allowed",
    ],
)
def test_a_wrong_entry_says_where_and_what(text: str, complaint: str) -> None:
    """Every error names file and line and the remedy."""
    (node,) = _nodes(f"c: {{{text}}}").values()
    with pytest.raises(ConfigError, match=complaint) as failure:
        kinds_of_channels()[_kind(node)]("c", node)
    assert str(failure.value).startswith("watchkeeper.yml:1: ")
