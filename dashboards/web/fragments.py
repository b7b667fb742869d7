"""The live parts of pages: one topic, one template, wrapped so that htmx morphs it in place."""

from __future__ import annotations

from dashboards.web.audience import Audience
from dashboards.web.context import fragment_context
from dashboards.web.deps import Pages
from dashboards.web.pages import backups, commissioning, host, hosts, now, rule, rules, ticket
from watchkeeper.core.errors import NotFound


async def fragment(pages: Pages, topic: str, audience: Audience) -> str:
    """Return the HTML of a topic for an audience.  Raises NotFound for what it may not see."""
    template, context = await _context(pages, topic, audience)
    voice = audience.voice(pages.catalogues)
    frame = fragment_context(pages, audience, voice, pages.clock.now())
    html = await pages.templates.render(template, {**frame, **context})
    target = "counts" if topic == "counts" else "live"
    return f'<hx-partial hx-target="#{target}" hx-swap="outerMorph">{html}</hx-partial>'


async def _context(pages: Pages, topic: str, audience: Audience) -> tuple[str, dict[str, object]]:
    kind, _, rest = topic.partition("-")
    match kind:
        case "counts":
            return "live/counts.html", await now.counts_context(pages, audience)
        case "now" if rest in now.ORDERS:
            return "live/now.html", await now.list_context(pages, audience, rest)
        case "ticket" if rest.isascii() and rest.isdigit() and len(rest) <= 12:
            return "live/ticket.html", await ticket.live_context(pages, audience, int(rest))
        case "hosts":
            return "live/hosts.html", await hosts.list_context(pages, audience)
        case "backups":
            return "live/backups.html", await backups.list_context(pages, audience)
        case "host":
            name = host.name_of_topic(topic)
            return "live/host.html", await host.live_context(pages, audience, name)
        case "rules" if rest in rules.SHOWN:
            return "live/rules.html", await rules.list_context(pages, audience, rest)
        case "rule":
            return "live/rule.html", await rule.live_context(pages, audience, rest)
        case "commissioning":
            return "live/commissioning.html", await commissioning.list_context(pages, audience)
        case _:
            raise NotFound("there is no topic {topic!r}", topic=topic)
