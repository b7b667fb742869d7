"""Aliyun voice (语音服务): a call that reads an approved template, with a key to press.

Facts of the service: ``SingleCallByTts`` reads a template, ``IvrCall`` waits for a key as well
and needs a number of one's own; both answer a ``CallId``.  One number is called once a minute,
5 times an hour and 20 times in 24 hours.  Keys come by the service's call-back
(``ticketing.answers.keys``); ``QueryCallDetailByCallId`` tells only how the call ended.
``OutId`` has 15 characters at most.
"""

from __future__ import annotations

from dataclasses import dataclass

import orjson

from ticketing.notify.aliyun import AliyunAccount
from ticketing.notify.channel import (
    OutgoingMessage,
    PermanentTransportError,
    RateLimit,
    Receipt,
)
from ticketing.notify.phone_words import called_number, fields_of
from ticketing.notify.receipts import DeliveryReceipt, ReceiptState, SentMessage
from ticketing.notify.spoken import ACKNOWLEDGE_KEY
from ticketing.notify.template_fields import TemplateFields
from ticketing.notify.wording import AS_VOICE, Wording

SERVICE = "https://dyvmsapi.aliyuncs.com"
LONGEST_OUT_ID = 15
LIMIT = RateLimit(60)

_NOTIFICATION, _INTERACTIVE = "11000000300006", "11000000300005"  # ProdId
_ANSWERED = frozenset({"200000", "200001", "200008", "200100"})
_UNDER_WAY = frozenset({"", "200101", "200102", "200103", "300000"})  # 300000: a key was pressed
_MILLISECONDS_FOR_A_KEY = "5000"


@dataclass(frozen=True, slots=True)
class AliyunMenu:
    """What makes a call interactive: templates without variables, read after the key and at the end."""

    thanks_template: str
    goodbye_template: str


@dataclass(frozen=True, slots=True)
class AliyunVoice:
    """One template; ``show_number`` is empty in the service's shared mode (公共模式)."""

    name: str
    account: AliyunAccount
    template: str
    fields: TemplateFields
    show_number: str = ""
    menu: AliyunMenu | None = None
    play_times: int = 2
    limit: RateLimit = LIMIT
    kind: str = "phone"
    knows_repeats: bool = False
    wording: Wording = AS_VOICE

    async def send(self, message: OutgoingMessage, address: str) -> Receipt:
        action, parameters = self._call(message, address)
        answer = await self.account.call(action, parameters)
        return Receipt(str(answer.get("CallId", ""))[:200], str(answer.get("Message", ""))[:200])

    async def receipt(self, sent: SentMessage) -> DeliveryReceipt:
        answer = await self.account.call(
            "QueryCallDetailByCallId",
            {
                "CallId": sent.provider_id,
                "ProdId": _INTERACTIVE if self.menu else _NOTIFICATION,
                "QueryDate": str(sent.sent_at),
            },
        )
        return _receipt(answer.get("Data"))

    def _call(self, message: OutgoingMessage, address: str) -> tuple[str, dict[str, str]]:
        values = self.fields.values(fields_of(message))
        spoken = orjson.dumps(values).decode()
        common = {
            "CalledNumber": _mainland(address),
            "PlayTimes": str(self.play_times),
            "OutId": message.key[:LONGEST_OUT_ID],
        }
        if self.show_number:
            common["CalledShowNumber"] = self.show_number
        if self.menu is None:
            return "SingleCallByTts", common | {"TtsCode": self.template, "TtsParam": spoken}
        return "IvrCall", common | _menu(self.menu) | {
            "StartCode": self.template,
            "StartTtsParams": spoken,
        }


def _menu(menu: AliyunMenu) -> dict[str, str]:
    return {
        "MenuKeyMap.1.Key": ACKNOWLEDGE_KEY,
        "MenuKeyMap.1.Code": menu.thanks_template,
        "ByeCode": menu.goodbye_template,
        "Timeout": _MILLISECONDS_FOR_A_KEY,
    }


def _mainland(address: str) -> str:
    number = called_number(address)
    if not number.is_mainland:
        raise PermanentTransportError("this service calls numbers of mainland China only")
    return number.without_plus


def _receipt(data: object) -> DeliveryReceipt:
    """Read the call's record, which stands as JSON within JSON and may not be there yet."""
    try:
        record = orjson.loads(data) if isinstance(data, str) and data else None
    except orjson.JSONDecodeError:
        record = None
    if not isinstance(record, dict):
        return DeliveryReceipt(ReceiptState.WAITING)
    code = str(record.get("state") or "")
    said = f"{code} {record.get('stateDesc') or ''}".strip()[:200]
    return DeliveryReceipt(state_of_call(code), said)


def state_of_call(code: str) -> ReceiptState:
    """Return what a status code of a call means: answered, under way, or over without an answer."""
    if code in _UNDER_WAY:
        return ReceiptState.WAITING
    return ReceiptState.DELIVERED if code in _ANSWERED else ReceiptState.FAILED
