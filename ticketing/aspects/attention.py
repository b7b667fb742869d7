"""Who looks at a ticket: who sorted it, to whom it is offered, who follows it.  Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from ticketing.events import Event, EventKind
from ticketing.lifecycle import ANSWERS
from watchkeeper.access.model import PersonId
from watchkeeper.core.instants import Instant


@dataclass(frozen=True, slots=True)
class Attention:
    """``offered_to`` has not accepted yet; until then it stays its owner's."""

    triaged_at: Instant | None = None
    offered_to: PersonId | None = None
    watchers: tuple[PersonId, ...] = ()
    touched_at: Instant | None = None  # when somebody last showed that they are on it


EMPTY = Attention()
Handler = Callable[[Attention, Event], Attention]


def _triaged(state: Attention, event: Event) -> Attention:
    at = event.occurred_at if state.triaged_at is None else state.triaged_at
    return replace(state, triaged_at=at, offered_to=None)


def _offered(state: Attention, event: Event) -> Attention:
    return replace(state, offered_to=PersonId(str(event.data["to"])))


def _settled(state: Attention, _event: Event) -> Attention:
    return state if state.offered_to is None else replace(state, offered_to=None)


def _answered(state: Attention, event: Event) -> Attention:
    """Whoever it is offered to accepts by whatever shows that they are on it."""
    return _settled(state, event) if event.actor == state.offered_to else state


def _touched(state: Attention, event: Event) -> Attention:
    return replace(state, touched_at=event.recorded_at)


def _both(first: Handler, then: Handler) -> Handler:
    return lambda state, event: then(first(state, event), event)


def _watched(state: Attention, event: Event) -> Attention:
    person = PersonId(str(event.data["person"]))
    return replace(state, watchers=tuple(dict.fromkeys((*state.watchers, person))))


def _unwatched(state: Attention, event: Event) -> Attention:
    left = tuple(person for person in state.watchers if person != event.data["person"])
    return replace(state, watchers=left)


_TOUCHES = frozenset(
    {
        EventKind.TRIAGED,
        EventKind.HANDED_OVER,
        EventKind.COMMENTED,
        EventKind.REPLIED,
        EventKind.ATTACHED,
        EventKind.LEVEL_CHANGED,
        EventKind.PAUSED,
        EventKind.RESUMED,
        EventKind.DUE_AGREED,
    }
)
"""Beside what answers and assigns: whoever does this has the ticket before them."""

_OWN: Mapping[EventKind, Handler] = MappingProxyType(
    {
        **dict.fromkeys(ANSWERS, _answered),
        EventKind.TRIAGED: _triaged,
        EventKind.ASSIGNED: _settled,
        EventKind.HANDED_OVER: _offered,
        EventKind.REOPENED: _settled,
        EventKind.WATCHED: _watched,
        EventKind.UNWATCHED: _unwatched,
    }
)
HANDLES: Mapping[EventKind, Handler] = MappingProxyType(
    {
        **_OWN,
        **dict.fromkeys(_TOUCHES, _touched),
        **{
            kind: _both(handle, _touched)
            for kind, handle in _OWN.items()
            if kind in ANSWERS | _TOUCHES | {EventKind.ASSIGNED}
        },
    }
)
