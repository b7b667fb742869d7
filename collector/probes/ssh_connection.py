"""One SSH connection to a host, held between measurements; its key pinned, never just believed."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import asyncssh

from collector.probes.outcome import ProbeFailed
from watchkeeper.core.clock import Clock
from watchkeeper.inventory.secrets import Credential

KEEPALIVE_SECONDS = 15
MAX_OUTPUT_BYTES = 2 * 1024 * 1024
_FIRST_PAUSE_SECONDS = 30.0
_LONGEST_PAUSE_SECONDS = 300.0


@dataclass(frozen=True, slots=True)
class SshEndpoint:
    """Where to sign in, and what proves that it is the right host.

    ``pins`` are fingerprints as ``ssh-keygen -lf`` prints them; without any, *known_hosts* counts.
    """

    host: str
    port: int
    user: str
    pins: tuple[str, ...]
    known_hosts: Path | None


class HostKeyRefused(ProbeFailed):
    """The host showed a key that is not pinned; ``is_changed``: another one is."""

    def __init__(self, sentence: str, *, is_changed: bool, **facts: object) -> None:
        super().__init__(sentence, at=None, **facts)
        self.is_changed = is_changed


class SignInRefused(ProbeFailed):
    """The host does not let this user in."""


class SshConnection:
    """Connects when needed, and after a refused sign-in not too often: accounts get locked."""

    def __init__(self, endpoint: SshEndpoint, credential: Credential, clock: Clock) -> None:
        self._endpoint = endpoint
        self._credential = credential
        self._clock = clock
        self._connection: asyncssh.SSHClientConnection | None = None
        self._pause_seconds = 0.0
        self._not_before = 0.0
        self._refusal = ""

    @property
    def is_held(self) -> bool:
        return self._connection is not None and not self._connection.is_closed()

    async def run(self, script: str) -> str:
        """Run a script by the user's shell and return what it printed, at most 2 MB."""
        connection = await self._connected()
        try:
            process = await connection.create_process(
                script, stdin=asyncssh.DEVNULL, stderr=asyncssh.DEVNULL, encoding=None
            )
            try:
                return await _read_all(process.stdout)
            finally:
                process.close()
        except BaseException:
            await self.close()
            raise

    async def close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is None:
            return
        connection.abort()
        with contextlib.suppress(OSError, asyncssh.Error, TimeoutError):
            async with asyncio.timeout(1):
                await connection.wait_closed()

    async def _connected(self) -> asyncssh.SSHClientConnection:
        if self._connection is not None and not self._connection.is_closed():
            return self._connection
        self._refuse_too_early()
        watcher = _KeyWatcher(self._endpoint.pins)
        try:
            self._connection = await self._open(watcher)
        except asyncssh.HostKeyNotVerifiable as error:
            self._pause(str(error))
            raise await self._key_refused(watcher) from error
        except asyncssh.PermissionDenied as error:
            self._pause(error.reason)
            raise SignInRefused(
                "{host} does not let {user} in: {reason}",
                host=self._endpoint.host,
                user=self._endpoint.user,
                reason=error.reason[:200],
            ) from error
        except asyncssh.Error as error:
            raise ProbeFailed(
                "SSH does not come about: {reason}", reason=error.reason[:200]
            ) from error
        self._pause_seconds = 0.0
        return self._connection

    async def _open(self, watcher: _KeyWatcher) -> asyncssh.SSHClientConnection:
        endpoint, credential = self._endpoint, self._credential
        keys = [await _private_key(credential)] if credential.key_file else []
        trusted = await _trusted_keys(endpoint)
        connection, _ = await asyncssh.create_connection(
            lambda: watcher,
            endpoint.host,
            endpoint.port,
            username=endpoint.user,
            client_keys=keys,
            password=credential.password or None,
            known_hosts=(trusted, [], []),
            config=None,
            agent_path=None,
            encryption_algs="^aes128-gcm@openssh.com",  # preferred, the others follow
            keepalive_interval=KEEPALIVE_SECONDS,
            keepalive_count_max=3,
        )
        return connection

    async def _key_refused(self, watcher: _KeyWatcher) -> HostKeyRefused:
        endpoint = self._endpoint
        is_changed = bool(endpoint.pins or await _trusted_keys(endpoint))
        sentence = (
            "{host} shows the host key {key}, but another is pinned: find out why before you "
            "change host_key"
            if is_changed
            else "{host} shows the host key {key}, which is not pinned; compare it on the host with "
            "`ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub`, then write in the target "
            '{{ssh: {{host_key: "{key}"}}}}'
        )
        return HostKeyRefused(
            sentence, is_changed=is_changed, host=endpoint.host, key=watcher.shown or "?"
        )

    def _pause(self, reason: str) -> None:
        doubled = max(_FIRST_PAUSE_SECONDS, 2 * self._pause_seconds)
        self._pause_seconds = min(doubled, _LONGEST_PAUSE_SECONDS)
        self._not_before = self._clock.monotonic() + self._pause_seconds
        self._refusal = reason[:200]

    def _refuse_too_early(self) -> None:
        seconds = self._not_before - self._clock.monotonic()
        if self._pause_seconds and seconds > 0:
            raise SignInRefused(
                "{host} refused the sign-in ({reason}); asked again in {seconds} s, so that the "
                "account is not locked",
                host=self._endpoint.host,
                reason=self._refusal,
                seconds=round(seconds),
            )


class _KeyWatcher(asyncssh.SSHClient):
    """Accepts a pinned key, and remembers which one was shown."""

    def __init__(self, pins: Sequence[str]) -> None:
        self._pins = pins
        self.shown = ""

    def validate_host_public_key(
        self, host: str, addr: str, port: int, key: asyncssh.SSHKey
    ) -> bool:
        self.shown = key.get_fingerprint()
        return self.shown in self._pins


async def _private_key(credential: Credential) -> asyncssh.SSHKey:
    assert credential.key_file is not None
    try:
        return await asyncio.to_thread(
            asyncssh.read_private_key, credential.key_file, credential.passphrase or None
        )
    except (OSError, asyncssh.KeyImportError) as error:
        raise ProbeFailed(
            "the key {file} cannot be read: {reason}", file=credential.key_file, reason=error
        ) from error


async def _trusted_keys(endpoint: SshEndpoint) -> list[asyncssh.SSHKey]:
    """Return the keys that the known_hosts file has for the host; none where it is pinned."""
    if endpoint.pins or endpoint.known_hosts is None:
        return []
    try:
        known = await asyncio.to_thread(asyncssh.read_known_hosts, str(endpoint.known_hosts))
    except FileNotFoundError:
        return []
    except (OSError, ValueError) as error:
        raise ProbeFailed(
            "{file} cannot be read: {reason}", file=endpoint.known_hosts, reason=error
        ) from error
    return list(known.match(endpoint.host, "", endpoint.port)[0])


async def _read_all(stream: asyncssh.SSHReader[bytes]) -> str:
    output = bytearray()
    while not stream.at_eof():
        output += await stream.read(65_536)
        if len(output) > MAX_OUTPUT_BYTES:
            raise ProbeFailed("the host sends more than {most} bytes", most=MAX_OUTPUT_BYTES)
    return output.decode("utf-8", "replace")
