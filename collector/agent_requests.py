"""What the server has asked of agents and not heard of yet: a book in memory, bounded.

A request is handed out once: on the answer to the next push of its target's agent, to whoever reads
the target over SSH, or on the answer to the exchange of its satellite.  What comes back must bear its
number and come from there.  Whoever says nothing within five minutes is told as silent.  After a restart nothing is owed: what was asked before it stays without an answer.
"""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from watchkeeper.core.clock import Clock
from watchkeeper.core.instants import MINUTE, Duration, Instant, later
from watchkeeper.core.logs import get_log
from watchkeeper.inventory.model import Target
from watchkeeper.wire.requests import MOST_REQUESTS, FarRequest, Request, Result

log = get_log("collector")

PATIENCE = Duration(5 * MINUTE)
MOST_WAITING = 1_000
MOST_KEPT = 1_000
MOST_READERS = 100_000
SILENT = "silent"


class Way(Enum):
    """How a request reaches a host."""

    AGENT = "agent"
    AGENT_BEHIND = "agent_behind"  # a satellite probes the host; its agent speaks for itself
    SSH = "ssh"
    SSH_BEHIND = "ssh_behind"  # by the satellite


def far_way(target: Target) -> Way | None:
    """Return the way to a target without an agent; None where nobody reads it over SSH."""
    if not any(spec.kind == "ssh" for spec in target.probes):
        return None
    return Way.SSH if target.satellite is None else Way.SSH_BEHIND


@dataclass(slots=True)
class Asked:
    """One request to one target; *ticket* is None where a person asked."""

    request: Request
    target: str
    at: Instant
    ticket: int | None
    by: str
    way: Way = Way.AGENT
    is_sent: bool = False


@dataclass(frozen=True, slots=True)
class Settled:
    """A request and what became of it."""

    asked: Asked
    result: Result
    at: Instant


class SettledSink(Protocol):
    """Hears of every request that is settled."""

    async def settled(self, settled: Settled) -> None: ...


class AgentRequests:
    """The book; a Worker that gives up on those who stay silent."""

    name = "agent requests"

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._waiting: dict[str, Asked] = {}
        self._latest: OrderedDict[str, Settled] = OrderedDict()
        self._readers: set[str] = set()
        self._sink: SettledSink | None = None
        self._far: Callable[[FarRequest], None] | None = None

    def reach(self, far: Callable[[FarRequest], None]) -> None:
        """Let *far* carry out what is asked of hosts that are read over SSH from here."""
        self._far = far

    def way_to(self, target: Target) -> Way | None:
        """Return how a target can be asked; None where it cannot."""
        if target.agent or self.can_answer(target.name):
            return Way.AGENT if target.satellite is None else Way.AGENT_BEHIND
        return far_way(target)

    def tell(self, sink: SettledSink) -> None:
        """Let *sink* hear what becomes of each request."""
        self._sink = sink

    def ask(
        self, target: str, name: str, *, ticket: int | None, by: str, way: Way = Way.AGENT
    ) -> Asked | None:
        """Note a request to a target; None where it is asked already, or no room."""
        there = [one for one in self._waiting.values() if one.target == target]
        is_known = any(one.ticket == ticket and one.request.name == name for one in there)
        if is_known or len(there) >= MOST_REQUESTS or len(self._waiting) >= MOST_WAITING:
            return None
        request = Request(secrets.token_hex(16), name)
        asked = Asked(request, target, self._clock.now(), ticket, by, way)
        self._waiting[request.id] = asked
        if way is Way.SSH and self._far is not None:
            asked.is_sent = True
            self._far(FarRequest(*request, target))
        return asked

    def for_push(self, target: str) -> tuple[Request, ...]:
        """Return what is to be asked on the answer to a push of *target*, each once."""
        if len(self._readers) < MOST_READERS:
            self._readers.add(target)
        if not self._waiting:
            return ()
        fresh = [one for one in self._waiting.values() if one.target == target and not one.is_sent][
            :MOST_REQUESTS
        ]
        for one in fresh:
            one.is_sent = True
        return tuple(one.request for one in fresh)

    def for_satellite(self, targets: Callable[[], Collection[str]]) -> tuple[FarRequest, ...]:
        """Return what is to be asked on the answer to an exchange of who probes *targets*."""
        waiting = [one for one in self._waiting.values() if _is_for_satellite(one)]
        if not waiting:
            return ()
        own = targets()
        fresh = [one for one in waiting if one.target in own][:MOST_REQUESTS]
        for one in fresh:
            one.is_sent = True
        return tuple(FarRequest(*one.request, one.target) for one in fresh)

    async def take_of_satellite(
        self, targets: Callable[[], Collection[str]], results: Iterable[Result]
    ) -> int:
        """Settle what a satellite answers for its *targets*; return how many nobody asked for."""
        strange = 0
        for result in results:
            asked = self._waiting.get(result.id)
            if asked is None or asked.way is not Way.SSH_BEHIND or asked.target not in targets():
                strange += 1
            else:
                strange += await self.take(asked.target, (result,))
        return strange

    async def take(self, target: str, results: Iterable[Result]) -> int:
        """Settle what *target* was asked; return how many results nobody had asked for."""
        strange = 0
        for result in results:
            asked = self._waiting.get(result.id)
            if asked is None or asked.target != target or not asked.is_sent:
                strange += 1
                continue
            del self._waiting[result.id]
            await self._settle(asked, result)
        return strange

    def can_answer(self, target: str) -> bool:
        """Tell whether the agent of a target has pushed since the start and reads requests."""
        return target in self._readers

    def latest(self, target: str) -> Settled | None:
        """Return what a target was last asked for and said."""
        return self._latest.get(target)

    def is_asked(self, target: str) -> bool:
        """Tell whether an answer of *target* is still to come."""
        return any(one.target == target for one in self._waiting.values())

    async def next_due(self) -> Instant | None:
        return min((later(one.at, PATIENCE) for one in self._waiting.values()), default=None)

    async def run_due(self) -> None:
        now = self._clock.now()
        for asked in [one for one in self._waiting.values() if later(one.at, PATIENCE) <= now]:
            del self._waiting[asked.request.id]
            await self._settle(asked, Result(asked.request.id, SILENT))

    async def _settle(self, asked: Asked, result: Result) -> None:
        settled = Settled(asked, result, self._clock.now())
        self._latest[asked.target] = settled
        self._latest.move_to_end(asked.target)
        while len(self._latest) > MOST_KEPT:
            self._latest.popitem(last=False)
        if self._sink is not None:
            await self._sink.settled(settled)


def _is_for_satellite(asked: Asked) -> bool:
    return asked.way is Way.SSH_BEHIND and not asked.is_sent
