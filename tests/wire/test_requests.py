"""Requests to agents and what comes back: bounded, and read as they were written."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.core.errors import InvalidInput
from watchkeeper.wire.connections import (
    MOST_CONNECTIONS,
    Connection,
    ConnectionReport,
    plain_from_report,
    report_from_plain,
)
from watchkeeper.wire.requests import (
    DONE,
    FAILED,
    MAX_BYTES,
    Request,
    Result,
    bytes_from_requests,
    bytes_from_results,
    requests_from_bytes,
    results_from_bytes,
)

ONE = "0123456789abcdef" * 2
BUSY = Connection(
    process="nginx",
    pid=7,
    unit="nginx.service",
    user="www-data",
    local="10.0.0.1:443",
    remote="[2001:db8::1]:50000",
    sent=1_500.5,
    received=20.0,
)
REPORT = ConnectionReport(15.0, (BUSY,), others=2, others_sent=3.5, others_received=0.0)


def test_requests_and_results_are_read_as_they_were_written() -> None:
    """Number, name, report and reason come through."""
    asked = (Request(ONE, "connections"),)
    assert requests_from_bytes(bytes_from_requests(asked)) == asked
    results = (Result(ONE, DONE, report=REPORT), Result(ONE, FAILED, "no netlink"))
    assert results_from_bytes(bytes_from_results("a1", results)) == results


def test_what_no_database_takes_is_replaced() -> None:
    """The reason of a host goes into the audit trail, whatever stands in it."""
    body = b'{"results": [{"id": "%s", "state": "\\ud800", "reason": "a\\u0000"}]}' % ONE.encode()
    (found,) = results_from_bytes(body)
    assert (found.state, found.reason) == ("?", "a\ufffd")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b'{"requests": 1}',
        b'{"requests": [{"id": "../x", "name": "connections"}]}',
        b'{"requests": [{"id": "' + ONE.encode() + b'"}]}',
        json.dumps({"requests": [{"id": ONE, "name": "connections"}] * 5}).encode(),
        b"[" * 60_000,
        b" " * (MAX_BYTES + 1),
    ],
    ids=["nothing", "no object", "no list", "another id", "no name", "too many", "deep", "long"],
)
def test_what_is_no_request_is_refused(body: bytes) -> None:
    """An agent believes nothing that it does not know."""
    with pytest.raises(InvalidInput):
        requests_from_bytes(body)


def test_a_reason_that_no_database_holds_is_told_without_it() -> None:
    body = {"results": [{"id": ONE, "state": FAILED, "reason": "a\ud800\0"}]}
    (found,) = results_from_bytes(json.dumps(body).encode())
    assert found.reason == "a?\N{REPLACEMENT CHARACTER}"


@given(st.binary(max_size=300))
def test_any_bytes_are_refused_or_read(body: bytes) -> None:
    """Nothing but InvalidInput comes out of a foreign body."""
    for read in (requests_from_bytes, results_from_bytes):
        try:
            read(body)
        except InvalidInput:
            continue


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["connections", "seconds", "others", "pid", "sent", "process"]), inner
        )
    ),
    max_leaves=12,
)


@given(JSON)
def test_any_report_is_refused_or_within_bounds(content: object) -> None:
    """A hostile host can give no number that is none, and no text that breaks a line."""
    try:
        report = report_from_plain(content)
    except InvalidInput:
        return
    assert 0 <= report.seconds <= 86_400
    assert 0 <= report.others_sent <= 1e18


@pytest.mark.parametrize(
    ("change", "is_taken"),
    [
        ({"connections": [{**BUSY._asdict(), "process": "a\nb\x1b[31m\u202e"}]}, True),
        ({"connections": [{**BUSY._asdict(), "sent": float("nan")}]}, False),
        ({"connections": [{**BUSY._asdict(), "sent": True}]}, False),
        ({"connections": [BUSY._asdict()] * (MOST_CONNECTIONS + 1)}, False),
        ({"seconds": 10**400}, True),
    ],
    ids=["control characters", "no number", "a truth", "too many", "a large number"],
)
def test_a_hostile_report_is_bounded(change: dict[str, object], is_taken: bool) -> None:
    """Texts are cut and cleaned, numbers clamped; what makes no sense is refused."""
    content = {**plain_from_report(REPORT), **change}
    if not is_taken:
        with pytest.raises(InvalidInput):
            report_from_plain(content)
        return
    told = report_from_plain(content)
    assert all(each.process.isprintable() for each in told.connections)
