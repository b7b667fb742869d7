"""Collect what a form is made of: measurements, tickets, the inventory; nothing is judged here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from dashboards.readings import Reading, Readings
from dashboards.reports.checks import ALL_CHECKS, COMPLETENESS, expression_of, filled_in, limits_key
from ticketing.interface import Tickets
from ticketing.views import Order, TicketFilter, TicketRow, TicketState
from ticketing.workdays.unconfirmed import UnconfirmedYear
from watchkeeper.core.errors import WatchkeeperError
from watchkeeper.core.instants import Duration, Instant
from watchkeeper.core.labels import Labels, labels_of
from watchkeeper.core.logs import get_log
from watchkeeper.inventory.model import Customer, Target
from watchkeeper.inventory.registry import Inventory

log = get_log("reports")

_MOST_TICKETS = 1_000

Sample = tuple[Labels, float]


@dataclass(frozen=True, slots=True)
class Period:
    """The time a form covers: [start, end)."""

    day: date
    start: Instant
    end: Instant

    @property
    def length(self) -> Duration:
        return Duration(self.end - self.start)


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything a form is built from.

    Where series have a limit of their own it stands beside them, under ``limits_key``.
    ``samples`` by check and instance; ``failures``: the checks whose expression failed, with why.
    """

    customer: Customer
    targets: tuple[Target, ...]
    period: Period
    checked_at: Instant
    samples: Mapping[str, Mapping[str, tuple[Sample, ...]]]
    failures: Mapping[str, str]
    completeness: Mapping[str, float]  # percent, by instance
    live: tuple[TicketRow, ...]  # open now
    opened: tuple[TicketRow, ...]  # opened in the period, whatever became of them
    carried_over: tuple[CarriedRow, ...] = field(default_factory=tuple)
    refused_sign_ins: int = 0  # to this server in the period, by its audit trail
    unconfirmed: tuple[UnconfirmedYear, ...] = ()  # this year or, from 1 December, the next

    def carried_handling(self, key: str) -> str:
        """Return what was written into this row in the form before."""
        return next((row.handling for row in self.carried_over if row.key == key), "")

    def ticket_of(self, target: str) -> int | None:
        """Return an open ticket of a target."""
        return next((row.number for row in self.live if row.target == target), None)


@dataclass(frozen=True, slots=True)
class CarriedRow:
    """A row that was abnormal in the form before, and what was written there."""

    key: str
    handling: str
    ticket: int | None


async def gather(
    customer: Customer,
    period: Period,
    *,
    inventory: Inventory,
    readings: Readings,
    tickets: Tickets,
    checked_at: Instant,
    carried_over: tuple[CarriedRow, ...] = (),
    refused_sign_ins: int = 0,
    unconfirmed: tuple[UnconfirmedYear, ...] = (),
) -> Findings:
    """Return what is known of a customer's devices and tickets for a period."""
    targets = inventory.targets_of(customer.id or None)
    names = {target.name for target in targets}
    samples: dict[str, Mapping[str, tuple[Sample, ...]]] = {}
    failures: dict[str, str] = {}
    for check in ALL_CHECKS:
        try:
            vector = await readings.instant(expression_of(check, period.length), checked_at)
            limits = await readings.instant(check.limits, checked_at) if check.limits else ()
        except WatchkeeperError as error:
            log.warning("check of the form failed", check=check.key, error=error)
            failures[check.key] = str(error)
            continue
        samples[check.key] = _by_instance(vector, names)
        samples[limits_key(check)] = _by_instance(limits, names)
    return Findings(
        customer=customer,
        targets=targets,
        period=period,
        checked_at=checked_at,
        samples=samples,
        failures=failures,
        completeness=await _completeness(period, readings, names, checked_at),
        live=await _live(tickets, customer),
        opened=await _opened(tickets, customer, period),
        carried_over=carried_over,
        refused_sign_ins=refused_sign_ins,
        unconfirmed=unconfirmed,
    )


async def _completeness(
    period: Period, readings: Readings, names: set[str], at: Instant
) -> Mapping[str, float]:
    expression = filled_in(COMPLETENESS, period.length)
    try:
        vector = await readings.instant(expression, at)
    except WatchkeeperError as error:
        log.warning("completeness of the form is unknown", error=error)
        return {}
    return {
        reading.labels["instance"]: min(100.0, reading.value)
        for reading in vector
        if reading.labels.get("instance") in names
    }


async def _live(tickets: Tickets, customer: Customer) -> tuple[TicketRow, ...]:
    return await tickets.rows(TicketFilter(customers=(customer.id,), limit=_MOST_TICKETS))


async def _opened(tickets: Tickets, customer: Customer, period: Period) -> tuple[TicketRow, ...]:
    return await tickets.rows(
        TicketFilter(
            states=tuple(TicketState),
            customers=(customer.id,),
            opened_from=period.start,
            opened_until=period.end,
            order=Order.NEWEST,
            limit=_MOST_TICKETS,
        )
    )


def _by_instance(vector: tuple[Reading, ...], names: set[str]) -> Mapping[str, tuple[Sample, ...]]:
    found: dict[str, tuple[Sample, ...]] = {}
    for reading in vector:
        instance = reading.labels.get("instance", "")
        if instance in names:
            sample = (labels_of(reading.labels), reading.value)
            found[instance] = (*found.get(instance, ()), sample)
    return found
