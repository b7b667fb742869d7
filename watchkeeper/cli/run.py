"""``watchkeeper run -- CMD``: run a job of cron and tell its heartbeat how it went."""

from __future__ import annotations

import argparse
from typing import Any


def add_to(subparsers: Any) -> None:
    from agent.run import add_arguments

    parser = subparsers.add_parser("run", help="run a job and tell its heartbeat how it went")
    add_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    from agent.clock import SystemClock
    from agent.run import run as run_and_tell

    return run_and_tell(arguments, SystemClock())
