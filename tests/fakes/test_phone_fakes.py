"""The fakes of phone services refuse what the services refuse."""

from __future__ import annotations

import aiohttp
import pytest
from yarl import URL

from tests.fakes import aliyun, tencent
from tests.fakes.aliyun import FakeAliyun
from tests.fakes.gateway import FakeGateway
from tests.fakes.tencent import FakeTencent
from ticketing.notify.acs3 import AccessKey, Operation, canonical_query, signed_headers
from ticketing.notify.tc3 import CONTENT_TYPE, SecretKey, authorization
from watchkeeper.core.instants import HOUR, SECOND, Instant
from watchkeeper.server.clock import ManualClock

START = Instant(1_763_773_200_000)
KEY = AccessKey(aliyun.KEY_ID, aliyun.KEY_SECRET)
DETAILS = {
    "PhoneNumber": "13800138000",
    "BizId": "1^0",
    "SendDate": "20251122",
    "PageSize": "1",
    "CurrentPage": "1",
}


async def _ask_aliyun(
    service: FakeAliyun,
    *,
    key: AccessKey = KEY,
    at: Instant = START,
    nonce: str = "n1",
    query: str = "",
) -> str:
    host = service.url.removeprefix("http://")
    operation = Operation(host, "QuerySendDetails", "2017-05-25", DETAILS)
    headers = signed_headers(key, operation, at=at, nonce=nonce) | {"Accept": "application/json"}
    url = URL(f"{service.url}/?{query or canonical_query(DETAILS)}", encoded=True)
    async with aiohttp.ClientSession() as session, session.post(url, headers=headers) as response:
        return str((await response.json())["Code"])


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({}, "OK"),
        ({"key": AccessKey("other", "x")}, "InvalidAccessKeyId.NotFound"),
        ({"key": AccessKey(aliyun.KEY_ID, "other")}, "SignatureDoesNotMatch"),
        ({"at": Instant(START - HOUR)}, "InvalidTimeStamp.Expired"),
        ({"query": canonical_query(DETAILS | {"BizId": "2^0"})}, "SignatureDoesNotMatch"),
    ],
    ids=["fine", "unknown key", "wrong secret", "too old", "another query than was signed"],
)
async def test_aliyun_checks_key_signature_and_age(change: dict[str, object], code: str) -> None:
    """The fake answers with the codes of the gateway."""
    async with FakeAliyun(ManualClock(START)) as service:
        assert await _ask_aliyun(service, **change) == code  # type: ignore[arg-type]  # by name


async def test_aliyun_takes_a_nonce_once() -> None:
    """The same request sent again is a replay."""
    async with FakeAliyun(ManualClock(START)) as service:
        codes = [await _ask_aliyun(service) for _ in range(2)]
        codes.append(await _ask_aliyun(service, nonce="n2"))
    assert codes == ["OK", "SignatureNonceUsed", "OK"]


@pytest.mark.parametrize(
    ("secret", "at", "sent", "code"),
    [
        (tencent.KEY_SECRET, START, b"{}", "InvalidAction"),
        ("other", START, b"{}", "AuthFailure.SignatureFailure"),
        (tencent.KEY_SECRET, Instant(START - HOUR), b"{}", "AuthFailure.SignatureExpire"),
        (tencent.KEY_SECRET, START, b'{"a": 1}', "AuthFailure.SignatureFailure"),
    ],
    ids=["signed, but no such action", "wrong secret", "too old", "another body than was signed"],
)
async def test_tencent_checks_signature_and_age(
    secret: str, at: Instant, sent: bytes, code: str
) -> None:
    """The fake answers with the codes of the gateway."""
    async with FakeTencent(ManualClock(START)) as service:
        headers = {
            "Content-Type": CONTENT_TYPE,
            "Host": service.url.removeprefix("http://"),
            "X-TC-Action": "Nothing",
        }
        key = SecretKey(tencent.KEY_ID, secret)
        headers |= {
            "Authorization": authorization(key, "sms", headers, b"{}", at=at),
            "X-TC-Timestamp": str(at // SECOND),
            "X-TC-Version": "2021-01-11",
            "X-TC-Region": "ap-guangzhou",
        }
        async with (
            aiohttp.ClientSession() as session,
            session.post(service.url + "/", data=sent, headers=headers) as response,
        ):
            answer = await response.json()
    assert answer["Response"]["Error"]["Code"] == code


@pytest.mark.parametrize(
    ("query", "code"),
    [("token=tok-0123456789&to=%2B86138", 0), ("token=x&to=%2B86138", 401),
     ("token=tok-0123456789&to=138", 22)],
    ids=["fine", "unknown token", "no country"],
)  # fmt: skip
async def test_the_gateway_answers_200_with_a_code(query: str, code: int) -> None:
    """As many gateways do, also where it refuses."""
    async with FakeGateway(ManualClock(START)) as service, aiohttp.ClientSession() as session:
        url = URL(f"{service.url}/send?{query}", encoded=True)
        async with session.get(url) as response:
            assert response.status == 200
            assert (await response.json())["result"]["code"] == code
