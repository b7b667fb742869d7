"""``watchkeeper test-message``: tell a person something now, and show what the service answered."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from watchkeeper.cli.client import API, add_connection_options, client_from
from watchkeeper.cli.output import add_json_option, say, say_json, working


def add_to(subparsers: Any) -> None:
    parser = subparsers.add_parser("test-message", help="try the channels that reach a person")
    parser.add_argument("--person", required=True, help="their id in people.yml")
    parser.add_argument("--channel", help="only this one (default: each that reaches them)")
    add_json_option(parser)
    add_connection_options(parser)


def run(arguments: argparse.Namespace) -> int:
    client = client_from(arguments)
    with working(f"telling {arguments.person}"):
        told = client.post(
            f"{API}/test-messages", {"person": arguments.person, "channel": arguments.channel}
        )
    if arguments.json:
        say_json(told)
    else:
        say_answers(told)
    return 0 if all(one["is_delivered"] for one in told) else 1


def say_answers(told: Sequence[Any]) -> None:
    for one in told:
        verdict = "delivered" if one["is_delivered"] else one["problem"]
        answer = f" (it answered: {one['answer']})" if one["answer"] else ""
        say(f"{one['channel']} to {one['address']}: {verdict}{answer}")
