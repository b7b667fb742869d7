"""A program that takes webhooks: checks the signature and its age, keeps idempotency keys."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from typing import Any

from aiohttp import web

from tests.fakes.service import FakeService
from watchkeeper.core.clock import Clock
from watchkeeper.core.instants import MINUTE

SECRET = "whsec-0123456789"
_SIGNATURE = re.compile(r"t=(\d+),v1=([0-9a-f]{64})")


class FakeReceiver(FakeService):
    """Keeps each document once, whatever the number of calls with its key."""

    path = "/hook"

    def __init__(self, clock: Clock) -> None:
        super().__init__(clock)
        self.documents: dict[str, dict[str, Any]] = {}
        self.status = 200

    @property
    def address(self) -> str:
        return self.url + self.path

    async def take(self, request: web.Request) -> web.StreamResponse:
        body = await request.read()
        if not self._is_signed(request.headers.get("X-Watchkeeper-Signature", ""), body):
            return web.Response(status=401, text="bad signature")
        if self.status >= 300:
            return web.Response(status=self.status, headers={"Retry-After": "120"}, text="no")
        self.documents.setdefault(request.headers["Idempotency-Key"], json.loads(body))
        return web.Response(text="taken", headers={"X-Request-Id": f"r{len(self.documents)}"})

    def _is_signed(self, header: str, body: bytes) -> bool:
        match = _SIGNATURE.fullmatch(header)
        if match is None or abs(int(match[1]) * 1000 - self.clock.now()) > 5 * MINUTE:
            return False
        expected = hmac.new(SECRET.encode(), f"{match[1]}.".encode() + body, hashlib.sha256)
        return hmac.compare_digest(expected.hexdigest(), match[2])
