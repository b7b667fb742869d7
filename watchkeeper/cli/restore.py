"""``watchkeeper restore FILE``: check a backup and put it in place of what is there, or of nothing."""

from __future__ import annotations

import argparse
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from watchkeeper.cli.output import ProgressBar, add_json_option, hint, say, say_json
from watchkeeper.cli.passphrase import add_passphrase_option, asked_passphrase, given_passphrase
from watchkeeper.config.places import DEFAULT_CONFIG
from watchkeeper.core.errors import InvalidInput

if TYPE_CHECKING:
    from watchkeeper.server.backup.restore import Restored


def add_to(subparsers: Any) -> None:
    parser = subparsers.add_parser("restore", help="restore a backup, on this or another machine")
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--config", type=Path, default=DEFAULT_CONFIG, help="default: %(default)s")
    parser.add_argument("--data", type=Path, help="folder for the data, if another than before")
    parser.add_argument("--database", default="", help="address of a PostgreSQL, if another")
    parser.add_argument(
        "--replace", action="store_true", help="put what is there aside, into a folder beside it"
    )
    parser.add_argument(
        "--keep-configuration", action="store_true", help="restore data only, by the files here"
    )
    add_passphrase_option(parser)
    parser.add_argument("--no-secrets", action="store_true", help="restore without what is sealed")
    add_json_option(parser)


def run(arguments: argparse.Namespace) -> int:
    from watchkeeper.server.backup.places import Wanted
    from watchkeeper.server.backup.restore import restore
    from watchkeeper.server.clock import SystemClock

    path = arguments.file.absolute()
    wanted = Wanted(arguments.config.absolute(), arguments.data, arguments.database)
    passphrase = _opening(arguments, path)
    bar = ProgressBar("restoring")
    try:
        done = restore(
            path,
            wanted,
            passphrase=passphrase,
            replaces=arguments.replace,
            with_configuration=not arguments.keep_configuration,
            now=SystemClock().now(),
            tell=bar.show,
        )
    finally:
        bar.clear()
    if arguments.json:
        say_json(_summary(done))
    else:
        _say(done)
    return 0


def _opening(arguments: argparse.Namespace, path: Path) -> str:
    """Return the passphrase where the backup needs one.  Raises InvalidInput where none is given."""
    from watchkeeper.storage.backup.archive import reading_archive

    if arguments.no_secrets or arguments.keep_configuration:
        return ""
    with reading_archive(path) as archive:
        is_sealed = archive.manifest.is_sealed
    if not is_sealed:
        return ""
    found = given_passphrase(arguments) or asked_passphrase("passphrase", twice=False)
    if not found:
        raise InvalidInput(
            "its secrets are sealed: give the passphrase by --passphrase-file, or --no-secrets"
        )
    return found


def _summary(done: Restored) -> dict[str, object]:
    return {
        "taken_at": done.manifest.taken_at,
        "version": done.manifest.version,
        "config": str(done.config),
        "data": str(done.data),
        "missing": list(done.missing),
        "aside": list(done.aside),
        "needs_upgrade": done.needs_upgrade,
    }


def _say(done: Restored) -> None:
    from watchkeeper.core.instants import iso
    from watchkeeper.server.program import this_program

    say(f"restored as of {iso(done.manifest.taken_at)}: {done.config.parent}, {done.data}")
    for name in done.missing:
        hint(f"to be put back by hand: {name}")
    for folder in done.aside:
        hint(f"what was there before: {folder}")
    program = this_program(sys.argv[0])
    config = ("--config", str(done.config)) if done.config != DEFAULT_CONFIG else ()
    if done.needs_upgrade:
        hint(f"next: {program.line('upgrade', *config)}")
    hint(f"next: {program.line('check-config', *config)}")
    start = (
        program.line("serve", *config)
        if config
        else shlex.join(["systemctl", "start", "watchkeeper"])
    )
    hint(f"then: {start}")
