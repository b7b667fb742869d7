"""What the pages need; the server fills it in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from collector.agent_requests import AgentRequests
from collector.registration import Registrations
from dashboards.readings import Readings
from dashboards.reports.service import CheckForms
from dashboards.unmapped import Unmapped
from dashboards.web.assets import Assets
from dashboards.web.live import Broadcaster
from dashboards.web.templates import Templates
from rules.schedule import GroupStatus
from ticketing.answers.link_desk import LinkDesk
from ticketing.directory import Directory
from ticketing.files.desk import FileDesk
from ticketing.interface import Tickets
from ticketing.knowledge.library import Library
from ticketing.mutes.desk import MuteDesk
from ticketing.notify.message_desk import MessageDesk
from ticketing.oncall.desk import DutyDesk
from ticketing.oncall.lint import Finding
from ticketing.workdays.desk import CalendarDesk
from watchkeeper.access.gate import Gate
from watchkeeper.access.languages import Catalogues, Language
from watchkeeper.access.model import Scope
from watchkeeper.core.clock import Clock
from watchkeeper.core.messages import Text
from watchkeeper.inventory.desk import TargetDesk
from watchkeeper.inventory.registry import Inventory
from watchkeeper.inventory.topology import Link


@dataclass(frozen=True, slots=True)
class MenuItem:
    """A line of the menu: where it leads, and its English msgid.

    ``everywhere`` is a scope that its reader needs for all customers at once; ``below`` are other
    paths whose pages belong to it.
    """

    path: str
    title: str
    everywhere: Scope | None = None
    below: tuple[str, ...] = ()

    def holds(self, path: str) -> bool:
        """Tell whether a page is this one or belongs to it."""
        tops = (self.path, *self.below)
        return path in tops or any(path.startswith(f"{one}/") for one in tops if one != "/")


@dataclass(frozen=True, slots=True)
class Trouble:
    """A part of the server that does not work now: its name for programs, a sentence for people."""

    name: str
    said: Text


def _no_troubles() -> Sequence[Trouble]:
    return ()


def _no_reminders() -> Sequence[Text]:
    return ()


async def _no_links() -> tuple[Link, ...]:
    return ()


def _no_groups() -> Sequence[GroupStatus]:
    return ()


def _no_flaws() -> Sequence[Finding]:
    return ()


async def _nothing_unmapped() -> Sequence[Unmapped]:
    return ()


@dataclass(frozen=True, slots=True)
class Pages:
    """Everything the handlers work with.

    ``notice`` is a sentence shown on every page (the demo says that its time runs faster);
    ``troubles`` returns what of the server does not work now, ``reminders`` what somebody has to do
    soon, shown there as well.
    """

    gate: Gate
    tickets: Tickets
    files: FileDesk
    library: Library
    calendars: CalendarDesk
    duty: DutyDesk
    staff: Directory
    mutes: MuteDesk
    inventory: Callable[[], Inventory]
    desk: TargetDesk
    registrations: Registrations
    readings: Readings
    catalogues: Catalogues
    clock: Clock
    templates: Templates
    assets: Assets
    broadcaster: Broadcaster
    forms: CheckForms
    messages: MessageDesk
    groups: Callable[[], Sequence[GroupStatus]] = _no_groups
    flaws: Callable[[], Sequence[Finding]] = _no_flaws
    links: Callable[[], Awaitable[tuple[Link, ...]]] = _no_links
    default_language: Language = Language.CHINESE
    more_menu: tuple[MenuItem, ...] = ()
    is_https: bool = False
    notice: Text | None = None
    troubles: Callable[[], Sequence[Trouble]] = _no_troubles
    reminders: Callable[[], Sequence[Text]] = _no_reminders
    agent_requests: AgentRequests | None = None
    answer_links: LinkDesk | None = None
    unmapped: Callable[[], Awaitable[Sequence[Unmapped]]] = _nothing_unmapped
