"""What ``watchkeeper user retire`` asks the server."""

from __future__ import annotations

from dataclasses import dataclass

from dashboards.rest.call import Call
from dashboards.rest.given import word
from dashboards.rest.routes import Route
from watchkeeper.access.model import PersonId, Scope
from watchkeeper.core.errors import InvalidInput
from watchkeeper.server.retirement.desk import Departure, RetirementDesk
from watchkeeper.server.retirement.holdings import Holdings

_FIELDS = frozenset({"to", "dry_run"})


@dataclass(frozen=True, slots=True)
class RetirementWish:
    """Who takes over; ``dry_run``: only tell what would pass on."""

    to: str
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class Retirement:
    """What passed on from a person to another; after a dry run ``is_done`` is false."""

    person: str
    to: str
    is_done: bool
    held: Holdings


@dataclass(frozen=True, slots=True)
class RetirementTools:
    """Needs ``admin`` for all customers."""

    desk: RetirementDesk

    def routes(self) -> tuple[Route, ...]:
        return (
            Route("POST", "/people/{person:[^/]+}/retire", "Let a person leave: hand over what they hold", self.retire, Retirement, body=RetirementWish),
        )  # fmt: skip

    async def retire(self, call: Call) -> Retirement:
        call.principal.require_everywhere(Scope.ADMIN)
        given = await call.body()
        by = PersonId(call.actor(given))
        for key in given:
            if key not in _FIELDS:
                raise InvalidInput("{key!r} is not known here, or is no text", key=key[:40])
        is_trial = given.get("dry_run", False)
        if not isinstance(is_trial, bool):
            raise InvalidInput(
                "the field {name!r} must be {wanted}", name="dry_run", wanted="true or false"
            )
        person = PersonId(call.request.match_info["person"])
        wanted = Departure(person, PersonId(word(given, "to")), by)
        held = await (self.desk.look(wanted) if is_trial else self.desk.retire(wanted))
        return Retirement(person, wanted.to, not is_trial, held)
