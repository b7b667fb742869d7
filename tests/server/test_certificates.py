from __future__ import annotations

import asyncio
import hashlib
import ssl
from pathlib import Path

import pytest

from watchkeeper.core.instants import Instant
from watchkeeper.server.certificates import certificate_sha256, make_certificates
from watchkeeper.server.clock import SystemClock


async def handshake(server: ssl.SSLContext, client: ssl.SSLContext, name: str) -> str:
    """Return the subject a client sees that checks the name against the CA."""

    async def close(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()
        await writer.wait_closed()

    listener = await asyncio.start_server(close, "127.0.0.1", 0, ssl=server)
    async with listener:
        port = listener.sockets[0].getsockname()[1]
        _, writer = await asyncio.open_connection(
            "127.0.0.1", port, ssl=client, server_hostname=name
        )
        subject = str(writer.get_extra_info("peercert")["subject"])
        writer.close()
        await writer.wait_closed()
        return subject


def contexts(folder: Path, now: Instant) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    ca, certificate, key = make_certificates(folder, ["watch.example", "127.0.0.1"], now)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(certificate, key)
    return server, ssl.create_default_context(cafile=str(ca))


@pytest.mark.parametrize("name", ["watch.example", "127.0.0.1"])
async def test_the_certificate_is_good_for_its_names(tmp_path: Path, name: str) -> None:
    """A client that trusts the CA accepts the server by name and by address."""
    server, client = contexts(tmp_path, SystemClock().now())
    assert "watch.example" in await handshake(server, client, name)


async def test_another_name_is_refused(tmp_path: Path) -> None:
    """The certificate is for the names given, and for no other."""
    server, client = contexts(tmp_path, SystemClock().now())
    with pytest.raises(ssl.SSLCertVerificationError):
        await handshake(server, client, "evil.example")


def test_the_authority_is_kept(tmp_path: Path) -> None:
    """A second run signs anew with the CA that agents have pinned; keys are for the owner only."""
    now = SystemClock().now()
    ca, certificate, _ = make_certificates(tmp_path, ["a"], now)
    pinned, first = certificate_sha256(ca), certificate.read_bytes()
    make_certificates(tmp_path, ["b"], now)
    assert certificate_sha256(ca) == pinned
    assert certificate.read_bytes() != first
    assert {path.stat().st_mode & 0o777 for path in tmp_path.glob("*.key")} == {0o600}
    assert len(bytes.fromhex(pinned)) == hashlib.sha256().digest_size
