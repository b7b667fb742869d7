"""What people do: they acknowledge, plan, resolve, report, call in."""

from __future__ import annotations

from typing import Any

from tests.ticketing.story.surroundings import ENGINEER
from tests.ticketing.story.watch import Watch
from ticketing import commands as c
from ticketing.views import TicketView
from watchkeeper.access.model import PersonId
from watchkeeper.core.levels import Level


class People(Watch):
    """People work on tickets."""

    async def do(self, command: c.Command | c.OpenTicket) -> TicketView:
        return await self.service.carry_out(command)

    async def acknowledge(self, number: int = 1, *, by: PersonId = ENGINEER) -> TicketView:
        return await self.do(c.Acknowledge(number=number, actor=by))

    async def submit_plan(self, number: int = 1) -> TicketView:
        plan = c.SubmitPlan(
            number=number, actor=ENGINEER, solution="restart", implementation="by hand"
        )
        return await self.do(plan)

    async def resolve(self, number: int = 1, **changes: Any) -> TicketView:
        return await self.do(
            c.Resolve(
                number=number,
                actor=ENGINEER,
                cause_class=c.CauseClass.APPLICATION,
                cause="leak",
                method="restarted",
                **changes,
            )
        )

    async def submit_report(self, number: int = 1) -> TicketView:
        report = c.SubmitReport(
            number=number,
            actor=ENGINEER,
            kind="application",
            cause="leak",
            method="restart",
            losses="none",
        )
        return await self.do(report)

    async def call_in(self, level: Level = Level.II, **changes: Any) -> TicketView:
        facts: dict[str, Any] = {
            "actor": ENGINEER,
            "level": level,
            "summary": "the shop is slow",
            "customer": "acme",
            "target": "web-1",
            "reporter": "Ms Li",
            **changes,
        }
        return await self.do(c.OpenTicket(**facts))
