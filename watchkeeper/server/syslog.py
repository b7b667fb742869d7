"""Wire the reception of syslog: its doors, its patterns, where series and evidence go."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from collector.syslog.book import EVENT_TIME
from collector.syslog.intake import Bounds, Syslog, SyslogMetrics, SyslogWorker, feed_of
from collector.syslog.listeners import Door, SyslogListeners, Transport
from collector.syslog.patterns import LinePattern, LinePatterns, shipped_patterns
from dashboards.web.log_lines import piece_of_lines
from ticketing.events import Fact
from ticketing.evidence import OpeningAlert
from watchkeeper.config.settings import (
    Settings,
    SyslogSettings,
    TlsSettings,
    host_and_port_of,
)
from watchkeeper.core.errors import ConfigError
from watchkeeper.core.instants import DAY, Duration, iso
from watchkeeper.core.labels import METRIC_NAME, Labels, label
from watchkeeper.server.ground import Ground
from watchkeeper.server.listen import tls_context
from watchkeeper.storage.series.store import SeriesStore
from watchkeeper.storage.series.words import Matcher, MatchKind
from watchkeeper.wire.log_lines import LogLines


@dataclass(frozen=True, slots=True)
class SyslogRoom:
    """What listens, what writes, and by which patterns."""

    settings: SyslogSettings
    syslog: Syslog
    listeners: SyslogListeners
    worker: SyslogWorker

    def take_on(self, own: Iterable[LinePattern]) -> None:
        """Look for other patterns from now on."""
        self.syslog.patterns = patterns_in_force(self.settings, own)

    async def gather(self, alert: OpeningAlert) -> Mapping[str, Fact]:
        """Return the last lines of a target (ticketing.evidence.EvidenceSource)."""
        kept = self.syslog.evidence(alert.target, alert.labels.get("pattern", ""))
        if not kept:
            return {}
        said = tuple(f"{iso(line.at)} {line.severity} {line.text}" for line in kept)
        return piece_of_lines(LogLines("syslog", alert.opened_at, said))


async def syslog_room(ground: Ground, own: Sequence[LinePattern]) -> SyslogRoom | None:
    """Return the room where syslog is wanted.  Raises ConfigError for a certificate of no use."""
    settings, clock = ground.settings.syslog, ground.clock
    if settings is None:
        return None
    doors = await asyncio.to_thread(doors_of, ground.settings, settings)
    metrics = SyslogMetrics(ground.metrics.registry)
    syslog = Syslog(
        patterns_in_force(settings, own),
        lambda: ground.inventory.current,
        clock,
        metrics,
        bounds=Bounds(settings.per_second, settings.in_all_per_second),
        relays=settings.relay_networks(),
    )
    syslog.restore(await asyncio.to_thread(events_before, ground.store))
    worker = SyslogWorker(syslog, lambda: ground.inventory.current, ground.store, clock)
    return SyslogRoom(settings, syslog, SyslogListeners(syslog, metrics, doors), worker)


def events_before(store: SeriesStore) -> list[tuple[Labels, float]]:
    """Return when each event lasted last, as syslog itself wrote it: hosts may push such names."""
    matchers = (Matcher(METRIC_NAME, MatchKind.EQUAL, EVENT_TIME),)
    return [
        (one.labels, one.value)
        for one in store.latest(matchers, lookback=Duration(DAY))
        if one.feed == feed_of(label(one.labels, "instance"))
    ]


def patterns_in_force(settings: SyslogSettings, own: Iterable[LinePattern]) -> LinePatterns:
    shipped = shipped_patterns() if settings.shipped_patterns else ()
    return LinePatterns((*shipped, *own))


def doors_of(settings: Settings, syslog: SyslogSettings) -> tuple[Door, ...]:
    """Return the doors that are wanted; reads the certificate.  Raises ConfigError."""
    found = []
    for transport, text in (
        (Transport.UDP, syslog.udp),
        (Transport.TCP, syslog.tcp),
        (Transport.TLS, syslog.tls),
    ):
        if text:
            tls = _context(settings, syslog) if transport is Transport.TLS else None
            found.append(Door(transport, *host_and_port_of(text), tls))
    return tuple(found)


def _context(settings: Settings, syslog: SyslogSettings) -> ssl.SSLContext:
    own = settings.tls
    if syslog.certificate is not None and syslog.key is not None:
        own = TlsSettings(syslog.certificate, syslog.key)
    if own is None:
        raise ConfigError("syslog: tls has no certificate", at="syslog.tls")
    context = tls_context(own)
    if syslog.client_ca is not None:
        try:
            context.load_verify_locations(cafile=str(syslog.client_ca))
        except (OSError, ssl.SSLError) as error:
            raise ConfigError(
                "the certificate cannot be used: {reason}", at=str(syslog.client_ca), reason=error
            ) from error
        context.verify_mode = ssl.CERT_REQUIRED
    return context
