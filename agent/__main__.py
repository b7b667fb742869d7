"""``watchkeeper-agent [--config FILE] [--once] [enrol TOKEN]``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from agent.clock import SystemClock
from agent.config import DEFAULT_PATH, load_config
from agent.loop import Agent
from watchkeeper import __version__
from watchkeeper.core.errors import InvalidInput, Unavailable, WatchkeeperError
from watchkeeper.core.logs import set_up_logs

DONE, PROBLEM, USAGE, AWAY = 0, 1, 2, 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit code."""
    asked = _parser().parse_args(arguments)
    set_up_logs(asked.log_level)
    try:
        if asked.command == "enrol":
            return _enrol(asked.token, asked.config)
        agent = Agent(load_config(asked.config), SystemClock())
        return _once(agent) if asked.once else _run(agent)
    except WatchkeeperError as error:
        sys.stderr.write(f"watchkeeper-agent: {error}\n")
        return _exit_code(error)


def _run(agent: Agent) -> int:
    agent.run()
    return DONE


def _once(agent: Agent) -> int:
    text, is_stored = agent.once()
    sys.stdout.write(text)
    return DONE if is_stored else AWAY


def _enrol(token: str, config_path: Path) -> int:
    from agent.enrol import enrol

    answer = enrol(token, config_path, SystemClock())
    sys.stdout.write(f"enrolled as {answer.target}; configuration in {config_path}\n")
    return DONE


def _exit_code(error: WatchkeeperError) -> int:
    if isinstance(error, Unavailable):
        return AWAY
    return USAGE if isinstance(error, InvalidInput) else PROBLEM


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="watchkeeper-agent", description="Measure this host and push it to the server."
    )
    parser.add_argument("--config", type=Path, default=DEFAULT_PATH, help="default: %(default)s")
    parser.add_argument("--once", action="store_true", help="measure once, print the page, end")
    parser.add_argument(
        "--log-level", choices=("debug", "info", "warning", "error"), default="info"
    )
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(dest="command", metavar="enrol TOKEN")
    enrol = commands.add_parser("enrol", help="enrol this host by a one-time token")
    enrol.add_argument("token")
    return parser


if __name__ == "__main__":
    sys.exit(main())
