"""Sides of a ticket that its clocks do not ask: each is folded by itself, from its own events.

An aspect is a module with a frozen state, ``EMPTY``, and ``HANDLES``: what each kind of event
makes of the state.  An event touches only the aspects that know its kind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from ticketing.aspects import agreed, attention, consents, course, files, maintenance, ties
from ticketing.events import Event, EventKind


class Aspects(NamedTuple):
    """The state of every aspect."""

    attention: attention.Attention = attention.EMPTY
    agreed: agreed.Agreed = agreed.EMPTY
    ties: ties.Ties = ties.EMPTY
    course: course.Course = course.EMPTY
    maintenance: maintenance.Maintenance = maintenance.EMPTY
    files: files.Files = files.EMPTY
    consents: consents.Consents = consents.EMPTY

    def after(self, event: Event) -> Aspects:
        """Return the aspects after *event*."""
        changed = {
            name: handle(getattr(self, name), event) for name, handle in _TOUCHED[event.kind]
        }
        return self._replace(**changed)


Handler = Callable[[Any, Event], Any]
"""From the state of one aspect to its next one."""

_HANDLES: Mapping[str, Mapping[EventKind, Handler]] = MappingProxyType(
    {
        "attention": attention.HANDLES,
        "agreed": agreed.HANDLES,
        "ties": ties.HANDLES,
        "course": course.HANDLES,
        "maintenance": maintenance.HANDLES,
        "files": files.HANDLES,
        "consents": consents.HANDLES,
    }
)


def _touched(kind: EventKind) -> Iterator[tuple[str, Handler]]:
    for name, handles in _HANDLES.items():
        if kind in handles:
            yield name, handles[kind]


_TOUCHED: Mapping[EventKind, tuple[tuple[str, Handler], ...]] = MappingProxyType(
    {kind: tuple(_touched(kind)) for kind in EventKind}
)
TOUCHING = frozenset(kind for kind, touched in _TOUCHED.items() if touched)
"""Kinds of events that any aspect knows."""
