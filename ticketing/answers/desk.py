"""Answers become commands: who it is, whether they may, once, and what they are told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from sqlalchemy import Connection

from ticketing.answers.answer import Answer
from ticketing.answers.deeds import command_of, said_when_done
from ticketing.answers.given import GivenAnswer
from ticketing.answers.metrics import AnswerMetrics
from ticketing.answers.once import AnsweredOnce, RepeatedAnswerError
from ticketing.answers.outcome import Outcome, Sentence, Told
from ticketing.commands import Assign, Command
from ticketing.events import Channel
from ticketing.provisos import Provisos
from ticketing.views import TicketRow, TicketView
from watchkeeper.access.languages import Catalogues, Language
from watchkeeper.access.model import ContactKind, Person, Scope, principal_of_person
from watchkeeper.access.people import People
from watchkeeper.core.clock import Clock
from watchkeeper.core.errors import NotFound, Translate, WatchkeeperError
from watchkeeper.core.logs import get_log
from watchkeeper.core.messages import Text, text
from watchkeeper.storage.database import Database

log = get_log("ticketing.answers")


class TicketDesk(Protocol):
    """Carries out commands; the ticket service."""

    async def row(self, number: int) -> TicketRow: ...

    async def carry_out(self, command: Command, provisos: Provisos) -> TicketView: ...


class AnswerDesk:
    """Carries out what people answer, by whatever way they were told."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        tickets: TicketDesk,
        people: Callable[[], People],
        catalogues: Catalogues,
        language: Language,
        metrics: AnswerMetrics,
    ) -> None:
        self._database = database
        self._clock = clock
        self._tickets = tickets
        self._people = people
        self._catalogues = catalogues
        self._language = language
        self.metrics = metrics

    async def hear(self, answer: Answer, source: str) -> Told:
        """Carry out an answer whose service says by which addresses it knows the person."""
        found = self._owners(answer)
        if len(found) != 1:
            return self._nobody(source, answer, is_known=bool(found))
        given = GivenAnswer(
            found[0].id, answer.ticket, answer.verb, source, answer.nonce, answer.text
        )
        return await self.take(given, Channel.CHAT)

    async def take(self, answer: GivenAnswer, channel: Channel) -> Told:
        """Carry out the answer of a person who is proved; never raises for what they did wrong."""
        person = self._people().find(answer.person)
        translate = self._translate(person)
        sentence = await self._done(answer, channel, person, translate)
        self.metrics.count(answer.channel, sentence.outcome)
        log.info(
            "answer heard",
            source=answer.channel,
            person=answer.person,
            ticket=answer.ticket,
            verb=answer.verb.value,
            outcome=sentence.outcome.value,
        )
        return Told(sentence.outcome, sentence.text.render(translate))

    async def _done(
        self, answer: GivenAnswer, channel: Channel, person: Person | None, translate: Translate
    ) -> Sentence:
        once = AnsweredOnce(answer, self._clock.now())
        try:
            await self._check(answer, person)
            command = command_of(
                answer,
                channel,
                without_words=text("Escalated by a button.").render(translate),
            )
            self._check_owner(command)
            await self._tickets.carry_out(command, Provisos(once=once))
        except RepeatedAnswerError as repeated:
            return _repeated(answer, repeated.outcome)
        except WatchkeeperError as error:
            if not error.permanent:
                return Sentence(Outcome.FAILED, Text(error.sentence, error.facts))
            await self._note(AnsweredOnce(answer, once.now, Outcome.REFUSED))
            return Sentence(Outcome.REFUSED, Text(error.sentence, error.facts))
        return Sentence(Outcome.DONE, said_when_done(answer))

    async def _check(self, answer: GivenAnswer, person: Person | None) -> None:
        """Raise Forbidden or NotFound where this person may not answer this ticket."""
        unknown = NotFound("there is no ticket {number}", number=answer.ticket)
        if person is None:
            raise unknown
        row = await self._tickets.row(answer.ticket)
        principal = principal_of_person(person)
        if not principal.sees(row.customer):
            raise unknown
        principal.require(Scope.TICKETS_WRITE, row.customer)

    def _check_owner(self, command: Command) -> None:
        """Raise NotFound where a ticket would be handed over to nobody of this house."""
        if isinstance(command, Assign):
            self._people().get(command.owner)

    async def _note(self, once: AnsweredOnce) -> None:
        def unit(connection: Connection) -> None:
            try:
                once.begin(connection)
            except RepeatedAnswerError:
                return  # somebody was faster with the same answer

        await self._database.write(unit)

    def _owners(self, answer: Answer) -> list[Person]:
        kind = ContactKind(answer.kind)
        wanted = set(answer.addresses)
        return [one for one in self._people() if wanted & set(one.addresses(kind))]

    def _nobody(self, source: str, answer: Answer, *, is_known: bool) -> Told:
        outcome = Outcome.UNCLEAR if is_known else Outcome.STRANGER
        self.metrics.count(source, outcome)
        log.warning("answer of nobody", source=source, ticket=answer.ticket, outcome=outcome.value)
        sentence = (
            text("Several people have this address; the administrator must give each their own.")
            if is_known
            else text("Nobody here has this address; the administrator adds it to your contacts.")
        )
        return Told(outcome, sentence.render(self._translate(None)))

    def _translate(self, person: Person | None) -> Translate:
        language = person.language if person and person.language else self._language
        return self._catalogues.translate(language)


def _repeated(answer: GivenAnswer, outcome: Outcome) -> Sentence:
    if outcome is Outcome.DONE:
        return Sentence(Outcome.REPEATED, said_when_done(answer))
    return Sentence(Outcome.REFUSED, text("This answer was refused before."))
