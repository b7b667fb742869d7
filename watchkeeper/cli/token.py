"""``watchkeeper token``: make, list and revoke tokens of programs; one-time words for agents."""

from __future__ import annotations

import argparse
import shlex
from pathlib import Path
from typing import Any

from watchkeeper.cli.client import API, Client, add_connection_options, client_from, segment
from watchkeeper.cli.output import add_json_option, hint, say, say_json, say_table, shown
from watchkeeper.core.errors import InvalidInput

TOKENS = f"{API}/tokens"
AGENT_TOKEN = f"{API}/agents/token"
SATELLITE_TOKEN = f"{API}/satellites/token"


def add_to(subparsers: Any) -> None:
    parser = subparsers.add_parser("token", help="tokens for programs and agents")
    add_connection_options(parser)
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    create = actions.add_parser("create", help="make a token; its secret is shown once")
    create.add_argument("--agent", action="store_true", help="print the line to paste on a host")
    create.add_argument(
        "--satellite", metavar="NAME", help="print the line that makes a machine this satellite"
    )
    create.add_argument(
        "--target", help="with --agent: the target this host is (default: a new one)"
    )
    create.add_argument(
        "--agent-config", type=Path, help="with --agent: where the agent keeps its configuration"
    )
    create.add_argument(
        "--uses", type=int, metavar="N", help="with --agent: so many hosts may register by it"
    )
    create.add_argument("--customer", action="append", default=[], help="whose things it may see")
    create.add_argument("--name", help="for whom or what it is")
    create.add_argument("--scopes", help="for example metrics:read,query:read or tickets:*")
    create.add_argument("--days", type=int, help="how long it counts (default: until revoked)")
    add_json_option(create)
    add_json_option(actions.add_parser("list", help="tokens without their secrets"))
    revoke = actions.add_parser("revoke", help="let a token count no longer")
    revoke.add_argument("id")
    add_json_option(revoke)


def run(arguments: argparse.Namespace) -> int:
    client = client_from(arguments)
    if arguments.action == "create" and arguments.satellite:
        return _create_satellite(client, arguments)
    if arguments.action == "create":
        return _create_agent(client, arguments) if arguments.agent else _create(client, arguments)
    if arguments.action == "list":
        return _list(client, arguments)
    left = client.delete(f"{TOKENS}/{segment(arguments.id)}")
    if arguments.json:
        say_json(left)
    else:
        say(f"token {arguments.id} counts no longer")
    return 0


def _create_agent(client: Client, arguments: argparse.Namespace) -> int:
    if len(arguments.customer) > 1:
        raise InvalidInput("a host belongs to one customer; give --customer once")
    customer = arguments.customer[0] if arguments.customer else None
    wish = {"target": arguments.target, "customer": customer}
    if arguments.uses is not None:
        wish |= {"uses": str(arguments.uses)}
    if arguments.days is not None:
        wish |= {"valid_for": f"{arguments.days}d"}
    made = client.post(AGENT_TOKEN, wish)
    program = "watchkeeper-agent"
    if arguments.agent_config:
        program += f" --config {shlex.quote(str(arguments.agent_config))}"
    line = f"{program} enrol {made['token']}"
    start = program if arguments.agent_config else "systemctl enable --now watchkeeper-agent"
    if arguments.json:
        say_json({"token": made["token"], "command": line, "start": start})
        return 0
    often = "once" if arguments.uses is None else f"for {arguments.uses} hosts"
    long = "24 hours" if arguments.days is None else f"{arguments.days} days"
    hint(f"Paste this line on the host; it counts {often}, within {long}:")
    say(line)
    hint(f"Then start the agent there: {start}")
    return 0


def _create_satellite(client: Client, arguments: argparse.Namespace) -> int:
    made = client.post(SATELLITE_TOKEN, {"name": arguments.satellite})
    line = f"watchkeeper satellite enrol {made['token']} --allow NETWORK"
    start = "systemctl enable --now watchkeeper-satellite"
    if arguments.json:
        say_json({"token": made["token"], "command": line, "start": start})
        return 0
    hint("Paste this line on the machine; it counts once, within 24 hours. NETWORK is what it may")
    hint("connect to, for example 10.1.0.0/16; --allow may stand several times:")
    say(line)
    hint(f"Then start the satellite there: {start}")
    return 0


def _create(client: Client, arguments: argparse.Namespace) -> int:
    if not arguments.name or not arguments.scopes:
        raise InvalidInput(
            "give --name and --scopes (for example --name grafana --scopes query:read), or --agent"
        )
    made = client.post(
        TOKENS,
        {
            "name": arguments.name,
            "scopes": arguments.scopes,
            "customers": arguments.customer or None,
            "days": arguments.days,
        },
    )
    if arguments.json:
        say_json(made)
    else:
        say(made["secret"])
        hint("It is shown this once.")
    return 0


def _list(client: Client, arguments: argparse.Namespace) -> int:
    found = client.get(TOKENS)
    if arguments.json:
        say_json(found)
        return 0
    say_table(
        ("ID", "NAME", "SCOPES", "CUSTOMERS", "ENDS", "REVOKED"),
        (
            (
                one["id"],
                one["name"],
                ",".join(sorted(one["scopes"])),
                "all" if one["customers"] is None else ",".join(sorted(one["customers"])),
                shown(one["ends_at"]),
                shown(one["revoked_at"]),
            )
            for one in found
        ),
    )
    return 0
