"""Backups of the running server: one at a time, made in a thread, to a caller or into a folder."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from watchkeeper.core.clock import Clock
from watchkeeper.core.errors import Unavailable
from watchkeeper.core.instants import Instant
from watchkeeper.core.logs import get_log
from watchkeeper.server.backup.belongings import belongings
from watchkeeper.server.backup.make import BackupWish, Source, make_backup, source_bytes
from watchkeeper.server.backup.pipe import Ended, Pipe
from watchkeeper.storage.backup.file import new_backup
from watchkeeper.storage.backup.manifest import Manifest
from watchkeeper.storage.disk import require_room
from watchkeeper.storage.sqlite_copy import Progress

log = get_log("backup")

_SAYS_SO_SECONDS = 5.0  # while copies are made, the reader hears at least this often


@dataclass(frozen=True, slots=True)
class BackupPlan:
    """What a backup would hold; ``unreadable`` are files that this server's user may not read."""

    configuration_folder: str
    size_bytes: int
    unreadable: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BackupMade:
    """A backup that is whole; ``left_out`` must be typed or copied again after a restore."""

    taken_at: Instant
    version: str
    content_bytes: int
    is_sealed: bool
    has_series: bool
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BackupStep:
    """How far it is, or at last what was made."""

    done: int = 0
    of: int = 0
    made: BackupMade | None = None


class Backups:
    """Makes backups of one installation."""

    def __init__(self, source: Source, clock: Clock) -> None:
        self._source = source
        self._clock = clock
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="backup")
        self._is_busy = False
        self._is_stopping = False

    def close(self) -> None:
        """End what is being made; blocks until its thread has noticed."""
        self._is_stopping = True
        self._executor.shutdown(cancel_futures=True)

    async def plan(self) -> BackupPlan:
        return await asyncio.to_thread(self._plan)

    async def stream(self, wish: BackupWish) -> AsyncGenerator[bytes | BackupStep, None]:
        """Yield the bytes of a backup, steps between them, and last what was made."""
        with self._alone():
            pipe, progress = Pipe(), _Latest()

            def tell(done: int, of: int) -> None:
                self._check_stop()
                pipe.check()
                progress.set(done, of)

            work = asyncio.get_running_loop().run_in_executor(
                self._executor, self._into_pipe, wish, pipe, tell
            )
            try:
                async for item in _taken(pipe, progress):
                    yield item
                yield BackupStep(made=made_of(await work))
            finally:
                pipe.close()
                await asyncio.wait([work], timeout=_SAYS_SO_SECONDS)
                if work.done() and not work.cancelled():
                    work.exception()  # told already, or nobody is there to be told

    def begin(
        self, target: Path, wish: Callable[[], BackupWish]
    ) -> asyncio.Future[tuple[Manifest, int]]:
        """Begin to make a new file; the answer comes when it is whole, named and was read again.

        *wish* is asked in the thread, as it may read a file.  Raises Unavailable where another is
        being made.
        """
        self._take()
        work = asyncio.get_running_loop().run_in_executor(
            self._executor, self._into_file, target, wish
        )
        work.add_done_callback(lambda _work: self._release())
        return work

    def _plan(self) -> BackupPlan:
        found = belongings(self._source.folder, self._source.settings)
        size = source_bytes(self._source, with_series=True)
        return BackupPlan(str(self._source.folder), size, found.unreadable)

    def _into_pipe(self, wish: BackupWish, pipe: Pipe, tell: Progress) -> Manifest:
        try:
            manifest = make_backup(self._source, wish, pipe, now=self._clock.now(), tell=tell)
            pipe.finish()
            return manifest
        finally:
            with contextlib.suppress(Unavailable):  # nobody takes it any more
                pipe.end()

    def _into_file(self, target: Path, wish: Callable[[], BackupWish]) -> tuple[Manifest, int]:
        def tell(_done: int, _of: int) -> None:
            self._check_stop()

        wanted = wish()
        require_room(target.parent, source_bytes(self._source, with_series=wanted.with_series))
        with new_backup(target) as file:
            manifest = make_backup(self._source, wanted, file, now=self._clock.now(), tell=tell)
        return manifest, target.stat().st_size

    def _check_stop(self) -> None:
        if self._is_stopping:
            raise Unavailable("the server stops")

    @contextmanager
    def _alone(self) -> Iterator[None]:
        self._take()
        try:
            yield
        finally:
            self._release()

    def _take(self) -> None:
        if self._is_busy:
            raise Unavailable("another backup is being made; try again when it is over")
        self._is_busy = True

    def _release(self) -> None:
        self._is_busy = False


async def _taken(pipe: Pipe, progress: _Latest) -> AsyncGenerator[bytes | BackupStep, None]:
    """Yield pieces as they come, and steps while none does."""
    while True:
        try:
            async with asyncio.timeout(_SAYS_SO_SECONDS):
                item = await pipe.take()
        except TimeoutError:
            yield progress.step()
            continue
        if isinstance(item, Ended):
            return
        yield item
        if progress.is_new():
            yield progress.step()


class _Latest:
    """The newest progress, told by one thread and read by another."""

    def __init__(self) -> None:
        self._told = (0, 0)
        self._shown = (0, 0)

    def set(self, done: int, of: int) -> None:
        self._told = (done, of)

    def is_new(self) -> bool:
        (done, of), shown = self._told, self._shown[0]
        return of > 0 and (done - shown) * 100 >= of

    def step(self) -> BackupStep:
        self._shown = self._told
        return BackupStep(*self._shown)


def made_of(manifest: Manifest) -> BackupMade:
    return BackupMade(
        taken_at=manifest.taken_at,
        version=manifest.version,
        content_bytes=manifest.total_bytes(),
        is_sealed=manifest.is_sealed,
        has_series=manifest.has_series,
        left_out=manifest.left_out,
    )
