"""The script alone: any flipped bit is found, any bytes are survived, any Python from 3.9 runs it."""

from __future__ import annotations

import ast
import json
import sys
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.ticketing.log.chronicle import closed_days, house
from tests.ticketing.log.exported import (
    Members,
    bundle_of,
    members_of,
    packed,
    with_manifest_forged,
)
from ticketing.log import verify_bundle
from ticketing.log.verify_bundle import Report, Unreadable, printed, verify

PROVED = ("events/00001.jsonl", "prose/00001.jsonl", "days/00001.jsonl", "leaves/00001.jsonl")


@lru_cache(maxsize=1)
def _members() -> Members:
    logs = house()
    return members_of(bundle_of(logs, closed_days(logs))[0])


def _report(bundle: bytes) -> Report | None:
    """Return what is found, None where it is no bundle; what is printed can be."""
    try:
        examined, report = verify(BytesIO(bundle), None, [])
    except Unreadable:
        return None
    assert list(printed(examined, report))
    return report


def _same(body: bytes, other: bytes) -> bool:
    """Tell whether two parts say the same, as JSON goes."""
    try:
        return [json.loads(line) for line in body.splitlines()] == [
            json.loads(line) for line in other.splitlines()
        ]
    except ValueError:
        return False


@given(path=st.sampled_from(PROVED), place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_any_flipped_bit_of_what_is_proved_is_found(path: str, place: float, bit: int) -> None:
    """P17: although the manifest was made to agree with it."""
    body = bytearray(_members()[path])
    body[int(place * len(body))] ^= 1 << bit
    report = _report(packed(with_manifest_forged({**_members(), path: bytes(body)})))
    assert report is None or report.findings or _same(bytes(body), _members()[path])


@given(place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_any_flipped_bit_of_the_file_is_found_or_harmless(place: float, bit: int) -> None:
    """P17: a damaged archive is refused, or told, or reads as it was."""
    whole = packed(_members())
    body = bytearray(whole)
    body[int(place * len(body))] ^= 1 << bit
    report = _report(bytes(body))
    if report is not None and not report.findings:
        assert members_of(bytes(body)) == _members()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(
    path=st.sampled_from([*PROVED, "tickets/00001.jsonl", "manifest.json"]),
    lines=st.lists(JSON, max_size=3),
    data=st.data(),
)
def test_whatever_a_bundle_holds_it_never_fails(
    path: str, lines: list[object], data: st.DataObject
) -> None:
    """Bytes from anybody: findings or a refusal, never a traceback."""
    known = _members()[path].splitlines()
    mixed: list[object] = [*lines]
    if known and path != "manifest.json":
        row = json.loads(known[0])
        name = data.draw(st.sampled_from(sorted(row)))
        mixed.append({**row, name: data.draw(JSON)})
    body = b"\n".join(json.dumps(line).encode() for line in mixed)
    members = {**_members(), path: body}
    report = _report(packed(members if path == "manifest.json" else with_manifest_forged(members)))
    assert report is None or report.findings


def test_the_script_stands_alone() -> None:
    """It imports the standard library only and has the syntax of Python 3.9."""
    source = Path(verify_bundle.__file__).read_text("utf-8")
    tree = ast.parse(source, feature_version=(3, 9))
    imported = {
        name.name.partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for name in node.names
    } | {
        (node.module or "").partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
    }
    assert imported - {"__future__"} <= sys.stdlib_module_names
    assert not any(isinstance(node, ast.Match) for node in ast.walk(tree))


def test_many_findings_are_told_in_few_lines() -> None:
    """Two hundred are listed, the rest counted."""
    report = Report()
    for number in range(250):
        report.find("ticket", ticket=number)
    assert (len(report.findings), report.more) == (verify_bundle.MOST_FINDINGS, 50)
