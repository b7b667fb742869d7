"""What becomes of a mail: a table of cases, and what must hold for all of them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ticketing.mail.written import MAIL, NOW
from ticketing.mail.loops import Admission, Known, Reason, may_be_answered
from ticketing.mail.senders import (
    Earlier,
    Limits,
    Sender,
    Standing,
    admission,
    over_rate,
    sender_key,
)
from ticketing.mail.thread import Thread, Tie
from watchkeeper.core.instants import DAY, HOUR, MINUTE, later
from watchkeeper.core.mails import MailOutcome, MailSign, ReceivedMail

M, R, S = MailOutcome, Reason, MailSign
CONTACT = Sender(Standing.CONTACT, {7})
STRANGER = Sender(Standing.STRANGER)
OURS, SIGNED = Thread(7, Tie.OUR_MAIL), Thread(7, Tie.SIGNED)
FOREIGN, GUESSED = Thread(8, Tie.THEIR_MAIL), Thread(8, Tie.NUMBER)


def judged(
    mail: ReceivedMail = MAIL,
    *,
    known: Known | None = None,
    thread: Thread | None = None,
    sender: Sender = CONTACT,
    earlier: tuple[Earlier, ...] = (),
    is_about_ours: bool = False,
) -> Admission:
    return admission(
        mail,
        known=known,
        thread=thread,
        sender=sender,
        earlier=earlier,
        is_about_ours=is_about_ours,
        now=NOW,
    )


def signed_as(*signs: MailSign) -> ReceivedMail:
    return replace(MAIL, signs=frozenset(signs))


@pytest.mark.parametrize(
    ("came", "expected"),
    [
        (judged(), Admission(M.OPENED, R.WELCOME)),
        (judged(thread=OURS), Admission(M.APPENDED, R.WELCOME)),
        (judged(sender=STRANGER), Admission(M.QUARANTINED, R.UNKNOWN_SENDER)),
        (judged(sender=STRANGER, thread=OURS), Admission(M.QUARANTINED, R.NOT_THEIR_TICKET)),
        (judged(sender=STRANGER, thread=SIGNED), Admission(M.APPENDED, R.WELCOME)),
        (judged(thread=FOREIGN), Admission(M.QUARANTINED, R.NOT_THEIR_TICKET)),
        (judged(thread=GUESSED), Admission(M.QUARANTINED, R.NOT_THEIR_TICKET)),
        (judged(sender=Sender(Standing.BLOCKED)), Admission(M.IGNORED, R.BLOCKED_SENDER)),
        (judged(replace(MAIL, sender=None)), Admission(M.QUARANTINED, R.NO_SENDER)),
        (judged(known=Known("0123")), Admission(M.DUPLICATE, R.KNOWN_ID)),
        (judged(known=Known("4567")), Admission(M.QUARANTINED, R.REPEATED_ID)),
        (judged(signed_as(S.LIST), known=Known("4567")), Admission(M.DUPLICATE, R.KNOWN_ID)),
        (judged(signed_as(S.LIST)), Admission(M.OPENED, R.WELCOME)),
        (judged(signed_as(S.OURS), thread=OURS), Admission(M.IGNORED, R.OURS)),
        (judged(signed_as(S.LOOP)), Admission(M.IGNORED, R.LOOP)),
        (judged(signed_as(S.AUTO_REPLY), thread=OURS), Admission(M.IGNORED, R.AUTO_REPLY)),
        (judged(signed_as(S.AUTO_GENERATED)), Admission(M.QUARANTINED, R.AUTO_GENERATED)),
        (judged(signed_as(S.AUTO_GENERATED), thread=OURS), Admission(M.APPENDED, R.WELCOME)),
        (judged(signed_as(S.BULK)), Admission(M.QUARANTINED, R.BULK)),
        (judged(signed_as(S.BOUNCE), is_about_ours=True), Admission(M.BOUNCED, R.BOUNCE)),
        (judged(signed_as(S.BOUNCE)), Admission(M.IGNORED, R.BACKSCATTER)),
    ],
    ids=[
        "a contact opens",
        "a contact answers",
        "a stranger waits",
        "a stranger answers a mail that was forwarded",
        "a reply address is worth more than the sender",
        "a ticket of another customer",
        "a guessed number",
        "a blocked sender",
        "nobody",
        "the same mail twice",
        "another mail under the same id",
        "a list's copy",
        "over a group's address",
        "our own mail comes back",
        "round and round",
        "out of office",
        "a program's report",
        "a program's answer",
        "a newsletter",
        "our mail was not delivered",
        "a report on a mail that is not ours",
    ],
)
def test_each_mail_becomes_what_it_should(came: Admission, expected: Admission) -> None:
    """One line for each kind of mail."""
    assert came == expected


@pytest.mark.parametrize(
    ("earlier", "thread", "expected"),
    [
        ((Earlier(NOW),) * 29, None, (M.OPENED, R.WELCOME)),
        ((Earlier(NOW),) * 30, OURS, (M.QUARANTINED, R.TOO_MANY_MAILS)),
        ((Earlier(later(NOW, -HOUR)),) * 149, None, (M.OPENED, R.WELCOME)),
        ((Earlier(later(NOW, -2 * HOUR)),) * 150, None, (M.QUARANTINED, R.TOO_MANY_MAILS)),
        ((Earlier(later(NOW, -DAY)),) * 500, None, (M.OPENED, R.WELCOME)),
        ((Earlier(NOW, has_opened=True),) * 6, None, (M.QUARANTINED, R.TOO_MANY_TICKETS)),
        ((Earlier(NOW, has_opened=True),) * 6, OURS, (M.APPENDED, R.WELCOME)),
        ((Earlier(later(NOW, MINUTE)),) * 500, None, (M.OPENED, R.WELCOME)),
    ],
    ids=[
        "below the limit of mails",
        "at the limit of mails",
        "an hour ago is over",
        "at the limit of a day",
        "yesterday is over",
        "at the limit of tickets",
        "answers go on at the limit of tickets",
        "a clock that was set back",
    ],
)
def test_a_sender_has_a_rate(
    earlier: tuple[Earlier, ...], thread: Thread | None, expected: tuple[MailOutcome, Reason]
) -> None:
    """Beyond their rate mails wait in quarantine; they are not lost, and nothing is answered."""
    assert judged(earlier=earlier, thread=thread) == Admission(*expected)


@given(
    st.frozensets(st.sampled_from(MailSign)),
    st.sampled_from(Standing),
    st.sampled_from([None, OURS, SIGNED, FOREIGN, GUESSED]),
    st.integers(0, 40),
)
def test_no_machine_opens_a_ticket_and_no_stranger_gets_in(
    signs: frozenset[MailSign], standing: Standing, thread: Thread | None, before: int
) -> None:
    """Whatever a mail says of itself: only a known sender's own mail opens a ticket, and no loop
    can run, for what a program wrote is neither opened nor answered."""
    mail = replace(MAIL, signs=signs)
    sender = Sender(standing, {7} if standing is Standing.CONTACT else ())
    outcome = judged(mail, thread=thread, sender=sender, earlier=(Earlier(NOW),) * before).outcome
    if outcome is MailOutcome.OPENED:
        assert sender.is_known
        assert signs <= {MailSign.LIST, MailSign.NO_ANSWER}
    if outcome is MailOutcome.APPENDED:
        assert thread == SIGNED or (thread == OURS and sender.is_known)
    if may_be_answered(mail):
        assert not signs


def test_the_null_sender_is_not_answered() -> None:
    """An answer to nobody comes back as a report, for ever."""
    assert may_be_answered(MAIL)
    assert not may_be_answered(replace(MAIL, envelope=replace(MAIL.envelope, sender="")))
    assert not may_be_answered(replace(MAIL, sender=None))


def test_one_sender_is_one_however_written() -> None:
    """Capitals and what follows a plus make no second sender."""
    assert sender_key("A.B+shop@Customer.example") == sender_key("a.b@customer.EXAMPLE")
    assert sender_key("+@x.example") != sender_key("@x.example")


@given(st.lists(st.integers(-3 * DAY, DAY), max_size=60), st.integers(1, 40), st.integers(1, 40))
def test_more_mails_never_free_a_sender(offsets: list[int], per_hour: int, per_day: int) -> None:
    """Who is over the rate stays so with one mail more."""
    limits = Limits(per_hour, per_day, per_hour, per_day)
    mails = [Earlier(later(NOW, offset), has_opened=True) for offset in offsets]
    if over_rate(mails, NOW, limits):
        assert over_rate([*mails, Earlier(NOW)], NOW, limits)
