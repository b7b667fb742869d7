"""``watchkeeper syslog``: what a line would be taken for."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from watchkeeper.cli.output import add_json_option, say, say_json
from watchkeeper.config.places import DEFAULT_CONFIG

DONE = 0


def add_to(subparsers: Any) -> None:
    parser = subparsers.add_parser("syslog", help="lines of syslog")
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    trial = actions.add_parser("try", help="show how a line is read and which patterns it fits")
    trial.add_argument("line")
    trial.add_argument("--zone", default="UTC", help="where its sender stands (default: UTC)")
    trial.add_argument("--config", type=Path, default=DEFAULT_CONFIG, help="default: %(default)s")
    add_json_option(trial)


def run(arguments: argparse.Namespace) -> int:
    from watchkeeper.server.trial_events import line_trial

    found = line_trial(arguments.config, arguments.line, arguments.zone)
    if arguments.json:
        say_json(found)
        return DONE
    for name, value in found["line"].items():
        if value not in (None, "", {}):
            say(f"{name:<11} {value}")
    for one in found["patterns"]:
        verb = "clears" if one["is_clear"] else "fits"
        values = " ".join(f"{name}={value}" for name, value in one["values"].items())
        say(f"{verb:<11} {one['pattern']} level {one['level'] or '-'} {values}".rstrip())
    if not found["patterns"]:
        say("fits        no pattern")
    return DONE
