"""``watchkeeper tickets``: list, show, explain, and everything people do to a ticket."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from typing import Any

from watchkeeper.cli import ticket_files
from watchkeeper.cli.client import API, Client, add_connection_options, client_from, segment
from watchkeeper.cli.explain import explanation
from watchkeeper.cli.output import add_json_option, hint, say, say_json, say_table, shown
from watchkeeper.cli.ticket_actions import ACTIONS, OPEN, add_actions
from watchkeeper.cli.ticket_export import add_export, export_bundle
from watchkeeper.cli.ticket_figures import add_figures, say_figures
from watchkeeper.cli.ticket_log import add_log_actions, rebuild_rows, say_heads, verify_logs

TICKETS = f"{API}/tickets"
_MOST = 1_000

View = Mapping[str, Any]

_OF_THE_LOG: Mapping[str, Callable[[Client, argparse.Namespace], int]] = {
    "heads": say_heads,
    "verify": verify_logs,
    "rebuild": rebuild_rows,
    "export": export_bundle,
    "figures": say_figures,
}


def add_to(subparsers: Any) -> None:
    parser = subparsers.add_parser("tickets", help="list, show and work on tickets")
    add_connection_options(parser)
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    _add_list(actions)
    _add_search(actions)
    show = actions.add_parser("show", help="show all of a ticket")
    show.add_argument("number", type=int)
    explain = actions.add_parser("explain", help="show how a deadline came about")
    explain.add_argument("number", type=int)
    explain.add_argument("--goal", default="resolve", help="default: %(default)s")
    for one in (show, explain):
        _add_past(one)
        add_json_option(one)
    add_log_actions(actions)
    add_export(actions)
    add_figures(actions)
    add_actions(actions)
    ticket_files.add_to(actions)


def _add_past(parser: argparse.ArgumentParser) -> None:
    then = parser.add_mutually_exclusive_group()
    then.add_argument("--known-at", metavar="T", help="as it was known then, RFC 3339")
    then.add_argument(
        "--corrected-at", metavar="T", help="as is known now to have been then, RFC 3339"
    )


def _past(arguments: argparse.Namespace) -> dict[str, object]:
    return {"known_at": arguments.known_at, "corrected_at": arguments.corrected_at}


def _add_list(actions: Any) -> None:
    listing = actions.add_parser("list", help="open tickets, worst first")
    listing.add_argument("--level", action="append", default=[], help="repeatable")
    listing.add_argument("--customer")
    listing.add_argument("--target")
    listing.add_argument("--text", help="words to find, as `tickets search` does")
    listing.add_argument("--all", action="store_true", help="closed ones too")
    listing.add_argument("--by-time", action="store_true", help="by time left")
    listing.add_argument("--most", type=int, default=200, help="default: %(default)s")
    add_json_option(listing)


def _add_search(actions: Any) -> None:
    search = actions.add_parser("search", help="find tickets, closed ones too, by what was written")
    search.add_argument(
        "words", nargs="+", help='all must occur; "a phrase" in one word of the shell'
    )
    search.add_argument("--customer")
    search.add_argument("--most", type=int, default=20, help="default: %(default)s")
    add_json_option(search)


def run(arguments: argparse.Namespace) -> int:
    client = client_from(arguments)
    if arguments.action in _OF_THE_LOG:
        return _OF_THE_LOG[arguments.action](client, arguments)
    match arguments.action:
        case "list":
            return _list(client, arguments)
        case "search":
            return _search(client, arguments)
        case "explain":
            return _explain(client, arguments)
        case "show":
            found = client.get(f"{TICKETS}/{arguments.number}", **_past(arguments))
        case "open":
            found = client.post(TICKETS, OPEN.body(arguments))
        case "save-file":
            return ticket_files.save(client, arguments)
        case "attach" | "erase-file":
            found = ticket_files.RUN[arguments.action](client, arguments)
        case name:
            action = ACTIONS[name]
            path = f"{TICKETS}/{arguments.number}/{action.command}"
            found = client.post(path, action.body(arguments))
    if arguments.json:
        say_json(found)
    else:
        _show(found)
    return 0


def _list(client: Client, arguments: argparse.Namespace) -> int:
    answer = client.get(
        TICKETS,
        level=",".join(arguments.level),
        customer=arguments.customer,
        target=arguments.target,
        text=arguments.text,
        state="any" if arguments.all else None,
        order="due" if arguments.by_time else None,
        limit=min(arguments.most, _MOST),
    )
    return _say_list(answer, arguments)


def _search(client: Client, arguments: argparse.Namespace) -> int:
    answer = client.get(
        TICKETS,
        text=" ".join(_quoted(word) for word in arguments.words),
        customer=arguments.customer,
        state="any",
        order="best",
        limit=min(arguments.most, _MOST),
    )
    return _say_list(answer, arguments)


def _quoted(word: str) -> str:
    return f'"{word}"' if len(word.split()) > 1 and '"' not in word else word


def _say_list(answer: View, arguments: argparse.Namespace) -> int:
    if arguments.json:
        say_json(answer)
        return 0
    rows = answer["tickets"]
    head = ("NUMBER", "LEVEL", "STATE", "NOW", "CUSTOMER", "TARGET", "NEXT", "DUE", "TITLE")
    say_table(head, (_line(row) for row in rows))
    if len(rows) < answer["total"]:
        hint(f"{len(rows)} of {answer['total']}; --most shows more")
    return 0


def _line(row: View) -> tuple[object, ...]:
    goal = row["next_goal"]
    return (
        row["number"],
        row["level"],
        row["state"],
        row["presence"],
        row["customer"],
        row["target"],
        goal["title"] if goal else None,
        _due(goal) if goal else None,
        row["title"],
    )


def _due(goal: View) -> str:
    if goal["is_paused"]:
        return "paused"
    late = " (late)" if goal["is_breached"] else ""
    return shown(goal["due_at"]) + late


def _show(ticket: View) -> None:
    row, zone = ticket["row"], ticket["zone"]
    say(f"#{row['number']}  level {row['level']}  {row['state']}  {row['presence']}")
    say(row["title"])
    place = " / ".join(filter(None, (row["customer"], row["site"], row["target"])))
    say(f"{place or '-'}  criticality {row['criticality']}  owner {row['owner'] or '-'}")
    course = ticket["course"]
    ahead = " > ".join(
        f"[{one['title']}]" if one["standing"] == "now" else one["title"]
        for one in course["stages"]
    )
    say(f"{course['title']}: {ahead}")
    if course["in_warranty"] is False:
        say("out of warranty" + (", chargeable" if course["is_chargeable"] else ""))
    elif course["is_chargeable"] is False:
        say("in the warranty: free of charge")
    say()
    say_table(("GOAL", "STATE", "VERDICT", "DUE"), (_goal(one, zone) for one in ticket["goals"]))
    say()
    say_table(
        ("AT", "WHAT", "BY"),
        (
            (shown(entry["occurred_at"], zone), entry["text"], entry["actor"])
            for entry in ticket["timeline"]
        ),
    )


def _goal(goal: View, zone: str) -> tuple[object, ...]:
    return goal["goal"], goal["state"], goal["verdict"], shown(goal["due_at"], zone)


def _explain(client: Client, arguments: argparse.Namespace) -> int:
    path = f"{TICKETS}/{arguments.number}"
    goal = client.get(f"{path}/explain/{segment(arguments.goal)}", **_past(arguments))
    if arguments.json:
        say_json(goal)
        return 0
    for line in explanation(goal, client.get(path, **_past(arguments))):
        say(line)
    return 0
