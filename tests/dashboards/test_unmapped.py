"""What maps a sender that no inventory holds: the line that is suggested does it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.intake.alert_map import alert_map_of
from dashboards.unmapped import Door, Suggestion, Unmapped, newest_first, suggested
from watchkeeper.config.nodes import parse_yaml
from watchkeeper.core.instants import Instant
from watchkeeper.core.labels import labels_of
from watchkeeper.inventory.files import targets_from_node
from watchkeeper.inventory.model import Target
from watchkeeper.inventory.registry import inventory_of

INVENTORY = inventory_of([Target("web-1"), Target("db-1.shop.example"), Target("10")], [])


def unmapped(instance: str, door: Door = Door.ALERT, **labels: str) -> Unmapped:
    known = labels_of({**labels, "instance": instance})
    return Unmapped(
        door, instance, "s", 1, Instant(1), "A", dict(known), labels.get("customer", "")
    )


@pytest.mark.parametrize(
    ("one", "file", "line"),
    [
        (unmapped("WEB-1.lan:9100"), "alerts.yml", '- {when: {instance: "WEB-1.lan:9100"}, target: web-1}'),
        (unmapped("db-1"), "alerts.yml", '- {when: {instance: db-1}, target: "db-1.shop.example"}'),
        (unmapped("10.9.9.9:9100"), "targets/NAME.yml", '- {name: "10.9.9.9", address: "10.9.9.9"}'),
        (unmapped("[fe80::1]:9100"), "targets/NAME.yml", '- {name: "fe80::1", address: "fe80::1"}'),
        (unmapped("new.lan:9100", customer="acme"), "targets/NAME.yml", '- {name: "new.lan", customer: acme}'),
        (unmapped("", alertname="A", cluster="c"), "alerts.yml", "- {when: {cluster: c}, customer: CUSTOMER}"),
        (unmapped("10.9.9.9", Door.SYSLOG), "targets/NAME.yml", '- {name: "10.9.9.9", address: "10.9.9.9"}'),
    ],
    ids=["almost the name of a target", "its first part", "an address", "IPv6", "nobody near", "no instance", "syslog"],
)  # fmt: skip
def test_suggestions(one: Unmapped, file: str, line: str) -> None:
    """A namesake is mapped to, an address becomes a new target, a cluster belongs to a customer."""
    assert suggested([one], INVENTORY) == ((one, Suggestion(file, line)),)


@given(st.text(min_size=1, max_size=40), st.sampled_from(["", ".lan", ".lan:9100", "[", "(", ":1"]))
def test_the_line_can_be_written_as_it_stands(name: str, end: str) -> None:
    """Whatever a sender calls itself, the line is YAML and maps exactly that; nothing is injected."""
    one = unmapped(name + end)
    inventory = inventory_of([Target("web-1"), Target(name.partition(".")[0])], [])
    ((_, said),) = suggested([one], inventory)
    if said.file == "alerts.yml":
        found = alert_map_of(parse_yaml(f"alerts:\n{said.line}\n", name="alerts.yml"))
        assert len(found.entries) == 1
        assert found.meaning(labels_of(one.labels)).target
    else:
        assert len(targets_from_node(parse_yaml(f"targets:\n{said.line}\n", name="t.yml"))) == 1


def test_the_newest_come_first() -> None:
    """Those that began last are on top."""
    old, new = unmapped("a"), unmapped("b")
    later = Unmapped(new.door, "b", "s", 1, Instant(9), "B", new.labels)
    assert newest_first([old, later]) == (later, old)
