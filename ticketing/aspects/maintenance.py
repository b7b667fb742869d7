"""Whether a maintenance window rests a ticket's clocks.  Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ticketing.events import Event, EventKind, instant_in
from watchkeeper.core.instants import Instant


@dataclass(frozen=True, slots=True)
class Maintenance:
    """The window that is open, by its name, and when it closes; no name: none is."""

    window: str = ""
    until: Instant | None = None

    def holds(self, now: Instant) -> bool:
        """Tell whether people are left in peace; past its end they are not, whoever closes it."""
        return self.until is not None and now < self.until


EMPTY = Maintenance()


def _began(_state: Maintenance, event: Event) -> Maintenance:
    return Maintenance(str(event.data["window"]), instant_in(event.data, "until"))


def _ended(_state: Maintenance, _event: Event) -> Maintenance:
    return EMPTY


ENDING = frozenset(
    {
        EventKind.MAINTENANCE_ENDED,
        EventKind.RESOLVED,
        EventKind.SELF_RECOVERED,
        EventKind.CLOSED,
        EventKind.CANCELLED,
        EventKind.MERGED,
    }
)
"""What ends the rest: the window closes, or the ticket's work is done."""

HANDLES: Mapping[EventKind, Callable[[Maintenance, Event], Maintenance]] = MappingProxyType(
    {EventKind.MAINTENANCE_BEGAN: _began, **dict.fromkeys(ENDING, _ended)}
)
