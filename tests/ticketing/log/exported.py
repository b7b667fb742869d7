"""A bundle of the house, and the script that checks it, run in a process of its own."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from tests.ticketing.log.chronicle import MORNING, Logs
from ticketing.log import verify_bundle
from ticketing.log.bundle import (
    BundleScope,
    BundleSeal,
    BundleWriter,
    Explanation,
    TicketRecord,
)
from ticketing.log.days import ClosedDay
from watchkeeper.core.canonical import canonical_json
from watchkeeper.core.instants import DAY, Instant

TERMS = '{"policy":"contract-cn","source":"…"}'
CALENDAR = '{"name":"5x8"}'
MADE_AT = Instant(MORNING + 5 * DAY)


def salts_of(number: int) -> Mapping[tuple[int, str], str]:
    """Return the salts with which the house's texts were written."""
    salts = {(seq, "text"): "grain" for seq in range(2, 10)}
    return {(1, "summary"): f"salt{number}", **salts}


def bundle_of(
    logs: Logs, days: Iterable[ClosedDay], *, customer: str | None = None
) -> tuple[bytes, BundleSeal]:
    """Return a bundle of these logs, proved by these days."""
    out = BytesIO()
    scope = BundleScope(customer, MORNING, Instant(MORNING + 3 * DAY), MADE_AT)
    with BundleWriter(out, scope) as writer:
        terms = writer.add_terms(TERMS)
        writer.add_calendar(CALENDAR)
        for number, events in logs.items():
            explanation = Explanation("resolve@level", 1, "8h counted", "计时 8 小时")
            writer.add_ticket(TicketRecord(events, terms, salts_of(number), (explanation,)))
        writer.add_document("../处理 报告.html", [b"<p>", "报告".encode(), b"</p>"])
        for closed in days:
            writer.add_day(closed.head, closed.proofs(logs))
        seal = writer.seal()
    return out.getvalue(), seal


Members = dict[str, bytes]


def members_of(bundle: bytes) -> Members:
    with zipfile.ZipFile(BytesIO(bundle)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(members: Mapping[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, body in members.items():
            archive.writestr(name, body)
    return out.getvalue()


def with_manifest_forged(members: Members) -> Members:
    """Return the members with a manifest that agrees with them."""
    manifest = json.loads(members["manifest.json"])
    manifest["files"] = {
        name: {"size": len(body), "sha256": hashlib.sha256(body).hexdigest()}
        for name, body in members.items()
        if name != "manifest.json"
    }
    for what in ("tickets", "events"):
        bodies = [body for name, body in members.items() if name.startswith(f"{what}/")]
        manifest[what] = sum(body.count(b"\n") for body in bodies)
    return {**members, "manifest.json": canonical_json(manifest).encode()}


def with_lines(members: Members, path: str, change: Callable[[list[Any]], list[Any]]) -> Members:
    """Return the members with the lines of one of them changed."""
    lines = [json.loads(line) for line in members[path].splitlines()]
    body = "".join(canonical_json(line) + "\n" for line in change(lines))
    return {**members, path: body.encode()}


@dataclass(frozen=True)
class Checked:
    """What the script said."""

    code: int
    text: str


def checked(bundle: bytes, folder: Path, *options: str, python: str = sys.executable) -> Checked:
    """Take the script out of the bundle and let it check the bundle, apart from this program."""
    path = folder / "bundle.zip"
    path.write_bytes(bundle)
    script = folder / "verify_bundle.py"
    source = Path(verify_bundle.__file__)
    script.write_bytes(source.read_bytes())
    done = subprocess.run(
        [python, "-I", "-X", "utf8", str(script), str(path), *options],
        capture_output=True,
        cwd=folder,
        timeout=60,
        check=False,
    )
    assert done.stderr == b"" or done.returncode == 2, done.stderr.decode()
    return Checked(done.returncode, done.stdout.decode())
