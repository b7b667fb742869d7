"""SSH by paramiko, for those who want it: the extra ``paramiko``; a thread for each connection.

Its calls block, so that each runs in one bounded executor.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import paramiko

from collector.probes.outcome import ProbeFailed
from collector.ssh.meter import Meter, MeteredSocket
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

THREADS = 32
_CONNECT_SECONDS = 20.0
_RUN_SECONDS = 120.0
_RSA = ("rsa-sha2-512", "rsa-sha2-256")


class ParamikoLine:
    """``meters`` are its own and those of the jump hosts on the way, from the host outwards."""

    def __init__(
        self,
        transport: paramiko.Transport,
        threads: ThreadPoolExecutor,
        meters: tuple[Meter, ...],
    ) -> None:
        self.transport = transport
        self.meters = meters
        self._threads = threads

    @property
    def is_closed(self) -> bool:
        return not self.transport.is_active()

    async def run(self, script: str) -> bytes:
        loop = asyncio.get_running_loop()
        self.meters[0].begin()
        for meter in self.meters[1:]:
            meter.begin_beyond()
        try:
            output = await loop.run_in_executor(self._threads, _run, self.transport, script)
        except (paramiko.SSHException, EOFError) as error:
            raise ProbeFailed("SSH does not come about: {reason}", reason=error) from error
        if self.meters[0].is_over:
            raise too_much()
        return output

    async def send(self, command: str, content: bytes) -> Finished:
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(
                self._threads, _send, self.transport, command, content
            )
        except (paramiko.SSHException, EOFError, OSError) as error:
            raise connection_lost(error) from error

    async def close(self) -> None:
        self.transport.close()


class ParamikoOpener:
    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="paramiko")

    async def open(self, hop: Hop, trust: Trust, through: Line | None) -> Line:
        jump = through if isinstance(through, ParamikoLine) else None
        meters = (Meter(), *(jump.meters if jump else ()))
        for meter in meters[1:]:
            meter.begin_beyond()
        loop, way = asyncio.get_running_loop(), jump.transport if jump else None
        opening = loop.run_in_executor(self._threads, partial(_open, hop, trust, way, meters[0]))
        try:
            transport = await asyncio.shield(opening)
        except asyncio.CancelledError:
            opening.add_done_callback(_close_when_done)  # the thread cannot be stopped
            raise
        return ParamikoLine(transport, self._threads, meters)

    def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)


def _close_when_done(opening: asyncio.Future[paramiko.Transport]) -> None:
    if not opening.cancelled() and opening.exception() is None:
        opening.result().close()


def _open(
    hop: Hop, trust: Trust, jump: paramiko.Transport | None, meter: Meter
) -> paramiko.Transport:
    transport = paramiko.Transport(MeteredSocket(_wire(hop, jump), meter))
    try:
        if trust.kinds:
            transport.get_security_options().key_types = _known_types(transport, trust)
        transport.start_client(timeout=_CONNECT_SECONDS)
        _check_key(transport, hop, trust)
        _sign_in(transport, hop)
        transport.set_keepalive(KEEPALIVE_SECONDS)
    except paramiko.AuthenticationException as error:
        transport.close()
        raise not_signed_in(hop, str(error)) from error
    except (paramiko.SSHException, EOFError) as error:
        transport.close()
        raise ProbeFailed("SSH does not come about: {reason}", reason=str(error)[:200]) from error
    except BaseException:
        transport.close()
        raise
    return transport


def _check_key(transport: paramiko.Transport, hop: Hop, trust: Trust) -> None:
    shown = transport.get_remote_server_key()
    key = HostKey(shown.get_name(), shown.asbytes())
    if not trust.believes(key):
        raise refusal(trust, hop.host, key)


def _wire(hop: Hop, jump: paramiko.Transport | None) -> Any:
    """Return what the connection runs over: a socket, or a channel through the jump host."""
    if jump is None:
        return socket.create_connection((hop.host, hop.port), timeout=_CONNECT_SECONDS)
    return jump.open_channel(
        "direct-tcpip", (hop.host, hop.port), ("127.0.0.1", 0), timeout=_CONNECT_SECONDS
    )


def _known_types(transport: paramiko.Transport, trust: Trust) -> tuple[str, ...]:
    wanted = [name for kind in trust.kinds for name in (_RSA if kind == "ssh-rsa" else (kind,))]
    offered = transport.get_security_options().key_types
    return tuple(name for name in wanted if name in offered) or tuple(offered)


def _sign_in(transport: paramiko.Transport, hop: Hop) -> None:
    """Offer what the credential holds, one after the other, until the host is content."""
    credential = hop.credential
    refusals: list[paramiko.AuthenticationException] = []
    with _keys(credential) as keys:
        for key in keys:
            try:
                transport.auth_publickey(hop.user, key)
            except paramiko.AuthenticationException as error:
                refusals.append(error)
            else:
                return
    if credential.password:
        transport.auth_password(hop.user, credential.password)
        return
    raise refusals[-1] if refusals else paramiko.AuthenticationException("no key and no password")


@contextlib.contextmanager
def _keys(credential: Credential) -> Iterator[list[paramiko.PKey]]:
    """Give the key of the file, or those that an agent holds while the block runs."""
    if credential.key_file is not None:
        yield [_key_of_file(credential)]
    elif credential.agent_socket is not None:
        agent = _Agent(str(credential.agent_socket))
        try:
            yield list(agent.get_keys())
        finally:
            agent.close()
    else:
        yield []


def _key_of_file(credential: Credential) -> paramiko.PKey:
    try:
        key = paramiko.PKey.from_path(credential.key_file, _passphrase(credential))
        if credential.certificate_file is not None:
            key.load_certificate(str(credential.certificate_file))
    except (OSError, ValueError, paramiko.SSHException, paramiko.UnknownKeyType) as error:
        raise ProbeFailed(
            "the key {file} cannot be read: {reason}", file=credential.key_file, reason=error
        ) from error
    return key


def _passphrase(credential: Credential) -> bytes | None:
    return credential.passphrase.encode() if credential.passphrase else None


class _Agent(paramiko.agent.AgentSSH):  # type: ignore[misc]  # paramiko has no types
    """An agent at the socket that the credential names, not at the one of the environment."""

    def __init__(self, path: str) -> None:
        super().__init__()
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            connection.settimeout(_CONNECT_SECONDS)
            connection.connect(path)
        except BaseException:
            connection.close()
            raise
        self._held = connection
        self._connect(connection)

    def close(self) -> None:
        self._held.close()


def _run(transport: paramiko.Transport, script: str) -> bytes:
    channel = transport.open_session(timeout=_CONNECT_SECONDS)
    deadline = time.monotonic() + _RUN_SECONDS  # a thread has no loop's deadline
    try:
        channel.settimeout(_CONNECT_SECONDS)
        channel.set_combine_stderr(False)
        channel.exec_command(script)
        channel.shutdown_write()
        return _read_all(channel, deadline)
    except TimeoutError as error:
        raise ProbeFailed(
            "the script gave nothing for {seconds} s", seconds=_CONNECT_SECONDS
        ) from error
    finally:
        with contextlib.suppress(EOFError):
            channel.close()


def _send(transport: paramiko.Transport, command: str, content: bytes) -> Finished:
    """Run a command; its error output stays within the channel's window of 2 MB."""
    channel = transport.open_session(timeout=_CONNECT_SECONDS)
    deadline = time.monotonic() + _RUN_SECONDS  # a thread has no loop's deadline
    try:
        channel.settimeout(_CONNECT_SECONDS)
        channel.exec_command(command)
        channel.sendall(content)
        channel.shutdown_write()
        output = _read_all(channel, deadline)
        return Finished(_status(channel, deadline), output, channel.recv_stderr(MAX_OUTPUT_BYTES))
    except TimeoutError as error:
        raise ProbeFailed(
            "the script gave nothing for {seconds} s", seconds=_CONNECT_SECONDS
        ) from error
    finally:
        with contextlib.suppress(EOFError):
            channel.close()


def _status(channel: paramiko.Channel, deadline: float) -> int:
    """Return how the command ended; a host need never tell it.  Raises TimeoutError."""
    if not channel.status_event.wait(deadline - time.monotonic()):
        raise TimeoutError
    status: int = channel.recv_exit_status()
    return status


def _read_all(channel: paramiko.Channel, deadline: float) -> bytes:
    output = bytearray()
    while data := channel.recv(65_536):
        output += data
        if len(output) > MAX_OUTPUT_BYTES or time.monotonic() > deadline:  # as above
            raise too_much()
    return bytes(output)
