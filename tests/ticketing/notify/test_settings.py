from __future__ import annotations

from pathlib import Path

import aiohttp
import pytest

from ticketing.notify.settings import check_channels, read_channels
from ticketing.notify.smtp import Security, Smtp
from watchkeeper.config.nodes import Node, parse_yaml
from watchkeeper.core.errors import ConfigError
from watchkeeper.server.clock import ManualClock


def _nodes(text: str) -> dict[str, Node]:
    root = parse_yaml(text, name="watchkeeper.yml")
    assert isinstance(root.value, dict)
    return root.value


async def test_every_kind_is_read(
    clock: ManualClock, session: aiohttp.ClientSession, tmp_path: Path
) -> None:
    """Each entry becomes a channel of its kind; secrets come from the file or a file of their own."""
    (tmp_path / "secret").write_text("from-a-file\n")
    text = f"""
mail: {{kind: smtp, host: mail.example, sender: watch@ops.example, user: watch, password: hunter2}}
relay: {{kind: smtp, host: 127.0.0.1, sender: watch@ops.example, security: none}}
duty: {{kind: wecom, key_file: {tmp_path}/secret}}
ding: {{kind: dingtalk, token: t0ken, secret_file: {tmp_path}/secret}}
hook: {{kind: webhook, url: "https://ci.example/hook", secret: s3cret}}
"""
    channels = read_channels(_nodes(text), session=session, clock=clock)
    assert [(channel.name, channel.kind) for channel in channels] == [
        ("mail", "mail"),
        ("relay", "mail"),
        ("duty", "wecom"),
        ("ding", "dingtalk"),
        ("hook", "webhook"),
    ]
    mail, relay = channels[0], channels[1]
    assert isinstance(mail, Smtp)
    assert isinstance(relay, Smtp)
    assert (mail.port, mail.security, relay.port) == (587, Security.STARTTLS, 25)
    for secret in ("hunter2", "from-a-file", "t0ken", "s3cret"):
        assert secret not in repr(channels)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("mail: {host: x}", "needs kind"),
        ("mail: just text", "needs kind"),
        ("mail: {kind: smtpp, host: x, sender: a@b}", "known are smtp"),
        ("mail: {kind: smtp, sender: a@b}", "'host' is missing"),
        ("mail: {kind: smtp, host: x, sendr: a@b}", "did you mean 'sender'"),
        ("mail: {kind: smtp, host: x, sender: a@b, security: ssl}", "starttls"),
        ("'两 个': {kind: webhook}", "no name for a channel"),
    ],
    ids=["no kind", "text", "wrong kind", "no host", "typing error", "security", "name"],
)
def test_a_wrong_entry_says_where_and_what(text: str, complaint: str) -> None:
    """Every error names file and line and the remedy."""
    with pytest.raises(ConfigError, match=complaint) as failure:
        check_channels(_nodes(text))
    assert str(failure.value).startswith("watchkeeper.yml:1: ")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("duty: {kind: wecom}", "needs key or key_file"),
        ("duty: {kind: wecom, key_file: /nowhere/key}", "cannot be read"),
        ("ding: {kind: dingtalk, token: x}", "needs secret or secret_file"),
        ("mail: {kind: smtp, host: x, sender: a@b, ca_file: /nowhere/ca}", "ca_file"),
    ],
    ids=["no key", "no key file", "no secret", "no authority"],
)
def test_missing_secrets_are_said(text: str, complaint: str) -> None:
    """A channel without its secret is refused by the check, not at the first fault."""
    with pytest.raises(ConfigError, match=complaint):
        check_channels(_nodes(text))
