"""Alerts that a silence or a window holds: until when, and what that means for their ticket.  Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ticketing.correlate import AlertRow, AlertState, Heard, LastTicket, is_ticketed
from ticketing.mutes.model import Mutes, quiet_until
from watchkeeper.core.instants import Instant


def held(heard: Heard, mutes: Mutes, now: Instant) -> Heard:
    """Return the alert with the instant until which it is held; none where nothing holds it."""
    found = mutes.of(heard.labels, target=heard.target, customer=heard.customer, at=now)
    until = quiet_until(found)
    return heard if heard.quiet_until == until else replace(heard, quiet_until=until)


def detached(
    before: Mapping[str, AlertRow],
    after: Mapping[str, AlertRow],
    last: LastTicket | None,
    now: Instant,
) -> Mapping[str, AlertRow]:
    """Return the members that began while they are held, apart from an earlier ticket.

    Else the end of a silence would take them for the fault whose ticket a person had ended.
    """
    if last is not None and last.state.is_live:
        return {}
    return {
        member: replace(row, ticket=None)
        for member, row in after.items()
        if row.state is AlertState.FIRING
        and row.ticket is not None
        and not is_ticketed(row, now)
        and not (member in before and before[member].is_active)
    }
