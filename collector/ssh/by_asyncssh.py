"""SSH by asyncssh: no threads, no idle CPU, 1 ms for a command on a held connection."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Any

import asyncssh

from collector.probes.outcome import ProbeFailed
from collector.ssh.meter import Meter, MeteredWay
from collector.ssh.route import (
    KEEPALIVE_SECONDS,
    MAX_OUTPUT_BYTES,
    Finished,
    Hop,
    Line,
    connection_lost,
    not_signed_in,
    too_much,
)
from collector.ssh.trust import HostKey, Trust, refusal
from watchkeeper.inventory.secrets import Credential

_RSA = ("rsa-sha2-512", "rsa-sha2-256")


class AsyncsshLine:
    """``through`` is the line of the jump host, whose meter counts this line's bytes too."""

    def __init__(
        self, connection: asyncssh.SSHClientConnection, meter: Meter, through: AsyncsshLine | None
    ) -> None:
        self.connection = connection
        self._meter = meter
        self._through = through

    @property
    def is_closed(self) -> bool:
        return bool(self.connection.is_closed())

    async def run(self, script: str) -> bytes:
        self._meter.begin()
        self.expect_beyond()
        try:
            return await self._run(script)
        except asyncssh.Error as error:
            raise ProbeFailed(
                "SSH does not come about: {reason}", reason=error.reason[:200]
            ) from error

    def expect_opening(self) -> None:
        """Let this jump host, and those before it, pass on a sign-in beyond it."""
        self._meter.begin_beyond()
        self.expect_beyond()

    def expect_beyond(self) -> None:
        """Let the jump hosts on the way pass on what a command brings."""
        line = self._through
        while line is not None:
            line._meter.begin_beyond()
            line = line._through

    async def _run(self, script: str) -> bytes:
        process = await self.connection.create_process(
            script, stdin=asyncssh.DEVNULL, stderr=asyncssh.DEVNULL, encoding=None
        )
        try:
            output = await _read_all(process.stdout)
        finally:
            process.close()
        if self._meter.is_over:
            raise too_much()
        return output

    async def send(self, command: str, content: bytes) -> Finished:
        try:
            process = await self.connection.create_process(command, encoding=None)
        except asyncssh.Error as error:
            raise ProbeFailed(
                "SSH does not come about: {reason}", reason=error.reason[:200]
            ) from error
        try:
            return await _sent(process, content)
        except ExceptionGroup as group:  # of the two that read
            raise _as_lost(group.exceptions[0]) from group
        except (OSError, asyncssh.Error) as error:
            raise _as_lost(error) from error
        finally:
            process.close()

    async def close(self) -> None:
        self.connection.abort()
        with contextlib.suppress(OSError, asyncssh.Error, TimeoutError):
            async with asyncio.timeout(1):
                await self.connection.wait_closed()


class AsyncsshOpener:
    async def open(self, hop: Hop, trust: Trust, through: Line | None) -> Line:
        watcher, meter = _KeyWatcher(trust), Meter()
        jump = through if isinstance(through, AsyncsshLine) else None
        try:
            connection = await _connect(hop, trust, watcher, _way(meter, jump))
        except asyncssh.HostKeyNotVerifiable as error:
            raise refusal(trust, hop.host, watcher.shown) from error
        except asyncssh.PermissionDenied as error:
            raise not_signed_in(hop, error.reason) from error
        except asyncssh.Error as error:
            raise ProbeFailed(
                "SSH does not come about: {reason}", reason=error.reason[:200]
            ) from error
        return AsyncsshLine(connection, meter, jump)


def _way(meter: Meter, jump: AsyncsshLine | None) -> Any:
    """Return what connects: never ProxyJump, which would check other keys."""
    if jump is None:
        return MeteredWay(meter)
    jump.expect_opening()
    return jump.connection


async def _connect(
    hop: Hop, trust: Trust, watcher: _KeyWatcher, way: Any
) -> asyncssh.SSHClientConnection:
    credential = hop.credential
    options: dict[str, Any] = {}
    if trust.kinds:
        options["server_host_key_algs"] = _algorithms(trust)
    connection, _ = await asyncssh.create_connection(
        lambda: watcher,
        hop.host,
        hop.port,
        tunnel=way,
        username=hop.user,
        client_keys=await _keys(credential),
        password=credential.password or None,
        known_hosts=([], [], []),
        config=None,
        agent_path=str(credential.agent_socket) if credential.agent_socket else None,
        compression_algs=["none"],  # a host could pack gigabytes into one packet
        encryption_algs="^aes128-gcm@openssh.com",  # preferred, the others follow
        keepalive_interval=KEEPALIVE_SECONDS,
        keepalive_count_max=3,
        **options,
    )
    return connection


def _algorithms(trust: Trust) -> list[str]:
    return [name for kind in trust.kinds for name in (_RSA if kind == "ssh-rsa" else (kind,))]


class _KeyWatcher(asyncssh.SSHClient):
    """Believes what is trusted, and remembers which key was shown."""

    def __init__(self, trust: Trust) -> None:
        self._trust = trust
        self.shown: HostKey | None = None

    def validate_host_public_key(
        self, host: str, addr: str, port: int, key: asyncssh.SSHKey
    ) -> bool:
        self.shown = HostKey(key.algorithm.decode(), key.public_data)
        return self._trust.believes(self.shown)


async def _keys(credential: Credential) -> Any:
    """Return the key, with its certificate where it has one; read off the loop."""
    if credential.key_file is None:
        return [] if credential.agent_socket is None else ()
    return await asyncio.to_thread(_read_keys, credential)


def _read_keys(credential: Credential) -> Any:
    try:
        key = asyncssh.read_private_key(str(credential.key_file), credential.passphrase or None)
        if credential.certificate_file is None:
            return [key]
        return [(key, asyncssh.read_certificate(str(credential.certificate_file)))]
    except (OSError, asyncssh.KeyImportError) as error:
        raise ProbeFailed(
            "the key {file} cannot be read: {reason}", file=credential.key_file, reason=error
        ) from error


async def _sent(process: asyncssh.SSHClientProcess[bytes], content: bytes) -> Finished:
    process.stdin.write(content)
    process.stdin.write_eof()
    async with asyncio.TaskGroup() as tasks:
        errors = tasks.create_task(_read_all(process.stderr))
        output = await _read_all(process.stdout)
    await process.wait_closed()
    status = process.returncode
    return Finished(-1 if status is None else status, output, errors.result())


def _as_lost(error: Exception) -> Exception:
    """Return what is told of a connection that broke; anything else as it is."""
    if isinstance(error, asyncssh.Error):
        return connection_lost(error.reason)
    return connection_lost(error.strerror or error) if isinstance(error, OSError) else error


async def _read_all(stream: asyncssh.SSHReader[bytes]) -> bytes:
    output = bytearray()
    while not stream.at_eof():
        output += await stream.read(65_536)
        if len(output) > MAX_OUTPUT_BYTES:
            raise too_much()
    return bytes(output)
