from __future__ import annotations

import re
from dataclasses import replace

import aiohttp
import pytest

from tests.fakes.aliyun import (
    GOODBYE,
    KEY_ID,
    KEY_SECRET,
    OWN_NUMBER,
    SIGNATURE,
    TEMPLATE,
    THANKS,
    VOICE_TEMPLATE,
    FakeAliyun,
)
from tests.fakes.service import Mood
from tests.ticketing.notify.phones import to_hear, to_read, words
from ticketing.notify.acs3 import AccessKey, Operation, canonical_query, signed_headers
from ticketing.notify.aliyun import AliyunAccount
from ticketing.notify.aliyun_sms import AliyunSms
from ticketing.notify.aliyun_voice import AliyunMenu, AliyunVoice
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
from ticketing.notify.template_fields import TemplateFields
from ticketing.notify.ticket_words import TicketWords
from watchkeeper.core.errors import ConfigError
from watchkeeper.core.instants import MINUTE, instant_from_rfc3339, later
from watchkeeper.server.clock import ManualClock

NUMBER = "+86 13800138000"
FIELDS = TemplateFields({"level": "level", "number": "ticket", "what": "title"}, 35)


@pytest.fixture
def message(message: OutgoingMessage) -> OutgoingMessage:
    return to_read(replace(message, key="f" * 32), words("磁盘将满 (5 %) https://x"))


@pytest.fixture
def call(message: OutgoingMessage) -> OutgoingMessage:
    return to_hear(message, words("磁盘将满"))


def _account(
    service: FakeAliyun, session: aiohttp.ClientSession, *, secret: str = KEY_SECRET
) -> AliyunAccount:
    return AliyunAccount(session, service.clock, AccessKey(KEY_ID, secret), service.url)


def _sms(service: FakeAliyun, session: aiohttp.ClientSession) -> AliyunSms:
    return AliyunSms("sms", _account(service, session), SIGNATURE, TEMPLATE, FIELDS)


def _voice(
    service: FakeAliyun, session: aiohttp.ClientSession, menu: AliyunMenu | None = None
) -> AliyunVoice:
    fields = TemplateFields({"words": "spoken"}, 200)
    account = _account(service, session)
    return AliyunVoice("call", account, VOICE_TEMPLATE, fields, OWN_NUMBER, menu)


def test_the_signature_is_the_documented_one() -> None:
    """The example with fixed parameters of "V3 request structure and signature" comes out."""
    operation = Operation(
        "ecs.cn-shanghai.aliyuncs.com",
        "RunInstances",
        "2014-05-26",
        {
            "RegionId": "cn-shanghai",
            "ImageId": "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd",
        },
    )
    headers = signed_headers(
        AccessKey("YourAccessKeyId", "YourAccessKeySecret"),
        operation,
        at=instant_from_rfc3339("2023-10-26T10:22:32Z"),
        nonce="3156853299f313e23d1673dc12e1703d",
    )
    assert headers["Authorization"] == (
        "ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;"
        "x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,"
        "Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0"
    )


def test_the_query_is_sorted_and_encoded_as_rfc_3986() -> None:
    """A space is %20 and an asterisk %2A; a tilde stays."""
    assert canonical_query({"b": "*", "a": "值 ~/"}) == "a=%E5%80%BC%20~%2F&b=%2A"


async def test_a_signed_sms_fills_the_template(
    clock: ManualClock, session: aiohttp.ClientSession, message: OutgoingMessage
) -> None:
    """The service verifies the signature; variables hold the fields, without links."""
    async with FakeAliyun(clock) as service:
        receipt = await _sms(service, session).send(message, NUMBER)
    (taken,) = service.taken
    assert receipt.provider_id == taken.id
    assert taken.number == "13800138000"
    assert taken.variables == {
        "level": "II",
        "number": "1042",
        "what": "磁盘将满 (5 %) https x",
    }
    assert taken.parameters["OutId"] == message.key


async def test_a_long_title_is_cut_to_what_a_variable_holds(
    clock: ManualClock, session: aiohttp.ClientSession, message: OutgoingMessage
) -> None:
    """A variable of more than 35 characters would be refused; an empty one too."""
    long = to_read(message, TicketWords("满" * 100, 7))
    async with FakeAliyun(clock) as service:
        await _sms(service, session).send(long, NUMBER)
    (taken,) = service.taken
    assert taken.variables == {"level": "-", "number": "7", "what": "满" * 34 + "…"}


@pytest.mark.parametrize(
    ("status", "said", "expected"),
    [
        (1, "", DeliveryReceipt(ReceiptState.WAITING)),
        (2, "MOBILE_NOT_ON_SERVICE", DeliveryReceipt(ReceiptState.FAILED, "MOBILE_NOT_ON_SERVICE")),
        (3, "DELIVERED", DeliveryReceipt(ReceiptState.DELIVERED, "DELIVERED")),
        (None, "", DeliveryReceipt(ReceiptState.WAITING)),
    ],
    ids=["waiting", "failed", "delivered", "not listed yet"],
)
async def test_the_receipt_of_an_sms_is_pulled(
    clock: ManualClock,
    session: aiohttp.ClientSession,
    message: OutgoingMessage,
    status: int | None,
    said: str,
    expected: DeliveryReceipt,
) -> None:
    """By number, BizId and the day of Shanghai, which is not the day of UTC."""
    await clock.advance(instant_from_rfc3339("2026-11-22T17:00:00Z"))
    async with FakeAliyun(clock) as service:
        sms = _sms(service, session)
        sent_at = clock.now()
        receipt = await sms.send(message, NUMBER)
        if status is not None:
            service.taken[0].record = {"SendStatus": status, "ErrCode": said, "day": "20261123"}
        source: ReceiptSource = sms
        found = await source.receipt(SentMessage(receipt.provider_id, NUMBER, sent_at))
    assert found == expected


async def test_a_call_reads_the_announcement(
    clock: ManualClock, session: aiohttp.ClientSession, call: OutgoingMessage
) -> None:
    """Without a menu the template is read; the number is spelt."""
    async with FakeAliyun(clock) as service:
        receipt = await _voice(service, session).send(call, "0571-88156789")
    (taken,) = service.taken
    assert (taken.action, taken.number) == ("SingleCallByTts", "057188156789")
    assert "一 零 四 二" in taken.variables["words"]
    assert receipt.provider_id == taken.id


async def test_an_interactive_call_offers_the_key(
    clock: ManualClock, session: aiohttp.ClientSession, message: OutgoingMessage
) -> None:
    """With a menu key 1 is offered, and the own number is shown."""
    async with FakeAliyun(clock) as service:
        await _voice(service, session, AliyunMenu(THANKS, GOODBYE)).send(message, NUMBER)
    (taken,) = service.taken
    assert taken.action == "IvrCall"
    assert taken.parameters["OutId"] == message.key[:15]


@pytest.mark.parametrize(
    ("record", "state"),
    [
        (None, ReceiptState.WAITING),
        ({"state": "200103", "stateDesc": "通话中"}, ReceiptState.WAITING),
        ({"state": "200000", "stateDesc": "用户听完语音"}, ReceiptState.DELIVERED),
        ({"state": "200001"}, ReceiptState.DELIVERED),
        ({"state": "200003", "stateDesc": "用户收到呼叫但未接听"}, ReceiptState.FAILED),
        ({"state": "502", "stateDesc": "502"}, ReceiptState.FAILED),
    ],
    ids=["no record yet", "under way", "heard", "hung up early", "not answered", "carrier"],
)
async def test_the_record_of_a_call_is_pulled(
    clock: ManualClock,
    session: aiohttp.ClientSession,
    message: OutgoingMessage,
    record: dict[str, object] | None,
    state: ReceiptState,
) -> None:
    """A call counts as delivered once somebody answered it."""
    async with FakeAliyun(clock) as service:
        voice = _voice(service, session)
        receipt = await voice.send(message, NUMBER)
        service.taken[0].record = record
        source: ReceiptSource = voice
        found = await source.receipt(SentMessage(receipt.provider_id, NUMBER, clock.now()))
    assert found.state is state


async def test_a_second_call_within_a_minute_is_tried_later(
    clock: ManualClock, session: aiohttp.ClientSession, message: OutgoingMessage
) -> None:
    """The limit of one number rests neither the channel nor the message for long."""
    async with FakeAliyun(clock) as service:
        voice = _voice(service, session)
        await voice.send(message, NUMBER)
        with pytest.raises(TemporaryTransportError) as failure:
            await voice.send(message, NUMBER)
        await voice.send(message, "13900139000")
        await clock.advance(later(clock.now(), MINUTE))
        await voice.send(message, NUMBER)
    assert failure.value.retry_after is None
    assert len(service.taken) == 3


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("isv.AMOUNT_NOT_ENOUGH", PermanentTransportError),
        ("isv.BUSINESS_LIMIT_CONTROL", PermanentTransportError),
        ("isv.MOBILE_NUMBER_ILLEGAL", PermanentTransportError),
        ("isp.SYSTEM_ERROR", TemporaryTransportError),
    ],
    ids=["no money", "limit of the day", "no number", "their trouble"],
)
async def test_the_service_s_codes_say_whether_to_try_again(
    clock: ManualClock,
    session: aiohttp.ClientSession,
    message: OutgoingMessage,
    code: str,
    error: type[Exception],
) -> None:
    """What time does not cure goes to the person's next contact at once."""
    async with FakeAliyun(clock) as service:
        service.code = code
        with pytest.raises(error) as failure:
            await _sms(service, session).send(message, NUMBER)
    assert code in str(getattr(failure.value, "answer", ""))


async def test_throttling_rests_the_channel(
    clock: ManualClock, session: aiohttp.ClientSession, message: OutgoingMessage
) -> None:
    """A refusal of the gateway comes with 400 and is temporary all the same."""
    async with FakeAliyun(clock) as service:
        service.throttles = True
        with pytest.raises(TemporaryTransportError) as failure:
            await _sms(service, session).send(message, NUMBER)
    assert failure.value.retry_after == MINUTE


async def test_a_wrong_secret_is_permanent_and_stays_secret(
    clock: ManualClock, session: aiohttp.ClientSession, message: OutgoingMessage
) -> None:
    """The gateway's code is shown; neither the secret nor the number is."""
    async with FakeAliyun(clock) as service:
        sms = replace(
            _sms(service, session), account=_account(service, session, secret="other-secret")
        )
        with pytest.raises(PermanentTransportError, match="SignatureDoesNotMatch") as failure:
            await sms.send(message, NUMBER)
    shown = f"{failure.value!r} {failure.value} {failure.value.answer} {sms!r}"
    assert not re.search("other-secret|13800138000", shown)
    assert service.taken == []


@pytest.mark.parametrize("mood", [Mood.DOWN, Mood.NONSENSE], ids=["down", "nonsense"])
async def test_a_service_out_of_order_is_tried_again(
    clock: ManualClock, session: aiohttp.ClientSession, message: OutgoingMessage, mood: Mood
) -> None:
    """A gateway that answers no JSON has not refused the message."""
    async with FakeAliyun(clock) as service:
        service.mood = mood
        with pytest.raises(TemporaryTransportError):
            await _sms(service, session).send(message, NUMBER)


@pytest.mark.parametrize("address", ["duty", "+852 5123 4567"], ids=["a name", "abroad"])
async def test_what_cannot_be_called_is_permanent(
    clock: ManualClock, session: aiohttp.ClientSession, message: OutgoingMessage, address: str
) -> None:
    """The person's next contact is used instead; nothing was sent."""
    async with FakeAliyun(clock) as service:
        with pytest.raises(PermanentTransportError):
            await _voice(service, session).send(message, address)
    assert service.calls == 0


def test_a_template_names_known_fields_only() -> None:
    """A typing error is found when the settings are read."""
    with pytest.raises(ConfigError, match="known are ticket"):
        TemplateFields({"what": "titel"}, 35)
