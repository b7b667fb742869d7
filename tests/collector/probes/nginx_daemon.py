"""A real nginx with certificates good and bad, each on a port of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import trustme

from tests.collector.probes.processes import free_ports, running
from tests.components import program

END = datetime(2031, 5, 6, 7, 8, 9, tzinfo=UTC)
PAST = datetime(2020, 1, 1, tzinfo=UTC)
_KINDS = ("good", "expired", "stranger", "wrong_name")
_HEAD = """\
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 64; }}
http {{
access_log off;
client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
"""
_SERVER = """\
server {{
  listen 127.0.0.1:{port} ssl;
  ssl_protocols TLSv1.2 TLSv1.3;
  ssl_certificate {folder}/{kind}.pem;
  ssl_certificate_key {folder}/{kind}.key;
  location / {{ default_type application/json; return 200 '{{"ok": true}}'; }}
}}
"""


@dataclass(frozen=True)
class NginxDaemon:
    good: int
    expired: int
    stranger: int
    wrong_name: int


@contextmanager
def nginx_daemon(folder: Path, authority: trustme.CA) -> Iterator[NginxDaemon]:
    ports = dict(zip(_KINDS, free_ports(len(_KINDS)), strict=True))
    certificates = {
        "good": authority.issue_cert("127.0.0.1", "localhost", not_after=END),
        "expired": authority.issue_cert("127.0.0.1", not_after=PAST),
        "stranger": trustme.CA().issue_cert("127.0.0.1"),
        "wrong_name": authority.issue_cert("shop.example"),
    }
    for kind, certificate in certificates.items():
        write_certificate(certificate, folder / f"{kind}.pem", folder / f"{kind}.key")
    servers = [_SERVER.format(port=ports[kind], kind=kind, folder=folder) for kind in _KINDS]
    config = folder / "nginx.conf"
    config.write_text(_HEAD.format(folder=folder) + "".join(servers) + "}\n")
    command: list[str | Path] = [
        program("nginx"),
        "-p",
        folder,
        "-e",
        folder / "error.log",
        "-c",
        config,
    ]
    with running(command, list(ports.values()), folder=folder):
        yield NginxDaemon(**ports)


def write_certificate(certificate: trustme.LeafCert, chain: Path, key: Path) -> None:
    chain.write_bytes(b"".join(blob.bytes() for blob in certificate.cert_chain_pems))
    key.write_bytes(certificate.private_key_pem.bytes())
    key.chmod(0o600)
