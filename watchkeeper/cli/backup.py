"""``watchkeeper backup FILE``: everything in one file, made by the running server; ``--test`` tries one."""

from __future__ import annotations

import argparse
import base64
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from watchkeeper.cli.checks import plain_checks, say_checks
from watchkeeper.cli.client import API, Client, add_connection_options, client_from
from watchkeeper.cli.output import ProgressBar, add_json_option, hint, say, say_json
from watchkeeper.cli.passphrase import (
    VARIABLE,
    add_passphrase_option,
    asked_passphrase,
    given_passphrase,
)
from watchkeeper.config.places import DEFAULT_CONFIG
from watchkeeper.core.errors import InvalidInput, Unavailable

_MOST_GIVEN_BYTES = 64 << 10  # keys and certificates; more does not fit into a request


def add_to(subparsers: Any) -> None:
    parser = subparsers.add_parser("backup", help="write everything into one file, or try one")
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--without-series", action="store_true", help="tickets and files only")
    add_passphrase_option(parser)
    parser.add_argument(
        "--no-secrets", action="store_true", help="leave secrets out; the answer names them"
    )
    parser.add_argument(
        "--test", action="store_true", help="restore FILE into a scratch folder and compare"
    )
    parser.add_argument("--scratch", type=Path, help="folder for --test (default: $TMPDIR, /tmp)")
    parser.add_argument(
        "--database", default="", help="PostgreSQL for --test (default: as in --config)"
    )
    parser.add_argument("--config", type=Path, default=DEFAULT_CONFIG, help="default: %(default)s")
    add_json_option(parser)
    add_connection_options(parser)


def run(arguments: argparse.Namespace) -> int:
    return _test(arguments) if arguments.test else _make(arguments)


def _make(arguments: argparse.Namespace) -> int:
    from watchkeeper.storage.backup.file import new_backup

    client = client_from(arguments)
    target = arguments.file.absolute()
    passphrase = _sealing(arguments)
    _refuse_open_line(client, passphrase)
    plan = client.get(f"{API}/backups/plan")
    body = {
        "series": not arguments.without_series,
        "passphrase": passphrase,
        "given": _given(client, plan) if passphrase else {},
    }
    bar = ProgressBar("making the backup")
    try:
        with new_backup(target) as file:
            made = _received(client, body, file, bar)
    finally:
        bar.clear()
    size = target.stat().st_size
    if arguments.json:
        say_json({**made, "file": str(target), "file_bytes": size})
    else:
        say(f"{target}: {size / (1 << 20):.1f} MiB, checked")
        _say_left_out(made)
    return 0


def _received(client: Client, body: Mapping[str, object], file: Any, bar: ProgressBar) -> Any:
    """Write what comes and return what the server says of it.  Raises where it broke off."""
    made = None
    for frame in client.frames("POST", f"{API}/backups", body):
        if isinstance(frame, bytes):
            file.write(frame)
        else:
            bar.show(frame["done"], frame["of"])
            made = frame["made"] or made
    if made is None:
        raise Unavailable("the server ended the backup before it was whole")
    return made


def _sealing(arguments: argparse.Namespace) -> str:
    if arguments.no_secrets:
        return ""
    passphrase = given_passphrase(arguments) or asked_passphrase(
        "passphrase that seals the secrets", twice=True
    )
    if not passphrase:
        raise InvalidInput(
            "secrets need a passphrase: --passphrase-file FILE or ${variable}; "
            "--no-secrets leaves them out",
            variable=VARIABLE,
        )
    return passphrase


def _refuse_open_line(client: Client, passphrase: str) -> None:
    is_open = client.socket is None and client.url.startswith("http://")
    if passphrase and is_open and not client.url.startswith(("http://127.", "http://localhost")):
        raise InvalidInput(
            "a passphrase does not go over http; use https, or run this on the server"
        )


def _given(client: Client, plan: Mapping[str, Any]) -> dict[str, str]:
    """Read what the server's own user may not: on its machine, root may (the CA's key)."""
    if client.socket is None:
        return {}
    found = {}
    for name in plan["unreadable"]:
        try:
            content = (Path(plan["configuration_folder"]) / name).read_bytes()
        except OSError:
            continue
        if len(content) <= _MOST_GIVEN_BYTES:
            found[name] = base64.b64encode(content).decode()
    return found


def _say_left_out(made: Mapping[str, Any]) -> None:
    for name in made["left_out"]:
        hint(f"not in it, keep it elsewhere: {name}")
    if made["is_sealed"]:
        hint("secrets are sealed: without the passphrase nobody gets them back")


def _test(arguments: argparse.Namespace) -> int:
    from watchkeeper.server.backup.trial import try_backup
    from watchkeeper.server.clock import SystemClock

    bar = ProgressBar("trying the backup")
    try:
        checks = try_backup(
            arguments.file.absolute(),
            clock=SystemClock(),
            scratch=arguments.scratch,
            database=arguments.database or _configured_database(arguments.config),
            passphrase=given_passphrase(arguments),
            tell=bar.show,
        )
    finally:
        bar.clear()
    return say_checks(plain_checks(checks), as_json=arguments.json)


def _configured_database(config: Path) -> str:
    from watchkeeper.config.settings import read_settings

    return read_settings(config.absolute()).database if config.exists() else ""
