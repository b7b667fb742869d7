"""REST of tickets: list, show, explain, open, and each command."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from dashboards.rest.call import Call
from dashboards.rest.cursor import cursor_from, place_from
from dashboards.rest.manners import Manners
from dashboards.ticket_commands import command_of, open_ticket_of, scopes_for
from ticketing.commands.links import others_of
from ticketing.events import Channel
from ticketing.log.as_of import Reading
from ticketing.past_views import Past
from ticketing.views import (
    GoalView,
    Order,
    TicketFilter,
    TicketRow,
    TicketState,
    TicketView,
)
from watchkeeper.access.model import CustomerName, Scope
from watchkeeper.core.errors import InvalidInput, NotFound
from watchkeeper.core.instants import instant_from_rfc3339
from watchkeeper.core.levels import level_from_text

_MOST = 1_000


@dataclass(frozen=True, slots=True)
class TicketList:
    """A page of tickets, how many there are in all, and what ``after`` gives the next page."""

    total: int
    tickets: tuple[TicketRow, ...]
    next: str | None


async def list_tickets(call: Call) -> TicketList:
    call.principal.require_scope(Scope.TICKETS_READ)
    wanted = _filter(call)
    page = await call.pages.tickets.page(wanted)
    following = None if page.next is None else cursor_from(wanted.order.value, page.next)
    return TicketList(await call.pages.tickets.count(wanted), page.rows, following)


async def show_ticket(call: Call) -> TicketView:
    return _seen(call, await _view_asked(call))


async def show_again(call: Call, number: int) -> TicketView:
    """Show what this caller opened or changed before; who may only write sees that, too."""
    row = await _of_own_customer(call, number)
    return _seen(call, await call.pages.tickets.view(row.number))


async def version_of_ticket(call: Call) -> int:
    if _past_asked(call) is not None:
        return (await _view_asked(call)).row.version
    return (await visible_row(call)).version


async def explain_goal(call: Call) -> GoalView:
    name = call.request.match_info["goal"]
    if _past_asked(call) is None:
        row = await visible_row(call)
        return await call.pages.tickets.explain(row.number, name)
    view = await _view_asked(call)
    goal = view.goal(name)
    if goal is None:
        raise NotFound("ticket {number} has no goal {goal!r}", number=view.number, goal=name)
    return goal


async def _view_asked(call: Call) -> TicketView:
    """Return the ticket of the path: as it is, or as it was where the query asks for that."""
    row, past = await visible_row(call), _past_asked(call)
    if past is None:
        return await call.pages.tickets.view(row.number)
    return await call.pages.tickets.past_view(row.number, past)


def _past_asked(call: Call) -> Past | None:
    """Return the instant that the query asks for.  Raises InvalidInput for two of them."""
    known, corrected = call.query("known_at"), call.query("corrected_at")
    if known and corrected:
        raise InvalidInput("ask for known_at or for corrected_at")
    if not known and not corrected:
        return None
    reading = Reading.KNOWN if known else Reading.CORRECTED
    return Past(instant_from_rfc3339(known or corrected), reading)


async def open_ticket(call: Call) -> TicketView:
    given = await call.body()
    actor = call.actor(given)
    command = open_ticket_of(given, actor=actor, channel=Channel.REST)
    call.principal.require(Scope.TICKETS_WRITE, command.customer)
    return _seen(call, await call.pages.tickets.carry_out(command, call.provisos()))


async def carry_out(call: Call) -> TicketView:
    row = await visible_row(call)
    call.principal.require(Scope.TICKETS_WRITE, row.customer)
    given = await call.body()
    actor = call.actor(given)
    command = command_of(
        call.request.match_info["command"],
        given,
        number=row.number,
        actor=actor,
        channel=Channel.REST,
    )
    for scope in scopes_for(command):
        call.principal.require(scope, row.customer)
    for other in others_of(command):
        await _of_own_customer(call, other)
    return _seen(call, await call.pages.tickets.carry_out(command, call.provisos()))


async def visible_row(call: Call) -> TicketRow:
    """Return the ticket that the path names.  Raises NotFound where its caller may not see it."""
    call.principal.require_scope(Scope.TICKETS_READ)
    return await _of_own_customer(call, call.path_number())


def _seen(call: Call, view: TicketView) -> TicketView:
    """Return *view* without the tickets of others that it is tied to."""
    links = tuple(link for link in view.links if call.principal.sees(link.customer))
    return replace(view, links=links)


async def _of_own_customer(call: Call, number: int) -> TicketRow:
    row = await call.pages.tickets.row(number)
    if not call.principal.sees(row.customer):
        raise NotFound("there is no ticket {number}", number=number)
    return row


def _version(view: TicketView) -> int:
    return view.row.version


SHOWN = Manners(version=_version, glance=version_of_ticket)
OPENED = Manners(version=_version, shown_again=show_again)
CHANGED = Manners(version=_version, is_conditional=True, shown_again=show_again)


def _filter(call: Call) -> TicketFilter:
    states = _several(call, "state", TicketState)
    given: dict[str, Any] = {"states": states} if states else {}
    if call.query("state") == "any":
        given = {"states": tuple(TicketState)}
    order, cursor = _order(call), call.query("after")
    return TicketFilter(
        **given,
        levels=tuple(level_from_text(text) for text in _words(call, "level")),
        customers=customers_asked(call),
        target=call.query("target") or None,
        text=call.query("text"),
        order=order,
        limit=call.query_number("limit", 200, _MOST),
        after=place_from(order.value, cursor) if cursor else None,
    )


def customers_asked(call: Call) -> tuple[CustomerName, ...] | None:
    """Return the customers asked for, within those the caller may see."""
    wanted, visible = call.query("customer"), call.principal.customers
    if wanted:
        return (wanted,) if call.principal.sees(wanted) else ()
    return None if visible is None else tuple(sorted(visible))


def _order(call: Call) -> Order:
    found = _several(call, "order", Order)
    return found[0] if found else Order.QUEUE


def _several(call: Call, name: str, kind: type[Any]) -> tuple[Any, ...]:
    known = {member.value: member for member in kind}
    words = [word for word in _words(call, name) if word != "any"]
    for word in words:
        if word not in known:
            raise InvalidInput(
                "{name!r} cannot be {found!r}; known are {known}",
                name=name,
                found=word[:40],
                known=", ".join(known),
            )
    return tuple(known[word] for word in words)


def _words(call: Call, name: str) -> list[str]:
    return [word.strip() for word in call.query(name).split(",") if word.strip()]
