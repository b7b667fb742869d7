"""Export bundles: whole, bounded in memory, and checked by a script that knows nothing of us."""

from __future__ import annotations

import hashlib
import tracemalloc
import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO, RawIOBase
from pathlib import Path
from typing import Any

import pytest

from tests.golden import Golden
from tests.ticketing.log.chronicle import Logs, closed_days, house, noted
from tests.ticketing.log.exported import (
    Checked,
    Members,
    bundle_of,
    checked,
    members_of,
    packed,
    with_lines,
    with_manifest_forged,
)
from ticketing.events import Event
from ticketing.log import verify_bundle
from ticketing.log.bundle import PART_BYTES, BundleScope, BundleWriter, TicketRecord
from ticketing.log.lines import event_line
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import Instant

GOLDEN = Path(__file__).parent / "golden"
NO_CODE = ("README.txt", "verify_bundle.py", "manifest.json")


def _whole() -> bytes:
    logs = house()
    return bundle_of(logs, closed_days(logs))[0]


def test_the_members_of_a_bundle(golden: Golden) -> None:
    """What an auditor opens: every member, as it stands in the file."""
    members = members_of(_whole())
    shown = [
        f"== {name}\n{body.decode().rstrip()}\n"
        for name, body in members.items()
        if name not in NO_CODE
    ]
    golden.check(GOLDEN / "members.txt", "".join(shown))
    assert list(members)[-1] == "manifest.json"
    script = Path(verify_bundle.__file__).read_bytes()
    assert members["verify_bundle.py"] == script


def test_a_bundle_is_checked_by_its_own_script(tmp_path: Path, golden: Golden) -> None:
    """In a process without our packages; it says what it found in Chinese and English."""
    bundle, seal = bundle_of(house(), closed_days(house()))
    found = checked(bundle, tmp_path)
    assert found.code == 0, found.text
    assert seal.digest in found.text
    golden.check(GOLDEN / "checked.txt", found.text.replace(seal.digest, "<seal>"))


def test_a_bundle_that_was_kept_is_still_understood(tmp_path: Path) -> None:
    """A bundle of the first version of the format verifies for ever."""
    found = checked((GOLDEN / "first.zip").read_bytes(), tmp_path)
    assert found.code == 0, found.text


def test_a_part_of_the_house_is_proved_without_the_rest(tmp_path: Path) -> None:
    """One customer's bundle holds the paths of its own logs only."""
    logs = house()
    days = closed_days(logs)
    bundle, _ = bundle_of({1: logs[1]}, days, customer="acme")
    found = checked(bundle, tmp_path, "--head", days[2].head.head)
    assert found.code == 0, found.text
    assert days[1].leaves[1].hash.encode() not in b"".join(members_of(bundle).values())


def test_events_of_today_are_not_proved_by_a_day_yet(tmp_path: Path) -> None:
    """They are chained, and counted apart."""
    logs = house()
    bundle, _ = bundle_of(logs, closed_days(logs)[:2])
    found = checked(bundle, tmp_path)
    assert found.code == 0, found.text
    assert "        2  事件在最后一个已结日之后" in found.text


def test_erased_text_leaves_the_bundle_whole(tmp_path: Path) -> None:
    """Redacted: the text and its salt are gone, the chain still verifies, and it is counted."""
    logs = house()
    logs[1] = [replace(event, prose={}) for event in logs[1]]
    bundle, _ = bundle_of(logs, closed_days(logs))
    found = checked(bundle, tmp_path)
    assert found.code == 0, found.text
    assert "        3  文本已脱敏" in found.text


def _set(index: int, **facts: Any) -> Callable[[list[Any]], list[Any]]:
    def change(lines: list[Any]) -> list[Any]:
        lines[index].update(facts)
        return lines

    return change


def _without(index: int) -> Callable[[list[Any]], list[Any]]:
    return lambda lines: lines[:index] + lines[index + 1 :]


EVENTS, PROSE = "events/00001.jsonl", "prose/00001.jsonl"
DAYS, LEAVES = "days/00001.jsonl", "leaves/00001.jsonl"
TICKETS = "tickets/00001.jsonl"
TAMPERING = [
    pytest.param(EVENTS, _set(1, actor="somebody"), "第 2 个事件", id="a fact of an event"),
    pytest.param(EVENTS, _set(1, hash="0" * 64), "第 2 个事件", id="a hash"),
    pytest.param(EVENTS, _set(1, recorded_at=1), "第 2 个事件", id="when it was written"),
    pytest.param(EVENTS, _without(1), "第 3 个事件", id="an event is gone"),
    pytest.param(EVENTS, _without(2), "末尾|日志在第 3 个事件之前", id="the tail is cut"),
    pytest.param(
        EVENTS, lambda lines: [*lines, lines[-1]], "第 1 个事件", id="an event stands twice"
    ),
    pytest.param(PROSE, _set(0, body="nothing"), "文本 summary", id="a text"),
    pytest.param(PROSE, _set(0, salt="pepper"), "文本 summary", id="a salt"),
    pytest.param(PROSE, _set(0, name="other"), "文本 other", id="the name of a text"),
    pytest.param(PROSE, lambda lines: [lines[0], *lines], "文本 summary", id="a text twice"),
    pytest.param(DAYS, _without(1), "不衔接", id="a day is gone"),
    pytest.param(DAYS, _without(2), "并未如所述", id="the last day is gone"),
    pytest.param(DAYS, _set(1, root="0" * 64), "日摘要与其内容不符", id="the root of a day"),
    pytest.param(DAYS, _set(1, events=7), "日摘要与其内容不符", id="the count of a day"),
    pytest.param(DAYS, _set(1, day="soon"), "日摘要与其内容不符", id="no date"),
    pytest.param(LEAVES, _set(0, hash="0" * 64), "并未如所述", id="a leaf"),
    pytest.param(LEAVES, _set(1, path=[]), "并未如所述", id="a path"),
    pytest.param(LEAVES, _set(1, path=["X"]), "无法理解", id="a path without sides"),
    pytest.param(LEAVES, _without(4), "覆盖 2 个工单，此处有 1 个", id="a leaf is gone"),
    pytest.param(TICKETS, _set(0, hash="0" * 64), "与列表不符", id="a ticket's end"),
    pytest.param(TICKETS, _set(0, terms="0" * 64), "服务条款", id="a ticket's terms"),
    pytest.param(EVENTS, lambda lines: [7, *lines[1:]], "第 1 行无法理解", id="no event at all"),
    pytest.param(EVENTS, _set(0, seq="1"), "第 1 行无法理解", id="a number as a word"),
]


@pytest.mark.parametrize(("path", "change", "said"), TAMPERING)
def test_tampering_is_found(
    tmp_path: Path, path: str, change: Callable[[list[Any]], list[Any]], said: str
) -> None:
    """P17: by the manifest at once, and by chains and days where the manifest was forged, too."""
    members = with_lines(members_of(_whole()), path, change)
    plain = checked(packed(members), tmp_path)
    assert plain.code == 1
    assert f"文件 {path} 与清单不符" in plain.text
    forged = checked(packed(with_manifest_forged(members)), tmp_path)
    assert forged.code == 1, forged.text
    assert any(words in forged.text for words in said.split("|")), forged.text


def _checked_without(tmp_path: Path, logs: Logs, kept: Logs) -> Checked:
    """Return what is said of a bundle that lacks logs, all else being consistent."""
    whole = members_of(bundle_of(logs, closed_days(logs))[0])
    less = members_of(bundle_of(kept, closed_days(logs))[0])
    for path in (DAYS, LEAVES):
        less[path] = whole[path]
    return checked(packed(with_manifest_forged(less)), tmp_path)


def test_a_removed_ticket_is_found(tmp_path: Path) -> None:
    """P17: its events, texts and summary are gone, its day still names it."""
    logs = house()
    found = _checked_without(tmp_path, logs, {1: logs[1], 3: logs[3]})
    assert found.code == 1
    assert "覆盖的工单 2 已不存在" in found.text


def test_a_log_that_was_written_anew_is_found(tmp_path: Path) -> None:
    """P17: a whole new chain is consistent in itself, but not the one of the days."""
    logs = house()
    anew: list[Event] = [logs[1][0]]
    for event in logs[1][1:]:
        anew.append(noted(anew[-1], event.recorded_at, note="nothing happened"))
    found = _checked_without(tmp_path, logs, {**logs, 1: anew})
    assert found.code == 1
    assert "工单 1 的第 2 个事件与 2026-11-24 所覆盖的不符" in found.text


def test_an_event_slipped_into_a_day_that_is_over_is_found(tmp_path: Path) -> None:
    """P17: chained in all correctness, but no head covers it."""
    logs = house()
    days = closed_days(logs)
    logs[2].append(noted(logs[2][0], Instant(logs[2][0].recorded_at + 1)))
    found = checked(bundle_of(logs, days)[0], tmp_path)
    assert found.code == 1
    assert "工单 2 的第 2 个事件所在日已结束，却未被任何日摘要覆盖" in found.text


def _flipped(members: Members, path: str) -> Members:
    body = bytearray(members[path])
    body[len(body) // 2] ^= 1
    return {**members, path: bytes(body)}


@pytest.mark.parametrize("kind", ["documents", "explanations", "terms", "calendars", "README.txt"])
def test_a_flipped_bit_of_any_file_is_found(tmp_path: Path, kind: str) -> None:
    """P17: the manifest covers what no chain does."""
    members = members_of(_whole())
    path = next(name for name in members if name.startswith(kind))
    found = checked(packed(_flipped(members, path)), tmp_path)
    assert found.code == 1
    assert f"文件 {path} 与清单不符" in found.text


def test_terms_are_what_their_name_says(tmp_path: Path) -> None:
    """A policy cannot be exchanged even with the manifest: tickets name it by its digest."""
    members = members_of(_whole())
    path = next(name for name in members if name.startswith("terms/"))
    found = checked(packed(with_manifest_forged(_flipped(members, path))), tmp_path)
    assert f"文件 {path} 与其名称中的摘要不符" in found.text


@pytest.mark.parametrize(
    ("alter", "said"),
    [
        pytest.param(lambda members: {**members, "x.txt": b"!"}, "清单中没有文件 x.txt", id="more"),
        pytest.param(
            lambda members: {name: body for name, body in members.items() if name != PROSE},
            f"缺少文件 {PROSE}",
            id="less",
        ),
        pytest.param(
            lambda members: {n: body for n, body in members.items() if n != "manifest.json"},
            "缺少清单",
            id="not finished",
        ),
        pytest.param(
            lambda members: {**members, "manifest.json": b'{"format":"other/9"}'},
            "未知格式 other/9",
            id="another format",
        ),
    ],
)
def test_files_are_those_of_the_manifest(
    tmp_path: Path, alter: Callable[[Members], Members], said: str
) -> None:
    """Neither more nor fewer."""
    found = checked(packed(alter(members_of(_whole()))), tmp_path)
    assert found.code == 1
    assert said in found.text


def test_a_member_that_stands_twice_is_found(tmp_path: Path) -> None:
    """Which of two a reader shows is up to the reader: neither is to be trusted."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, body in members_of(_whole()).items():
            archive.writestr(name, body)
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr(EVENTS, b"")
    found = checked(out.getvalue(), tmp_path)
    assert found.code == 1
    assert f"文件 {EVENTS} 出现两次" in found.text


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        pytest.param(("--seal", "0" * 64), 1, "与给出的不符", id="another seal"),
        pytest.param(("--head", "0" * 64), 1, "没有日摘要为", id="another head"),
        pytest.param(("--colour",), 2, "", id="an option there is not"),
    ],
)
def test_what_was_published_is_compared(
    tmp_path: Path, options: tuple[str, ...], code: int, said: str
) -> None:
    """The seal of the export and the heads of the daily reports are what nobody can forge."""
    found = checked(_whole(), tmp_path, *options)
    assert found.code == code
    assert said in found.text


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"PK\x03\x04 nonsense", id="no archive"),
        pytest.param(packed({"manifest.json": b"[" * 100_000}), id="nested without end"),
        pytest.param(packed({"manifest.json": b"[]"}), id="no manifest in the manifest"),
        pytest.param(
            packed({"manifest.json": b'{"format":"watchkeeper-bundle/1"}'}), id="half a manifest"
        ),
    ],
)
def test_what_is_no_bundle_is_told(tmp_path: Path, body: bytes) -> None:
    """Exit code 3 and one line; never a traceback."""
    found = checked(body, tmp_path)
    assert found.code == 3
    assert found.text.startswith("无法读取 / cannot be read")


def test_an_event_line_is_what_its_hash_is_taken_of() -> None:
    """Anybody can compute it: the line without its two hashes, after the hash before."""
    for event in house()[1]:
        covered = event_line(event).replace(f'"hash":"{event.hash}",', "")
        covered = covered.replace(f'"prev_hash":"{event.prev_hash}",', "")
        assert hashlib.sha256(f"{event.prev_hash}\n{covered}".encode()).hexdigest() == event.hash


class _Pipe(RawIOBase):
    """Takes bytes and cannot go back, as a connection."""

    def __init__(self) -> None:
        self.taken = 0

    def writable(self) -> bool:
        return True

    def write(self, chunk: Any) -> int:
        self.taken += len(chunk)
        return len(chunk)


def test_memory_does_not_grow_with_the_bundle() -> None:
    """60 MB of notes go through a pipe; what is held is a few parts."""
    log = house(days=1)[1]
    note = hashlib.sha256(b"note").hexdigest() * 300
    salts = {(seq, "text"): "grain" for seq in range(2, 12)} | {(1, "summary"): "salt1"}
    for _ in range(10):
        log.append(noted(log[-1], Instant(log[-1].recorded_at + 1), note=note))
    pipe = _Pipe()
    scope = BundleScope("acme", log[0].recorded_at, log[-1].recorded_at, log[-1].recorded_at)
    tracemalloc.start()
    with BundleWriter(pipe, scope) as writer:  # type: ignore[arg-type]  # all that is called is there
        terms = writer.add_terms("{}")
        for _ in range(300):
            writer.add_ticket(TicketRecord(log, terms, salts))
        seal = writer.seal()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert seal.events == 300 * 11
    assert peak < 4 * PART_BYTES


def test_a_ticket_without_events_is_refused() -> None:
    """There is nothing to prove."""
    scope = BundleScope(None, Instant(0), Instant(1), Instant(1_700_000_000_000))
    with BundleWriter(BytesIO(), scope) as writer, pytest.raises(InvalidInput):
        writer.add_ticket(TicketRecord((), ""))
