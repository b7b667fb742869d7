"""``watchkeeper tickets heads`` and ``verify``: that the logs are what they were."""

from __future__ import annotations

import argparse
from typing import Any

from watchkeeper.cli.client import API, Client
from watchkeeper.cli.output import ProgressBar, add_json_option, hint, say, say_json, say_table

DONE, PROBLEMS = 0, 1


def add_log_actions(actions: Any) -> None:
    heads = actions.add_parser("heads", help="the head of each day over the logs of all tickets")
    heads.add_argument("--most", type=int, default=31, help="default: %(default)s")
    heads.add_argument("--before", metavar="DAY", help="days before this one: 2026-11-23")
    verify = actions.add_parser("verify", help="compare all logs with their chains and their days")
    verify.add_argument(
        "--head", action="append", default=[], help="a head that was kept elsewhere; repeatable"
    )
    rebuild = actions.add_parser("rebuild", help="make the rows of tickets anew from their logs")
    rebuild.add_argument("--check", action="store_true", help="only say where they differ")
    for one in (heads, verify, rebuild):
        add_json_option(one)


def say_heads(client: Client, arguments: argparse.Namespace) -> int:
    found = client.get(f"{API}/log/heads", limit=arguments.most, before=arguments.before)
    if arguments.json:
        say_json(found)
        return DONE
    rows = [(one["day"], one["tickets"], one["events"], one["head"]) for one in found]
    say_table(("DAY", "TICKETS", "EVENTS", "HEAD"), rows)
    return DONE


def verify_logs(client: Client, arguments: argparse.Namespace) -> int:
    """Let the server verify; print what it finds."""
    findings: list[Any] = []
    bar, numbers = ProgressBar("verifying"), 0
    try:
        for line in client.lines("POST", f"{API}/log/verify", {"heads": arguments.head}):
            numbers = line["of"]
            bar.show(line["done"], numbers)
            if line["finding"]:
                findings.append(line["finding"])
    finally:
        bar.clear()
    if arguments.json:
        say_json({"tickets": numbers, "findings": findings})
    for finding in [] if arguments.json else findings:
        say(finding["said"])
    hint(f"{numbers} tickets, {len(findings)} findings")
    return PROBLEMS if findings else DONE


def rebuild_rows(client: Client, arguments: argparse.Namespace) -> int:
    """Let the server compare all rows with their logs; print what differed."""
    found: list[Any] = []
    bar = ProgressBar("rebuilding")
    try:
        for line in client.lines("POST", f"{API}/log/rebuild", {"only_check": arguments.check}):
            bar.show(line["done"], line["of"])
            if line["difference"]:
                found.append(line["difference"])
    finally:
        bar.clear()
    if arguments.json:
        say_json(found)
    else:
        rows = [(one["ticket"], one["column"], one["stored"], one["expected"]) for one in found]
        say_table(("TICKET", "COLUMN", "STORED", "BY ITS LOG"), rows)
    done = "found" if arguments.check else "put right"
    hint(f"{len(found)} differences {done}")
    return PROBLEMS if found and arguments.check else DONE
