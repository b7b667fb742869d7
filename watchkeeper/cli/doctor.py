"""``watchkeeper doctor``: what is wrong or doubtful here, and the command that puts it right."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from watchkeeper.cli.client import API, add_connection_options, client_from
from watchkeeper.cli.output import add_json_option, say, say_json, working
from watchkeeper.client import language_of
from watchkeeper.config.places import DEFAULT_CONFIG
from watchkeeper.core.errors import Unavailable

_MARKS = {"good": "ok", "doubt": "doubt", "problem": "PROBLEM"}


def add_to(subparsers: Any) -> None:
    parser = subparsers.add_parser("doctor", help="look for what is wrong, and how to put it right")
    parser.add_argument("--config", type=Path, default=DEFAULT_CONFIG, help="default: %(default)s")
    parser.add_argument("--offline", action="store_true", help="do not ask the running server")
    parser.add_argument(
        "--try-channels", action="store_true", help="send everybody a test message by each channel"
    )
    add_json_option(parser)
    add_connection_options(parser)


def run(arguments: argparse.Namespace) -> int:
    checks = _offline(arguments) if arguments.offline else _online(arguments)
    if arguments.json:
        say_json(checks)
    else:
        for check in checks:
            _say(check)
    return 1 if any(check["verdict"] == "problem" for check in checks) else 0


def _online(arguments: argparse.Namespace) -> Sequence[Any]:
    """Return the server's own checks; without an answer those of this side, and that."""
    client = client_from(arguments)
    wanted = "yes" if arguments.try_channels else None
    try:
        with working("asking the server"):
            found: Sequence[Any] = client.get(f"{API}/doctor", try_channels=wanted)
    except Unavailable as error:
        silent = {
            "name": "server",
            "verdict": "problem",
            "finding": str(error),
            "remedy": "systemctl start watchkeeper, or: watchkeeper serve",
        }
        return [*_offline(arguments), silent]
    return found


def _offline(arguments: argparse.Namespace) -> list[Any]:
    from watchkeeper.access.languages import language_from_text, read_catalogues
    from watchkeeper.server.clock import SystemClock
    from watchkeeper.server.doctor.examine import examine

    with working("looking"):
        found = examine(arguments.config.absolute(), SystemClock())
    language = language_from_text(language_of(os.environ))
    translate = read_catalogues().translate(language)
    return [
        {
            "name": check.name,
            "verdict": check.verdict.value,
            "finding": check.finding.render(translate),
            "remedy": check.remedy.render(translate) if check.remedy else None,
        }
        for check in found
    ]


def _say(check: Any) -> None:
    say(f"{_MARKS[check['verdict']]:<8} {check['name']}: {check['finding']}")
    if check["remedy"]:
        say(f"{'':<8} {check['remedy']}")
