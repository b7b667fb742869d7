from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.intake.posted_alerts import (
    MAX_ALERTS,
    MAX_ANNOTATION_CHARACTERS,
    MAX_LABELS,
    MAX_VALUE_CHARACTERS,
    Batch,
    read_batch,
)
from watchkeeper.core.alerts import PostedAlert
from watchkeeper.core.errors import InvalidInput, TooLarge
from watchkeeper.core.instants import HOUR, MINUTE, Instant, instant_from_rfc3339, later, rfc3339

NOW = instant_from_rfc3339("2026-11-22T01:14:07.000Z")
PAST = rfc3339(later(NOW, -HOUR))
FUTURE = rfc3339(later(NOW, HOUR))
GO_ZERO = "0001-01-01T00:00:00.000Z"


def read(*items: object) -> Batch:
    return read_batch(json.dumps(items).encode(), now=NOW)


def only(item: object) -> PostedAlert:
    batch = read(item)
    assert batch.complaints == ()
    return batch.alerts[0]


@pytest.mark.parametrize(
    ("times", "starts_at", "ends_at", "has_timeout", "is_resolved"),
    [
        ({}, 0, 5 * MINUTE, True, False),
        ({"startsAt": PAST}, -HOUR, 5 * MINUTE, True, False),
        ({"startsAt": PAST, "endsAt": FUTURE}, -HOUR, HOUR, False, False),
        ({"endsAt": PAST}, -HOUR, -HOUR, False, True),
        ({"endsAt": FUTURE}, HOUR, HOUR, False, False),
        ({"startsAt": PAST, "endsAt": rfc3339(NOW)}, -HOUR, 0, False, True),
        ({"startsAt": GO_ZERO, "endsAt": GO_ZERO}, 0, 5 * MINUTE, True, False),
        ({"startsAt": "", "endsAt": None}, 0, 5 * MINUTE, True, False),
    ],
    ids=[
        "no times: from now until the resolve timeout",
        "no end: until the resolve timeout",
        "firing as Prometheus sends it",
        "only an end in the past: resolved",
        "only an end in the future",
        "an end that is now: resolved",
        "Go's zero times count as missing",
        "empty and null count as missing",
    ],
)
def test_times_default_as_in_alertmanager(
    times: dict[str, str], starts_at: int, ends_at: int, has_timeout: bool, is_resolved: bool
) -> None:
    """startsAt and endsAt are filled in as Alertmanager's postAlertsHandler does."""
    alert = only({"labels": {"alertname": "A"}, **times})
    assert alert.starts_at == NOW + starts_at
    assert alert.ends_at == NOW + ends_at
    assert alert.has_timeout is has_timeout
    assert alert.is_resolved is is_resolved


def test_empty_labels_are_dropped() -> None:
    """A label with an empty value is the same as no label."""
    alert = only({"labels": {"alertname": "A", "team": ""}})
    assert alert.labels == (("alertname", "A"),)


@pytest.mark.parametrize(
    "item",
    [
        {"labels": {}},
        {"labels": {"team": ""}},
        {"labels": None},
        {"labels": {"alertname": 7}},
        {"labels": {"": "A"}},
        {"labels": {"alertname": "a\0b"}},
        {"labels": {f"name{n}": "x" for n in range(MAX_LABELS + 1)}},
        {"labels": {"alertname": "x" * (MAX_VALUE_CHARACTERS + 1)}},
        {"labels": {"alertname": "A"}, "startsAt": FUTURE, "endsAt": PAST},
        {"labels": {"alertname": "A"}, "startsAt": "yesterday"},
        {"labels": {"alertname": "A"}, "startsAt": 12},
        {"labels": {"alertname": "A"}, "endsAt": "2026-11-22T01:14:07"},
        {"labels": {"alertname": "A"}, "endsAt": "9999-12-31T23:59:59-14:00"},
        {"labels": {"alertname": "A"}, "annotations": {"summary": ["x"]}},
        "an alert",
    ],
    ids=[
        "no labels",
        "only empty labels",
        "null labels",
        "a number as value",
        "an empty name",
        "a NUL character",
        "too many labels",
        "a value too long",
        "the end before the start",
        "a time in words",
        "a time as number",
        "a time without zone",
        "a time out of range",
        "an annotation that is a list",
        "no object",
    ],
)
def test_an_invalid_alert_spoils_no_other(item: object) -> None:
    """The valid alerts of a batch count; the invalid one is named by its place in the batch."""
    batch = read({"labels": {"alertname": "before"}}, item, {"labels": {"alertname": "after"}})
    assert [dict(alert.labels)["alertname"] for alert in batch.alerts] == ["before", "after"]
    assert len(batch.complaints) == 1
    assert batch.complaints[0].text().startswith("alert 2: ")


@pytest.mark.parametrize(
    "body",
    [b"", b"{}", b"null", b"[", b'[{"labels": NaN}]', b'["\\ud800"]', b"\xff\xfe", b"[" * 5_000],
    ids=["nothing", "an object", "null", "cut", "NaN", "half a surrogate", "no UTF-8", "deep"],
)
def test_a_body_that_makes_no_sense_is_refused_whole(body: bytes) -> None:
    """What is no JSON array is refused with a sentence."""
    with pytest.raises(InvalidInput, match="body"):
        read_batch(body, now=NOW)


def test_too_many_alerts_are_refused() -> None:
    """The number of alerts in one request is bounded."""
    with pytest.raises(TooLarge, match="at most"):
        read_batch(b"[" + b",".join([b"{}"] * (MAX_ALERTS + 1)) + b"]", now=NOW)


def test_long_prose_is_cut_rather_than_the_alert_lost() -> None:
    """Annotations out of bounds are shortened; a link that is no web address is left out."""
    alert = only(
        {
            "labels": {"alertname": "A"},
            "annotations": {"summary": "磁" * 20_000, "note": "a\0b", "empty": ""},
            "generatorURL": "javascript:alert(1)",
        }
    )
    assert len(alert.annotations["summary"]) == MAX_ANNOTATION_CHARACTERS
    assert alert.annotations["summary"].endswith("…")
    assert alert.annotations["note"] == "ab"
    assert "empty" not in alert.annotations
    assert alert.generator_url == ""


JSON_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)
ALERTS = st.fixed_dictionaries(
    {},
    optional={
        "labels": st.dictionaries(st.text(max_size=8), st.text(max_size=8) | JSON_VALUES),
        "annotations": JSON_VALUES,
        "startsAt": st.sampled_from([PAST, FUTURE, GO_ZERO, "x"]) | JSON_VALUES,
        "endsAt": st.datetimes().map(lambda moment: moment.isoformat() + "+08:00") | JSON_VALUES,
        "generatorURL": JSON_VALUES,
    },
)


@given(st.lists(ALERTS | JSON_VALUES, max_size=6))
def test_every_alert_is_taken_or_complained_about(items: list[object]) -> None:
    """Whatever is sent, each alert counts or has its sentence, and what counts is in bounds."""
    batch = read_batch(json.dumps(items).encode(), now=Instant(NOW))
    assert len(batch.alerts) + len(batch.complaints) == len(items)
    for alert in batch.alerts:
        assert alert.labels
        assert all(value for _, value in alert.labels)
        assert alert.starts_at <= alert.ends_at
        assert alert.is_resolved == (alert.ends_at <= NOW)
        rfc3339(alert.starts_at)
        rfc3339(alert.ends_at)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    """No body makes the reader fail in another way than by its own error."""
    try:
        read_batch(body, now=NOW)
    except InvalidInput:
        return
