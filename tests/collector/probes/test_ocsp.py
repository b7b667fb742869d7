"""OCSP against OpenSSL's own responder: good, revoked, and answers that nobody may believe."""

from __future__ import annotations

import asyncio
import ssl
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
import trustme
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from hypothesis import given
from hypothesis import strategies as st

from collector.probes.ocsp import answer_from
from collector.probes.once import probe_once
from collector.probes.outcome import ProbeFailed
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


_AUTHORITY = trustme.CA()
_CERTIFICATE = x509.load_pem_x509_certificate(_AUTHORITY.cert_pem.bytes())


@given(st.binary(max_size=300))
def test_any_answer_is_read_or_refused(body: bytes) -> None:
    """Whatever a responder sends, it is believed only with a signature; else it is a sentence."""
    der = _CERTIFICATE.public_bytes(Encoding.DER)
    with pytest.raises(ProbeFailed):
        answer_from(body, der, der, Instant(0))
