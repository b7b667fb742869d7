"""A gateway of SMS or voice that is called by HTTP: any that has a URL, described by settings.

URL, headers and body are templates over a list of fields; each value is escaped for where it
stands.  Success is a status, and where the gateway answers 200 to everything, what stands at a
path of its JSON.  Secrets are fields of their own and stand in no error and no receipt.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum

import aiohttp
import orjson

from ticketing.notify.channel import (
    OutgoingMessage,
    PermanentTransportError,
    RateLimit,
    Receipt,
    TemporaryTransportError,
    shortened,
)
from ticketing.notify.http import Reply, Request, exchange
from ticketing.notify.json_path import JsonPath, words_of_value
from ticketing.notify.phone_words import FIELDS, called_number, fields_of
from ticketing.notify.placeholders import Template, as_it_is, for_header, for_json, for_url
from ticketing.notify.short import ONE_SMS, cut_to_units
from ticketing.notify.wording import AS_SMS, Wording

GATEWAY_FIELDS = (*FIELDS, "number", "number_national")
LIMIT = RateLimit(60)
METHODS = ("GET", "POST", "PUT")


class BodyKind(Enum):
    """How the body is written: what its values must not break, and its content type."""

    JSON = "application/json"
    FORM = "application/x-www-form-urlencoded"
    TEXT = "text/plain; charset=utf-8"


class Medium(Enum):
    """What the gateway does with the words; the value is the kind of contact it serves."""

    SMS = "sms"
    VOICE = "phone"


@dataclass(frozen=True, slots=True)
class Call:
    """How the gateway is called."""

    method: str
    url: Template = field(repr=False)
    headers: Mapping[str, Template] = field(repr=False)
    body: Template = field(repr=False)
    body_kind: BodyKind = BodyKind.JSON


@dataclass(frozen=True, slots=True)
class Success:
    """What counts as taken.

    ``values`` and ``busy`` are compared with what stands at ``path``; without a path the status
    alone counts.  ``id_path`` leads to the gateway's own name of the message.
    """

    statuses: frozenset[int] = frozenset(range(200, 300))
    path: JsonPath | None = None
    values: frozenset[str] = frozenset()
    busy: frozenset[str] = frozenset()
    id_path: JsonPath | None = None


@dataclass(frozen=True, slots=True)
class Gateway:
    """One gateway; ``secrets`` are further fields for its templates."""

    name: str
    session: aiohttp.ClientSession
    call: Call
    success: Success
    medium: Medium = Medium.SMS
    secrets: Mapping[str, str] = field(default_factory=dict, repr=False)
    longest: int = ONE_SMS
    limit: RateLimit = LIMIT
    knows_repeats: bool = False
    wording: Wording = AS_SMS

    @property
    def kind(self) -> str:
        return self.medium.value

    async def send(self, message: OutgoingMessage, address: str) -> Receipt:
        reply = await exchange(self.session, self._request(message, address))
        return _receipt(reply, self.success, self._without_secrets)

    def _request(self, message: OutgoingMessage, address: str) -> Request:
        fields = {**self._fields(message, address), **self.secrets}
        headers = {
            name: value.fill(fields, for_header) for name, value in self.call.headers.items()
        }
        body = self.call.body.fill(fields, _ESCAPES[self.call.body_kind]).encode(errors="replace")
        if body:
            headers.setdefault("Content-Type", self.call.body_kind.value)
        return Request(self.call.method, self.call.url.fill(fields, for_url), headers, body)

    def _fields(self, message: OutgoingMessage, address: str) -> dict[str, str]:
        number = called_number(address)
        fields = fields_of(message)
        is_sms = self.medium is Medium.SMS
        return {
            **fields,
            "text": cut_to_units(fields["text"], self.longest) if is_sms else fields["text"],
            "number": number.e164,
            "number_national": number.without_plus,
        }

    def _without_secrets(self, answer: str) -> str:
        """Return the gateway's words without secrets that it repeats."""
        for secret in self.secrets.values():
            answer = answer.replace(secret, "***") if secret else answer
        return shortened(answer)


_ESCAPES: Mapping[BodyKind, Callable[[str], str]] = {
    BodyKind.JSON: for_json,
    BodyKind.FORM: for_url,
    BodyKind.TEXT: as_it_is,
}


def _receipt(reply: Reply, success: Success, shown: Callable[[str], str]) -> Receipt:
    answer = shown(reply.text)
    if reply.status not in success.statuses:
        raise replace(reply, text=answer).refusal()
    document = _document(reply.text) if success.path or success.id_path else None
    if success.path is not None:
        _check_value(words_of_value(success.path.found_in(document)), success, answer)
    identity = words_of_value(success.id_path.found_in(document)) if success.id_path else ""
    return Receipt((identity or reply.request_id)[:200], answer)


def _check_value(found: str, success: Success, answer: str) -> None:
    if found in success.values:
        return
    if not found or found in success.busy:
        raise TemporaryTransportError("the gateway will take it later", answer=answer)
    raise PermanentTransportError("the gateway refused the message", answer=answer)


def _document(text: str) -> object | None:
    try:
        found: object = orjson.loads(text)
    except orjson.JSONDecodeError:
        return None
    return found
