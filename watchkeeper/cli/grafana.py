"""``watchkeeper grafana``: data source, boards and provisioning for Grafana."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Any

from watchkeeper.cli.client import API, add_connection_options, client_from
from watchkeeper.cli.output import add_json_option, hint, say, say_json
from watchkeeper.cli.program_tokens import certificate_of, token_for, write_private
from watchkeeper.client import language_of
from watchkeeper.core.errors import InvalidInput

SCOPES = "query:read"
TOKEN_NAME = "grafana"  # noqa: S105 what the token is called
TOKEN_FILE = "grafana.token"  # noqa: S105 where it is kept


def add_to(subparsers: Any) -> None:
    parser = subparsers.add_parser("grafana", help="files for Grafana")
    add_connection_options(parser)
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    export = actions.add_parser("export", help="write data source, boards and provisioning")
    export.add_argument("--out", type=Path, required=True, metavar="DIR")
    export.add_argument(
        "--language", choices=("zh", "en"), help="of the boards (default: that of the terminal)"
    )
    export.add_argument("--boards-folder", help="where the boards will lie on Grafana's host")
    add_json_option(export)


def run(arguments: argparse.Namespace) -> int:
    from dashboards.grafana.files import BOARDS_FOLDER, Access, grafana_files
    from watchkeeper.access.languages import language_from_text, read_catalogues

    client = client_from(arguments)
    address = client.get(f"{API}/address")
    token = token_for(client, TOKEN_NAME, SCOPES, arguments.out / TOKEN_FILE)
    language = arguments.language or language_of(os.environ)
    files = grafana_files(
        Access(address["url"], token, certificate_of(address["ca_file"])),
        read_catalogues().translate(language_from_text(language)),
        arguments.boards_folder or BOARDS_FOLDER,
    )
    written = [
        _write(arguments.out / name, one.text, is_secret=one.is_secret)
        for name, one in files.items()
    ]
    if arguments.json:
        say_json({"files": written, "token_file": str(arguments.out / TOKEN_FILE)})
    else:
        _say(written, arguments)
    return 0


def _write(path: Path, text: str, *, is_secret: bool) -> str:
    if is_secret:
        write_private(path, text)
        return str(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise InvalidInput(
            "cannot be written: {reason}", at=str(path), reason=error.strerror
        ) from error
    return str(path)


def _say(written: list[str], arguments: argparse.Namespace) -> None:
    from dashboards.grafana.files import BOARDS_FOLDER

    for path in written:
        say(path)
    hint(
        f"Copy {arguments.out}/provisioning to /etc/grafana/provisioning and {arguments.out}/dashboards/*.json\n"
        f"to {arguments.boards_folder or BOARDS_FOLDER}, readable for Grafana; then restart it.\n"
        f"{arguments.out}/{TOKEN_FILE} keeps the token, so that the next export takes the same."
    )
