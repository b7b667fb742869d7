"""Who evaluates what: this server, or an engine beyond it; and what is forwarded there (D11)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from prometheus_client import CollectorRegistry

from rules.engines.engine import Engine
from rules.engines.nearest import NearestEngine
from rules.engines.remote import Missing, RemoteEngine
from rules.lanes import checkpoint
from rules.promql.evaluate import Evaluator
from rules.promql.limits import Experimental, Options
from watchkeeper.config.settings import RemoteSettings, Settings
from watchkeeper.core.clock import Clock
from watchkeeper.core.messages import Text, text
from watchkeeper.storage.remote.api import EngineApi
from watchkeeper.storage.remote.door import Door, open_door
from watchkeeper.storage.remote.forwarder import Forwarder
from watchkeeper.storage.remote.metrics import RemoteMetrics
from watchkeeper.storage.series.store import SeriesStore


@dataclass(frozen=True, slots=True)
class Engines:
    """``rules`` judges only by whole answers; ``pages`` shows what there is; ``own`` asks nobody."""

    own: Evaluator
    rules: Engine
    pages: Engine


@dataclass(frozen=True, slots=True)
class RemoteStorage:
    """The engine beyond: what goes there, and the two that ask it.

    Each of them finds out for itself that it does not answer, so that a page which asks for too
    much does not keep rules from asking.
    """

    settings: RemoteSettings
    forwarder: Forwarder
    judge: EngineApi
    viewer: EngineApi

    def close(self) -> None:
        """Keep the position of the queue and close connections.  Blocks."""
        self.forwarder.close()
        self.judge.close()
        self.viewer.close()

    def trouble(self) -> Text | None:
        """Return what is wrong between this server and the engine, None where nothing is."""
        reason = self.judge.state.trouble
        if reason:
            return text(
                "The metrics engine does not answer: {reason}. Tickets stay as they are; pages show "
                "what this server holds itself.",
                reason=reason,
            )
        reason = self.forwarder.delivery.trouble
        if reason:
            return text(
                "The metrics engine does not take samples: {reason}. They are kept here; rules wait "
                "for them.",
                reason=reason,
            )
        return None


def open_remote(
    data: Path, settings: RemoteSettings, clock: Clock, registry: CollectorRegistry
) -> RemoteStorage:
    """Read secrets and the position of the queue.  Blocks; raises ConfigError."""
    door, metrics = open_door(settings), RemoteMetrics(registry)
    return RemoteStorage(
        settings,
        Forwarder(data, settings, door, clock=clock, metrics=metrics),
        _api(settings, door, metrics, clock),
        EngineApi(settings, door, metrics, monotonic=clock.monotonic, is_told=False),
    )


def _api(settings: RemoteSettings, door: Door, metrics: RemoteMetrics, clock: Clock) -> EngineApi:
    return EngineApi(settings, door, metrics, monotonic=clock.monotonic)


def engines_of(
    settings: Settings, store: SeriesStore, clock: Clock, remote: RemoteStorage | None
) -> Engines:
    allowed = settings.rules.experimental_promql
    experimental = Experimental.ALLOWED if allowed else Experimental.REFUSED
    own = Evaluator(
        store,
        options=Options(experimental=experimental),
        monotonic=clock.monotonic,
        checkpoint=checkpoint,
    )
    if remote is None:
        return Engines(own, own, own)
    arrival = remote.forwarder.delivery
    pages = RemoteEngine(remote.viewer, store, clock, missing=Missing.TOLD)
    return Engines(
        own,
        rules=RemoteEngine(remote.judge, store, clock, arrival=arrival),
        pages=NearestEngine(pages, own),
    )
