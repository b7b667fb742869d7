"""Which files are attached to a ticket, by what its log says of them.  Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from ticketing.events import Event, EventKind
from ticketing.files.kinds import FileKind
from watchkeeper.access.model import PersonId
from watchkeeper.core.instants import Instant


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file of a ticket; ``seq`` names it, ``name`` is empty once it was redacted."""

    seq: int
    sha256: str
    size_bytes: int
    kind: FileKind
    name: str
    attached_by: PersonId
    attached_at: Instant
    erased_at: Instant | None = None


Files = tuple[AttachedFile, ...]

EMPTY: Files = ()


def kept(files: Files) -> Files:
    """Return those that were not erased."""
    return tuple(file for file in files if file.erased_at is None)


def _attached(state: Files, event: Event) -> Files:
    size = event.data["size_bytes"]
    assert isinstance(size, int)
    file = AttachedFile(
        seq=event.seq,
        sha256=str(event.data["sha256"]),
        size_bytes=size,
        kind=FileKind(event.data["media"]),
        name=event.prose.get("name", ""),
        attached_by=event.actor,
        attached_at=event.occurred_at,
    )
    return (*state, file)


def _erased(state: Files, event: Event) -> Files:
    return tuple(
        replace(file, erased_at=event.occurred_at) if file.seq == event.data["seq"] else file
        for file in state
    )


HANDLES: Mapping[EventKind, Callable[[Files, Event], Files]] = MappingProxyType(
    {EventKind.ATTACHED: _attached, EventKind.FILE_ERASED: _erased}
)
