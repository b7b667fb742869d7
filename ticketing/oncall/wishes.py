"""Changes as people wish them: texts from a form or a client, as overrides, swaps, absences.  Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ticketing.oncall.changes import Absence, ChangeKind, DutyChange, Trade, swap
from watchkeeper.access.model import PersonId
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import Instant, instant_from_rfc3339

PersonNamed = Callable[[str], PersonId]
"""Gives the person of an id.  Raises NotFound."""

OVERRIDE = ("schedule", "person", "starts_at", "ends_at")
SWAP = (*OVERRIDE, "other", "other_starts_at", "other_ends_at")
ABSENCE = ("person", "starts_at", "ends_at")


def wished_override(
    given: Mapping[str, str], person_named: PersonNamed, now: Instant
) -> DutyChange:
    """Return the override that is wished.  Raises InvalidInput, NotFound."""
    _check(given, OVERRIDE)
    instead_of = given.get("instead_of")
    return DutyChange(
        schedule=given["schedule"],
        kind=ChangeKind.OVERRIDE,
        person=person_named(given["person"]),
        start=instant_from_rfc3339(given["starts_at"]),
        end=instant_from_rfc3339(given["ends_at"]),
        made_at=now,
        instead_of=person_named(instead_of) if instead_of else None,
        layer=given.get("layer") or None,
    )


def wished_swap(
    given: Mapping[str, str], person_named: PersonNamed, now: Instant
) -> tuple[DutyChange, DutyChange]:
    """Return both halves of the swap that is wished.  Raises InvalidInput, NotFound."""
    _check(given, SWAP)
    mine = _trade(given, person_named(given["person"]), "starts_at", "ends_at")
    theirs = _trade(given, person_named(given["other"]), "other_starts_at", "other_ends_at")
    return swap(mine, theirs, made_at=now)


def wished_absence(given: Mapping[str, str], person_named: PersonNamed, now: Instant) -> Absence:
    """Return the absence that is wished.  Raises InvalidInput, NotFound."""
    _check(given, ABSENCE)
    deputy = given.get("deputy")
    return Absence(
        person=person_named(given["person"]),
        start=instant_from_rfc3339(given["starts_at"]),
        end=instant_from_rfc3339(given["ends_at"]),
        made_at=now,
        deputy=person_named(deputy) if deputy else None,
    )


def _trade(given: Mapping[str, str], person: PersonId, start: str, end: str) -> Trade:
    return Trade(
        given["schedule"],
        person,
        instant_from_rfc3339(given[start]),
        instant_from_rfc3339(given[end]),
    )


def _check(given: Mapping[str, str], needed: tuple[str, ...]) -> None:
    for key in needed:
        if not given.get(key):
            raise InvalidInput("{key!r} is missing", key=key)
