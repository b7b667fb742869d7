"""Where a fault goes on once its cause is known (R36).  Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ticketing.commands import CauseClass
from ticketing.types.model import Kind


@dataclass(frozen=True, slots=True)
class FollowUp:
    """The ticket that is proposed beside the solved one, and linked to it."""

    kind: Kind
    subtype: str = ""


_REPLACEMENT = FollowUp(Kind.SERVICE_REQUEST, "replacement")
_DEVELOPERS = FollowUp(Kind.DEFECT)

_FOLLOW_UPS: Mapping[CauseClass, FollowUp] = MappingProxyType(
    {
        CauseClass.EQUIPMENT: _REPLACEMENT,
        CauseClass.VENDOR_HARDWARE: _REPLACEMENT,
        CauseClass.SYSTEM: _DEVELOPERS,
        CauseClass.APPLICATION: _DEVELOPERS,
    }
)


def follow_up_of(cause: CauseClass) -> FollowUp | None:
    """Return what a cause leads to: a device is replaced, a system goes to its developers."""
    return _FOLLOW_UPS.get(cause)
