"""A mail finds its ticket by what it answers, and joins it only where it may."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ticketing.mail.written import MAIL
from ticketing.mail.thread import MOST_LOOKED_UP, Thread, Tie, answered_ids, number_in, thread_of
from watchkeeper.core.mails import ReceivedMail

DOMAINS = frozenset({"watch.example"})
SENT = {"<0123@watch.example>": 7}
SEEN = {"<first@customer.example>": 8}


def found(mail: ReceivedMail, *, signed: int | None = None) -> Thread | None:
    return thread_of(mail, signed=signed, sent=SENT, seen=SEEN, domains=DOMAINS)


@pytest.mark.parametrize(
    ("in_reply_to", "references", "signed", "thread"),
    [
        ((), (), None, None),
        (("<0123@watch.example>",), ("<ticket-9@watch.example>",), None, Thread(7, Tie.OUR_MAIL)),
        ((), ("<0123@watch.example>", "<x@y>"), None, Thread(7, Tie.OUR_MAIL)),
        (("<first@customer.example>",), (), None, Thread(8, Tie.THEIR_MAIL)),
        (("<first@customer.example>",), ("<0123@watch.example>",), None, Thread(7, Tie.OUR_MAIL)),
        (("<x@y>",), ("<ticket-9@Watch.example>",), None, Thread(9, Tie.NUMBER)),
        (("<ticket-9@else.example>",), (), None, None),
        (("<ticket-0@watch.example>", "<ticket-99999999999@watch.example>"), (), None, None),
        (("<0123@watch.example>",), (), 5, Thread(5, Tie.SIGNED)),
    ],
    ids=[
        "a mail of its own",
        "an answer to ours",
        "an answer to an answer",
        "a customer's second mail",
        "ours before theirs",
        "the number of a ticket",
        "a number of another house",
        "no number of ours",
        "a reply address before all",
    ],
)
def test_a_mail_finds_its_ticket(
    in_reply_to: tuple[str, ...],
    references: tuple[str, ...],
    signed: int | None,
    thread: Thread | None,
) -> None:
    """The strongest tie counts, and among equal ones the nearest mail."""
    mail = replace(MAIL, in_reply_to=in_reply_to, references=references)
    assert found(mail, signed=signed) == thread


def test_the_nearest_mail_is_looked_up_first() -> None:
    """The mail answered, then its forerunners from the latest to the first, each once."""
    mail = replace(MAIL, in_reply_to=("<3@a>",), references=("<1@a>", "<2@a>", "<3@a>"))
    assert answered_ids(mail) == ("<3@a>", "<2@a>", "<1@a>")
    many = replace(MAIL, references=tuple(f"<{number}@a>" for number in range(500)))
    assert len(answered_ids(many)) == MOST_LOOKED_UP
    assert answered_ids(many)[0] == "<499@a>"


def test_the_subject_ties_nothing() -> None:
    """A number in the subject joins no ticket: subjects are copied, guessed and forged."""
    assert found(replace(MAIL, subject="Re: [ticket 7] #7 ticket-7")) is None


@given(st.text(max_size=80))
def test_only_our_thread_ids_hold_a_number(text: str) -> None:
    """Any other text is no number."""
    number = number_in(text, DOMAINS)
    assert number is None or text == f"<ticket-{number}@{text.partition('@')[2]}"
