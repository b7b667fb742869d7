"""``watchkeeper tickets figures``: times, what was kept of the promises, and what it cost people."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import Any

from watchkeeper.cli.client import API, Client
from watchkeeper.cli.output import add_json_option, length, say, say_json, say_table, shown

DONE = 0

Row = Mapping[str, Any]


def add_figures(actions: Any) -> None:
    figures = actions.add_parser("figures", help="times, compliance, breaches, pauses and pages")
    figures.add_argument("--customer", help="default: all")
    figures.add_argument("--from", dest="first", required=True, metavar="DAY", help="2026-11-01")
    figures.add_argument("--to", dest="last", required=True, metavar="DAY", help="2026-11-30")
    figures.add_argument("--level", action="append", default=[], help="repeatable; default: all")
    add_json_option(figures)


def say_figures(client: Client, arguments: argparse.Namespace) -> int:
    query = {"customer": arguments.customer, "from": arguments.first, "to": arguments.last}
    found = client.get(f"{API}/figures", **query, level=",".join(arguments.level) or None)
    if arguments.json:
        say_json(found)
        return DONE
    say(f"{found['tickets']} tickets")
    say()
    _say_compliance(found["compliance"])
    say()
    _say_times(found["times"])
    say()
    _say_breaches(found)
    say()
    _say_pauses(found)
    say()
    head = ("PERSON", "PAGES", "TICKETS", "OFF HOURS", "AT NIGHT")
    names = ("person", "pages", "tickets", "off_hours", "at_night")
    say_table(head, [[one[name] for name in names] for one in found["loads"]])
    return DONE


def _say_compliance(rows: list[Row]) -> None:
    """Print each promise twice: net as judged, gross as if no pause had counted."""
    say_table(
        ("CUSTOMER", "GOAL", "LEVEL", "NET", "MET", "MISSED", "GROSS", "MET", "MISSED"),
        [
            (
                one["customer"],
                f"{one['metric']}@{one['table']}",
                one["level"],
                _share(one["met"], one["breached"]),
                one["met"],
                one["breached"],
                _share(one["gross_met"], one["gross_breached"]),
                one["gross_met"],
                one["gross_breached"],
            )
            for one in rows
        ],
    )


def _share(met: int, breached: int) -> str:
    return f"{100 * met / (met + breached):.1f} %" if met + breached else "-"


def _say_times(rows: list[Row]) -> None:
    """Print the times of all customers by level, from the report."""
    shown_rows = [one for one in rows if one["customer"] is None and one["anchor"] == "reported"]
    say_table(
        ("MILESTONE", "LEVEL", "COUNT", "MEAN", "MEDIAN", "P90", "MEAN IN HOURS"),
        [
            (
                one["milestone"],
                one["level"] or "all",
                one["wall"]["count"],
                *(length(one["wall"][f"{name}_seconds"]) for name in ("mean", "median", "p90")),
                length(one["open"]["mean_seconds"]),
            )
            for one in shown_rows
        ],
    )


def _say_breaches(found: Row) -> None:
    say(f"{found['breach_count']} goals missed, {found['unexplained']} without a reason")
    if found["breaches"]:
        say_table(
            ("TICKET", "CUSTOMER", "LEVEL", "GOAL", "AT", "OVER BY", "REASON"),
            [
                (
                    one["ticket"],
                    one["customer"],
                    one["level"],
                    one["goal"],
                    shown(one["breached_at"]),
                    length(one["over_by_seconds"]),
                    "only gross" if one["by_gross_alone"] else one["reason"],
                )
                for one in found["breaches"]
            ],
        )


def _say_pauses(found: Row) -> None:
    say(f"{found['pause_count']} pauses, {found['unevidenced']} without evidence")
    if found["pauses"]:
        say_table(
            ("TICKET", "REASON", "FROM", "UNTIL", "ASKED BY", "ANSWERED BY", "BY WAY OF"),
            [
                (
                    one["ticket"],
                    one["reason"],
                    shown(one["start"]),
                    shown(one["end"]),
                    one["asked_by"],
                    one["answered_by"],
                    one["answered_channel"] or one["asked_channel"],
                )
                for one in found["pauses"]
            ],
        )
