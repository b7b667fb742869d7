"""Inventories of Ansible that say much in few bytes."""

from __future__ import annotations

import pytest

from watchkeeper.core.errors import ConfigError
from watchkeeper.inventory.imports.formats import read_listing


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("[g]\n" + "web[1:10000]\n" * 1_000, "hosts"),
        ("".join(f"g{n}: {{hosts: {{'web[1:10000]': }}}}\n" for n in range(400)), "hosts.yml"),
    ],
    ids=["in one group", "in many groups"],
)
def test_hosts_that_are_named_again_and_again_are_refused(content: str, name: str) -> None:
    """A line may name ten thousand hosts, a file not without end."""
    with pytest.raises(ConfigError, match="names its hosts more than 200000 times"):
        read_listing(content.encode(), name)


def test_what_means_nothing_here_is_not_kept() -> None:
    """Variables of a group are merged for each of its hosts; secrets among them are counted."""
    others = "".join(f"v{number}=x\n" for number in range(3_000))
    known = "watchkeeper_site=s\ndb_password=x\ndb_password=y\nansible_host=10.0.0.1\n"
    text = f"[g:vars]\n{others}{known}[g]\nweb[1:10000] api_token=x\nweb1\n"
    listing = read_listing(text.encode(), "hosts")
    assert len(listing.rows) == 10_000
    assert {row.definition["site"] for row in listing.rows} == {"s"}
    assert {row.definition["address"] for row in listing.rows} == {"10.0.0.1"}
    assert [str(note).partition(" ")[0] for note in listing.notes] == ["10001"]
