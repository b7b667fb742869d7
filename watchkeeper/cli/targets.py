"""``watchkeeper targets``: list, show, add, import, remove and probe what is watched; heartbeats of jobs."""

from __future__ import annotations

import argparse
import json
import shlex
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from watchkeeper.cli import target_history, target_imports, target_waiting
from watchkeeper.cli.client import API, Client, add_connection_options, client_from, segment
from watchkeeper.cli.output import (
    add_json_option,
    hint,
    say,
    say_json,
    say_table,
    shown,
    working,
)
from watchkeeper.core.errors import InvalidInput

TARGETS = f"{API}/targets"
HEARTBEATS = f"{API}/heartbeats"


def add_to(subparsers: Any) -> None:
    parser = subparsers.add_parser("targets", help="what is watched")
    add_connection_options(parser)
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    add_json_option(actions.add_parser("list", help="all targets"))
    show = actions.add_parser("show", help="a target, and what was seen on it")
    show.add_argument("name")
    add_json_option(show)
    _add_add(actions)
    remove = actions.add_parser("remove", help="watch a target no longer")
    remove.add_argument("name")
    add_json_option(remove)
    probe = actions.add_parser("probe", help="probe a target once and show what comes back")
    probe.add_argument("name")
    add_json_option(probe)
    _add_enrol(actions)
    neighbours = actions.add_parser("neighbours", help="who is plugged into whom, by LLDP and CDP")
    neighbours.add_argument("--top", help="the target where the network begins, seen from here")
    add_json_option(neighbours)
    script = actions.add_parser(
        "ssh-script", help="print what the SSH probe of a target runs there"
    )
    script.add_argument("name")
    add_json_option(script)
    heartbeat = actions.add_parser("heartbeat", help="expect a sign of life from a job or backup")
    heartbeat.add_argument("name")
    heartbeat.add_argument("--target", required=True)
    heartbeat.add_argument("--every", help="how often it is expected, for example 1h")
    heartbeat.add_argument("--schedule", help='or a cron expression, "0 2 * * *"')
    heartbeat.add_argument("--grace", help="how late it may be (default 30m)")
    heartbeat.add_argument("--backup", action="store_true", help="it is a backup")
    add_json_option(heartbeat)
    target_imports.add_to(actions)
    target_history.add_to(actions)
    target_waiting.add_to(actions)


def _add_enrol(actions: Any) -> None:
    enrol = actions.add_parser("enrol", help="show the SSH host key of a target, or believe it")
    enrol.add_argument("name")
    enrol.add_argument(
        "--fingerprint", help="believe the key of this fingerprint, compared at the host's console"
    )
    enrol.add_argument("--replace", action="store_true", help="in place of another that is known")
    add_json_option(enrol)


def _add_add(actions: Any) -> None:
    add = actions.add_parser("add", help="watch a target")
    add.add_argument("name")
    add.add_argument("--address", default="")
    add.add_argument("--customer")
    add.add_argument("--site")
    add.add_argument("--parent")
    add.add_argument("--criticality", choices=("high", "normal", "low"))
    for word in ("group", "tag"):
        add.add_argument(
            f"--{word}", action="append", default=[], help="may be given several times"
        )
    add.add_argument(
        "--card",
        action="append",
        default=[],
        metavar="KEY=TEXT",
        help="for its card: duty, duty_phone, supplier, jump_host, rack ... (docs/en/targets.md)",
    )
    add.add_argument("--icmp", action="store_true", help="ping its address")
    add.add_argument("--http", metavar="URL", help="ask this address by HTTP")
    add.add_argument("--tcp", metavar="[HOST:]PORT", help="connect to this port")
    add.add_argument(
        "--probe",
        action="append",
        default=[],
        metavar="JSON",
        help='any probe as in targets/*.yml, for example \'{"snmp": {"credentials": "core"}}\'',
    )
    add.add_argument("--interval", help="how often, for example 30s")
    add_json_option(add)


def run(arguments: argparse.Namespace) -> int:
    if arguments.action == "template":
        return target_imports.run_template(arguments)
    return _ACTIONS[arguments.action](client_from(arguments), arguments)


def definition(arguments: argparse.Namespace) -> dict[str, object]:
    """Return the target as one entry of targets/*.yml."""
    timing = {"interval": arguments.interval} if arguments.interval else {}
    probes: list[object] = []
    if arguments.icmp:
        probes.append({"icmp": timing} if timing else "icmp")
    if arguments.http:
        probes.append({"http": {"url": arguments.http, **timing}})
    if arguments.tcp:
        probes.append({"tcp": {**_tcp_settings(arguments.tcp), **timing}})
    probes += [_probe_from(text) for text in arguments.probe]
    optional = {
        "address": arguments.address,
        "customer": arguments.customer,
        "site": arguments.site,
        "parent": arguments.parent,
        "criticality": arguments.criticality,
        "groups": arguments.group,
        "tags": arguments.tag,
        "card": dict(_card_entry(text) for text in arguments.card),
        "probes": probes,
    }
    return {"name": arguments.name, **{key: value for key, value in optional.items() if value}}


def _card_entry(text: str) -> tuple[str, str]:
    key, sign, value = text.partition("=")
    if not sign:
        raise InvalidInput("{text!r} is not KEY=TEXT, as rack=A12", text=text)
    return key.strip(), value.strip()


def _tcp_settings(text: str) -> dict[str, object]:
    """Read ``host:port``, ``[::1]:port`` or ``port`` of the target's own address."""
    host, _, port = text.rpartition(":")
    if not port.isascii() or not port.isdigit():
        raise InvalidInput("{text!r} is not HOST:PORT or PORT", text=text)
    return {**({"host": host.strip("[]")} if host else {}), "port": int(port)}


def _probe_from(text: str) -> object:
    try:
        return json.loads(text) if text.startswith(("{", '"')) else text
    except ValueError as error:
        raise InvalidInput("--probe is not JSON: {reason}", reason=error) from error


def _heartbeat(arguments: argparse.Namespace) -> dict[str, object]:
    return {
        "name": arguments.name,
        "target": arguments.target,
        "period": arguments.every,
        "schedule": arguments.schedule,
        "grace": arguments.grace,
        "kind": "backup" if arguments.backup else "job",
    }


def _add(client: Client, arguments: argparse.Namespace) -> int:
    made = client.post(TARGETS, definition(arguments))
    return _say(made, f"{made['name']} is watched", as_json=arguments.json)


def _remove(client: Client, arguments: argparse.Namespace) -> int:
    done = client.delete(f"{TARGETS}/{segment(arguments.name)}")
    return _say(done, f"{arguments.name} is watched no longer", as_json=arguments.json)


def _list(client: Client, arguments: argparse.Namespace) -> int:
    found = client.get(TARGETS)
    if arguments.json:
        say_json(found)
        return 0
    say_table(
        ("NAME", "ADDRESS", "CUSTOMER", "CRITICALITY", "AGENT", "PROBES", "MANAGED"),
        (
            (
                one["name"],
                one["address"],
                one["customer"],
                one["criticality"],
                "yes" if one["agent"] else None,
                ",".join(one["probes"]),
                one["at"],
            )
            for one in found
        ),
    )
    return 0


def _show(client: Client, arguments: argparse.Namespace) -> int:
    place = f"{TARGETS}/{segment(arguments.name)}"
    target, facts = client.get(place), client.get(f"{place}/facts")
    if arguments.json:
        say_json({**target, "facts": facts})
        return 0
    for key, value in _lines_of(target):
        say(f"{key}: {value}")
    if facts:
        say_table(
            ("SEEN", "IS", "SINCE"),
            ((one["fact"], one["value"], shown(one["since"])) for one in facts),
        )
    else:
        hint(f"nothing was seen on {arguments.name} yet: an agent or a probe by SSH or SNMP looks")
    return 0


def _lines_of(target: Mapping[str, Any]) -> list[tuple[str, str]]:
    told = {
        "name": target["name"],
        "address": target["address"],
        "customer": target["customer"],
        "site": target["site"],
        "parent": target["parent"],
        "criticality": target["criticality"],
        "agent": "yes" if target["agent"] else "",
        "probes": ", ".join(target["probes"]),
        "go live": shown(target["go_live"]) if target["go_live"] else "",
        "managed in": target["at"],
    }
    return [(key, value) for key, value in told.items() if value]


def _probe(client: Client, arguments: argparse.Namespace) -> int:
    with working(f"probing {arguments.name}"):
        found = client.post(f"{TARGETS}/{segment(arguments.name)}/probe")
    if not found and not arguments.json:
        hint(f"{arguments.name} has no probes; `watchkeeper targets add --help` shows them")
    return say_probed(found, as_json=arguments.json)


def say_probed(found: Sequence[Mapping[str, Any]], *, as_json: bool) -> int:
    """Print what probes returned, or why they failed; return the exit code."""
    if as_json:
        say_json(found)
    for one in () if as_json else found:
        verdict = one["problem"] or "success"
        say(f"{one['probe']}: {verdict} ({one['duration_seconds'] * 1000:.1f} ms)")
        _say_about(one)
        for name, value in one["samples"].items():
            say(f"  {name} {value}")
    return 1 if any(one["problem"] for one in found) else 0


def _say_about(one: Any) -> None:
    """Say what stands beside the verdict: what to do, addresses, what the probe found out."""
    if one["remedy"]:
        say(f"  -> {one['remedy']}")
    if one["addresses"]:
        say(f"  addresses: {', '.join(one['addresses'])}")
    for note in one["notes"]:
        say(f"  {note}")


def _enrol(client: Client, arguments: argparse.Namespace) -> int:
    wish = {"fingerprint": arguments.fingerprint, "replace": "yes" if arguments.replace else None}
    path = f"{TARGETS}/{segment(arguments.name)}/host-key"
    with working(f"asking {arguments.name} for its key"):
        found = client.post(path, {key: value for key, value in wish.items() if value})
    if arguments.json:
        say_json(found)
    else:
        for one in found:
            _say_key(one, arguments)
    return 0 if all(one["is_believed"] for one in found) else 1


def _script(client: Client, arguments: argparse.Namespace) -> int:
    found = client.get(f"{TARGETS}/{segment(arguments.name)}/ssh-script")
    if arguments.json:
        say_json(found)
    else:
        for one in found:
            say(one["script"])
    return 0 if found else 1


def _neighbours(client: Client, arguments: argparse.Namespace) -> int:
    query = f"?{urlencode({'top': arguments.top})}" if arguments.top else ""
    found = client.get(f"{API}/topology{query}")
    if arguments.json:
        say_json(found)
        return 0
    say_table(
        ("TARGET", "PORT", "NEIGHBOUR", "ITS PORT", "IS", "BY"),
        (
            (
                one["target"],
                one["port"],
                one["name"],
                one["port_there"],
                one["other"] or None,
                one["protocol"],
            )
            for one in found["links"]
        ),
    )
    for name, parent in found["parents"].items():
        hint(f"{name} hangs on {parent}: write parent: {parent} if it is so")
    return 0


def _say_key(one: Any, arguments: argparse.Namespace) -> None:
    say(f"{one['host']}:{one['port']} {one['kind']} {one['fingerprint']}")
    if one["is_believed"]:
        hint("This key is believed.")
        return
    if one["is_changed"]:
        hint("ANOTHER key is known for this host: find out why before you believe this one.")
    hint("Compare at the host's console: ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub")
    more = " --replace" if one["is_changed"] else ""
    words = ["watchkeeper", "targets", "enrol", arguments.name, "--fingerprint"]
    hint(f"If it is the same: {shlex.join([*words, one['fingerprint']])}{more}")


def _expect(client: Client, arguments: argparse.Namespace) -> int:
    made = client.post(HEARTBEATS, _heartbeat(arguments))
    command = shlex.join(_curl(made["url"], client.get(f"{API}/address")["ca_file"]))
    if arguments.json:
        say_json({**made, "command": command})
        return 0
    hint("Let the job call this when it has succeeded (its address is shown this once):")
    say(command)
    return 0


def _curl(url: str, ca_file: str | None) -> list[str]:
    trust = ["--cacert", ca_file] if ca_file else []
    return ["curl", "-fsS", "-m", "10", "--retry", "3", *trust, url]


def _say(made: Any, line: str, *, as_json: bool) -> int:
    if as_json:
        say_json(made)
    else:
        say(line)
    return 0


_ACTIONS: Mapping[str, Callable[[Client, argparse.Namespace], int]] = {
    "list": _list,
    "show": _show,
    "add": _add,
    "remove": _remove,
    "import": target_imports.run_import,
    "history": target_history.run,
    "waiting": target_waiting.run,
    "probe": _probe,
    "enrol": _enrol,
    "neighbours": _neighbours,
    "ssh-script": _script,
    "heartbeat": _expect,
}
