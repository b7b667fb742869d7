"""Which forms a ticket offers now, and what is filled in already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from dashboards.web.ticket_forms.base import TicketForm
from ticketing.commands import ConsentScope
from ticketing.views import TicketView
from watchkeeper.access.people import People
from watchkeeper.core.messages import Text


@dataclass(frozen=True, slots=True)
class OfferedForm:
    """A form of a ticket as it is now: offered, or why not; with what was typed."""

    form: TicketForm
    is_allowed: bool
    reason: Text | None
    typed: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def offered_forms(
    forms: Iterable[TicketForm],
    view: TicketView,
    typed_for: str = "",
    typed: Mapping[str, str] | None = None,
) -> tuple[OfferedForm, ...]:
    """Return those of *forms* that the ticket's type knows, with whether they can be used now.

    What was typed in one of them stays there.
    """
    allowed = {item.command: item for item in view.allowed}
    offered = []
    for form in forms:
        known = allowed.get(form.class_name)
        if known is None:
            continue
        values = (
            typed if typed is not None and form.command == typed_for else _prefilled(form, view)
        )
        offered.append(
            OfferedForm(
                form=form,
                is_allowed=known.is_allowed,
                reason=known.reason,
                typed=MappingProxyType(dict(values)),
            )
        )
    return tuple(offered)


def _prefilled(form: TicketForm, view: TicketView) -> Mapping[str, str]:
    """Return what is known already: the report repeats the resolution's cause and method."""
    if form.command == "report" and view.resolution is not None:
        return {"cause": view.resolution.cause, "method": view.resolution.method}
    if form.command == "authorise":
        return {"scope": ConsentScope.MODIFY.value}
    if form.command == "level":
        return {"level": view.row.level.value}
    if form.command == "rank" and view.row.rank is not None:
        return {"rank": str(view.row.rank)}
    return {}


def owner_choices(people: People) -> tuple[tuple[str, str], ...]:
    """Return who a ticket can be handed over to: id and name."""
    return tuple((person.id, person.name) for person in people)
