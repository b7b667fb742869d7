"""One healthy host as its agent tells it, with a planned restart now and then."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np

from benchmarks.healthy.recorded import at_times
from benchmarks.healthy.shapes import (
    WEEK,
    Bools,
    FeedOfSamples,
    Floats,
    Span,
    Times,
    constant,
    counter,
    moments,
    nightly,
    noise,
    only,
    series,
    working_day,
)
from watchkeeper.core.instants import DAY, MINUTE, SECOND
from watchkeeper.core.labels import Labels

AGENT_EVERY = 15 * SECOND
GIB = float(1 << 30)
GROUPS = ("nginx", "shopd", "postgres", "python3", "sshd", "systemd", "cron", "rsyslogd", "java",
          "redis", "snapd", "containerd", "bash", "pg_dump")  # fmt: skip
UNITS = ("nginx.service", "shopd.service", "postgresql.service", "ssh.service", "cron.service")
SOURCES = ("cpu", "loadavg", "meminfo", "filesystem", "diskstats", "netdev", "processes")


class Kind(Enum):
    """What a host is for."""

    WEB = "web"
    DATABASE = "db"
    BUILD = "build"
    SMALL = "small"  # a virtual machine with snaps and without swap
    FILES = "files"  # of metal: an array, disks, temperatures


@dataclass(frozen=True)
class Host:
    """A host; ``silent`` says at each tick of the agent whether the host restarts."""

    name: str
    kind: Kind
    cores: int
    times: Times
    silent: Bools
    rng: np.random.Generator
    recorded: Floats | None = None  # the use of a real machine's processors

    def labels(self, name: str, /, **labels: str) -> Labels:
        return series(name, instance=self.name, job="node", **labels)


def host_of(number: int, seed: int, span: Span, recordings: Sequence[Floats] = ()) -> Host:
    """Return a host; every second one takes its processors' use from a recording, if there are."""
    rng = np.random.default_rng([seed, number])
    kind = list(Kind)[number % len(Kind)]
    times = span.every(AGENT_EVERY)
    restart = span.start + int(rng.uniform(0, WEEK)) // DAY * DAY + 3 * 60 * MINUTE
    takes = int(rng.uniform(45, 110)) * SECOND
    is_restarted = rng.random() < 0.5
    silent = is_restarted & (times >= restart) & (times < restart + takes)
    cores = int(rng.choice([1, 2, 4, 8]))
    recorded = recordings[number // 2 % len(recordings)] if recordings and number % 2 else None
    return Host(f"{kind.value}-{number}", kind, cores, times, silent, rng, recorded)


def agent_feed(host: Host) -> FeedOfSamples:
    """Return the feed of the host's agent; while it restarts there are no samples."""
    samples: dict[Labels, Floats] = {}
    for part in (_processors, _memory, _filesystems, _network, _processes, _system, _metal,
                 _configured):  # fmt: skip
        samples |= dict(part(host))
    kept = {labels: only(~host.silent, values) for labels, values in samples.items()}
    return FeedOfSamples(host.times, kept)


def _busy(host: Host) -> Floats:
    """Return the busy part of all cores: recorded; or days, jobs at night, builds that take all."""
    times, rng = host.times, host.rng
    if host.recorded is not None:
        first = int(rng.integers(len(host.recorded)))
        return np.clip(at_times(host.recorded, times, first=first), 0.0, 1.0)
    peak = {Kind.WEB: 0.6, Kind.DATABASE: 0.5, Kind.BUILD: 0.7, Kind.SMALL: 0.2, Kind.FILES: 0.3}
    usual = 0.04 + peak[host.kind] * working_day(times) + 0.05 * noise(times, rng)
    job = nightly(times, rng, at=2.0, minutes=18)
    busy = np.where(job, 0.99, usual)
    if host.kind is Kind.BUILD:
        for hour in (9.5, 11.0, 14.0, 16.5):
            busy = np.where(nightly(times, rng, at=hour, minutes=17), 1.0, busy)
    return np.clip(busy, 0.01, 1.0)


def _processors(host: Host) -> Iterator[tuple[Labels, Floats]]:
    busy = _busy(host)
    for core in range(host.cores):
        spread = np.clip(busy + 0.03 * host.rng.standard_normal(len(busy)), 0.0, 1.0)
        idle = counter(1.0 - spread, host.times)
        yield host.labels("node_cpu_seconds_total", cpu=str(core), mode="idle"), idle
    load = host.cores * np.where(busy > 0.95, 2.6, 1.1 * busy)
    yield host.labels("node_load5"), load
    yield (
        host.labels("node_procs_blocked"),
        host.rng.poisson(0.2 + 2.0 * (busy > 0.95)).astype(float),
    )


def _memory(host: Host) -> Iterator[tuple[Labels, Floats]]:
    times, rng = host.times, host.rng
    total = host.cores * 4 * GIB
    usual = 0.08 if host.kind is Kind.DATABASE else rng.uniform(0.15, 0.6)
    free = np.clip(usual * (1 - 0.25 * working_day(times)) + 0.01 * noise(times, rng), 0.055, 0.95)
    swapping = moments(times, rng, a_week=20) & (host.kind is not Kind.SMALL)
    yield host.labels("node_memory_MemTotal_bytes"), constant(times, total)
    yield host.labels("node_memory_MemAvailable_bytes"), free * total
    yield host.labels("node_vmstat_pswpout"), counter(200.0 * swapping, times)
    yield host.labels("node_vmstat_oom_kill"), constant(times, 0.0)
    waiting = counter(0.02 * np.abs(noise(times, rng)), times)
    yield host.labels("node_pressure_memory_waiting_seconds_total"), waiting


def _filesystems(host: Host) -> Iterator[tuple[Labels, Floats]]:
    times, rng = host.times, host.rng
    low = 0.2 if host.kind is Kind.FILES else 0.25
    yield from _filesystem(host, "/", "ext4", 40 * GIB, _room(times, rng, rng.uniform(low, 0.7)))
    boot = constant(times, rng.uniform(0.4, 0.6))
    yield from _filesystem(host, "/boot", "ext4", GIB, boot)
    yield from _filesystem(host, "/boot/efi", "vfat", 0.5 * GIB, constant(times, 0.98))
    if host.kind in {Kind.DATABASE, Kind.FILES}:
        room = _room(times, rng, rng.uniform(low, 0.6))
        yield from _filesystem(host, "/srv", "xfs", 2000 * GIB, room)
    if host.kind is Kind.SMALL:
        for snap in ("core22", "lxd"):
            full = constant(times, 0.0)
            yield from _filesystem(host, f"/snap/{snap}", "squashfs", GIB / 16, full, readonly=1.0)


def _room(times: Times, rng: np.random.Generator, usual: float) -> Floats:
    """Return the part that is free: logs grow and are rotated on Sunday, a dump comes and goes."""
    age = ((times // MINUTE) % (WEEK // MINUTE)) / (WEEK // MINUTE)
    dump = nightly(times, rng, at=2.0, minutes=90)
    return usual - 0.02 * age - 0.025 * dump + 0.002 * noise(times, rng)


def _filesystem(
    host: Host, mount: str, kind: str, size: float, room: Floats, *, readonly: float = 0.0
) -> Iterator[tuple[Labels, Floats]]:
    where = {"mountpoint": mount, "fstype": kind, "device": "/dev/vda1"}
    inodes = 0.0 if kind == "vfat" else 1e6
    shown: Mapping[str, Floats] = {
        "size_bytes": constant(host.times, size),
        "avail_bytes": room * size,
        "readonly": constant(host.times, readonly),
        "files": constant(host.times, inodes),
        "files_free": (0.0 if readonly else 0.6) * constant(host.times, inodes),
    }
    for name, values in shown.items():
        yield host.labels(f"node_filesystem_{name}", **where), values


def _network(host: Host) -> Iterator[tuple[Labels, Floats]]:
    times, rng = host.times, host.rng
    speed = 125e6 if host.kind is Kind.FILES else -125e3  # a virtual one does not say
    usual = 2e5 + 4e6 * working_day(times) * np.exp(0.3 * noise(times, rng))
    sent = np.where(nightly(times, rng, at=2.0, minutes=50), 0.7 * 125e6, usual)
    shown = {
        "node_network_receive_bytes_total": counter(usual, times),
        "node_network_transmit_bytes_total": counter(sent, times),
        "node_network_receive_packets_total": counter(usual / 700, times),
        "node_network_receive_errs_total": counter(0.07 * moments(times, rng, a_week=5), times),
        "node_network_speed_bytes": constant(times, speed),
    }
    for name, values in shown.items():
        yield host.labels(name, device="eth0"), values


def _processes(host: Host) -> Iterator[tuple[Labels, Floats]]:
    """The top ten change, and a dump that runs at night is seen only then."""
    times, rng = host.times, host.rng
    for name in GROUPS:
        is_shown = noise(times, rng, minutes=3) > -0.6
        if name == "pg_dump":
            is_shown = nightly(times, rng, at=2.0, minutes=90)
        count = 1.0 + np.round(3 * working_day(times))
        yield host.labels("namedprocess_namegroup_num_procs", groupname=name), only(is_shown, count)


def _system(host: Host) -> Iterator[tuple[Labels, Floats]]:
    times, rng = host.times, host.rng
    boots = np.maximum.accumulate(np.where(host.silent, times, times[0] - 30 * DAY)) / 1000
    offset = 0.01 * noise(times, rng) + 0.3 * rng.random() * np.sin(times / (5.0 * DAY))
    yield host.labels("node_boot_time_seconds"), boots
    yield host.labels("watchkeeper_agent_clock_offset_seconds"), offset
    for unit in UNITS:
        yield host.labels("node_systemd_unit_state", name=unit, state="failed"), constant(times, 0)
    for source in SOURCES:
        works = (~moments(times, rng, a_week=2)).astype(float)
        yield host.labels("node_scrape_collector_success", collector=source), works
    yield host.labels("node_scrape_collector_success", collector="hwmon"), constant(times, 0.0)


def _configured(host: Host) -> Iterator[tuple[Labels, Floats]]:
    """What agent.conf names: processes that a release starts anew, log patterns, a time server."""
    times, (rng,) = host.times, host.rng.spawn(1)
    for process in ("shopd", "nginx"):
        shown = {
            "count": 2.0 + np.round(3 * working_day(times)),
            "least": constant(times, 1.0),
            "most": constant(times, 20.0),
            "restarts_total": np.cumsum(moments(times, rng, a_week=2)).astype(float),
        }
        for name, values in shown.items():
            yield host.labels(f"watchkeeper_process_{name}", process=process), values
    for log, level, lines in (("oom", 3.0, 0.0), ("slow-query", 0.0, 0.02)):
        yield host.labels("log_level", log=log), constant(times, level)
        yield host.labels("log_matches_total", log=log), counter(constant(times, lines), times)
        yield host.labels("log_left_out_total", log=log), constant(times, 0.0)
        is_there = (~moments(times, rng, a_week=5)).astype(float)  # not while it is rotated
        yield host.labels("log_readable", log=log), is_there
    yield host.labels("log_skipped_bytes_total", path="/var/log/kern.log"), constant(times, 0.0)
    yield host.labels("node_ntp_offset_seconds"), 0.005 * noise(times, rng)
    yield host.labels("node_timex_sync_status"), (~moments(times, rng, a_week=3)).astype(float)
    yield host.labels("node_timex_maxerror_seconds"), 0.05 + 0.02 * np.abs(noise(times, rng))


def _metal(host: Host) -> Iterator[tuple[Labels, Floats]]:
    if host.kind is not Kind.FILES:
        return
    times, rng = host.times, host.rng
    warm = 45 + 20 * working_day(times) + 3 * noise(times, rng)
    chip = {"chip": "coretemp", "sensor": "temp1"}
    yield host.labels("node_hwmon_temp_celsius", **chip), warm
    yield host.labels("node_hwmon_temp_crit_celsius", **chip), constant(times, 100.0)
    yield host.labels("node_md_disks_required", device="md0"), constant(times, 2.0)
    for state, count in (("active", 2.0), ("failed", 0.0), ("spare", 0.0)):
        yield host.labels("node_md_disks", device="md0", state=state), constant(times, count)
    yield host.labels("smartctl_device_smart_status", device="sda"), constant(times, 1.0)
