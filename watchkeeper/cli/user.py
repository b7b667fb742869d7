"""``watchkeeper user``: one-time sign-in links and passwords of the people in people.yml."""

from __future__ import annotations

import argparse
import getpass
import sys
from typing import Any

from watchkeeper.cli.client import Client, add_connection_options, segment
from watchkeeper.cli.output import add_json_option, say, say_json

PEOPLE = "/api/watch/v1/people"


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


def run(arguments: argparse.Namespace) -> int:
    client = Client.from_arguments(arguments)
    if arguments.action == "link":
        made = client.post(f"{PEOPLE}/{segment(arguments.person)}/link")
        if arguments.json:
            say_json(made)
        else:
            say(made["url"])
        return 0
    client.post(f"{PEOPLE}/{segment(arguments.person)}/password", {"password": _password()})
    say(f"the password of {arguments.person} is set; their sessions have ended")
    return 0


def _password() -> str:
    if sys.stdin.isatty():
        return getpass.getpass("New password: ")
    return sys.stdin.readline().rstrip("\n")
