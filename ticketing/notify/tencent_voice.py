"""Tencent Cloud voice (语音消息): a call that reads an approved template.

Facts of the service: ``SendTtsVoice`` reads at most 350 characters to a mobile number of
mainland China, ``SendCodeVoice`` reads digits behind 您的验证码是 and needs no template; both answer
a ``CallId``, at most 20 times a second.  It has no action that tells what became of a call:
state and keys come by its call-backs only (``ticketing.answers.keys``).
"""

from __future__ import annotations

from dataclasses import dataclass

from ticketing.notify.channel import OutgoingMessage, PermanentTransportError, RateLimit, Receipt
from ticketing.notify.phone_words import called_number, fields_of
from ticketing.notify.template_fields import TemplateFields
from ticketing.notify.tencent import TencentAccount
from ticketing.notify.wording import AS_VOICE, Wording

SERVICE = "https://vms.tencentcloudapi.com"
PRODUCT, VERSION = "vms", "2020-09-02"
LONGEST_VARIABLE = 200
LIMIT = RateLimit(60)

_NO_NUMBER = "0"


@dataclass(frozen=True, slots=True)
class TencentVoice:
    """One template of one application (SdkAppid); without a template the ticket's digits are read."""

    name: str
    account: TencentAccount
    application: str
    template: str
    fields: TemplateFields
    play_times: int = 2
    limit: RateLimit = LIMIT
    kind: str = "phone"
    knows_repeats: bool = False
    wording: Wording = AS_VOICE

    async def send(self, message: OutgoingMessage, address: str) -> Receipt:
        common = {
            "CalledNumber": _mobile(address),
            "VoiceSdkAppid": self.application,
            "PlayTimes": self.play_times,
            "SessionContext": message.key,
        }
        action, words = self._words(message)
        response = await self.account.call(action, common | words)
        status = response.get("SendStatus")
        call = status.get("CallId") if isinstance(status, dict) else None
        return Receipt(str(call or "")[:200], str(response.get("RequestId", ""))[:200])

    def _words(self, message: OutgoingMessage) -> tuple[str, dict[str, object]]:
        fields = fields_of(message)
        if not self.template:
            return "SendCodeVoice", {"CodeMessage": fields["digits"] or _NO_NUMBER}
        values = self.fields.values(fields)
        return "SendTtsVoice", {
            "TemplateId": self.template,
            "TemplateParamSet": list(values.values()),
        }


def _mobile(address: str) -> str:
    number = called_number(address)
    if not number.is_mainland_mobile:
        raise PermanentTransportError("this service calls mobile numbers of mainland China only")
    return number.e164
