"""What changed on a target, in one list: what people edited, and what was seen there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from watchkeeper.core.instants import Instant
from watchkeeper.inventory.differences import Difference, differences
from watchkeeper.inventory.facts import KeptChange, family_of
from watchkeeper.inventory.revisions import Revision


class Source(Enum):
    """Who knows of a change."""

    EDITED = "edited"
    SEEN = "seen"


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that changed.  ``number`` is set where it can be undone; ``by`` is who did it."""

    at: Instant
    source: Source
    action: str
    by: str
    number: int | None
    differences: tuple[Difference, ...]


def merged(
    revisions: Iterable[Revision], seen: Iterable[KeptChange], limit: int
) -> tuple[Happening, ...]:
    """Return both, the newest first."""
    found = [*map(_of_revision, revisions), *_of_facts(seen)]
    return tuple(sorted(found, key=lambda one: -one.at)[:limit])


def _of_revision(revision: Revision) -> Happening:
    deed, edit = revision.deed, revision.edit
    return Happening(
        deed.at,
        Source.EDITED,
        deed.action.value,
        deed.by,
        revision.number,
        differences(edit.before, edit.after),
    )


def _of_facts(seen: Iterable[KeptChange]) -> Iterator[Happening]:
    """Give what was seen at one time as one happening."""
    together: dict[Instant, list[Difference]] = {}
    for one in seen:
        change = one.change
        together.setdefault(one.at, []).append(
            Difference(change.fact, change.before or "", change.after or "")
        )
    for at, changed in together.items():
        families = {family_of(one.key) for one in changed}
        action = "file" if families == {"file"} else "seen"
        yield Happening(at, Source.SEEN, action, "", None, tuple(changed))
