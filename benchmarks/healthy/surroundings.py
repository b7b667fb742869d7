"""What is around healthy hosts: probes, backups, a switch, and the daemon itself."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from benchmarks.healthy.hosts import Host, Kind
from benchmarks.healthy.shapes import (
    WEEK,
    Bools,
    FeedOfSamples,
    Floats,
    Span,
    Times,
    constant,
    counter,
    hour_of_day,
    moments,
    noise,
    series,
    working_day,
)
from watchkeeper.core.instants import DAY, MINUTE, SECOND, Instant
from watchkeeper.core.labels import Labels

PROBE_EVERY = 30 * SECOND
PORTS = 12
UPLINK = "uplink carrier"


def silent_at(host: Host, times: Times) -> Bools:
    """Return when the host restarts, at the ticks of a probe."""
    nearest = np.searchsorted(host.times, times).clip(0, len(host.times) - 1)
    is_covered = (times >= host.times[0]) & (times <= host.times[-1])
    is_silent: Bools = host.silent[nearest] & is_covered
    return is_silent


def probe_feeds(host: Host, span: Span) -> Iterator[FeedOfSamples]:
    """Echo requests to all; HTTP to what serves it, also in the weeks before."""
    times = span.every(PROBE_EVERY)
    lost_part = 0.02 if host.kind is Kind.SMALL else 0.001  # a small one is far away
    lost = host.rng.binomial(5, lost_part, len(times)) / 5
    lost = np.where(moments(times, host.rng, a_week=2) | silent_at(host, times), 1.0, lost)
    icmp = {"instance": host.name, "job": "icmp"}
    yield FeedOfSamples(
        times,
        {
            series("probe_success", **icmp): (lost < 1).astype(float),
            series("probe_icmp_packet_loss_ratio", **icmp): lost,
        },
    )
    if host.kind is Kind.WEB:
        before = Span(Instant(span.start - 2 * WEEK), span.end)
        yield FeedOfSamples(*_http(host, before.every(PROBE_EVERY)))


def _http(host: Host, times: Times) -> tuple[Times, dict[Labels, Floats]]:
    rng, http = host.rng, {"instance": host.name, "job": "http"}
    released = np.convolve(moments(times, rng, a_week=1), [1, 1])[: len(times)] > 0  # two rounds
    fails = moments(times, rng, a_week=3) | released | silent_at(host, times)
    seconds = 0.08 * np.exp(0.6 * working_day(times) + 0.5 * rng.standard_normal(len(times)))
    seconds = np.where(moments(times, rng, a_week=10), 6.0, seconds)
    renewed = (times // DAY) % 60 * DAY  # every 60 days, for 90
    expiry = (times + 90 * DAY - renewed) / 1000
    return times, {
        series("probe_success", **http): (~fails).astype(float),
        series("probe_duration_seconds", **http): seconds,
        series("probe_ssl_earliest_cert_expiry", **http): expiry,
    }


def backup_feed(host: Host, span: Span) -> FeedOfSamples:
    """A backup each night at 2:00 that takes an hour, once nearly two; grace is two hours."""
    times, rng = span.every(MINUTE), host.rng
    first = span.start // DAY - 1
    nights = np.arange(first, span.end // DAY + 1)
    ends = nights * DAY + 120 * MINUTE + (MINUTE * rng.uniform(40, 65, len(nights))).astype(int)
    ends[rng.integers(1, len(nights))] += 50 * MINUTE
    newest = np.searchsorted(ends, times, side="right") - 1
    sizes = 5e9 * np.exp(0.08 * rng.standard_normal(len(nights)))
    due = ((times - 240 * MINUTE) // DAY * DAY + 120 * MINUTE) / 1000
    labels = {"instance": host.name, "backup": "nightly"}
    shown = {
        "backup_last_success_timestamp_seconds": ends[newest] / 1000,
        "backup_last_size_bytes": sizes[newest],
        "backup_size_median_bytes": constant(times, 5e9),
        "backup_expected_interval_seconds": constant(times, 86_400.0),
        "backup_grace_seconds": constant(times, 7_200.0),
        "backup_due_timestamp_seconds": due,
        "backup_verify_success": constant(times, 1.0),
        "backup_chain_intact": constant(times, 1.0),
        "backup_offsite_last_success_timestamp_seconds": ends[newest] / 1000,
    }
    samples = {series(name, **labels): values for name, values in shown.items()}
    return FeedOfSamples(times, samples)


def switch_feeds(number: int, seed: int, span: Span) -> Iterator[FeedOfSamples]:
    """A switch: computers that are switched on and off, and an uplink with its traffic."""
    rng = np.random.default_rng([seed, 1_000 + number])
    name, times = f"switch-{number}", span.every(MINUTE)
    samples: dict[Labels, Floats] = {
        series("probe_success", instance=name, job="snmp"): (~moments(times, rng, a_week=5)).astype(
            float
        )
    }
    for port in range(PORTS):
        on = (hour_of_day(times) > rng.uniform(7, 10)) & (hour_of_day(times) < rng.uniform(16, 20))
        samples |= _port(name, port, times, rng, is_up=on if port else constant(times, 1) > 0)
    yield FeedOfSamples(times, samples)
    yield _uplink_before(name, span, rng)


def _port(
    name: str, port: int, times: Times, rng: np.random.Generator, *, is_up: Bools
) -> dict[Labels, Floats]:
    labels = {"instance": name, "job": "snmp", "ifIndex": str(port), "ifName": f"ge{port}"}
    if port == 0:
        labels["ifAlias"] = UPLINK
    rate = _bits(times, rng) / 8 if port == 0 else 1e5 * is_up
    shown = {
        "ifOperStatus": np.where(is_up, 1.0, 2.0),
        "ifAdminStatus": constant(times, 1.0),
        "ifHighSpeed": constant(times, 1000.0),
        "ifHCInOctets": counter(rate, times),
        "ifHCOutOctets": counter(0.4 * rate, times),
        "ifHCInUcastPkts": counter(rate / 700, times),
        "ifInErrors": counter(0.05 * moments(times, rng, a_week=10), times),
    }
    return {series(metric, **labels): values for metric, values in shown.items()}


def _bits(times: Times, rng: np.random.Generator) -> Floats:
    """Traffic of an uplink: an office's day, and what a busy hour is busier than another."""
    usual = 8e6 + 3e8 * working_day(times, weekend=0.15)
    return usual * np.exp(0.35 * noise(times, rng, minutes=7))


def _uplink_before(name: str, span: Span, rng: np.random.Generator) -> FeedOfSamples:
    """What the rules recorded of the uplink in the two weeks before."""
    before = Span(Instant(span.start - 2 * WEEK - 60 * MINUTE), Instant(span.start - 10 * MINUTE))
    times = before.every(MINUTE)
    bits = _bits(times, rng)
    labels = {"instance": name, "job": "snmp", "ifIndex": "0", "ifName": "ge0", "ifAlias": UPLINK}
    recorded = "watchkeeper:uplink_bits:rate5m"
    return FeedOfSamples(
        times,
        {
            series(recorded, **labels, direction="in"): bits,
            series(recorded, **labels, direction="out"): 0.4 * bits,
        },
    )


def own_feed(span: Span, rng: np.random.Generator) -> FeedOfSamples:
    """The daemon about itself: now and then a timer that is a little late."""
    times = span.every(15 * SECOND)
    late = np.where(moments(times, rng, a_week=5), 4.0, 0.0)
    me = {"instance": "watch", "job": "watchkeeper"}
    shown = {
        series("watchkeeper_store_refusing", **me): constant(times, 0.0),
        series("watchkeeper_store_unwritten_ticks_total", **me): constant(times, 0.0),
        series("watchkeeper_timers_overdue_seconds", **me): late,
        series("watchkeeper_channel_suspended", channel="mail", **me): _suspended(times, rng),
        series("watchkeeper_config_last_reload_successful", **me): constant(times, 1.0),
        series("watchkeeper_heartbeat_status", heartbeat="sync", kind="job", **me): constant(
            times, 1
        ),
    }
    return FeedOfSamples(times, shown)


def _suspended(times: Times, rng: np.random.Generator) -> Floats:
    """A channel that is out of order for three quarters of a minute, once in a week or so."""
    begun = moments(times, rng, a_week=1)
    return (np.convolve(begun, [1, 1, 1])[: len(times)] > 0).astype(float)


def login_feed(host: Host, span: Span) -> FeedOfSamples:
    """Strangers who try the SSH port; nobody gets in, and nothing that gives access changes."""
    times, rng = span.every(15 * SECOND), host.rng
    tries = 0.02 * np.maximum(0.0, noise(times, rng, minutes=60))
    labels = {"instance": host.name, "job": "node"}
    shown = {
        series("watchkeeper_login_failures_total", source="198.51.100.7", **labels): counter(
            tries, times
        ),
        series("watchkeeper_access_file_changed_timestamp_seconds", file="/etc/sudoers", **labels):
            constant(times, times[0] / 1000 - 86_400),
    }  # fmt: skip
    return FeedOfSamples(times, shown)


def database_feed(host: Host, span: Span) -> FeedOfSamples:
    """A replica that falls behind for minutes while a batch runs, with connections to spare."""
    times, rng = span.every(PROBE_EVERY), host.rng
    batch = (hour_of_day(times) > 3.0) & (hour_of_day(times) < 3.15)
    labels = {"instance": host.name, "job": "postgres"}
    taken = 20 + 45 * working_day(times) + 4 * np.abs(noise(times, rng))
    shown = {
        series("pg_up", **labels): (~moments(times, rng, a_week=2)).astype(float),
        series("pg_replication_is_replica", **labels): constant(times, 1.0),
        series("pg_replication_lag_seconds", **labels): np.where(batch, 400.0, 0.5),
        series("pg_replication_slot_slot_is_active", slot_name="standby", **labels): constant(
            times, 1
        ),
        series("pg_stat_activity_count", datname="shop", state="active", **labels): taken,
        series("pg_settings_max_connections", **labels): constant(times, 100.0),
    }
    return FeedOfSamples(times, shown)
