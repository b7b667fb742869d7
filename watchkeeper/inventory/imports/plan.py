"""What an import would do, row by row: added, changed, unchanged, or refused and why; pure.

A list says only what it knows: of a target that is there its keys replace the same keys, and what
it does not mention stays.  Nothing is removed.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from watchkeeper.core.errors import WatchkeeperError
from watchkeeper.core.messages import Text, text
from watchkeeper.inventory.differences import Difference, differences
from watchkeeper.inventory.imports.rows import Definition, Listing, Row
from watchkeeper.inventory.model import Target
from watchkeeper.inventory.registry import Inventory
from watchkeeper.inventory.revisions import Edit
from watchkeeper.inventory.store import target_from_definition
from watchkeeper.storage.tables import json_text

Check = Callable[[Target], WatchkeeperError | None]
"""Says what is wrong with the probes of a target; only the server knows all kinds."""

_MERGED = ("card", "labels")


class Verdict(Enum):
    """What becomes of a row."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """A row with its verdict; ``reason`` where it is refused."""

    at: str
    name: str
    verdict: Verdict
    reason: Text | None = None
    edit: Edit | None = None

    @property
    def differences(self) -> tuple[Difference, ...]:
        return differences(self.edit.before, self.edit.after) if self.edit else ()


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """All rows of a list, in their order."""

    rows: tuple[PlannedRow, ...]
    notes: tuple[Text, ...] = ()

    @property
    def edits(self) -> tuple[Edit, ...]:
        return tuple(row.edit for row in self.rows if row.edit is not None)

    def count(self, verdict: Verdict) -> int:
        return Counter(row.verdict for row in self.rows)[verdict]


def plan_import(
    listing: Listing,
    inventory: Inventory,
    kept: Mapping[str, str],
    *,
    check: Check,
    shared: Definition | None = None,
) -> ImportPlan:
    """Return what importing a list means now.

    *kept* are the definitions of the database's targets; *shared* is what all rows have that do
    not say otherwise: customer, site, groups.
    """
    first: dict[str, str] = {}
    rows = []
    for row in listing.rows:
        planned = _planned(row, inventory, kept, check, shared or {})
        if row.problem is None and row.name in first:
            reason = text("the name stands here twice, first in {place}", place=first[row.name])
            planned = _refused(row, reason)
        first.setdefault(row.name, row.at)
        rows.append(planned)
    return ImportPlan(_that_fit(rows, inventory), listing.notes)


def _planned(
    row: Row,
    inventory: Inventory,
    kept: Mapping[str, str],
    check: Check,
    shared: Definition,
) -> PlannedRow:
    if row.problem is not None:
        return _refused(row, row.problem)
    known = inventory.targets.get(row.name)
    if known is not None and known.at:
        return _refused(row, text("managed in {place}; change it there", place=known.at))
    before = kept.get(row.name)
    merged = _merged(json.loads(before) if before else {}, {**shared, **row.definition})
    after = json_text(merged)
    if before is not None and json.loads(before) == json.loads(after):
        return PlannedRow(row.at, row.name, Verdict.UNCHANGED)
    problem = _problem(merged, check)
    if problem is not None:
        return _refused(row, problem)
    verdict = Verdict.ADDED if before is None else Verdict.CHANGED
    return PlannedRow(row.at, row.name, verdict, edit=Edit(row.name, before, after))


def _merged(before: Mapping[str, object], given: Definition) -> dict[str, object]:
    found = {**before, **given}
    for key in _MERGED:
        old, new = before.get(key), given.get(key)
        if isinstance(old, Mapping) and isinstance(new, Mapping):
            found[key] = {**old, **new}
    return found


def _problem(definition: Definition, check: Check) -> Text | None:
    try:
        error = check(target_from_definition(definition))
    except WatchkeeperError as refused:
        error = refused
    except (ValueError, TypeError) as refused:
        return text("cannot be read: {reason}", reason=str(refused)[:200])
    return None if error is None else Text(error.sentence, error.facts)


def _refused(row: Row, reason: Text) -> PlannedRow:
    return PlannedRow(row.at, row.name, Verdict.REFUSED, reason)


@dataclass(frozen=True, slots=True)
class _References:
    """What a target says of others."""

    parent: str | None
    satellite: str | None
    customer: str | None


def _that_fit(rows: list[PlannedRow], inventory: Inventory) -> tuple[PlannedRow, ...]:
    """Refuse what names a customer, parent or satellite that cannot be, and parents in a circle."""
    there = {one.name: _References(one.parent, one.satellite, one.customer) for one in inventory}
    wanted = {row.name: _references(row.edit) for row in rows if row.edit is not None}
    reasons: dict[str, Text] = {}
    while True:
        accepted = {name: refs for name, refs in wanted.items() if name not in reasons}
        fresh = dict(_misfits(accepted, {**there, **accepted}, inventory))
        if not fresh:
            break
        reasons |= fresh | dict(_left_hanging(fresh, accepted, there))
    return tuple(
        PlannedRow(row.at, row.name, Verdict.REFUSED, reasons[row.name])
        if row.edit is not None and row.name in reasons
        else row
        for row in rows
    )


def _references(edit: Edit) -> _References:
    definition = json.loads(edit.after or "{}")
    own = definition.get("satellite") or None
    return _References(
        definition.get("parent"),
        None if own == edit.target else own,
        definition.get("customer"),
    )


def _misfits(
    accepted: Mapping[str, _References], there: Mapping[str, _References], inventory: Inventory
) -> Iterable[tuple[str, Text]]:
    circular = _in_circles({name: one.parent for name, one in there.items()})
    leading = {one.satellite for one in there.values()}
    for name, one in accepted.items():
        if one.customer is not None and one.customer not in inventory.customers:
            yield (
                name,
                text(
                    "the customer {customer!r} does not exist; write customers/{customer}.yml",
                    customer=one.customer,
                ),
            )
        elif one.parent is not None and one.parent not in there:
            yield name, _missing(one.parent, one)
        elif one.satellite is not None and one.satellite not in there:
            yield name, _missing(one.satellite, one)
        elif one.satellite is not None and (there[one.satellite].satellite or name in leading):
            yield name, text("a satellite cannot be behind another one")
        elif name in circular:
            yield name, text("it would be its own parent")


def _left_hanging(
    refused: Iterable[str],
    accepted: Mapping[str, _References],
    there: Mapping[str, _References],
) -> Iterable[tuple[str, Text]]:
    """Yield what hangs on those that are refused, to the end of each chain in one go."""
    below: dict[str, list[str]] = {}
    for name, one in accepted.items():
        for above in {one.parent, one.satellite} - {None}:
            below.setdefault(above or "", []).append(name)
    seen = set(refused)
    waiting = [name for name in seen if name not in there]
    while waiting:
        gone = waiting.pop()
        for name in below.get(gone, ()):
            if name in seen:
                continue
            seen.add(name)
            yield name, _missing(gone, accepted[name])
            if name not in there:
                waiting.append(name)


def _missing(gone: str, one: _References) -> Text:
    if one.parent == gone:
        return text("the parent {parent!r} does not exist", parent=gone)
    return text("the satellite {name!r} does not exist", name=gone)


def _in_circles(above: Mapping[str, str | None]) -> set[str]:
    """Return all that stand in a circle; each target is walked over once."""
    found: set[str] = set()
    settled: set[str] = set()
    for start in above:
        path: dict[str, int] = {}
        name: str | None = start
        while name is not None and name not in settled and name not in path:
            path[name] = len(path)
            name = above.get(name)
        if name is not None and name in path:
            found |= {one for one, place in path.items() if place >= path[name]}
        settled |= path.keys()
    return found
