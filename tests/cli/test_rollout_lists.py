"""The list that is imported is the list that agents are rolled out to."""

from __future__ import annotations

from pathlib import Path

import pytest

from collector.rollout.hosts import Host
from tests.cli.watch import typed
from watchkeeper.cli.rollout_lists import listed_hosts
from watchkeeper.core.errors import ConfigError

FIXTURES = Path(__file__).parents[1] / "fixtures/inventory"
CSV = """\
名称,IP地址,客户,跳板机,代理
web-1,ops@10.1.0.11:2222,acme,watch@jump.example,是
db-1,10.1.0.12,,,
sw-1,10.1.0.13,acme,,否
"""


def test_hosts_of_a_table(tmp_path: Path) -> None:
    """Names, users, ports, customers and jump hosts; who says no to an agent is left out."""
    (tmp_path / "hosts.csv").write_text(CSV, encoding="utf-8")
    assert listed_hosts(tmp_path / "hosts.csv") == [
        Host("10.1.0.11", "ops", 2222, "web-1", "acme", Host("jump.example", "watch")),
        Host("10.1.0.12", target="db-1"),
    ]


def test_hosts_of_a_spreadsheet() -> None:
    found = listed_hosts(FIXTURES / "openpyxl.xlsx")
    assert [(host.target, host.host, host.customer) for host in found] == [
        ("核心交换机", "10.2.0.1", "acme"),
        ("数据库-1", "10.2.0.21", "acme"),
        ("web-9", "10.2.0.31", None),
    ]


@pytest.mark.parametrize(
    ("row", "said"),
    [("bad,10.1.0.14; reboot,,,", "is no host"), (",,acme,,", "name and address are missing")],
    ids=["an address with more", "nothing to sign in to"],
)
def test_a_row_that_is_no_host_is_told_with_its_place(tmp_path: Path, row: str, said: str) -> None:
    (tmp_path / "hosts.csv").write_text(CSV + row + "\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=rf"hosts\.csv:5: .*{said}"):
        listed_hosts(tmp_path / "hosts.csv")


def test_options_of_the_agent_itself_are_passed_on() -> None:
    """``watchkeeper agent --version`` is ``watchkeeper-agent --version``."""
    assert typed("agent", "--version").code == 0
    shown = typed("agent", "--help")
    assert "install | remove | host-key | build" in shown.out
    assert "--once" in shown.out
