from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import aiohttp
import pytest

from ticketing.notify.command import ARGUMENT_FIELDS
from ticketing.notify.gateway import GATEWAY_FIELDS
from ticketing.notify.settings import chats, kinds_of_channels, read_channels, robots
from ticketing.notify.settings.chats import chat_kinds
from ticketing.notify.wording import Hidden
from watchkeeper.config.nodes import parse_yaml
from watchkeeper.server.clock import ManualClock

pytestmark = pytest.mark.tree  # it reads the manuals

DOCS = Path(__file__).parents[3] / "docs"
LANGUAGES = ["en", "zh"]
_ENTRIES = {
    "feishu": robots._Feishu,
    "feishu-app": chats._FeishuApp,
    "slack": chats._Bot,
    "telegram": chats._Bot,
    "wecom-app": chats._WecomApp,
}
_COMMON = {"kind", "at", "hide"}


def _page(language: str, name: str) -> str:
    return (DOCS / language / f"{name}.md").read_text()


def _rows(language: str) -> dict[str, list[str]]:
    """Return the rows of all tables of the page by what stands in their first cell."""
    found: dict[str, list[str]] = {}
    for line in _page(language, "channels").splitlines():
        if line.startswith("| `"):
            found.setdefault(line.split("`")[1], []).append(line)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["feishu", *chat_kinds()])
def test_every_chat_has_its_keys_in_the_manual(language: str, kind: str) -> None:
    """What a kind can do, and each key that it reads, stand in the tables of the page."""
    rows = _rows(language)[kind]
    keys = {field.name.removesuffix("_file") for field in dataclasses.fields(_ENTRIES[kind])}
    assert len(rows) == 2
    assert not [key for key in keys - _COMMON if f"`{key}`" not in rows[1]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_field_and_thing_to_hide_is_in_the_manual(language: str) -> None:
    """What can be written can be looked up."""
    pages = "".join(
        _page(language, name) for name in ("notifications", "channels", "channels-phone")
    )
    words = (
        *kinds_of_channels(),
        *GATEWAY_FIELDS,
        *ARGUMENT_FIELDS,
        *(one.value for one in Hidden),
    )
    assert not [word for word in words if f"`{word}`" not in pages]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("page", "kinds"),
    [
        ("notifications", ["mail", "wecom", "wecom"]),
        ("channels", ["feishu"]),
        ("channels-phone", ["sms", "phone", "sms"]),
    ],
)
async def test_the_examples_of_the_manual_are_read(
    clock: ManualClock,
    session: aiohttp.ClientSession,
    tmp_path: Path,
    language: str,
    page: str,
    kinds: list[str],
) -> None:
    """Each example becomes its channels, with keys in files."""
    text = _page(language, page)
    for name in re.findall(r"/etc/watchkeeper/keys/([\w-]+)", text):
        (tmp_path / name).write_text("s3cret")
    found: list[str] = []
    for block in re.findall(r"```yaml\n(.*?)```", text, re.DOTALL):
        root = parse_yaml(block.replace("/etc/watchkeeper/keys", str(tmp_path)), name="x").value
        channels = root["channels"].value if isinstance(root, dict) and "channels" in root else {}
        assert isinstance(channels, dict)
        found += [one.kind for one in read_channels(channels, session=session, clock=clock)]
    assert found == kinds
