"""Pushes ticks: the one just taken first, what is spooled behind it, oldest first (D2)."""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence

from agent.clock import AgentClock
from agent.connection import ServerConnection
from agent.delivery import Outcome, outcome_of, pause_seconds
from agent.log import log
from agent.paths import Path
from agent.spool import Spool, StoredTicks
from agent.tick import Tick, runs
from watchkeeper.core.errors import ConfigError, InvalidInput, Unavailable
from watchkeeper.wire.encoder import CONTENT_TYPE, PUSH_PATH, encoded, padded

BATCH_TICKS = 240
BATCH_BYTES = 1 << 20  # of vectors, before compression
STOP_SECONDS = 3.0


class Tally:
    """What the pusher did so far; read by the source that reports on the agent itself."""

    def __init__(self) -> None:
        self.pushed_ticks = 0
        self.refused_ticks = 0
        self.failures = 0


class Pusher:
    """A thread that pushes.  ``offer`` never waits: what cannot go at once is spooled."""

    def __init__(
        self,
        connection: ServerConnection,
        spool: Spool,
        *,
        agent: str,
        token: str,
        clock: AgentClock,
    ) -> None:
        self._connection = connection
        self._spool = spool
        self._agent = agent
        self._headers = {"Authorization": f"Bearer {token}", "Content-Type": CONTENT_TYPE}
        self._clock = clock
        self._known: dict[tuple[bytes, int], int] = {}  # (boot, layout): series the server knows
        self._backlog: tuple[StoredTicks, list[list[Tick]]] | None = None
        self._failures_in_a_row = 0
        self._silent_until = clock.monotonic()
        self._said: Outcome | None = None
        self._live: Tick | None = None
        self._guard = threading.Lock()
        self._wanted = threading.Event()
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="push", daemon=True)
        self.tally = Tally()

    @property
    def is_alive(self) -> bool:
        return self._thread.is_alive()

    def start(self) -> None:
        self._thread.start()

    def offer(self, tick: Tick) -> None:
        """Push a tick now; spool it where another is under way or the server is away."""
        with self._guard:
            is_free = self._live is None and not self._stopping
            if is_free and self._clock.monotonic() >= self._silent_until:
                self._live = tick
                self._wanted.set()
                return
        self._spool.append(tick)

    def stop(self) -> None:
        """End the thread; a tick that is still under way is spooled, and may arrive twice."""
        with self._guard:
            self._stopping = True
            self._wanted.set()
        if self._thread.is_alive():
            self._thread.join(STOP_SECONDS)
        with self._guard:
            under_way, self._live = self._live, None
        if under_way is not None:
            self._spool.append(under_way)
        if not self._thread.is_alive():
            self._connection.close()

    def push_now(self, tick: Tick) -> bool:
        """Push one tick in the caller's thread; spool it and return False where that fails."""
        is_stored = self._deliver([tick])
        if not is_stored:
            self._spool.append(tick)
        return is_stored

    def _run(self) -> None:
        while True:
            self._wanted.wait()
            self._wanted.clear()
            if self._stopping:
                return
            try:
                self._push_live()
            except Exception:  # noqa: BLE001 a defect must not end the thread; the tick is kept
                log.exception("push has a defect")
                self._keep_live()

    def _push_live(self) -> None:
        tick = self._live
        if tick is None:
            return
        if self._deliver([tick]):
            with self._guard:
                self._live = None
            self._push_backlog()
        else:
            self._keep_live()

    def _keep_live(self) -> None:
        """Spool the live tick, unless ``stop`` did so already."""
        with self._guard:
            tick, self._live = self._live, None
        if tick is not None:
            self._spool.append(tick)

    def _push_backlog(self) -> None:
        """Push one request of what is spooled."""
        if self._backlog is None:
            stored = self._spool.oldest()
            if stored is None:
                return
            batches = list(runs(stored.ticks, most=BATCH_TICKS, most_bytes=BATCH_BYTES))
            self._backlog = (stored, batches)
        stored, batches = self._backlog
        if self._deliver(batches[0]):
            del batches[0]
        if not batches:
            self._spool.forget(stored)
            self._backlog = None

    def _deliver(self, ticks: Sequence[Tick]) -> bool:
        """Send ticks of one run; return False where they must be kept."""
        outcome = self._send(ticks)
        if outcome is Outcome.LAYOUT_LOST:
            self._known.pop((ticks[0].boot, ticks[0].layout), None)
            outcome = self._send(ticks)
        if outcome is Outcome.STORED:
            self.tally.pushed_ticks += len(ticks)
            return True
        if outcome in {Outcome.TOO_LARGE, Outcome.BROKEN}:
            return self._deliver_parts(ticks, outcome)
        return False

    def _deliver_parts(self, ticks: Sequence[Tick], outcome: Outcome) -> bool:
        """Send halves of what was refused; a single tick that is refused is dropped and counted."""
        if len(ticks) == 1:
            self.tally.refused_ticks += 1
            log.warning("the server refuses a tick; it is dropped", reason=outcome.value)
            return True
        middle = len(ticks) // 2
        return self._deliver(ticks[:middle]) and self._deliver(ticks[middle:])

    def _send(self, ticks: Sequence[Tick]) -> Outcome:
        body = self._body(ticks)
        headers: dict[str, str] = {}
        reason = ""
        try:
            answer = self._connection.request("POST", PUSH_PATH, headers=self._headers, body=body)
            outcome, headers = outcome_of(answer.status), dict(answer.headers)
            reason = answer.body[:200].decode("utf-8", "replace") or str(answer.status)
        except (Unavailable, InvalidInput) as error:
            outcome, reason = Outcome.AWAY, str(error)
        if outcome is Outcome.STORED:
            key = (ticks[0].boot, ticks[0].layout)
            self._known[key] = max(self._known.get(key, 0), *(tick.width for tick in ticks))
        self._note(outcome, headers, reason)
        return outcome

    def _body(self, ticks: Sequence[Tick]) -> bytes:
        first = ticks[0]
        width = max(tick.width for tick in ticks)
        base = min(self._known.get((first.boot, first.layout), 0), width)
        return encoded(
            agent=self._agent,
            boot=first.boot,
            layout=first.layout,
            first_sequence=first.sequence,
            sent_at=self._clock.now(),
            interval=first.interval,
            base=base,
            additions=tuple(first.labels[base:width]),
            times=tuple(tick.time for tick in ticks),
            vectors=b"".join(padded(tick.vector, width) for tick in ticks),
        )

    def _note(self, outcome: Outcome, headers: dict[str, str], reason: str) -> None:
        """Keep the pause after a failure, and say once when the server is lost and is back."""
        if outcome is Outcome.STORED:
            if self._said is not None:
                log.info("server takes ticks again", spooled=self._spool.ticks)
            self._failures_in_a_row, self._said = 0, None
            return
        self.tally.failures += 1
        if outcome in {Outcome.LAYOUT_LOST, Outcome.TOO_LARGE, Outcome.BROKEN}:
            return
        self._failures_in_a_row += 1
        pause = pause_seconds(
            outcome,
            failures=self._failures_in_a_row,
            headers=headers,
            chance=os.urandom(1)[0] / 255,
        )
        self._silent_until = self._clock.monotonic() + pause
        if outcome is not self._said:
            log.warning(_SENTENCES[outcome], reason=reason)
        self._said = outcome


_SENTENCES = {
    Outcome.UNAUTHORISED: (
        "the server does not accept this agent's token; ticks are kept; "
        "run `watchkeeper-agent enrol TOKEN` with a new one"
    ),
    Outcome.LATER: "the server takes no ticks now; they are kept",
    Outcome.AWAY: "the server is away; ticks are kept",
}


def read_token(path: Path) -> str:
    """Return the agent's token.  Raises ConfigError where others may read it."""
    try:
        with path.open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            token = file.read(4_096).decode("ascii", "replace").strip()
    except OSError as error:
        raise ConfigError(
            "cannot read the agent's token: {reason}; run `watchkeeper-agent enrol TOKEN`",
            at=str(path),
            reason=error.strerror,
        ) from None
    if mode & 0o077:
        raise ConfigError(
            "others may read this token; run chmod 600 {path}", at=str(path), path=path
        )
    if not token:
        raise ConfigError("the token is empty; run `watchkeeper-agent enrol TOKEN`", at=str(path))
    return token
