"""Connections that are held and shared: by all probes of a host, and by all hosts behind a jump host.

At most so many are open at a time, the one that was not used for longest is closed first; at most so
many commands run at a time on one (sshd's MaxSessions is 10).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from collector.probes.outcome import ProbeFailed
from collector.ssh.by_asyncssh import AsyncsshOpener
from collector.ssh.route import Finished, Line, Means, Opener, Route, SignInRefused
from collector.ssh.trust import HostKeyRefused, Trust, trust_in
from watchkeeper.core.clock import Clock

MOST_CONNECTIONS = 1_000
SESSIONS_PER_HOST = 4
_FIRST_PAUSE_SECONDS = 30.0
_LONGEST_PAUSE_SECONDS = 300.0
_MOST_FILE_BYTES = 8 * 1024 * 1024


def _paramiko() -> Opener:
    try:
        from collector.ssh.by_paramiko import ParamikoOpener
    except ImportError as error:
        raise ProbeFailed(
            "transport: paramiko needs it installed: pip install 'watchkeeper[paramiko]'"
        ) from error
    return ParamikoOpener()


_OPENERS: Mapping[Means, Callable[[], Opener]] = MappingProxyType(
    {Means.ASYNCSSH: AsyncsshOpener, Means.PARAMIKO: _paramiko}
)


@dataclass(slots=True)
class _Pause:
    """After a refused sign-in a host is left alone for a while: accounts get locked."""

    seconds: float = 0.0
    until: float = 0.0
    reason: str = ""

    def lengthen(self, now: float, reason: str) -> None:
        self.seconds = min(max(_FIRST_PAUSE_SECONDS, 2 * self.seconds), _LONGEST_PAUSE_SECONDS)
        self.until, self.reason = now + self.seconds, reason[:200]


class Connection:
    """One host: connects when needed, goes through its jump host, holds the line."""

    def __init__(self, route: Route, pool: SshPool) -> None:
        self.route = route
        self.users = 0
        self.used_at = 0.0
        self._pool = pool
        self._line: Line | None = None
        self._pause = _Pause()
        self._opening = asyncio.Lock()
        self._sessions = asyncio.Semaphore(pool.sessions_per_host)
        self._running = 0

    @property
    def is_held(self) -> bool:
        return self._line is not None and not self._line.is_closed

    @property
    def is_idle(self) -> bool:
        return self.is_held and not self._running

    async def run(self, script: str) -> str:
        """Run a script; one that fails costs the line, as nobody knows what state it is in."""
        async with self._sessions:
            line = await self.line()
            self._running += 1
            try:
                return (await line.run(script)).decode("utf-8", "surrogateescape")
            except BaseException:
                await self.close()
                raise
            finally:
                self._running -= 1
                self.used_at = self._pool.clock.monotonic()

    async def line(self) -> Line:
        """Return the open line, made where there is none."""
        async with self._opening:
            if self._line is None or self._line.is_closed:
                self._refuse_too_early()
                self._line = await self._opened()
                self.used_at = self._pool.clock.monotonic()
                await self._pool.close_what_is_too_much(self)
            return self._line

    def forget_refusal(self) -> None:
        self._pause = _Pause()

    async def close(self) -> None:
        line, self._line = self._line, None
        if line is not None:
            await line.close()

    async def _opened(self) -> Line:
        hop, before = self.route.last, self.route.before
        trust = await trust_of(self.route)
        opener = self._pool.opener(self.route.means)
        try:
            async with AsyncExitStack() as ways:
                through = None
                if before is not None:
                    jump = self._pool.take(before)
                    ways.push_async_callback(self._pool.give_back, jump)
                    through = await jump.line()
                    jump.used_at = self._pool.clock.monotonic()
                line = await opener.open(hop, trust, through)
                if before is not None:
                    ways.pop_all()  # kept as long as what goes through it
                    return _Through(line, jump, self._pool)
        except (HostKeyRefused, SignInRefused) as error:
            self._pause.lengthen(self._pool.clock.monotonic(), str(error))
            raise
        self._pause = _Pause()
        return line

    def _refuse_too_early(self) -> None:
        seconds = self._pause.until - self._pool.clock.monotonic()
        if self._pause.seconds and seconds > 0:
            raise SignInRefused(
                "{host} refused the sign-in ({reason}); asked again in {seconds} s, so that the "
                "account is not locked",
                host=self.route.last.host,
                reason=self._pause.reason,
                seconds=round(seconds),
            )


@dataclass(slots=True)
class _Through:
    """A line through a jump host, whose own is given back with it."""

    line: Line
    jump: Connection
    pool: SshPool

    @property
    def is_closed(self) -> bool:
        return self.line.is_closed

    async def run(self, script: str) -> bytes:
        self.jump.used_at = self.pool.clock.monotonic()
        return await self.line.run(script)

    async def send(self, command: str, content: bytes) -> Finished:
        self.jump.used_at = self.pool.clock.monotonic()
        return await self.line.send(command, content)

    async def close(self) -> None:
        await self.line.close()
        await self.pool.give_back(self.jump)


class SshPool:
    """All connections of the process."""

    def __init__(
        self,
        clock: Clock,
        *,
        most_connections: int = MOST_CONNECTIONS,
        sessions_per_host: int = SESSIONS_PER_HOST,
    ) -> None:
        self.clock = clock
        self.sessions_per_host = sessions_per_host
        self._most = most_connections
        self._connections: dict[Route, Connection] = {}
        self._openers: dict[Means, Opener] = {}

    @property
    def held(self) -> int:
        return sum(one.is_held for one in self._connections.values())

    def take(self, route: Route) -> Connection:
        """Return the connection of a route, for one more user; nothing is opened yet."""
        found = self._connections.get(route)
        if found is None:
            found = self._connections[route] = Connection(route, self)
        found.users += 1
        return found

    async def give_back(self, connection: Connection) -> None:
        """Close it where nobody else uses it."""
        connection.users -= 1
        if connection.users <= 0:
            self._connections.pop(connection.route, None)
            await connection.close()

    def forget_refusals(self) -> None:
        """Ask all hosts again at the next round: somebody set right what was refused."""
        for connection in self._connections.values():
            connection.forget_refusal()

    def opener(self, means: Means) -> Opener:
        if means not in self._openers:
            self._openers[means] = _OPENERS[means]()
        return self._openers[means]

    async def close_what_is_too_much(self, newest: Connection) -> None:
        """Close idle lines until no more are open than allowed; jump hosts that are used stay."""
        too_many = self.held - self._most
        if too_many <= 0:
            return
        jumps = {one.route.before for one in self._connections.values()}
        idle = sorted(
            (
                one
                for one in self._connections.values()
                if one is not newest and one.is_idle and one.route not in jumps
            ),
            key=lambda one: one.used_at,
        )
        for one in idle[:too_many]:
            await one.close()

    async def close(self) -> None:
        for connection in list(self._connections.values()):
            await connection.close()
        self._connections.clear()
        for opener in self._openers.values():
            closing = getattr(opener, "close", None)
            if closing is not None:
                closing()
        self._openers.clear()


async def trust_of(route: Route) -> Trust:
    """Read the files of known hosts.  Raises ProbeFailed."""
    hop = route.last
    texts = [await asyncio.to_thread(_text_of, path) for path in route.known_hosts]
    return trust_in(texts, hop.pins, hop.host, hop.port)


def _text_of(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(_MOST_FILE_BYTES).decode("utf-8", "replace")
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise ProbeFailed("{file} cannot be read: {reason}", file=path, reason=error) from error
