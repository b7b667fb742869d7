"""Deliver: render, claim, send, settle.  Everything between claim and settle may happen twice.

A send begins with the commit of its claim, after which the channel is called at once.  A message is
dropped in the transaction of what overtakes it, so that none begins after an acknowledgement (P19).
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar, assert_never

from sqlalchemy import Connection

from ticketing.directory import Contact, Person
from ticketing.notify import queue
from ticketing.notify.channel import (
    Channel,
    OutgoingMessage,
    PermanentTransportError,
    Receipt,
    TemporaryTransportError,
    TransportError,
)
from ticketing.notify.composing import composed
from ticketing.notify.decide import (
    Delivery,
    GiveUp,
    NextChannel,
    QueuedMessage,
    Retry,
    after_failure,
    twins,
)
from ticketing.notify.giving_up import FallbackDesk, GivingUp
from ticketing.notify.health import Health
from ticketing.notify.metrics import OutboxMetrics, Result
from ticketing.notify.reach import Route, not_refused, routes_to, routes_to_address
from ticketing.notify.rendering import MessageFacts, MessageRenderer
from ticketing.notify.ways import AnswerWays
from ticketing.notify.wording import Form
from ticketing.views import TicketView
from watchkeeper.access.model import PersonId
from watchkeeper.core.clock import Clock
from watchkeeper.core.errors import WatchkeeperError
from watchkeeper.core.instants import Instant
from watchkeeper.core.logs import get_log
from watchkeeper.storage.database import Database

T = TypeVar("T")
log = get_log("ticketing.outbox")


class TicketDesk(FallbackDesk, Protocol):
    """Knows tickets, and passes on what does not reach its person; the ticket service."""

    async def view(self, number: int) -> TicketView: ...


class PeopleReader(Protocol):
    """Knows people and their contacts; a part of ``ticketing.directory.Directory``."""

    def person(self, person: PersonId) -> Person | None: ...


@dataclass(frozen=True, slots=True)
class House:
    """How bare addresses are spoken to."""

    language: str = "zh"
    zone: str = "Asia/Shanghai"


class Deliverer:
    """Carries out deliveries, one at a time for each channel."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        channels: Sequence[Channel],
        people: PeopleReader,
        tickets: TicketDesk,
        renderer: MessageRenderer,
        health: Health,
        metrics: OutboxMetrics,
        giving_up: GivingUp,
        house: House,
        ways: AnswerWays,
    ) -> None:
        self._database = database
        self._clock = clock
        self._channels = tuple(channels)
        self._people = people
        self._tickets = tickets
        self._renderer = renderer
        self._health = health
        self._metrics = metrics
        self._house = house
        self._ways = ways
        self._giving_up = giving_up
        self._jitter = random.Random()  # noqa: S311 spreads retries, keeps no secret

    def use(self, channels: Sequence[Channel]) -> None:
        """Route by these channels from now on."""
        self._channels = tuple(channels)

    def routes(self, message: QueuedMessage) -> tuple[Route, ...]:
        """Return the ways by which *message* may go now, best first."""
        if message.recipient is None:
            found = routes_to_address(message.address or "", self._channels)
        else:
            found = routes_to(self._contacts(message.recipient), message.way, self._channels)
        return not_refused(found, message.first_channel)

    async def deliver(self, delivery: Delivery) -> None:
        """Send what of *delivery* still waits when it is ready; write down what became of it."""
        messages, route = delivery.messages, delivery.route
        while messages:
            made = await _outcome(self._outgoing(messages, route), route)
            claimed_at = self._clock.now()
            left = await self._claim(messages, route, claimed_at)
            if len(left) == len(messages):
                await self._send(messages, route, made, claimed_at)
                return
            messages = left

    async def _claim(
        self, messages: tuple[QueuedMessage, ...], route: Route, now: Instant
    ) -> tuple[QueuedMessage, ...]:
        """Claim all of *messages* or none; return those that were still to be had."""
        ids = await self._database.write(
            lambda connection: queue.claim(
                connection, messages, channel=route.channel.name, now=now
            )
        )
        return tuple(message for message in messages if message.id in ids)

    async def _send(
        self,
        messages: tuple[QueuedMessage, ...],
        route: Route,
        made: OutgoingMessage | TransportError,
        claimed_at: Instant,
    ) -> None:
        """Send what was claimed, at once, and settle it."""
        sent: Receipt | TransportError
        if isinstance(made, TransportError):
            sent = made
        else:
            sent = await _outcome(route.channel.send(made, route.address), route)
        if isinstance(sent, TransportError):
            await self._note_failure(messages, route, sent, claimed_at)
        else:
            await self._note_success(messages, route.channel.name, sent, claimed_at)

    async def _outgoing(self, messages: tuple[QueuedMessage, ...], route: Route) -> OutgoingMessage:
        person = self._person(messages[0])
        facts = [await self._facts(one[0], person) for one in twins(messages)]
        reply_to = ""
        if route.channel.wording.form is Form.MAIL:
            reply_to = self._reply_to(messages)
            facts = [self._with_ways(one, messages[0].recipient, reply_to) for one in facts]
        return composed(
            facts,
            self._renderer,
            route.channel.wording,
            language=person.language if person else self._house.language,
            key=_key(messages),
            thread=_thread(messages),
            reply_to=reply_to,
        )

    def _reply_to(self, messages: Sequence[QueuedMessage]) -> str:
        """Return the address that answers for its reader, where one ticket alone is told of."""
        person, ticket = messages[0].recipient, messages[0].ticket
        if person is None or ticket is None or len({one.ticket for one in messages}) > 1:
            return ""
        return self._ways.reply_address(ticket, person)

    def _with_ways(
        self, facts: MessageFacts, person: PersonId | None, reply_to: str
    ) -> MessageFacts:
        """Return *facts* with the ways by which *person* can answer."""
        if person is None or facts.ticket is None or not facts.ticket.row.state.is_live:
            return facts
        link = self._ways.link(facts.ticket.row.number, person, facts.now)
        return replace(facts, answer_url=link, is_answered_by_mail=bool(reply_to))

    async def _facts(self, message: QueuedMessage, person: Person | None) -> MessageFacts:
        ticket = None if message.ticket is None else await self._tickets.view(message.ticket)
        return MessageFacts(
            kind=message.kind,
            payload=message.payload,
            ticket=ticket,
            recipient_name=person.name if person else "",
            zone=person.zone if person else self._house.zone,
            created_at=message.created_at,
            now=self._clock.now(),
            is_repeat=message.is_repeat,
        )

    def _person(self, message: QueuedMessage) -> Person | None:
        return None if message.recipient is None else self._people.person(message.recipient)

    def _contacts(self, recipient: PersonId) -> tuple[Contact, ...]:
        person = self._people.person(recipient)
        return person.contacts if person else ()

    async def _note_success(
        self,
        messages: tuple[QueuedMessage, ...],
        channel: str,
        receipt: Receipt,
        claimed_at: Instant,
    ) -> None:
        now = self._clock.now()
        works_again = self._health.of(channel).delivered(now)

        def settle(connection: Connection) -> None:
            queue.settle_sent(
                connection,
                [message.id for message in messages],
                claimed_at=claimed_at,
                at=now,
                provider=receipt.provider_id,
            )
            if works_again:
                queue.hasten(connection, channel=channel, now=now)

        await self._database.write(settle)
        for message in messages:
            self._metrics.count(channel, Result.REPEATED if message.is_repeat else Result.SENT)
            log.info("message sent", message=message.id, kind=message.kind.value, channel=channel)
        if works_again:
            self._metrics.resume(channel)
            log.info("channel works again", channel=channel)

    async def _note_failure(
        self,
        messages: tuple[QueuedMessage, ...],
        route: Route,
        error: TransportError,
        claimed_at: Instant,
    ) -> None:
        self._note_health(route.channel.name, error)
        for message in messages:
            decision = after_failure(
                message,
                error,
                route=route,
                routes=self.routes(message),
                now=self._clock.now(),
                jitter=self._jitter.random(),
                is_resting=lambda name: self._health.is_resting(name, self._clock.now()),
            )
            await self._settle_failure(message, route, error, decision, claimed_at)

    def _note_health(self, channel: str, error: TransportError) -> None:
        health, now = self._health.of(channel), self._clock.now()
        if error.permanent:
            health.refused(now)
        elif health.failed(now, retry_after=error.retry_after):
            self._metrics.suspend(channel)
            log.error("channel out of order", channel=channel, reason=_said(error))

    async def _settle_failure(
        self,
        message: QueuedMessage,
        route: Route,
        error: TransportError,
        decision: Retry | NextChannel | GiveUp,
        claimed_at: Instant,
    ) -> None:
        channel = route.channel.name
        match decision:
            case Retry(at, first):
                await self._queue_again(message, first, at, claimed_at, _said(error))
                self._tell(message, channel, Result.RETRIED, _said(error))
            case NextChannel(first):
                now = self._clock.now()
                await self._queue_again(message, first, now, claimed_at, _said(error))
                self._tell(message, channel, Result.REFUSED, _said(error))
            case GiveUp():
                await self._giving_up.settle(
                    message, channel=channel, said=_said(error), claimed_at=claimed_at
                )
            case _:
                assert_never(decision)

    async def _queue_again(
        self, message: QueuedMessage, first: str, at: Instant, claimed_at: Instant, said: str
    ) -> None:
        await self._database.write(
            lambda connection: queue.settle_retry(
                connection,
                [message.id],
                claimed_at=claimed_at,
                at=at,
                first_channel=first,
                error=said,
            )
        )

    def _tell(self, message: QueuedMessage, channel: str, result: Result, said: str) -> None:
        self._metrics.count(channel, result)
        log.warning(
            "message not delivered",
            message=message.id,
            channel=channel,
            result=result.value,
            reason=said,
        )


async def _outcome(step: Awaitable[T], route: Route) -> T | TransportError:
    """Return what a step gives, or what this message fails by; a defect of ours is tried again."""
    try:
        return await step
    except TransportError as error:
        return error
    except WatchkeeperError as error:
        kind = PermanentTransportError if error.permanent else TemporaryTransportError
        return kind("the message cannot be made: {reason}", reason=error)
    except Exception as error:
        log.exception("message cannot be sent", channel=route.channel.name)
        return TemporaryTransportError("a defect of ours: {reason}", reason=type(error).__name__)


def _said(error: TransportError) -> str:
    return f"{error.text()} ({error.answer})" if error.answer else error.text()


def _key(messages: Sequence[QueuedMessage]) -> str:
    """Return 32 hex digits, the same whenever the same messages are sent again."""
    joined = "\n".join(sorted(message.dedup_key for message in messages))
    return hashlib.sha256(joined.encode()).hexdigest()[:32]


def _thread(messages: Sequence[QueuedMessage]) -> str:
    tickets = {message.ticket for message in messages}
    return f"ticket-{messages[0].ticket}" if len(tickets) == 1 and messages[0].ticket else ""
