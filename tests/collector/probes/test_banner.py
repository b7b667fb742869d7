"""The banner probe, and TLS behind STARTTLS, against real servers of mail, SSH and databases."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import trustme
from hypothesis import given
from hypothesis import strategies as st

from collector.probes.banner import Protocol, abilities_of, greet
from collector.probes.dialogue import Dialogue
from collector.probes.once import probe_once
from collector.probes.outcome import ProbeFailed
from collector.probes.starttls import StartTls, ask_for_tls
from collector.probes.tools import Tools
from tests.collector.conftest import MakeSpec
from tests.collector.probes.mail_daemons import MailDaemons, dovecot_daemon, postfix_daemon
from tests.collector.probes.readings import names, value
from tests.collector.probes.ssh_daemon import ssh_daemon
from watchkeeper.core.errors import ConfigError
from watchkeeper.inventory.model import Target

TARGET = Target("mail-1", "127.0.0.1")


@pytest.fixture(scope="module")
def dovecot(authority: trustme.CA) -> Iterator[MailDaemons]:
    with dovecot_daemon(authority) as daemons:
        yield daemons


@pytest.fixture(scope="module")
def postfix(authority: trustme.CA) -> Iterator[int]:
    with postfix_daemon(authority) as port:
        yield port


async def test_imap_and_pop3_greet(dovecot: MailDaemons, tools: Tools, spec: MakeSpec) -> None:
    """A real dovecot greets and tells what it can do; what it does not offer is told."""
    for protocol, port in (("imap", dovecot.imap), ("pop3", dovecot.pop3)):
        settings = f"{{banner: {{protocol: {protocol}, port: {port}, expect: Dovecot}}}}"
        report = await probe_once(TARGET, spec(settings), tools)
        assert report.problem is None
        ability = "STARTTLS" if protocol == "imap" else "STLS"
        assert value(report, "probe_banner_ability", protocol=protocol, ability=ability) == 1
        assert value(report, "probe_banner_duration_seconds", phase="greeting") > 0
    settings = (
        f"{{banner: {{protocol: imap, port: {dovecot.imap}, abilities: [starttls, XAPPLE]}}}}"
    )
    report = await probe_once(TARGET, spec(settings), tools)
    assert str(report.problem) == "it does not offer XAPPLE"


async def test_imap_over_tls_tells_its_certificate(
    dovecot: MailDaemons, authority_file: Path, tools: Tools, spec: MakeSpec
) -> None:
    """With TLS from the first byte the certificate is read beside the greeting."""
    settings = (
        f"{{banner: {{protocol: imap, port: {dovecot.imaps}, tls: true, "
        f"ca_file: {authority_file}, server_name: mail.shop.example}}}}"
    )
    report = await probe_once(TARGET, spec(settings), tools)
    assert report.problem is None
    assert value(report, "probe_tls_trusted") == 1


async def test_smtp_greets(postfix: int, tools: Tools, spec: MakeSpec) -> None:
    """A real postfix greets with its name; another name is no success."""
    settings = "{{banner: {{protocol: smtp, port: {}, expect: '^{}'}}}}"
    report = await probe_once(TARGET, spec(settings.format(postfix, "mail.shop.example")), tools)
    assert report.problem is None
    assert value(report, "probe_banner_ability", ability="PIPELINING") == 1
    assert "it greets with 'mail.shop.example ESMTP Postfix" in str(report.notes[0])
    other = await probe_once(TARGET, spec(settings.format(postfix, "other")), tools)
    assert "which does not match '^other'" in str(other.problem)


async def test_tcp_goes_to_tls_in_its_steps(
    postfix: int, authority_file: Path, tools: Tools, spec: MakeSpec
) -> None:
    """Several steps, STARTTLS among them, with a group of one line in the next text."""
    settings = f"""\
tcp:
  port: {postfix}
  ca_file: {authority_file}
  server_name: mail.shop.example
  steps:
  - {{expect: "^220 ([^ ]+)"}}
  - {{send: "EHLO ${{1}}\\r\\n"}}
  - {{expect: "^250[ -]STARTTLS"}}
  - {{expect: "^250 "}}
  - {{send: "STARTTLS\\r\\n"}}
  - {{expect: "^220"}}
  - {{starttls: true}}
  - {{send: "EHLO watch.example\\r\\n"}}
  - {{expect: "^250 "}}
  - {{send: "QUIT\\r\\n"}}
  - {{expect: "^221"}}
"""
    report = await probe_once(TARGET, spec(settings), tools)
    assert report.problem is None
    assert value(report, "probe_tls_trusted") == 1
    assert value(report, "probe_failed_due_to_regex") == 0
    settings = settings.replace('"^221"', '"^999"')
    wrong = await probe_once(TARGET, spec(settings), tools)
    assert "step 11: no line matches '^999'; the last was '221 2.0.0 Bye'" in str(wrong.problem)
    assert value(wrong, "probe_failed_due_to_regex") == 1


@pytest.mark.parametrize("protocol", ["smtp", "imap", "pop3"])
async def test_certificates_behind_starttls_are_read(
    protocol: str,
    postfix: int,
    dovecot: MailDaemons,
    authority_file: Path,
    tools: Tools,
    spec: MakeSpec,
) -> None:
    """Of real mail servers the certificate is trusted where it is, and read where it is not."""
    port = {"smtp": postfix, "imap": dovecot.imap, "pop3": dovecot.pop3}[protocol]
    settings = f"port: {port}, starttls: {protocol}, server_name: mail.shop.example"
    report = await probe_once(
        TARGET, spec(f"{{tls: {{{settings}, ca_file: {authority_file}}}}}"), tools
    )
    assert report.problem is None
    assert value(report, "probe_tls_trusted") == value(report, "probe_tls_name_match") == 1
    assert value(report, "probe_tls_duration_seconds", phase="starttls") > 0
    strange = await probe_once(TARGET, spec(f"{{tls: {{{settings}}}}}"), tools)
    assert "the certificate is not trusted" in str(strange.problem)
    assert "probe_tls_leaf_expiry_timestamp_seconds" in names(strange)


async def test_ssh_tells_its_version(
    tmp_path: Path, free_port: int, tools: Tools, spec: MakeSpec
) -> None:
    """The software of a real sshd is a label; nobody signs in."""
    with ssh_daemon(tmp_path, free_port) as daemon:
        settings = f"{{banner: {{protocol: ssh, port: {daemon.port}, expect: OpenSSH}}}}"
        report = await probe_once(TARGET, spec(settings), tools)
    assert report.problem is None
    (software,) = [
        dict(series)["software"]
        for series in report.samples
        if dict(series)["__name__"] == "probe_ssh_banner_info"
    ]
    assert software.startswith("OpenSSH_")


@asynccontextmanager
async def saying(*answers: bytes) -> AsyncIterator[int]:
    """A server that says one thing, then one more for each line that it hears."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for answer in answers:
            writer.write(answer)
            await writer.drain()
            if not await reader.read(1000):
                break
        writer.close()
        await writer.wait_closed()

    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1]


async def test_words_in_the_clear_after_starttls_are_refused(tools: Tools, spec: MakeSpec) -> None:
    """What somebody on the way adds before TLS begins never counts as the server's."""
    async with saying(
        b"220 x\r\n", b"250-x\r\n250 STARTTLS\r\n", b"220 go\r\n250 injected\r\n"
    ) as port:
        report = await probe_once(TARGET, spec(f"{{tls: {{port: {port}, starttls: smtp}}}}"), tools)
    assert "goes on in the clear after it agreed to TLS" in str(report.problem)


async def test_a_flood_is_bounded(tools: Tools, spec: MakeSpec) -> None:
    """A server that never ends its line is refused after 64 kB."""
    async with saying(b"220" + b"x" * 200_000) as port:
        report = await probe_once(
            TARGET, spec(f"{{banner: {{protocol: smtp, port: {port}}}}}"), tools
        )
    assert "the answer is longer than 65536 bytes" in str(report.problem)


async def test_another_protocol_is_said(tools: Tools, spec: MakeSpec) -> None:
    """What greets otherwise is quoted."""
    async with saying(b"SSH-2.0-x\r\n") as port:
        report = await probe_once(
            TARGET, spec(f"{{banner: {{protocol: smtp, port: {port}}}}}"), tools
        )
    assert "the server says 'SSH-2.0-x', expected 220" in str(report.problem)


async def test_abilities_of_ssh_are_refused(tools: Tools, spec: MakeSpec) -> None:
    """What a protocol does not tell cannot be asked for."""
    with pytest.raises(ConfigError, match="only smtp, imap and pop3 tell their abilities"):
        await probe_once(TARGET, spec("{banner: {protocol: ssh, abilities: [a]}}"), tools)


class _Deaf(asyncio.Transport):
    """Takes what is written, and nothing comes of it."""

    def write(self, data: bytes | bytearray | memoryview) -> None:
        del data

    def is_closing(self) -> bool:
        return False


@given(st.binary(max_size=300), st.sampled_from(Protocol), st.sampled_from(StartTls))
def test_any_answers_are_read_or_refused(
    said: bytes, protocol: Protocol, starttls: StartTls
) -> None:
    """Whatever a server says, it is a greeting or a sentence, and comes to an end."""

    async def listen() -> None:
        for converse in (
            lambda talk: greet(talk, protocol),
            lambda talk: ask_for_tls(talk, starttls, "x"),
        ):
            reader = asyncio.StreamReader()
            reader.feed_data(said)
            reader.feed_eof()
            loop = asyncio.get_running_loop()
            flow = asyncio.StreamReaderProtocol(reader)
            writer = asyncio.StreamWriter(_Deaf(), flow, reader, loop)
            try:
                await converse(Dialogue(reader, writer))
            except ProbeFailed:
                continue

    asyncio.run(listen())


@given(st.lists(st.binary(max_size=60)))
def test_abilities_are_words(lines: list[bytes]) -> None:
    """What becomes a label is short and plain, and there are not many."""
    found = abilities_of(lines)
    assert len(found) <= 60
    assert all(one.isascii() and 0 < len(one) <= 41 for one in found)
