"""``watchkeeper serve``: run the server in the foreground, as systemd wants it."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from watchkeeper.config.places import DEFAULT_CONFIG
from watchkeeper.core.logs import set_up_logs


def add_to(subparsers: Any) -> None:
    parser = subparsers.add_parser("serve", help="run the server")
    parser.add_argument("--config", type=Path, default=DEFAULT_CONFIG, help="default: %(default)s")
    parser.add_argument("--log-level", choices=("debug", "info", "warning", "error"))


def run(arguments: argparse.Namespace) -> int:
    from watchkeeper.config.settings import read_settings
    from watchkeeper.server.serve import serve

    config = arguments.config.absolute()
    settings = read_settings(config)
    set_up_logs(arguments.log_level or settings.log_level)
    return serve(config)
