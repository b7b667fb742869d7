"""``watchkeeper upgrade``: bring the database to the schema of this version; it cannot brick."""

from __future__ import annotations

import argparse
import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any

from watchkeeper.cli.checks import plain_checks, say_checks
from watchkeeper.cli.output import ProgressBar, add_json_option, hint, say, say_json, working
from watchkeeper.config.places import DEFAULT_CONFIG

if TYPE_CHECKING:
    from watchkeeper.storage.upgrade.words import Upgraded


def add_to(subparsers: Any) -> None:
    parser = subparsers.add_parser("upgrade", help="bring the database to this version's schema")
    parser.add_argument("--config", type=Path, default=DEFAULT_CONFIG, help="default: %(default)s")
    parser.add_argument(
        "--check", action="store_true", help="say what would be done and whether it can be"
    )
    add_json_option(parser)


def run(arguments: argparse.Namespace) -> int:
    return _check(arguments) if arguments.check else _upgrade(arguments)


def _check(arguments: argparse.Namespace) -> int:
    from watchkeeper.config.settings import read_settings
    from watchkeeper.server.upgrade import check_upgrade

    settings = read_settings(arguments.config.absolute())
    with working("looking"):
        found = asyncio.run(check_upgrade(settings))
    return say_checks(plain_checks(found), as_json=arguments.json)


def _upgrade(arguments: argparse.Namespace) -> int:
    from watchkeeper.config.settings import read_settings
    from watchkeeper.server.lock import DirectoryLock
    from watchkeeper.server.upgrade import upgrade_state

    settings = read_settings(arguments.config.absolute())
    bars = _Bars()
    with DirectoryLock(settings.data):
        try:
            done = asyncio.run(upgrade_state(settings, tell=bars.tell))
        finally:
            bars.clear()
    if arguments.json:
        say_json(_plain(done))
    elif done is None:
        say("the database has the schema of this version; nothing to do")
    else:
        say(f"the database has schema {done.newest} now; it had {done.found}")
        if done.kept:
            hint(f"the former one stays until the next upgrade: {done.kept}")
    return 0


def _plain(done: Upgraded | None) -> dict[str, str | None]:
    if done is None:
        return {"found": None, "newest": None, "kept": None}
    return {
        "found": done.found,
        "newest": done.newest,
        "kept": str(done.kept) if done.kept else None,
    }


class _Bars:
    """A bar for each stage, one after the other."""

    def __init__(self) -> None:
        self._bar: ProgressBar | None = None
        self._stage: Any = None

    def tell(self, stage: Any, done: int, of: int) -> None:
        if stage is not self._stage or self._bar is None:
            self.clear()
            self._stage, self._bar = stage, ProgressBar(stage.value)
        self._bar.show(done, of)

    def clear(self) -> None:
        if self._bar is not None:
            self._bar.clear()
