"""Who is plugged into whom, in the inventory's words: links between targets, and parents they suggest.

Devices name their neighbours by LLDP and CDP.  A name means a target by its own name, its address, or
the first part of its host name; what could mean two of them means none.  Parents are never put in
force by themselves: a device could name any neighbour, and storm control hides what a parent explains.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from watchkeeper.inventory.registry import Inventory

MOST_LINKS = 20_000


@dataclass(frozen=True, slots=True)
class Neighbour:
    """What a target says of one of its ports."""

    target: str
    port: str
    name: str
    port_there: str
    protocol: str


@dataclass(frozen=True, slots=True)
class Link:
    """A cable as a target tells of it; ``other`` is the target at its far end, empty for a stranger."""

    target: str
    port: str
    name: str
    port_there: str
    protocol: str
    other: str = ""


def links_of(inventory: Inventory, neighbours: Iterable[Neighbour]) -> tuple[Link, ...]:
    """Return the links that targets of the inventory tell of, by target and port."""
    names = _targets_by_name(inventory)
    found = {
        Link(one.target, one.port, one.name, one.port_there, one.protocol, _meant(names, one))
        for one in list(neighbours)[:MOST_LINKS]
        if one.target in inventory
    }
    return tuple(sorted(found, key=lambda link: (link.target, link.port, link.name, link.protocol)))


def suggested_parents(
    inventory: Inventory, links: Iterable[Link], tops: Iterable[str] = ()
) -> Mapping[str, str]:
    """Return a parent for each target that has none and hangs on one that is reached from *tops*.

    Without *tops* it begins at the parents that the inventory names and that have none themselves.
    Who is nearer to a top stands above; what the inventory says is never contradicted.
    """
    beside = _beside(links)
    waiting = deque(dict.fromkeys(list(tops) or _named_tops(inventory)))
    reached = set(waiting)
    parents: dict[str, str] = {}
    while waiting:
        above = waiting.popleft()
        for name in sorted([*beside.get(above, ()), *inventory.children(above)]):
            if name in reached or name not in inventory:
                continue
            reached.add(name)
            waiting.append(name)
            if inventory.target(name).parent is None and name not in _above(
                inventory, parents, above
            ):
                parents[name] = above
    return parents


def _named_tops(inventory: Inventory) -> list[str]:
    return [one.name for one in inventory if one.parent is None and inventory.children(one.name)]


def _beside(links: Iterable[Link]) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = {}
    for link in links:
        if link.other and link.other != link.target:
            found.setdefault(link.target, set()).add(link.other)
            found.setdefault(link.other, set()).add(link.target)
    return found


def _above(inventory: Inventory, parents: Mapping[str, str], name: str) -> set[str]:
    """Return a target and what stands above it, by the inventory and by what is suggested so far."""
    found: set[str] = set()
    above: str | None = name
    while above is not None and above not in found:
        found.add(above)
        above = inventory.target(above).parent or parents.get(above)
    return found


def _targets_by_name(inventory: Inventory) -> Mapping[str, str]:
    """Return what each name means; nothing where two targets share it."""
    having: dict[str, set[str]] = {}
    for target in inventory:
        for name in (target.name, target.address, _short(target.name), _short(target.address)):
            if name:
                having.setdefault(name.casefold(), set()).add(target.name)
    return {name: next(iter(found)) for name, found in having.items() if len(found) == 1}


def _meant(names: Mapping[str, str], neighbour: Neighbour) -> str:
    said = neighbour.name.casefold()
    found = names.get(said) or names.get(_short(said), "")
    return "" if found == neighbour.target else found


def _short(name: str) -> str:
    """Return a host name without its domain; of an address nothing."""
    first = name.partition(".")[0]
    return "" if first.isdigit() or ":" in name else first
