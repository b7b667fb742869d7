"""What the Prometheus API tells of this server: its feeds, settings and metrics, never a secret."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import yaml
from prometheus_client import CollectorRegistry
from yarl import URL

import agent.sources
from collector.intake.push_layout import JOB, agent_feed
from collector.intake.written import Family as WrittenFamily
from collector.schedule import feed_of
from dashboards.prometheus_api.known import FamilyHelp, Known, ServerFacts, WatchedFeed
from dashboards.prometheus_api.queries import LONGEST_SECONDS
from rules.engines.directory import RemoteDirectory
from rules.promql.limits import Limits, Options
from watchkeeper.config.settings import Settings
from watchkeeper.core.durations import text_from_duration
from watchkeeper.core.instants import SECOND, Duration, Instant
from watchkeeper.inventory.model import ProbeSpec, Target
from watchkeeper.server.configuration import CONFIG_NAME
from watchkeeper.server.parts import Parts
from watchkeeper.storage.series.limits import HEAD_LENGTH
from watchkeeper.storage.series.store import SeriesStore
from watchkeeper.wire.exposition import Family

AGENT_INTERVAL = Duration(15 * SECOND)
"""What an agent is shown with before it was heard."""

_RELOADED_AT = "watchkeeper_config_last_reload_success_timestamp_seconds"
_RELOAD_WORKED = "watchkeeper_config_last_reload_successful"


def known_of(parts: Parts, written: Callable[[], Mapping[str, WrittenFamily]]) -> Known:
    """Return what the Prometheus API answers from; *written* is what foreign writers told."""
    return Known(
        evaluator=parts.engines.pages,
        clock=parts.clock,
        groups=lambda: parts.rules.statuses,
        feeds=lambda: tuple(_feeds(parts.inventory.current, parts.store, parts.clock.now())),
        families=lambda: {
            **{name: FamilyHelp(one.kind, one.help) for name, one in written().items()},
            **_agents_families(),
            **_own_families(parts.metrics.registry),
        },
        facts=_facts(parts),
        elsewhere=None if parts.remote is None else RemoteDirectory(parts.remote.viewer),
    )


def _facts(parts: Parts) -> ServerFacts:
    settings, registry = parts.configuration.settings, parts.metrics.registry
    return ServerFacts(
        started_at=parts.clock.now(),
        flags=_flags(settings, parts.configuration.folder),
        configuration=configuration_without_secrets(settings),
        folder=str(Path.cwd()),
        url=settings.url(),
        loaded_at=lambda: Instant(round(_own_value(registry, _RELOADED_AT) * 1000)),
        is_as_on_disk=lambda: _own_value(registry, _RELOAD_WORKED) == 1,
        retention=text_from_duration(HEAD_LENGTH),
    )


def _flags(settings: Settings, folder: Path) -> Mapping[str, str]:
    limits, options = Limits(), Options()
    return {
        "config.file": str(folder / CONFIG_NAME),
        "web.listen-address": settings.listen,
        "web.external-url": settings.url(),
        "storage.tsdb.path": str(settings.data),
        "query.lookback-delta": text_from_duration(options.lookback),
        "query.max-samples": str(limits.max_samples),
        "query.timeout": f"{LONGEST_SECONDS:g}s",
        "log.level": settings.log_level,
    }


def configuration_without_secrets(settings: Settings) -> str:
    """Return the settings in force as YAML: only what is named here can be seen."""
    tickets, rules = settings.tickets, settings.rules
    remote = settings.storage.metrics.remote
    shown = {
        "listen": settings.listen,
        "external_url": settings.url(),
        "language": settings.language,
        "zone": settings.zone,
        "data": str(settings.data),
        "database": _without_password(settings.database_url()),
        "tls": settings.tls is not None,
        "trusted_proxies": list(settings.trusted_proxies),
        "tickets": {
            "policy": tickets.policy,
            "commissioning": text_from_duration(tickets.commissioning),
            "recovery_hold": text_from_duration(tickets.recovery_hold),
            "reopen_window": text_from_duration(tickets.reopen_window),
            "group_wait": text_from_duration(tickets.group_wait),
            "severity": {name: level.value for name, level in tickets.severity.items()},
        },
        "rules": {
            "packs": list(rules.packs),
            "files": list(rules.files),
            "interval": text_from_duration(rules.interval),
        },
        "storage": {
            "metrics": {
                "remote": remote
                and {
                    "write": _without_password(remote.write),
                    "query": _without_password(remote.query),
                }
            }
        },
        "channels": sorted(settings.channels),
        "log_level": settings.log_level,
    }
    return yaml.safe_dump(shown, allow_unicode=True, sort_keys=False)


def _without_password(address: str) -> str:
    """Return a database's address as far as it names no one and carries nothing."""
    url = URL(address)
    return str(url.with_user(None).with_query(None)) if url.host else str(url.with_query(None))


def _feeds(targets: Iterable[Target], store: SeriesStore, now: Instant) -> Iterator[WatchedFeed]:
    for target in targets:
        if target.agent:
            yield _agent(target, store, now)
        for spec in target.probes:
            yield _probe(target, spec, store, now)


def _agent(target: Target, store: SeriesStore, now: Instant) -> WatchedFeed:
    status = store.feed_status(agent_feed(target.name))
    interval = AGENT_INTERVAL if status is None else status.interval
    return WatchedFeed(
        name=agent_feed(target.name),
        instance=target.name,
        job=JOB,
        url=f"push://{target.address or target.name}",
        interval=interval,
        timeout=interval,
        labels=_labels(target),
        last_tick=None if status is None else status.last_tick,
        reports=status is not None and status.reports(now),
    )


def _probe(target: Target, spec: ProbeSpec, store: SeriesStore, now: Instant) -> WatchedFeed:
    name = feed_of(target.name, spec.name)
    status = store.feed_status(name)
    return WatchedFeed(
        name=name,
        instance=target.name,
        job=spec.kind,
        url=shown_address(target, spec),
        interval=spec.interval,
        timeout=spec.timeout,
        labels=_labels(target),
        last_tick=None if status is None else status.last_tick,
        reports=status is not None and status.reports(now),
    )


def _labels(target: Target) -> Mapping[str, str]:
    return {"customer": target.customer} if target.customer else {}


def shown_address(target: Target, spec: ProbeSpec) -> str:
    """Return what a probe asks, without user, password and query of a URL."""
    settings = spec.settings.value
    named = settings.get("url") if isinstance(settings, dict) else None
    if named is None:
        return f"{spec.kind}://{target.address or target.name}"
    try:
        return str(URL(named.text).with_user(None).with_query(None))
    except ValueError:
        return f"{spec.kind}://{target.address or target.name}"


def _own_value(registry: CollectorRegistry, name: str) -> float:
    return registry.get_sample_value(name) or 0.0


def _own_families(registry: CollectorRegistry) -> dict[str, FamilyHelp]:
    return {
        f"{family.name}_total" if family.type == "counter" else family.name: FamilyHelp(
            family.type, family.documentation
        )
        for family in registry.collect()
    }


@cache
def _agents_families() -> dict[str, FamilyHelp]:
    """Return the families that are constants of the agent's sources.

    Those with the kernel's own names (meminfo, vmstat) are not among them.
    """
    names = (module.name for module in iter_modules(agent.sources.__path__, "agent.sources."))
    found = (value for name in names for value in vars(import_module(name)).values())
    return {
        family.name: FamilyHelp(family.kind.value, family.help)
        for value in found
        for family in _families_in(value)
    }


def _families_in(value: object) -> Iterator[Family]:
    if isinstance(value, Family):
        yield value
    elif isinstance(value, (tuple, list)):
        yield from (one for one in value if isinstance(one, Family))
    elif isinstance(value, dict):
        yield from (one for one in value.values() if isinstance(one, Family))
