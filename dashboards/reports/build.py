"""Judge what was gathered and lay out the form; pure."""

from __future__ import annotations

import math
from collections.abc import Sequence

from dashboards.reports.check_form import (
    CheckForm,
    Conclusion,
    Figure,
    Result,
    Row,
    Section,
)
from dashboards.reports.checks import (
    BACKUP_CHECKS,
    CAPACITY_CHECKS,
    DEVICE_CHECKS,
    NETWORK_CHECKS,
    SECURITY_CHECKS,
    SERVICE_CHECKS,
    Check,
    Unit,
    expression_of,
    limits_key,
    text_of_value,
)
from dashboards.reports.gather import Findings, Sample
from dashboards.reports.security_rows import never_heard_rows, sign_in_row, unsourced_rows
from ticketing.views import TicketRow, TicketState
from ticketing.workdays.unconfirmed import UnconfirmedYear
from watchkeeper.core.instants import Instant, datetime_from_instant
from watchkeeper.core.labels import METRIC_NAME, Labels
from watchkeeper.core.levels import LEVELS, Level
from watchkeeper.core.messages import Text, mark, text
from watchkeeper.inventory.model import Target

ENOUGH_DATA_PERCENT = 95.0
MANUAL_ITEMS = (
    ("room", mark("machine room: temperature, humidity, air conditioning")),
    ("power", mark("power supply and UPS indicators")),
    ("lights", mark("alarm lights of the devices")),
    ("cables", mark("cables and labels")),
)
_NO_DEVICE = ("ticket/", "completeness/", "calendar/")  # rows by which no device is judged
_MOST_SENTENCES = 5


def build_form(found: Findings, *, is_late: bool = False) -> CheckForm:
    """Return the form of a day."""
    sections = (
        _carried_section(found),
        _section(found, "devices", mark("Devices"), DEVICE_CHECKS, needs_row=True),
        _section(found, "services", mark("Systems and services"), SERVICE_CHECKS),
        _section(found, "network", mark("Network"), NETWORK_CHECKS),
        _backup_section(found),
        _security_section(found),
        _ticket_section(found),
        _section(found, "capacity", mark("Capacity outlook"), CAPACITY_CHECKS),
        _monitor_section(found),
        _manual_section(found),
    )
    rows = [row for section in sections for row in section.rows]
    conclusion = _conclusion(rows, found)
    return CheckForm(
        customer=found.customer.id,
        customer_name=found.customer.name,
        day=found.period.day,
        zone=found.customer.zone,
        period_start=found.period.start,
        period_end=found.period.end,
        made_at=found.checked_at,
        conclusion=conclusion,
        sentences=tuple(_sentences(rows, found)),
        figures=tuple(_figures(rows, found)),
        sections=sections,
        is_late=is_late,
    )


def _section(
    found: Findings, key: str, title: str, checks: Sequence[Check], *, needs_row: bool = False
) -> Section:
    """Return the rows of *checks*; with *needs_row* also one for each device nobody measures."""
    rows: list[Row] = []
    for target in found.targets:
        measured = [row for check in checks for row in _rows_of(found, check, target)]
        rows.extend(measured or ([_unmeasured(found, key, target)] if needs_row else []))
    failed = [check for check in checks if check.key in found.failures]
    rows.extend(_failed_row(found, check) for check in failed)
    absent = None if rows else text("no target of this customer is measured in this way")
    return Section(key, text(title), tuple(rows), absent)


def _rows_of(found: Findings, check: Check, target: Target) -> list[Row]:
    samples = found.samples.get(check.key, {}).get(target.name, ())
    return [_row(found, check, target, sample) for sample in samples]


def _row(found: Findings, check: Check, target: Target, sample: Sample) -> Row:
    labels, value = sample
    parts = [part for name, part in labels if name not in {"instance", METRIC_NAME}]
    key = "/".join([check.key, target.name, *parts])
    limit = _limit_of(found, check, target, labels)
    result = check.judge(value, limit)
    return Row(
        key=key,
        subject=" ".join([target.name, *parts]),
        item=text(check.item),
        standard=check.standard_of(limit),
        measured=None if result is Result.UNCHECKED else text_of_value(value, check.unit),
        result=result,
        checked_at=found.checked_at,
        handling=found.carried_handling(key),
        ticket=found.ticket_of(target.name) if result is Result.ABNORMAL else None,
        expression=expression_of(check, found.period.length),
    )


def _limit_of(found: Findings, check: Check, target: Target, labels: Labels) -> float:
    """Return the limit of a series: its own, or the check's."""
    limits = dict(found.samples.get(limits_key(check), {}).get(target.name, ()))
    own = limits.get(labels, math.nan)
    return check.limit if math.isnan(own) else own


def _unmeasured(found: Findings, section: str, target: Target) -> Row:
    key = f"{section}/{target.name}"
    return Row(
        key=key,
        subject=target.name,
        item=text("state of the device"),
        standard=text("works, no alarm shown"),
        measured=None,
        result=Result.UNCHECKED,
        handling=found.carried_handling(key),
    )


def _failed_row(found: Findings, check: Check) -> Row:
    return Row(
        key=f"{check.key}/-",
        subject="-",
        item=text(check.item),
        standard=check.standard,
        measured=text("no data: {reason}", reason=found.failures[check.key]),
        result=Result.UNCHECKED,
        checked_at=found.checked_at,
        expression=expression_of(check, found.period.length),
    )


def _backup_section(found: Findings) -> Section:
    """Return the backups that report, and a row for each expected one that does not."""
    section = _section(found, "backups", mark("Backups"), BACKUP_CHECKS)
    reported = {row.key for row in section.rows}
    missing = tuple(
        Row(
            key=f"backup_age/{target.name}/{job.name}",
            subject=f"{target.name} {job.name}",
            item=text("age of the last good backup"),
            standard=text("schedule {schedule}", schedule=job.schedule),
            measured=text("no data: this job has not reported yet"),
            result=Result.ABNORMAL,
            checked_at=found.checked_at,
            ticket=found.ticket_of(target.name),
        )
        for target in found.targets
        for job in target.backups
        if f"backup_age/{target.name}/{job.name}" not in reported
    )
    rows = (*section.rows, *missing)
    return Section(section.key, section.title, rows, None if rows else section.absent)


def _security_section(found: Findings) -> Section:
    """Return what is known, and a row to fill in for each matter that has no source."""
    measured = _section(found, "security", mark("Security"), SECURITY_CHECKS).rows
    rows = (*measured, *never_heard_rows(found), sign_in_row(found), *unsourced_rows(found))
    return Section("security", text("Security"), rows)


def _ticket_section(found: Findings) -> Section:
    seen: dict[int, TicketRow] = {row.number: row for row in (*found.live, *found.opened)}
    rows = tuple(_ticket_row(found, row) for _, row in sorted(seen.items()))
    absent = None if rows else text("no ticket was open or opened in this period")
    return Section("tickets", text("Tickets"), rows, absent)


def _ticket_row(found: Findings, row: TicketRow) -> Row:
    zone = found.customer.zone
    is_overdue = row.breaches > 0
    return Row(
        key=f"ticket/{row.number}",
        subject=f"#{row.number} {row.target}".strip(),
        item=text(
            "level {level}: {title}",
            level=row.level,
            title=row.title,
            title_zh=row.title_zh or row.title,
        ),
        standard=_next_clock(row, zone),
        measured=text(
            "opened {opened}; {state}; goals missed: {breaches}",
            opened=_moment(row.opened_at, zone),
            state=text(_STATE_TITLES[row.state]),
            breaches=row.breaches,
        ),
        result=Result.ABNORMAL if row.state.is_live or is_overdue else Result.NORMAL,
        checked_at=found.checked_at,
        ticket=row.number,
    )


_STATE_TITLES = {
    TicketState.NEW: mark("new"),
    TicketState.OPEN: mark("being worked on"),
    TicketState.PENDING: mark("waiting"),
    TicketState.RESOLVED: mark("resolved"),
    TicketState.CLOSED: mark("closed"),
    TicketState.CANCELLED: mark("cancelled"),
    TicketState.MERGED: mark("merged"),
}


def _next_clock(row: TicketRow, zone: str) -> Text:
    if row.next_goal is None or row.next_goal.due_at is None:
        return text("no clock runs")
    return text(
        "{goal} by {due}", goal=row.next_goal.title, due=_moment(row.next_goal.due_at, zone)
    )


def _monitor_section(found: Findings) -> Section:
    """Return how complete the monitor's own data is, so that silence is not read as health."""
    rows = tuple(
        Row(
            key=f"completeness/{target.name}",
            subject=target.name,
            item=text("completeness of the monitoring data"),
            standard=text(
                "at least {limit}", limit=text_of_value(ENOUGH_DATA_PERCENT, Unit.PERCENT)
            ),
            measured=text_of_value(percent, Unit.PERCENT),
            result=Result.NORMAL if percent >= ENOUGH_DATA_PERCENT else Result.ABNORMAL,
            checked_at=found.checked_at,
        )
        for target in found.targets
        if (percent := found.completeness.get(target.name)) is not None
    )
    rows += tuple(_calendar_row(one, found) for one in found.unconfirmed)
    absent = None if rows else text("nothing was measured in this period")
    return Section("monitor", text("The monitor itself"), rows, absent)


def _calendar_row(one: UnconfirmedYear, found: Findings) -> Row:
    """Return the line on a year whose notice nobody has confirmed: its deadlines may move."""
    return Row(
        key=f"calendar/{one.calendar}/{one.year}",
        subject=one.calendar,
        item=text("days off and make-up days of {year}", year=one.year),
        standard=text("confirmed before 1 December"),
        measured=text("provisional"),
        result=Result.ABNORMAL,
        checked_at=found.checked_at,
    )


def _manual_section(found: Findings) -> Section:
    rows = tuple(
        Row(
            key=f"manual/{key}",
            subject="-",
            item=text(item),
            standard=text("works, no alarm shown"),
            measured=None,
            result=Result.UNCHECKED,
            handling=found.carried_handling(f"manual/{key}"),
        )
        for key, item in MANUAL_ITEMS
    )
    return Section("manual", text("Checked by hand"), rows)


def _carried_section(found: Findings) -> Section:
    rows = tuple(
        Row(
            key=f"carried/{carried.key}",
            subject=carried.key,
            item=text("abnormal in the form before"),
            standard=text("solved"),
            measured=None,
            result=Result.UNCHECKED,
            handling=carried.handling,
            ticket=carried.ticket,
        )
        for carried in found.carried_over
    )
    absent = None if rows else text("nothing was left open in the form before")
    return Section("carried", text("Carried over"), rows, absent)


def _conclusion(rows: Sequence[Row], found: Findings) -> Conclusion:
    worst_levels = {row.level for row in found.live}
    measured = [row for row in rows if not row.key.startswith(_NO_DEVICE)]
    if worst_levels & {Level.I, Level.II} or any(row.result is Result.ABNORMAL for row in measured):
        return Conclusion.ABNORMAL
    is_blind = any(
        row.key.startswith("completeness/") and row.result is Result.ABNORMAL for row in rows
    )
    if found.live or is_blind or not found.completeness:
        return Conclusion.AT_RISK
    return Conclusion.NORMAL


def _sentences(rows: Sequence[Row], found: Findings) -> list[Text]:
    """Return at most five sentences: what failed, what must be done, what nobody looked at."""
    said = [
        text(
            "{subject}: {item} is {measured}",
            subject=row.subject,
            item=row.item,
            measured=row.measured,
        )
        for row in rows
        if row.result is Result.ABNORMAL
        and row.measured is not None
        and not row.key.startswith("ticket/")
    ][: _MOST_SENTENCES - 2]
    overdue = [row for row in found.live if row.breaches]
    if overdue:
        said.append(
            text("overdue: {tickets}", tickets=", ".join(f"#{row.number}" for row in overdue[:10]))
        )
    unchecked = sum(row.result is Result.UNCHECKED for row in rows)
    if unchecked:
        said.append(text("{count} rows wait to be checked by hand", count=unchecked))
    return said


def _figures(rows: Sequence[Row], found: Findings) -> list[Figure]:
    measured = {name for samples in found.samples.values() for name in samples}
    closed = sum(not row.state.is_live for row in found.opened)
    complete = list(found.completeness.values())
    return [
        Figure(text("devices measured / in all"), f"{len(measured)} / {len(found.targets)}"),
        Figure(
            text("open tickets I / II / III / IV"),
            " / ".join(str(sum(row.level is level for row in found.live)) for level in LEVELS),
        ),
        Figure(text("opened / closed in the period"), f"{len(found.opened)} / {closed}"),
        Figure(
            text("tickets with a goal missed"),
            str(
                sum(
                    row.breaches > 0
                    for row in {r.number: r for r in (*found.live, *found.opened)}.values()
                )
            ),
        ),
        Figure(
            text("completeness of the monitoring data"),
            f"{sum(complete) / len(complete):.1f} %" if complete else "-",
        ),
        Figure(
            text("rows normal / abnormal / not checked"),
            " / ".join(str(sum(row.result is result for row in rows)) for result in Result),
        ),
    ]


def _moment(instant: Instant, zone: str) -> str:
    return f"{datetime_from_instant(instant, zone):%m-%d %H:%M}"
