"""What ``watchkeeper policies`` asks the server: policies in force, what differs, trials."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Collection, Mapping
from contextlib import aclosing
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from dashboards.rest.call import Call, Lines
from dashboards.rest.routes import Route
from dashboards.rest.streams import LINES_TYPE
from ticketing.policies.desk import PolicyChoice, PolicyDesk, PolicyEntry, PolicyProgress
from ticketing.policies.differences import differences
from ticketing.policies.goal_table import GoalLine, goal_lines
from ticketing.policies.outcome import PolicyOutcome, TrialSpan
from ticketing.policies.rows import PolicyVersion
from ticketing.policy import Policy
from watchkeeper.access.model import Scope
from watchkeeper.core.clock import Clock
from watchkeeper.core.errors import InvalidInput, Unavailable
from watchkeeper.core.instants import (
    DAY,
    Instant,
    date_from_text,
    instant_from_rfc3339,
    instant_of_local,
    later,
)
from watchkeeper.core.messages import Text
from watchkeeper.server.directory import TargetDirectory
from watchkeeper.server.parts import Parts

_TRIED_DAYS = 90
_LONGEST_TEXT, _LONGEST_NAME = 256 * 1024, 200
_MOST_VERSIONS = 1_000_000
_DATE_LENGTH = len("2026-11-24")
_VERSION_QUERY: Mapping[str, str] = MappingProxyType(
    {"version": "an earlier version that tickets run by; without it the policy in force"}
)


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """A policy: ``at`` is its file, empty where it is shipped or no longer in force."""

    name: str
    is_in_force: bool
    is_shipped: bool
    at: str
    customers: tuple[str, ...]
    versions: tuple[PolicyVersion, ...]


@dataclass(frozen=True, slots=True)
class PolicyView:
    """All of a policy: its goals as they bind, and the first tickets that run by it."""

    policy: PolicyRow
    version: int | None
    select: Mapping[str, str]
    goals: tuple[GoalLine, ...]
    live_tickets: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PolicyPair:
    """Two policies, each by name, by name and version, or as a text with the name of its file."""

    before: PolicyChoice
    after: PolicyChoice


@dataclass(frozen=True, slots=True)
class PolicyDifference:
    """What ``after`` says otherwise, a sentence each."""

    before: str
    after: str
    differences: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class PolicyTrialWish:
    """A policy, and the tickets to try it on: closed in a span (RFC 3339, or a date), 90 days."""

    policy: PolicyChoice
    start: str | None = None
    end: str | None = None
    customer: str | None = None
    instead_of: str | None = None


@dataclass(frozen=True, slots=True)
class PolicyTrialLine:
    """One line of a trial: how far it is, or at last what would have been."""

    progress: PolicyProgress | None = None
    outcome: PolicyOutcome | None = None


def routes_policies(parts: Parts) -> tuple[Route, ...]:
    settings = parts.configuration.settings
    targets = TargetDirectory(
        lambda: parts.inventory.current,
        default_policy=settings.tickets.policy,
        zone=settings.zone,
    )
    desk = PolicyDesk(
        parts.database,
        parts.clock,
        shelf=parts.tickets.shelf,
        targets=targets,
        contracts=targets.customers,
    )
    return PolicyTools(desk, parts.clock, settings.zone).routes()


class PolicyTools:
    """Handlers; who sees some customers only sees and tries the tickets of these."""

    def __init__(self, desk: PolicyDesk, clock: Clock, zone: str) -> None:
        self._desk = desk
        self._clock = clock
        self._zone = zone
        self._is_busy = False

    def routes(self) -> tuple[Route, ...]:
        return (
            Route("GET", "/policies", "Policies in force, and what live tickets still run by", self.list, tuple[PolicyRow, ...]),
            Route("GET", "/policies/{policy:[^/]+}", "A policy's goals and tickets", self.show, PolicyView, query=_VERSION_QUERY),
            Route("POST", "/policies/comparison", "What one policy says otherwise than another", self.compare, PolicyDifference, body=PolicyPair),
            Route("POST", "/policies/trial", "Try a policy on closed tickets; answers a JSON object a line", self.try_out, PolicyTrialLine, body=PolicyTrialWish, kind=LINES_TYPE),
        )  # fmt: skip

    async def list(self, call: Call) -> tuple[PolicyRow, ...]:
        call.principal.require_scope(Scope.TICKETS_READ)
        return tuple(_row(one) for one in await self._desk.entries(call.principal.customers))

    async def show(self, call: Call) -> PolicyView:
        call.principal.require_scope(Scope.TICKETS_READ)
        name, customers = call.request.match_info["policy"], call.principal.customers
        if not _is_word(name):
            raise InvalidInput("{key!r} is not known here, or is no text", key="policy")
        entry = await self._desk.entry(name, customers)
        version = call.query_number("version", 0, _MOST_VERSIONS) or _kept_version(entry)
        policy = await self._desk.policy(PolicyChoice(name, version))
        return PolicyView(
            policy=_row(entry),
            version=version,
            select=_select(policy),
            goals=goal_lines(policy),
            live_tickets=await self._desk.live_tickets(name, customers),
        )

    async def compare(self, call: Call) -> PolicyDifference:
        call.principal.require_scope(Scope.TICKETS_READ)
        given = await call.body()
        _check_keys(given, {"before", "after"})
        before = await self._desk.policy(_choice(given.get("before")))
        after = await self._desk.policy(_choice(given.get("after")))
        return PolicyDifference(before.name, after.name, differences(before, after))

    async def try_out(self, call: Call) -> Lines:
        call.principal.require_scope(Scope.TICKETS_READ)
        given = await call.body()
        _check_keys(given, {"policy", "start", "end", "customer", "instead_of"})
        policy = await self._desk.policy(_choice(given.get("policy")))
        span = self._span(given, call.principal.customers)
        if self._is_busy:
            raise Unavailable("another trial is under way; try again when it is over")
        return Lines(self._steps(policy, span, _word(given, "instead_of")))

    async def _steps(
        self, policy: Policy, span: TrialSpan, instead_of: str | None
    ) -> AsyncGenerator[PolicyTrialLine, None]:
        if self._is_busy:
            raise Unavailable("another trial is under way; try again when it is over")
        self._is_busy = True
        try:
            async with aclosing(self._desk.try_out(policy, span, instead_of)) as steps:
                async for step in steps:
                    yield _line(step)
        finally:
            self._is_busy = False

    def _span(self, given: Mapping[str, Any], customers: Collection[str] | None) -> TrialSpan:
        start, end = _word(given, "start"), _word(given, "end")
        until = self._instant(end) if end else self._clock.now()
        return TrialSpan(
            start=self._instant(start) if start else later(until, -_TRIED_DAYS * DAY),
            end=until,
            customer=_word(given, "customer"),
            seen=None if customers is None else frozenset(customers),
        )

    def _instant(self, text: str) -> Instant:
        """Read an instant, or the first one of a day of the house."""
        if len(text) == _DATE_LENGTH:
            return instant_of_local(date_from_text(text), 0, self._zone)
        return instant_from_rfc3339(text)


def _row(entry: PolicyEntry) -> PolicyRow:
    written = entry.text
    return PolicyRow(
        name=entry.name,
        is_in_force=written is not None,
        is_shipped=written is not None and written.is_shipped,
        at="" if written is None or written.is_shipped else written.at,
        customers=entry.customers,
        versions=entry.versions,
    )


def _kept_version(entry: PolicyEntry) -> int | None:
    """Return the newest version of a policy that is no longer in force; None where it is."""
    return None if entry.text is not None else entry.versions[0].version


def _select(policy: Policy) -> Mapping[str, str]:
    return {name: ", ".join(sorted(words)) for name, words in policy.select.items()}


def _line(step: PolicyProgress | PolicyOutcome) -> PolicyTrialLine:
    if isinstance(step, PolicyOutcome):
        return PolicyTrialLine(outcome=step)
    return PolicyTrialLine(progress=step)


def _choice(given: object) -> PolicyChoice:
    """Read which policy is meant.  Raises InvalidInput."""
    if not isinstance(given, dict):
        raise InvalidInput("say which policy: {example}", example='{"name": "contract-cn"}')
    _check_keys(given, {"name", "version", "text", "file"})
    version = given.get("version")
    is_number = isinstance(version, int) and not isinstance(version, bool)
    if version is not None and not (is_number and 1 <= version <= _MOST_VERSIONS):
        raise InvalidInput("a version is a whole number from 1")
    text = given.get("text") or ""
    if not isinstance(text, str) or len(text) > _LONGEST_TEXT:
        raise InvalidInput("the text of a policy has at most {most} letters", most=_LONGEST_TEXT)
    name, file = _word(given, "name") or "", _word(given, "file") or ""
    if not name and not text:
        raise InvalidInput("say which policy: {example}", example='{"name": "contract-cn"}')
    return PolicyChoice(name, version, text, file)


def _word(given: Mapping[str, Any], key: str) -> str | None:
    """Return a short text; None where it is missing or empty.  Raises InvalidInput."""
    value = given.get(key)
    if value is not None and not (isinstance(value, str) and _is_word(value)):
        raise InvalidInput("{key!r} is not known here, or is no text", key=key)
    return value or None


def _is_word(value: str) -> bool:
    """Tell whether a database may be asked for it: neither NUL nor half a character."""
    return value.isprintable() and len(value) <= _LONGEST_NAME


def _check_keys(given: Mapping[str, Any], known: set[str]) -> None:
    for key in set(given) - known:
        raise InvalidInput("{key!r} is not known here, or is no text", key=key[:40])
