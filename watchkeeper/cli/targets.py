"""``watchkeeper targets``: list, add, remove and probe what is watched; heartbeats of jobs."""

from __future__ import annotations

import argparse
from typing import Any

from watchkeeper.cli.client import Client, add_connection_options, segment
from watchkeeper.cli.output import add_json_option, say, say_json, say_table

TARGETS = "/api/watch/v1/targets"
HEARTBEATS = "/api/watch/v1/heartbeats"


def add_to(subparsers: Any) -> None:
    parser = subparsers.add_parser("targets", help="what is watched")
    add_connection_options(parser)
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    add_json_option(actions.add_parser("list", help="all targets"))
    _add_add(actions)
    remove = actions.add_parser("remove", help="watch a target no longer")
    remove.add_argument("name")
    probe = actions.add_parser("probe", help="probe a target once and show what comes back")
    probe.add_argument("name")
    add_json_option(probe)
    heartbeat = actions.add_parser("heartbeat", help="expect a sign of life from a job or backup")
    heartbeat.add_argument("name")
    heartbeat.add_argument("--target", required=True)
    heartbeat.add_argument("--every", help="how often it is expected, for example 1h")
    heartbeat.add_argument("--schedule", help='or a cron expression, "0 2 * * *"')
    heartbeat.add_argument("--grace", help="how late it may be (default 30m)")
    heartbeat.add_argument("--backup", action="store_true", help="it is a backup")
    add_json_option(heartbeat)


def _add_add(actions: Any) -> None:
    add = actions.add_parser("add", help="watch a target")
    add.add_argument("name")
    add.add_argument("--address", default="")
    add.add_argument("--customer")
    add.add_argument("--site")
    add.add_argument("--parent")
    add.add_argument("--criticality", choices=("high", "normal", "low"))
    add.add_argument("--icmp", action="store_true", help="ping its address")
    add.add_argument("--http", metavar="URL", help="ask this address by HTTP")
    add.add_argument("--tcp", metavar="HOST:PORT", help="connect to this port")
    add.add_argument("--interval", help="how often, for example 30s")
    add_json_option(add)


def run(arguments: argparse.Namespace) -> int:
    client = Client.from_arguments(arguments)
    match arguments.action:
        case "list":
            return _list(client, arguments)
        case "add":
            made = client.post(TARGETS, definition(arguments))
            _say(made, f"{made['name']} is watched", as_json=arguments.json)
        case "remove":
            client.delete(f"{TARGETS}/{segment(arguments.name)}")
            say(f"{arguments.name} is watched no longer")
        case "probe":
            return _probe(client, arguments)
        case _:
            made = client.post(HEARTBEATS, _heartbeat(arguments))
            _say(made, made["url"], as_json=arguments.json)
    return 0


def definition(arguments: argparse.Namespace) -> dict[str, object]:
    """Return the target as one entry of targets/*.yml."""
    timing = {"interval": arguments.interval} if arguments.interval else {}
    probes: list[object] = []
    if arguments.icmp:
        probes.append({"icmp": timing} if timing else "icmp")
    if arguments.http:
        probes.append({"http": {"url": arguments.http, **timing}})
    if arguments.tcp:
        probes.append({"tcp": {"address": arguments.tcp, **timing}})
    optional = {
        "address": arguments.address,
        "customer": arguments.customer,
        "site": arguments.site,
        "parent": arguments.parent,
        "criticality": arguments.criticality,
        "probes": probes,
    }
    return {"name": arguments.name, **{key: value for key, value in optional.items() if value}}


def _heartbeat(arguments: argparse.Namespace) -> dict[str, object]:
    return {
        "name": arguments.name,
        "target": arguments.target,
        "period": arguments.every,
        "schedule": arguments.schedule,
        "grace": arguments.grace,
        "kind": "backup" if arguments.backup else "job",
    }


def _list(client: Client, arguments: argparse.Namespace) -> int:
    found = client.get(TARGETS)
    if arguments.json:
        say_json(found)
        return 0
    say_table(
        ("NAME", "ADDRESS", "CUSTOMER", "CRITICALITY", "MANAGED"),
        (
            (one["name"], one["address"], one["customer"], one["criticality"], one.get("at"))
            for one in found["targets"]
        ),
    )
    return 0


def _probe(client: Client, arguments: argparse.Namespace) -> int:
    found = client.post(f"{TARGETS}/{segment(arguments.name)}/probe")
    has_failed = any(one["problem"] for one in found["probes"])
    if arguments.json:
        say_json(found)
        return 1 if has_failed else 0
    for one in found["probes"]:
        verdict = one["problem"] or "success"
        say(f"{one['probe']}: {verdict} ({one['duration_seconds'] * 1000:.1f} ms)")
        for name, value in one["samples"].items():
            say(f"  {name} {value:g}")
    if not found["probes"]:
        say(f"{arguments.name} has no probes")
    return 1 if has_failed else 0


def _say(made: Any, line: str, *, as_json: bool) -> None:
    if as_json:
        say_json(made)
    else:
        say(line)
