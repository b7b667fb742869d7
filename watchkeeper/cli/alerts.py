"""``watchkeeper alerts``: what posted alerts are here, and who sends without being in the inventory."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from watchkeeper.cli.client import API, add_connection_options, client_from, segment
from watchkeeper.cli.output import add_json_option, hint, say, say_json, say_table
from watchkeeper.config.places import DEFAULT_CONFIG
from watchkeeper.core.errors import InvalidInput

DONE, PROBLEMS = 0, 1


def add_to(subparsers: Any) -> None:
    parser = subparsers.add_parser("alerts", help="what posted alerts are here")
    add_connection_options(parser)
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    unmapped = actions.add_parser("unmapped", help="senders without a target, and what maps them")
    add_json_option(unmapped)
    watchdogs = actions.add_parser("watchdogs", help="senders that give signs of life")
    watchdogs.add_argument("--forget", metavar="ID", help="wait for this one no longer")
    add_json_option(watchdogs)
    map_ = actions.add_parser("map", help="what an alert with these labels would be here")
    map_.add_argument("labels", nargs="+", metavar="LABEL=VALUE")
    map_.add_argument("--config", type=Path, default=DEFAULT_CONFIG, help="default: %(default)s")
    add_json_option(map_)


def run(arguments: argparse.Namespace) -> int:
    match arguments.action:
        case "map":
            return _map(arguments)
        case "watchdogs":
            return _watchdogs(arguments)
        case _:
            return _unmapped(arguments)


def _watchdogs(arguments: argparse.Namespace) -> int:
    client = client_from(arguments)
    if arguments.forget:
        done = client.delete(f"{API}/heartbeats/{segment(arguments.forget)}")
        if arguments.json:
            say_json(done)
        else:
            say(f"{arguments.forget} is waited for no longer")
        return DONE
    found = client.get(f"{API}/alerts/watchdogs")
    if arguments.json:
        say_json(found)
    else:
        say_table(
            ("ID", "SENDER", "WATCHDOG", "STATUS", "LAST"),
            [
                (one["id"], one["sender"], one["name"], one["status"], one["last_at"] or "-")
                for one in found
            ],
        )
    return PROBLEMS if any(one["status"] == "late" for one in found) else DONE


def _unmapped(arguments: argparse.Namespace) -> int:
    found = client_from(arguments).get(f"{API}/alerts/unmapped")
    if arguments.json:
        say_json(found)
        return PROBLEMS if found else DONE
    for one in found:
        what = one["instance"] or "no instance"
        sender = f" from {one['source']}" if one["source"] else ""
        say(f"{what}{sender}: {one['count']} ({one['door']}), newest: {one['example']}")
        say(f"  {one['file']}:  {one['line']}")
    if not found:
        say("everything that arrives has its target")
        return DONE
    hint("check the names, write the lines into the files, then `systemctl reload watchkeeper`")
    return PROBLEMS


def _map(arguments: argparse.Namespace) -> int:
    from watchkeeper.server.trial_events import alert_trial

    labels = dict(_pair(text) for text in arguments.labels)
    found = alert_trial(arguments.config, labels)
    if arguments.json:
        say_json(found)
    else:
        for name, value in found.items():
            say(f"{name:<10} {value}")
    return DONE


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign or not name:
        raise InvalidInput("{text!r} is not LABEL=VALUE", text=text[:80])
    return name, value
