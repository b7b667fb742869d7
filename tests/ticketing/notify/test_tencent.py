from __future__ import annotations

from dataclasses import replace

import aiohttp
import pytest

from tests.fakes.service import Mood
from tests.fakes.tencent import APPLICATION, KEY_ID, KEY_SECRET, SIGNATURE, TEMPLATE, FakeTencent
from tests.ticketing.notify.phones import to_hear, to_read, words
from ticketing.notify import tencent_sms, tencent_voice
from ticketing.notify.channel import (
    OutgoingMessage,
    PermanentTransportError,
    TemporaryTransportError,
)
from ticketing.notify.receipts import (
    DeliveryReceipt,
    ReceiptSource,
    ReceiptState,
    SentMessage,
)
from ticketing.notify.tc3 import SecretKey, authorization
from ticketing.notify.template_fields import TemplateFields
from ticketing.notify.tencent import TencentAccount
from ticketing.notify.tencent_sms import TencentSms
from ticketing.notify.tencent_voice import TencentVoice
from watchkeeper.core.instants import MINUTE, Instant
from watchkeeper.server.clock import ManualClock

NUMBER = "13800138000"


@pytest.fixture
def message(message: OutgoingMessage) -> OutgoingMessage:
    return to_read(message, words("磁盘将满" * 5))


def _sms(
    service: FakeTencent, session: aiohttp.ClientSession, *, secret: str = KEY_SECRET
) -> TencentSms:
    account = TencentAccount(
        session,
        service.clock,
        SecretKey(KEY_ID, secret),
        service.url,
        tencent_sms.PRODUCT,
        tencent_sms.VERSION,
    )
    fields = TemplateFields({"1": "level", "2": "ticket", "3": "title"}, 12)
    return TencentSms("sms", account, APPLICATION, SIGNATURE, TEMPLATE, fields)


def _voice(
    service: FakeTencent, session: aiohttp.ClientSession, *, template: str = TEMPLATE
) -> TencentVoice:
    account = replace(
        _sms(service, session).account,
        product=tencent_voice.PRODUCT,
        version=tencent_voice.VERSION,
    )
    fields = TemplateFields({"1": "spoken"}, tencent_voice.LONGEST_VARIABLE)
    return TencentVoice("call", account, APPLICATION, template, fields)


def test_the_signature_is_the_documented_one() -> None:
    """The example of "Signature v3" (DescribeInstances, 2019-02-25) comes out."""
    body = (
        rb'{"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]}'
    )
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "Host": "cvm.tencentcloudapi.com",
    }
    key = SecretKey("AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE", "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE")
    assert authorization(key, "cvm", headers, body, at=Instant(1_551_113_065_000)) == (
        "TC3-HMAC-SHA256 Credential=AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE/2019-02-25/cvm/tc3_request, "
        "SignedHeaders=content-type;host, "
        "Signature=72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168"
    )


async def test_a_signed_sms_fills_the_template(
    clock: ManualClock, session: aiohttp.ClientSession, message: OutgoingMessage
) -> None:
    """The service verifies the signature; variables stand in their order, cut to 12 characters."""
    async with FakeTencent(clock) as service:
        receipt = await _sms(service, session).send(message, NUMBER)
    (taken,) = service.taken
    assert receipt.provider_id == taken.id
    assert taken.number == "+8613800138000"
    assert taken.document["TemplateParamSet"] == ["II", "1042", "磁盘将满磁盘将满磁盘将…"]
    assert taken.document["SessionContext"] == message.key


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (None, DeliveryReceipt(ReceiptState.WAITING)),
        (
            {"ReportStatus": "SUCCESS", "Description": "DELIVRD"},
            DeliveryReceipt(ReceiptState.DELIVERED, "DELIVRD"),
        ),
        (
            {"ReportStatus": "FAIL", "Description": "用户关机"},
            DeliveryReceipt(ReceiptState.FAILED, "用户关机"),
        ),
    ],
    ids=["not listed yet", "delivered", "failed"],
)
async def test_the_receipt_of_an_sms_is_pulled(
    clock: ManualClock,
    session: aiohttp.ClientSession,
    message: OutgoingMessage,
    record: dict[str, object] | None,
    expected: DeliveryReceipt,
) -> None:
    """Among several messages to one number the one with that SerialNo is told of."""
    async with FakeTencent(clock) as service:
        sms = _sms(service, session)
        await sms.send(message, NUMBER)
        receipt = await sms.send(message, NUMBER)
        service.taken[0].record = {"ReportStatus": "SUCCESS", "Description": "another"}
        service.taken[1].record = record
        source: ReceiptSource = sms
        found = await source.receipt(SentMessage(receipt.provider_id, NUMBER, clock.now()))
    assert found == expected


async def test_a_call_reads_the_announcement(
    clock: ManualClock, session: aiohttp.ClientSession, message: OutgoingMessage
) -> None:
    """The whole announcement is one variable of the template."""
    async with FakeTencent(clock) as service:
        receipt = await _voice(service, session).send(to_hear(message, words("磁盘将满")), NUMBER)
    (taken,) = service.taken
    assert taken.action == "SendTtsVoice"
    assert "工单号 一 零 四 二" in taken.document["TemplateParamSet"][0]
    assert receipt.provider_id == taken.id


@pytest.mark.parametrize(
    ("fields", "digits"),
    [({"digits": "1042"}, "1042"), ({}, "0")],
    ids=["a ticket", "a trial"],
)
async def test_without_a_template_the_digits_are_read(
    clock: ManualClock,
    session: aiohttp.ClientSession,
    message: OutgoingMessage,
    fields: dict[str, str],
    digits: str,
) -> None:
    """The service reads a code without any approval: the ticket's number."""
    async with FakeTencent(clock) as service:
        voice = _voice(service, session, template="")
        await voice.send(replace(message, fields=fields), NUMBER)
    (taken,) = service.taken
    assert (taken.action, taken.document["CodeMessage"]) == ("SendCodeVoice", digits)


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("RequestLimitExceeded", TemporaryTransportError),
        ("RequestLimitExceeded.IPLimitExceeded", TemporaryTransportError),
        ("InternalError.Timeout", TemporaryTransportError),
        ("FailedOperation.InsufficientBalanceInSmsPackage", PermanentTransportError),
        ("AuthFailure.UnauthorizedOperation", PermanentTransportError),
    ],
    ids=["too frequent", "too frequent from here", "their trouble", "no money", "no right"],
)
async def test_the_service_s_codes_say_whether_to_try_again(
    clock: ManualClock,
    session: aiohttp.ClientSession,
    message: OutgoingMessage,
    code: str,
    error: type[Exception],
) -> None:
    """What time does not cure goes to the person's next contact at once."""
    async with FakeTencent(clock) as service:
        service.code = code
        with pytest.raises(error) as failure:
            await _sms(service, session).send(message, NUMBER)
    assert code in str(getattr(failure.value, "answer", ""))


async def test_too_many_calls_rest_the_channel_a_minute(
    clock: ManualClock, session: aiohttp.ClientSession, message: OutgoingMessage
) -> None:
    """The error says when to come again."""
    async with FakeTencent(clock) as service:
        service.code = "RequestLimitExceeded"
        with pytest.raises(TemporaryTransportError) as failure:
            await _sms(service, session).send(message, NUMBER)
    assert failure.value.retry_after == MINUTE


async def test_a_refused_number_is_no_success(
    clock: ManualClock, session: aiohttp.ClientSession, message: OutgoingMessage
) -> None:
    """The call succeeds while the number is refused: that is a refusal."""
    async with FakeTencent(clock) as service:
        service.number_code = "FailedOperation.PhoneNumberInBlacklist"
        with pytest.raises(PermanentTransportError, match="PhoneNumberInBlacklist"):
            await _sms(service, session).send(message, NUMBER)


async def test_a_wrong_secret_is_permanent_and_stays_secret(
    clock: ManualClock, session: aiohttp.ClientSession, message: OutgoingMessage
) -> None:
    """The gateway's code is shown, the secret is not."""
    async with FakeTencent(clock) as service:
        sms = _sms(service, session, secret="other-secret")
        with pytest.raises(PermanentTransportError, match="SignatureFailure") as failure:
            await sms.send(message, NUMBER)
    assert "other-secret" not in f"{failure.value!r} {failure.value} {failure.value.answer} {sms!r}"
    assert service.taken == []


@pytest.mark.parametrize("mood", [Mood.DOWN, Mood.NONSENSE], ids=["down", "nonsense"])
async def test_a_service_out_of_order_is_tried_again(
    clock: ManualClock, session: aiohttp.ClientSession, message: OutgoingMessage, mood: Mood
) -> None:
    """A gateway that answers no JSON has not refused the message."""
    async with FakeTencent(clock) as service:
        service.mood = mood
        with pytest.raises(TemporaryTransportError):
            await _sms(service, session).send(message, NUMBER)


@pytest.mark.parametrize(
    "address", ["duty", "+852 5123 4567", "0571-88156789"], ids=["a name", "abroad", "landline"]
)
async def test_what_cannot_be_called_is_permanent(
    clock: ManualClock, session: aiohttp.ClientSession, message: OutgoingMessage, address: str
) -> None:
    """Only mobile numbers of the mainland are called; nothing was sent."""
    async with FakeTencent(clock) as service:
        with pytest.raises(PermanentTransportError):
            await _voice(service, session).send(message, address)
    assert service.calls == 0
