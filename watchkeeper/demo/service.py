"""The demo's own small services, each a process: ``python -m watchkeeper.demo.service KIND ...``.

Standard library only, loopback only.
"""

from __future__ import annotations

import argparse
import http.server
import os
import secrets
import socketserver
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

LOOPBACK = "127.0.0.1"
BACKUP_BYTES = 64 * 1024
KEPT_BACKUPS = 5
LONGEST_BURN_SECONDS = 60.0


class _Health(http.server.BaseHTTPRequestHandler):
    """Answers every GET with ``{"ok": true}``."""

    def do_GET(self) -> None:
        body = b'{"ok": true}'
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Write nothing: the probe asks once a second."""


class _Echo(socketserver.StreamRequestHandler):
    """Greets, then says each line again."""

    timeout = 5

    def handle(self) -> None:
        self.wfile.write(b"ready\n")
        for line in self.rfile:
            self.wfile.write(line[:1000])


class _HttpServer(http.server.ThreadingHTTPServer):
    allow_reuse_address = True


class _TcpServer(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


def serve_http(port: int, stopped: threading.Event) -> None:
    """Serve HTTP until *stopped*."""
    _serve(_HttpServer((LOOPBACK, port), _Health), stopped)


def serve_tcp(port: int, stopped: threading.Event) -> None:
    """Serve a line protocol over TCP until *stopped*."""
    _serve(_TcpServer((LOOPBACK, port), _Echo), stopped)


def _serve(server: socketserver.BaseServer, stopped: threading.Event) -> None:
    thread = threading.Thread(target=server.serve_forever, args=(0.1,), daemon=True)
    thread.start()
    stopped.wait()
    server.shutdown()
    server.server_close()


def run_backups(
    folder: Path, ping_url: str, every_seconds: float, stopped: threading.Event
) -> None:
    """Write a backup file and report it by heartbeat, again and again, until *stopped*."""
    folder.mkdir(parents=True, exist_ok=True)
    number = 0
    while not stopped.is_set():
        number += 1
        write_backup(folder, number)
        _ping(ping_url)
        stopped.wait(every_seconds)


def write_backup(folder: Path, number: int) -> Path:
    """Write one backup as a good tool does: aside, then renamed; keep the newest few."""
    finished = folder / f"shop-{number:06d}.dump"
    partial = finished.with_suffix(".part")
    partial.write_bytes(secrets.token_bytes(BACKUP_BYTES))
    partial.rename(finished)
    for old in sorted(folder.glob("shop-*.dump"))[:-KEPT_BACKUPS]:
        old.unlink()
    return finished


def _ping(url: str) -> None:
    try:
        with urllib.request.urlopen(url, timeout=3) as answer:  # noqa: S310 loopback, from the demo
            answer.read(100)
    except (urllib.error.URLError, OSError) as error:
        sys.stderr.write(f"demo backup: the heartbeat did not arrive: {error}\n")


def burn_core(seconds: float, stopped: threading.Event) -> None:
    """Keep one core busy for *seconds*, at most LONGEST_BURN_SECONDS; always the same core."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    over = threading.Timer(min(seconds, LONGEST_BURN_SECONDS), stopped.set)
    over.start()
    number = 1
    while not stopped.is_set():
        for _ in range(100_000):
            number = (number * 1_103_515_245 + 12_345) & 0x7FFFFFFF
    over.cancel()


def main() -> int:
    parser = argparse.ArgumentParser(prog="watchkeeper.demo.service")
    kinds = parser.add_subparsers(dest="kind", required=True)
    for kind in ("http", "tcp"):
        kinds.add_parser(kind).add_argument("port", type=int)
    backup = kinds.add_parser("backup")
    backup.add_argument("folder", type=Path)
    backup.add_argument("ping_url")
    backup.add_argument("every_seconds", type=float)
    kinds.add_parser("burn").add_argument("seconds", type=float)
    arguments = parser.parse_args()
    stopped = threading.Event()
    work: dict[str, Callable[[], None]] = {
        "http": lambda: serve_http(arguments.port, stopped),
        "tcp": lambda: serve_tcp(arguments.port, stopped),
        "backup": lambda: run_backups(
            arguments.folder, arguments.ping_url, arguments.every_seconds, stopped
        ),
        "burn": lambda: burn_core(arguments.seconds, stopped),
    }
    work[arguments.kind]()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
