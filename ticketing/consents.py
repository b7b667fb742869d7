"""What the customer has authorised, and whether that covers what somebody is about to do.  Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

from ticketing.commands.reasons import ConsentScope
from ticketing.directory import CustomerTerms
from ticketing.events import Fact
from watchkeeper.core.errors import Conflict
from watchkeeper.core.instants import Instant
from watchkeeper.core.messages import Text, mark, text

NAMED: Mapping[Enum, str] = MappingProxyType(
    {
        ConsentScope.MONITOR: mark("read-only monitoring"),
        ConsentScope.REMOTE: mark("remote sessions"),
        ConsentScope.MODIFY: mark("changes to applications or data"),
        ConsentScope.DOWNLOAD: mark("copying or taking away data"),
    }
)

IN_WRITING = frozenset({ConsentScope.MODIFY, ConsentScope.DOWNLOAD})
"""What nothing but a written authorisation allows (R15)."""


class ConsentMissing(Conflict):
    """The customer has not authorised it; who tried all the same is written to the audit trail."""

    def __init__(self, why: Text, *, scope: ConsentScope, host: str) -> None:
        super().__init__(why.sentence, at=None, **why.facts)
        self.scope = scope
        self.host = host


@dataclass(frozen=True, slots=True)
class Authorisation:
    """What may be done, on which hosts (none named: all), from when to when."""

    scope: ConsentScope
    begins_at: Instant
    ends_at: Instant | None = None
    hosts: tuple[str, ...] = ()
    is_written: bool = False
    withdrawn_at: Instant | None = None

    def covers(self, host: str, at: Instant) -> bool:
        """Tell whether it is in force on *host* at *at*: the beginning counts, the end does not."""
        ends = [end for end in (self.ends_at, self.withdrawn_at) if end is not None]
        is_in_force = self.begins_at <= at and all(at < end for end in ends)
        return is_in_force and (not self.hosts or host in self.hosts)


def name_of(scope: ConsentScope) -> Text:
    return text(NAMED[scope])


def gate(
    given: Iterable[Authorisation], scope: ConsentScope, host: str, at: Instant
) -> Text | None:
    """Return why nothing of that *scope* may be done on *host* at *at*; None where it may."""
    covering = [one for one in given if one.scope is scope and one.covers(host, at)]
    if not covering:
        return text("the customer has not authorised this now: {scope}", scope=name_of(scope))
    if scope in IN_WRITING and not any(one.is_written for one in covering):
        return text("the customer's written authorisation is missing")
    return None


def demand(
    given: Iterable[Authorisation], scopes: Iterable[ConsentScope], *, host: str, at: Instant
) -> None:
    """Raise ConsentMissing where one of *scopes* is not authorised on *host* at *at*."""
    known = tuple(given)
    for scope in scopes:
        why_not = gate(known, scope, host, at)
        if why_not is not None:
            raise ConsentMissing(why_not, scope=scope, host=host)


def customer_facts(terms: CustomerTerms) -> Mapping[str, Fact]:
    """Return what a ticket keeps of its customer's conditions; nothing where there are none."""
    facts: dict[str, Fact] = {}
    if terms.asks_consent:
        facts["asks_consent"] = True
    if terms.rules:
        facts["has_rules"] = True
    return facts
