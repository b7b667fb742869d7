"""A program that speaks REST with one token."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientSession

from tests.dashboards.web.site import Site


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]  # whatever their case
    body: Any


class Caller:
    """Sends requests below /api/watch/v1."""

    def __init__(self, site: Site, session: ClientSession, token: str) -> None:
        self._base = f"{site.url}/api/watch/v1"
        self._session = session
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}

    async def __call__(
        self, method: str, path: str, body: object = None, **headers: str
    ) -> tuple[int, Any]:
        answer = await self.ask(method, path, body, **headers)
        return answer.status, answer.body

    async def ask(self, method: str, path: str, body: object = None, **headers: str) -> Answer:
        """Send a request; ``If_Match`` stands for the header If-Match."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        async with self._session.request(
            method, self._base + path, json=body, headers={**self._headers, **named}
        ) as answer:
            found = None if method == "HEAD" else await answer.json()
            return Answer(answer.status, answer.headers, found)
