"""Check an export bundle of Watchkeeper: chains, texts, heads of days, manifest.

    python3 verify_bundle.py BUNDLE.zip [--seal DIGEST] [--head DIGEST ...]

Standard library only, Python 3.9 and later; knows nothing of the program that wrote the bundle.
Exit codes: 0 everything holds, 1 something was found, 2 wrong use, 3 no bundle could be read.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import IO, Any, NamedTuple

GENESIS = "0" * 64
FORMAT = "watchkeeper-bundle/1"
MANIFEST = "manifest.json"

LONGEST_LINE = 16 * 1024 * 1024
LONGEST_MANIFEST = 64 * 1024 * 1024
MOST_FINDINGS = 200
CHUNK = 1024 * 1024
ONE_DAY = timedelta(days=1)

Row = dict[str, Any]


class Unreadable(Exception):
    """The file is no bundle at all."""


class Log(NamedTuple):
    """What is remembered of a ticket's log."""

    seq: int
    hash: str
    last_before_end: int  # the last event that the newest day in the bundle should cover


class Report:
    """What was counted and what was found."""

    def __init__(self) -> None:
        self.counts: dict[str, int] = {}
        self.findings: list[tuple[str, str]] = []
        self.more = 0

    def count(self, name: str, by: int = 1) -> None:
        self.counts[name] = self.counts.get(name, 0) + by

    def find(self, name: str, /, **facts: object) -> None:
        if len(self.findings) >= MOST_FINDINGS:
            self.more += 1
            return
        english, chinese = SENTENCES[name]
        self.findings.append((english.format(**facts), chinese.format(**facts)))


SENTENCES = {
    "no_manifest": ("the bundle has no manifest: it was not finished", "缺少清单：证据包未完成"),
    "seal": ("the seal is {seal}, not the one you gave", "封印为 {seal}，与给出的不符"),
    "format": ("unknown format {format}", "未知格式 {format}"),
    "missing": ("{path} is missing", "缺少文件 {path}"),
    "extra": ("{path} is not in the manifest", "清单中没有文件 {path}"),
    "twice": ("{path} is there twice", "文件 {path} 出现两次"),
    "file": ("{path} is not the file of the manifest", "文件 {path} 与清单不符"),
    "broken": ("{path} cannot be read: {why}", "文件 {path} 无法读取：{why}"),
    "line": ("{path}, line {line}: makes no sense", "{path} 第 {line} 行无法理解"),
    "event": (
        "ticket {ticket}, event {seq}: does not follow from the one before",
        "工单 {ticket} 第 {seq} 个事件与前一事件不衔接",
    ),
    "log": (
        "ticket {ticket}: its log is not the one that is listed",
        "工单 {ticket} 的日志与列表不符",
    ),
    "ticket": ("ticket {ticket} has no log", "工单 {ticket} 没有日志"),
    "prose": (
        "ticket {ticket}, event {seq}: the text {name} is not the one that was written",
        "工单 {ticket} 第 {seq} 个事件的文本 {name} 与原文不符",
    ),
    "source": ("{path} is not what its name says", "文件 {path} 与其名称中的摘要不符"),
    "terms": ("ticket {ticket}: its terms are missing", "缺少工单 {ticket} 的服务条款"),
    "total": ("{what}: {found} found, {told} told", "{what}：实有 {found}，清单为 {told}"),
    "day": ("{day} does not follow from the day before it", "{day} 与前一日不衔接"),
    "head": ("the head of {day} does not follow from its facts", "{day} 的日摘要与其内容不符"),
    "published": ("no day has the head {head}", "没有日摘要为 {head} 的一日"),
    "leaf": ("{day} does not cover ticket {ticket} as told", "{day} 并未如所述覆盖工单 {ticket}"),
    "leaves": (
        "{day} covers {told} tickets, {found} are here",
        "{day} 覆盖 {told} 个工单，此处有 {found} 个",
    ),
    "removed": (
        "ticket {ticket}, which {day} covers, is gone",
        "{day} 覆盖的工单 {ticket} 已不存在",
    ),
    "cut": (
        "the log of ticket {ticket} ends before event {seq}, which {day} covers",
        "工单 {ticket} 的日志在第 {seq} 个事件之前中断，而 {day} 覆盖了该事件",
    ),
    "other": (
        "event {seq} of ticket {ticket} is not the one that {day} covers",
        "工单 {ticket} 的第 {seq} 个事件与 {day} 所覆盖的不符",
    ),
    "uncovered": (
        "ticket {ticket}: event {seq} is covered by no day, though its day is over",
        "工单 {ticket} 的第 {seq} 个事件所在日已结束，却未被任何日摘要覆盖",
    ),
}

COUNTS = (
    ("files", "files", "文件"),
    ("tickets", "tickets", "工单"),
    ("events", "events, each following from the one before", "事件，逐个衔接"),
    ("prose", "texts as they were written", "文本与原文一致"),
    ("erased", "texts erased (redacted)", "文本已脱敏"),
    ("sources", "terms and calendars", "条款与日历"),
    ("days", "days, each following from the one before", "日摘要，逐日衔接"),
    ("leaves", "logs proved by heads of days", "日志经日摘要证明"),
    ("open", "events after the last day that is closed", "事件在最后一个已结日之后"),
)


class Bundle:
    """A bundle under examination."""

    def __init__(self, archive: zipfile.ZipFile, report: Report) -> None:
        self.archive = archive
        self.report = report
        self.manifest: Row = {}
        self.seal = ""
        self.names: set[str] = set()
        self.wanted: dict[int, dict[int, tuple[str, str]]] = {}  # ticket, seq: day, hash
        self.roots: dict[str, tuple[str, int]] = {}  # day: root, number of leaves
        self.heads: set[str] = set()
        self.ends_at: int | None = None
        self.logs: dict[int, Log] = {}

    def check(self, seal: str | None, heads: list[str]) -> None:
        """Check everything, in the order in which one thing rests on another."""
        if not self.read_manifest(seal):
            return
        self.check_files()
        self.check_sources()
        self.check_days(heads)
        self.check_leaves()
        for path in self.parts("events"):
            hashes = self.check_events(path)
            self.check_prose(path.replace("events/", "prose/"), hashes)
        self.check_tickets()
        self.check_covered()
        self.check_totals()

    def read_manifest(self, seal: str | None) -> bool:
        names = self.archive.namelist()
        self.names = set(names)
        times = Counter(names)
        for path in sorted(name for name in times if times[name] > 1):
            self.report.find("twice", path=path)
        if MANIFEST not in self.names:
            self.report.find("no_manifest")
            return False
        if self.archive.getinfo(MANIFEST).file_size > LONGEST_MANIFEST:
            raise Unreadable("the manifest is too long")
        body = self.archive.read(MANIFEST)
        self.seal = hashlib.sha256(body).hexdigest()
        if seal is not None and seal.lower() != self.seal:
            self.report.find("seal", seal=self.seal)
        self.manifest = json.loads(body.decode("utf-8", "surrogatepass"))
        if self.manifest["format"] != FORMAT:
            self.report.find("format", format=self.manifest["format"])
            return False
        return True

    def check_files(self) -> None:
        listed = self.manifest["files"]
        for path in sorted(set(listed) - self.names):
            self.report.find("missing", path=path)
        for path in sorted(self.names - set(listed) - {MANIFEST}):
            self.report.find("extra", path=path)
        for path in sorted(self.names & set(listed)):
            try:
                found = self.digest_of(path)
            except BROKEN as error:
                self.report.find("broken", path=path, why=error)
                self.names.discard(path)
                continue
            self.report.count("files")
            if found != (listed[path]["size"], listed[path]["sha256"]):
                self.report.find("file", path=path)

    def digest_of(self, path: str) -> tuple[int, str]:
        digest, size = hashlib.sha256(), 0
        with self.archive.open(path) as member:
            while True:
                chunk = member.read(CHUNK)
                if not chunk:
                    return size, digest.hexdigest()
                digest.update(chunk)
                size += len(chunk)

    def check_sources(self) -> None:
        """The name of terms and of a calendar is the digest of what is in it."""
        for path in sorted(self.names):
            folder, _, name = path.partition("/")
            if folder in ("terms", "calendars"):
                self.report.count("sources")
                if self.digest_of(path)[1] + ".json" != name:
                    self.report.find("source", path=path)

    def check_days(self, heads: list[str]) -> None:
        before: Row | None = None
        for row in self.rows_of("days"):
            facts = {name: row[name] for name in DAY_FACTS}
            if sha256("day\n" + canonical(facts)) != row["head"]:
                self.report.find("head", day=row["day"])
            if before is not None and not follows(row, before):
                self.report.find("day", day=row["day"])
            self.report.count("days")
            self.roots[row["day"]] = (row["root"], row["tickets"])
            self.heads.add(row["head"])
            self.ends_at = row["ends_at"]
            before = row
        for head in heads:
            if head.lower() not in self.heads:
                self.report.find("published", head=head)

    def check_leaves(self) -> None:
        found: dict[str, int] = {}
        for row in self.rows_of("leaves"):
            day, ticket = row["day"], row["ticket"]
            digest = sha256("leaf\n{}\n{}\n{}".format(ticket, row["seq"], row["hash"]))
            for step in row["path"]:
                pair = (step[1:], digest) if step[0] == "L" else (digest, step[1:])
                digest = sha256("node\n{}\n{}".format(*pair))
            if day not in self.roots or digest != self.roots[day][0]:
                self.report.find("leaf", day=day, ticket=ticket)
            found[day] = found.get(day, 0) + 1
            self.wanted.setdefault(ticket, {})[row["seq"]] = (day, row["hash"])
        is_whole = self.manifest["customer"] is None
        for day, (_, told) in self.roots.items():
            here = found.get(day, 0)
            if here > told or (is_whole and here != told):
                self.report.find("leaves", day=day, told=told, found=here)

    def check_events(self, path: str) -> dict[tuple[int, int], Row]:
        """Check the chains of a part; return the digests of the texts in it."""
        hashes: dict[tuple[int, int], Row] = {}
        for row in self.rows_in(path):
            told, before = row.pop("hash"), row.pop("prev_hash")
            ticket, seq = row["ticket"], row["seq"]
            log = self.logs.get(ticket, Log(0, GENESIS, 0))
            expected = sha256(log.hash + "\n" + canonical(row))
            if seq != log.seq + 1 or before != log.hash or told != expected:
                self.report.find("event", ticket=ticket, seq=seq)
            self.check_covered_event(ticket, seq, told)
            is_over = self.ends_at is not None and row["recorded_at"] < self.ends_at
            self.logs[ticket] = Log(seq, told, seq if is_over else log.last_before_end)
            self.report.count("events")
            self.report.count("open", 0 if is_over else 1)
            hashes[ticket, seq] = row["prose"]
        return hashes

    def check_covered_event(self, ticket: int, seq: int, told: str) -> None:
        day, wanted = self.wanted.get(ticket, {}).get(seq, (None, told))
        if day is None:
            return
        if wanted == told:
            self.report.count("leaves")
        else:
            self.report.find("other", ticket=ticket, seq=seq, day=day)

    def check_prose(self, path: str, hashes: dict[tuple[int, int], Row]) -> None:
        left = sum(len(row) for row in hashes.values())
        seen: set[tuple[int, int, str]] = set()
        for row in self.rows_in(path) if path in self.names else ():
            ticket, seq, name = row["ticket"], row["seq"], row["name"]
            told = hashes.get((ticket, seq), {}).get(name)
            is_again = (ticket, seq, name) in seen
            if is_again or sha256(row["salt"] + "\n" + row["body"]) != told:
                self.report.find("prose", ticket=ticket, seq=seq, name=name)
            else:
                self.report.count("prose")
            seen.add((ticket, seq, name))
            left -= 0 if is_again or told is None else 1
        self.report.count("erased", left)

    def check_tickets(self) -> None:
        for row in self.rows_of("tickets"):
            ticket, log = row["ticket"], self.logs.get(row["ticket"])
            self.report.count("tickets")
            if log is None:
                self.report.find("ticket", ticket=ticket)
            elif (log.seq, log.hash) != (row["events"], row["hash"]):
                self.report.find("log", ticket=ticket)
            if "terms/{}.json".format(row["terms"]) not in self.names:
                self.report.find("terms", ticket=ticket)

    def check_covered(self) -> None:
        """Every leaf needs its event, and every event of a day that is over its leaf."""
        for ticket, leaves in sorted(self.wanted.items()):
            log = self.logs.get(ticket)
            seq = max(leaves)
            if log is None:
                self.report.find("removed", ticket=ticket, day=leaves[seq][0])
            elif seq > log.seq:
                self.report.find("cut", ticket=ticket, seq=log.seq + 1, day=leaves[seq][0])
        for ticket, log in sorted(self.logs.items()):
            reached = max(self.wanted.get(ticket, {0: None}))
            if log.last_before_end > reached:
                self.report.find("uncovered", ticket=ticket, seq=log.last_before_end)

    def check_totals(self) -> None:
        for what in ("tickets", "events"):
            found, told = self.report.counts.get(what, 0), self.manifest[what]
            if found != told:
                self.report.find("total", what=what, found=found, told=told)

    def parts(self, folder: str) -> list[str]:
        return sorted(name for name in self.names if name.startswith(folder + "/"))

    def rows_of(self, folder: str) -> Iterator[Row]:
        for path in self.parts(folder):
            yield from self.rows_in(path)

    def rows_in(self, path: str) -> Iterator[Row]:
        """Yield the lines of a part; one that is not understood is told and left out."""
        wanted = FIELDS[path.partition("/")[0]]
        with self.archive.open(path) as member:
            number = 0
            while True:
                line = member.readline(LONGEST_LINE)
                if not line:
                    return
                number += 1
                row = row_from(line, wanted)
                if row is None:
                    self.report.find("line", path=path, line=number)
                else:
                    yield row


DAY_FACTS = ("day", "ends_at", "events", "last_number", "previous", "root", "tickets", "zone")

FIELDS: dict[str, dict[str, type]] = {
    "tickets": {"ticket": int, "events": int, "hash": str, "terms": str},
    "events": {
        "ticket": int,
        "seq": int,
        "recorded_at": int,
        "prose": dict,
        "hash": str,
        "prev_hash": str,
    },
    "prose": {"ticket": int, "seq": int, "name": str, "salt": str, "body": str},
    "days": {
        "day": str,
        "zone": str,
        "tickets": int,
        "events": int,
        "last_number": int,
        "root": str,
        "previous": str,
        "head": str,
        "ends_at": int,
    },
    "leaves": {"day": str, "ticket": int, "seq": int, "hash": str, "path": list},
}

BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
)
"""What damaged bytes make of an archive, of JSON, of names that we know."""


def row_from(line: bytes, wanted: dict[str, type]) -> Row | None:
    """Return the object of a line, None where it is none or lacks something."""
    try:
        row = json.loads(line.decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(row, dict):
        return None
    if not all(type(row.get(name)) is kind for name, kind in wanted.items()):
        return None
    steps = row.get("path", [])
    return row if all(isinstance(step, str) and step[:1] in ("L", "R") for step in steps) else None


def follows(row: Row, before: Row) -> bool:
    """Tell whether a day is the one after *before*, and says so."""
    try:
        is_next = date.fromisoformat(row["day"]) - date.fromisoformat(before["day"]) == ONE_DAY
    except ValueError:
        return False
    return is_next and row["previous"] == before["head"] and row["ends_at"] > before["ends_at"]


def canonical(value: object) -> str:
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def verify(path: str | IO[bytes], seal: str | None, heads: list[str]) -> tuple[Bundle, Report]:
    """Check the bundle at *path*.  Raises Unreadable."""
    report = Report()
    try:
        with zipfile.ZipFile(path) as archive:
            bundle = Bundle(archive, report)
            bundle.check(seal, heads)
    except (*BROKEN, RecursionError) as error:
        raise Unreadable(str(error) or type(error).__name__) from error
    return bundle, report


def printed(bundle: Bundle, report: Report) -> Iterator[str]:
    """Yield what is printed, in both languages."""
    manifest = bundle.manifest
    if manifest:
        yield "值守证据包 / Watchkeeper bundle: {}".format(manifest.get("customer") or "全部 / all")
        yield f"封印 / seal: {bundle.seal}"
    for name, english, chinese in COUNTS:
        yield f"{report.counts.get(name, 0):>9}  {chinese} / {english}"
    for english, chinese in report.findings:
        yield f"!! {chinese} / {english}"
    if report.more:
        yield f"!! 另有 {report.more} 处 / {report.more} more"
    count = len(report.findings) + report.more
    yield (
        f"结果：有 {count} 处问题 / {count} findings"
        if count
        else "结果：完整无误 / everything holds"
    )


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="核对值守证据包 / Check a Watchkeeper bundle")
    parser.add_argument("bundle", help="证据包 / the bundle, a ZIP")
    parser.add_argument("--seal", help="导出时公布的封印 / the seal told at the export")
    parser.add_argument(
        "--head", action="append", default=[], help="日报中的日摘要 / a day's head as published"
    )
    wish = parser.parse_args(arguments)
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")
    try:
        bundle, report = verify(wish.bundle, wish.seal, wish.head)
    except Unreadable as error:
        sys.stdout.write(f"无法读取 / cannot be read: {error}\n")
        return 3
    sys.stdout.writelines(line + "\n" for line in printed(bundle, report))
    return 1 if report.findings else 0


if __name__ == "__main__":
    sys.exit(main())
