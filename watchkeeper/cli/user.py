"""``watchkeeper user``: sign-in links and passwords of the people in people.yml, and their leave."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Iterator
from typing import Any

from watchkeeper.cli.client import API, Client, add_connection_options, client_from, segment
from watchkeeper.cli.output import add_json_option, hint, say, say_json, say_table, shown
from watchkeeper.core.errors import InvalidInput


def add_to(subparsers: Any) -> None:
    parser = subparsers.add_parser("user", help="sign-in links, passwords, people who leave")
    add_connection_options(parser)
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    link = actions.add_parser("link", help="make a one-time sign-in link")
    link.add_argument("person")
    add_json_option(link)
    password = actions.add_parser(
        "password", help="set a password (read from the terminal or stdin)"
    )
    password.add_argument("person")
    add_json_option(password)
    retire = actions.add_parser(
        "retire", help="let somebody leave: hand tickets and shifts over, end tokens and sessions"
    )
    retire.add_argument("person")
    retire.add_argument("--to", required=True, metavar="PERSON", help="who takes over")
    retire.add_argument(
        "--dry-run", action="store_true", help="only tell what would pass on; change nothing"
    )
    add_json_option(retire)


def run(arguments: argparse.Namespace) -> int:
    client = client_from(arguments)
    if arguments.action == "link":
        return _link(client, arguments)
    if arguments.action == "retire":
        return _retire(client, arguments)
    done = client.post(
        f"{API}/passwords", {"person": arguments.person, "password": _new_password()}
    )
    if arguments.json:
        say_json(done)
    else:
        say(f"the password of {arguments.person} is set; their sessions have ended")
    return 0


def _link(client: Client, arguments: argparse.Namespace) -> int:
    made = client.post(f"{API}/links", {"person": arguments.person})
    address = client.get(f"{API}/address")["url"] + made["path"]
    if arguments.json:
        say_json({**made, "url": address})
        return 0
    say(address)
    hint("It counts once, within 24 hours.")
    return 0


def _retire(client: Client, arguments: argparse.Namespace) -> int:
    path = f"{API}/people/{segment(arguments.person)}/retire"
    done = client.post(path, {"to": arguments.to, "dry_run": arguments.dry_run})
    if arguments.json:
        say_json(done)
        return 0
    held = done["held"]
    say_table(("WHAT", "WHICH", "", "FROM", "UNTIL"), _held(held))
    for line in held["edits"]:
        say(line)
    if done["is_done"]:
        say(f"{done['person']} has left; {done['to']} took over")
    else:
        hint("Nothing was changed. Without --dry-run all of it passes on in one step.")
    return 0


def _held(held: dict[str, Any]) -> Iterator[tuple[object, ...]]:
    """Yield all that passes on or ends, a row each."""
    for one in held["tickets"]:
        yield "ticket", one["number"], f"{one['level']} {one['title']}", "", ""
    for one in held["shifts"]:
        yield "shift", one["schedule"], one["layer"], shown(one["starts_at"]), shown(one["ends_at"])
    for one in held["roles"]:
        yield "role", one["customer"], one["duty"], "", ""
    for one in held["tokens"]:
        yield "token", one["id"], one["name"], "", ""
    for one in held["sessions"]:
        yield "session", one["address"], "", shown(one["opened_at"]), ""


def _new_password() -> str:
    if sys.stdin.isatty():
        return _typed_twice()
    return sys.stdin.readline().rstrip("\n")


def _typed_twice() -> str:
    first = getpass.getpass("New password: ")
    if first != getpass.getpass("Once more: "):
        raise InvalidInput("the two passwords differ; nothing was changed")
    return first
