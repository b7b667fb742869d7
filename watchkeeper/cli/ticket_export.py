"""``watchkeeper tickets export``: a customer's tickets as a bundle that anybody can check."""

from __future__ import annotations

import argparse
import hashlib
import http.client
import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

from watchkeeper.cli.client import API, Client
from watchkeeper.cli.output import add_json_option, hint, say, say_json, working
from watchkeeper.core.errors import InvalidInput, Unavailable

DONE = 0
_PART_BYTES = 1 << 18
_MANIFEST = "manifest.json"


def add_export(actions: Any) -> None:
    export = actions.add_parser("export", help="write a customer's tickets, and what proves them")
    export.add_argument("--customer", required=True)
    export.add_argument("--from", dest="first", required=True, metavar="DAY", help="2026-11-01")
    export.add_argument("--to", dest="last", required=True, metavar="DAY", help="2026-11-30")
    export.add_argument("--bundle", required=True, type=Path, metavar="FILE", help="a new ZIP")
    add_json_option(export)


def export_bundle(client: Client, arguments: argparse.Namespace) -> int:
    """Write the bundle, and tell the seal by which it is known from any other."""
    query = {"customer": arguments.customer, "from": arguments.first, "to": arguments.last}
    with working("exporting"), client.download(f"{API}/log/bundle", **query) as answer:
        found = _kept(answer, arguments.bundle)
    if arguments.json:
        say_json(found)
        return DONE
    say(f"seal {found['seal']}")
    hint(f"{found['tickets']} tickets, {found['events']} events in {arguments.bundle}")
    hint(f"check it: python3 verify_bundle.py --seal {found['seal']} {arguments.bundle}")
    return DONE


def _kept(answer: http.client.HTTPResponse, path: Path) -> dict[str, object]:
    """Write what comes; the file takes its name when it is whole.  Raises Unavailable."""
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        with unfinished.open("wb") as file:
            shutil.copyfileobj(answer, file, _PART_BYTES)
        found = _sealed(unfinished)
        unfinished.replace(path)
    except OSError as error:
        raise InvalidInput(
            "cannot be written: {reason}", at=str(path), reason=error.strerror or error
        ) from error
    finally:
        unfinished.unlink(missing_ok=True)
    return found


def _sealed(path: Path) -> dict[str, object]:
    """Return the digest of the manifest, which is the last that is written, and what it counts."""
    try:
        with zipfile.ZipFile(path) as archive:
            body = archive.read(_MANIFEST)
    except (zipfile.BadZipFile, KeyError) as error:
        raise Unavailable("the server's answer broke off") from error
    manifest = json.loads(body)
    seal = hashlib.sha256(body).hexdigest()
    return {"seal": seal, "tickets": manifest["tickets"], "events": manifest["events"]}
