"""Whose alert it is: by the target's name, by its address, and not by a foreign one."""

from __future__ import annotations

import pytest

from watchkeeper.core.labels import labels_of
from watchkeeper.inventory.model import Customer, Target
from watchkeeper.inventory.registry import inventory_of
from watchkeeper.server.directory import TargetDirectory

INVENTORY = inventory_of(
    [
        Target("web-1", "10.0.0.1", "acme"),
        Target("web-1-shop", "10.0.0.1", "acme"),
        Target("db-1", "10.0.0.2", "acme"),
        Target("db-9", "10.0.0.2", "other"),
    ],
    [Customer("acme", "ACME"), Customer("other", "Other")],
)


@pytest.mark.parametrize(
    ("instance", "customer", "expected"),
    [
        ("web-1", "", "web-1"),
        ("web-1:9100", "", "web-1"),
        ("10.0.0.1:9100", "", "web-1"),
        ("10.0.0.1:9100", "acme", "web-1"),
        ("10.0.0.1:9100", "other", None),
        ("10.0.0.2:9100", "", None),
        ("web-1", "other", "web-1"),
        ("unknown", "", None),
        ("", "", None),
    ],
    ids=[
        "its name",
        "its name and a port",
        "its address",
        "its address, said by its customer",
        "another customer's machine of the same address",
        "an address that two customers have",
        "a name is the server's own word",
        "no target",
        "no instance",
    ],
)
def test_the_target_of_an_alert(instance: str, customer: str, expected: str | None) -> None:
    """Private addresses repeat from customer to customer, and tickets must not stray."""
    directory = TargetDirectory(lambda: INVENTORY, default_policy="team", zone="Asia/Shanghai")
    facts = directory.facts_of(labels_of({"instance": instance, "customer": customer}))
    assert (facts and facts.name) == expected
