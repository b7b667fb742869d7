"""Lists of other programs become targets; whatever is in them, reading ends and is bounded."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from watchkeeper.access.languages import Language
from watchkeeper.core.errors import ConfigError, InvalidInput, WatchkeeperError
from watchkeeper.inventory.imports.formats import Format, format_of, read_listing
from watchkeeper.inventory.imports.host_ranges import hosts_in
from watchkeeper.inventory.imports.rows import MAX_ROWS, Listing
from watchkeeper.inventory.imports.template import template
from watchkeeper.inventory.imports.words import criticality_in, date_in, probes_in, yes_or_no

INI = """
# the shop
bastion.example
[web]
web[01:03].example ansible_user=watch http_port=80   # three of them
[db]
db-1 ansible_host=10.1.0.21 watchkeeper_rack="A12 U20" watchkeeper_criticality=高
10.1.0.22:2222
[shop:children]
web
db
[shop:vars]
watchkeeper_customer=acme
watchkeeper_site='shanghai-1'
ansible_ssh_common_args='-o ProxyCommand=none -o ProxyJump=watch@jump.example'
ansible_become_password=hunter2
[web:vars]
watchkeeper_site = hangzhou
watchkeeper_probes = icmp; tcp:443
"""
YAML = """
all:
  vars: {watchkeeper_customer: acme, watchkeeper_site: shanghai-1}
  children:
    shop:
      children:
        web:
          hosts:
            web[01:03].example: {http_port: 80}
          vars: {watchkeeper_site: hangzhou, watchkeeper_tags: [front, pci]}
        db:
          hosts:
            db-1:
              ansible_host: 10.1.0.21
              watchkeeper_agent: yes
              db_password: !vault |
                $ANSIBLE_VAULT;1.1;AES256
                62313365396662343061393464336163
  hosts:
    bastion.example:
"""
FILE_SD = """
[{"targets": ["10.0.0.1:9100", "10.0.0.2:9100"],
\t"labels": {"job": "node", "customer": "acme", "site": "b", "team": "shop", "__meta_x": "1"}},
 {"targets": ["10.0.0.1:9187"], "labels": {"job": "postgres", "__metrics_path__": "/pg"}},
 {"targets": ["[2001:db8::1]:9100"], "labels": {"instance": "v6-host:9100"}}]
"""


def definitions(listing: Listing) -> dict[str, Mapping[str, object]]:
    assert not [row for row in listing.rows if row.problem]
    return {row.name: row.definition for row in listing.rows}


def test_an_ini_inventory_of_ansible_is_read_whole() -> None:
    """Groups, children, variables by depth, ranges, ports, jump hosts; passwords are left out."""
    listing = read_listing(INI.encode(), "hosts")
    found = definitions(listing)
    assert list(found) == [
        "bastion.example", "web01.example", "web02.example", "web03.example", "db-1", "10.1.0.22",
    ]  # fmt: skip
    assert found["bastion.example"] == {"name": "bastion.example", "address": "bastion.example"}
    assert found["web02.example"] == {
        "name": "web02.example",
        "address": "web02.example",
        "customer": "acme",
        "site": "hangzhou",
        "groups": ["shop", "web"],
        "probes": ["icmp", {"tcp": {"port": 443}}],
        "card": {"jump_host": "watch@jump.example"},
    }
    assert found["db-1"]["address"] == "10.1.0.21"
    assert found["db-1"]["criticality"] == "high"
    assert found["db-1"]["card"] == {"rack": "A12 U20", "jump_host": "watch@jump.example"}
    assert "hunter2" not in repr(listing)
    assert [str(note) for note in listing.notes] == [
        "1 variables that look like secrets were left out; credentials belong into secrets.yml"
    ]
    assert listing.rows[-1].at == "hosts:8"


def test_a_yaml_inventory_of_ansible_is_read_whole() -> None:
    """Nested groups with their variables; what is in a vault is not looked at."""
    listing = read_listing(YAML.encode(), "inventory.yml")
    found = definitions(listing)
    assert list(found) == [
        "web01.example", "web02.example", "web03.example", "db-1", "bastion.example",
    ]  # fmt: skip
    assert found["web01.example"]["groups"] == ["shop", "web"]
    assert found["web01.example"]["site"] == "hangzhou"
    assert found["web01.example"]["tags"] == ["front", "pci"]
    assert found["db-1"]["site"] == "shanghai-1"
    assert found["db-1"]["agent"] is True
    assert "VAULT" not in repr(listing)


def test_a_list_of_file_sd_makes_a_target_of_each_host() -> None:
    """Ports become exporters of one target, the job its group, other labels its labels."""
    found = definitions(read_listing(FILE_SD.encode(), "targets.json"))
    assert found["10.0.0.1"] == {
        "name": "10.0.0.1",
        "address": "10.0.0.1",
        "customer": "acme",
        "site": "b",
        "groups": ["node", "postgres"],
        "labels": {"team": "shop"},
        "probes": [
            {"exporter": {"port": 9100, "name": "exporter-9100"}},
            {"exporter": {"port": 9187, "name": "exporter-9187", "path": "/pg"}},
        ],
    }
    assert found["v6-host"]["address"] == "2001:db8::1"


def test_the_same_list_as_yaml_says_the_same() -> None:
    """file_sd may be YAML; its rows then know their lines."""
    text = "- targets: [a:9100]\n  labels: {job: node}\n- targets: ['b:9100']\n"
    listing = read_listing(text.encode(), "sd.yml")
    assert [row.at for row in listing.rows] == ["sd.yml:1", "sd.yml:3"]
    assert [row.name for row in listing.rows] == ["a", "b"]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ("名称,地址,机柜\nweb-1,10.0.0.1,A1\n".encode("gb18030"), "a.csv"),
        ("\ufeff名称;IP地址;机柜\nweb-1;10.0.0.1;A1\n".encode(), "a.csv"),
        ("Name\tAddress\tRack\nweb-1\t10.0.0.1\tA1\n".encode("utf-16"), "a.tsv"),
        (b'"Name","ip","RACK"\r\n"web-1","10.0.0.1","A1"\r\n', "a.csv"),
    ],
    ids=[
        "GB 18030, as Excel saves in China",
        "UTF-8 with semicolons",
        "UTF-16 with tabs",
        "quoted",
    ],
)
def test_csv_is_read_however_a_spreadsheet_saved_it(data: bytes, name: str) -> None:
    """Encoding and separator are found out; headings may be Chinese or English."""
    assert definitions(read_listing(data, name)) == {
        "web-1": {"name": "web-1", "address": "10.0.0.1", "card": {"rack": "A1"}}
    }


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_filled_in_template_can_be_imported(kind: str, language: Language) -> None:
    """The example row of each template is a target with all its columns known."""
    listing = read_listing(template(kind, language), f"t.{kind}")
    found = definitions(listing)["web-1"]
    assert not listing.notes
    assert found["groups"] == ["web", "linux"]
    assert found["go_live"] == "2026-03-01"
    assert found["card"] == {
        "duty": "甲",
        "duty_phone": "+86 138 0013 8000",
        "jump_host": "watch@jump.example",
        "rack": "A12-U20",
    }


@pytest.mark.parametrize(
    ("pattern", "hosts"),
    [
        ("web-1", ["web-1"]),
        ("w[1:3]", ["w1", "w2", "w3"]),
        ("w[08:11].x", ["w08.x", "w09.x", "w10.x", "w11.x"]),
        ("db-[a:c]", ["db-a", "db-b", "db-c"]),
        ("x[1:7:3]", ["x1", "x4", "x7"]),
        ("r[1:2]n[a:b]", ["r1na", "r1nb", "r2na", "r2nb"]),
        ("[2001:db8::1]", ["[2001:db8::1]"]),
    ],
    ids=["plain", "numbers", "leading zeros", "letters", "stride", "two ranges", "an address"],
)
def test_ranges_mean_what_ansible_means(pattern: str, hosts: list[str]) -> None:
    """As its own documentation has them."""
    assert hosts_in(pattern) == hosts


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"[web:nonsense]\nx\n", "hosts", "hosts:1: .*is no section"),
        (b"[a:children]\nb\n[b:children]\na\n", "hosts", "is its own child"),
        (b"x[1:20000]\n", "hosts", "hosts:1: .*more than 10000"),
        (b"x[1:100]y[1:101]\n", "hosts", "more than 10000"),
        (b"x 'open\n", "hosts", "hosts:1: the line cannot be read"),
        (b"all: [1]\n", "x.yml", "no inventory of Ansible"),
        (b"- {targets: x}\n", "x.yml", "x.yml:1: targets must be a list"),
        (b"{}", "x.json", "no list of targets"),
        (b"", "x.csv", "is empty"),
        (b"colour,size\nred,1\n", "x.csv", "headings, Name or Address"),
        (b"name,hostname\na,b\n", "x.csv", "two columns mean name"),
        (b"PK\x03\x04nonsense", "x.xlsx", "is no XLSX file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "x.xls", "older kind"),
        (b"a: &a [*a, *a]\n", "x.yml", "nested too deeply|YAML"),
    ],
    ids=[
        "no section", "a circle of groups", "a huge range", "a huge product", "an open quote",
        "no inventory", "no list of targets", "an object", "nothing", "no headings",
        "two columns of one meaning", "no workbook", "an older workbook", "an alias of itself",
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_place(data: bytes, name: str, sentence: str) -> None:
    """One sentence, with the line where there is one."""
    with pytest.raises(ConfigError, match=sentence):
        read_listing(data, name)


def test_more_rows_than_allowed_are_refused() -> None:
    """Ten thousand are taken, one more is not."""
    head = b"name\n"
    assert (
        len(read_listing(head + b"".join(b"h%d\n" % n for n in range(MAX_ROWS)), "x.csv").rows)
        == MAX_ROWS
    )
    with pytest.raises(ConfigError, match="more than 10000 rows"):
        read_listing(head + b"".join(b"h%d\n" % n for n in range(MAX_ROWS + 1)), "x.csv")


def test_aliases_of_yaml_do_not_grow_without_bound() -> None:
    """Nine lists of nine references each are refused before memory is taken."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join(['*a' + str(n - 1)] * 9)}]" for n in range(1, 10)]
    with pytest.raises(ConfigError, match="too many values"):
        read_listing("\n".join(lines).encode(), "x.yml")


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-03-01", "2026-03-01"),
        ("2026/3/1", "2026-03-01"),
        ("2026年3月1日", "2026-03-01"),
        ("2026-03-01 00:00:00", "2026-03-01"),
        ("46082", "2026-03-01"),
    ],
    ids=["ISO", "slashes", "Chinese", "with a time", "a spreadsheet's number"],
)
def test_days_are_read_as_people_write_them(written: str, day: str) -> None:
    """All mean the first of March."""
    assert date_in(written) == day


def test_short_words() -> None:
    """Yes and no, weights and probes, in both languages."""
    assert (yes_or_no("是"), yes_or_no("No")) == (True, False)
    assert [criticality_in(one) for one in ("高", "Normal", "低")] == ["high", "normal", "low"]
    assert probes_in('{"snmp": {"credentials": "core"}}') == [{"snmp": {"credentials": "core"}}]
    assert probes_in("icmp，https://a/b；snmp:core、exporter:9100") == [
        "icmp",
        {"http": {"url": "https://a/b"}},
        {"snmp": {"credentials": "core"}},
        {"exporter": {"port": 9100}},
    ]
    for read, text in ((date_in, "2026-13-01"), (yes_or_no, "maybe"), (probes_in, "[nonsense")):
        with pytest.raises(InvalidInput):
            read(text)


_SEEDS = st.sampled_from(
    [
        INI.encode(),
        YAML.encode(),
        FILE_SD.encode(),
        b"name,address\na,b\n",
        template("xlsx", Language.ENGLISH),
    ]
)


@st.composite
def _damaged(draw: st.DrawFn) -> bytes:
    """A good file with a stretch of it replaced."""
    data = draw(_SEEDS)
    start = draw(st.integers(0, len(data)))
    end = draw(st.integers(start, min(len(data), start + 40)))
    return data[:start] + draw(st.binary(max_size=40)) + data[end:]


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.binary(max_size=300), _damaged()), st.sampled_from(list(Format)))
def test_whatever_is_in_a_file_ends_in_rows_or_one_of_our_errors(
    data: bytes, wanted: Format
) -> None:
    """No reader raises anything else, and rows are bounded."""
    try:
        listing = read_listing(data, "x", wanted)
    except WatchkeeperError:
        return
    assert len(listing.rows) <= MAX_ROWS
    assert all(isinstance(row.name, str) for row in listing.rows)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_ranges_end_whatever_is_written(pattern: str) -> None:
    """A pattern means at most ten thousand hosts, or is refused."""
    try:
        hosts = hosts_in(pattern)
    except InvalidInput:
        return
    assert len(hosts) <= MAX_ROWS


def test_what_a_file_is_shows_in_its_name_or_its_beginning() -> None:
    """A name without an ending is an inventory, unless it begins as something else."""
    assert format_of(b"[web]\nx\n", "hosts") is Format.ANSIBLE_INI
    assert format_of(b'[{"targets": []}]', "list") is Format.FILE_SD
    assert format_of(b"PK\x03\x04", "list") is Format.XLSX
    assert format_of(b"all: {}", "x.yaml") is Format.ANSIBLE_YAML
    assert format_of(b"- {}", "x.yaml") is Format.FILE_SD
