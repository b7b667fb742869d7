"""On site at the customer.  Pure."""

from __future__ import annotations

from typing import Any

from ticketing import commands as c
from ticketing.deeds.base import Deed, note_of
from ticketing.events import EventKind
from ticketing.lifecycle import LIVE

DEEDS: tuple[Deed[Any], ...] = (
    Deed(
        command=c.ArriveOnSite,
        name="arrive",
        event=EventKind.ARRIVED_ON_SITE,
        states=LIVE,
        content=note_of,
    ),
)
