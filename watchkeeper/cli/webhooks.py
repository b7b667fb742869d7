"""``watchkeeper webhooks``: the mappings of what other systems send, and a trial of one."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from watchkeeper.cli.output import add_json_option, hint, say, say_json, say_table
from watchkeeper.config.places import DEFAULT_CONFIG
from watchkeeper.core.errors import InvalidInput

DONE, PROBLEMS = 0, 1


def add_to(subparsers: Any) -> None:
    parser = subparsers.add_parser("webhooks", help="what other systems send")
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    list_ = actions.add_parser("list", help="the mappings, and their addresses")
    trial = actions.add_parser("try", help="show what a payload would become; nothing is stored")
    trial.add_argument("mapping", help="the name of a mapping, or a mapping file")
    trial.add_argument("file", type=Path, help="the payload; - reads stdin")
    for one in (list_, trial):
        one.add_argument("--config", type=Path, default=DEFAULT_CONFIG, help="default: %(default)s")
        add_json_option(one)


def run(arguments: argparse.Namespace) -> int:
    return _list(arguments) if arguments.action == "list" else _try(arguments)


def _list(arguments: argparse.Namespace) -> int:
    from watchkeeper.server.trial_events import webhook_list

    found = webhook_list(arguments.config)
    if arguments.json:
        say_json(found)
        return DONE
    say_table(
        ("NAME", "ADDRESS", "FOR", "FROM"),
        [(one["name"], one["url"], one["about"], one["at"]) for one in found],
    )
    hint("a sender needs a token: watchkeeper token create --name SENDER --scopes alerts:write")
    return DONE


def _try(arguments: argparse.Namespace) -> int:
    from watchkeeper.server.trial_events import webhook_trial

    found = webhook_trial(arguments.config, arguments.mapping, _payload(arguments.file))
    if arguments.json:
        say_json(found)
    else:
        for alert in found["alerts"]:
            _say(alert)
        say(
            f"{len(found['alerts'])} alerts, {found['ignored']} left out, {len(found['errors'])} wrong"
        )
        for sentence in found["errors"]:
            say(f"  {sentence}")
    return PROBLEMS if found["errors"] else DONE


def _say(alert: dict[str, Any]) -> None:
    for name, value in alert.items():
        if isinstance(value, dict):
            say(f"{name}:")
            for key, text in value.items():
                say(f"  {key}: {text}")
        elif value not in (None, ""):
            say(f"{name}: {value}")
    say()


def _payload(path: Path) -> bytes:
    try:
        return sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
    except OSError as error:
        raise InvalidInput("{path} cannot be read: {reason}", path=path, reason=error.strerror) from error  # fmt: skip
