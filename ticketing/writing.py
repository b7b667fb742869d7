"""Run units of work, and tell the world what they committed (D7).

Every change is one transaction, durable when ``write`` returns.  Logs, metrics, wakes and
listeners come after the commit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from ticketing import queries
from ticketing.directory import Directory
from ticketing.events import Event, EventKind
from ticketing.metrics import TicketMetrics
from ticketing.shelf import Shelf
from ticketing.work import Committed, Work
from watchkeeper.core.clock import Clock, Wake
from watchkeeper.core.errors import Conflict
from watchkeeper.core.instants import Instant
from watchkeeper.core.logs import get_log
from watchkeeper.storage.database import Database

log = get_log("ticketing")

TIMERS_WORKER = "tickets"
OUTBOX_WORKER = "outbox"

_ATTEMPTS = 3  # two nodes may open the same problem at once; the second then finds it open

Listener = Callable[[tuple[int, ...]], None]


class TicketWriter:
    """Writes tickets; the only one who does."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        shelf: Shelf,
        directory: Directory,
        metrics: TicketMetrics,
        wake: Wake,
    ) -> None:
        self._database = database
        self._clock = clock
        self._shelf = shelf
        self._directory = directory
        self._metrics = metrics
        self._wake = wake
        self._listeners: list[Listener] = []

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call *listener* with the numbers of tickets after they changed; returns how to stop."""
        self._listeners.append(listener)
        return partial(self._listeners.remove, listener)

    async def show_counts(self) -> None:
        """Bring the gauges up to date; called at the start and after each change."""
        self._metrics.show_open(await self._database.read(queries.counts_by_level))

    async def write(self, unit: Callable[[Work], None]) -> Committed:
        """Run *unit* in one transaction.  Raises Conflict where others keep changing the same."""
        for attempt in range(1, _ATTEMPTS + 1):
            now = self._clock.now()
            try:
                committed = await self._database.write(partial(self._run, unit, now))
            except IntegrityError as error:
                if attempt == _ATTEMPTS:
                    raise Conflict("somebody else changed the same ticket; try again") from error
                continue
            await self._after(committed)
            return committed
        raise AssertionError("unreachable")

    def look_at_timers(self) -> None:
        """Let the timers' worker look when it is due next, after rows of alerts changed alone."""
        self._wake(TIMERS_WORKER)

    def _run(self, unit: Callable[[Work], None], now: Instant, connection: Connection) -> Committed:
        work = Work(connection, shelf=self._shelf, directory=self._directory, now=now)
        unit(work)
        return work.finish()

    async def _after(self, committed: Committed) -> None:
        """Tell the world what was committed."""
        self._shelf.keep(committed.terms)
        self._metrics.count(committed.events)
        for event in committed.events:
            _log(event, committed)
        if any(event.kind in _COUNTED for event in committed.events):
            await self.show_counts()
        if committed.events:
            self._wake(TIMERS_WORKER)
            for listener in tuple(self._listeners):
                listener(committed.tickets)
        if committed.messages:
            self._wake(OUTBOX_WORKER)


_COUNTED = frozenset(
    {
        EventKind.OPENED,
        EventKind.REOPENED,
        EventKind.LEVEL_CHANGED,
        EventKind.RESOLVED,
        EventKind.SELF_RECOVERED,
        EventKind.CANCELLED,
        EventKind.MERGED,
        EventKind.UNMERGED,
        EventKind.TOOK_IN,
        EventKind.LET_GO,
    }
)

_LOGGED: Mapping[EventKind, str] = MappingProxyType(
    {
        EventKind.OPENED: "ticket opened",
        EventKind.REOPENED: "ticket reopened",
        EventKind.ACKNOWLEDGED: "ticket acknowledged",
        EventKind.ESCALATED: "ticket escalated",
        EventKind.BREACHED: "goal missed",
        EventKind.RESOLVED: "ticket resolved",
        EventKind.SELF_RECOVERED: "ticket recovered by itself",
        EventKind.CLOSED: "ticket closed",
        EventKind.MERGED: "ticket merged",
        EventKind.UNMERGED: "merge undone",
    }
)


def _log(event: Event, committed: Committed) -> None:
    sentence = _LOGGED.get(event.kind)
    if sentence is None:
        return
    facts: dict[str, object] = {
        name: event.data[name]
        for name in ("target", "goal", "step", "to", "vacant", "into", "out_of")
        if event.data.get(name)
    }
    if "title" in event.prose:
        facts["title"] = event.prose["title"]
    log.info(sentence, ticket=event.ticket, level=committed.levels[event.ticket], **facts)
