"""``watchkeeper agent``: the same as ``watchkeeper-agent``, which needs no server parts."""

from __future__ import annotations

import argparse
from typing import Any


def add_to(subparsers: Any) -> None:
    parser = subparsers.add_parser("agent", help="run the agent of this host", add_help=False)
    parser.add_argument("rest", nargs=argparse.REMAINDER)


def run(arguments: argparse.Namespace) -> int:
    from agent.__main__ import main

    return main(arguments.rest)
