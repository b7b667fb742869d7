from __future__ import annotations

from pathlib import Path

import aiohttp
import pytest

from tests.ticketing.notify.cards import OFFERS
from ticketing.notify.feishu_app import FeishuApp
from ticketing.notify.settings import contact_of_channel, kinds_of_channels
from ticketing.notify.wecom_app import WecomApp
from watchkeeper.config.nodes import Node, parse_yaml
from watchkeeper.core.errors import ConfigError
from watchkeeper.server.clock import ManualClock


def _node(kind: str, entry: str) -> Node:
    return parse_yaml(f"{{kind: {kind}, {entry}}}", name="watchkeeper.yml")


@pytest.mark.parametrize(
    ("kind", "entry", "contact"),
    [
        ("feishu", "token: t0ken, secret_file: {file}", "feishu"),
        ("feishu-app", "app_id: cli_x, secret_file: {file}", "feishu"),
        ("slack", "token_file: {file}", "slack"),
        ("telegram", "token: t0ken", "telegram"),
        ("wecom-app", "company: ww1, agent: 1000002, secret: s3cret", "wecom"),
    ],
)
async def test_every_kind_is_made(
    clock: ManualClock,
    session: aiohttp.ClientSession,
    tmp_path: Path,
    kind: str,
    entry: str,
    contact: str,
) -> None:
    """Each entry becomes a channel for contacts of its service; its secrets are not shown."""
    (tmp_path / "secret").write_text("from-a-file\n")
    node = _node(kind, entry.format(file=tmp_path / "secret"))
    channel = kinds_of_channels(heard={"feishu", "wecom"})[kind]("duty", node)(session, clock)
    assert (channel.name, channel.kind, contact_of_channel(node)) == ("duty", contact, contact)
    assert not [word for word in ("from-a-file", "t0ken", "s3cret") if word in repr(channel)]
    if isinstance(channel, FeishuApp | WecomApp):
        assert channel.offers == OFFERS


@pytest.mark.parametrize(
    ("kind", "entry", "complaint"),
    [
        ("feishu", "token: x", "needs secret or secret_file"),
        ("feishu-app", "secret: x", "'app_id' is missing"),
        ("slack", "token_file: /nowhere/token", "cannot be read"),
        ("telegram", "tokn: x", "did you mean 'token'"),
        ("wecom-app", "company: ww1, agent: x, secret: x", "agent"),
    ],
    ids=["no secret", "no app", "no file", "typing error", "no number"],
)
def test_a_wrong_entry_says_where_and_what(kind: str, entry: str, complaint: str) -> None:
    with pytest.raises(ConfigError, match=complaint) as failure:
        kinds_of_channels()[kind]("duty", _node(kind, entry))
    assert str(failure.value).startswith("watchkeeper.yml:1")
