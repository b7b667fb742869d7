"""Ticket: what is broken, how long is left, what to do; then everything that happened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from aiohttp import web

from dashboards.charts import chart_svg
from dashboards.clock_chart import Lane, bars_of, clocks_svg
from dashboards.ticket_commands import COMMANDS, command_of, scopes_for
from dashboards.voice import Voice
from dashboards.web.audience import Audience
from dashboards.web.chart_data import chart_json
from dashboards.web.connections import connections_of
from dashboards.web.deps import Pages
from dashboards.web.evidence import charts_of
from dashboards.web.local_times import rfc3339_of_local
from dashboards.web.log_lines import log_lines_of
from dashboards.web.pages.now import counts_context
from dashboards.web.references import references_of
from dashboards.web.security import local_path
from dashboards.web.ticket_forms import (
    FORMS,
    Input,
    TicketForm,
    offered_forms,
    owner_choices,
)
from dashboards.web.visit import (
    Answer,
    Page,
    Visit,
    number_of,
    page,
    read_form,
    see_other,
    status_of,
)
from ticketing.commands import EraseFile
from ticketing.commands.links import others_of
from ticketing.deeds import deed_of
from ticketing.events import Channel
from ticketing.views import GoalView, TicketView, TimelineEntry
from watchkeeper.access.model import Scope
from watchkeeper.access.people import People
from watchkeeper.core.errors import NotFound, WatchkeeperError
from watchkeeper.core.instants import MINUTE, Instant
from watchkeeper.core.messages import Text

_MOST_ARTICLES = 5


def routes(pages: Pages) -> list[web.RouteDef]:
    return [
        web.get("/tickets/{number}", page(pages, show)),
        web.get("/tickets/{number}/evidence/{index}.json", page(pages, evidence_json)),
        web.post("/tickets/{number}/{command}", page(pages, carry_out)),
    ]


async def show(visit: Visit) -> Answer:
    return await _page(visit, await visible_ticket(visit))


async def carry_out(visit: Visit) -> Answer:
    """Do what a form asks, and go back; what is refused is shown with what was typed."""
    view = await visible_ticket(visit)
    visit.require(Scope.TICKETS_WRITE, view.row.customer)
    form = await read_form(visit)
    back = local_path(form.pop("next", f"/tickets/{view.number}"))
    name = visit.request.match_info["command"]
    try:
        command = command_of(
            name,
            _instants_read(name, form, visit.audience.zone),
            number=view.number,
            actor=visit.principal.id,
            channel=Channel.PAGE,
        )
        for scope in scopes_for(command):
            visit.require(scope, view.row.customer)
        for other in others_of(command):
            await visible_ticket(visit, other)
        await visit.pages.tickets.carry_out(command)
    except WatchkeeperError as error:
        if name not in COMMANDS:
            raise
        return await refused(visit, name, form, error)
    return see_other(back)


async def evidence_json(visit: Visit) -> Answer:
    """Return one evidence chart as columns for the browser's chart."""
    view = await visible_ticket(visit)
    kept = charts_of(view)
    index = visit.request.match_info["index"]
    is_number = index.isascii() and index.isdigit() and len(index) <= 4
    if not is_number or int(index) >= len(kept):
        raise NotFound("there is no such chart")
    return web.json_response(chart_json(replace(kept[int(index)].chart, zone=visit.audience.zone)))


async def live_context(pages: Pages, audience: Audience, number: int) -> dict[str, object]:
    """Return what the live part of the page shows.  Raises NotFound."""
    view = await pages.tickets.view(number)
    if not audience.sees(view.row.customer):
        raise NotFound("there is no ticket {number}", number=number)
    voice = audience.voice(pages.catalogues)
    no_data = voice.say("no data")
    kept = charts_of(view)
    articles = pages.library.for_ticket(view, audience.sees)
    return {
        "ticket": view,
        "row": view.row,
        "goals": goals_in_order(view),
        "clocks_svg": _clocks_drawn(view, voice, pages.clock.now()),
        "charts": [
            (item, chart_svg(replace(item.chart, zone=audience.zone, empty=no_data)))
            for item in kept
        ],
        "connections": connections_of(view),
        "log_lines": log_lines_of(view),
        "actions": first_actions(view, audience.language.value),
        "usual": usual_of(view, audience.language.value),
        "references": references_of(
            (alert.annotations for alert in view.alerts), [article.slug for article in articles]
        ),
        "articles": articles[:_MOST_ARTICLES],
        "links": tuple(link for link in view.links if audience.sees(link.customer)),
        "is_written_later": is_written_later,
        "named": lambda said: named(said, pages.gate.people),
        "can_acknowledge": view.row.acknowledged_at is None and view.allows("Acknowledge"),
    }


def is_written_later(entry: TimelineEntry) -> bool:
    """Tell whether a person says that something happened before it was written down."""
    return entry.recorded_at - entry.occurred_at >= MINUTE


def goals_in_order(view: TicketView) -> tuple[GoalView, ...]:
    """Return the goals of this cycle: those that drive first, by due time."""
    goals = [goal for goal in view.goals if goal.cycle == view.cycle]
    return tuple(
        sorted(goals, key=lambda goal: (not goal.is_driving, goal.due_at or 1 << 60, goal.goal))
    )


def _clocks_drawn(view: TicketView, voice: Voice, now: Instant) -> str:
    lanes = [
        Lane(
            voice.say(goal.title) if goal.is_driving else f"{voice.say(goal.title)} ({goal.table})",
            f"{voice.word(goal.state)}, {voice.span(goal.elapsed)} / {voice.about(goal.target)}",
            bars_of(goal, now),
            goal.due_at,
        )
        for goal in goals_in_order(view)
    ]
    return clocks_svg(lanes, now, zone=voice.zone, title=voice.say("Clocks"))


def first_actions(view: TicketView, language: str) -> tuple[str, ...]:
    """Return what the rule advises to do first, in the reader's language."""
    found = (actions_of(alert.annotations, language) for alert in view.alerts)
    return next((actions for actions in found if actions), ())


def usual_of(view: TicketView, language: str) -> str:
    """Return what was usual for the value when the alert began, where its rule is a score."""
    found = (alert.annotations.get(f"usual_{language}") for alert in view.alerts)
    plain = (alert.annotations.get("usual") for alert in view.alerts)
    return next((said for said in (*found, *plain) if said), "")


def actions_of(annotations: Mapping[str, str], language: str) -> tuple[str, ...]:
    """Return one action for each line of the annotation ``first_actions`` (``_zh``)."""
    for name in (f"first_actions_{language}", "first_actions", "description"):
        lines = annotations.get(name, "").splitlines()
        actions = tuple(line.strip(" -*\t") for line in lines if line.strip())
        if actions:
            return actions
    return ()


def named(said: Text, people: People) -> Text:
    """Return a sentence with people's names where its facts hold their ids."""
    facts = {name: _names(value, people) for name, value in said.facts.items()}
    return Text(said.sentence, facts)


def _names(value: object, people: People) -> object:
    if not isinstance(value, str):
        return value
    return ", ".join(people.name_of(part) for part in value.split(", "))


async def _page(
    visit: Visit, view: TicketView, typed_for: str = "", typed: Mapping[str, str] | None = None
) -> Page:
    pages, audience = visit.pages, visit.audience
    context = {
        **await live_context(pages, audience, view.number),
        **await counts_context(pages, audience),
        "forms": offered_forms(_forms_for(visit), view, typed_for, typed),
        "typed_for": typed_for,
        "may_erase": visit.principal.holds(deed_of(EraseFile).scope),
        "owners": owner_choices(pages.gate.people),
        "topics": f"counts ticket-{view.number}",
    }
    return Page("ticket.html", context)


def _forms_for(visit: Visit) -> tuple[TicketForm, ...]:
    """Return the forms of what the reader may do at all."""
    return tuple(form for form in FORMS if visit.principal.holds(form.scope))


async def refused(
    visit: Visit, name: str, form: Mapping[str, str], error: WatchkeeperError
) -> Page:
    """Return the page with why something was not done, and with what was typed."""
    answer = await _page(visit, await visible_ticket(visit), typed_for=name, typed=form)
    problem = {"problem": visit.voice.problem(error)}
    return replace(answer, context={**answer.context, **problem}, status=status_of(error))


async def visible_ticket(visit: Visit, other: int | None = None) -> TicketView:
    """Return the ticket of the address, or another one.  Raises NotFound for what nobody may see."""
    visit.principal.require_scope(Scope.TICKETS_READ)
    number = number_of(visit) if other is None else other
    view = await visit.pages.tickets.view(number)
    if not visit.principal.sees(view.row.customer):
        raise NotFound("there is no ticket {number}", number=number)
    return view


def _instants_read(name: str, form: Mapping[str, str], zone_name: str) -> dict[str, object]:
    """Return the fields with the times of ``datetime-local`` inputs read in the reader's zone."""
    fields = next((item.fields for item in FORMS if item.command == name), ())
    instants = {item.name for item in fields if item.input is Input.INSTANT}
    return {
        field: rfc3339_of_local(value, zone_name) if field in instants else value
        for field, value in form.items()
    }
