"""Beyond so many new tickets a minute, what is new joins one storm ticket of its site.

Nothing is dropped: a storm ticket holds its problems, each with the instant at which it began,
has the level of the worst, and gives them back when it is calm again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from types import MappingProxyType

from watchkeeper.core.instants import MINUTE, Duration, Instant

_WINDOW = MINUTE
_NO_STORMS: Mapping[str, Instant] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class BreakerManners:
    """How many tickets a minute may open at one site, and in all.

    A storm is over when none was added for ``calm``.  Of what still fails then, up to
    ``gives_back`` problems get tickets of their own; more of them stay together.
    """

    of_site: int = 20
    in_all: int = 60
    calm: Duration = Duration(10 * MINUTE)
    gives_back: int = 20


@dataclass(frozen=True, slots=True)
class Breaker:
    """The openings of the last minute, oldest first, and when each storm last grew.

    ``openings`` are (instant, site); ``storms`` has the sites that are in one.
    """

    openings: tuple[tuple[Instant, str], ...] = ()
    storms: Mapping[str, Instant] = field(default_factory=lambda: _NO_STORMS)

    def is_stormy(self, site: str) -> bool:
        return site in self.storms


class Admission(Enum):
    """What becomes of a new problem."""

    OPENS = "opens"
    JOINS = "joins"  # the storm ticket of its site


def admit(
    breaker: Breaker, site: str, now: Instant, manners: BreakerManners
) -> tuple[Breaker, Admission]:
    """Return what becomes of one new problem at *site*, and the breaker after it."""
    calmed = at_instant(breaker, now, manners)
    if calmed.is_stormy(site) or _is_too_much(calmed, site, manners):
        storms = MappingProxyType({**calmed.storms, site: now})
        return replace(calmed, storms=storms), Admission.JOINS
    return replace(calmed, openings=(*calmed.openings, (now, site))), Admission.OPENS


def at_instant(breaker: Breaker, now: Instant, manners: BreakerManners) -> Breaker:
    """Return the breaker without openings that are too old, and storms that are over."""
    recent = tuple(opening for opening in breaker.openings if now - opening[0] < _WINDOW)
    storms = {site: grew for site, grew in breaker.storms.items() if now < grew + manners.calm}
    return Breaker(recent, MappingProxyType(storms))


def over_at(breaker: Breaker, site: str, manners: BreakerManners) -> Instant | None:
    """Return when the storm of *site* is over if it grows no more; None: there is none."""
    grew = breaker.storms.get(site)
    return None if grew is None else Instant(grew + manners.calm)


@dataclass(frozen=True, slots=True)
class Held:
    """A problem in a storm ticket."""

    fingerprint: str
    occurred_at: Instant
    is_failing: bool


def given_back(held: tuple[Held, ...], manners: BreakerManners) -> tuple[Held, ...]:
    """Return which problems get tickets of their own when the storm is over, oldest first.

    None where more still fail than people can look at apart: then a person splits them.
    """
    failing = sorted(
        (one for one in held if one.is_failing), key=lambda one: (one.occurred_at, one.fingerprint)
    )
    return tuple(failing) if len(failing) <= manners.gives_back else ()


def _is_too_much(breaker: Breaker, site: str, manners: BreakerManners) -> bool:
    at_site = sum(1 for _, where in breaker.openings if where == site)
    return at_site >= manners.of_site or len(breaker.openings) >= manners.in_all
