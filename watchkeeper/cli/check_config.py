"""``watchkeeper check-config``: read every file as the server would, and say what is wrong."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from watchkeeper.cli.output import add_json_option, say, say_json
from watchkeeper.config.settings import DEFAULT_CONFIG
from watchkeeper.core.errors import ConfigError


def add_to(subparsers: Any) -> None:
    parser = subparsers.add_parser("check-config", help="check the configuration files")
    parser.add_argument("--config", type=Path, default=DEFAULT_CONFIG)
    add_json_option(parser)


def run(arguments: argparse.Namespace) -> int:
    from watchkeeper.server.configuration import read_configuration

    try:
        found = read_configuration(arguments.config)
    except ConfigError as error:
        if arguments.json:
            say_json({"ok": False, "at": error.at, "sentence": error.text()})
        else:
            say(error.text())
        return 1
    counts = {
        "targets": len(found.inventory),
        "customers": len(found.inventory.customers),
        "people": len(found.people),
        "rules": sum(len(group.rules) for file in found.rules for group in file.groups),
        "policies": len(found.policies),
        "channels": len(found.settings.channels),
    }
    if arguments.json:
        say_json({"ok": True, **counts})
    else:
        said = ", ".join(f"{count} {what}" for what, count in counts.items())
        say(f"{arguments.config}: good ({said})")
    return 0
