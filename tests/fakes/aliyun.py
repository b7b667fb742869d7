"""Aliyun SMS and voice as their documentation says: signature, nonce, age, template, limits."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, quote

from aiohttp import web

from tests.fakes.service import FakeService
from watchkeeper.core.clock import Clock
from watchkeeper.core.instants import MINUTE, Instant, instant_from_rfc3339

KEY_ID, KEY_SECRET = "LTAI5tFakeFakeFakeFake", "fAkE-secret-of-a-ram-user"
SIGNATURE, TEMPLATE, VOICE_TEMPLATE = "某某公司", "SMS_154950909", "TTS_1234"
THANKS, GOODBYE, OWN_NUMBER = "TTS_1235", "TTS_1236", "057100001111"

_AUTHORIZATION = re.compile(
    r"ACS3-HMAC-SHA256 Credential=([^,]+),SignedHeaders=([^,]+),Signature=([0-9a-f]{64})"
)
_PRODUCTS = {"11000000300005": "IvrCall", "11000000300006": "SingleCallByTts"}


@dataclass
class Taken:
    """A message or a call that the service took."""

    id: str
    action: str
    number: str
    variables: dict[str, str]
    parameters: dict[str, str] = field(repr=False)
    at: Instant = Instant(0)
    record: dict[str, object] | None = None  # what the carrier said


class FakeAliyun(FakeService):
    """Keeps what it accepted in ``taken``; a number is called once a minute."""

    path = "/"

    def __init__(self, clock: Clock) -> None:
        super().__init__(clock)
        self.taken: list[Taken] = []
        self.code = ""  # a refusal of the service
        self.throttles = False
        self._nonces: set[str] = set()

    async def take(self, request: web.Request) -> web.StreamResponse:
        body = await request.read()
        refusal = self._refusal(request, body)
        if refusal:
            return _answer(refusal, status=400)
        if self.throttles:
            return _answer("Throttling.User", status=400)
        if self.code:
            return _answer(self.code)
        if request.headers.get("Accept") != "application/json":
            return web.Response(text="<Code>OK</Code>", content_type="text/xml")
        parameters = dict(parse_qsl(request.rel_url.raw_query_string, keep_blank_values=True))
        action = request.headers["x-acs-action"]
        known = {
            "SendSms": self._sms,
            "QuerySendDetails": self._sms_details,
            "SingleCallByTts": self._call,
            "IvrCall": self._call,
            "QueryCallDetailByCallId": self._call_details,
        }.get(action)
        return known(action, parameters) if known else _answer("InvalidAction.NotFound", status=404)

    def _refusal(self, request: web.Request, body: bytes) -> str:
        """Return the gateway's code for what is not signed as the documentation asks."""
        match = _AUTHORIZATION.fullmatch(request.headers.get("Authorization", ""))
        headers = request.headers
        if match is None:
            return "MissingAuthorization"
        if match[1] != KEY_ID:
            return "InvalidAccessKeyId.NotFound"
        if headers.get("x-acs-version") != "2017-05-25":
            return "InvalidVersion"
        if abs(instant_from_rfc3339(headers["x-acs-date"]) - self.clock.now()) > 15 * MINUTE:
            return "InvalidTimeStamp.Expired"
        if headers["x-acs-content-sha256"] != hashlib.sha256(body).hexdigest():
            return "SignatureDoesNotMatch"
        if not hmac.compare_digest(match[3], _signature(request, match[2])):
            return "SignatureDoesNotMatch"
        if headers["x-acs-signature-nonce"] in self._nonces:
            return "SignatureNonceUsed"
        self._nonces.add(headers["x-acs-signature-nonce"])
        return ""

    def _sms(self, action: str, parameters: dict[str, str]) -> web.Response:
        variables = json.loads(parameters["TemplateParam"])
        number = parameters["PhoneNumbers"]
        if parameters["SignName"] != SIGNATURE or parameters["TemplateCode"] != TEMPLATE:
            return _answer("isv.SMS_TEMPLATE_ILLEGAL")
        if not re.fullmatch(r"\d{8,15}", number):
            return _answer("isv.MOBILE_NUMBER_ILLEGAL")
        if any(len(value) > 35 for value in variables.values()):
            return _answer("isv.PARAM_LENGTH_LIMIT")
        if any("://" in value for value in variables.values()):
            return _answer("isv.PARAM_NOT_SUPPORT_URL")
        taken = self._keep(action, number, variables, parameters)
        return _answer("OK", BizId=taken.id)

    def _sms_details(self, _action: str, parameters: dict[str, str]) -> web.Response:
        found = [
            one.record
            for one in self.taken
            if one.id == parameters["BizId"] and one.number == parameters["PhoneNumber"]
            and one.record is not None and parameters["SendDate"] == one.record["day"]
        ]  # fmt: skip
        return _answer(
            "OK", TotalCount=str(len(found)), SmsSendDetailDTOs={"SmsSendDetailDTO": found}
        )

    def _call(self, action: str, parameters: dict[str, str]) -> web.Response:
        is_menu = action == "IvrCall"
        template = parameters["StartCode" if is_menu else "TtsCode"]
        variables = json.loads(parameters["StartTtsParams" if is_menu else "TtsParam"])
        number = parameters["CalledNumber"]
        if template != VOICE_TEMPLATE or (is_menu and not _is_menu(parameters)):
            return _answer("isv.TTS_TEMPLATE_ILLEGAL")
        if is_menu and parameters.get("CalledShowNumber") != OWN_NUMBER:
            return _answer("isv.DISPLAY_NUMBER_ILLEGAL")
        if not 1 <= len(parameters["OutId"]) <= 15 or parameters["PlayTimes"] not in {
            "1",
            "2",
            "3",
        }:
            return _answer("isv.INVALID_PARAMETERS")
        if any(one.number == number and one.at > self.clock.now() - MINUTE for one in self.taken):
            return _answer("isv.BUSINESS_LIMIT_CONTROL", said="触发分钟级流控Permits:1")
        taken = self._keep(action, number, variables, parameters)
        return _answer("OK", CallId=taken.id)

    def _call_details(self, _action: str, parameters: dict[str, str]) -> web.Response:
        for one in self.taken:
            is_same = one.id == parameters["CallId"] and int(parameters["QueryDate"]) == one.at
            if is_same and _PRODUCTS[parameters["ProdId"]] == one.action and one.record:
                return _answer("OK", Data=json.dumps(one.record, ensure_ascii=False))
        return _answer("OK", Data="")

    def _keep(
        self, action: str, number: str, variables: dict[str, str], parameters: dict[str, str]
    ) -> Taken:
        identity = f"{900619746936498440 + len(self.taken)}^0"
        taken = Taken(identity, action, number, variables, parameters, self.clock.now())
        self.taken.append(taken)
        return taken


def _signature(request: web.Request, names: str) -> str:
    """Compute the signature from what arrived, as the documentation describes it."""
    pairs = sorted(parse_qsl(request.rel_url.raw_query_string, keep_blank_values=True))
    query = "&".join(
        f"{quote(name, safe='-_.~')}={quote(value, safe='-_.~')}" for name, value in pairs
    )
    lines = "".join(f"{name}:{request.headers[name].strip()}\n" for name in names.split(";"))
    payload = request.headers["x-acs-content-sha256"]
    words = "\n".join((request.method, request.path, query, lines, names, payload))
    string = "ACS3-HMAC-SHA256\n" + hashlib.sha256(words.encode()).hexdigest()
    return hmac.new(KEY_SECRET.encode(), string.encode(), hashlib.sha256).hexdigest()


def _is_menu(parameters: dict[str, str]) -> bool:
    return (
        parameters.get("MenuKeyMap.1.Key") == "1"
        and parameters.get("MenuKeyMap.1.Code") == THANKS
        and parameters.get("ByeCode") == GOODBYE
    )


def _answer(code: str, *, said: str = "", status: int = 200, **more: object) -> web.Response:
    document = {"Code": code, "Message": said or code, "RequestId": "F655A8D5-B967-440B", **more}
    return web.json_response(document, status=status)
