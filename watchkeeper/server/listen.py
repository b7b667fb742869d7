"""Open the doors: TCP (with TLS beyond loopback), and the server's own Unix socket."""

from __future__ import annotations

import os
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from aiohttp import web

from watchkeeper.config.places import LONGEST_SOCKET_PATH
from watchkeeper.config.settings import Settings, TlsSettings
from watchkeeper.core.errors import ConfigError, Unavailable
from watchkeeper.core.logs import get_log

log = get_log("server")

_GOODBYE_SECONDS = 5.0


@asynccontextmanager
async def listening(app: web.Application, settings: Settings) -> AsyncIterator[int]:
    """Serve *app* while the block runs; yields the TCP port (of interest when 0 was asked for)."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=_GOODBYE_SECONDS)
    await runner.setup()
    try:
        host, port = settings.host_and_port()
        context = tls_context(settings.tls) if settings.tls else None
        site = web.TCPSite(runner, host.strip("[]"), port, ssl_context=context)
        try:
            await site.start()
        except OSError as error:
            raise Unavailable(
                "cannot listen on {listen}: {reason}; is another server there?",
                listen=settings.listen,
                reason=error.strerror,
            ) from error
        await _open_socket(runner, settings.socket_path())
        bound = int(runner.addresses[0][1])
        log.info("listening", address=host, port=bound, tls=context is not None)
        yield bound
    finally:
        await runner.cleanup()


def tls_context(settings: TlsSettings) -> ssl.SSLContext:
    """Return the server's side of TLS 1.2 or later.  Raises ConfigError for unusable files."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    try:
        context.load_cert_chain(settings.certificate, settings.key)
    except (OSError, ssl.SSLError) as error:
        raise ConfigError(
            "the certificate cannot be used: {reason}", at=str(settings.certificate), reason=error
        ) from error
    return context


async def _open_socket(runner: web.AppRunner, path: Path) -> None:
    """Listen for root and our own user (the gatekeeper asks the kernel who called)."""
    if not _make_room(path):
        log.warning("no socket for local commands; use --url and a token", path=path)
        return
    try:
        await web.UnixSite(runner, str(path)).start()
    except OSError as error:
        log.warning("no socket for local commands", path=path, reason=error.strerror)


def _make_room(path: Path) -> bool:
    """Remove what a crash left behind; False where no socket can be there."""
    if len(os.fsencode(path)) > LONGEST_SOCKET_PATH or not path.parent.is_dir():
        return False
    path.unlink(missing_ok=True)
    return True
