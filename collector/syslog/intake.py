"""Lines of syslog, by whatever socket they come: whose they are, how many, and what they mean."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_address

from prometheus_client import CollectorRegistry, Counter, Gauge

from collector.intake.books import BookWorker
from collector.intake.datagrams import Rates
from collector.probes.outcome import Samples
from collector.sink import SampleSink
from collector.syslog.book import EVENT_TIME, KeptLine, LineBook, event_values
from collector.syslog.lines import Line, parse_line
from collector.syslog.patterns import LinePatterns
from watchkeeper.core.clock import Clock
from watchkeeper.core.instants import Instant
from watchkeeper.core.labels import Labels, label
from watchkeeper.core.logs import get_log
from watchkeeper.inventory.model import Target
from watchkeeper.inventory.registry import Inventory, canonical_address

log = get_log("collector.syslog")

MOST_STRANGERS = 200
_EVERYBODY = "everybody"
_LONGEST_EXAMPLE = 200

Network = IPv4Network | IPv6Network


class SyslogMetrics:
    """What the daemon tells about syslog."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.lines = Counter(
            "watchkeeper_syslog_lines_total",
            "Lines of syslog, by transport and result (taken, empty, unknown_source, over_rate).",
            ["transport", "result"],
            registry=registry,
        )
        self.cut = Counter(
            "watchkeeper_syslog_lines_cut_total",
            "Lines of syslog that were longer than is kept.",
            registry=registry,
        )
        self.listening = Gauge(
            "watchkeeper_syslog_listening",
            "1 where syslog is listened for, by transport.",
            ["transport"],
            registry=registry,
        )
        self.connections = Gauge(
            "watchkeeper_syslog_connections", "Open connections of syslog.", registry=registry
        )
        self.refused = Counter(
            "watchkeeper_syslog_connections_refused_total",
            "Connections of syslog that were closed because there were too many, in all or of one"
            " address.",
            registry=registry,
        )


@dataclass(frozen=True, slots=True)
class Bounds:
    """Lines a second that are read: of one address, and in all; bursts are five seconds' worth."""

    per_second: float = 200.0
    in_all_per_second: float = 5_000.0


@dataclass(slots=True)
class StrangeSender:
    """An address that no target has."""

    address: str
    count: int
    at: Instant
    line: str


class Syslog:
    """Keeps what lines say; ``take`` is one message.  ``patterns`` may be replaced at any time."""

    def __init__(
        self,
        patterns: LinePatterns,
        inventory: Callable[[], Inventory],
        clock: Clock,
        metrics: SyslogMetrics,
        *,
        bounds: Bounds,
        relays: Sequence[Network] = (),
    ) -> None:
        self.patterns = patterns
        self._inventory = inventory
        self._clock = clock
        self._metrics = metrics
        self._rates = Rates(bounds.per_second)
        self._in_all = Rates(bounds.in_all_per_second)
        self._relays = tuple(relays)
        self._strangers: dict[str, StrangeSender] = {}
        self.books: dict[str, LineBook] = {}

    @property
    def strangers(self) -> tuple[StrangeSender, ...]:
        """Return addresses that sent lines and that no target has; the newest, up to a bound."""
        inventory = self._inventory()
        return tuple(
            one for one in self._strangers.values() if _at_address(inventory, one.address) is None
        )

    def take(self, data: bytes, source: str, transport: str) -> None:
        """Take one message that came from the address *source*."""
        if not data.strip(b"\r\n\0 "):
            self._count(transport, "empty")
            return
        sender = _at_address(self._inventory(), source)
        is_relay = self._is_relay(source)
        if not self._allows(source):
            if sender is not None and not is_relay:
                self._book(sender).dropped += 1
            self._count(transport, "over_rate")
            return
        now = self._clock.now()
        line = parse_line(data, received_at=now, zone=sender.zone if sender else "UTC")
        target = self._origin(line, sender) if is_relay else sender
        if target is None:
            self._note_stranger(source, line, now)
            self._count(transport, "unknown_source")
            return
        self._note(target, line, now)
        self._count(transport, "taken")

    def restore(self, series: Iterable[tuple[Labels, float]]) -> None:
        """Take up the events that lasted when the server stopped, from their series."""
        inventory = self._inventory()
        for labels, seconds in series:
            name = label(labels, "instance")
            if label(labels, "__name__") == EVENT_TIME and name in inventory:
                book = self.books.setdefault(name, LineBook())
                at = Instant(int(seconds * 1000))
                book.begin(label(labels, "pattern"), event_values(labels), at)

    def evidence(self, target: str, pattern: str) -> tuple[KeptLine, ...]:
        """Return the last lines of a target that have to do with a pattern."""
        book = self.books.get(target)
        return tuple(book.evidence(pattern)) if book is not None else ()

    def _allows(self, source: str) -> bool:
        now = self._clock.monotonic()
        return self._rates.allows(source, now) and self._in_all.allows(_EVERYBODY, now)

    def _note(self, target: Target, line: Line, now: Instant) -> None:
        book = self._book(target)
        kept = book.note(line, now)
        for hit in self.patterns.hits(line):
            book.hit(hit, kept)

    def _book(self, target: Target) -> LineBook:
        return self.books.setdefault(target.name, LineBook())

    def _origin(self, line: Line, relay: Target | None) -> Target | None:
        """Return who wrote a line that a relay passes on: by name or address, else the relay."""
        inventory = self._inventory()
        found = inventory.find(line.host) if line.host else None
        if found is None and line.host:
            found = inventory.find(line.host.partition(".")[0])
        return found or (None if line.host and relay is None else relay)

    def _is_relay(self, source: str) -> bool:
        if not self._relays:
            return False
        try:
            address = ip_address(source)
        except ValueError:
            return False
        return any(address in network for network in self._relays)

    def _note_stranger(self, source: str, line: Line, now: Instant) -> None:
        known = self._strangers.pop(source, None)
        if known is None:
            if len(self._strangers) >= MOST_STRANGERS:
                del self._strangers[next(iter(self._strangers))]
            known = StrangeSender(source, 0, now, "")
            log.info("lines from an address that no target has", address=source)
        known.count, known.at, known.line = known.count + 1, now, line.text[:_LONGEST_EXAMPLE]
        self._strangers[source] = known

    def _count(self, transport: str, result: str) -> None:
        self._metrics.lines.labels(transport, result).inc()


def _at_address(inventory: Inventory, source: str) -> Target | None:
    found = inventory.find(source)
    return found if found is not None and canonical_address(found.address) == source else None


class SyslogWorker(BookWorker[LineBook]):
    """Writes the feed of each target that ever sent a line."""

    name = "syslog"

    def __init__(
        self, syslog: Syslog, inventory: Callable[[], Inventory], sink: SampleSink, clock: Clock
    ) -> None:
        super().__init__(syslog.books, inventory, sink, clock)
        self._syslog = syslog

    def _samples(self, target: str, book: LineBook, now: Instant) -> Samples:
        book.settle(self._syslog.patterns, now)
        return book.samples(target, self._syslog.patterns)


def feed_of(target: str) -> str:
    return f"{SyslogWorker.name}:{target}"
