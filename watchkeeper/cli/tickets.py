"""``watchkeeper tickets``: list, show, explain, and everything people do to a ticket."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from typing import Any

from watchkeeper.cli.client import Client, add_connection_options
from watchkeeper.cli.output import add_json_option, say, say_json, say_table

API = "/api/watch/v1/tickets"

ACTIONS: Mapping[str, tuple[str, Sequence[tuple[str, bool]]]] = {
    "ack": ("acknowledge", (("note", False),)),
    "plan": ("plan", (("solution", True), ("implementation", False))),
    "workaround": ("workaround", (("description", True),)),
    "arrive": ("arrive", (("note", False),)),
    "emergency-plan": ("emergency-plan", (("plan", True),)),
    "resolve": (
        "resolve",
        (("cause-class", True), ("cause", True), ("method", True), ("data-loss", False)),
    ),
    "report": ("report", (("kind", True), ("cause", True), ("method", True), ("losses", True))),
    "reply": ("reply", (("text", True),)),
    "close": ("close", (("note", False),)),
    "reopen": ("reopen", (("reason", True),)),
    "comment": ("comment", (("text", True),)),
    "assign": ("assign", (("owner", True),)),
    "escalate": ("escalate", (("reason", True),)),
    "pause": ("pause", (("reason", True), ("note", False))),
    "resume": ("resume", ()),
}
"""Subcommand -> the command's name in REST and its fields (name, must be given)."""


def add_to(subparsers: Any) -> None:
    parser = subparsers.add_parser("tickets", help="list, show and work on tickets")
    add_connection_options(parser)
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    _add_list(actions)
    for name, description in (
        ("show", "show all of a ticket"),
        ("explain", "show how a deadline came about"),
    ):
        one = actions.add_parser(name, help=description)
        one.add_argument("number", type=int)
        add_json_option(one)
        if name == "explain":
            one.add_argument("--goal", default="resolve")
    for name, (_, fields) in ACTIONS.items():
        one = actions.add_parser(name, help=f"{name} a ticket")
        one.add_argument("number", type=int)
        add_json_option(one)
        for field, is_required in fields:
            one.add_argument(f"--{field}", required=is_required, default=None)


def _add_list(actions: Any) -> None:
    listing = actions.add_parser("list", help="open tickets, worst first")
    listing.add_argument("--level", action="append", default=[])
    listing.add_argument("--customer", default="")
    listing.add_argument("--all", action="store_true", help="closed ones too")
    listing.add_argument("--by-time", action="store_true", help="by time left")
    add_json_option(listing)


def run(arguments: argparse.Namespace) -> int:
    client = Client.from_arguments(arguments)
    if arguments.action == "list":
        return _list(client, arguments)
    if arguments.action == "show":
        return _show(client.get(f"{API}/{arguments.number}"), as_json=arguments.json)
    if arguments.action == "explain":
        return _explain(client, arguments)
    name, fields = ACTIONS[arguments.action]
    given = {
        field.replace("-", "_"): getattr(arguments, field.replace("-", "_")) for field, _ in fields
    }
    body = {key: value for key, value in given.items() if value is not None}
    return _show(client.post(f"{API}/{arguments.number}/{name}", body), as_json=arguments.json)


def _list(client: Client, arguments: argparse.Namespace) -> int:
    answer = client.get(
        API,
        level=arguments.level or None,
        customer=arguments.customer,
        state="all" if arguments.all else None,
        order="due" if arguments.by_time else None,
    )
    if arguments.json:
        say_json(answer)
        return 0
    rows = answer["tickets"]
    say_table(
        ("NUMBER", "LEVEL", "STATE", "TARGET", "NEXT", "DUE", "TITLE"),
        (
            (
                row["number"],
                row["level"],
                row["state"],
                row["target"],
                (row.get("next_goal") or {}).get("goal"),
                (row.get("next_goal") or {}).get("due_at"),
                row["title"],
            )
            for row in rows
        ),
    )
    return 0


def _show(ticket: Mapping[str, Any], *, as_json: bool) -> int:
    if as_json:
        say_json(ticket)
        return 0
    say(f"#{ticket['number']}  {ticket['level']}  {ticket['state']}  {ticket['title']}")
    say_table(
        ("GOAL", "STATE", "DUE", "USED"),
        (
            (goal["goal"], goal["state"], goal["due_at"], f"{goal['used_ratio']:.0%}")
            for goal in ticket.get("goals", ())
        ),
    )
    for entry in ticket.get("timeline", ()):
        say(f"{entry['occurred_at']}  {entry['text']}")
    return 0


def _explain(client: Client, arguments: argparse.Namespace) -> int:
    answer = client.get(f"{API}/{arguments.number}/explain", goal=arguments.goal)
    if arguments.json:
        say_json(answer)
    else:
        say(answer["text"])
    return 0
