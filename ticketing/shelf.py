"""The shelf of policies: which terms a customer's new tickets run by, and those of old ones.

A ticket pins the version it opened with.  A version is its source: the policy's YAML, the tables
that were agreed, the zone and the demo's divisor; the same source is the same version.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select

from ticketing.delivery import IsWorkday
from ticketing.directory import CustomerTerms
from ticketing.policy import Policy, Terms, scale, terms_of, with_tables
from ticketing.policy_file import PRESETS, policy_from_text, preset_text
from ticketing.tables import ticket_terms
from ticketing.workdays.book import OFFICE_HOURS, HoursBook, shipped_book
from watchkeeper.core.canonical import canonical_json
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


@dataclass(frozen=True, slots=True)
class TermsSource:
    """Everything that makes one version of terms."""

    policy: str
    source: str
    tables: tuple[str, ...]
    zone: str
    divisor: int

    @property
    def text(self) -> str:
        return canonical_json(
            {
                "divisor": self.divisor,
                "policy": self.policy,
                "source": self.source,
                "tables": list(self.tables),
                "zone": self.zone,
            }
        )

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class PinnedTerms:
    """Terms as they stand in the database."""

    id: int
    source: TermsSource
    terms: Terms


def shipped_policies() -> tuple[PolicyText, ...]:
    return tuple(PolicyText(name, preset_text(name), f"presets/{name}.yml") for name in PRESETS)


class Shelf:
    """Policies by name, compiled; versions by id, remembered once they are committed.

    ``book`` is replaced where somebody confirms the days of a year.
    """

    def __init__(
        self, policies: Iterable[PolicyText], *, divisor: int = 1, book: HoursBook | None = None
    ) -> None:
        self.book = shipped_book() if book is None else book
        self._texts: Mapping[str, PolicyText] = {}
        self._divisor = divisor
        self._by_id: dict[int, PinnedTerms] = {}
        self._by_source: dict[TermsSource, PinnedTerms] = {}
        self._policies: dict[TermsSource, Policy] = {}
        self._sources: dict[CustomerTerms, TermsSource] = {}
        self.take_on(policies)

    def take_on(self, policies: Iterable[PolicyText]) -> None:
        """Use these policies for new tickets from now on.  Raises ConfigError for a wrong one."""
        texts = {text.name: text for text in policies}
        if not texts:
            raise InvalidInput("there must be at least one policy")
        for text in texts.values():
            policy_from_text(text.source, text.at)
        self._texts, self._sources = texts, {}

    def source_of(self, customer: CustomerTerms) -> TermsSource:
        """Return the terms by which new tickets of a customer run.

        Where the policy does not exist, those of the first one, and of its tables those that it
        has: no fault goes without a ticket.
        """
        source = self._sources.get(customer)
        if source is None:
            text = self._texts.get(customer.policy)
            if text is None:
                text = next(iter(self._texts.values()))
                log.error(
                    "unknown policy",
                    policy=customer.policy,
                    customer=customer.customer,
                    taken=text.name,
                )
            source = TermsSource(
                text.name, text.source, _tables_of(text, customer), customer.zone, self._divisor
            )
            self._sources[customer] = source
        return source

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
            policy = self._policies[source] = _compiled(source, version=0).policy
        return policy

    def is_workday(self, policy: Policy) -> IsWorkday:
        """Return what tells work days now: the policy's own ``5x8``, else the one of the book."""
        own = policy.calendars.get(OFFICE_HOURS)
        return own.is_open_on if own is not None else self.book.is_worked

    def ready(self, source: TermsSource) -> PinnedTerms | None:
        """Return the terms where they are known to be committed."""
        return self._by_source.get(source)

    def known(self, terms_id: int) -> PinnedTerms | None:
        return self._by_id.get(terms_id)

    def keep(self, pinned: Iterable[PinnedTerms]) -> None:
        """Remember terms that a committed transaction read or made."""
        for one in pinned:
            self._by_id[one.id] = one
            self._by_source[one.source] = one


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


def pinned_by_id(connection: Connection, terms_id: int) -> PinnedTerms:
    """Return the terms that a ticket pinned."""
    statement = select(ticket_terms).where(ticket_terms.c.id == terms_id)
    return _pinned_from(connection.execute(statement).one())


def pin(connection: Connection, source: TermsSource, now: Instant) -> PinnedTerms:
    """Return the version that *source* is, made where it is new.  Raises InvalidInput."""
    known = select(ticket_terms).where(ticket_terms.c.digest == source.digest)
    row = connection.execute(known).one_or_none()
    if row is not None:
        return _pinned_from(row)
    newest = select(func.max(ticket_terms.c.version)).where(ticket_terms.c.name == source.policy)
    version = (connection.scalar(newest) or 0) + 1
    terms = _compiled(source, version=version)
    values = {
        "name": source.policy,
        "version": version,
        "digest": source.digest,
        "source": source.text,
        "created_at": now,
    }
    made = connection.execute(insert(ticket_terms).values(values))
    assert made.inserted_primary_key is not None
    return PinnedTerms(made.inserted_primary_key[0], source, terms)


def _pinned_from(row: Row[Any]) -> PinnedTerms:
    values = json.loads(row.source)
    source = TermsSource(
        values["policy"],
        values["source"],
        tuple(values["tables"]),
        values["zone"],
        values["divisor"],
    )
    return PinnedTerms(row.id, source, _compiled(source, version=row.version))


def _compiled(source: TermsSource, *, version: int) -> Terms:
    if source.divisor < 1:
        raise InvalidInput("a policy can only be divided by 1 or more")
    policy = policy_from_text(source.source, source.policy)
    bound = with_tables(policy, source.tables)
    return terms_of(scale(bound, source.divisor), version=version, zone=source.zone)
