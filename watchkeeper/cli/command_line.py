"""Find the subcommand and run it; exit codes: 0 done, 1 found problems, 2 usage, 3 no answer."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from keyword import iskeyword
from types import ModuleType

from watchkeeper import __version__
from watchkeeper.core.errors import InvalidInput, Unavailable, WatchkeeperError

DONE, PROBLEMS, USAGE, NO_ANSWER, INTERRUPTED = 0, 1, 2, 3, 130

COMMANDS: tuple[str, ...] = (
    "agent",
    "alerts",
    "audit",
    "backup",
    "calendar",
    "check-config",
    "demo",
    "doctor",
    "export",
    "grafana",
    "import",
    "init",
    "knowledge",
    "messages",
    "oncall",
    "policies",
    "prometheus",
    "query",
    "report",
    "restore",
    "rules",
    "run",
    "satellite",
    "series",
    "serve",
    "silence",
    "syslog",
    "targets",
    "test-message",
    "tickets",
    "token",
    "upgrade",
    "user",
    "webhooks",
)
"""Modules of this package, one per command: ``add_to(subparsers)`` and ``run(arguments)``."""

_OURS = frozenset({"agent", "collector", "rules", "ticketing", "dashboards", "watchkeeper"})


def command_module(name: str) -> ModuleType:
    module = name.replace("-", "_")
    return importlib.import_module(f"watchkeeper.cli.{module}{'_' * iskeyword(module)}")


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
        sys.stdout.flush()
    except WatchkeeperError as error:
        return _say(str(error), exit_code(error))
    except ModuleNotFoundError as error:
        return _say(_how_to_install(error, arguments.command), USAGE)
    except BrokenPipeError:
        return _reader_left()
    except KeyboardInterrupt:
        return INTERRUPTED
    return code


def exit_code(error: WatchkeeperError) -> int:
    if isinstance(error, Unavailable):
        return NO_ANSWER
    return USAGE if isinstance(error, InvalidInput) else PROBLEMS


def _say(line: str, code: int) -> int:
    sys.stderr.write(f"watchkeeper: {line}\n")
    return code


def _how_to_install(error: ModuleNotFoundError, command: str) -> str:
    """Say how the extra `server` is installed; a missing module of our own is a defect."""
    missing = (error.name or "").partition(".")[0]
    if not missing or missing in _OURS:
        raise error
    return (
        f"`watchkeeper {command}` needs the server's part ({missing} is not installed); "
        f"install it by: {sys.executable} -m pip install 'watchkeeper[server]'"
    )


def _reader_left() -> int:
    """End quietly where the reader of a pipe has gone (`watchkeeper tickets list | head -1`)."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return DONE
