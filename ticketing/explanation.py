"""``explain``: every counted and skipped stretch of a goal, as lines for people and as JSON."""

from __future__ import annotations

from ticketing.events import Fact
from ticketing.intervals import Interval, IntervalKind
from ticketing.views import GoalView, TicketView
from ticketing.words import length
from watchkeeper.core.errors import Translate
from watchkeeper.core.instants import Instant, datetime_from_instant, iso, local_day
from watchkeeper.core.messages import Text, text


def explained(view: TicketView, goal: GoalView, now: Instant, translate: Translate) -> str:
    """Return the explanation of one goal in lines; each begins where the last one ended."""
    lines = [_head(view, goal)]
    lines += [_line(interval, now, view.zone) for interval in goal.intervals]
    lines.append(_tail(view, goal, now))
    return "\n".join(line.render(translate) for line in lines)


def explanation_json(view: TicketView, goal: GoalView) -> dict[str, Fact]:
    """Return the same for programs: instants in milliseconds UTC."""
    return {
        "ticket": view.number,
        "goal": goal.goal,
        "level": str(view.row.level),
        "policy": view.policy,
        "zone": view.zone,
        "calendar": goal.calendar,
        "state": goal.state.value,
        "verdict": goal.verdict.value,
        "target": goal.target,
        "elapsed": goal.elapsed,
        "started_at": goal.started_at,
        "due_at": goal.due_at,
        "stopped_at": goal.stopped_at,
        "breached_at": goal.breached_at,
        "intervals": [
            {
                "start": one.start,
                "end": one.end,
                "kind": one.kind.value,
                "counted": one.counted,
                "reason": str(one.reason) if one.reason else None,
            }
            for one in goal.intervals
        ],
    }


def _head(view: TicketView, goal: GoalView) -> Text:
    facts = {
        "goal": goal.title,
        "level": str(view.row.level),
        "target": length(goal.target),
        "calendar": goal.calendar,
        "policy": view.policy,
        "table": goal.table,
    }
    if goal.started_at is None:
        return text(
            "{goal}  level {level}  {target} on {calendar}, not started  policy {policy}, table {table}",
            **facts,
        )
    return text(
        "{goal}  level {level}  {target} on {calendar} from {start}  policy {policy}, table {table}",
        start=iso(goal.started_at, view.zone).replace("T", " "),
        **facts,
    )


def _line(interval: Interval, now: Instant, zone: str) -> Text:
    is_open = interval.end == now
    start = _clock_time(interval.start, interval.start, zone)
    facts = {
        "start": start,
        "end": text("now") if is_open else _clock_time(interval.end, interval.start, zone),
    }
    if interval.kind is IntervalKind.COUNTED:
        return text("  {start} - {end}  {length} counted", length=length(interval.counted), **facts)
    return text("  {start} - {end}  {reason}", reason=interval.reason, **facts)


def _tail(view: TicketView, goal: GoalView, now: Instant) -> Text:
    used = length(goal.elapsed)
    if goal.stopped_at is not None:
        return text(
            "stopped {moment} after {used}: {verdict}",
            moment=_clock_time(goal.stopped_at, None, view.zone),
            used=used,
            verdict=_VERDICTS[goal.verdict.value],
        )
    if goal.due_at is None:
        return text("{used} used, no due time while it waits or rests", used=used)
    due = _clock_time(goal.due_at, None, view.zone)
    if goal.due_at <= now:
        return text("was due {due}, {late} overdue", due=due, late=length(now - goal.due_at))
    return text("due {due}, {left} left", due=due, left=length(goal.due_at - now))


_VERDICTS = {
    "met": text("met"),
    "breached": text("missed"),
    "none": text("not owed"),
    "pending": text("undecided"),
}


def _clock_time(at: Instant, beside: Instant | None, zone: str) -> str:
    """Return the wall time; with its date unless it is the day of *beside* after the first."""
    wall = datetime_from_instant(at, zone)
    same_day = (
        beside is not None and beside != at and local_day(at, zone) == local_day(beside, zone)
    )
    return wall.strftime("%H:%M:%S" if same_day else "%Y-%m-%d %H:%M:%S")
