"""The pages on the inventory: their lists are imported as they stand, their files are read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from watchkeeper.inventory.files import read_targets
from watchkeeper.inventory.imports.formats import read_listing
from watchkeeper.inventory.model import CARD_KEYS, Customer
from watchkeeper.inventory.registration import (
    Admit,
    RegisteringHost,
    check_registration,
    decide,
    read_registration,
)

DOCS = Path(__file__).parents[2] / "docs"
pytestmark = pytest.mark.tree  # it reads the manuals


def block(language: str, kind: str) -> bytes:
    page = (DOCS / language / "inventory.md").read_text(encoding="utf-8")
    found = re.search(rf"```{kind}\n(.*?)```", page, re.DOTALL)
    assert found, kind
    return found[1].encode()


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    ("kind", "name", "targets"),
    [
        ("ini", "hosts", ["web-01.example", "web-02.example", "web-03.example", "db-1"]),
        ("json", "sd.json", ["10.0.0.1"]),
        ("csv", "hosts.csv", ["web-9"]),
    ],
    ids=["Ansible", "file_sd", "CSV"],
)
def test_the_lists_that_are_shown_can_be_imported(
    language: str, kind: str, name: str, targets: list[str]
) -> None:
    """Every row of every example is a target, and no column is unknown."""
    listing = read_listing(block(language, kind), name)
    assert [row.name for row in listing.rows] == targets
    assert not [row.problem for row in listing.rows if row.problem]
    assert not listing.notes


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_rules_of_registration_that_are_shown_decide(language: str, tmp_path: Path) -> None:
    """A web server at once, a test host never, another one waits."""
    page = (DOCS / language / "inventory.md").read_text(encoding="utf-8")
    shown = re.search(r"```yaml\n# registration: (\S+)\n(.*?)```", page, re.DOTALL)
    assert shown
    (tmp_path / shown[1]).write_text(shown[2], encoding="utf-8")
    rules = read_registration(tmp_path)
    check_registration(rules, [Customer("acme", "Acme")])
    hosts = [
        RegisteringHost("web-1", "10.1.0.7", {"role": "web"}),
        RegisteringHost("web-1.test", "10.1.0.7", {"role": "web"}),
        RegisteringHost("db-1", "10.1.0.8"),
    ]
    found = [decide(rules, host).admit for host in hosts]
    assert found == [Admit.AT_ONCE, Admit.REFUSE, Admit.WAIT]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_key_of_the_card_is_documented(language: str) -> None:
    """The table of the page on targets has them all."""
    page = (DOCS / language / "targets.md").read_text(encoding="utf-8")
    assert [key for key in CARD_KEYS if f"`{key}`" not in page] == []


def test_a_card_of_the_file_counts_where_the_target_says_nothing(tmp_path: Path) -> None:
    """Groups are added to those of the file; a card's keys replace the file's one by one."""
    (tmp_path / "targets").mkdir()
    (tmp_path / "targets" / "x.yml").write_text(
        "groups: [linux]\ncard: {duty: 甲, rack: A1}\n"
        "targets:\n- {name: a, groups: [web, linux], tags: [pci], card: {rack: B2, jump-host: j}}\n"
        "- {name: b}\n"
    )
    first, second = read_targets(tmp_path)
    assert (first.groups, first.tags) == (("linux", "web"), ("pci",))
    assert (first.card.duty, first.card.rack, first.card.jump_host) == ("甲", "B2", "j")
    assert second.card.rack == "A1"
