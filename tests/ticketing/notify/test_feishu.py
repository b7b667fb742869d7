from __future__ import annotations

import aiohttp
import pytest

from tests.fakes.feishu import HOOK, SECRET, FakeFeishu
from tests.ticketing.notify.cards import LINK, endless, hostile, opened, resolved
from ticketing.notify.channel import PermanentTransportError, TemporaryTransportError
from ticketing.notify.feishu import FeishuRobot, signature
from watchkeeper.core.instants import MINUTE, SECOND, later
from watchkeeper.server.clock import ManualClock


def _robot(
    service: FakeFeishu,
    session: aiohttp.ClientSession,
    *,
    token: str = HOOK,
    secret: str = SECRET,
) -> FeishuRobot:
    return FeishuRobot("duty", session, service.clock, token, secret, service=service.url)


def test_the_signature_is_the_documented_one() -> None:
    r"""The signature of a fixed secret and time is the one computed by openssl.

    printf '' | openssl dgst -sha256 -hmac "$(printf '1700000000\nSECx')" -binary | base64
    """
    expected = "SqAAKq+LeBpM90HLQbQZuXzQJU2DWQuN3nGpYvrdFMc="
    assert signature("SECx", seconds=1_700_000_000) == expected


async def test_a_card_reaches_the_group_and_mentions_the_person(
    clock: ManualClock, session: aiohttp.ClientSession
) -> None:
    """The card has the level's colour, the text, the mention and a button that opens the ticket."""
    async with FakeFeishu(clock) as service:
        receipt = await _robot(service, session).send(opened(), "ou_engineer")
    (card,) = service.cards
    text, mention, action = card["elements"]
    assert receipt.answer == "0 success"
    assert card["header"]["title"]["content"] == "[II 级] 磁盘将满 (web-1)"
    assert card["header"]["template"] == "orange"
    assert "仍在故障" in text["text"]["content"]
    assert mention["text"]["content"] == "<at id=ou_engineer></at>"
    assert [button["url"] for button in action["actions"]] == [LINK]


@pytest.mark.parametrize(
    "address", ["", "all></at><at id=all", "a b"], ids=["none", "forged", "space"]
)
async def test_an_address_that_is_no_id_mentions_nobody(
    clock: ManualClock, session: aiohttp.ClientSession, address: str
) -> None:
    """The card reaches the group; what is no id is not written into its markup."""
    async with FakeFeishu(clock) as service:
        await _robot(service, session).send(opened(), address)
    (card,) = service.cards
    assert "<at" not in str(card)


async def test_words_from_outside_are_no_markup(
    clock: ManualClock, session: aiohttp.ClientSession
) -> None:
    """Everything but our own mention is plain text, which the service does not interpret."""
    async with FakeFeishu(clock) as service:
        await _robot(service, session).send(hostile(), "")
    (card,) = service.cards
    tags = [element["text"]["tag"] for element in card["elements"] if "text" in element]
    assert tags == ["plain_text"]
    assert card["header"]["title"]["tag"] == "plain_text"


async def test_a_long_message_stays_within_the_limit(
    clock: ManualClock, session: aiohttp.ClientSession
) -> None:
    """A message of any length is taken: it is cut before it is sent."""
    async with FakeFeishu(clock) as service:
        await _robot(service, session).send(endless(), "ou_engineer")
    assert len(service.cards) == 1


async def test_what_is_over_is_green(clock: ManualClock, session: aiohttp.ClientSession) -> None:
    async with FakeFeishu(clock) as service:
        await _robot(service, session).send(resolved(), "")
    assert service.cards[0]["header"]["template"] == "green"


@pytest.mark.parametrize(
    ("token", "secret", "code"),
    [("other-token", SECRET, "19001"), (HOOK, "other-secret", "19021")],
    ids=["wrong token", "wrong secret"],
)
async def test_wrong_credentials_are_permanent_and_stay_secret(
    clock: ManualClock, session: aiohttp.ClientSession, token: str, secret: str, code: str
) -> None:
    """The service's code is shown; neither token nor secret is."""
    async with FakeFeishu(clock) as service:
        robot = _robot(service, session, token=token, secret=secret)
        with pytest.raises(PermanentTransportError, match=code) as failure:
            await robot.send(opened(), "")
    shown = f"{failure.value!r} {failure.value.answer} {failure.value.facts} {robot!r}"
    assert token not in shown
    assert secret not in shown


async def test_the_own_limit_keeps_the_services(
    clock: ManualClock, session: aiohttp.ClientSession
) -> None:
    """Who sends as often as ``limit`` says is never refused; one message more is for later."""
    async with FakeFeishu(clock) as service:
        robot = _robot(service, session)
        for _ in range(20):
            for _ in range(robot.limit.messages):
                await robot.send(opened(), "")
            await clock.advance(later(clock.now(), robot.limit.per))
        assert len(service.cards) == 100
        for _ in range(robot.limit.messages):
            await robot.send(opened(), "")
        with pytest.raises(TemporaryTransportError) as failure:
            await robot.send(opened(), "")
    assert robot.limit.per == 3 * SECOND
    assert failure.value.retry_after == MINUTE
