"""Look at many hosts and carry plans out, so many at a time; one that fails stops no other."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Protocol, TypeVar

from collector.probes.outcome import ProbeFailed
from collector.rollout.hosts import Host
from collector.rollout.look import Facts, facts_from, look_script
from collector.rollout.order import install_order, problem_in, program_for, removal_order
from collector.rollout.places import Places
from collector.rollout.plan import Plan, Wanted
from collector.ssh.pool import SshPool
from collector.ssh.route import Finished, Hop, Route
from collector.ssh.trust import HostKeyRefused
from watchkeeper.core.errors import WatchkeeperError
from watchkeeper.core.messages import Text, text
from watchkeeper.inventory.secrets import Credential

AT_ONCE = 10
_LOOK_SECONDS = 60.0
_WORK_SECONDS = 240.0


class NewToken(Protocol):
    """Makes a one-time word for a host.  Raises WatchkeeperError."""

    def __call__(self, host: Host) -> Awaitable[str]: ...


Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Access:
    """How to sign in everywhere: one credential, and whose keys are known."""

    credential: Credential
    known_hosts: tuple[Path, ...]

    def route(self, host: Host) -> Route:
        hops = [] if host.jump is None else [self._hop(host.jump)]
        return Route((*hops, self._hop(host)), self.known_hosts)

    def _hop(self, host: Host) -> Hop:
        return Hop(host.host, host.port, host.user, (), self.credential)


@dataclass(frozen=True, slots=True)
class Seen:
    """A host as it was found; without facts, *problem* says why not."""

    host: Host
    facts: Facts | None = None
    problem: Text | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """A host and what is to be done there."""

    host: Host
    plan: Plan


@dataclass(frozen=True, slots=True)
class Result:
    """What became of it; *problem* says what is left to do by hand."""

    host: Host
    plan: Plan
    problem: Text | None = None
    is_done: bool = False


class Rollout:
    """Signs in to hosts by the held connections of a pool."""

    def __init__(self, pool: SshPool, access: Access, *, at_once: int = AT_ONCE) -> None:
        self._pool = pool
        self._access = access
        self._at_once = at_once

    async def look(
        self, hosts: Sequence[Host], places: Places, progress: Progress
    ) -> tuple[Seen, ...]:
        """Return what stands on each host, in their order."""

        async def one(host: Host) -> Seen:
            try:
                script = look_script(places).encode()
                done = await self._sent(host, "/bin/sh -s", script, _LOOK_SECONDS)
                return Seen(host, facts_from(done.output))
            except WatchkeeperError as error:
                return Seen(host, problem=Text(error.sentence, error.facts))

        return await _each([partial(one, host) for host in hosts], progress, at_once=self._at_once)

    async def install(
        self, work: Sequence[Work], wanted: Wanted, new_token: NewToken, progress: Progress
    ) -> tuple[Result, ...]:
        """Carry out what is planned; a token is made for a host when its turn comes."""

        async def one(item: Work) -> Result:
            token = await new_token(item.host) if item.plan.enrols else ""
            return await self._done(item, install_order(item.plan, wanted, token))

        return await self._all(work, one, progress)

    async def remove(
        self, work: Sequence[Work], places: Places, progress: Progress
    ) -> tuple[Result, ...]:
        """Take the agent away."""

        async def one(item: Work) -> Result:
            return await self._done(item, removal_order(item.plan, places))

        return await self._all(work, one, progress)

    async def _all(
        self,
        work: Sequence[Work],
        one: Callable[[Work], Awaitable[Result]],
        progress: Progress,
    ) -> tuple[Result, ...]:
        async def guarded(item: Work) -> Result:
            if not item.plan.is_work:
                return Result(item.host, item.plan, item.plan.problem)
            try:
                return await one(item)
            except WatchkeeperError as error:
                return Result(item.host, item.plan, Text(error.sentence, error.facts))

        calls = [partial(guarded, item) for item in work]
        return await _each(calls, progress, at_once=self._at_once)

    async def _done(self, item: Work, order: str) -> Result:
        python = item.plan.python or "python3"
        command = f"sudo -n {python} -" if item.plan.by_sudo else f"{python} -"
        done = await self._sent(item.host, command, program_for(order), _WORK_SECONDS)
        failed = problem_in(done.output, done.errors)
        if failed is None:
            return Result(item.host, item.plan, is_done=True)
        step, said = failed
        return Result(item.host, item.plan, _FAILURES.get(step, _other_failure)(said))

    async def _sent(self, host: Host, command: str, content: bytes, seconds: float) -> Finished:
        """Run a command on a host.  Raises ProbeFailed."""
        connection = self._pool.take(self._access.route(host))
        try:
            async with asyncio.timeout(seconds):
                line = await connection.line()
                return await line.send(command, content)
        except HostKeyRefused as error:
            raise _not_believed(host, error) from error
        except TimeoutError:
            raise ProbeFailed(
                "no answer within {seconds} s; is it on, and its port open from here?",
                seconds=round(seconds),
            ) from None
        except OSError as error:
            raise ProbeFailed(
                "it cannot be reached: {reason}; is it on, and its port open from here?",
                reason=error.strerror or error,
            ) from None
        finally:
            await self._pool.give_back(connection)


def _not_believed(host: Host, error: HostKeyRefused) -> ProbeFailed:
    """Say which host's key it is, and how a person comes to believe it."""
    hop = error.facts.get("host", host.host)
    place = host.jump.place if host.jump and hop == host.jump.host else host.place
    sentence = (
        "another key is known for {host} than {key}, which it shows; find out why before you "
        "run `watchkeeper agent host-key {host} --replace`"
        if error.is_changed
        else "the host key {key} of {host} is not known; compare it at the host's console, then "
        "run `watchkeeper agent host-key {host}`"
    )
    return ProbeFailed(sentence, host=place, key=error.facts.get("key", "?"))


T = TypeVar("T")


async def _each(
    calls: Sequence[Callable[[], Awaitable[T]]], progress: Progress, *, at_once: int
) -> tuple[T, ...]:
    """Make all calls, so many at a time; return what they return, in their order."""
    turns, done = asyncio.Semaphore(at_once), 0

    async def counted(call: Callable[[], Awaitable[T]]) -> T:
        nonlocal done
        async with turns:
            result = await call()
        done += 1
        progress(done, len(calls))
        return result

    progress(0, len(calls))
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(counted(call)) for call in calls]
    return tuple(task.result() for task in tasks)


def _other_failure(said: str) -> Text:
    return text("it did not work there: {said}", said=said)


_FAILURES: Mapping[str, Callable[[str], Text]] = MappingProxyType(
    {
        "user": lambda said: text("the user watchkeeper-agent cannot be made: {said}", said=said),
        "write": lambda said: text("a file cannot be written there: {said}", said=said),
        "enrol": lambda said: text(
            "its agent cannot be enrolled: {said}; can the host reach the server's address?",
            said=said,
        ),
        "stop": lambda said: text("it cannot be stopped: {said}", said=said),
        "start": lambda said: text(
            "the service does not start: {said}; see `journalctl -u watchkeeper-agent` there",
            said=said,
        ),
    }
)
