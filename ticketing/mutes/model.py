"""What keeps an alert quiet: a silence somebody made, or a maintenance window that is open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from watchkeeper.core.instants import Instant


class MuteKind(Enum):
    """Why an alert is quiet; only maintenance is taken out of figures."""

    SILENCE = "silence"
    MAINTENANCE = "maintenance"


@dataclass(frozen=True, slots=True)
class Mute:
    """One reason for which an alert is quiet until ``ends_at``.

    ``id`` is the silence's, or the window's name.  ``is_planned``: it was known well before it
    began, so that figures may leave its time out.
    """

    kind: MuteKind
    id: str
    starts_at: Instant
    ends_at: Instant
    made_by: str = ""
    reason: str = ""
    is_planned: bool = False


class Mutes(Protocol):
    """Tells what keeps an alert quiet.  Synchronous: from memory."""

    def of(
        self, labels: Mapping[str, str], *, target: str, customer: str, at: Instant
    ) -> tuple[Mute, ...]:
        """Return what holds at *at* for an alert with these labels of *target*."""
        ...


class NoMutes:
    """Nothing is quiet; fulfils Mutes."""

    def of(
        self, labels: Mapping[str, str], *, target: str, customer: str, at: Instant
    ) -> tuple[Mute, ...]:
        return ()


def quiet_until(mutes: Iterable[Mute]) -> Instant | None:
    """Return when the last of *mutes* ends; None for none."""
    return max((mute.ends_at for mute in mutes), default=None)
