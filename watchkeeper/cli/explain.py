"""How a deadline came about, in lines: each stretch that counted or did not, and what is left."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from watchkeeper.cli.output import length, moment, shown

View = Mapping[str, Any]
_RUNS = frozenset({"running", "paused"})


def explanation(goal: View, ticket: View) -> list[str]:
    """Return the lines for one goal of a ticket, in the ticket's zone."""
    zone = ticket["zone"]
    why = f"  this policy because {ticket['policy_why']}" if ticket["policy_why"] else None
    return [_head(goal, ticket), *([why] if why else []), *_stretches(goal, zone), _end(goal, zone)]


def _head(goal: View, ticket: View) -> str:
    started = shown(goal["started_at"], ticket["zone"])
    since = f"from {started}" if goal["started_at"] else "not started"
    return (
        f"{goal['metric']}  level {ticket['row']['level']}  {length(goal['target_seconds'])} "
        f'on {goal["calendar"]} {since}    policy {ticket["policy"]}, table "{goal["table"]}"'
    )


def _stretches(goal: View, zone: str) -> list[str]:
    intervals = goal["intervals"]
    runs_on = goal["state"] in _RUNS or (goal["breached_at"] and not goal["stopped_at"])
    lines = []
    for number, one in enumerate(intervals, 1):
        start, end = moment(one["start"], zone), moment(one["end"], zone)
        assert start is not None
        assert end is not None
        is_open = bool(runs_on) and number == len(intervals)
        until = "now" if is_open else _time(end, start)
        counted = length(one["counted_seconds"]) if one["kind"] == "counted" else ""
        reason = f": {one['reason']}" if one["reason"] else ""
        span = f"{_time(start, moment(goal['started_at'], zone))} - {until}"
        lines.append(f"  {span:<31} {counted:>16}   {one['kind']}{reason}")
    return lines


def _time(at: datetime, after: datetime | None) -> str:
    """Return the time of day, with the day where it is another one than before."""
    is_same_day = after is not None and after.date() == at.date()
    return at.strftime("%H:%M:%S" if is_same_day else "%m-%d %H:%M:%S")


def _end(goal: View, zone: str) -> str:
    state = goal["state"]
    if goal["stopped_at"]:
        verdict = f"{goal['verdict']}, {length(goal['elapsed_seconds'])} used"
        return f"  stopped {shown(goal['stopped_at'], zone)}: {verdict}"
    if goal["due_at"] is None:
        starts = f"; starts {shown(goal['arms_at'], zone)}" if goal["arms_at"] else ""
        return f"  {state}, no due time now{starts}"
    due = f"  due {shown(goal['due_at'], zone)}"
    now, due_at = moment(_now(goal), zone), moment(goal["due_at"], zone)
    if state not in _RUNS | {"breached"} or now is None or due_at is None:
        return f"{due}, {state}"
    left = due_at - now
    if left < timedelta():
        return f"{due}, {length(-left.total_seconds())} ago"
    return f"{due}, {length(left.total_seconds())} left"


def _now(goal: View) -> str | None:
    """Return when the server looked: a goal that runs is counted up to that instant."""
    intervals = goal["intervals"]
    found: str | None = intervals[-1]["end"] if intervals else goal["started_at"]
    return found
