"""Mapping files, and what payloads become by the shipped ones."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.webhooks.mapping import WebhookMappings, mapping_of, shipped_mappings
from collector.webhooks.reading import MAX_ALERTS, MAX_DEPTH, Read, read_payload
from watchkeeper.config.nodes import parse_yaml
from watchkeeper.core.alerts import PostedAlert
from watchkeeper.core.errors import ConfigError, InvalidInput, TooLarge
from watchkeeper.core.instants import HOUR, Instant, instant_from_rfc3339
from watchkeeper.core.levels import Level

FIXTURES = Path(__file__).parents[2] / "fixtures" / "webhooks"
NOW = instant_from_rfc3339("2026-11-23T12:00:00Z")


def read(name: str, body: bytes, *, source: str = "s") -> Read:
    mapping = WebhookMappings().find(name)
    assert mapping is not None
    return read_payload(mapping, body, now=NOW, source=source)


def read_fixture(name: str, file: str) -> tuple[PostedAlert, ...]:
    found = read(name, (FIXTURES / file).read_bytes())
    assert found.batch.complaints == ()
    return found.batch.alerts


def by(text: str, payload: Any) -> Read:
    mapping = mapping_of(parse_yaml(text, name="webhooks/own.yml"))
    return read_payload(mapping, json.dumps(payload).encode(), now=NOW, source="s")


def test_alertmanager_version_4() -> None:
    """Each alert of the group, with its own status, times and labels."""
    firing, resolved = read_fixture("alertmanager", "alertmanager.json")
    assert dict(firing.labels) == {
        "alertname": "DiskFull", "instance": "web-1:9100", "severity": "critical",
    }  # fmt: skip
    assert firing.annotations["summary"] == "disk of web-1 is full"
    assert firing.starts_at == instant_from_rfc3339("2026-11-23T11:50:00.123Z")
    assert firing.generator_url.startswith("http://prometheus:9090/")
    assert (firing.is_resolved, firing.is_kept, firing.key) == (False, True, "")
    assert resolved.is_resolved
    assert resolved.ends_at == instant_from_rfc3339("2026-11-23T11:55:00Z")


def test_grafana() -> None:
    """A contact point's alert: its values stand in the annotations, its link leads to the panel."""
    (firing,) = read_fixture("grafana", "grafana.json")
    assert dict(firing.labels)["alertname"] == "High memory usage"
    assert firing.annotations["values"] == '{"B":44.23943737541908,"C":1}'
    assert firing.generator_url == "https://grafana.example/d/abc?viewPanel=2"
    assert firing.starts_at == instant_from_rfc3339("2026-11-23T07:51:03.157Z")


@pytest.mark.parametrize(
    ("changes", "resolved", "level"),
    [({}, False, Level.II), ({"event_value": "0"}, True, Level.II), ({"event_nseverity": "2"}, False, Level.III)],
    ids=["problem", "recovery", "warning"],
)  # fmt: skip
def test_zabbix(changes: dict[str, str], resolved: bool, level: Level) -> None:
    """Problem and recovery of a trigger are one alert, by the trigger's number."""
    payload = json.loads((FIXTURES / "zabbix.json").read_text()) | changes
    (alert,) = read("zabbix", json.dumps(payload).encode()).batch.alerts
    assert (alert.is_resolved, alert.level) == (resolved, level)
    assert alert.key == "zabbix\x1fs\x1f13491"
    assert dict(alert.labels)["instance"] == "web-1"
    assert alert.annotations["summary"] == "web-1: High CPU utilization"
    assert alert.generator_url == "https://zabbix.example/tr_events.php?triggerid=13491&eventid=42"


@pytest.mark.parametrize(
    "changes",
    [{"event_update_status": "1"}, {"event_source": "3"}],
    ids=["an acknowledgement", "an internal event"],
)
def test_zabbix_says_more_than_faults(changes: dict[str, str]) -> None:
    """What is no change of a fault is left out and counted."""
    payload = json.loads((FIXTURES / "zabbix.json").read_text()) | changes
    found = read("zabbix", json.dumps(payload).encode())
    assert (found.ignored, found.batch.alerts) == (1, ())


@pytest.mark.parametrize("is_list", [False, True], ids=["one event", "a list of events"])
def test_nightingale(is_list: bool) -> None:
    """Older ones send one event, newer ones a list; the hash is what they know it by."""
    event = json.loads((FIXTURES / "nightingale.json").read_text())
    body = json.dumps([event] if is_list else event).encode()
    (alert,) = read("nightingale", body).batch.alerts
    labels = dict(alert.labels)
    assert (labels["alertname"], labels["instance"]) == ("内存不足", "web-1")
    assert labels["service"] == "shop"
    assert (alert.level, alert.is_resolved) == (Level.II, False)
    assert alert.starts_at == Instant(1_795_430_000_000)
    assert alert.key.endswith("\x1f4f0a1c")


def test_two_senders_may_call_different_things_the_same() -> None:
    """A key counts for its sender and its mapping only."""
    body = (FIXTURES / "nightingale.json").read_bytes()
    keys = {read("nightingale", body, source=source).batch.alerts[0].key for source in "ab"}
    assert len(keys) == 2


OWN = """
webhook: own
alerts: $$.events
ignore: [{value: $.kind, is: [note]}]
resolved: {value: $.state, is: ["ok", "0"]}
labels:
  alertname: "{$.check} on {$.host.name}"
  instance: [$.host.fqdn, $.host.name]
  site: $$.site
  team: net
annotations: {summary: "$.text", "*": $.more}
level: {value: $.prio, map: {P1: I, P2: II}, otherwise: IV}
customer: acme
starts_at: $.at
repeats: 1h
"""
EVENT = {"check": "ping", "host": {"name": "sw-1"}, "state": 1, "prio": "p1", "text": "lost",
         "at": 1795430000, "more": {"a": 1.0, "b": None, "c": [1, "x"], "d": True}}  # fmt: skip


def test_an_own_mapping() -> None:
    """Texts with paths, choices, constants, levels, seconds since 1970, and how often it is said."""
    (alert,) = by(OWN, {"site": "sh", "events": [EVENT]}).batch.alerts
    assert dict(alert.labels) == {
        "alertname": "ping on sw-1", "instance": "sw-1", "site": "sh", "team": "net",
    }  # fmt: skip
    assert dict(alert.annotations) == {"summary": "lost", "a": "1", "c": '[1,"x"]', "d": "true"}
    assert (alert.level, alert.customer, alert.is_kept) == (Level.I, "acme", False)
    assert alert.starts_at == Instant(1_795_430_000_000)
    assert alert.ends_at == NOW + HOUR


@pytest.mark.parametrize(
    ("changes", "alerts", "ignored"),
    [({"state": 0}, [True], 0), ({"kind": "note"}, [], 1), ({"host": None, "check": ""}, [False], 0)],
    ids=["a number that means resolved", "left out", "what is missing is empty"],
)  # fmt: skip
def test_what_an_own_mapping_tells_apart(
    changes: dict[str, Any], alerts: list[bool], ignored: int
) -> None:
    """Conditions compare texts; a path that leads nowhere gives nothing."""
    found = by(OWN, {"events": [{**EVENT, **changes}]})
    assert [alert.is_resolved for alert in found.batch.alerts] == alerts
    assert found.ignored == ignored


def test_good_alerts_count_although_others_are_wrong() -> None:
    """One without a label is told by its place; the other is an alert."""
    mapping = "webhook: x\nlabels: {alertname: $.name}"
    found = by(mapping, [{"name": "A"}, {"nome": "B"}, 7])
    assert len(found.batch.alerts) == 1
    assert [one.at for one in found.batch.complaints] == ["alert 2", "alert 3"]


def test_without_its_key_an_alert_is_refused() -> None:
    """A mapping that names a key cannot do without: the resolve would find nothing."""
    found = by("webhook: x\nkey: $.id\nlabels: {alertname: A}", {"nothing": 1})
    assert "'key'" in found.batch.complaints[0].text()


@pytest.mark.parametrize(
    ("body", "error"),
    [
        (b"{", InvalidInput),
        (b'{"events": {}}', InvalidInput),
        (b"[" * (MAX_DEPTH + 1) + b"]" * (MAX_DEPTH + 1), InvalidInput),
        (json.dumps({"alerts": [{}] * (MAX_ALERTS + 1)}).encode(), TooLarge),
    ],
    ids=["no JSON", "no list", "too deep", "too many"],
)
def test_bodies_out_of_bounds_are_refused(body: bytes, error: type[Exception]) -> None:
    """Syntax, shape, depth and count are bounded."""
    with pytest.raises(error):
        read("alertmanager", body)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("labels: {a: b}", "the key 'webhook' is missing"),
        ("webhook: a/b\nlabels: {a: b}", "own.yml:1: the name of a webhook stands in its address"),
        ("webhook: a\nlabels: {}", "name at least one"),
        ("webhook: a\nlabels: {'a-b': c}", "own.yml:2: 'a-b' is no name of a label"),
        ("webhook: a\nlabels:\n  x: $.a[", "own.yml:3: '$.a[' is no path"),
        ("webhook: a\nlabels: {a: '{$.b c}'}", "is no path"),
        ("webhook: a\nalerts: 'x{$.a}'\nlabels: {a: b}", "own.yml:2: alerts: must be one path"),
        ("webhook: a\nlabels: {a: b}\nlevel: {value: $.a, map: {x: V}}", "'V' is no level"),
        ("webhook: a\nlabels: {a: {b: c}}", "write a text, a path"),
        ("webhook: a\nlabels: {a: b}\nrepeats: 1s", "repeats must be 1m to 366d"),
        ("webhook: a\nlables: {a: b}\nlabels: {a: b}", "did you mean 'labels'?"),
    ],
    ids=["no name", "a name", "no label", "a label", "a path", "a path in a text", "alerts",
         "a level", "a shape", "a time", "a key"],
)  # fmt: skip
def test_mistakes_of_a_mapping_are_told_with_their_line(text: str, sentence: str) -> None:
    """Every error says file:line and the remedy."""
    with pytest.raises(ConfigError) as raised:
        mapping_of(parse_yaml(text, name="own.yml"))
    assert sentence in raised.value.text()


def test_an_own_mapping_takes_the_place_of_a_shipped_one() -> None:
    """The name decides; the others stay."""
    own = mapping_of(parse_yaml("webhook: zabbix\nlabels: {alertname: x}", name="own.yml"))
    found = WebhookMappings([own])
    assert found.find("zabbix") is own
    assert len(found.all) == len(shipped_mappings())


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["alerts", "labels", "status", "tags", "tags_map", "is_recovered", "hash", "startsAt", "event_name", "trigger_id", "a"]), inner, max_size=5,
        )
    ),
    max_leaves=25,
)  # fmt: skip


@given(_JSON, st.sampled_from(["alertmanager", "grafana", "zabbix", "nightingale"]))
def test_any_payload_is_read_or_refused(payload: object, name: str) -> None:
    """Whatever JSON is sent, there are alerts within bounds, or a sentence."""
    try:
        found = read(name, json.dumps(payload).encode())
    except InvalidInput:
        return
    for alert in found.batch.alerts:
        assert alert.labels
        assert alert.starts_at <= alert.ends_at
        assert alert.starts_at <= NOW
