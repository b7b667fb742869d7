"""An export bundle: logs of tickets as a ZIP that anybody can check without us.

It holds the events with the hashes over them, the free text with its salts, the terms and
calendars they ran by, documents, explanations and the heads of the days, a manifest with the
digest of every file, and ``verify_bundle.py``, which needs Python's standard library only.

Everything is written as it comes: what is held in memory is at most a part of each kind and one
ticket.  The manifest is the last member; a bundle without one was not finished.
"""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import resources
from types import MappingProxyType, TracebackType
from typing import BinaryIO, Self

from ticketing.events import Event, Fact
from ticketing.log.days import DayHead, ProvenLeaf, day_facts
from ticketing.log.lines import event_line
from watchkeeper.core.canonical import canonical_json
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import Instant, datetime_from_instant

FORMAT = "watchkeeper-bundle/1"
MANIFEST = "manifest.json"
VERIFIER = "verify_bundle.py"

PART_BYTES = 4 * 1024 * 1024
"""A part is written once it is this long; a part holds whole tickets."""

_LONGEST_NAME = 100
_NO_SALTS: Mapping[tuple[int, str], str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class BundleScope:
    """What a bundle is of.  No customer: of all, and the heads' leaves must all be in it."""

    customer: str | None
    start: Instant
    end: Instant
    made_at: Instant


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a goal's time counted or did not, in both languages."""

    goal: str
    cycle: int
    english: str
    chinese: str


@dataclass(frozen=True, slots=True)
class TicketRecord:
    """A ticket's whole log; ``salts`` by event and name, those of erased text are not there.

    ``terms`` is the digest of what it runs by, the name of a file of the bundle.
    """

    events: Sequence[Event]
    terms: str
    salts: Mapping[tuple[int, str], str] = field(default_factory=lambda: _NO_SALTS)
    explanations: tuple[Explanation, ...] = ()


@dataclass(frozen=True, slots=True)
class BundleSeal:
    """The digest of the manifest: whoever has it can tell this bundle from any other."""

    digest: str
    tickets: int
    events: int
    files: int


class BundleWriter:
    """Writes a bundle to *out*, which need not be able to go back.  A context manager.

    Tickets and days may come in any order, a day after the days before it.  ``seal`` ends it.
    """

    def __init__(self, out: BinaryIO, scope: BundleScope) -> None:
        self._zip = zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED)
        self._scope = scope
        self._files: dict[str, Fact] = {}
        self._logs = _Part(("tickets", "events", "prose", "explanations"))
        self._days = _Part(("days", "leaves"))
        self._tickets = self._events = self._documents = 0

    def __enter__(self) -> Self:
        self._write("README.txt", [_README.encode()])
        script = resources.files("ticketing.log").joinpath(VERIFIER)
        self._write(VERIFIER, [script.read_bytes()])
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._zip.close()

    def add_ticket(self, record: TicketRecord) -> None:
        """Take a ticket's log.  Raises InvalidInput for an empty one."""
        if not record.events:
            raise InvalidInput("a ticket without events cannot be exported")
        last = record.events[-1]
        summary: dict[str, Fact] = {
            "ticket": last.ticket,
            "events": last.seq,
            "hash": last.hash,
            "terms": record.terms,
        }
        self._logs.add("tickets", canonical_json(summary))
        for event in record.events:
            self._logs.add("events", event_line(event))
            for line in _prose_lines(event, record.salts):
                self._logs.add("prose", line)
        for one in record.explanations:
            self._logs.add("explanations", _explained(last.ticket, one))
        self._tickets += 1
        self._events += len(record.events)
        self._flush(self._logs, at_least=PART_BYTES)

    def add_day(self, head: DayHead, leaves: Iterable[ProvenLeaf]) -> None:
        """Take a day's head, and what it covers of the bundle's tickets."""
        self._days.add("days", canonical_json({**day_facts(head), "head": head.head}))
        for proven in leaves:
            self._days.add("leaves", _leaf_line(head, proven))
            self._flush(self._days, at_least=PART_BYTES)

    def add_terms(self, source: str) -> str:
        """Take terms as they were pinned; return their digest."""
        return self._add_source("terms", source)

    def add_calendar(self, source: str) -> str:
        """Take a calendar as it was pinned; return its digest."""
        return self._add_source("calendars", source)

    def add_document(self, name: str, chunks: Iterable[bytes]) -> str:
        """Take a file of any length, piece by piece; return its name in the bundle."""
        self._documents += 1
        path = f"documents/{self._documents:05d}-{_safe(name)}"
        self._write(path, chunks)
        return path

    def seal(self) -> BundleSeal:
        """Write what is left and the manifest; return its digest."""
        self._flush(self._logs)
        self._flush(self._days)
        body = canonical_json(self._manifest()).encode("utf-8", "surrogatepass")
        self._write(MANIFEST, [body])
        digest = hashlib.sha256(body).hexdigest()
        return BundleSeal(digest, self._tickets, self._events, len(self._files))

    def _manifest(self) -> dict[str, Fact]:
        return {
            "format": FORMAT,
            "customer": self._scope.customer,
            "start": self._scope.start,
            "end": self._scope.end,
            "made_at": self._scope.made_at,
            "tickets": self._tickets,
            "events": self._events,
            "files": dict(self._files),
        }

    def _add_source(self, folder: str, source: str) -> str:
        body = source.encode("utf-8", "surrogatepass")
        digest = hashlib.sha256(body).hexdigest()
        if f"{folder}/{digest}.json" not in self._files:
            self._write(f"{folder}/{digest}.json", [body])
        return digest

    def _flush(self, part: _Part, *, at_least: int = 1) -> None:
        for path, chunks in part.cut(at_least):
            self._write(path, chunks)

    def _write(self, path: str, chunks: Iterable[bytes]) -> None:
        digest, size = hashlib.sha256(), 0
        moment = datetime_from_instant(self._scope.made_at)
        info = zipfile.ZipInfo(path, moment.timetuple()[:6])
        info.compress_type = zipfile.ZIP_DEFLATED
        info.external_attr = 0o644 << 16
        with self._zip.open(info, "w", force_zip64=True) as member:
            for chunk in chunks:
                member.write(chunk)
                digest.update(chunk)
                size += len(chunk)
        self._files[path] = {"size": size, "sha256": digest.hexdigest()}


class _Part:
    """Lines of several kinds that are written together, under one number."""

    def __init__(self, kinds: Sequence[str]) -> None:
        self._lines: dict[str, list[bytes]] = {kind: [] for kind in kinds}
        self._size = 0
        self._number = 0

    def add(self, kind: str, line: str) -> None:
        encoded = line.encode("utf-8", "surrogatepass") + b"\n"
        self._lines[kind].append(encoded)
        self._size += len(encoded)

    def cut(self, at_least: int) -> Iterator[tuple[str, list[bytes]]]:
        """Yield the files of a part that is long enough, and begin the next one."""
        if self._size < at_least:
            return
        self._number += 1
        for kind, lines in self._lines.items():
            if lines:
                ending = "txt" if kind == "explanations" else "jsonl"
                yield f"{kind}/{self._number:05d}.{ending}", lines
                self._lines[kind] = []
        self._size = 0


def _prose_lines(event: Event, salts: Mapping[tuple[int, str], str]) -> Iterator[str]:
    for name, body in sorted(event.prose.items()):
        facts: dict[str, Fact] = {
            "ticket": event.ticket,
            "seq": event.seq,
            "name": name,
            "salt": salts[event.seq, name],
            "body": body,
        }
        yield canonical_json(facts)


def _leaf_line(head: DayHead, proven: ProvenLeaf) -> str:
    facts: dict[str, Fact] = {
        "day": head.day.isoformat(),
        "ticket": proven.leaf.ticket,
        "seq": proven.leaf.seq,
        "hash": proven.leaf.hash,
        "path": [side.value + digest for side, digest in proven.path],
    }
    return canonical_json(facts)


def _explained(ticket: int, one: Explanation) -> str:
    return f"# {ticket} {one.goal} / {one.cycle}\n{one.chinese}\n\n{one.english}\n"


def _safe(name: str) -> str:
    """Return *name* as a file of every system may be called."""
    return re.sub(r"[^\w.-]+", "_", name).strip("._")[-_LONGEST_NAME:] or "document"


_README = """\
值守工单证据包。核对（只需 Python 3.9 及以上，无需安装其他软件）：

    python3 verify_bundle.py 本文件.zip

请使用您自己保管的 verify_bundle.py，并与导出时公布的封印（--seal）及日报中的日摘要（--head）核对。

A bundle of Watchkeeper's tickets.  To check it, with Python 3.9 or later and nothing else:

    python3 verify_bundle.py THIS.zip

Take a verify_bundle.py that you kept yourself, and compare the seal that was told when this was
exported (--seal) and the heads of days that stand in the daily reports (--head).

manifest.json   every file with its size and SHA-256         各文件的大小与 SHA-256
tickets/        each ticket: events, last hash, terms        各工单的事件数、末尾哈希与条款
events/         the logs, one event in a line                日志，每行一个事件
prose/          free text and its salt; erased text is gone  自由文本及其盐值；已脱敏的不在其中
terms/          the policies the tickets ran by              工单所依据的服务条款
calendars/      the calendars they counted on                计时所用的日历
explanations/   every counted and skipped stretch of time    每段计时与不计时的说明
documents/      forms, reports, attachments                  表单、报告、附件
days/, leaves/  heads of days, and what they cover           日摘要及其所覆盖的内容
"""
