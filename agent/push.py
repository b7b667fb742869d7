"""Pushes ticks: the one just taken first, what is spooled behind it, oldest first (D2)."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence

from agent.answer import Answer
from agent.answers import Answers
from agent.clock import AgentClock
from agent.delivery import Outcome, outcome_of
from agent.log import log
from agent.servers import MOVING_ON, Server, Servers
from agent.spool import Spool, StoredTicks
from agent.tick import Tick, runs
from agent.token import AgentToken
from agent.told_lines import ToldLines
from watchkeeper.core.errors import InvalidInput, Unavailable
from watchkeeper.wire.encoder import (
    CONTENT_TYPE,
    PUSH_PATH,
    RENEW_HEADER,
    TOKEN_PATH,
    encoded,
    padded,
)
from watchkeeper.wire.log_lines import LINES_PATH
from watchkeeper.wire.requests import ANSWERS_HEADER, RESULTS_PATH

BATCH_TICKS = 240
BATCH_BYTES = 1 << 20  # of vectors, before compression
STOP_SECONDS = 3.0
_RENEWAL_PAUSE_SECONDS = 600.0


class Tally:
    """What the pusher did so far; read by the source that reports on the agent itself."""

    def __init__(self) -> None:
        self.pushed_ticks = 0
        self.refused_ticks = 0
        self.failures = 0
        self.renewals = 0


class Pusher:
    """A thread that pushes.  ``offer`` never waits: what cannot go at once is spooled."""

    def __init__(
        self,
        servers: Servers,
        spool: Spool,
        *,
        agent: str,
        token: AgentToken,
        clock: AgentClock,
        answers: Answers | None = None,
        lines: ToldLines | None = None,
    ) -> None:
        self._servers = servers
        self._lines = lines
        self._spool = spool
        self._agent = agent
        self._token = token
        self._answers = answers
        self._clock = clock
        self._backlog: tuple[StoredTicks, list[list[Tick]]] | None = None
        self._renewal_at = clock.monotonic()
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
            if is_free and self._clock.monotonic() >= self._servers.silent_until:
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
            self._servers.close()

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
        self._tell_lines()
        if self._deliver([tick]):
            with self._guard:
                self._live = None
            self._answer()
            self._push_backlog()
        else:
            self._keep_live()

    def _answer(self) -> None:
        """Send what the server asked for; what does not arrive is not sent again."""
        body = self._answers.due() if self._answers is not None else b""
        if not body:
            return
        try:
            answer = self._request(self._servers.used, RESULTS_PATH, body)
        except (Unavailable, InvalidInput) as error:
            log.warning("what the server asked for was not delivered", reason=error)
            return
        if outcome_of(answer.status) is not Outcome.STORED:
            log.warning("the server does not take what it asked for", status=answer.status)

    def _tell_lines(self) -> None:
        server = self._servers.used
        if self._lines is not None and self._clock.monotonic() >= server.silent_until:
            self._lines.tell(
                lambda body: self._request(server, LINES_PATH, body, "application/json").status
            )

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
            self._backlog = None
            self._spool.forget(stored)

    def _deliver(self, ticks: Sequence[Tick]) -> bool:
        """Send ticks of one run; return False where they must be kept."""
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
        """Ask the servers in their order until one says something about the ticks."""
        outcome = Outcome.AWAY
        for server in self._servers.due():
            outcome = self._ask(server, ticks)
            if outcome is Outcome.LAYOUT_LOST:
                server.forgot(ticks[0].boot, ticks[0].layout)
                outcome = self._ask(server, ticks)
            if outcome not in MOVING_ON:
                break
        return outcome

    def _ask(self, server: Server, ticks: Sequence[Tick]) -> Outcome:
        first, headers = ticks[0], {}
        try:
            answer = self._request(server, PUSH_PATH, self._body(server, ticks))
            outcome, headers = outcome_of(answer.status), dict(answer.headers)
            if outcome is Outcome.STORED and self._answers is not None:
                self._answers.take(headers.get("content-type", ""), answer.body)
            reason = answer.body[:200].decode("utf-8", "replace") or str(answer.status)
        except (Unavailable, InvalidInput) as error:
            outcome, reason = Outcome.AWAY, str(error)
        if outcome is Outcome.STORED:
            server.learned(first.boot, first.layout, max(tick.width for tick in ticks))
            self._note_stored(server)
            self._renew_where_asked(server, headers)
            return outcome
        self.tally.failures += 1
        if outcome in MOVING_ON:
            server.failed(outcome, headers, reason)
        if outcome is Outcome.UNAUTHORISED:
            self._token.doubt()
        return outcome

    def _request(
        self, server: Server, path: str, body: bytes, content_type: str = CONTENT_TYPE
    ) -> Answer:
        headers = {"Authorization": f"Bearer {self._token.text}", "Content-Type": content_type}
        if self._answers is not None:
            headers[ANSWERS_HEADER] = "1"
        return server.connection.request("POST", path, headers=headers, body=body)

    def _note_stored(self, server: Server) -> None:
        self._servers.use(server)
        if server.stored():
            log.info("server takes ticks again", server=server.url, spooled=self._spool.ticks)

    def _renew_where_asked(self, server: Server, headers: Mapping[str, str]) -> None:
        """Fetch a new token where the server asks for it, as long as the old one counts."""
        now = self._clock.monotonic()
        if RENEW_HEADER.lower() not in headers or now < self._renewal_at:
            return
        self._renewal_at = now + _RENEWAL_PAUSE_SECONDS
        try:
            answer = self._request(server, TOKEN_PATH, b"")
        except (Unavailable, InvalidInput) as error:
            log.warning("the token is not renewed; tried again later", reason=error)
            return
        word = answer.body.decode("ascii", "replace").strip()
        if answer.status == 200 and self._token.renew(word):
            self.tally.renewals += 1
            log.info("token renewed")
        elif answer.status != 200:
            log.warning("the token is not renewed; tried again later", status=answer.status)

    def _body(self, server: Server, ticks: Sequence[Tick]) -> bytes:
        first = ticks[0]
        width = max(tick.width for tick in ticks)
        base = min(server.known(first.boot, first.layout), width)
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
