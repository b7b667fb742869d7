"""``watchkeeper targets import``: other people's lists become targets; the plan is shown first."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from watchkeeper.cli.client import API, Client
from watchkeeper.cli.output import add_json_option, hint, say, say_json, say_table, working
from watchkeeper.core.errors import InvalidInput

IMPORTS = f"{API}/imports"
FORMATS = ("file-sd", "ansible-ini", "ansible-yaml", "csv", "xlsx")
DONE, PROBLEMS = 0, 1
_MOST_BYTES = 8 * 1024 * 1024
_MOST_DIFFERENCES = 4
_BINARY = "application/octet-stream"


def add_to(actions: Any) -> None:
    take = actions.add_parser(
        "import", help="watch what a list names: file_sd, Ansible inventory, XLSX, CSV"
    )
    take.add_argument("file", type=Path, metavar="FILE", nargs="?", help="- for standard input")
    take.add_argument("--format", choices=FORMATS, help="default: what it looks like")
    take.add_argument("--customer", help="of rows that name none")
    take.add_argument("--site", help="of rows that name none")
    take.add_argument("--groups", help="of rows that name none, with commas between")
    take.add_argument("--dry-run", action="store_true", help="show the plan, change nothing")
    take.add_argument("--yes", action="store_true", help="do not ask")
    take.add_argument("--undo", action="store_true", help="take the last import back")
    add_json_option(take)
    template = actions.add_parser("template", help="print an empty list to fill in")
    template.add_argument("--format", choices=("csv", "xlsx"), default="csv")
    template.add_argument("--language", choices=("zh", "en"), default="en", help="of the headings")
    template.add_argument("--out", type=Path, metavar="FILE", help="instead of standard output")
    add_json_option(template)


def run_import(client: Client, arguments: argparse.Namespace) -> int:
    if arguments.undo:
        return _undo(client, arguments)
    if arguments.file is None:
        raise InvalidInput("name the FILE to import, or --undo")
    data = _read(arguments.file)
    plan = _asked(client, arguments, data, is_dry=True)
    has_refused = plan["refused"] > 0
    if not arguments.json:
        _say_plan(plan)
    if arguments.dry_run or not (plan["added"] or plan["changed"]):
        return _end(plan, arguments, has_refused=has_refused)
    if not arguments.yes and not _agreed(plan):
        if not arguments.json:
            hint("nothing was changed; --yes does it")
        return _end(plan, arguments, has_refused=has_refused)
    with working("importing"):
        done = _asked(client, arguments, data, is_dry=False)
    if not arguments.json:
        say(f"imported: {done['added']} added, {done['changed']} changed")
        hint("`watchkeeper targets import --undo` takes it back")
    return _end(done, arguments, has_refused=done["refused"] > 0)


def run_template(arguments: argparse.Namespace) -> int:
    from watchkeeper.access.languages import Language
    from watchkeeper.inventory.imports.template import template

    if arguments.out is None and arguments.format == "xlsx" and not arguments.json:
        raise InvalidInput("a workbook is no text; name a file by --out FILE")
    data = template(arguments.format, Language(arguments.language))
    if arguments.out is not None:
        arguments.out.write_bytes(data)
    if arguments.json:
        say_json({"format": arguments.format, "bytes": len(data), "file": str(arguments.out or "")})
    elif arguments.out is not None:
        say(f"written to {arguments.out} ({len(data)} bytes)")
    else:
        sys.stdout.write(data.decode("utf-8-sig").replace("\r\n", "\n"))
    return DONE


def _read(path: Path) -> bytes:
    try:
        if str(path) == "-":
            data = sys.stdin.buffer.read(_MOST_BYTES + 1)
        else:
            with path.open("rb") as file:
                data = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise InvalidInput(
            "cannot be read: {reason}", at=str(path), reason=error.strerror
        ) from error
    if len(data) > _MOST_BYTES:
        raise InvalidInput("is larger than {limit} bytes", at=str(path), limit=_MOST_BYTES)
    return data


def _asked(client: Client, arguments: argparse.Namespace, data: bytes, *, is_dry: bool) -> Any:
    query = {
        "file": "stdin" if str(arguments.file) == "-" else arguments.file.name,
        "format": arguments.format,
        "customer": arguments.customer,
        "site": arguments.site,
        "groups": arguments.groups,
        "dry_run": "yes" if is_dry else None,
    }
    given = urlencode({key: value for key, value in query.items() if value})
    return client.send(f"{IMPORTS}?{given}", data, _BINARY)


def _say_plan(plan: Any) -> None:
    for note in plan["notes"]:
        hint(note)
    shown = [row for row in plan["rows"] if row["verdict"] != "unchanged"]
    if shown:
        say_table(
            ("ROW", "NAME", "IS", "WHAT"),
            ((row["at"], row["name"], row["verdict"], _what(row)) for row in shown),
        )
    counts = ("added", "changed", "unchanged", "refused")
    say("plan: " + ", ".join(f"{plan[name]} {name}" for name in counts))


def _what(row: Any) -> str:
    if row["reason"]:
        return str(row["reason"])
    changed = row["differences"]
    if row["verdict"] == "added":
        words = [f"{one['key']} {one['after']}" for one in changed if one["key"] != "name"]
    else:
        words = [f"{one['key']}: {one['before'] or '-'} > {one['after'] or '-'}" for one in changed]
    more = f" and {len(words) - _MOST_DIFFERENCES} more" if len(words) > _MOST_DIFFERENCES else ""
    return "; ".join(words[:_MOST_DIFFERENCES]) + more


def _agreed(plan: Any) -> bool:
    """Ask on a terminal; elsewhere nobody agrees."""
    if not sys.stdin.isatty():
        return False
    sys.stderr.write(f"Import {plan['added'] + plan['changed']} targets? [y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().casefold() in {"y", "yes", "是"}


def _end(plan: Any, arguments: argparse.Namespace, *, has_refused: bool) -> int:
    if arguments.json:
        say_json(plan)
    return PROBLEMS if has_refused else DONE


def _undo(client: Client, arguments: argparse.Namespace) -> int:
    done = client.delete(f"{IMPORTS}/last")
    if arguments.json:
        say_json(done)
    else:
        say(f"taken back: {len(done['targets'])} targets are as they were before the import")
    return DONE
