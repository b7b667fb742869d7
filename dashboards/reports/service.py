"""Forms as pages, REST and the command line use them, and the worker that makes them on time.

A customer's form is made at the hour of their contract for the 24 hours before it; what was
missed during downtime is made up, marked late; what somebody asks for before the hour is
provisional, and nobody is sent it.  A form that nobody signed by the cut-off opens a
level IV ticket (R51), once.  A customer whose form cannot be made keeps nobody else's back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from prometheus_client import CollectorRegistry, Counter
from sqlalchemy import Connection

from dashboards.readings import Readings
from dashboards.reports import store
from dashboards.reports.build import build_form
from dashboards.reports.check_form import CheckForm, Entry, Filing, FormState, Result, Signer
from dashboards.reports.gather import CarriedRow, Period, gather
from ticketing.commands import OpenTicket
from ticketing.events import Channel
from ticketing.interface import Tickets
from ticketing.workdays.book import HoursBook, shipped_book
from ticketing.workdays.unconfirmed import UnconfirmedYear, unconfirmed_years
from watchkeeper.access.audit import count_audit_rows
from watchkeeper.access.model import PersonId
from watchkeeper.core.clock import Clock
from watchkeeper.core.errors import InvalidInput, Unavailable
from watchkeeper.core.instants import MINUTE, Instant, instant_of_local, later, local_day
from watchkeeper.core.levels import Level
from watchkeeper.core.logs import get_log
from watchkeeper.inventory.model import Customer
from watchkeeper.inventory.registry import Inventory
from watchkeeper.storage.database import Database

log = get_log("reports")

CATCH_UP_DAYS = 7
OLDEST_DAYS = 800  # as long as measurements are kept
_RETRY_AFTER = 5 * MINUTE
_ON_TIME = 3_600_000  # a form made within an hour of its time is not late
_SYSTEM = PersonId("system")

FormQueue = Callable[[Connection, Filing, Customer], None]
"""Puts the messages that carry a new form into the outbox, in the transaction that keeps it."""


class ReportMetrics:
    """Counts what was made and what was missed."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.made = Counter(
            "watchkeeper_check_forms_total",
            "Daily check forms made, by whether they were on time.",
            ["timing"],
            registry=registry,
        )
        self.unsigned = Counter(
            "watchkeeper_check_forms_unsigned_total",
            "Daily check forms that nobody signed by the cut-off.",
            registry=registry,
        )
        for timing in ("on_time", "late", "provisional"):
            self.made.labels(timing)


@dataclass(frozen=True, slots=True)
class _Due:
    """A form to make, or one whose signature is overdue."""

    at: Instant
    customer: Customer
    day: date
    is_cut_off: bool


class CheckForms:
    """The daily check forms of all customers; a Worker of the agenda."""

    name = "check forms"

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        inventory: Callable[[], Inventory],
        readings: Readings,
        tickets: Tickets,
        queue_form: FormQueue,
        metrics: ReportMetrics,
        book: Callable[[], HoursBook] = shipped_book,
    ) -> None:
        self._database = database
        self._clock = clock
        self._inventory = inventory
        self._readings = readings
        self._tickets = tickets
        self._queue_form = queue_form
        self._metrics = metrics
        self._book = book
        self._started_at = clock.now()
        self._cut_off_done: set[tuple[str, date]] = set()
        self._put_off: dict[str, Instant] = {}  # customers with whom something went wrong

    async def next_due(self) -> Instant | None:
        due = await self._next()
        return due.at if due else None

    async def run_due(self) -> None:
        while (due := await self._next()) is not None and due.at <= self._clock.now():
            try:
                await self._do(due)
            except Unavailable:
                raise
            except Exception as error:
                self._put_off[due.customer.id] = later(self._clock.now(), _RETRY_AFTER)
                log.exception("check form put off", customer=due.customer.id, error=error)

    async def _do(self, due: _Due) -> None:
        if due.is_cut_off:
            await self._miss_signature(due)
        else:
            await self.make(due.customer, due.day)

    async def make(self, customer: Customer, day: date) -> Filing:
        """Make the form of *day* now, keep it and queue its messages; an existing one is returned.

        Before the customer's hour it is provisional, and made anew as often as it is asked for.
        """
        existing = await self._database.read(lambda c: store.newest_of_day(c, customer.id, day))
        if existing is not None and existing.state is not FormState.PROVISIONAL:
            return existing
        now = self._clock.now()
        _check_day(day, local_day(now, customer.zone))
        period = period_of(customer, day)
        carried, refused = await self._database.read(
            lambda c: (_carried(c, customer.id, day), _refused_sign_ins(c, period))
        )
        found = await gather(
            customer,
            period,
            inventory=self._inventory(),
            readings=self._readings,
            tickets=self._tickets,
            checked_at=moment_of_check(customer, period, now),
            carried_over=carried,
            refused_sign_ins=refused,
            unconfirmed=self._unconfirmed(customer, now),
        )
        is_late = now - period.end > _ON_TIME
        form = replace(build_form(found, is_late=is_late), made_at=now)

        def unit(connection: Connection) -> Filing:
            filing = store.keep_form(connection, form)
            if filing.state is not FormState.PROVISIONAL:
                self._queue_form(connection, filing, customer)
            return filing

        filing = await self._database.write(unit)
        self._metrics.made.labels(_timing(form)).inc()
        log.info(
            "check form made",
            form=filing.number,
            conclusion=form.conclusion.value,
            abnormal=form.count(Result.ABNORMAL),
        )
        return filing

    def _unconfirmed(self, customer: Customer, now: Instant) -> tuple[UnconfirmedYear, ...]:
        years = unconfirmed_years(self._book(), now, customer.zone)
        return tuple(one for one in years if one.is_near(now))

    async def filing(self, number: str, version: int | None = None) -> Filing:
        return await self._database.read(lambda c: store.find_filing(c, number, version))

    async def filings(self, customers: tuple[str, ...] | None) -> tuple[Filing, ...]:
        return await self._database.read(lambda c: store.list_filings(c, customers))

    async def fill(
        self, number: str, entries: tuple[Entry, ...], remarks: str | None = None
    ) -> Filing:
        return await self._database.write(
            lambda c: store.write_entries(c, number, entries, remarks)
        )

    async def sign(self, number: str, signer: Signer, name: str) -> Filing:
        now = self._clock.now()
        return await self._database.write(
            lambda c: store.sign(c, number, signer, name=name, now=now)
        )

    async def correct(self, number: str) -> Filing:
        now = self._clock.now()
        return await self._database.write(lambda c: store.correct(c, number, now=now))

    async def _next(self) -> _Due | None:
        found = []
        for customer in self._inventory().customers.values():
            if customer.report.daily is not None:
                found.append(await self._next_of(customer))
        return min(found, key=lambda due: due.at, default=None)

    async def _next_of(self, customer: Customer) -> _Due:
        now = self._clock.now()
        oldest = local_day(now, customer.zone) - timedelta(days=CATCH_UP_DAYS)
        last, unsigned = await self._database.read(
            lambda c: (store.last_day(c, customer.id), store.unsigned(c, customer.id, oldest))
        )
        day = first_day_to_make(customer, last, self._started_at, now)
        found = [_Due(period_of(customer, day).end, customer, day, is_cut_off=False)]
        found += [
            _Due(sign_by(customer, day, made_at), customer, day, is_cut_off=True)
            for day, made_at in unsigned
            if (customer.id, day) not in self._cut_off_done
        ]
        first = min(found, key=lambda due: due.at)
        return replace(first, at=max(first.at, self._put_off.get(customer.id, first.at)))

    async def _miss_signature(self, due: _Due) -> None:
        number, now = store.number_of(due.customer.id, due.day), self._clock.now()
        view = await self._tickets.carry_out(
            OpenTicket(
                actor=_SYSTEM,
                level=Level.IV,
                summary=f"检查表 {number} 未在截止时间前签字 / check form {number} was not signed in time",
                customer=due.customer.id,
                reporter="watchkeeper",
                channel=Channel.MONITOR,
                key=f"check-form:{number}",
            )
        )
        self._cut_off_done.add((due.customer.id, due.day))
        if view.row.opened_at >= now:  # not before a restart
            self._metrics.unsigned.inc()
            log.warning("check form not signed in time", form=number)


def _timing(form: CheckForm) -> str:
    if form.is_provisional:
        return "provisional"
    return "late" if form.is_late else "on_time"


def period_of(customer: Customer, day: date) -> Period:
    """Return the 24 h before the customer's hour on *day*."""
    hour = customer.report.daily or 0
    start = instant_of_local(day - timedelta(days=1), hour, customer.zone)
    return Period(day, start, instant_of_local(day, hour, customer.zone))


def moment_of_check(customer: Customer, period: Period, now: Instant) -> Instant:
    """Return when the values of a form are read: now on its own day, else at its period's end."""
    is_own_day = local_day(now, customer.zone) == period.day
    return now if is_own_day else min(now, period.end)


def sign_by(customer: Customer, day: date, made_at: Instant) -> Instant:
    """Return until when the form of *day* must be signed; at least an hour after it is made."""
    cut_off = instant_of_local(day, customer.report.sign_by, customer.zone)
    return max(cut_off, later(made_at, _ON_TIME))


def _check_day(day: date, today: date) -> None:
    """Raise InvalidInput for a day to come, whose form would stand in the way of the real one."""
    if not 0 <= (today - day).days <= OLDEST_DAYS:
        raise InvalidInput(
            "a form can be made of today and of the {days} days before, not of {day}",
            days=OLDEST_DAYS,
            day=day.isoformat(),
        )


def first_day_to_make(
    customer: Customer, last: date | None, started_at: Instant, now: Instant
) -> date:
    """Return the day whose form is made next: after the last one, at most a week back."""
    today = local_day(now, customer.zone)
    if last is not None:
        return max(last + timedelta(days=1), today - timedelta(days=CATCH_UP_DAYS))
    first = local_day(started_at, customer.zone)
    has_hour_passed = period_of(customer, first).end <= started_at
    return first + timedelta(days=1) if has_hour_passed else first


def _refused_sign_ins(connection: Connection, period: Period) -> int:
    return count_audit_rows(connection, "sign_in_refused", period.start, period.end)


def _carried(connection: Connection, customer: str, day: date) -> tuple[CarriedRow, ...]:
    before = store.newest_before(connection, customer, day)
    if before is None:
        return ()
    return tuple(
        CarriedRow(row.key.removeprefix("carried/"), row.handling, row.ticket)
        for row in before.form.rows()
        if row.result is Result.ABNORMAL
        and not row.key.startswith(("ticket/", "completeness/", "calendar/"))
    )
