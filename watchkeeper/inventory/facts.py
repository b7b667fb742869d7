"""What was seen on targets: hardware, system, versions; kept as it is now, and what changed.

A fact has a family (``disk``) and may have a thing (``disk:sda``).  Where a family was read anew,
what it no longer tells is gone; where it was not read, nothing is said: silence is no change.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from sqlalchemy import Connection, delete, insert, select, update

from watchkeeper.core.instants import Instant
from watchkeeper.core.messages import mark
from watchkeeper.inventory.model import Target
from watchkeeper.inventory.tables import target_fact_changes, target_facts

MAX_VALUE_CHARACTERS = 500
MOST_FACTS = 300
"""Of one target; what is beyond it is not kept."""
MOST_CHANGES = 2_000
"""Of one target; the oldest go first."""

FACT_TITLES: Mapping[str, str] = MappingProxyType(
    {
        "hostname": mark("Host name"),
        "system": mark("Operating system"),
        "kernel": mark("Kernel"),
        "hardware": mark("Hardware"),
        "firmware": mark("Firmware"),
        "serial": mark("Serial number"),
        "processors": mark("Processors"),
        "memory": mark("Memory"),
        "disk": mark("Disk"),
        "network": mark("Network address"),
        "packages": mark("Installed packages"),
        "device": mark("Device description"),
        "agent": mark("Agent"),
        "file": mark("In its file"),
    }
)
"""By family; what a family is called for people."""

Facts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sighting:
    """What was read of a target: *families* say what was looked at, also where it told nothing."""

    target: str
    facts: Facts
    families: frozenset[str]


@dataclass(frozen=True, slots=True)
class FactChange:
    """One fact, before and after; None: it was or is not there."""

    target: str
    fact: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Fact:
    """What is known, and since when it is so."""

    fact: str
    value: str
    since: Instant

    @property
    def family(self) -> str:
        return family_of(self.fact)

    @property
    def thing(self) -> str:
        return self.fact.partition(":")[2]

    @property
    def title(self) -> str:
        return FACT_TITLES[self.family]


@dataclass(frozen=True, slots=True)
class KeptChange:
    """A change with its time."""

    change: FactChange
    at: Instant


def family_of(fact: str) -> str:
    return fact.partition(":")[0]


def changes_since(known: Facts, seen: Sighting) -> tuple[FactChange, ...]:
    """Return how what is seen differs from what is known."""
    found = {fact: value[:MAX_VALUE_CHARACTERS] for fact, value in seen.facts.items()}
    changed = [
        FactChange(seen.target, fact, known.get(fact), value)
        for fact, value in sorted(found.items())
        if known.get(fact) != value
    ]
    gone = [
        FactChange(seen.target, fact, value, None)
        for fact, value in sorted(known.items())
        if fact not in found and family_of(fact) in seen.families
    ]
    room = MOST_FACTS - len(known)
    fresh = [one for one in changed if one.before is None][: max(room, 0)]
    return (*(one for one in changed if one.before is not None), *fresh, *gone)


def facts_of_file(target: Target) -> Facts:
    """Return what a file says of a target, so that a change of the file is seen as well."""
    values = {
        "address": target.address,
        "customer": target.customer or "",
        "site": target.site,
        "parent": target.parent or "",
        "satellite": target.satellite or "",
        "criticality": target.criticality.value,
        "agent": "yes" if target.agent else "",
        "groups": ", ".join(target.groups),
        "tags": ", ".join(target.tags),
        "go_live": target.go_live.isoformat() if target.go_live else "",
        "probes": ", ".join(one.name for one in target.probes),
        "backups": ", ".join(one.name for one in target.backups),
    }
    return {f"file:{key}": value for key, value in values.items() if value}


def read_facts(
    connection: Connection, targets: Sequence[str] | None = None
) -> dict[str, dict[str, str]]:
    """Return what is known, by target; of all targets where none are named."""
    query = select(target_facts.c.target, target_facts.c.fact, target_facts.c.value)
    if targets is not None:
        query = query.where(target_facts.c.target.in_(targets))
    found: dict[str, dict[str, str]] = {}
    for row in connection.execute(query):
        found.setdefault(row.target, {})[row.fact] = row.value
    return found


def write_sightings_of(
    connection: Connection, sightings: Iterable[Sighting], now: Instant
) -> dict[str, dict[str, str]]:
    """Write what changed on these targets and return what is known of them afterwards.

    What is seen on a target for the first time is kept, but is no change.
    """
    seen = {one.target: one for one in sightings}
    known = read_facts(connection, list(seen))
    changes: list[FactChange] = []
    for name, sighting in seen.items():
        before = known.setdefault(name, {})
        found = changes_since(before, sighting)
        changes += [one for one in found if _is_told(one, before)]
        for change in found:
            _write_fact(connection, change, now)
            _apply(before, change)
    if changes:
        connection.execute(insert(target_fact_changes), [_row(one, now) for one in changes])
        _keep_newest(connection, {one.target for one in changes})
    return known


def _is_told(change: FactChange, known: Facts) -> bool:
    """Tell whether a change is news: not where its whole family is seen for the first time."""
    family = family_of(change.fact)
    return change.before is not None or any(family_of(fact) == family for fact in known)


def _write_fact(connection: Connection, change: FactChange, now: Instant) -> None:
    here = (target_facts.c.target == change.target) & (target_facts.c.fact == change.fact)
    if change.after is None:
        connection.execute(delete(target_facts).where(here))
    elif change.before is None:
        values = {"target": change.target, "fact": change.fact, "value": change.after}
        connection.execute(insert(target_facts).values(since=now, **values))
    else:
        connection.execute(update(target_facts).where(here).values(value=change.after, since=now))


def _apply(known: dict[str, str], change: FactChange) -> None:
    if change.after is None:
        known.pop(change.fact, None)
    else:
        known[change.fact] = change.after


def _row(change: FactChange, now: Instant) -> dict[str, object]:
    return {
        "target": change.target,
        "fact": change.fact,
        "at": now,
        "before": change.before,
        "after": change.after,
    }


def _keep_newest(connection: Connection, names: Iterable[str]) -> None:
    table = target_fact_changes
    for name in names:
        newest = connection.scalars(
            select(table.c.number)
            .where(table.c.target == name)
            .order_by(table.c.number.desc())
            .offset(MOST_CHANGES)
            .limit(1)
        ).one_or_none()
        if newest is not None:
            connection.execute(
                delete(table).where(table.c.target == name, table.c.number <= newest)
            )


def fact_changes_of(connection: Connection, target: str, limit: int) -> tuple[KeptChange, ...]:
    """Return what changed on a target, the newest first."""
    table = target_fact_changes
    rows = connection.execute(
        select(table).where(table.c.target == target).order_by(table.c.number.desc()).limit(limit)
    )
    return tuple(
        KeptChange(FactChange(row.target, row.fact, row.before, row.after), Instant(row.at))
        for row in rows
    )


def facts_of(connection: Connection, target: str) -> tuple[Fact, ...]:
    """Return what is known of a target, files left out: they say that themselves."""
    table = target_facts
    rows = connection.execute(select(table).where(table.c.target == target))
    order = list(FACT_TITLES)
    found = [Fact(row.fact, row.value, Instant(row.since)) for row in rows]
    return tuple(
        sorted(
            (one for one in found if one.family in order and one.family != "file"),
            key=lambda one: (order.index(one.family), one.thing),
        )
    )


def forget_facts(connection: Connection, before: Instant, names: Iterable[str]) -> int:
    """Let go of changes that are older, and of what was seen on targets that are no more."""
    table = target_fact_changes
    gone = connection.execute(delete(table).where(table.c.at < before)).rowcount
    kept = set(names)
    known = set(connection.scalars(select(target_facts.c.target).distinct()))
    for name in sorted(known - kept):
        connection.execute(delete(target_facts).where(target_facts.c.target == name))
    return gone
