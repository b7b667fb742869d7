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
from ticketing.selection import Candidate, Choice, Traits, choose
from ticketing.types.model import Kind
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
    is_shipped: bool = False


@dataclass(frozen=True, slots=True)
class Chosen:
    """The terms of a new ticket, and why these."""

    source: TermsSource
    choice: Choice

    @property
    def facts(self) -> Mapping[str, Fact]:
        """Return what the event that opens the ticket keeps of it."""
        return {
            "terms": self.source.digest,
            "chosen_by": self.choice.why.value,
            "chosen_for": self.choice.conditions,
        }


def _shipped(name: str) -> PolicyText:
    return PolicyText(name, preset_text(name), f"presets/{name}.yml", is_shipped=True)


_WITHOUT_CLOCKS = _shipped("without-clocks")


def shipped_policies() -> tuple[PolicyText, ...]:
    return tuple(_shipped(name) for name in PRESETS)


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
        self._chosen: dict[tuple[CustomerTerms, Traits], Chosen] = {}
        self._always: tuple[PolicyText, ...] = ()
        self.take_on(policies)

    @property
    def divisor(self) -> int:
        """By how much all durations are shorter here (the demo's contract time)."""
        return self._divisor

    @property
    def texts(self) -> Mapping[str, PolicyText]:
        """The policies in force, by name."""
        return self._texts

    @property
    def book(self) -> HoursBook:
        """The calendars; replaced where somebody confirms the days of a year, for new tickets."""
        return self._book

    @book.setter
    def book(self, book: HoursBook) -> None:
        self._book, self._chosen = book, {}

    def take_on(self, policies: Iterable[PolicyText]) -> None:
        """Use these policies for new tickets from now on.  Raises ConfigError for a wrong one."""
        texts = {text.name: text for text in policies}
        if not texts:
            raise InvalidInput("there must be at least one policy")
        for text in texts.values():
            policy_from_text(text.source, text.at)
        self._texts, self._chosen = texts, {}
        self._always = () if _WITHOUT_CLOCKS.name in texts else (_WITHOUT_CLOCKS,)

    def source_of(self, customer: CustomerTerms, kind: Kind = Kind.INCIDENT) -> TermsSource:
        """Return the terms by which tickets of a customer run of which nothing else is known."""
        return self.chosen(customer, Traits(type=kind.value)).source

    def chosen(self, customer: CustomerTerms, traits: Traits) -> Chosen:
        """Return the terms by which a new ticket of a customer runs, and why.

        Where the policy does not exist, those of the first one, and of its tables those that it
        has: no fault goes without a ticket.
        """
        key = (customer, traits)
        found = self._chosen.get(key)
        if found is None:
            found = self._chosen[key] = self._choose(customer, traits)
        return found

    def _choose(self, customer: CustomerTerms, traits: Traits) -> Chosen:
        bound = self._bound(customer)
        known = replace(traits, customer=customer.customer, contract=bound.name)
        candidates = [
            Candidate(
                one.name,
                policy_from_text(one.source, one.at).select,
                is_offered=one.name == _WITHOUT_CLOCKS.name
                or (not one.is_shipped and _is_conditional(one)),
            )
            for one in (*self._texts.values(), *self._always)
        ]
        choice = choose(candidates, known, (bound.name, *customer.also))
        text = self._texts.get(choice.policy, _WITHOUT_CLOCKS)
        terms = customer if text is bound else replace(customer, tables=())
        return Chosen(self._source(text, terms), choice)

    def _bound(self, customer: CustomerTerms) -> PolicyText:
        bound = self._texts.get(customer.policy)
        if bound is None:
            bound = next(iter(self._texts.values()))
            log.error(
                "unknown policy",
                policy=customer.policy,
                customer=customer.customer,
                taken=bound.name,
            )
        return bound

    def source_named(self, name: str, customer: CustomerTerms) -> TermsSource:
        """Return the terms of the policy of that name; the contract's where there is none."""
        text = self._texts.get(name)
        if text is None:
            text = self._bound(customer)
            log.error("unknown policy", policy=name, customer=customer.customer, taken=text.name)
        is_bound = text.name == customer.policy
        return self._source(text, customer if is_bound else replace(customer, tables=()))

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


def _is_conditional(text: PolicyText) -> bool:
    return bool(policy_from_text(text.source, text.at).select)


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
