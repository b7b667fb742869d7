"""Tencent Cloud SMS (短信): an approved template with a signature, and its receipt.

Facts of the service: ``SendSms`` answers for each number a ``SerialNo`` and a code, ``Ok`` for
success; ``PullSmsSendStatusByPhoneNumber`` tells of the last seven days what the carrier said,
at most 20 times a second.  Links in variables are refused.
"""

from __future__ import annotations

from dataclasses import dataclass

from ticketing.notify.channel import OutgoingMessage, RateLimit, Receipt, TemporaryTransportError
from ticketing.notify.phone_words import called_number, fields_of
from ticketing.notify.receipts import DeliveryReceipt, ReceiptState, SentMessage
from ticketing.notify.template_fields import TemplateFields
from ticketing.notify.tencent import TencentAccount, refusal
from ticketing.notify.wording import AS_SMS, Wording
from watchkeeper.core.instants import MINUTE, SECOND

SERVICE = "https://sms.tencentcloudapi.com"
PRODUCT, VERSION = "sms", "2021-01-11"
LONGEST_VARIABLE = 12  # as applications begin; raised on request
LIMIT = RateLimit(600)

_STATES = {"SUCCESS": ReceiptState.DELIVERED, "FAIL": ReceiptState.FAILED}


@dataclass(frozen=True, slots=True)
class TencentSms:
    """One template of one application (SdkAppId); variables stand in their order."""

    name: str
    account: TencentAccount
    application: str
    signature: str
    template: str
    fields: TemplateFields
    limit: RateLimit = LIMIT
    kind: str = "sms"
    knows_repeats: bool = False
    wording: Wording = AS_SMS

    async def send(self, message: OutgoingMessage, address: str) -> Receipt:
        values = self.fields.values(fields_of(message))
        response = await self.account.call(
            "SendSms",
            {
                "PhoneNumberSet": [called_number(address).e164],
                "SmsSdkAppId": self.application,
                "SignName": self.signature,
                "TemplateId": self.template,
                "TemplateParamSet": list(values.values()),
                "SessionContext": message.key,
            },
        )
        return _receipt(response)

    async def receipt(self, sent: SentMessage) -> DeliveryReceipt:
        response = await self.account.call(
            "PullSmsSendStatusByPhoneNumber",
            {
                "PhoneNumber": called_number(sent.address).e164,
                "SmsSdkAppId": self.application,
                "BeginTime": (sent.sent_at - MINUTE) // SECOND,
                "Offset": 0,
                "Limit": 100,
            },
        )
        return _delivery(response.get("PullSmsSendStatusSet"), sent.provider_id)


def _receipt(response: dict[str, object]) -> Receipt:
    states = response.get("SendStatusSet")
    first = states[0] if isinstance(states, list) and states else None
    if not isinstance(first, dict):
        raise TemporaryTransportError("the service answered for no number", answer=str(response))
    code, said = str(first.get("Code", "")), str(first.get("Message", ""))
    if code != "Ok":
        raise refusal(code, said)
    return Receipt(str(first.get("SerialNo", ""))[:200], said[:200])


def _delivery(listed: object, serial: str) -> DeliveryReceipt:
    """Return what the carrier said of *serial*; it is not listed before the carrier spoke."""
    for one in listed if isinstance(listed, list) else ():
        if isinstance(one, dict) and one.get("SerialNo") == serial:
            state = _STATES.get(str(one.get("ReportStatus")), ReceiptState.WAITING)
            return DeliveryReceipt(state, str(one.get("Description", ""))[:200])
    return DeliveryReceipt(ReceiptState.WAITING)
