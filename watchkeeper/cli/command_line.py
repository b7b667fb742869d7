"""Find the subcommand and run it; exit codes: 0 done, 1 found problems, 2 usage, 3 no answer."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence
from types import ModuleType

from watchkeeper import __version__
from watchkeeper.core.errors import InvalidInput, Unavailable, WatchkeeperError

COMMANDS: tuple[str, ...] = (
    "agent",
    "check-config",
    "demo",
    "init",
    "query",
    "report",
    "rules",
    "serve",
    "targets",
    "tickets",
    "token",
    "user",
)
"""Modules of this package, one per command: ``add_to(subparsers)`` and ``run(arguments)``."""


def command_module(name: str) -> ModuleType:
    return importlib.import_module(f"watchkeeper.cli.{name.replace('-', '_')}")


def parser() -> argparse.ArgumentParser:
    root = argparse.ArgumentParser(
        prog="watchkeeper", description="Measure, judge, ticket, call, report."
    )
    root.add_argument("--version", action="version", version=f"watchkeeper {__version__}")
    subparsers = root.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name in COMMANDS:
        command_module(name).add_to(subparsers)
    return root


def main(argv: Sequence[str] | None = None) -> int:
    arguments = parser().parse_args(argv)
    try:
        code: int = command_module(arguments.command).run(arguments)
    except Unavailable as error:
        return _say(error, 3)
    except InvalidInput as error:
        return _say(error, 2)
    except WatchkeeperError as error:
        return _say(error, 1)
    except KeyboardInterrupt:
        return 130
    return code


def _say(error: WatchkeeperError, code: int) -> int:
    sys.stderr.write(f"watchkeeper: {error}\n")
    return code
