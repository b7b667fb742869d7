"""Tencent Cloud SMS and voice as their documentation says: signature, age, template, limits."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.fakes.service import FakeService
from watchkeeper.core.clock import Clock
from watchkeeper.core.instants import MINUTE, SECOND, Instant, datetime_from_instant

KEY_ID, KEY_SECRET = "AKIDFakeFakeFakeFakeFakeFake", "fAkE-secret-of-a-sub-user"
APPLICATION, SIGNATURE, TEMPLATE = "1400006666", "某某公司", "1110"

_AUTHORIZATION = re.compile(
    r"TC3-HMAC-SHA256 Credential=([^/]+)/(\d{4}-\d\d-\d\d)/(sms|vms)/tc3_request, "
    r"SignedHeaders=([^,]+), Signature=([0-9a-f]{64})"
)
_VERSIONS = {"sms": "2021-01-11", "vms": "2020-09-02"}


@dataclass
class Taken:
    """A message or a call that the service took."""

    id: str
    action: str
    number: str
    document: dict[str, Any] = field(repr=False)
    at: Instant = Instant(0)
    record: dict[str, object] | None = None  # what the carrier said


class FakeTencent(FakeService):
    """Keeps what it accepted in ``taken``."""

    path = "/"

    def __init__(self, clock: Clock) -> None:
        super().__init__(clock)
        self.taken: list[Taken] = []
        self.code = ""  # a refusal of the call
        self.number_code = ""  # a refusal of the number

    async def take(self, request: web.Request) -> web.StreamResponse:
        body = await request.read()
        refusal = self._refusal(request, body) or self.code
        if refusal:
            return _error(refusal)
        document = json.loads(body)
        action = request.headers["X-TC-Action"]
        known = {
            "SendSms": self._sms,
            "PullSmsSendStatusByPhoneNumber": self._sms_states,
            "SendTtsVoice": self._call,
            "SendCodeVoice": self._call,
        }.get(action)
        return known(action, document) if known else _error("InvalidAction")

    def _refusal(self, request: web.Request, body: bytes) -> str:
        """Return the gateway's code for what is not signed as the documentation asks."""
        match = _AUTHORIZATION.fullmatch(request.headers.get("Authorization", ""))
        if match is None:
            return "AuthFailure.InvalidAuthorization"
        if match[1] != KEY_ID:
            return "AuthFailure.SecretIdNotFound"
        seconds = int(request.headers["X-TC-Timestamp"])
        if abs(seconds * SECOND - self.clock.now()) > 5 * MINUTE:
            return "AuthFailure.SignatureExpire"
        if datetime_from_instant(Instant(seconds * SECOND)).strftime("%Y-%m-%d") != match[2]:
            return "AuthFailure.SignatureFailure"
        if not {"content-type", "host"} <= set(match[4].split(";")):
            return "AuthFailure.SignatureFailure"
        if not hmac.compare_digest(match[5], _signature(request, body, match)):
            return "AuthFailure.SignatureFailure"
        is_version = request.headers.get("X-TC-Version") == _VERSIONS[match[3]]
        return "" if is_version and request.headers.get("X-TC-Region") else "NoSuchVersion"

    def _sms(self, action: str, document: dict[str, Any]) -> web.Response:
        (number,) = document["PhoneNumberSet"]
        if document["SmsSdkAppId"] != APPLICATION or document["SignName"] != SIGNATURE:
            return _error("FailedOperation.SignatureIncorrectOrUnapproved")
        if document["TemplateId"] != TEMPLATE or len(document["TemplateParamSet"]) != 3:
            return _error("FailedOperation.TemplateIncorrectOrUnapproved")
        if len(document["SessionContext"].encode()) >= 512:
            return _error("InvalidParameterValue")
        code = self.number_code or _sms_code(number, document["TemplateParamSet"])
        status = {"PhoneNumber": number, "Code": code, "Message": code, "SerialNo": "", "Fee": 0}
        if code == "Ok":
            status["SerialNo"] = self._keep(action, number, document).id
        return _response(SendStatusSet=[status])

    def _sms_states(self, _action: str, document: dict[str, Any]) -> web.Response:
        if document["Limit"] > 100 or document["Offset"] != 0:
            return _error("InvalidParameterValue")
        found = [
            {"SerialNo": one.id, "PhoneNumber": one.number, **one.record}
            for one in self.taken
            if one.number == document["PhoneNumber"]
            and one.record is not None
            and one.at // SECOND >= document["BeginTime"]
        ]
        return _response(PullSmsSendStatusSet=found)

    def _call(self, action: str, document: dict[str, Any]) -> web.Response:
        if document["VoiceSdkAppid"] != APPLICATION or document["PlayTimes"] not in {1, 2, 3}:
            return _error("FailedOperation.InvalidParameters")
        if not re.fullmatch(r"\+861\d{10}", document["CalledNumber"]):
            return _error("InvalidParameterValue.CalledNumberVerifyFail")
        if action == "SendCodeVoice":
            if not re.fullmatch(r"\d+", document["CodeMessage"]):
                return _error("FailedOperation.InvalidParameters")
        elif document["TemplateId"] != TEMPLATE:
            return _error("FailedOperation.TemplateIncorrectOrUnapproved")
        elif sum(map(len, document["TemplateParamSet"])) > 350:
            return _error("InvalidParameterValue.ContentLengthLimit")
        taken = self._keep(action, document["CalledNumber"], document)
        status = {"CallId": taken.id, "SessionContext": document["SessionContext"]}
        return _response(SendStatus=status)

    def _keep(self, action: str, number: str, document: dict[str, Any]) -> Taken:
        taken = Taken(
            f"12582bce-403c-11eb-{len(self.taken):04}", action, number, document, self.clock.now()
        )
        self.taken.append(taken)
        return taken


def _sms_code(number: str, variables: list[str]) -> str:
    if not re.fullmatch(r"\+\d{8,15}", number):
        return "InvalidParameterValue.IncorrectPhoneNumber"
    if any(len(value) > 12 for value in variables):
        return "InvalidParameterValue.TemplateParameterLengthLimit"
    return "Ok"


def _signature(request: web.Request, body: bytes, match: re.Match[str]) -> str:
    """Compute the signature from what arrived, as the documentation describes it."""
    day, product, names = match[2], match[3], match[4]
    lines = "".join(
        f"{name}:{request.headers[name].strip().lower()}\n" for name in names.split(";")
    )
    words = (
        f"{request.method}\n{request.path}\n\n{lines}\n{names}\n{hashlib.sha256(body).hexdigest()}"
    )
    string = "\n".join(
        (
            "TC3-HMAC-SHA256",
            request.headers["X-TC-Timestamp"],
            f"{day}/{product}/tc3_request",
            hashlib.sha256(words.encode()).hexdigest(),
        )
    )
    key = b"TC3" + KEY_SECRET.encode()
    for part in (day, product, "tc3_request"):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    return hmac.new(key, string.encode(), hashlib.sha256).hexdigest()


def _response(**more: object) -> web.Response:
    return web.json_response({"Response": {**more, "RequestId": "a0aabda6-cf91-4f3e"}})


def _error(code: str) -> web.Response:
    return _response(Error={"Code": code, "Message": f"{code} as documented"})
