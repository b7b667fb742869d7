"""``watchkeeper tickets attach``, ``save-file``, ``erase-file``."""

from __future__ import annotations

import argparse
import secrets
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from watchkeeper.cli.client import API, Client
from watchkeeper.cli.output import add_json_option, hint, say_json
from watchkeeper.core.errors import InvalidInput


def add_to(actions: Any) -> None:
    attach = actions.add_parser("attach", help="attach a file")
    attach.add_argument("number", type=int)
    attach.add_argument("file", type=Path, metavar="FILE")
    attach.add_argument("--note")
    save = actions.add_parser("save-file", help="save a file of a ticket")
    save.add_argument("number", type=int)
    save.add_argument("seq", type=int, help="the file's number, as `tickets show --json` has it")
    save.add_argument("--out", type=Path, metavar="FILE", required=True)
    erase = actions.add_parser("erase-file", help="erase a file; its hash stays in the log")
    erase.add_argument("number", type=int)
    erase.add_argument("seq", type=int)
    erase.add_argument("--reason", required=True)
    for parser in (attach, erase):
        parser.add_argument(
            "--as", dest="actor", metavar="PERSON", help="for whom an administrator does it"
        )
    for parser in (attach, save, erase):
        add_json_option(parser)


def save(client: Client, arguments: argparse.Namespace) -> int:
    """Write a file as it was attached; one of that name is not overwritten."""
    out: Path = arguments.out
    try:
        with (
            client.download(f"{_files(arguments)}/{arguments.seq}") as answer,
            out.open("xb") as to,
        ):
            shutil.copyfileobj(answer, to)
            size = to.tell()
    except OSError as error:
        raise InvalidInput(
            "cannot be written: {reason}", at=str(out), reason=error.strerror or error
        ) from error
    if arguments.json:
        say_json({"file": str(out), "size_bytes": size})
    else:
        hint(f"{size:,} bytes written to {out}")
    return 0


def _attach(client: Client, arguments: argparse.Namespace) -> Any:
    file: Path = arguments.file
    try:
        data = file.read_bytes()
    except OSError as error:
        raise InvalidInput(
            "cannot be read: {reason}", at=str(file), reason=error.strerror
        ) from error
    fields = {"note": arguments.note or "", "actor": arguments.actor or ""}
    boundary = secrets.token_hex(16)
    body = _form(boundary, {name: said for name, said in fields.items() if said}, file.name, data)
    return client.send(_files(arguments), body, f"multipart/form-data; boundary={boundary}")


def _erase(client: Client, arguments: argparse.Namespace) -> Any:
    given = {"reason": arguments.reason, "actor": arguments.actor}
    return client.post(f"{_files(arguments)}/{arguments.seq}/erase", given)


RUN: Mapping[str, Callable[[Client, argparse.Namespace], Any]] = MappingProxyType(
    {"attach": _attach, "erase-file": _erase}
)
"""What answers with the ticket."""


def _files(arguments: argparse.Namespace) -> str:
    return f"{API}/tickets/{arguments.number}/files"


def _form(boundary: str, fields: Mapping[str, str], name: str, data: bytes) -> bytes:
    """Return a form of ``multipart/form-data`` with one file."""
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{said}\r\n'
        for field, said in fields.items()
    ]
    called = name.translate({ord('"'): "%22", ord("\r"): "%0D", ord("\n"): "%0A"})
    head = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{called}"\r\n'
        "Content-Type: application/octet-stream\r\n\r\n"
    )
    end = f"\r\n--{boundary}--\r\n"
    return ("".join(parts) + head).encode("utf-8", "surrogateescape") + data + end.encode()
