"""Which policy a new ticket runs by, and why: conditions first, then the contract.  Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType

from watchkeeper.core.messages import Text, text
from watchkeeper.core.words import Word


@dataclass(frozen=True, slots=True)
class Traits:
    """What a policy's ``select`` may ask of a ticket at its opening; "" where it is not known."""

    type: str = "incident"
    source: str = ""  # monitor or person
    customer: str = ""
    contract: str = ""  # the policy that the contract names
    site: str = ""
    criticality: str = ""
    severity: str = ""


ASKED = tuple(field.name for field in fields(Traits))

Select = Mapping[str, frozenset[str]]
"""For each trait the words of which one must be there."""

ANYTHING: Select = MappingProxyType({})


class Why(Word):
    """Why a policy was chosen."""

    CONTRACT = "contract"  # the contract names it, and nothing fits better
    CONDITIONS = "conditions"
    FALLBACK = "fallback"  # no conditions hold, not even its own
    BECAME = "became"  # the policy before says under which condition another takes over


@dataclass(frozen=True, slots=True)
class Candidate:
    """A policy that may be chosen; ``is_offered``: without the contract naming it."""

    name: str
    select: Select
    is_offered: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """The policy, why, and the conditions that held, as ``type=consult, site=north``."""

    policy: str
    why: Why
    conditions: str = ""


def choose(candidates: Iterable[Candidate], traits: Traits, named: tuple[str, ...]) -> Choice:
    """Return the policy with the most conditions, all of which hold; then what is named first.

    *named* are the policies that the contract names; the first of them takes what fits nothing.
    """
    fitting = [
        one
        for one in candidates
        if (one.name in named or one.is_offered) and fits(one.select, traits)
    ]
    if not fitting:
        return Choice(named[0], Why.FALLBACK)
    ranks = {name: rank for rank, name in enumerate(reversed(named), start=1)}
    best = max(fitting, key=lambda one: (len(one.select), ranks.get(one.name, 0)))
    if best.name == named[0]:
        return Choice(best.name, Why.CONTRACT)
    return Choice(best.name, Why.CONDITIONS, _said(best.select, traits))


def fits(select: Select, traits: Traits) -> bool:
    """Return whether every condition holds."""
    return all(getattr(traits, name) in words for name, words in select.items())


def _said(select: Select, traits: Traits) -> str:
    return ", ".join(f"{name}={getattr(traits, name)}" for name in ASKED if name in select)


def reason_of(why: object, conditions: object) -> Text | None:
    """Return in words why a policy was chosen, as the log keeps it; None for older logs."""
    match why:
        case Why.CONTRACT.value:
            return text("the contract names it")
        case Why.CONDITIONS.value:
            return text("its conditions hold: {conditions}", conditions=str(conditions or ""))
        case Why.BECAME.value:
            return text("it took over: {condition}", condition=str(conditions or ""))
        case Why.FALLBACK.value:
            return text("the contract names it, and no policy's conditions hold")
        case _:
            return None
