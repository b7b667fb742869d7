"""Ticket views for tests of messages: a real dataclass, its facts fixed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ticketing.notify.decide import Instead, QueuedMessage
from ticketing.views import (
    AlertView,
    ClockState,
    GoalView,
    NextGoal,
    Presence,
    TicketRow,
    TicketState,
    TicketView,
    Verdict,
)
from watchkeeper.core.errors import NotFound
from watchkeeper.core.instants import HOUR, MINUTE, Duration, Instant, instant_from_rfc3339, later
from watchkeeper.core.levels import Level
from watchkeeper.core.messages import text

OCCURRED = instant_from_rfc3339("2026-11-21T17:14:07Z")
RESOLVE = GoalView(
    goal="resolve@level",
    metric="resolve",
    table="level",
    title=text("resolve"),
    cycle=1,
    state=ClockState.RUNNING,
    verdict=Verdict.PENDING,
    started_at=OCCURRED,
    due_at=later(OCCURRED, 24 * HOUR),
    stopped_at=None,
    breached_at=None,
    arms_at=None,
    target=Duration(24 * HOUR),
    elapsed=Duration(2 * HOUR),
    calendar="7x24",
    is_driving=True,
    intervals=(),
)
ROW = TicketRow(
    number=7,
    level=Level.II,
    state=TicketState.NEW,
    presence=Presence.FAILING,
    title="/var on db-1: 3% left",
    title_zh="db-1 的 /var 剩余 3%",
    target="db-1",
    customer="acme",
    site="shanghai-1",
    criticality="high",
    owner=None,
    acknowledged_at=None,
    acknowledged_by=None,
    next_goal=NextGoal(
        goal="respond@level",
        title=text("respond"),
        due_at=later(OCCURRED, 30 * MINUTE),
        is_breached=False,
        is_paused=False,
    ),
    breaches=0,
    rank=None,
    occurred_at=OCCURRED,
    opened_at=later(OCCURRED, MINUTE),
    changed_at=later(OCCURRED, MINUTE),
    resolved_at=None,
    version=2,
)
ALERT = AlertView(
    fingerprint="f" * 32,
    labels={"alertname": "FilesystemFilling", "instance": "db-1"},
    level=Level.II,
    presence=Presence.FAILING,
    active_at=OCCURRED,
    fired_at=OCCURRED,
    value_at_open=0.029,
    value=0.027,
    value_at=later(OCCURRED, MINUTE),
    expression="node_filesystem_avail_bytes / node_filesystem_size_bytes < 0.03",
    generator_url="",
    annotations={"summary": "/var on db-1: 3% left"},
    feeds=("agent:db-1",),
)
VIEW = TicketView(
    row=ROW,
    cycle=1,
    policy="contract-cn v1",
    zone="Asia/Shanghai",
    detected_at=OCCURRED,
    reported_at=later(OCCURRED, MINUTE),
    reporter="",
    description="",
    restored_at=None,
    closed_at=None,
    pause_reason=None,
    goals=(RESOLVE,),
    timeline=(),
    notifications=(),
    next_steps=(),
    alerts=(ALERT,),
    similar=(),
    evidence=(),
    allowed=(),
    resolution=None,
    report_due_at=None,
    recurrence_of=None,
)


def ticket_view(number: int = 7, **row: Any) -> TicketView:
    """Return a ticket of that number; *row* names what differs in its row."""
    return replace(VIEW, row=replace(ROW, number=number, **row))


class MemoryTickets:
    """Fulfils TicketDesk from a dictionary; has no fallback person."""

    def __init__(self, *views: TicketView) -> None:
        self.by_number = {view.number: view for view in views}

    async def view(self, number: int) -> TicketView:
        if number not in self.by_number:
            raise NotFound("there is no ticket {number}", number=number)
        return self.by_number[number]

    async def pass_on(
        self, message: QueuedMessage, *, said: str, claimed_at: Instant | None
    ) -> Instead:
        return Instead.NOTHING
