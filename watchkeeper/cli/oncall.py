"""``watchkeeper oncall``: who is on duty, gaps ahead, overrides, swaps, absences, calendars."""

from __future__ import annotations

import argparse
from typing import Any

from watchkeeper.cli.client import API, add_connection_options, client_from, segment
from watchkeeper.cli.output import add_json_option, hint, say, say_json, say_table, shown

DONE, PROBLEMS = 0, 1


def add_to(subparsers: Any) -> None:
    parser = subparsers.add_parser("oncall", help="who is on duty, and changes of it")
    add_connection_options(parser)
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    now = actions.add_parser("now", help="who is on duty now, and who is next")
    at = actions.add_parser("at", help="who was on duty at a time, as it was known then")
    at.add_argument("time", help="RFC 3339")
    shifts = actions.add_parser("shifts", help="the shifts of a schedule")
    shifts.add_argument("schedule")
    shifts.add_argument("--days", type=int, default=14, help="default: %(default)s")
    gaps = actions.add_parser("gaps", help="when nobody who can be reached is on duty")
    check = actions.add_parser("check", help="whom the escalation chains would not reach")
    changes = actions.add_parser("changes", help="overrides, swaps and absences")
    override = actions.add_parser("override", help="put somebody else on duty for a time")
    override.add_argument("schedule")
    _add_time(override, "--person", "who takes the duty")
    override.add_argument("--instead-of", metavar="PERSON", help="of this person alone")
    override.add_argument("--layer", help="of this layer alone")
    swap = actions.add_parser("swap", help="let two people take each other's duty")
    swap.add_argument("schedule")
    _add_time(swap, "--person", "who gives the first time away")
    swap.add_argument("--other", required=True, metavar="PERSON", help="who gives the second away")
    swap.add_argument("--other-from", required=True, metavar="TIME")
    swap.add_argument("--other-until", required=True, metavar="TIME")
    away = actions.add_parser("away", help="note that somebody is away")
    _add_time(away, "--person", "who is away")
    away.add_argument("--deputy", metavar="PERSON", help="who does their duties")
    undo = actions.add_parser("undo", help="take a change or an absence back")
    undo.add_argument("what", choices=("change", "absence"))
    undo.add_argument("number", type=int)
    calendar = actions.add_parser("ics", help="print a calendar that calendar programs read")
    which = calendar.add_mutually_exclusive_group(required=True)
    which.add_argument("--schedule")
    which.add_argument("--person")
    for one in (now, at, shifts, gaps, check, changes, override, swap, away, undo):
        add_json_option(one)


def _add_time(parser: argparse.ArgumentParser, person: str, meaning: str) -> None:
    parser.add_argument(person, required=True, metavar="PERSON", help=meaning)
    parser.add_argument("--from", dest="starts_at", required=True, metavar="TIME", help="RFC 3339")
    parser.add_argument("--until", dest="ends_at", required=True, metavar="TIME", help="RFC 3339")


def run(arguments: argparse.Namespace) -> int:
    match arguments.action:
        case "now":
            return _now(arguments)
        case "at":
            return _at(arguments)
        case "shifts":
            return _shifts(arguments)
        case "gaps":
            return _gaps(arguments)
        case "check":
            return _check(arguments)
        case "changes":
            return _say_changes(arguments, client_from(arguments).get(f"{API}/oncall/changes"))
        case "undo":
            path = f"{API}/oncall/{arguments.what}s/{arguments.number}"
            return _say_changes(arguments, client_from(arguments).delete(path))
        case "ics":
            return _ics(arguments)
        case _:
            return _change(arguments)


def _now(arguments: argparse.Namespace) -> int:
    found = client_from(arguments).get(f"{API}/oncall")
    if arguments.json:
        say_json(found)
        return DONE
    say_table(
        ("SCHEDULE", "ON DUTY", "UNTIL", "THEN", "HOLDS"),
        [
            (
                one["schedule"],
                _people(one["now"]),
                shown(one["now"]["ends_at"]) if one["now"] else "-",
                _people(one["following"]),
                ", ".join(one["holds"]),
            )
            for one in found
        ],
    )
    if not found:
        hint("there is no schedule; write one into schedules/ beside watchkeeper.yml")
    return DONE


def _at(arguments: argparse.Namespace) -> int:
    found = client_from(arguments).get(f"{API}/oncall/proofs", at=arguments.time)
    if arguments.json:
        say_json(found)
        return DONE
    say_table(
        ("SCHEDULE", "ON DUTY", "LAYER", "WHY", "MADE BY"),
        [
            (
                one["schedule"],
                _people(one["shift"]),
                one["shift"]["layer"] if one["shift"] else "-",
                _why(one["shift"]) if one["shift"] else "-",
                ", ".join(made["made_by"] for made in (*one["changes"], *one["absences"])) or "-",
            )
            for one in found
        ],
    )
    return DONE


def _shifts(arguments: argparse.Namespace) -> int:
    path = f"{API}/oncall/shifts/{segment(arguments.schedule)}"
    found = client_from(arguments).get(path, days=arguments.days)
    if arguments.json:
        say_json(found)
    else:
        say_table(
            ("FROM", "UNTIL", "ON DUTY", "LAYER", "WHY"),
            [
                (shown(one["starts_at"]), shown(one["ends_at"]), _people(one), one["layer"], _why(one))
                for one in found
            ],
        )  # fmt: skip
    return DONE


def _gaps(arguments: argparse.Namespace) -> int:
    found = client_from(arguments).get(f"{API}/oncall/gaps")
    if arguments.json:
        say_json(found)
    else:
        for one in found:
            say(f"{one['schedule']}: {shown(one['starts_at'])} until {shown(one['ends_at'])}")
            say(f"  {one['remedy']}")
        if not found:
            say("somebody who can be reached is on duty at every moment of the next 14 days")
    return PROBLEMS if found else DONE


def _check(arguments: argparse.Namespace) -> int:
    found = client_from(arguments).get(f"{API}/oncall/check")
    if arguments.json:
        say_json(found)
    else:
        for one in found:
            say(one["sentence"])
        if not found:
            say("every step of every chain reaches somebody")
    return PROBLEMS if found else DONE


def _change(arguments: argparse.Namespace) -> int:
    wish = {
        "person": arguments.person,
        "starts_at": arguments.starts_at,
        "ends_at": arguments.ends_at,
    }
    match arguments.action:
        case "override":
            wish |= {
                "schedule": arguments.schedule,
                "instead_of": arguments.instead_of,
                "layer": arguments.layer,
            }
        case "swap":
            wish |= {
                "schedule": arguments.schedule,
                "other": arguments.other,
                "other_starts_at": arguments.other_from,
                "other_ends_at": arguments.other_until,
            }
        case _:
            wish |= {"deputy": arguments.deputy}
    path = {"override": "overrides", "swap": "swaps", "away": "absences"}[arguments.action]
    return _say_changes(arguments, client_from(arguments).post(f"{API}/oncall/{path}", wish))


def _say_changes(arguments: argparse.Namespace, found: dict[str, Any]) -> int:
    if arguments.json:
        say_json(found)
        return DONE
    rows = [
        ("change", one["number"], one["kind"], one["schedule"], one["person"], one["instead_of"] or one["layer"], shown(one["starts_at"]), shown(one["ends_at"]))
        for one in found["changes"]
    ] + [
        ("absence", one["number"], "away", "", one["deputy"], one["person"], shown(one["starts_at"]), shown(one["ends_at"]))
        for one in found["absences"]
    ]  # fmt: skip
    head = ("WHAT", "NUMBER", "KIND", "SCHEDULE", "DOES IT", "INSTEAD OF", "FROM", "UNTIL")
    say_table(head, rows)
    return DONE


def _ics(arguments: argparse.Namespace) -> int:
    kind, name = ("schedules", arguments.schedule) if arguments.schedule else ("people", arguments.person)  # fmt: skip
    path = f"{API}/oncall/calendars/{kind}/{segment(name)}"
    with client_from(arguments).download(path) as answer:
        say(answer.read().decode().replace("\r\n", "\n").rstrip("\n"))
    return DONE


def _people(shift: dict[str, Any] | None) -> str:
    if shift is None:
        return "nobody planned"
    return ", ".join(shift["people"]) or "NOBODY"


def _why(shift: dict[str, Any]) -> str:
    planned = ", ".join(shift["planned"])
    return shift["why"] if shift["why"] == "planned" else f"{shift['why']} ({planned or '-'})"
