"""The DNS probe against a real knot: records, codes, and serials of several name servers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import dns.exception
import dns.message
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from collector.probes.dns_answers import plain, samples_of_response, serial_of
from collector.probes.once import probe_once
from collector.probes.tools import Tools
from tests.collector.conftest import MakeSpec
from tests.collector.probes.processes import (
    UNPRIVILEGED,
    free_ports,
    hand_over,
    open_folder,
    running,
)
from tests.collector.probes.readings import value
from tests.components import program
from watchkeeper.core.errors import ConfigError
from watchkeeper.inventory.model import Target

TARGET = Target("ns-1", "127.0.0.1")
_ZONE = """\
$TTL 60
@ SOA ns1.shop.example. admin.shop.example. {serial} 3600 600 86400 60
@ NS ns1
@ NS ns2
ns1 A 127.0.0.1
ns2 A 127.0.0.2
www A 10.1.0.11
www A 10.1.0.12
www AAAA 2001:db8::11
alias CNAME www
@ MX 10 mail
@ TXT "v=spf1 -all"
"""
_LARGE = "".join(f'large TXT "{number:03} {"x" * 200}"\n' for number in range(30))
_CONFIG = """\
server:
  listen: {address}@{port}
  rundir: {folder}
database:
  storage: {folder}
log:
- target: stderr
  any: error
template:
- id: default
  storage: {folder}
zone:
- domain: shop.example
  file: shop.zone
"""


@dataclass(frozen=True)
class NameServers:
    """Three servers on one port of three loopback addresses; the third is behind."""

    port: int


@pytest.fixture(scope="module")
def name_servers() -> Iterator[NameServers]:
    (port,) = free_ports(1)
    with ExitStack() as held:
        for number, serial in ((1, 2026112301), (2, 2026112301), (3, 2026112207)):
            folder = held.enter_context(open_folder())
            (folder / "shop.zone").write_text(_ZONE.format(serial=serial) + _LARGE)
            config = folder / "knot.conf"
            address = f"127.0.0.{number}"
            config.write_text(_CONFIG.format(address=address, port=port, folder=folder))
            hand_over(folder, folder / "shop.zone", config)
            command: list[str | Path] = [program("knotd"), "-c", config]
            server = running(command, [port], folder=folder, user=UNPRIVILEGED, host=address)
            held.enter_context(server)
        yield NameServers(port)


@pytest.mark.parametrize(
    ("settings", "count"),
    [
        ("query: www.shop.example, expect: {answers: [10.1.0.12, 10.1.0.11]}", 2),
        ("query: www.shop.example, type: AAAA, expect: {answers: ['2001:db8::11']}", 1),
        ("query: shop.example, type: MX, expect: {answers: ['10 mail.shop.example']}", 1),
        ("query: shop.example, type: TXT, expect: {includes: ['v=spf1 -all']}", 1),
        ("query: alias.shop.example, expect: {includes: [10.1.0.11]}", 3),
        ("query: large.shop.example, type: TXT", 30),
        ("query: www.shop.example, transport: tcp, recursion: false, expect: {authoritative: true}", 2),
        ("query: gone.shop.example, expect: {rcode: NXDOMAIN}", 0),
    ],
    ids=[
        "addresses",
        "IPv6 addresses",
        "mail",
        "a text",
        "another name",
        "an answer too long for UDP",
        "by TCP",
        "a name that must not be there",
    ],
)  # fmt: skip
async def test_what_is_expected_is_success(
    settings: str, count: int, name_servers: NameServers, tools: Tools, spec: MakeSpec
) -> None:
    """Records of each type are asked for and compared as people write them."""
    report = await probe_once(
        TARGET, spec(f"{{dns: {{port: {name_servers.port}, {settings}}}}}"), tools
    )
    assert report.problem is None
    assert value(report, "probe_dns_answer_rrs") == count
    assert value(report, "probe_dns_query_succeeded") == 1
    assert value(report, "probe_dns_duration_seconds", phase="request") > 0


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        (
            "query: www.shop.example, expect: {answers: [10.1.0.11]}",
            "the answer is 10.1.0.11, 10.1.0.12, expected 10.1.0.11",
        ),
        (
            "query: www.shop.example, expect: {includes: [10.9.9.9]}",
            "the answer is 10.1.0.11, 10.1.0.12, expected 10.9.9.9",
        ),
        ("query: gone.shop.example", "the name server answers NXDOMAIN, expected NOERROR"),
        ("query: other.example", "the name server answers REFUSED, expected NOERROR"),
        ("query: www.shop.example, server: 127.0.0.9, timeout: 500ms", "127.0.0.9 gives no answer"),
    ],
    ids=["one more than expected", "another", "no such name", "not its zone", "nobody there"],
)
async def test_what_is_not_expected_is_said(
    settings: str, said: str, name_servers: NameServers, tools: Tools, spec: MakeSpec
) -> None:
    """The answer and what was expected stand in the sentence."""
    report = await probe_once(
        TARGET, spec(f"{{dns: {{port: {name_servers.port}, {settings}}}}}"), tools
    )
    assert said in str(report.problem)
    assert value(report, "probe_success") == 0


async def test_serials_that_agree(name_servers: NameServers, tools: Tools, spec: MakeSpec) -> None:
    """All name servers of a zone are asked; with one serial all is well, and each is a series."""
    settings = f"{{dns: {{port: {name_servers.port}, query: shop.example, type: SOA, name_servers: [127.0.0.2]}}}}"
    report = await probe_once(TARGET, spec(settings), tools)
    assert report.problem is None
    assert value(report, "probe_dns_serials_agree") == 1
    assert value(report, "probe_dns_serial", name_server="127.0.0.2") == 2026112301


@pytest.mark.parametrize(
    ("server", "said"),
    [
        ("127.0.0.3", "have different serials: 127.0.0.1 2026112301, 127.0.0.3 2026112207"),
        ("nowhere.invalid", "the name nowhere.invalid has no address"),
    ],
    ids=["one that is behind", "one that is not there"],
)
async def test_serials_that_do_not_agree(
    server: str, said: str, name_servers: NameServers, tools: Tools, spec: MakeSpec
) -> None:
    """A name server that is behind or silent is a failure that names it."""
    settings = f"{{dns: {{port: {name_servers.port}, query: shop.example, type: SOA, name_servers: [{server}]}}}}"
    report = await probe_once(TARGET, spec(settings), tools)
    assert said in str(report.problem)
    assert value(report, "probe_dns_serial", name_server="127.0.0.1") == 2026112301


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("query: x, type: WHAT", "'WHAT' is no type of record"),
        ("query: 'a..b'", "'a..b' is no name of DNS"),
        ("query: x, expect: {rcode: FINE}", "'FINE' is no code of DNS"),
        ("query: x, name_servers: [a]", "write type: SOA"),
    ],
    ids=["no type", "no name", "no code", "serials of no zone"],
)
async def test_wrong_settings_are_told(
    settings: str, said: str, tools: Tools, spec: MakeSpec
) -> None:
    """Mistakes are found when the configuration is read, with file and line."""
    with pytest.raises(ConfigError, match=r"targets/test.yml:1: ") as caught:
        await probe_once(TARGET, spec(f"{{dns: {{{settings}}}}}"), tools)
    assert said in str(caught.value)


@given(st.binary(max_size=200))
def test_any_packet_is_read_or_refused(packet: bytes) -> None:
    """Whatever a name server sends, it becomes samples or an error of the library's."""
    try:
        response = dns.message.from_wire(packet)
    except (dns.exception.DNSException, ValueError):
        return
    samples_of_response(response)
    serial_of(response)


@given(st.text(max_size=60))
@example(".\r0")
@example("0 .")
def test_answers_are_compared_by_one_form(answer: str) -> None:
    """Writing an answer plainly twice changes nothing more."""
    assert plain(plain(answer)) == plain(answer) or '"' in answer
