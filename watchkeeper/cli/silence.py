"""``watchkeeper silence``: keep alerts quiet for a time."""

from __future__ import annotations

import argparse
from typing import Any

from watchkeeper.cli.client import API, add_connection_options, client_from, segment
from watchkeeper.cli.output import add_json_option, say, say_json, say_table, shown

DONE = 0


def add_to(subparsers: Any) -> None:
    parser = subparsers.add_parser("silence", help="keep alerts quiet for a time")
    add_connection_options(parser)
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    add = actions.add_parser("add", help="open no ticket for alerts that fit, for a time")
    add.add_argument(
        "matchers", nargs="+", metavar="MATCHER", help="alertname=DiskFull, host=~web.*"
    )
    add.add_argument("--comment", required=True, help="why")
    add.add_argument("--from", dest="starts_at", metavar="TIME", help="RFC 3339; default: now")
    end = add.add_mutually_exclusive_group(required=True)
    end.add_argument("--until", dest="ends_at", metavar="TIME", help="RFC 3339")
    end.add_argument("--for", dest="lasts", metavar="TIME", help="how long, from the start: 2h")
    add.add_argument("--customer", help="of this customer alone")
    listed = actions.add_parser("list", help="silences: active, coming, and past ones")
    listed.add_argument("--all", action="store_true", help="past ones, too")
    expire = actions.add_parser("expire", help="end silences now")
    expire.add_argument("ids", nargs="+", metavar="ID")
    for one in (add, listed, expire):
        add_json_option(one)


def run(arguments: argparse.Namespace) -> int:
    match arguments.action:
        case "add":
            return _add(arguments)
        case "list":
            return _list(arguments)
        case _:
            return _expire(arguments)


def _add(arguments: argparse.Namespace) -> int:
    wish = {
        "matchers": ", ".join(arguments.matchers),
        "comment": arguments.comment,
        "starts_at": arguments.starts_at,
        "ends_at": arguments.ends_at,
        "lasts": arguments.lasts,
        "customer": arguments.customer,
    }
    made = client_from(arguments).post(f"{API}/silences", wish)
    if arguments.json:
        say_json(made)
    else:
        say(f"{made['id']}: {made['matchers']} until {shown(made['ends_at'])}")
    return DONE


def _list(arguments: argparse.Namespace) -> int:
    found = client_from(arguments).get(f"{API}/silences")
    wanted = [one for one in found if arguments.all or one["state"] != "expired"]
    if arguments.json:
        say_json(wanted)
        return DONE
    say_table(
        ("ID", "STATE", "HOLDS", "FROM", "UNTIL", "BY", "WHY"),
        [
            (one["id"], one["state"], one["matchers"], shown(one["starts_at"]), shown(one["ends_at"]), one["created_by"], one["comment"])
            for one in wanted
        ],
    )  # fmt: skip
    return DONE


def _expire(arguments: argparse.Namespace) -> int:
    client = client_from(arguments)
    ended = [client.delete(f"{API}/silences/{segment(one)}") for one in arguments.ids]
    if arguments.json:
        say_json(ended)
    else:
        for one in ended:
            say(f"{one['id']}: ended {shown(one['ends_at'])}")
    return DONE
