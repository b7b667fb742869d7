"""Aliyun SMS (短信服务): an approved template with a signature, and its receipt.

Facts of the service: ``SendSms`` answers a ``BizId``; ``QuerySendDetails`` tells by number, day
(of Shanghai) and BizId: 1 waiting, 2 failed, 3 delivered.  A notification goes 50 times a day to
one number at most.  A variable has 35 characters unless the account was freed of that.
"""

from __future__ import annotations

from dataclasses import dataclass

import orjson

from ticketing.notify.aliyun import AliyunAccount
from ticketing.notify.channel import OutgoingMessage, RateLimit, Receipt
from ticketing.notify.phone_words import called_number, fields_of
from ticketing.notify.receipts import DeliveryReceipt, ReceiptState, SentMessage
from ticketing.notify.template_fields import TemplateFields
from ticketing.notify.wording import AS_SMS, Wording
from watchkeeper.core.instants import datetime_from_instant

SERVICE = "https://dysmsapi.aliyuncs.com"
LONGEST_VARIABLE = 35
LIMIT = RateLimit(600)

_SHANGHAI = "Asia/Shanghai"
_STATES = {"1": ReceiptState.WAITING, "2": ReceiptState.FAILED, "3": ReceiptState.DELIVERED}


@dataclass(frozen=True, slots=True)
class AliyunSms:
    """One template of one signature."""

    name: str
    account: AliyunAccount
    signature: str
    template: str
    fields: TemplateFields
    limit: RateLimit = LIMIT
    kind: str = "sms"
    knows_repeats: bool = False
    wording: Wording = AS_SMS

    async def send(self, message: OutgoingMessage, address: str) -> Receipt:
        values = self.fields.values(fields_of(message))
        answer = await self.account.call(
            "SendSms",
            {
                "PhoneNumbers": called_number(address).without_plus,
                "SignName": self.signature,
                "TemplateCode": self.template,
                "TemplateParam": orjson.dumps(values).decode(),
                "OutId": message.key,
            },
        )
        return Receipt(str(answer.get("BizId", ""))[:200], str(answer.get("Message", ""))[:200])

    async def receipt(self, sent: SentMessage) -> DeliveryReceipt:
        answer = await self.account.call(
            "QuerySendDetails",
            {
                "PhoneNumber": called_number(sent.address).without_plus,
                "BizId": sent.provider_id,
                "SendDate": datetime_from_instant(sent.sent_at, _SHANGHAI).strftime("%Y%m%d"),
                "PageSize": "10",
                "CurrentPage": "1",
            },
        )
        return _receipt(answer)


def _receipt(answer: dict[str, object]) -> DeliveryReceipt:
    """Read the details; a message that is not among them yet is waited for."""
    listed = answer.get("SmsSendDetailDTOs")
    details = listed.get("SmsSendDetailDTO") if isinstance(listed, dict) else None
    first = details[0] if isinstance(details, list) and details else None
    if not isinstance(first, dict):
        return DeliveryReceipt(ReceiptState.WAITING)
    state = _STATES.get(str(first.get("SendStatus")), ReceiptState.WAITING)
    return DeliveryReceipt(state, str(first.get("ErrCode", ""))[:200])
