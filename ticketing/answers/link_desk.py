"""What becomes of a request that carries a link: shown, carried out once, or refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from sqlalchemy import Connection, select

from ticketing.answers.desk import AnswerDesk, TicketDesk
from ticketing.answers.link import (
    CHANNEL,
    LinkGrant,
    LinkRequest,
    LinkStep,
    answer_of,
    form_proof,
    next_step,
    read_token,
)
from ticketing.answers.outcome import Outcome
from ticketing.answers.signing import AnswerKeys
from ticketing.answers.tables import answer_seen
from ticketing.events import Channel
from ticketing.verbs import Verb
from ticketing.views import TicketRow
from watchkeeper.access.model import principal_of_person
from watchkeeper.access.people import People
from watchkeeper.core.clock import Clock
from watchkeeper.core.errors import NotFound
from watchkeeper.core.messages import Text, text
from watchkeeper.storage.database import Database

_WORDS_NEEDED = text("say what happened behind the ticket's number")
_REFUSED = frozenset({LinkStep.REFUSE_FORGED, LinkStep.REFUSE_EXPIRED})


@dataclass(frozen=True, slots=True)
class LinkLook:
    """What is to be shown: *ticket* and *verbs* while the link counts; *said* in full sentences.

    ``used`` is what the link was used for, and what became of that.
    """

    step: LinkStep
    ticket: TicketRow | None = None
    verbs: frozenset[Verb] = frozenset()
    proof: str = ""
    used: Used | None = None
    said: str | Text = ""


@dataclass(frozen=True, slots=True)
class Used:
    verb: Verb
    outcome: Outcome


class LinkDesk:
    """Decides and carries out what links ask for."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        keys: AnswerKeys,
        answers: AnswerDesk,
        tickets: TicketDesk,
        people: Callable[[], People],
    ) -> None:
        self._database = database
        self._clock = clock
        self._keys = keys
        self._answers = answers
        self._tickets = tickets
        self._people = people

    async def use(self, request: LinkRequest, words: str = "") -> LinkLook:
        """Carry out what a form posts; show everything else.  A look changes nothing."""
        now = self._clock.now()
        grant = read_token(request.token, self._keys, now)
        used = await self._used(grant) if isinstance(grant, LinkGrant) else None
        step = next_step(request, self._keys, used_for=used.verb if used else None, now=now)
        if not isinstance(grant, LinkGrant) or step in _REFUSED:
            self._answers.metrics.refuse(CHANNEL, step.value.removeprefix("refuse_"))
            return LinkLook(step)
        row = await self._seen(grant)
        if row is None:
            return LinkLook(LinkStep.REFUSE_FORGED)
        look = LinkLook(step, row, grant.verbs, form_proof(request.token, self._keys), used)
        if step is LinkStep.CARRY_OUT and request.verb is not None:
            return await self._carry_out(grant, request.verb, words.strip(), look)
        return look

    async def _carry_out(
        self, grant: LinkGrant, verb: Verb, words: str, look: LinkLook
    ) -> LinkLook:
        if verb is Verb.COMMENT and not words:
            return replace(look, step=LinkStep.SHOW_PAGE, said=_WORDS_NEEDED)
        told = await self._answers.take(answer_of(grant, verb, words), Channel.MAIL)
        if told.outcome is Outcome.FAILED:
            return replace(look, step=LinkStep.SHOW_PAGE, said=told.said)
        row = await self._seen(grant) or look.ticket
        return replace(look, ticket=row, used=Used(verb, told.outcome), said=told.said)

    async def _seen(self, grant: LinkGrant) -> TicketRow | None:
        """Return the ticket where its person still may see it."""
        person = self._people().find(grant.person)
        try:
            row = await self._tickets.row(grant.ticket)
        except NotFound:
            return None
        is_seen = person is not None and principal_of_person(person).sees(row.customer)
        return row if is_seen else None

    async def _used(self, grant: LinkGrant) -> Used | None:
        return await self._database.read(lambda connection: _used(connection, grant.nonce.hex()))


def _used(connection: Connection, nonce: str) -> Used | None:
    query = select(answer_seen.c.verb, answer_seen.c.outcome).where(
        answer_seen.c.source == CHANNEL, answer_seen.c.nonce == nonce
    )
    found = connection.execute(query).first()
    return None if found is None else Used(Verb(found.verb), Outcome(found.outcome))
