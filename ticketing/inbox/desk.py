"""Decide about a mail and carry that out, once for each Message-ID.

The mail is kept in the transaction of what it does, so that a crash in between repeats neither;
an answer to a signed address is kept after it: the answer itself counts once (answers.once).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from sqlalchemy import Connection

from ticketing.answers.desk import AnswerDesk
from ticketing.answers.given import GivenAnswer
from ticketing.answers.outcome import Outcome
from ticketing.answers.proof import nonce_of
from ticketing.answers.reply_address import Reply
from ticketing.answers.signing import AnswerKeys
from ticketing.commands import Command, Comment, OpenTicket
from ticketing.deeds.base import MAX_TEXT
from ticketing.events import Channel
from ticketing.inbox import rows
from ticketing.inbox.facts import Acquaintances, MailFacts, MailTerms, facts_of, repeated_id
from ticketing.inbox.rows import KeptMail
from ticketing.mail.loops import Admission, Reason
from ticketing.mail.quotes import apart
from ticketing.mail.reply import wish_of
from ticketing.mail.senders import Standing, admission
from ticketing.provisos import Provisos
from ticketing.views import TicketView
from watchkeeper.access.model import PersonId
from watchkeeper.core.clock import Clock
from watchkeeper.core.errors import Translate, Unavailable, WatchkeeperError
from watchkeeper.core.instants import Instant
from watchkeeper.core.logs import get_log
from watchkeeper.core.mails import MailOutcome, MailVerdict, ReceivedMail
from watchkeeper.core.messages import text
from watchkeeper.storage.database import Database

log = get_log("ticketing.mail")

SOURCE = "mail"
MOST_WAITING = 1_000
_LONGEST_SUMMARY = 300
_LONGEST_ACTOR = 200
_MOST_NAMES = 50


class TicketDesk(Protocol):
    """Carries out commands; the ticket service."""

    async def carry_out(self, command: Command | OpenTicket, provisos: Provisos) -> TicketView: ...


class RepeatedMailError(Exception):
    """Somebody was faster with the same mail."""


@dataclass(frozen=True, slots=True)
class Filed:
    """Keeps a mail with what it does.  Fulfils ``ticketing.provisos.Once``."""

    mail: KeptMail

    def begin(self, connection: Connection) -> None:
        if not rows.add(connection, self.mail):
            raise RepeatedMailError

    def end(self, connection: Connection, number: int) -> None:
        rows.set_ticket(connection, self.mail.message_id, number)


class Inbox:
    """Ticketing's door for mail.  Fulfils ``collector.intake.mail.desk.MailDesk``."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        tickets: TicketDesk,
        answers: AnswerDesk,
        acquaintances: Callable[[], Acquaintances],
        keys: AnswerKeys,
        terms: MailTerms,
        translate: Translate,
    ) -> None:
        self._database = database
        self._clock = clock
        self._tickets = tickets
        self._answers = answers
        self._acquaintances = acquaintances
        self._keys = keys
        self._terms = terms
        self._translate = translate

    async def receive(self, mail: ReceivedMail) -> MailVerdict:
        """Decide about a mail; durable when it returns.  Raises Unavailable: offer it again."""
        now = self._clock.now()
        facts = await self._database.read(
            lambda connection: facts_of(
                connection,
                mail,
                acquaintances=self._acquaintances(),
                terms=self._terms,
                keys=self._keys,
                now=now,
            )
        )
        judged = admission(
            mail,
            known=facts.known,
            thread=facts.thread,
            sender=facts.sender,
            earlier=facts.earlier,
            is_about_ours=bool(facts.ours),
            now=now,
            limits=self._terms.limits,
        )
        verdict = await self._carry_out(mail, facts, judged)
        log.info(
            "mail decided",
            mailbox=mail.envelope.mailbox,
            outcome=verdict.outcome.value,
            reason=judged.reason.value,
            ticket=verdict.ticket,
        )
        return verdict

    async def _carry_out(
        self, mail: ReceivedMail, facts: MailFacts, judged: Admission
    ) -> MailVerdict:
        match judged.outcome:
            case MailOutcome.DUPLICATE:
                return MailVerdict(MailOutcome.DUPLICATE, facts.known_ticket)
            case MailOutcome.BOUNCED:
                await self._note_bounce(mail, facts)
                return MailVerdict(MailOutcome.BOUNCED)
            case MailOutcome.QUARANTINED:
                return await self._quarantine(mail, facts, judged.reason)
            case MailOutcome.OPENED | MailOutcome.APPENDED:
                return await self._taken(mail, facts, judged)
            case _:
                return MailVerdict(judged.outcome)

    async def _taken(self, mail: ReceivedMail, facts: MailFacts, judged: Admission) -> MailVerdict:
        """Open a ticket or write to it; what the ticket refuses waits for somebody to look at."""
        try:
            if facts.thread is None:
                return await self._open(mail, facts, judged)
            if facts.reply is not None:
                return await self._answer(
                    mail, facts, judged, replace(facts.reply, ticket=facts.thread.ticket)
                )
            return await self._append(mail, facts, judged, facts.thread.ticket)
        except RepeatedMailError:
            return MailVerdict(MailOutcome.DUPLICATE)
        except WatchkeeperError as error:
            if not error.permanent:
                raise Unavailable("the mail waits: {reason}", reason=error) from error
            number = facts.thread.ticket if facts.thread else None
            log.warning("mail refused by its ticket", reason=error, ticket=number)
            return await self._quarantine(mail, facts, Reason.REFUSED)

    async def _open(self, mail: ReceivedMail, facts: MailFacts, judged: Admission) -> MailVerdict:
        kept = self._kept(mail, facts, judged.reason, MailOutcome.OPENED)
        command = opening_of(
            kept,
            customer=facts.customer,
            terms=self._terms,
            description=self._described(mail, facts.settled),
            now=self._clock.now(),
            summary=self._summary(mail),
        )
        view = await self._tickets.carry_out(command, Provisos(once=Filed(kept)))
        return MailVerdict(MailOutcome.OPENED, view.row.number)

    async def _append(
        self, mail: ReceivedMail, facts: MailFacts, judged: Admission, number: int
    ) -> MailVerdict:
        kept = self._kept(mail, facts, judged.reason, MailOutcome.APPENDED)
        comment = Comment(
            number=number,
            actor=actor_of(kept.sender),
            channel=Channel.MAIL,
            text=self._written(mail),
            is_public=facts.sender.standing is not Standing.PERSON,
        )
        await self._tickets.carry_out(comment, Provisos(once=Filed(kept)))
        return MailVerdict(MailOutcome.APPENDED, number)

    async def _answer(
        self, mail: ReceivedMail, facts: MailFacts, judged: Admission, reply: Reply
    ) -> MailVerdict:
        """Carry out what the one asks for to whom the address was given."""
        wish = wish_of(self._written(mail), reply.ticket)
        nonce = nonce_of(SOURCE, mail.message_id, mail.digest)
        given = GivenAnswer(reply.person, reply.ticket, wish.verb, SOURCE, nonce, wish.text)
        told = await self._answers.take(given, Channel.MAIL)
        if told.outcome is Outcome.FAILED:
            raise Unavailable("the mail waits: {reason}", reason=told.said)
        if not told.is_done:
            return await self._quarantine(mail, facts, Reason.REFUSED)
        kept = self._kept(mail, facts, judged.reason, MailOutcome.ANSWERED)
        await self._database.write(
            lambda connection: rows.add(connection, replace(kept, ticket=reply.ticket))
        )
        return MailVerdict(MailOutcome.ANSWERED, reply.ticket)

    async def _quarantine(
        self, mail: ReceivedMail, facts: MailFacts, reason: Reason
    ) -> MailVerdict:
        kept = replace(
            self._kept(mail, facts, reason, MailOutcome.QUARANTINED),
            body=mail.text[:MAX_TEXT],
            ticket=facts.thread.ticket if facts.thread else None,
        )
        now = self._clock.now()

        def unit(connection: Connection) -> int:
            if not rows.add(connection, kept):
                return 0
            over = rows.count_waiting(connection) - MOST_WAITING
            if over <= 0:
                return 0
            oldest = rows.oldest_waiting(connection, over)
            return rows.decide(connection, oldest, MailOutcome.IGNORED, by=SOURCE, at=now)

        if dropped := await self._database.write(unit):
            log.warning("the quarantine is full; the oldest mails were discarded", mails=dropped)
        return MailVerdict(MailOutcome.QUARANTINED, kept.ticket)

    async def _note_bounce(self, mail: ReceivedMail, facts: MailFacts) -> None:
        final = [one for one in mail.failed if one.is_final]
        said = "; ".join(
            f"{one.recipient}: {one.status} {one.reason}".strip() for one in final or mail.failed
        )
        if mail.failed and not final:
            log.info("a mail of ours is late", reason=said)
            return
        failed = await self._database.write(
            lambda connection: rows.note_bounce(connection, facts.ours, said or mail.subject)
        )
        for message in failed:
            log.warning("a mail of ours came back", message=message, reason=said)

    def _kept(
        self, mail: ReceivedMail, facts: MailFacts, reason: Reason, outcome: MailOutcome
    ) -> KeptMail:
        is_repeated = facts.known is not None and facts.known.digest != mail.digest
        return KeptMail(
            message_id=repeated_id(mail) if is_repeated else mail.message_id,
            digest=mail.digest,
            mailbox=mail.envelope.mailbox,
            received_at=mail.envelope.received_at,
            sender=mail.sender.address if mail.sender else "",
            sender_key=facts.key,
            sender_name=mail.sender.name if mail.sender else "",
            subject=mail.subject,
            body="",
            files=tuple(one.name for one in mail.files)[:_MOST_NAMES],
            outcome=outcome,
            reason=reason,
        )

    def _summary(self, mail: ReceivedMail) -> str:
        first = next((line for line in mail.text.splitlines() if line.strip()), "")
        without = text("a mail without a subject").render(self._translate)
        return (mail.subject.strip() or first.strip() or without)[:_LONGEST_SUMMARY]

    def _described(self, mail: ReceivedMail, settled: int | None) -> str:
        about = (
            ""
            if settled is None
            else text("It answers ticket {number}, which is settled.", number=settled).render(
                self._translate
            )
        )
        return self._with_files("\n\n".join(filter(None, (about, mail.text.strip()))), mail)

    def _written(self, mail: ReceivedMail) -> str:
        """Return what the sender wrote beyond what they quote; never empty."""
        return self._with_files(apart(mail.text).written or self._summary(mail), mail)

    def _with_files(self, said: str, mail: ReceivedMail) -> str:
        names = ", ".join(one.name for one in mail.files[:_MOST_NAMES] if not one.is_inline)
        if not names:
            return said[:MAX_TEXT]
        listed = text("Files with the mail: {names}", names=names).render(self._translate)
        listed = listed[: MAX_TEXT // 2]
        return f"{said[: MAX_TEXT - len(listed) - 2]}\n\n{listed}".strip()


def actor_of(address: str) -> PersonId:
    """Return who did it, as far as a mail tells: nobody vouches for the address."""
    return PersonId(f"mail:{address}"[:_LONGEST_ACTOR])


def opening_of(
    kept: KeptMail,
    *,
    customer: str,
    terms: MailTerms,
    description: str,
    summary: str,
    now: Instant,
) -> OpenTicket:
    """Return the command by which a mail opens a ticket."""
    return OpenTicket(
        actor=actor_of(kept.sender),
        level=terms.level,
        summary=summary,
        customer=customer,
        description=description,
        reporter=kept.sender_name or kept.sender,
        reporter_contact=f"mail:{kept.sender}",
        channel=Channel.MAIL,
        reported_at=Instant(min(kept.received_at, now)),
        key=f"mail/{nonce_of(SOURCE, kept.message_id)}",
    )
