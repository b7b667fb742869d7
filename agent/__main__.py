"""``watchkeeper-agent [enrol TOKEN | backup NAME]``, ``watchkeeper-agent run -- CMD``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import NamedTuple

from agent.clock import SystemClock
from agent.config import DEFAULT_PATH, load_config
from agent.log import LEVELS, log
from agent.loop import Agent
from agent.paths import Path
from watchkeeper import __version__
from watchkeeper.core.errors import InvalidInput, Unavailable, WatchkeeperError

_FROM_INPUT = "-"
DONE, PROBLEM, USAGE, AWAY = 0, 1, 2, 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit code."""
    words = sys.argv[1:] if arguments is None else arguments
    if words[:1] == ["run"]:
        from agent.run import command_line

        return command_line(words[1:])
    asked = _asked(words)
    log.least = asked.log_level
    try:
        if asked.token:
            return _enrol(asked.token, asked.config, asked.labels)
        if asked.backup:
            return _backup(asked)
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


def _enrol(token: str, config_path: Path, labels: Sequence[str]) -> int:
    import pathlib

    from agent.enrol import enrol
    from watchkeeper.wire.enrolment import MAX_TOKEN_CHARACTERS

    word = sys.stdin.readline(MAX_TOKEN_CHARACTERS + 2) if token == _FROM_INPUT else token
    said = dict(one.partition("=")[::2] for one in labels)
    answer = enrol(word, pathlib.Path(config_path), SystemClock(), said)
    sys.stdout.write(f"enrolled as {answer.target}; configuration in {config_path}\n")
    return DONE


def _backup(asked: _Asked) -> int:
    from agent.backups.command import look
    from agent.backups.trials import Trial

    trial = Trial(asked.trial) if asked.trial else None
    text, is_good = look(load_config(asked.config), asked.backup, trial, SystemClock())
    sys.stdout.write(text)
    return DONE if is_good else PROBLEM


def _exit_code(error: WatchkeeperError) -> int:
    if isinstance(error, Unavailable):
        return AWAY
    return USAGE if isinstance(error, InvalidInput) else PROBLEM


class _Asked(NamedTuple):
    """What the command line says."""

    config: Path = DEFAULT_PATH
    once: bool = False
    log_level: str = "info"
    token: str = ""
    labels: tuple[str, ...] = ()
    backup: str = ""
    trial: str = ""  # "verify" or "restore"


def _asked(arguments: Sequence[str]) -> _Asked:
    """Read the command line; as the unit writes it, without argparse, which costs 0.8 MB."""
    if not arguments:
        return _Asked()
    if len(arguments) == 2 and arguments[0] == "--config":
        return _Asked(config=Path(arguments[1]))
    return _parsed(arguments)


def _parsed(arguments: Sequence[str]) -> _Asked:
    import argparse

    parser = argparse.ArgumentParser(
        prog="watchkeeper-agent", description="Measure this host and push it to the server."
    )
    parser.add_argument("--config", type=Path, default=DEFAULT_PATH, help="default: %(default)s")
    parser.add_argument("--once", action="store_true", help="measure once, print the page, end")
    parser.add_argument("--log-level", choices=LEVELS, default="info")
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(metavar="enrol TOKEN | run | backup NAME")
    enrol = commands.add_parser("enrol", help="enrol this host by a one-time token")
    enrol.add_argument("token", help="the word that starts with wk1., or - to read it")
    enrol.add_argument(
        "--label",
        action="append",
        default=[],
        metavar="KEY=VALUE",
        help="a word about this host for the server's rules; may be given several times",
    )
    backup = commands.add_parser("backup", help="look at a backup of agent.conf now")
    backup.add_argument("backup", metavar="NAME")
    trials = backup.add_mutually_exclusive_group()
    trials.add_argument("--verify", dest="trial", action="store_const", const="verify")
    trials.add_argument("--restore-test", dest="trial", action="store_const", const="restore")
    commands.add_parser("run", help="run a job and tell its heartbeat: run --help")
    asked = parser.parse_args(arguments)
    return _Asked(
        asked.config,
        asked.once,
        asked.log_level,
        token=getattr(asked, "token", ""),
        labels=tuple(getattr(asked, "label", ())),
        backup=getattr(asked, "backup", ""),
        trial=getattr(asked, "trial", None) or "",
    )


if __name__ == "__main__":
    sys.exit(main())
