"""What ``watchkeeper tickets figures`` asks the server."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from dashboards.rest.call import Call
from dashboards.rest.routes import Route
from ticketing.figures.interface import Figures, FiguresView, FiguresWish
from watchkeeper.access.model import Scope
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import date_from_text, instant_of_local
from watchkeeper.core.levels import LEVELS, level_from_text

_QUERY: Mapping[str, str] = MappingProxyType(
    {
        "customer": "of one customer; without it of all",
        "from": "the first day: 2026-11-01",
        "to": "the last day: 2026-11-30",
        "level": "levels with commas between: I,II",
    }
)


@dataclass(frozen=True, slots=True)
class FigureTools:
    """Handlers; days are those of *zone*."""

    figures: Figures
    zone: str

    def routes(self) -> tuple[Route, ...]:
        return (
            Route("GET", "/figures", "Times, compliance gross and net, breaches, pauses and pages of a period", self.show, FiguresView, query=_QUERY),
        )  # fmt: skip

    async def show(self, call: Call) -> FiguresView:
        customer = call.query("customer")
        if customer:
            call.principal.require(Scope.TICKETS_READ, customer)
        else:
            call.principal.require_everywhere(Scope.TICKETS_READ)
        first, last = date_from_text(call.query("from")), date_from_text(call.query("to"))
        if last >= date.max:
            raise InvalidInput("that time lies in the future")
        levels = [level_from_text(one) for one in call.query("level").split(",") if one.strip()]
        wish = FiguresWish(
            start=instant_of_local(first, 0, self.zone),
            end=instant_of_local(last + timedelta(days=1), 0, self.zone),
            customer=customer or None,
            levels=frozenset(levels or LEVELS),
        )
        return await self.figures.of(wish)
