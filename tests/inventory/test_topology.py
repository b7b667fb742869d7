"""Links between targets, and the parents they suggest."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from collector.neighbours import neighbours_in
from watchkeeper.core.labels import labels_of
from watchkeeper.inventory.model import Target
from watchkeeper.inventory.registry import Inventory, inventory_of
from watchkeeper.inventory.topology import Neighbour, links_of, suggested_parents

LLDP = {
    "__name__": "lldpRemChassisIdSubtype", "instance": "acc-1", "lldpLocPortId": "Gi0/24",
    "lldpRemSysName": "core.example", "lldpRemPortId": "Gi1/0/1",
}  # fmt: skip
CDP = {
    "__name__": "cdpCacheAddressType", "instance": "core", "ifName": "Gi1/0/2",
    "cdpCacheDeviceId": "ACC-2.example", "cdpCacheDevicePort": "Gi0/1",
}  # fmt: skip


def network(*more: Target) -> Inventory:
    names = ("core", "acc-1", "acc-2", "host-1")
    own = [Target(name, f"10.0.0.{n}") for n, name in enumerate(names, 1)]
    given = {target.name for target in more}
    return inventory_of([*more, *(one for one in own if one.name not in given)], [])


def neighbour(target: str, name: str) -> Neighbour:
    return Neighbour(target, "p", name, "q", "lldp")


CABLES = [
    neighbour("acc-1", "core"),
    neighbour("core", "acc-2.example"),
    neighbour("acc-2", "host-1"),
]


def test_series_become_links() -> None:
    """LLDP and CDP, with the names of ports; case and domain of a host name do not matter."""
    found = links_of(network(), neighbours_in([labels_of(LLDP), labels_of(CDP)]))
    assert [(one.target, one.port, one.port_there, one.other, one.protocol) for one in found] == [
        ("acc-1", "Gi0/24", "Gi1/0/1", "core", "lldp"),
        ("core", "Gi1/0/2", "Gi0/1", "acc-2", "cdp"),
    ]


def test_who_is_nearer_to_the_top_is_the_parent() -> None:
    """Whichever side told of the cable."""
    inventory = network()
    links = links_of(inventory, CABLES)
    expected = {"acc-1": "core", "acc-2": "core", "host-1": "acc-2"}
    assert suggested_parents(inventory, links, ("core",)) == expected
    assert suggested_parents(inventory, links) == {}


def test_what_the_inventory_says_is_kept() -> None:
    """Parents that are written down are tops and stay; only the others are suggested."""
    inventory = network(Target("acc-1", "10.0.0.2", parent="core"))
    assert suggested_parents(inventory, links_of(inventory, CABLES)) == {
        "acc-2": "core",
        "host-1": "acc-2",
    }


def test_a_name_that_two_targets_share_means_nobody() -> None:
    """core.a and core.b are both called core."""
    inventory = inventory_of([Target("core.a"), Target("core.b"), Target("acc-1")], [])
    (link,) = links_of(inventory, [neighbour("acc-1", "core")])
    assert link.other == ""


NAMES = st.sampled_from(["a", "b", "c", "d", "e"])


@example([("b", "c"), ("c", "a")], {"b": "a"}, ["b"])
@given(
    st.lists(st.tuples(NAMES, NAMES), max_size=12),
    st.dictionaries(st.sampled_from(["b", "c", "d", "e"]), st.just("a")),
    st.lists(NAMES, max_size=2),
)
def test_suggestions_make_no_circle(
    cables: list[tuple[str, str]], parents: dict[str, str], tops: list[str]
) -> None:
    """Whatever devices say, the inventory with all suggestions is one that may exist."""
    inventory = inventory_of([Target(name, parent=parents.get(name)) for name in "abcde"], [])
    links = links_of(inventory, [neighbour(one, other) for one, other in cables])
    found = suggested_parents(inventory, links, tops)
    assert not set(found) & set(parents)
    inventory_of(
        [Target(name, parent=parents.get(name) or found.get(name)) for name in "abcde"], []
    )
