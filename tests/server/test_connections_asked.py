"""Which hosts are asked for their connections."""

from __future__ import annotations

import pytest

from watchkeeper.inventory.model import Customer, Target
from watchkeeper.inventory.registry import inventory_of
from watchkeeper.server.connections import hosts_behind

INVENTORY = inventory_of(
    [
        Target("sw-acme", customer="acme"),
        Target("sw-house"),
        Target("web-1", customer="acme", parent="sw-acme", agent=True),
        Target("web-2", customer="other", parent="sw-acme", agent=True),
        Target("web-3", customer="acme", parent="sw-acme"),
        Target("db-1", customer="acme", parent="sw-house", agent=True),
        Target("db-2", customer="other", parent="sw-house", agent=True),
    ],
    [Customer("acme", "ACME"), Customer("other", "Other")],
)


@pytest.mark.parametrize(
    ("device", "hosts"),
    [("sw-acme", ["web-1"]), ("sw-house", ["db-1", "db-2"])],
    ids=["of a customer", "of the house"],
)
def test_a_ticket_of_one_customer_asks_no_host_of_another(device: str, hosts: list[str]) -> None:
    """Who reads a customer's ticket must not read whom another customer's hosts talk to."""
    found = hosts_behind(INVENTORY, INVENTORY.target(device), lambda target: target.agent)
    assert found == hosts
