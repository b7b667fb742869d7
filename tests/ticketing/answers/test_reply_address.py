from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ticketing.answers.reply_address import (
    Reply,
    ReplyMailbox,
    ReplyRefusal,
    mailbox_from_address,
    read_reply,
    reply_address,
)
from ticketing.answers.signing import AnswerKeys
from watchkeeper.access.model import PersonId
from watchkeeper.core.errors import ConfigError

KEYS = AnswerKeys(b"k" * 32)
RENEWED = AnswerKeys(b"n" * 32, (b"k" * 32,))
MAILBOX = ReplyMailbox("watch", "ops.example")
ENGINEER, MANAGER = PersonId("engineer-a"), PersonId("manager-b")
ADDRESS = reply_address(MAILBOX, Reply(1042, ENGINEER), KEYS)


@given(
    ticket=st.integers(1, 9_999_999_999),
    person=st.text(min_size=1, max_size=40).filter(lambda text: text.isprintable()).map(PersonId),
    separator=st.sampled_from("+-="),
)
def test_the_address_is_read_as_it_was_made(ticket: int, person: PersonId, separator: str) -> None:
    """It fits into 64 characters before the @, and any mail program may change its case."""
    mailbox = ReplyMailbox("watch", "ops.example", separator)
    reply = Reply(ticket, person)
    address = reply_address(mailbox, reply, KEYS)
    assert len(address.partition("@")[0]) <= 64
    for written in (address, address.upper(), f" {address.title()} "):
        assert read_reply(mailbox, [written], [person], KEYS) == reply
    assert read_reply(mailbox, [address], [person], RENEWED) == reply


@pytest.mark.parametrize(
    ("recipients", "senders", "expected"),
    [
        ([ADDRESS], [ENGINEER], Reply(1042, ENGINEER)),
        (["boss@x.example", ADDRESS], [MANAGER, ENGINEER], Reply(1042, ENGINEER)),
        ([ADDRESS], [MANAGER], ReplyRefusal.NOT_THEIRS),
        ([ADDRESS], [], ReplyRefusal.UNKNOWN_SENDER),
        ([ADDRESS.replace("1042", "1043")], [ENGINEER], ReplyRefusal.NOT_THEIRS),
        (["watch@ops.example"], [ENGINEER], ReplyRefusal.NO_REPLY_ADDRESS),
        ([ADDRESS.replace("ops.", "oops.")], [ENGINEER], ReplyRefusal.NO_REPLY_ADDRESS),
        (["watch+1042@ops.example"], [ENGINEER], ReplyRefusal.NO_REPLY_ADDRESS),
        ([], [ENGINEER], ReplyRefusal.NO_REPLY_ADDRESS),
        (["x@y.example"] * 60 + [ADDRESS], [ENGINEER], ReplyRefusal.NO_REPLY_ADDRESS),
        (["watch+1042." + "a" * 400 + "@ops.example"], [ENGINEER], ReplyRefusal.NO_REPLY_ADDRESS),
    ],
    ids=[
        "the person",
        "among others, an address of two people",
        "forwarded to the manager",
        "an unknown sender",
        "another ticket",
        "the mailbox itself",
        "another domain",
        "no proof",
        "no recipient",
        "too many recipients",
        "too long",
    ],
)
def test_only_the_person_it_was_given_to_answers(
    recipients: list[str], senders: list[PersonId], expected: Reply | ReplyRefusal
) -> None:
    """The proof fits ticket and person together; a forwarded address is worth nothing."""
    assert read_reply(MAILBOX, recipients, senders, KEYS) == expected


@given(recipients=st.lists(st.text(max_size=80) | st.from_regex(
    r"watch\+[0-9]{1,12}\.[a-z2-7]{11,13}@ops\.example", fullmatch=True), max_size=5))  # fmt: skip
def test_no_other_address_is_an_answer(recipients: list[str]) -> None:
    """Whatever arrives, nothing but a proof of ours counts, and reading never fails."""
    found = read_reply(MAILBOX, recipients, [ENGINEER], KEYS)
    assert isinstance(found, ReplyRefusal)


def test_other_keys_give_other_addresses() -> None:
    """Without the key no address can be made."""
    other = AnswerKeys(b"o" * 32)
    assert read_reply(MAILBOX, [ADDRESS], [ENGINEER], other) is ReplyRefusal.NOT_THEIRS


@pytest.mark.parametrize(
    ("address", "separator"),
    [("ops.example", "+"), ("w" * 41 + "@x.example", "+"), ("a b@x.example", "+"),
     ("watch@x.example", "++"), ("watch@x.example", "a"), ("watch@-x", "+")],
    ids=["no local part", "too long", "a space", "two signs", "a letter", "domain"],
)  # fmt: skip
def test_a_mailbox_that_cannot_take_answers_is_refused(address: str, separator: str) -> None:
    """When settings are read, not when the first answer bounces."""
    with pytest.raises(ConfigError, match="no mailbox"):
        mailbox_from_address(address, separator=separator)


def test_a_mailbox_is_read_in_any_case() -> None:
    assert mailbox_from_address(" Watch@Ops.Example ") == MAILBOX
