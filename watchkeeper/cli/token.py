"""``watchkeeper token``: make, list and revoke tokens of programs; one-time words for agents."""

from __future__ import annotations

import argparse
from typing import Any

from watchkeeper.cli.client import Client, add_connection_options, segment
from watchkeeper.cli.output import add_json_option, say, say_json, say_table

TOKENS = "/api/watch/v1/tokens"
AGENT_TOKEN = "/api/watch/v1/agents/token"  # noqa: S105 a path, not a secret


def add_to(subparsers: Any) -> None:
    parser = subparsers.add_parser("token", help="tokens for programs and agents")
    add_connection_options(parser)
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    create = actions.add_parser("create", help="make a token; its secret is shown once")
    create.add_argument("--agent", action="store_true", help="print the line to paste on a host")
    create.add_argument("--target", help="with --agent: the target this host is")
    create.add_argument("--customer", action="append", default=[], help="whose things it may see")
    create.add_argument("--name", help="for whom or what it is")
    create.add_argument("--scopes", help="for example metrics:read or tickets:*")
    create.add_argument(
        "--life", help="how long it counts, for example 90d (default: until revoked)"
    )
    add_json_option(create)
    add_json_option(actions.add_parser("list", help="tokens without their secrets"))
    actions.add_parser("revoke", help="let a token count no longer").add_argument("id")


def run(arguments: argparse.Namespace) -> int:
    client = Client.from_arguments(arguments)
    if arguments.action == "create":
        return _create_agent(client, arguments) if arguments.agent else _create(client, arguments)
    if arguments.action == "list":
        return _list(client, arguments)
    client.delete(f"{TOKENS}/{segment(arguments.id)}")
    say(f"token {arguments.id} counts no longer")
    return 0


def _create_agent(client: Client, arguments: argparse.Namespace) -> int:
    customer = arguments.customer[0] if arguments.customer else None
    made = client.post(AGENT_TOKEN, {"target": arguments.target, "customer": customer})
    line = f"watchkeeper-agent enrol {made['token']}"
    if arguments.json:
        say_json({"token": made["token"], "command": line})
    else:
        say(line)
    return 0


def _create(client: Client, arguments: argparse.Namespace) -> int:
    made = client.post(
        TOKENS,
        {
            "name": arguments.name or "",
            "scopes": arguments.scopes or "",
            "customers": arguments.customer,
            "life": arguments.life,
        },
    )
    if arguments.json:
        say_json(made)
    else:
        say(made["secret"])
    return 0


def _list(client: Client, arguments: argparse.Namespace) -> int:
    found = client.get(TOKENS)
    if arguments.json:
        say_json(found)
        return 0
    say_table(
        ("ID", "NAME", "SCOPES", "ENDS", "REVOKED"),
        (
            (one["id"], one["name"], ",".join(one["scopes"]), one["ends_at"], one["revoked_at"])
            for one in found["tokens"]
        ),
    )
    return 0
