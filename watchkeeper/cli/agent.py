"""``watchkeeper agent``: the agent of this host, as ``watchkeeper-agent`` runs it; or of others.

``install``, ``remove``, ``host-key`` and ``build`` roll agents out; all else is the agent's own.
"""

from __future__ import annotations

import argparse
from typing import Any

from watchkeeper.cli.output import say

_OF_OTHERS = frozenset({"install", "remove", "host-key", "build"})


def add_to(subparsers: Any) -> None:
    parser = subparsers.add_parser(
        "agent",
        help="run the agent of this host, or install it on others",
        add_help=False,
        prefix_chars="\0",  # no word is an option of ours: --once and --help are the agent's
    )
    parser.add_argument("rest", nargs=argparse.REMAINDER)


def run(arguments: argparse.Namespace) -> int:
    if arguments.rest and arguments.rest[0] in _OF_OTHERS:
        from watchkeeper.cli.rollout import main as roll_out

        return roll_out(arguments.rest)
    if arguments.rest[:1] in (["-h"], ["--help"]):
        say(
            "on other hosts, by SSH: watchkeeper agent install | remove | host-key | build --help\n"
        )
    from agent.__main__ import main

    return main(arguments.rest)
