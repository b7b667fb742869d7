"""``watchkeeper satellite``: run probes inside a customer's network; enrol it; see how it fares."""

from __future__ import annotations

import argparse
import shlex
from pathlib import Path
from typing import Any

from watchkeeper.cli.client import API, add_connection_options, client_from, segment
from watchkeeper.cli.output import add_json_option, hint, say, say_json, say_table, shown
from watchkeeper.cli.targets import say_probed
from watchkeeper.core.errors import ConfigError
from watchkeeper.core.logs import set_up_logs

SATELLITES = f"{API}/satellites"
DEFAULT_CONFIG = Path("/etc/watchkeeper/satellite.yml")


def add_to(subparsers: Any) -> None:
    parser = subparsers.add_parser(
        "satellite", help="run probes in a customer's network, configured from the server"
    )
    _add_config(parser, DEFAULT_CONFIG)
    parser.add_argument(
        "--witness", action="store_true", help="call the person on duty when the server is silent"
    )
    parser.add_argument("--log-level", choices=("debug", "info", "warning", "error"))
    actions = parser.add_subparsers(dest="action", metavar="ACTION")
    enrol = actions.add_parser("enrol", help="make this machine a satellite")
    enrol.add_argument("token", help="what `watchkeeper token create --satellite NAME` printed")
    enrol.add_argument(
        "--allow", action="append", default=[], metavar="NETWORK", help="where probes may connect"
    )
    _add_config(enrol, argparse.SUPPRESS)
    add_json_option(enrol)
    acknowledge = actions.add_parser(
        "acknowledge", help="end the witness's calls until the server was back"
    )
    _add_config(acknowledge, argparse.SUPPRESS)
    add_json_option(acknowledge)
    probe = actions.add_parser("probe", help="probe a target once, from here, and show what comes")
    probe.add_argument("name")
    _add_config(probe, argparse.SUPPRESS)
    add_json_option(probe)
    for name, words in (("list", "satellites and how they fare"), ("revoke", "trust it no more")):
        action = actions.add_parser(name, help=f"on the server: {words}")
        add_connection_options(action)
        add_json_option(action)
        if name == "revoke":
            action.add_argument("name")


def run(arguments: argparse.Namespace) -> int:
    match arguments.action:
        case "enrol":
            return _enrol(arguments)
        case "acknowledge":
            return _acknowledge(arguments)
        case "probe":
            return _probe(arguments)
        case "list":
            return _list(arguments)
        case "revoke":
            return _revoke(arguments)
        case _:
            return _run(arguments)


def _add_config(parser: argparse.ArgumentParser, default: Path | str) -> None:
    parser.add_argument("--config", type=Path, default=default, help=f"default: {DEFAULT_CONFIG}")


def _run(arguments: argparse.Namespace) -> int:
    from watchkeeper.satellite.run import run_satellite
    from watchkeeper.satellite.settings import read_satellite

    config = arguments.config.absolute()
    set_up_logs(arguments.log_level or read_satellite(config).log_level)
    line = f"watchkeeper satellite acknowledge --config {shlex.quote(str(config))}"
    return run_satellite(config, is_witness=arguments.witness, acknowledge=line)


def _enrol(arguments: argparse.Namespace) -> int:
    from watchkeeper.satellite.enrolling import enrol
    from watchkeeper.satellite.settings import DEFAULT_DATA, Places
    from watchkeeper.server.clock import SystemClock

    places = Places(arguments.config.absolute(), DEFAULT_DATA)
    answer = enrol(arguments.token, places, arguments.allow, SystemClock())
    if arguments.json:
        say_json({"satellite": answer.target, "id": answer.agent})
        return 0
    say(f"this machine is the satellite {answer.target}")
    hint("Start it: systemctl enable --now watchkeeper-satellite")
    return 0


def _acknowledge(arguments: argparse.Namespace) -> int:
    from watchkeeper.satellite.settings import Places, read_satellite

    config = arguments.config.absolute()
    path = Places(config, read_satellite(config).data).acknowledgement
    try:
        path.touch(mode=0o644)
    except OSError as error:
        raise ConfigError(
            "cannot be written: {reason}; run this as root or as the satellite's user",
            at=str(path),
            reason=error.strerror,
        ) from error
    if arguments.json:
        say_json({"acknowledged": True})
        return 0
    say("nobody is called again until the server was back")
    return 0


def _probe(arguments: argparse.Namespace) -> int:
    from watchkeeper.satellite.trial import probe_here

    found = probe_here(arguments.config.absolute(), arguments.name)
    return say_probed(found, as_json=arguments.json)


def _list(arguments: argparse.Namespace) -> int:
    found = client_from(arguments).get(SATELLITES)
    if arguments.json:
        say_json(found)
        return 0
    say_table(
        ("NAME", "STATE", "HEARD", "TARGETS", "PROBES", "REFUSED", "CURRENT", "SPOOLED", "WITNESS"),
        (
            (
                one["name"],
                one["presence"] if one["is_enrolled"] else "not enrolled",
                shown(one["heard_at"]),
                one["targets"],
                one["probes"],
                one["refused_probes"],
                "yes" if one["is_current"] else "no",
                one["spooled_ticks"],
                "yes" if one["is_witness"] else "no",
            )
            for one in found
        ),
    )
    return 0


def _revoke(arguments: argparse.Namespace) -> int:
    left = client_from(arguments).delete(f"{SATELLITES}/{segment(arguments.name)}")
    if arguments.json:
        say_json(left)
    else:
        say(f"the satellite {arguments.name} is trusted no longer")
    return 0
