"""The manual's requests are sent to a running site, and answered as it says."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession

from tests.dashboards.rest.conftest import ALL
from tests.dashboards.web.site import Site
from watchkeeper.access.model import Scope

pytestmark = pytest.mark.tree  # it reads the manual

DOCS = Path(__file__).parents[3] / "docs"
_BLOCK = re.compile(r"^```http\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Message:
    """A request or an answer as the manual writes it."""

    first: str
    headers: dict[str, str]
    body: Any


def messages(language: str) -> list[Message]:
    text = (DOCS / language / "rest.md").read_text(encoding="utf-8")
    return [_message(block) for block in _BLOCK.findall(text)]


def _message(block: str) -> Message:
    head, _, body = block.partition("\n\n")
    first, *lines = head.strip().splitlines()
    headers = dict(line.split(": ", 1) for line in lines)
    return Message(first, headers, json.loads(body) if body.strip() else None)


def holds(found: Any, said: Any) -> bool:
    """Tell whether an answer has all that the manual shows of it."""
    if isinstance(said, dict):
        return all(name in found and holds(found[name], value) for name, value in said.items())
    return bool(found == said)


@pytest.mark.parametrize("language", ["en", "zh"])
async def test_the_examples_are_answered_as_they_say(
    site: Site, session: ClientSession, language: str
) -> None:
    """One after the other, beginning with one ticket of level II."""
    await site.story.fire(on="web-1")
    token = await site.token(*ALL, Scope.ADMIN)
    said = messages(language)
    assert len(said) == 14
    for request, expected in zip(said[::2], said[1::2], strict=True):
        method, path = request.first.split()
        headers = {**request.headers, "Authorization": f"Bearer {token}"}
        async with session.request(
            method, site.url + path, json=request.body, headers=headers
        ) as answer:
            found = await answer.json() if method != "HEAD" else None
        assert answer.status == int(expected.first.split()[1]), (request.first, found)
        for name, value in expected.headers.items():
            assert answer.headers.get(name) == value, request.first
        assert holds(found, expected.body or {}), (request.first, found)
