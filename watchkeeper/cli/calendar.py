"""``watchkeeper calendar``: days off and make-up days; a notice is read, looked at, confirmed."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import Any

from watchkeeper.cli.client import API, add_connection_options, client_from
from watchkeeper.cli.output import add_json_option, hint, say, say_json, say_table
from watchkeeper.core.errors import InvalidInput

DONE, PROBLEMS = 0, 1
_KINDS = {".csv": "csv", ".ics": "ics"}
_MOST_BYTES = 256 * 1024
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def add_to(subparsers: Any) -> None:
    parser = subparsers.add_parser("calendar", help="days off and make-up days")
    add_connection_options(parser)
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    list_ = actions.add_parser("list", help="calendars in force, and which years are confirmed")
    show = actions.add_parser("show", help="the dated days of a year")
    show.add_argument("year", type=int)
    read = actions.add_parser("import", help="show what a notice or a list says; nothing changes")
    confirm = actions.add_parser("confirm", help="put in force what `import` showed")
    for one in (read, confirm):
        one.add_argument("file", type=Path, help="text of a notice, .csv or .ics; - reads stdin")
        one.add_argument("--name", default="", help="source of a list; default: the file's name")
        one.add_argument("--year", type=int, help="where the text of a notice names none")
    confirm.add_argument("--mark", required=True, help="what `import` printed")
    for one in (list_, show, read, confirm):
        add_json_option(one)


def run(arguments: argparse.Namespace) -> int:
    match arguments.action:
        case "list":
            return _list(arguments)
        case "show":
            return _show(arguments)
        case "import":
            return _import(arguments)
        case _:
            return _confirm(arguments)


def _list(arguments: argparse.Namespace) -> int:
    found = client_from(arguments).get(f"{API}/calendars")
    if arguments.json:
        say_json(found)
    else:
        say_table(("CALENDAR", "EDITION"), [(name, digest[:12]) for name, digest in sorted(found["calendars"].items())])  # fmt: skip
        say()
        say_table(
            ("YEAR", "STANDING", "VERSION", "NOTICES"),
            [
                (one["year"], one["standing"], one["version"], "; ".join(one["sources"]))
                for one in found["years"]
            ],
        )
    if found["unconfirmed"] and not arguments.json:
        hint("read the notice for the next year: watchkeeper calendar import FILE")
    return PROBLEMS if found["unconfirmed"] else DONE


def _show(arguments: argparse.Namespace) -> int:
    found = client_from(arguments).get(f"{API}/calendars/years/{arguments.year:04d}")
    if arguments.json:
        say_json(found)
        return DONE
    say(f"{found['year']}: {found['standing']}, version {found['version']}")
    say_table(
        ("DAY", "", "WHAT", "NAME", "FOR", "SOURCE"),
        [
            (one["day"], _weekday(one["day"]), one["what"], one["name"], one["instead_of"], one["source"])
            for one in found["days"]
        ],
    )  # fmt: skip
    return DONE


def _import(arguments: argparse.Namespace) -> int:
    found = client_from(arguments).post(f"{API}/calendars/readings", _wish(arguments))
    if arguments.json:
        say_json(found)
    else:
        _say_reading(found)
        if not found["problems"]:
            hint(f"to put this in force: watchkeeper calendar confirm {arguments.file} --mark {found['mark']}")  # fmt: skip
    return PROBLEMS if found["problems"] else DONE


def _confirm(arguments: argparse.Namespace) -> int:
    wish = {**_wish(arguments), "mark": arguments.mark}
    found = client_from(arguments).post(f"{API}/calendars/notices", wish)
    if arguments.json:
        say_json(found)
    else:
        years = ", ".join(str(year) for year in found["years"])
        say(f"in force: {years}, {len(found['changes'])} days changed")
    return DONE


def _say_reading(found: dict[str, Any]) -> None:
    for one in found["problems"]:
        say(f"line {one['line']}: {one['said']} ({one['excerpt']})")
    for one in found["notes"]:
        say(f"look at line {one['line']}: {one['said']} ({one['excerpt']})")
    if found["missing"]:
        say(f"the text says nothing of {', '.join(found['missing'])}; is it whole?")
    if found["changes"]:
        say_table(
            ("DAY", "", "NOW", "THEN", "NAME"),
            [
                (one["day"], _weekday(one["day"]), one["before"], one["after"], one["name"])
                for one in found["changes"]
            ],
        )
    elif not found["problems"]:
        say("no day would change")


def _weekday(day: str) -> str:
    return _WEEKDAYS[date.fromisoformat(day).weekday()]


def _wish(arguments: argparse.Namespace) -> dict[str, object]:
    kind = _KINDS.get(arguments.file.suffix.lower(), "notice")
    name = arguments.name or (arguments.file.name if kind != "notice" else "")
    return {"text": _text(arguments.file), "kind": kind, "name": name, "year": arguments.year}


def _text(path: Path) -> str:
    """Return the file's text; lists come from spreadsheets, which write GB 18030, too."""
    try:
        data = sys.stdin.buffer.read(_MOST_BYTES + 1) if str(path) == "-" else _bytes(path)
    except OSError as error:
        raise InvalidInput("{path} cannot be read: {reason}", path=path, reason=error.strerror) from error  # fmt: skip
    if len(data) > _MOST_BYTES:
        raise InvalidInput("{path} has more than {most} bytes", path=path, most=_MOST_BYTES)
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InvalidInput("{path} is neither UTF-8 nor GB 18030", path=path)


def _bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_MOST_BYTES + 1)
