"""The shelf of policies: which terms a customer's new tickets run by, and those of old ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from ticketing.delivery import IsWorkday
from ticketing.directory import CustomerTerms
from ticketing.events import Fact
from ticketing.pinned import PinnedTerms, TermsSource, bound_policy
from ticketing.policy import Policy, with_tables
from ticketing.policy_file import PRESETS, policy_from_text, preset_text
from ticketing.types.model import Kind
from ticketing.types.table import BY_KIND
from ticketing.warranty import warranty_of
from ticketing.workdays.book import OFFICE_HOURS, HoursBook, shipped_book
from watchkeeper.core.errors import InvalidInput, NotFound
from watchkeeper.core.instants import Instant
from watchkeeper.core.logs import get_log

log = get_log("ticketing")


@dataclass(frozen=True, slots=True)
class PolicyText:
    """A policy as it was written, and where."""

    name: str
    source: str
    at: str


_WITHOUT_CLOCKS = PolicyText(
    "without-clocks", preset_text("without-clocks"), "presets/without-clocks.yml"
)


def shipped_policies() -> tuple[PolicyText, ...]:
    return tuple(PolicyText(name, preset_text(name), f"presets/{name}.yml") for name in PRESETS)


class Shelf:
    """Policies by name, compiled; versions by id, remembered once they are committed."""

    def __init__(
        self, policies: Iterable[PolicyText], *, divisor: int = 1, book: HoursBook | None = None
    ) -> None:
        self._book = shipped_book() if book is None else book
        self._texts: Mapping[str, PolicyText] = {}
        self._divisor = divisor
        self._by_id: dict[int, PinnedTerms] = {}
        self._by_source: dict[TermsSource, PinnedTerms] = {}
        self._by_digest: dict[str, PinnedTerms] = {}
        self._policies: dict[TermsSource, Policy] = {}
        self._sources: dict[tuple[CustomerTerms, Kind], TermsSource] = {}
        self.take_on(policies)

    @property
    def divisor(self) -> int:
        """By how much all durations are shorter here (the demo's contract time)."""
        return self._divisor

    @property
    def book(self) -> HoursBook:
        """The calendars; replaced where somebody confirms the days of a year, for new tickets."""
        return self._book

    @book.setter
    def book(self, book: HoursBook) -> None:
        self._book, self._sources = book, {}

    def take_on(self, policies: Iterable[PolicyText]) -> None:
        """Use these policies for new tickets from now on.  Raises ConfigError for a wrong one."""
        texts = {text.name: text for text in policies}
        if not texts:
            raise InvalidInput("there must be at least one policy")
        for text in texts.values():
            policy_from_text(text.source, text.at)
        self._texts, self._sources = texts, {}

    def source_of(self, customer: CustomerTerms, kind: Kind = Kind.INCIDENT) -> TermsSource:
        """Return the terms by which new tickets of a customer run, of that type.

        A type that no clock measures runs by its own.  Where the policy does not exist, those of the first one, and of its tables those that it
        has: no fault goes without a ticket.
        """
        source = self._sources.get((customer, kind))
        if source is None:
            source = self._sources[customer, kind] = self._chosen(customer, kind)
        return source

    def _chosen(self, customer: CustomerTerms, kind: Kind) -> TermsSource:
        if BY_KIND[kind].policy == _WITHOUT_CLOCKS.name:
            text = self._texts.get(_WITHOUT_CLOCKS.name, _WITHOUT_CLOCKS)
            return self._source(text, replace(customer, tables=()))
        bound = self._texts.get(customer.policy)
        if bound is None:
            bound = next(iter(self._texts.values()))
            log.error(
                "unknown policy",
                policy=customer.policy,
                customer=customer.customer,
                taken=bound.name,
            )
        return self._source(bound, customer)

    def _source(self, text: PolicyText, customer: CustomerTerms) -> TermsSource:
        tables, zone = _tables_of(text, customer), customer.zone
        policy = with_tables(policy_from_text(text.source, text.at), tables)
        calendars = tuple(
            (name, self._book.current(name, zone)) for name in policy.calendars_elsewhere
        )
        return TermsSource(text.name, text.source, tables, zone, self._divisor, calendars)

    def check(self, customer: CustomerTerms) -> None:
        """Raise NotFound where a customer's policy does not exist; for check-config and doctor."""
        if customer.policy not in self._texts:
            raise NotFound(
                "there is no policy {name!r}; known are {known}",
                name=customer.policy,
                known=", ".join(sorted(self._texts)),
            )

    def policy_of(self, customer: CustomerTerms) -> Policy:
        """Return a customer's policy as it binds now."""
        source = self.source_of(customer)
        policy = self._policies.get(source)
        if policy is None:
            policy = self._policies[source] = bound_policy(source)
        return policy

    def is_workday(self, policy: Policy, zone: str) -> IsWorkday:
        """Return what tells work days now: the policy's own ``5x8``, else the book's in *zone*."""
        own = policy.calendars.get(OFFICE_HOURS)
        return own.is_open_on if own is not None else partial(self._book.is_worked, zone=zone)

    def warranty_facts(self, customer: CustomerTerms, at: Instant) -> Mapping[str, Fact]:
        """Return whether the customer's warranty covers *at*; nothing where there is none."""
        zone = customer.zone
        warranty = warranty_of(customer, lambda day: self._book.is_worked(day, zone))
        return {} if warranty is None else {"in_warranty": warranty.covers(at)}

    def ready(self, source: TermsSource) -> PinnedTerms | None:
        """Return the terms where they are known to be committed."""
        return self._by_source.get(source)

    def named(self, digest: str) -> PinnedTerms | None:
        """Return the terms that a log names, where they are known to be committed."""
        return self._by_digest.get(digest)

    def known(self, terms_id: int) -> PinnedTerms | None:
        return self._by_id.get(terms_id)

    def keep(self, pinned: Iterable[PinnedTerms]) -> None:
        """Remember terms that a committed transaction read or made."""
        for one in pinned:
            self._by_id[one.id] = one
            self._by_source[one.source] = one
            self._by_digest[one.source.digest] = one


def _tables_of(text: PolicyText, customer: CustomerTerms) -> tuple[str, ...]:
    """Return the customer's tables; what the policy has not is told, and left out."""
    known = policy_from_text(text.source, text.at).tables
    unknown = [table for table in customer.tables if table not in known]
    if unknown:
        log.error(
            "unknown tables",
            policy=text.name,
            customer=customer.customer,
            tables=", ".join(unknown),
        )
    return tuple(table for table in customer.tables if table in known)
