"""``alerts.yml``: levels, targets, customers and signs of life from the labels of posted alerts."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.intake.alert_map import AlertMap, alert_map_of, misplaced
from watchkeeper.config.nodes import parse_yaml
from watchkeeper.core.errors import ConfigError
from watchkeeper.core.instants import MINUTE
from watchkeeper.core.labels import labels_of
from watchkeeper.core.levels import Level
from watchkeeper.inventory.model import Target
from watchkeeper.inventory.patterns import pattern
from watchkeeper.inventory.registry import inventory_of

MAP = r"""
alerts:
- {when: {severity: critical, env: [prod, live]}, level: I}
- {when: {severity: critical}, level: III}
- {when: {instance: '(?P<name>[a-z0-9-]+)\.shop\.example(:\d+)?'}, target: "{name}"}
- {when: {instance: "10.1.0.9:9100"}, target: ups-1}
- {when: {cluster: "(acme|emca)-.*"}, customer: "{cluster}"}
- {when: {team: ""}, customer: house}
- {when: {alertname: Alive}, heartbeat: {every: 2m, grace: 30s}}
"""


def alert_map(text: str = MAP) -> AlertMap:
    return alert_map_of(parse_yaml(text, name="alerts.yml"))


@pytest.mark.parametrize(
    ("labels", "level", "target", "customer"),
    [
        ({"severity": "critical", "env": "live", "team": "x"}, Level.I, "", ""),
        ({"severity": "critical", "team": "x"}, Level.III, "", ""),
        ({"instance": "web-1.shop.example:9100", "team": "x"}, None, "web-1", ""),
        ({"instance": "10.1.0.9:9100", "team": "x"}, None, "ups-1", ""),
        ({"instance": "web-1.shop.example.evil", "team": "x"}, None, "", ""),
        ({"cluster": "acme-1", "team": "x"}, None, "", "acme-1"),
        ({"cluster": "acme-1", "severity": "critical"}, Level.III, "", "acme-1"),
        ({"alertname": "x"}, None, "", "house"),
    ],
    ids=[
        "the first that fits", "the next", "a group of a pattern", "as it is written",
        "patterns match the whole value", "a label", "facts of two entries", "a missing label",
    ],
)  # fmt: skip
def test_the_first_entry_that_says_a_fact_gives_it(
    labels: dict[str, str], level: Level | None, target: str, customer: str
) -> None:
    """Each fact comes from the first entry that fits and says it; the others are open."""
    found = alert_map().meaning(labels_of(labels))
    assert (found.level, found.target, found.customer) == (level, target, customer)


def test_a_watchdog_is_one_without_being_told() -> None:
    """Prometheus's usual name is known; an own entry for it comes first."""
    found = AlertMap().meaning(labels_of({"alertname": "Watchdog", "severity": "none"}))
    assert found.pulse is not None
    assert found.pulse.every is None
    own = alert_map().meaning(labels_of({"alertname": "Alive"}))
    assert own.pulse is not None
    assert own.pulse.every == 2 * MINUTE
    assert own.places == ("alerts.yml:8", "alerts.yml:9")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("alerts: [{when: {a: b}}]", "alerts.yml:1: says nothing"),
        ("alerts: [{when: {}, level: I}]", "alerts.yml:1: 'when' must name at least one label"),
        ("alerts:\n- {when: {a: '('}, level: I}", "alerts.yml:2: '(' is no regular expression"),
        ("alerts:\n- {when: {a: b}, target: '{c}'}", "alerts.yml:2: '{c}' is neither"),
        ("alerts:\n- {when: {a: b}, level: V}", "alerts.yml:2: 'V' is no level"),
        ("alerts:\n- {when: {a: b}, levle: I}", "did you mean 'level'?"),
        ("alerts:\n- {when: {a: {b: c}}, level: I}", "a text or a list of texts"),
        ("alerts:\n- {when: {a: b}, heartbeat: {every: 1s}}", "every must be 1m to 31d"),
    ],
    ids=["nothing", "no label", "a pattern", "a place", "a level", "a key", "a shape", "a time"],
)
def test_mistakes_are_told_with_their_line(text: str, sentence: str) -> None:
    """Every error says file:line and what is wrong."""
    with pytest.raises(ConfigError) as raised:
        alert_map(text)
    assert sentence in raised.value.text()


def test_what_is_not_in_the_inventory_is_found() -> None:
    """An entry that names a target or a customer which is not there is told, a pattern is not."""
    found = [one.text() for one in misplaced(alert_map(), inventory_of([Target("web-1")], []))]
    assert found == [
        "alerts.yml:6: there is no target 'ups-1'",
        "alerts.yml:8: there is no customer 'house'",
    ]


@given(st.dictionaries(st.text(max_size=20), st.text(max_size=60), max_size=8))
def test_any_labels_have_a_meaning(labels: dict[str, str]) -> None:
    """Whatever a sender calls its labels, the map answers, and twice the same."""
    found = alert_map()
    canonical = labels_of(labels)
    assert found.meaning(canonical) == found.meaning(canonical)


@pytest.mark.parametrize(("length", "is_kept"), [(10, True), (2_000, False)], ids=["short", "long"])
def test_only_short_labels_are_remembered(length: int, is_kept: bool) -> None:
    """A sender that repeats itself costs no time, one that writes long labels no memory."""
    found, labels = alert_map(), labels_of({"alertname": "x" * length})
    before = sys.getrefcount(labels)
    found.meaning(labels)
    assert (sys.getrefcount(labels) > before) is is_kept


def test_a_long_map_compiles_its_patterns_once() -> None:
    """More of them than patterns are remembered: 200 alerts took 11 s with 2,000 entries."""
    entries = "".join(f"- {{when: {{a: 'x{number}.*'}}, target: t}}\n" for number in range(1_100))
    found = alert_map(f"alerts:\n{entries}")
    before = pattern.cache_info().misses
    assert found.meaning(labels_of({"a": "x1099y"})).target == "t"
    assert pattern.cache_info().misses == before
