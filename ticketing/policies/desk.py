"""Policies to look at: those in force and their versions, what differs, and trials (D6)."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from sqlalchemy import Connection

from ticketing.directory import CustomerTerms, Targets
from ticketing.events import Event
from ticketing.pinned import PinnedTerms, pinned_named
from ticketing.policies import rows
from ticketing.policies.outcome import PolicyOutcome, TrialSpan, TrialTally
from ticketing.policies.rows import PolicyVersion
from ticketing.policies.trial import Candidate, digests_in, try_ticket
from ticketing.policy import Policy
from ticketing.policy_file import policy_from_text
from ticketing.shelf import PolicyText, Shelf
from ticketing.store import load_events
from watchkeeper.core.clock import Clock
from watchkeeper.core.errors import NotFound
from watchkeeper.core.logs import get_log
from watchkeeper.storage.database import Database

log = get_log("ticketing")

MOST_TICKETS = 20_000
_AT_ONCE = 50  # reading a log is work, on PostgreSQL in the loop
_LONGEST_SECONDS = 60.0
_MOST_LIVE = 100
_UNREADABLE = (ValueError, LookupError, TypeError)
"""What a damaged log makes of names that we know, of terms that are not there."""


@dataclass(frozen=True, slots=True)
class PolicyEntry:
    """A policy: ``text`` is None where it is no longer in force and only tickets keep it."""

    name: str
    text: PolicyText | None
    customers: tuple[str, ...]  # whose contract names it
    versions: tuple[PolicyVersion, ...]


@dataclass(frozen=True, slots=True)
class PolicyChoice:
    """Which policy is meant: one in force, an earlier version of it, or a text with its file."""

    name: str = ""
    version: int | None = None
    text: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class PolicyProgress:
    """How many tickets were looked at."""

    done: int
    of: int


class PolicyDesk:
    """Answers for policies; *contracts* returns the customers, with what their files name."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        shelf: Shelf,
        targets: Targets,
        contracts: Callable[[], Iterable[CustomerTerms]],
    ) -> None:
        self._database = database
        self._clock = clock
        self._shelf = shelf
        self._targets = targets
        self._contracts = contracts

    async def entries(self, customers: Collection[str] | None) -> tuple[PolicyEntry, ...]:
        """Return the policies in force, then those that live tickets alone keep."""
        found = await self._database.read(partial(rows.versions, customers=customers))
        texts = self._shelf.texts
        kept = [
            name
            for name, versions in found.items()
            if name not in texts and any(one.live for one in versions)
        ]
        return tuple(self._entry(name, found.get(name, ()), customers) for name in (*texts, *kept))

    async def entry(self, name: str, customers: Collection[str] | None) -> PolicyEntry:
        """Return a policy by name.  Raises NotFound."""
        found = await self._database.read(partial(rows.versions, customers=customers, name=name))
        if name not in self._shelf.texts and name not in found:
            raise _unknown(name, self._shelf.texts)
        return self._entry(name, found.get(name, ()), customers)

    async def live_tickets(self, name: str, customers: Collection[str] | None) -> tuple[int, ...]:
        """Return the first hundred tickets that run by a policy."""
        return await self._database.read(
            partial(rows.live_tickets, name=name, customers=customers, most=_MOST_LIVE)
        )

    async def policy(self, choice: PolicyChoice) -> Policy:
        """Return the policy that is meant.  Raises NotFound, ConfigError for a wrong text."""
        if choice.text:
            file = choice.file or "policy"
            return await asyncio.to_thread(policy_from_text, choice.text, file)
        if choice.version is not None:
            return await self._version(choice.name, choice.version)
        written = self._shelf.texts.get(choice.name)
        if written is None:
            raise _unknown(choice.name, self._shelf.texts)
        return policy_from_text(written.source, written.at)

    async def try_out(
        self, policy: Policy, span: TrialSpan, instead_of: str | None = None
    ) -> AsyncGenerator[PolicyProgress | PolicyOutcome, None]:
        """Judge the closed tickets of *span* by *policy*; nothing changes.

        In place of the policy *instead_of*, of that of its own name, or of whatever there was.
        """
        if instead_of is None and policy.name in self._shelf.texts:
            instead_of = policy.name
        candidate = Candidate(policy, instead_of=instead_of, book=self._shelf.book)
        tally, is_whole = TrialTally(), True
        begun = self._clock.monotonic()
        numbers = await self._database.read(
            partial(rows.closed_tickets, span=span, most=MOST_TICKETS + 1)
        )
        of = min(len(numbers), MOST_TICKETS)
        for start in range(0, of, _AT_ONCE):
            if self._clock.monotonic() - begun > _LONGEST_SECONDS:
                is_whole = False
                break
            some = numbers[start : min(start + _AT_ONCE, of)]
            logs, known = await self._database.read(partial(self._read, numbers=some))
            await asyncio.to_thread(self._add, tally, candidate, logs, known)
            yield PolicyProgress(start + len(some), of)
        outcome = tally.outcome(
            policy=policy.name,
            instead_of=instead_of,
            span=span,
            is_whole=is_whole and of == len(numbers),
        )
        log.info("policy tried", policy=policy.name, tickets=outcome.tickets)
        yield outcome

    def _entry(
        self, name: str, versions: Sequence[PolicyVersion], customers: Collection[str] | None
    ) -> PolicyEntry:
        named = tuple(
            sorted(
                one.customer
                for one in self._contracts()
                if name in (one.policy, *one.also)
                and (customers is None or one.customer in customers)
            )
        )
        return PolicyEntry(name, self._shelf.texts.get(name), named, tuple(versions))

    async def _version(self, name: str, version: int) -> Policy:
        source = await self._database.read(
            partial(rows.source_of_version, name=name, version=version)
        )
        if source is None:
            raise NotFound(
                "no ticket ever ran by version {version} of the policy {name!r}",
                version=version,
                name=name,
            )
        return policy_from_text(json.loads(source)["source"], f"{name} v{version}")

    def _read(
        self, connection: Connection, numbers: Sequence[int]
    ) -> tuple[list[list[Event]], dict[str, PinnedTerms]]:
        """Return the logs of some tickets, and the terms that they name."""
        logs = _logs(connection, numbers)
        digests = frozenset[str]().union(*map(digests_in, logs))
        known = {digest: self._shelf.named(digest) for digest in digests}
        missing = [digest for digest, pinned in known.items() if pinned is None]
        found = {digest: pinned for digest, pinned in known.items() if pinned is not None}
        return logs, {**found, **pinned_named(connection, missing, self._shelf.book)}

    def _add(
        self,
        tally: TrialTally,
        candidate: Candidate,
        logs: Iterable[list[Event]],
        known: dict[str, PinnedTerms],
    ) -> None:
        """Try some tickets; a log that cannot be read keeps none from the others."""
        for events in logs:
            if not events:
                tally.add_unreadable()
                continue
            try:
                tally.add(try_ticket(events, candidate, known, self._contract_of))
            except _UNREADABLE as error:
                log.warning("ticket not tried", reason=type(error).__name__)
                tally.add_unreadable()

    def _contract_of(self, customer: str) -> str:
        return self._targets.terms(customer).policy


def _logs(connection: Connection, numbers: Sequence[int]) -> list[list[Event]]:
    """Return the log of each ticket; an empty one where it cannot be read."""
    try:
        return list(load_events(connection, numbers).values())
    except _UNREADABLE:
        if len(numbers) == 1:
            return [[]]
    return [events for number in numbers for events in _logs(connection, (number,))]


def _unknown(name: str, texts: Collection[str]) -> NotFound:
    return NotFound(
        "there is no policy {name!r}; known are {known}",
        name=name[:60],
        known=", ".join(sorted(texts)),
    )
