"""Webhook: the message as signed JSON, to any program that takes HTTP.

``X-Watchkeeper-Signature: t=<seconds>,v1=<hex>`` with v1 = HMAC-SHA256(secret, "<seconds>." + body).
The address of a contact is the URL; the channel's own ``url`` is used where it has none.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field

import aiohttp
import orjson

from ticketing.notify.channel import (
    OutgoingMessage,
    PermanentTransportError,
    RateLimit,
    Receipt,
    shortened,
)
from ticketing.notify.http import post
from ticketing.notify.wording import AS_CHAT, Wording
from watchkeeper.core.clock import Clock

SIGNATURE = "X-Watchkeeper-Signature"
LIMIT = RateLimit(600)


@dataclass(frozen=True, slots=True)
class Webhook:
    """Posts JSON; a receiver that keeps ``Idempotency-Key`` sees every message once."""

    name: str
    session: aiohttp.ClientSession
    clock: Clock
    url: str = field(default="", repr=False)
    secret: str = field(default="", repr=False)
    limit: RateLimit = LIMIT
    kind: str = "webhook"
    knows_repeats: bool = True
    wording: Wording = AS_CHAT

    async def send(self, message: OutgoingMessage, address: str) -> Receipt:
        url = address if address.startswith(("https://", "http://")) else self.url
        if not url:
            raise PermanentTransportError("this contact has no URL, and neither has the channel")
        body = orjson.dumps(_document(message))
        answer = await post(self.session, url, body, self._headers(message, body))
        return Receipt(answer.request_id, shortened(answer.text))

    def _headers(self, message: OutgoingMessage, body: bytes) -> dict[str, str]:
        headers = {
            "Content-Type": "application/json",
            "User-Agent": "watchkeeper",
            "Idempotency-Key": message.key,
        }
        if self.secret:
            headers[SIGNATURE] = signature(self.secret, body, seconds=self.clock.now() // 1000)
        return headers


def signature(secret: str, body: bytes, *, seconds: int) -> str:
    """Return the signature header of *body* sent at *seconds* since 1970."""
    digest = hmac.new(secret.encode(), f"{seconds}.".encode() + body, hashlib.sha256)
    return f"t={seconds},v1={digest.hexdigest()}"


def _document(message: OutgoingMessage) -> dict[str, object]:
    return {
        "version": 1,
        "key": message.key,
        "subject": message.subject,
        "text": message.text,
        "markdown": message.markdown,
        **message.facts,
    }
