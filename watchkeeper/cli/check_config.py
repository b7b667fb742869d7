"""``watchkeeper check-config``: read every file as the server would, and say what is wrong."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from watchkeeper.cli.output import add_json_option, hint, say, say_json
from watchkeeper.config.places import DEFAULT_CONFIG

if TYPE_CHECKING:
    from watchkeeper.server.configuration import Configuration


def add_to(subparsers: Any) -> None:
    parser = subparsers.add_parser("check-config", help="check the configuration files")
    parser.add_argument("--config", type=Path, default=DEFAULT_CONFIG, help="default: %(default)s")
    add_json_option(parser)


def run(arguments: argparse.Namespace) -> int:
    from watchkeeper.server.configuration import survey

    found = survey(arguments.config)
    if arguments.json:
        problems = [{"at": one.at, "sentence": one.text()} for one in found.problems]
        say_json({"ok": not problems, "problems": problems, **_counts(found.configuration)})
        return 1 if problems else 0
    for problem in found.problems:
        say(problem.text())
    if found.problems:
        hint(f"{len(found.problems)} wrong; the server keeps what was in force until they are gone")
        return 1
    said = ", ".join(f"{count} {what}" for what, count in _counts(found.configuration).items())
    say(f"{arguments.config}: good ({said})")
    return 0


def _counts(found: Configuration) -> dict[str, int]:
    return {
        "targets": len(found.inventory),
        "customers": len(found.inventory.customers),
        "people": len(found.people),
        "rules": sum(len(group.rules) for file in found.rules for group in file.groups),
        "policies": len(found.policies),
        "channels": len(found.settings.channels),
    }
