from __future__ import annotations

from dataclasses import replace

import aiohttp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes.telegram import GROUP, PERSON, TOKEN, FakeTelegram
from tests.ticketing.notify.cards import LINK, OFFERS, endless, hostile, opened, resolved
from ticketing.notify.card import card_from_message
from ticketing.notify.channel import PermanentTransportError, TemporaryTransportError
from ticketing.notify.telegram import MAX_UNITS, Telegram, cut_to_units, units, words
from watchkeeper.core.instants import SECOND
from watchkeeper.server.clock import ManualClock


def _telegram(
    service: FakeTelegram, session: aiohttp.ClientSession, *, token: str = TOKEN
) -> Telegram:
    return Telegram("duty", session, token, service=service.url, offers=OFFERS)


async def test_text_with_answers_is_taken(
    clock: ManualClock, session: aiohttp.ClientSession
) -> None:
    """Title, text and link arrive; answers stand in one row, the page below them."""
    async with FakeTelegram(clock) as service:
        receipt = await _telegram(service, session).send(opened(), str(PERSON))
    (document,) = service.messages.values()
    answers, pages = document["reply_markup"]["inline_keyboard"]
    assert receipt.provider_id == f"{PERSON}/1"
    assert document["text"].startswith("[II 级] 磁盘将满 (web-1)\n")
    assert document["text"].endswith(f"工单 7: {LINK}")
    assert [one["callback_data"] for one in answers] == ["acknowledge/7", "escalate/7"]
    assert [one["url"] for one in pages] == [LINK]


async def test_the_message_is_changed_in_place(
    clock: ManualClock, session: aiohttp.ClientSession
) -> None:
    """After the update there is one message; the same words once more are no error."""
    async with FakeTelegram(clock) as service:
        telegram = _telegram(service, session)
        receipt = await telegram.send(opened(), str(GROUP))
        await telegram.update(receipt.provider_id, resolved())
        again = await telegram.update(receipt.provider_id, resolved())
    (document,) = service.messages.values()
    assert "已解决" in document["text"]
    assert again.provider_id == receipt.provider_id


async def test_a_press_is_answered_once_it_counts(
    clock: ManualClock, session: aiohttp.ClientSession
) -> None:
    """Who pressed sees the words, cut to the service's limit; an old press is refused."""
    async with FakeTelegram(clock) as service:
        service.presses["4382"] = ""
        telegram = _telegram(service, session)
        await telegram.answer_press("4382", "已确认。" * 100)
        with pytest.raises(PermanentTransportError, match="400"):
            await telegram.answer_press("0", "已确认")
    assert service.presses["4382"].startswith("已确认。")


async def test_a_page_inside_the_house_has_no_button(
    clock: ManualClock, session: aiohttp.ClientSession
) -> None:
    """Telegram refuses a button to a host without a dot: the link stands in the text alone."""
    inside = replace(opened(), text="t\n工单 7: http://watch:8080/tickets/7\n")
    async with FakeTelegram(clock) as service:
        await _telegram(service, session).send(inside, str(PERSON))
    (document,) = service.messages.values()
    assert "http://watch:8080/tickets/7" in document["text"]
    assert "url" not in str(document["reply_markup"])


async def test_words_from_outside_are_no_markup(
    clock: ManualClock, session: aiohttp.ClientSession
) -> None:
    """No parse mode is set: the text is shown as it is, its title bold by an entity."""
    async with FakeTelegram(clock) as service:
        await _telegram(service, session).send(hostile(), str(PERSON))
    (document,) = service.messages.values()
    assert "parse_mode" not in document
    assert "<!channel> *b* _i_" in document["text"]
    (bold,) = document["entities"]
    assert bold["length"] == len(hostile().subject)


async def test_too_many_a_minute_are_for_later(
    clock: ManualClock, session: aiohttp.ClientSession
) -> None:
    """The error says what the answer's ``retry_after`` says."""
    async with FakeTelegram(clock) as service:
        telegram = _telegram(service, session)
        for _ in range(telegram.limit.messages):
            await telegram.send(opened(), str(GROUP))
        with pytest.raises(TemporaryTransportError) as failure:
            await telegram.send(opened(), str(GROUP))
    assert failure.value.retry_after == 34 * SECOND


@pytest.mark.parametrize(
    ("address", "complaint"),
    [("", "address"), ("@duty", "address"), ("777", "chat not found")],
    ids=["none", "a name", "unknown"],
)
async def test_a_wrong_address_is_permanent(
    clock: ManualClock, session: aiohttp.ClientSession, address: str, complaint: str
) -> None:
    async with FakeTelegram(clock) as service:
        with pytest.raises(PermanentTransportError) as failure:
            await _telegram(service, session).send(opened(), address)
    assert complaint in f"{failure.value} {failure.value.answer}"


async def test_a_wrong_token_is_permanent_and_stays_secret(
    clock: ManualClock, session: aiohttp.ClientSession
) -> None:
    """The token is a part of the address, which no error shows."""
    async with FakeTelegram(clock) as service:
        telegram = _telegram(service, session, token="1:stolen")
        with pytest.raises(PermanentTransportError, match="401") as failure:
            await telegram.send(opened(), str(PERSON))
    assert "stolen" not in f"{failure.value!r} {failure.value.answer} {telegram!r}"


async def test_what_was_not_sent_by_it_is_not_changed(
    clock: ManualClock, session: aiohttp.ClientSession
) -> None:
    async with FakeTelegram(clock) as service:
        with pytest.raises(PermanentTransportError, match="no such message"):
            await _telegram(service, session).update("om_1", resolved())
        with pytest.raises(PermanentTransportError, match="400"):
            await _telegram(service, session).update(f"{PERSON}/99", resolved())


async def test_a_long_message_stays_within_the_limit(
    clock: ManualClock, session: aiohttp.ClientSession
) -> None:
    """4,096 units of UTF-16 are kept where characters need two of them; the link stays."""
    async with FakeTelegram(clock) as service:
        await _telegram(service, session).send(endless(), str(PERSON))
    (document,) = service.messages.values()
    assert document["text"].endswith(LINK)


@given(said=st.text(max_size=60), limit=st.integers(0, 40))
def test_a_cut_keeps_the_limit(said: str, limit: int) -> None:
    """What is cut has at most that many units, and no half character."""
    cut = cut_to_units(said, limit)
    assert units(cut) <= limit
    assert units(said) > limit or cut == said


@given(st.text(alphabet="a😀值\n ", max_size=6_000))
def test_any_text_fits(text: str) -> None:
    """Whatever is said, the service's limit holds and the bold title is within the text."""
    drawn = words(card_from_message(replace(opened(), text=text)))
    assert 0 < units(str(drawn["text"])) <= MAX_UNITS
