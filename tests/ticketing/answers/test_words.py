from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ticketing.answers.answer import MAX_TEXT_CHARACTERS
from ticketing.answers.words import Said, read_words
from ticketing.verbs import Verb


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ack 7", Said(Verb.ACKNOWLEDGE, 7, "")),
        ("确认7", Said(Verb.ACKNOWLEDGE, 7, "")),
        (" 确认 工单 #7 马上到 ", Said(Verb.ACKNOWLEDGE, 7, "马上到")),
        ("/ACK@watchbot #12: on it", Said(Verb.ACKNOWLEDGE, 12, "on it")),
        ("7 备注 已联系厂商\n明早到", Said(Verb.COMMENT, 7, "已联系厂商\n明早到")),
        ("处理方案 7：更换硬盘", Said(Verb.SUBMIT_PLAN, 7, "更换硬盘")),
        ("assign 7 engineer-b", Said(Verb.ASSIGN, 7, "engineer-b")),
        ("ticket 7 escalate", Said(Verb.ESCALATE, 7, "")),
        ("7备注已联系厂商", Said(Verb.COMMENT, 7, "已联系厂商")),
        ("已解决7更换硬盘", Said(Verb.RESOLVE, 7, "更换硬盘")),
        ("notes 7 x", None),
        ("a\u017fsign 7 x", None),
        ("ass\u0131gn 7 x", None),
        ("note 7", None),
        ("ack", None),
        ("ack 0", None),
        ("ack 12345678901", None),
        ("please ack 7", None),
        ("it is 7 degrees", None),
        ("", None),
    ],
)
def test_commands_are_read(text: str, said: Said | None) -> None:
    """A word, a number and what is said, in both orders; what needs words is none without."""
    assert read_words(text) == said


@given(st.text(max_size=200))
def test_any_text_is_a_command_or_none(text: str) -> None:
    said = read_words(text)
    assert said is None or (said.ticket > 0 and len(said.text) <= MAX_TEXT_CHARACTERS)


@given(
    verb=st.sampled_from(["备注", "note", "方案"]),
    ticket=st.integers(1, 9_999_999_999),
    said=st.text(alphabet="abc 值", min_size=1).map(str.strip).filter(bool),
)
def test_what_was_said_is_kept(verb: str, ticket: int, said: str) -> None:
    """The text comes back as it was typed."""
    found = read_words(f"{verb} {ticket} {said}")
    assert found is not None
    assert (found.ticket, found.text) == (ticket, said)


def test_an_endless_text_is_cut() -> None:
    found = read_words("note 7 " + "x" * 100_000)
    assert found is not None
    assert len(found.text) == MAX_TEXT_CHARACTERS
