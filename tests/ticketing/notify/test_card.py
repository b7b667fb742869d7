from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ticketing.notify.cards import LINK, OFFERS, opened, resolved
from ticketing.notify.card import (
    MAX_LINES,
    AnswerButton,
    LinkButton,
    Tone,
    action_of,
    card_from_message,
    read_action,
)
from ticketing.notify.channel import OutgoingMessage
from ticketing.verbs import Verb


def test_a_card_says_what_the_message_says() -> None:
    """Headline, lines and link stand apart; the link becomes a button."""
    card = card_from_message(opened())
    assert card.title == "[II 级] 磁盘将满 (web-1)"
    assert card.lines == ("自 09:14 起（3 分钟）", "当前：仍在故障", "请确认。")
    assert card.buttons == (LinkButton("工单 7", LINK),)


@pytest.mark.parametrize(
    ("message", "tone"),
    [
        (opened(level="I"), Tone.LEVEL_I),
        (opened(level="IV"), Tone.LEVEL_IV),
        (opened(level="record"), Tone.PLAIN),
        (resolved(), Tone.OVER),
        (replace(opened(), facts={}), Tone.PLAIN),
        (replace(opened(), facts={"messages": [{"kind": "recovered"}]}), Tone.OVER),
    ],
    ids=["level I", "level IV", "record", "resolved", "no facts", "recovered"],
)
def test_the_tone_follows_level_and_state(message: OutgoingMessage, tone: Tone) -> None:
    """The worst level is the loudest; what is over is green whatever its level."""
    assert card_from_message(message).tone is tone


@pytest.mark.parametrize(
    ("message", "actions"),
    [
        (opened(), ["acknowledge/7", "escalate/7"]),
        (opened(state="open"), ["escalate/7"]),
        (opened(state="pending"), ["escalate/7"]),
        (opened(state="resolved"), []),
        (opened(state="merged"), []),
        (opened(number="7"), []),
        (replace(opened(), facts={"messages": opened().facts["messages"] * 2}), []),  # type: ignore[operator]  # a list
        (replace(opened(), facts={"messages": "nonsense"}), []),
    ],
    ids=["new", "open", "pending", "resolved", "merged", "no number", "two tickets", "nonsense"],
)
def test_only_what_makes_sense_is_offered(message: OutgoingMessage, actions: list[str]) -> None:
    """Nothing is acknowledged twice, and a bundle of tickets has no answers."""
    card = card_from_message(message, OFFERS)
    assert [button.action for button in card.answers] == actions
    assert [type(button) for button in card.buttons].count(LinkButton) == 1


def test_answers_stand_before_the_link() -> None:
    """The first button is the one to be pressed."""
    card = card_from_message(opened(), OFFERS)
    assert card.buttons[0] == AnswerButton("确认", "acknowledge/7")


def test_a_document_has_no_button() -> None:
    """A text without a link is shown as it is, up to its 40th line."""
    text = "\n".join(f"line {number}" for number in range(100))
    card = card_from_message(replace(opened(), text=text, facts={}))
    assert card.buttons == ()
    assert len(card.lines) == MAX_LINES


@given(verb=st.sampled_from(Verb), ticket=st.integers(1, 2**31))
def test_an_action_is_read_as_it_was_written(verb: Verb, ticket: int) -> None:
    """Each action fits the narrowest service (64 bytes) and comes back as itself."""
    action = action_of(verb, ticket)
    assert len(action.encode()) <= 64
    assert read_action(action) == (verb, ticket)


@given(st.text(max_size=100))
def test_any_other_text_is_no_action(text: str) -> None:
    """What is not ours is None, and what is ours reads back."""
    found = read_action(text)
    assert found is None or action_of(*found) == text


@given(text=st.text(max_size=400), subject=st.text(max_size=80))
def test_any_text_makes_a_card(text: str, subject: str) -> None:
    """No text is too odd for a card, and no line of it spans lines."""
    card = card_from_message(replace(opened(), text=text, subject=subject), OFFERS)
    assert all(line.strip() == line and line for line in card.lines)
