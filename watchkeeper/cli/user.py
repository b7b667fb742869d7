"""``watchkeeper user``: one-time sign-in links and passwords of the people in people.yml."""

from __future__ import annotations

import argparse
import getpass
import sys
from typing import Any

from watchkeeper.cli.client import API, Client, add_connection_options, client_from
from watchkeeper.cli.output import add_json_option, hint, say, say_json
from watchkeeper.core.errors import InvalidInput


def add_to(subparsers: Any) -> None:
    parser = subparsers.add_parser("user", help="sign-in links and passwords")
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


def run(arguments: argparse.Namespace) -> int:
    client = client_from(arguments)
    if arguments.action == "link":
        return _link(client, arguments)
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


def _new_password() -> str:
    if sys.stdin.isatty():
        return _typed_twice()
    return sys.stdin.readline().rstrip("\n")


def _typed_twice() -> str:
    first = getpass.getpass("New password: ")
    if first != getpass.getpass("Once more: "):
        raise InvalidInput("the two passwords differ; nothing was changed")
    return first
