"""``watchkeeper targets history``: what changed on a target, and taking an edit back."""

from __future__ import annotations

import argparse
from typing import Any

from watchkeeper.cli.client import API, Client, segment
from watchkeeper.cli.output import add_json_option, hint, say, say_json, say_table, shown


def add_to(actions: Any) -> None:
    history = actions.add_parser(
        "history", help="what changed on a target: edits, hardware, versions"
    )
    history.add_argument("name")
    history.add_argument("--most", type=int, default=100, help="how many, the newest first")
    history.add_argument("--undo", type=int, metavar="NUMBER", help="take this edit back")
    add_json_option(history)


def run(client: Client, arguments: argparse.Namespace) -> int:
    place = f"{API}/targets/{segment(arguments.name)}/history"
    if arguments.undo is not None:
        done = client.post(f"{place}/{arguments.undo}/undo")
        if arguments.json:
            say_json(done)
        else:
            say(f"{arguments.name} is as it was before change {arguments.undo}")
        return 0
    found = client.get(place, limit=arguments.most)
    if arguments.json:
        say_json(found)
        return 0
    say_table(("WHEN", "NUMBER", "WHO", "WHAT", "BEFORE", "AFTER"), _lines(found))
    if not found:
        hint(f"nothing changed on {arguments.name} so far")
    return 0


def _lines(found: Any) -> list[tuple[object, ...]]:
    lines: list[tuple[object, ...]] = []
    for one in found:
        head: tuple[object, ...] = (shown(one["at"]), one["number"], one["by"] or one["action"])
        for difference in one["differences"]:
            lines.append((*head, difference["key"], difference["before"], difference["after"]))
            head = ("", "", "")
    return lines
