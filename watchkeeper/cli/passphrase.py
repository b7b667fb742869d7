"""Where a passphrase comes from: a file, the environment, the terminal; never the command line."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from pathlib import Path

from watchkeeper.core.errors import InvalidInput

VARIABLE = "WATCHKEEPER_BACKUP_PASSPHRASE"


def add_passphrase_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--passphrase-file",
        type=Path,
        help=f"file with the passphrase that seals secrets (or ${VARIABLE}, or the terminal)",
    )


def given_passphrase(arguments: argparse.Namespace) -> str:
    """Return the passphrase of file or environment, empty where there is none."""
    if arguments.passphrase_file is None:
        return os.environ.get(VARIABLE, "")
    try:
        found: str = arguments.passphrase_file.read_text(encoding="utf-8").strip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInput(
            "cannot be read: {reason}", at=str(arguments.passphrase_file), reason=error
        ) from error
    return found


def asked_passphrase(question: str, *, twice: bool) -> str:
    """Ask on the terminal; empty where there is none.  Raises InvalidInput for two that differ."""
    if not sys.stdin.isatty():
        return ""
    typed = getpass.getpass(f"{question}: ", sys.stderr)
    if twice and typed and getpass.getpass("once more: ", sys.stderr) != typed:
        raise InvalidInput("the two passphrases differ")
    return typed
