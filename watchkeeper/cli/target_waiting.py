"""``watchkeeper targets waiting``: hosts that registered and wait for approval."""

from __future__ import annotations

import argparse
from typing import Any

from watchkeeper.cli.client import API, Client, segment
from watchkeeper.cli.output import add_json_option, hint, say, say_json, say_table, shown

WAITING = f"{API}/registrations"


def add_to(actions: Any) -> None:
    waiting = actions.add_parser("waiting", help="hosts that wait for approval; approve, refuse")
    choice = waiting.add_mutually_exclusive_group()
    choice.add_argument("--approve", metavar="ID", help="let this one in; all: each that waits")
    choice.add_argument("--refuse", metavar="ID", help="this one never")
    add_json_option(waiting)


def run(client: Client, arguments: argparse.Namespace) -> int:
    if arguments.refuse:
        client.delete(f"{WAITING}/{segment(arguments.refuse)}")
        return _say([arguments.refuse], "refused", as_json=arguments.json)
    if arguments.approve:
        wanted = [arguments.approve]
        if arguments.approve == "all":
            wanted = [one["id"] for one in client.get(WAITING)]
        made = [client.post(f"{WAITING}/{segment(one)}/approve")["name"] for one in wanted]
        return _say(made, "approved", as_json=arguments.json)
    found = client.get(WAITING)
    if arguments.json:
        say_json(found)
        return 0
    say_table(
        ("ID", "HOST", "FROM", "RULE", "WOULD BE", "SINCE"),
        (
            (
                one["id"],
                one["hostname"],
                one["address"],
                one["rule"],
                one["definition"]["name"],
                shown(one["asked_at"]),
            )
            for one in found
        ),
    )
    if found:
        hint("`watchkeeper targets waiting --approve ID` (or all) lets them in")
    return 0


def _say(names: list[str], what: str, *, as_json: bool) -> int:
    if as_json:
        say_json({what: names})
    else:
        say(f"{what}: {', '.join(names) or 'nobody'}")
    return 0
