"""Due times that were agreed with the customer, and delays that were explained.  Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from ticketing.events import Event, EventKind, instant_in
from watchkeeper.core.instants import Instant


@dataclass(frozen=True, slots=True)
class Due:
    """An absolute due time, and when it was agreed."""

    at: Instant
    agreed_at: Instant


@dataclass(frozen=True, slots=True)
class Agreed:
    """Of the current cycle; ``dues`` by metric, ``explained`` by the names of goals."""

    dues: Mapping[str, Due] = field(default_factory=lambda: MappingProxyType({}))
    explained: frozenset[str] = frozenset()


EMPTY = Agreed()


def _agreed(state: Agreed, event: Event) -> Agreed:
    at = instant_in(event.data, "due_at")
    assert at is not None
    due = Due(at, event.occurred_at)
    return replace(state, dues=MappingProxyType({**state.dues, str(event.data["metric"]): due}))


def _withdrawn(state: Agreed, event: Event) -> Agreed:
    left = {metric: due for metric, due in state.dues.items() if metric != event.data["metric"]}
    return replace(state, dues=MappingProxyType(left))


def _explained(state: Agreed, event: Event) -> Agreed:
    return replace(state, explained=state.explained | {str(event.data["goal"])})


def _begun_anew(_state: Agreed, _event: Event) -> Agreed:
    return EMPTY


HANDLES: Mapping[EventKind, Callable[[Agreed, Event], Agreed]] = MappingProxyType(
    {
        EventKind.DUE_AGREED: _agreed,
        EventKind.DUE_WITHDRAWN: _withdrawn,
        EventKind.BREACH_EXPLAINED: _explained,
        EventKind.REOPENED: _begun_anew,
    }
)
