"""What every template may say: the words of the reader's language, times, the frame's facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboards.units import show_value
from dashboards.voice import Voice
from dashboards.web.audience import SEES_RULES, Audience
from dashboards.web.deps import MenuItem, Pages
from watchkeeper.access.languages import Language
from watchkeeper.access.model import SYSTEM, Principal, Scope
from watchkeeper.core.messages import mark

if TYPE_CHECKING:
    from dashboards.web.visit import Visit

_SYSTEM = mark("system")
MENU = (
    MenuItem("/", mark("Now"), below=("/tickets", "/messages", "/knowledge")),
    MenuItem("/hosts", mark("Hosts"), below=("/targets", "/topology", "/unmapped")),
    MenuItem("/oncall", mark("On call")),
    MenuItem("/backups", mark("Backups")),
    MenuItem("/rules", mark("Rules"), everywhere=SEES_RULES),
    MenuItem("/commissioning", mark("Commissioning"), below=("/silences",)),
    MenuItem("/reports", mark("Reports"), below=("/calendar",)),
)


def fragment_context(pages: Pages, audience: Audience, voice: Voice, now: int) -> dict[str, object]:
    """Return what fragments use: nothing of one session, so that they can be shared."""
    return {
        "_": voice.say,
        "voice": voice,
        "word": voice.word,
        "now": now,
        "may_write": audience.may_write,
        "sees_rules": audience.sees_rules,
        "language": audience.language.value,
        "name_of": lambda person: (
            voice.say(_SYSTEM) if person == SYSTEM.id else pages.gate.people.name_of(person)
        ),
        "is_target": pages.inventory().__contains__,
        "show_value": show_value,
        "csrf": "",
    }


def page_context(visit: Visit) -> dict[str, object]:
    """Return what the frame of a page uses beside the fragments' words."""
    pages = visit.pages
    return {
        **fragment_context(pages, visit.audience, visit.voice, visit.now),
        "csrf": visit.csrf,
        "person": visit.signed_in.principal if visit.signed_in else None,
        "menu": _menu(visit),
        "path": visit.request.path,
        "path_qs": visit.request.path_qs,
        "languages": tuple(Language),
        "reader_language": visit.audience.language,
        "is_live": pages.assets.is_live,
        "notice": pages.notice,
        "troubles": tuple(visit.voice.say(one.said) for one in pages.troubles()),
        "reminders": tuple(visit.voice.say(one) for one in pages.reminders()),
        "topics": "",
        "problem": "",
    }


def _menu(visit: Visit) -> tuple[MenuItem, ...]:
    if visit.signed_in is None or not visit.principal.holds(Scope.TICKETS_READ):
        return ()
    return tuple(item for item in (*MENU, *visit.pages.more_menu) if _leads(item, visit.principal))


def _leads(item: MenuItem, principal: Principal) -> bool:
    return item.everywhere is None or principal.may_everywhere(item.everywhere)
