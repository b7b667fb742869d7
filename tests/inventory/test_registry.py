"""The snapshot: what fits together, and what does not."""

from __future__ import annotations

from datetime import date

import pytest

from watchkeeper.core.errors import ConfigError, NotFound
from watchkeeper.core.instants import DAY, Instant, instant_of_local
from watchkeeper.core.labels import label
from watchkeeper.inventory.model import Contract, Customer, Target
from watchkeeper.inventory.registry import Inventory, inventory_of

ACME = Customer("acme", "ACME", Contract(accepted_on=date(2026, 3, 1)), at="customers/acme.yml:1")


def test_one_name_twice_names_both_places() -> None:
    """A target that stands in a file and in the database is refused, with both places."""
    with pytest.raises(ConfigError, match=r"^targets/a.yml:3: .*'web' exists twice.* the database"):
        inventory_of([Target("web", at="targets/a.yml:3"), Target("web")], ())


def test_one_name_in_two_files_names_both_places() -> None:
    """A target that stands in two files is refused, with both places."""
    twice = [Target("web", at="targets/a.yml:3"), Target("web", at="targets/b.yml:9")]
    with pytest.raises(ConfigError, match=r"^targets/b.yml:9: .*in targets/a.yml:3"):
        inventory_of(twice, ())


@pytest.mark.parametrize(
    ("targets", "said"),
    [
        ([Target("a", parent="b", at="t.yml:2")], r"t.yml:2: 'a' has the parent 'b'"),
        ([Target("a", customer="nobody", at="t.yml:2")], r"customers/nobody.yml"),
        ([Target("a", parent="b"), Target("b", parent="a")], r"its own parent: a > b > a"),
        ([Target("a", parent="a")], r"its own parent: a > a"),
        ([Target("a", satellite="b", at="t.yml:2")], r"t.yml:2: 'a' .* satellite 'b', which does"),
        (
            [Target("a", satellite="b"), Target("b", satellite="c"), Target("c")],
            r"'a' is probed by 'b', which is itself behind the satellite 'c'",
        ),
    ],
    ids=[
        "an unknown parent",
        "an unknown customer",
        "a circle of two",
        "its own parent",
        "an unknown satellite",
        "a satellite behind another",
    ],
)
def test_what_does_not_fit_is_refused(targets: list[Target], said: str) -> None:
    """References to nothing, and circles, are errors that name what is missing."""
    with pytest.raises(ConfigError, match=said):
        inventory_of(targets, [ACME])


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        (
            Target("a", customer="acme", go_live=date(2026, 5, 1)),
            instant_of_local(date(2026, 5, 1), 0, "Asia/Shanghai"),
        ),
        (
            Target("a", customer="acme"),
            instant_of_local(date(2026, 3, 1), 0, "Asia/Shanghai"),
        ),
        (Target("a", enrolled_at=Instant(1000)), Instant(1000 + 7 * DAY)),
        (Target("a"), None),
    ],
    ids=["its own day", "the contract's acceptance", "seven days after enrolment", "unknown"],
)
def test_go_live(target: Target, expected: Instant | None) -> None:
    """Commissioning ends on the first of: own day, contract, seven days after enrolment."""
    assert inventory_of([target], [ACME]).go_live("a") == expected


@pytest.fixture
def shop() -> Inventory:
    return inventory_of(
        [
            Target("core", "10.0.0.1", customer="acme", site="sh", labels={"rack": "7"}),
            Target("web", "10.0.0.2", parent="core"),
        ],
        [ACME],
    )


@pytest.mark.parametrize(
    "written", ["2001:db8::7", "2001:DB8:0:0:0::7", "2001:0db8:0000:0000:0000:0000:0000:0007"]
)
def test_an_ipv6_address_is_one_however_it_is_written(written: str) -> None:
    """What the kernel says of a sender finds its target, whatever stands in the file."""
    inventory = inventory_of([Target("sw-6", written), Target("fe80:x", "fe80::1%eth0")], [])
    assert inventory.find("2001:db8::7") is inventory.target("sw-6")
    assert inventory.find("2001:DB8:0::7") is inventory.target("sw-6")
    assert inventory.find("2001:db8::8") is None
    assert inventory.find("fe80::1%eth0") is inventory.find("fe80:x")
    assert inventory.find("fe80::1%eth1") is None


def test_lookups(shop: Inventory) -> None:
    """A target is found by name and by address; what is unknown has no owner."""
    assert shop.find("10.0.0.2") is shop.target("web")
    assert shop.find("web") is shop.target("web")
    assert shop.find("10.9.9.9") is None
    assert [target.name for target in shop.targets_of("acme")] == ["core"]
    assert [target.name for target in shop.targets_of(None)] == ["web"]
    assert shop.customer_of("web") is None
    with pytest.raises(NotFound, match="no target 'gone'"):
        shop.target("gone")


def test_identity_joins_customer_site_criticality(shop: Inventory) -> None:
    """The labels joined to an alert hold the target's own ones and who it belongs to."""
    labels = shop.identity("core")
    assert {name: label(labels, name) for name in ("customer", "site", "criticality", "rack")} == {
        "customer": "acme",
        "site": "sh",
        "criticality": "normal",
        "rack": "7",
    }
    assert shop.identity("gone") == ()
