"""Live pages: what changed is rendered once for each audience and handed to all its streams.

A *topic* names a part of a page (``now-queue``, ``ticket-7``).  A stream follows some topics; it
gets each of them when it opens and again when it changed.  A reader who is too slow loses the
stream, and the browser opens a new one.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from dashboards.web.audience import Audience
from watchkeeper.core.clock import Clock
from watchkeeper.core.errors import InvalidInput, TooLarge, WatchkeeperError
from watchkeeper.core.logs import get_log

log = get_log("web")

Render = Callable[[str, Audience], Awaitable[str]]
"""Gives the HTML of a topic for an audience; empty where there is nothing for it."""

TICKET_LISTS = ("counts", "now-queue", "now-due", "commissioning")
MOST_TOPICS = 40
_MOST_STREAMS = 2_000
_QUEUE_LIMIT = 64
_GATHER_SECONDS = 0.1
_PERIOD_SECONDS = 10.0
_TOPIC = re.compile(r"[a-z]+(-[\w.:@%+-]{1,200})?")


@dataclass(frozen=True, slots=True)
class Message:
    topic: str
    html: str


@dataclass(eq=False, slots=True)
class Stream:
    """One open stream: its audience, its topics, and the messages that wait for it."""

    audience: Audience
    topics: frozenset[str]
    waiting: asyncio.Queue[Message]
    is_dropped: bool = False
    _seen: dict[str, str] = field(default_factory=dict)

    def offer(self, message: Message) -> None:
        """Queue a message unless the reader has it; a full queue ends the stream."""
        if self.is_dropped or self._seen.get(message.topic) == message.html:
            return
        try:
            self.waiting.put_nowait(message)
        except asyncio.QueueFull:
            self.is_dropped = True
            return
        self._seen[message.topic] = message.html


class LiveMetrics:
    """What live pages cost, and who was too slow for them."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.streams = Gauge(
            "watchkeeper_live_streams", "Open streams of live pages.", registry=registry
        )
        self.dropped = Counter(
            "watchkeeper_live_streams_dropped_total",
            "Streams ended because their reader was too slow; the browser opens a new one.",
            registry=registry,
        )
        self.refused = Counter(
            "watchkeeper_live_streams_refused_total",
            "Streams refused because as many as allowed are open.",
            registry=registry,
        )
        self.rounds = Histogram(
            "watchkeeper_live_round_seconds",
            "How long it took to render and hand out what changed.",
            registry=registry,
            buckets=(0.005, 0.02, 0.1, 0.5, 2),
        )


class Broadcaster:
    """Knows the open streams and what changed since the last round."""

    def __init__(self, clock: Clock, metrics: LiveMetrics) -> None:
        self._clock = clock
        self._metrics = metrics
        self._streams: set[Stream] = set()
        self._changed: set[str] = set()
        self._has_changed = asyncio.Event()

    @property
    def open_streams(self) -> int:
        return len(self._streams)

    def changed(self, *topics: str) -> None:
        """Say that topics look different now; cheap, from any task of the loop."""
        self._changed.update(topics)
        self._has_changed.set()

    def ticket_changed(self, number: int) -> None:
        self.changed(f"ticket-{number}", *TICKET_LISTS)

    @contextmanager
    def follow(self, audience: Audience, topics: Iterable[str]) -> Iterator[Stream]:
        """Open a stream; its topics are rendered for it in the next round."""
        if len(self._streams) >= _MOST_STREAMS:
            self._metrics.refused.inc()
            raise TooLarge("more than {limit} pages are open", limit=_MOST_STREAMS)
        stream = Stream(audience, frozenset(topics), asyncio.Queue(_QUEUE_LIMIT))
        self._streams.add(stream)
        self._metrics.streams.set(len(self._streams))
        self.changed(*stream.topics)
        try:
            yield stream
        finally:
            self._streams.discard(stream)
            self._metrics.streams.set(len(self._streams))

    async def run(self, render: Render) -> None:
        """Render and hand out what changed, for ever.

        After a round it rests four times as long as the round took, so that a storm of changes
        costs at most a fifth of the loop.
        """
        while True:
            await self._wait_for_changes()
            changed, self._changed = self._changed, set()
            self._has_changed.clear()
            started = self._clock.monotonic()
            await self.hand_out(changed, render)
            spent = self._clock.monotonic() - started
            self._metrics.rounds.observe(spent)
            await asyncio.sleep(max(_GATHER_SECONDS, 4 * min(spent, 2.0)))

    async def hand_out(self, changed: Iterable[str], render: Render) -> None:
        """Render each changed topic once for each audience that follows it."""
        for topic in sorted(changed):
            followers: dict[Audience, list[Stream]] = {}
            for stream in self._streams:
                if topic in stream.topics and not stream.is_dropped:
                    followers.setdefault(stream.audience, []).append(stream)
            for audience, streams in followers.items():
                html = await _rendered(render, topic, audience)
                for stream in streams:
                    stream.offer(Message(topic, html))
                    if stream.is_dropped:
                        self._metrics.dropped.inc()

    async def _wait_for_changes(self) -> None:
        """Wait for a change, or until measured values are due again."""
        try:
            async with asyncio.timeout(_PERIOD_SECONDS):
                await self._has_changed.wait()
        except TimeoutError:
            self._changed.update(
                topic
                for stream in self._streams
                for topic in stream.topics
                if topic.startswith(("host", "backups", "ticket-", "rule", "commissioning"))
            )


async def _rendered(render: Render, topic: str, audience: Audience) -> str:
    try:
        return await render(topic, audience)
    except WatchkeeperError:
        return ""  # gone, or not for this audience
    except Exception:
        log.exception("fragment failed", topic=topic)
        return ""


def topics_from_query(values: Iterable[str]) -> frozenset[str]:
    """Read the topics a page asks for.  Raises InvalidInput, TooLarge."""
    topics = {name for value in values for name in value.split(" ") if name}
    if len(topics) > MOST_TOPICS:
        raise TooLarge("a stream follows at most {limit} topics", limit=MOST_TOPICS)
    for topic in topics:
        if not _TOPIC.fullmatch(topic):
            raise InvalidInput("there is no topic {topic!r}", topic=topic[:40])
    return frozenset(topics)


def event_bytes(message: Message) -> bytes:
    """Write a message as a server-sent event named after its topic."""
    data = "".join(f"data: {line}\n" for line in message.html.splitlines() or [""])
    return f"event: {message.topic}\n{data}\n".encode()


HEARTBEAT = b": still here\n\n"
