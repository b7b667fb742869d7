"""``watchkeeper series``: erase what was measured."""

from __future__ import annotations

import argparse
from typing import Any

from watchkeeper.cli.client import API, Client, add_connection_options, client_from
from watchkeeper.cli.output import add_json_option, hint, say, say_json, working

SERIES = f"{API}/series"
DONE, PROBLEMS = 0, 1


def add_to(subparsers: Any) -> None:
    parser = subparsers.add_parser("series", help="what was measured and is stored")
    add_connection_options(parser)
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    _add_delete(actions)


def _add_delete(actions: Any) -> None:
    delete = actions.add_parser("delete", help="erase series with all their samples, for good")
    delete.add_argument(
        "--match",
        action="append",
        required=True,
        metavar="SELECTOR",
        help="which series, for example '{instance=\"web-1\"}'; may be given several times",
    )
    delete.add_argument("--yes", action="store_true", help="do it; without it only count")
    add_json_option(delete)


def run(arguments: argparse.Namespace) -> int:
    return _delete(client_from(arguments), arguments)


def _delete(client: Client, arguments: argparse.Namespace) -> int:
    """Say for each selector how much would go, or went."""
    found = []
    for match in arguments.match:
        with working("reading the store"):
            extent = _asked(client, match, is_meant=arguments.yes)
        found.append({"match": match, **extent})
        if not arguments.json:
            say(_line(match, extent, is_done=arguments.yes))
    if arguments.json:
        say_json(found)
    is_any = any(one["series"] for one in found)
    if is_any and not arguments.yes:
        hint("nothing was erased; --yes erases it, and nothing brings it back but a backup")
    return DONE if is_any else PROBLEMS


def _asked(client: Client, match: str, *, is_meant: bool) -> Any:
    if is_meant:
        return client.post(f"{SERIES}/erase", {"match": match})
    return client.get(f"{SERIES}/extent", match=match)


def _line(match: str, extent: Any, *, is_done: bool) -> str:
    verb = "erased" if is_done else "would be erased"
    return f"{match}: {extent['series']} series with {extent['samples']} samples {verb}"
