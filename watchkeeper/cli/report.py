"""``watchkeeper report``: make, read, fill in, sign and correct the daily check form."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from watchkeeper.cli.client import API, Client, add_connection_options, client_from, segment
from watchkeeper.cli.output import add_json_option, say, say_json, say_table, shown, working
from watchkeeper.core.errors import InvalidInput

REPORTS = f"{API}/reports"


def add_to(subparsers: Any) -> None:
    parser = subparsers.add_parser("report", help="the daily check form")
    add_connection_options(parser)
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    daily = actions.add_parser("daily", help="make the form of a day now")
    daily.add_argument("--customer", default="house", help="default: %(default)s")
    daily.add_argument("--day", help="2026-11-22 (default: today in the customer's zone)")
    _add_document(daily)
    add_json_option(actions.add_parser("list", help="forms, newest first"))
    show = actions.add_parser("show", help="show a form")
    show.add_argument("number")
    show.add_argument("--version", type=int, help="default: the newest")
    _add_document(show)
    fill = actions.add_parser("fill", help="write a result into a row")
    fill.add_argument("number")
    fill.add_argument("row", help="its key, as `report show` prints it")
    fill.add_argument("--result", required=True, choices=("normal", "abnormal", "unchecked"))
    fill.add_argument("--measured", default="", help="what was found")
    fill.add_argument("--handling", default="", help="what was done about it")
    fill.add_argument("--remarks", help="of the whole form")
    add_json_option(fill)
    sign = actions.add_parser("sign", help="sign a form")
    sign.add_argument("number")
    sign.add_argument(
        "--as", dest="signer", default="inspector", choices=("inspector", "reviewer", "customer")
    )
    sign.add_argument("--name", help="who signs (default: you)")
    add_json_option(sign)
    correct = actions.add_parser("correct", help="open a new version of a signed form")
    correct.add_argument("number")
    add_json_option(correct)


def _add_document(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, help="write it as HTML to this file")
    parser.add_argument("--language", default="zh", choices=("zh", "en"), help="of the file")
    add_json_option(parser)


def run(arguments: argparse.Namespace) -> int:
    client = client_from(arguments)
    if arguments.action == "list":
        return _list(client, arguments)
    form = _form(client, arguments)
    if getattr(arguments, "out", None):
        _write(client, arguments, form["number"])
    if arguments.json:
        say_json(form)
        return 0
    _say(form, with_rows=arguments.action in {"daily", "show"})
    return 0


def _form(client: Client, arguments: argparse.Namespace) -> Mapping[str, Any]:
    made: Mapping[str, Any]
    if arguments.action == "daily":
        with working("making the form"):
            made = client.post(REPORTS, {"customer": arguments.customer, "day": arguments.day})
            return made
    path = f"{REPORTS}/{segment(arguments.number)}"
    match arguments.action:
        case "show":
            made = client.get(path, version=arguments.version)
        case "fill":
            body = {"rows": [_entry(arguments)], "remarks": arguments.remarks}
            made = client.post(f"{path}/rows", body)
        case "sign":
            body = {"signer": arguments.signer, "name": arguments.name}
            made = client.post(f"{path}/sign", body)
        case _:
            made = client.post(f"{path}/correct")
    return made


def _entry(arguments: argparse.Namespace) -> dict[str, str]:
    return {
        "key": arguments.row,
        "result": arguments.result,
        "measured": arguments.measured,
        "handling": arguments.handling,
    }


def _write(client: Client, arguments: argparse.Namespace, number: str) -> None:
    path = f"{REPORTS}/{segment(number)}"
    version = getattr(arguments, "version", None)
    found = client.get(path, document=arguments.language, version=version)
    try:
        arguments.out.write_text(found["document"], encoding="utf-8")
    except OSError as error:
        raise InvalidInput(
            "cannot be written: {reason}", at=str(arguments.out), reason=error.strerror
        ) from error


def _list(client: Client, arguments: argparse.Namespace) -> int:
    found = client.get(REPORTS)
    if arguments.json:
        say_json(found)
        return 0
    say_table(
        ("NUMBER", "VERSION", "DAY", "CUSTOMER", "STATE", "CONCLUSION", "ABNORMAL", "SIGNED"),
        (
            (
                one["number"],
                one["version"],
                one["day"],
                one["customer"],
                one["state"],
                one["conclusion"],
                one["rows"]["abnormal"],
                shown(one["signed_at"]),
            )
            for one in found
        ),
    )
    return 0


def _say(form: Mapping[str, Any], *, with_rows: bool) -> None:
    one = form["summary"]
    rows = ", ".join(f"{count} {name}" for name, count in one["rows"].items())
    say(f"{one['number']} v{one['version']} {one['state']}: {one['conclusion']} ({rows})")
    for signer, name in one["signatures"].items():
        say(f"signed by {name} ({signer})")
    if with_rows:
        say_table(
            ("KEY", "SUBJECT", "ITEM", "MEASURED", "RESULT", "TICKET"),
            (_row(row) for section in form["form"]["sections"] for row in section["rows"]),
        )


def _row(row: Mapping[str, Any]) -> tuple[object, ...]:
    return (
        row["key"],
        row["subject"],
        _sentence(row["item"]),
        _sentence(row["measured"]),
        row["result"],
        row["ticket"],
    )


def _sentence(said: Mapping[str, Any] | None) -> str:
    """Return a sentence of a kept form with its facts."""
    if said is None:
        return ""
    facts = {
        name: _sentence(fact) if isinstance(fact, dict) else fact
        for name, fact in said["facts"].items()
    }
    sentence = str(said["text"])
    return sentence.format(**facts) if facts else sentence
