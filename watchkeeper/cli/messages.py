"""``watchkeeper messages``: what has not arrived, sending it anew, and how the channels fare."""

from __future__ import annotations

import argparse
from typing import Any

from watchkeeper.cli.client import API, Client, add_connection_options, client_from
from watchkeeper.cli.output import add_json_option, hint, say, say_json, say_table, shown

MESSAGES = f"{API}/messages"
DONE, PROBLEMS = 0, 1


def add_to(subparsers: Any) -> None:
    parser = subparsers.add_parser("messages", help="messages that have not arrived")
    add_connection_options(parser)
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    add_json_option(actions.add_parser("list", help="what has not arrived, and why"))
    add_json_option(actions.add_parser("channels", help="how each channel fares"))
    for name, what in (("resend", "send again"), ("discard", "send no more")):
        action = actions.add_parser(name, help=what)
        wanted = action.add_mutually_exclusive_group(required=True)
        wanted.add_argument("numbers", nargs="*", type=int, default=[], metavar="NUMBER")
        wanted.add_argument("--all", action="store_true", help="all that were given up")
        add_json_option(action)


def run(arguments: argparse.Namespace) -> int:
    client = client_from(arguments)
    match arguments.action:
        case "list":
            return _list(client, as_json=arguments.json)
        case "channels":
            return _channels(client, as_json=arguments.json)
        case "resend":
            return _resend(client, arguments)
        case _:
            return _discard(client, arguments)


def _list(client: Client, *, as_json: bool) -> int:
    found = client.get(f"{MESSAGES}/undelivered")
    if as_json:
        say_json(found)
    elif not found:
        say("every message has arrived")
    else:
        say_table(
            ("NUMBER", "TICKET", "WHAT", "TO", "CHANNEL", "TRIED", "NEXT", "SAID"),
            [
                (
                    one["id"],
                    one["ticket"],
                    one["kind"],
                    one["recipient"] or one["address"],
                    one["channel"],
                    one["attempts"],
                    shown(one["next_try_at"]) if one["next_try_at"] else "given up",
                    one["said"],
                )
                for one in found
            ],
        )
        hint("mend the contact or the channel, then: watchkeeper messages resend --all")
    return PROBLEMS if any(one["next_try_at"] is None for one in found) else DONE


def _channels(client: Client, *, as_json: bool) -> int:
    found = client.get(f"{API}/channels")
    if as_json:
        say_json(found)
    else:
        say_table(
            ("CHANNEL", "KIND", "STATE", "NEXT"),
            [
                (
                    one["name"],
                    one["kind"],
                    "out of order" if one["is_out_of_order"] else "in order",
                    shown(one["rests_until"]) if one["rests_until"] else "-",
                )
                for one in found
            ],
        )
    return PROBLEMS if any(one["is_out_of_order"] for one in found) else DONE


def _resend(client: Client, arguments: argparse.Namespace) -> int:
    done = [client.post(path, {}) for path in _paths(arguments, "send-anew")]
    queued = [number for one in done for number in one["queued"]]
    overtaken = [number for one in done for number in one["overtaken"]]
    if arguments.json:
        say_json({"queued": queued, "overtaken": overtaken})
    else:
        say(f"{len(queued)} to be sent again, {len(overtaken)} overtaken by an answer")
    return DONE


def _discard(client: Client, arguments: argparse.Namespace) -> int:
    done = [client.post(path, {}) for path in _paths(arguments, "discard")]
    discarded = [number for one in done for number in one["discarded"]]
    if arguments.json:
        say_json({"discarded": discarded})
    else:
        say(f"{len(discarded)} discarded")
    return DONE


def _paths(arguments: argparse.Namespace, what: str) -> list[str]:
    if arguments.all:
        return [f"{MESSAGES}/{what}"]
    return [f"{MESSAGES}/{number}/{what}" for number in arguments.numbers]
