"""What the customer authorised on a ticket, and the remote session that is open.  Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from ticketing.commands.reasons import ConsentScope
from ticketing.consents import Authorisation
from ticketing.events import Event, EventKind, instant_in


@dataclass(frozen=True, slots=True)
class Consents:
    """``is_asked``: the customer's contract wants authorisation before anybody works remotely."""

    is_asked: bool = False
    given: tuple[Authorisation, ...] = ()
    has_session: bool = False


EMPTY = Consents()


def _opened(state: Consents, event: Event) -> Consents:
    return Consents(is_asked=True) if event.data.get("asks_consent") is True else state


def _authorised(state: Consents, event: Event) -> Consents:
    begins_at, hosts = instant_in(event.data, "begins_at"), event.data.get("hosts")
    new = Authorisation(
        scope=_scope(event),
        begins_at=event.occurred_at if begins_at is None else begins_at,
        ends_at=instant_in(event.data, "ends_at"),
        hosts=tuple(str(host) for host in hosts) if isinstance(hosts, list) else (),
        is_written=event.data.get("is_written") is True,
    )
    return replace(state, given=(*state.given, new))


def _withdrawn(state: Consents, event: Event) -> Consents:
    scope = _scope(event)
    given = tuple(
        replace(one, withdrawn_at=event.occurred_at)
        if one.scope is scope and one.withdrawn_at is None
        else one
        for one in state.given
    )
    return replace(state, given=given)


def _session_began(state: Consents, _event: Event) -> Consents:
    return replace(state, has_session=True)


def _session_ended(state: Consents, _event: Event) -> Consents:
    return replace(state, has_session=False)


def _scope(event: Event) -> ConsentScope:
    return ConsentScope(event.data.get("scope", ConsentScope.MODIFY.value))


HANDLES: Mapping[EventKind, Callable[[Consents, Event], Consents]] = MappingProxyType(
    {
        EventKind.OPENED: _opened,
        EventKind.AUTHORISED: _authorised,
        EventKind.AUTHORISATION_WITHDRAWN: _withdrawn,
        EventKind.REMOTE_STARTED: _session_began,
        EventKind.REMOTE_ENDED: _session_ended,
    }
)
