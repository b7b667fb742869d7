"""Carry out commands: what people do to tickets, each in one unit of work."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from types import MappingProxyType

from sqlalchemy import Connection

from ticketing import store
from ticketing.alert_work import target_facts
from ticketing.chains import step_by_hand
from ticketing.commands import (
    AcknowledgeRules,
    Command,
    Convert,
    EscalateNow,
    FollowUp,
    OpenTicket,
    Redact,
)
from ticketing.commands.links import others_of
from ticketing.consents import ConsentMissing, customer_facts
from ticketing.course_work import following, led_to, let_take_over, select_terms_again
from ticketing.deeds import deed_of, event_of, opening
from ticketing.deeds.opening import level_of
from ticketing.directory import Targets
from ticketing.events import Channel, Fact, NewEvent
from ticketing.link_work import check_among_others, follow_among_others, load_around
from ticketing.provisos import UNCONDITIONAL, Provisos
from ticketing.redact_work import redact
from ticketing.selection import Traits
from ticketing.shelf import Shelf
from ticketing.work import Work
from ticketing.writing import TicketWriter
from watchkeeper.access.audit import record_audit
from watchkeeper.core.errors import Conflict, InvalidInput
from watchkeeper.core.logs import get_log
from watchkeeper.core.texts import storable

log = get_log("ticketing")

_ANSWERED_BY = frozenset({Channel.CHAT, Channel.MAIL, Channel.PHONE})
"""Ways on which people answer what they were told earlier: a merged ticket's answer follows it."""


class CommandDesk:
    """Does what people ask for."""

    def __init__(self, writer: TicketWriter, targets: Targets, shelf: Shelf) -> None:
        self._writer = writer
        self._targets = targets
        self._shelf = shelf

    async def carry_out(
        self, command: Command | OpenTicket, provisos: Provisos = UNCONDITIONAL
    ) -> int:
        """Do it, durably, and return the ticket's number."""
        number: list[int] = []

        def unit(work: Work) -> None:
            provisos.begin(work.connection)
            if isinstance(command, OpenTicket):
                number[:] = [self._open(work, command)]
            else:
                number[:] = [self._do(work, command, provisos)]
            provisos.end(work.connection, number[0])

        try:
            await self._writer.write(unit)
        except ConsentMissing as refusal:
            assert isinstance(command, Command)
            await self._writer.write(partial(_write_down, command, refusal))
            raise
        return number[0]

    async def carry_out_all(self, commands: Callable[[Connection], Iterable[Command]]) -> None:
        """Do the commands that *commands* returns, and what it writes itself: all or nothing.

        It is called within the transaction, once more where that has to be run again.
        """

        def unit(work: Work) -> None:
            for command in commands(work.connection):
                self._do(work, command, UNCONDITIONAL)

        await self._writer.write(unit)

    def _open(self, work: Work, command: OpenTicket) -> int:
        key = storable(command.key.strip())
        known = store.ticket_of_key(work.connection, key) if key else None
        if known is not None and known.customer != self._customer_of(command).strip():
            raise Conflict("this key was used for another ticket")
        return self._opened(work, command) if known is None else known.number

    def _customer_of(self, command: OpenTicket) -> str:
        """Return whose ticket it will be: as was said, else its target's."""
        facts = self._targets.target(command.target)
        return command.customer or (facts.customer if facts else "")

    def _check_target(self, command: OpenTicket, customer: str) -> None:
        facts = self._targets.target(command.target)
        if facts is not None and facts.customer not in {"", customer}:
            raise InvalidInput(
                "{target!r} is no target of {customer!r}", target=command.target, customer=customer
            )

    def _opened(self, work: Work, command: OpenTicket) -> int:
        customer = self._customer_of(command)
        terms = self._targets.terms(customer)
        about = target_facts(self._targets, command.target)
        traits = Traits(
            type=command.type.value,
            source="person",
            site=str(about["site"]),
            criticality=str(about["criticality"]),
            severity=str(level_of(command)),
        )
        chosen = self._shelf.chosen(terms, traits)
        pinned = work.pin(chosen.source)
        reported_at = work.now if command.reported_at is None else command.reported_at
        data: dict[str, Fact] = {
            **about,
            "customer": customer,
            **chosen.facts,
            **self._shelf.warranty_facts(terms, reported_at),
            **customer_facts(terms),
        }
        number = store.take_numbers(work.connection, 1)[0]
        opened = opening(command, work.now, facts=data)
        self._check_target(command, customer)
        work.open(number, opened, pinned)
        work.settle(number)
        return number

    def _do(self, work: Work, command: Command, provisos: Provisos) -> int:
        if command.channel in _ANSWERED_BY:
            stand_in = store.stands_for(work.connection, command.number)
            command = replace(command, number=stand_in)
        load_around(work, command, others_of(command))
        ticket, terms = work.ticket(command.number), work.terms(command.number)
        provisos.check(command.number, ticket.version)
        event = event_of(command, ticket, terms.policy, work.now, work.log(command.number))
        if event is None:
            return command.number
        check_among_others(work, command)
        if isinstance(command, AcknowledgeRules):
            event = _of_wording(event, self._targets.terms(ticket.subject.customer).rules)
        if isinstance(command, FollowUp):
            event = led_to(event, self._opened(work, following(work, command)))
        if isinstance(command, EscalateNow):
            work.take(
                command.number,
                step_by_hand(ticket, terms, work.now),
                actor=command.actor,
                channel=command.channel,
                prose=event.prose,
            )
        elif isinstance(command, Redact):
            redact(work, command, event)
        else:
            follow_among_others(work, command, work.append(command.number, event))
        if isinstance(command, Convert):
            select_terms_again(work, command.number, shelf=self._shelf, targets=self._targets)
        let_take_over(work, command.number, shelf=self._shelf, targets=self._targets)
        work.settle(command.number)
        return command.number


def _of_wording(event: NewEvent, rules: str) -> NewEvent:
    """Return the event with the hash of the rules as they read now: they may be reworded later."""
    digest = hashlib.sha256(rules.encode()).hexdigest()
    return replace(event, data=MappingProxyType({**event.data, "rules_sha256": digest}))


def _write_down(command: Command, refusal: ConsentMissing, work: Work) -> None:
    """Keep in the audit trail who tried what the customer has not authorised (R15)."""
    name = deed_of(type(command)).name
    record_audit(
        work.connection,
        "not_authorised",
        actor=command.actor,
        at=work.now,
        subject=str(command.number),
        facts={"command": name, "scope": refusal.scope.value, "host": refusal.host},
    )
    log.warning("work without authorisation refused", ticket=command.number, command=name)
