"""``watchkeeper report``: make, read and sign the daily check form."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from watchkeeper.cli.client import Client, add_connection_options, segment
from watchkeeper.cli.output import add_json_option, say, say_json, say_table

REPORTS = "/api/watch/v1/reports"


def add_to(subparsers: Any) -> None:
    parser = subparsers.add_parser("report", help="the daily check form")
    add_connection_options(parser)
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    daily = actions.add_parser("daily", help="make (or show) the form of a day")
    daily.add_argument("--customer", default="house")
    daily.add_argument("--day", help="2026-11-22 (default: today in the customer's zone)")
    daily.add_argument("--out", type=Path, help="write it as HTML to this file")
    daily.add_argument("--language", default="zh", choices=("zh", "en"))
    add_json_option(daily)
    add_json_option(actions.add_parser("list", help="forms, newest first"))
    sign = actions.add_parser("sign", help="sign a form")
    sign.add_argument("number")
    sign.add_argument("--as", dest="signer", default="inspector")
    sign.add_argument("--name", default="")
    add_json_option(sign)


def run(arguments: argparse.Namespace) -> int:
    client = Client.from_arguments(arguments)
    if arguments.action == "daily":
        return _daily(client, arguments)
    if arguments.action == "sign":
        path = f"{REPORTS}/{segment(arguments.number)}/sign"
        _say(client.post(path, {"as": arguments.signer, "name": arguments.name}), arguments)
        return 0
    found = client.get(REPORTS)
    if arguments.json:
        say_json(found)
        return 0
    say_table(
        ("NUMBER", "VERSION", "STATE", "CONCLUSION", "ABNORMAL", "SIGNED"),
        (
            (
                one["number"],
                one["version"],
                one["state"],
                one["conclusion"],
                one["rows"]["abnormal"],
                one["signed_at"],
            )
            for one in found["reports"]
        ),
    )
    return 0


def _daily(client: Client, arguments: argparse.Namespace) -> int:
    made = client.post(REPORTS, {"customer": arguments.customer, "day": arguments.day})
    if arguments.out:
        page = f"{REPORTS}/{segment(made['number'])}?format=html&language={arguments.language}"
        arguments.out.write_text(client.get_text(page))
    _say(made, arguments)
    return 0


def _say(made: Any, arguments: argparse.Namespace) -> None:
    if arguments.json:
        say_json(made)
        return
    rows = ", ".join(f"{count} {name}" for name, count in made["rows"].items())
    say(f"{made['number']} v{made['version']} {made['state']}: {made['conclusion']} ({rows})")
