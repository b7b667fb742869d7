"""OCSP against OpenSSL's own responder: good, revoked, and answers that nobody may believe."""

from __future__ import annotations

import asyncio
import datetime
import ssl
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
import trustme
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.hashes import SHA1, SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp
from hypothesis import given
from hypothesis import strategies as st

from collector.probes.ocsp import answer_from
from collector.probes.once import probe_once
from collector.probes.outcome import ProbeFailed
from collector.probes.stapled import stapled_answer
from collector.probes.starttls import StartTls
from collector.probes.tools import Tools
from tests.collector.conftest import MakeSpec
from tests.collector.probes.processes import free_ports, running
from tests.collector.probes.readings import names, value
from tests.components import program
from watchkeeper.core.instants import Instant
from watchkeeper.inventory.model import Target

TARGET = Target("web-1", "127.0.0.1")


@dataclass(frozen=True)
class Issued:
    """A certificate with the authority that issued it."""

    authority: trustme.CA
    leaf: trustme.LeafCert

    @property
    def serial(self) -> int:
        return x509.load_pem_x509_certificate(self.leaf.cert_chain_pems[0].bytes()).serial_number


@pytest.fixture
def issued(authority: trustme.CA) -> Issued:
    return Issued(authority, authority.issue_cert("127.0.0.1"))


@pytest.fixture
async def server(issued: Issued) -> AsyncIterator[int]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    issued.leaf.configure_cert(context)

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):
            await reader.read()
        writer.transport.abort()

    listening = await asyncio.start_server(talk, "127.0.0.1", 0, ssl=context)
    async with listening:
        yield listening.sockets[0].getsockname()[1]


@contextmanager
def responder(folder: Path, issued: Issued, signer: trustme.CA, state: str) -> Iterator[int]:
    """OpenSSL's responder, which knows one certificate: V is good, R is revoked."""
    (port,) = free_ports(1)
    for name, authority in (("ca", issued.authority), ("signer", signer)):
        authority.cert_pem.write_to_path(folder / f"{name}.pem")
        authority.private_key_pem.write_to_path(folder / f"{name}.key")
    revoked = "261101000000Z" if state == "R" else ""
    serial = f"{issued.serial:X}"
    serial = serial if len(serial) % 2 == 0 else f"0{serial}"
    line = f"{state}\t390101000000Z\t{revoked}\t{serial}\tunknown\t/CN=x\n"
    (folder / "index.txt").write_text(line)
    command: list[str | Path] = [
        program("openssl"), "ocsp", "-index", folder / "index.txt", "-port", str(port), "-CA",
        folder / "ca.pem", "-rsigner", folder / "signer.pem", "-rkey", folder / "signer.key",
        "-nmin", "60",
    ]  # fmt: skip
    with running(command, [], folder=folder) as process:
        while "waiting for OCSP client" not in (folder / "output.log").read_text():
            with suppress(subprocess.TimeoutExpired):  # it hangs after a connection without words
                process.wait(0.05)
                raise AssertionError("the responder ended at once")
        yield port


@pytest.mark.parametrize(
    ("state", "said", "revoked"),
    [("V", "None", 0), ("R", "its authority has revoked the certificate", 1)],
    ids=["good", "revoked"],
)
async def test_the_authority_is_asked(
    state: str,
    said: str,
    revoked: float,
    issued: Issued,
    server: int,
    authority_file: Path,
    tmp_path: Path,
    tools: Tools,
    spec: MakeSpec,
) -> None:
    """The responder of the settings tells whether the certificate still counts."""
    with responder(tmp_path, issued, issued.authority, state) as port:
        settings = f'{{tls: {{port: {server}, ca_file: {authority_file}, ocsp: "http://127.0.0.1:{port}/"}}}}'
        report = await probe_once(TARGET, spec(settings), tools)
    assert str(report.problem) == said
    assert value(report, "probe_tls_ocsp_revoked") == revoked
    assert "probe_tls_ocsp_next_update_timestamp_seconds" in names(report)


async def test_an_answer_that_another_signed_is_not_believed(
    issued: Issued,
    server: int,
    authority_file: Path,
    tmp_path: Path,
    tools: Tools,
    spec: MakeSpec,
) -> None:
    """Who answers in the place of the authority proves nothing; the certificate's end is told still."""
    with responder(tmp_path, issued, trustme.CA(), "V") as port:
        settings = f'{{tls: {{port: {server}, ca_file: {authority_file}, ocsp: "http://127.0.0.1:{port}/"}}}}'
        report = await probe_once(TARGET, spec(settings), tools)
    assert "the OCSP answer cannot be believed" in str(report.problem)
    assert "probe_tls_ocsp_revoked" not in names(report)
    assert value(report, "probe_tls_trusted") == 1


async def test_a_responder_that_is_away_is_said(
    server: int, authority_file: Path, tools: Tools, spec: MakeSpec, free_port: int
) -> None:
    """A responder that cannot be reached is a failure of its own."""
    settings = f'{{tls: {{port: {server}, ca_file: {authority_file}, ocsp: "http://127.0.0.1:{free_port}/"}}}}'
    report = await probe_once(TARGET, spec(settings), tools)
    assert "the OCSP responder does not answer" in str(report.problem)
    assert value(report, "probe_tls_trusted") == 1


def stapled(issued: Issued, status: ocsp.OCSPCertStatus, *, signer: trustme.CA) -> bytes:
    """Return an answer about the certificate as a responder would give it."""
    now = datetime.datetime.now(datetime.UTC)  # noqa: TID251 certificates count in real time
    leaf = x509.load_pem_x509_certificate(issued.leaf.cert_chain_pems[0].bytes())
    issuer = x509.load_pem_x509_certificate(issued.authority.cert_pem.bytes())
    by = x509.load_pem_x509_certificate(signer.cert_pem.bytes())
    key = serialization.load_pem_private_key(signer.private_key_pem.bytes(), None)
    assert isinstance(key, EllipticCurvePrivateKey)
    built = ocsp.OCSPResponseBuilder().add_response(
        cert=leaf,
        issuer=issuer,
        algorithm=SHA1(),
        cert_status=status,
        this_update=now - datetime.timedelta(hours=1),
        next_update=now + datetime.timedelta(days=1),
        revocation_time=now if status is ocsp.OCSPCertStatus.REVOKED else None,
        revocation_reason=None,
    )
    built = built.responder_id(ocsp.OCSPResponderEncoding.HASH, by)
    return built.sign(key, SHA256()).public_bytes(Encoding.DER)


@contextmanager
def stapling(folder: Path, issued: Issued, answer: bytes, *words: str) -> Iterator[int]:
    """OpenSSL's server, which brings *answer* with its handshake; nothing where it is empty."""
    (port,) = free_ports(1)
    issued.leaf.private_key_and_cert_chain_pem.write_to_path(folder / "leaf.pem")
    (folder / "answer.der").write_bytes(answer)
    staple = ["-status_file", str(folder / "answer.der")] if answer else []
    command: list[str | Path] = [
        program("openssl"), "s_server", "-accept", f"127.0.0.1:{port}", "-cert", folder / "leaf.pem",
        "-key", folder / "leaf.pem", "-quiet", *staple, *words,
    ]  # fmt: skip
    with running(command, [port], folder=folder):
        yield port


@pytest.mark.parametrize("version", ["-tls1_2", "-tls1_3"])
@pytest.mark.parametrize(
    ("status", "said", "revoked"),
    [
        (ocsp.OCSPCertStatus.GOOD, "None", 0),
        (ocsp.OCSPCertStatus.REVOKED, "its authority has revoked the certificate", 1),
    ],
    ids=["good", "revoked"],
)
async def test_a_stapled_answer_is_read(
    status: ocsp.OCSPCertStatus,
    said: str,
    revoked: float,
    version: str,
    issued: Issued,
    authority_file: Path,
    tmp_path: Path,
    tools: Tools,
    spec: MakeSpec,
) -> None:
    """What a server brings with its handshake is believed as the responder's own word would be."""
    answer = stapled(issued, status, signer=issued.authority)
    with stapling(tmp_path, issued, answer, version) as port:
        settings = f"{{tls: {{port: {port}, ca_file: {authority_file}, ocsp: stapled}}}}"
        report = await probe_once(TARGET, spec(settings), tools)
    assert str(report.problem) == said
    assert value(report, "probe_tls_ocsp_revoked") == revoked
    assert "probe_tls_ocsp_next_update_timestamp_seconds" in names(report)


@pytest.mark.parametrize(
    ("is_stapled", "said"),
    [(False, "the server staples no OCSP answer"), (True, "the OCSP answer cannot be believed")],
    ids=["none", "one that another signed"],
)
async def test_a_server_that_staples_nothing_of_worth_fails(
    is_stapled: bool,
    said: str,
    issued: Issued,
    authority_file: Path,
    tmp_path: Path,
    tools: Tools,
    spec: MakeSpec,
) -> None:
    """Who wants a stapled answer hears that there is none; the certificate is told all the same."""
    good = ocsp.OCSPCertStatus.GOOD
    answer = stapled(issued, good, signer=trustme.CA()) if is_stapled else b""
    with stapling(tmp_path, issued, answer) as port:
        settings = f"{{tls: {{port: {port}, ca_file: {authority_file}, ocsp: stapled}}}}"
        report = await probe_once(TARGET, spec(settings), tools)
    assert said in str(report.problem)
    assert value(report, "probe_tls_trusted") == 1
    assert "probe_tls_ocsp_revoked" not in names(report)


@pytest.mark.parametrize(
    "words", [b"", b"\x16\x03\x03\xff\xff" + b"x" * 70_000, b"HTTP/1.1 400 No\r\n\r\n"]
)
async def test_what_is_no_handshake_is_a_sentence(words: bytes) -> None:
    """The second look ends, whatever is said to it."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):
            await reader.read(1)
            writer.write(words)
            await writer.drain()
        writer.close()

    async with await asyncio.start_server(talk, "127.0.0.1", 0) as listening:
        port = listening.sockets[0].getsockname()[1]
        with pytest.raises((ProbeFailed, OSError)):
            await stapled_answer("127.0.0.1", port, "web.example", StartTls.NONE)


_AUTHORITY = trustme.CA()
_CERTIFICATE = x509.load_pem_x509_certificate(_AUTHORITY.cert_pem.bytes())


@given(st.binary(max_size=300))
def test_any_answer_is_read_or_refused(body: bytes) -> None:
    """Whatever a responder sends, it is believed only with a signature; else it is a sentence."""
    der = _CERTIFICATE.public_bytes(Encoding.DER)
    with pytest.raises(ProbeFailed):
        answer_from(body, der, der, Instant(0))
