"""``watchkeeper demo``: real faults on this host become tickets; nothing is asked or installed."""

from __future__ import annotations

import argparse
from importlib import import_module
from pathlib import Path
from typing import Any

from watchkeeper.cli.output import say
from watchkeeper.core.errors import WatchkeeperError


def add_to(subparsers: Any) -> None:
    parser = subparsers.add_parser("demo", help="a real fault becomes a ticket, in 90 seconds")
    parser.add_argument("--once", action="store_true", help="play the script and exit")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the timeline as JSON")
    parser.add_argument("--form", type=Path, help="where the daily check form is written")
    parser.add_argument("--language", choices=("zh", "en"), default="zh")


def run(arguments: argparse.Namespace) -> int:
    import_module("aiohttp")  # its server is a child; what that would lack is said here
    from watchkeeper.demo.scratch import scratch_folder

    with scratch_folder("watchkeeper-demo-") as folder:
        return _play(arguments, folder)


def _play(arguments: argparse.Namespace, folder: Path) -> int:
    from watchkeeper.demo.stage import Stage

    form = arguments.form or (
        arguments.json.with_suffix(".html") if arguments.json else folder / "check-form.html"
    )
    with Stage(folder, language=arguments.language, form_path=form, tell=say) as stage:
        try:
            stage.play()
        except WatchkeeperError as error:
            stage.failed(error)
        stage.write(arguments.json)
        if not arguments.once:
            stage.stay()
        return stage.exit_code()
