"""Requirements R68, R69 and R71 on shipped rules over a real series store."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from rules.memory_series import MemorySeries
from rules.packs import shipped_rules
from tests.rules.shipped import firing_after
from tests.rules.watch import Watch
from watchkeeper.core.alerts import Alert
from watchkeeper.core.instants import MINUTE, SECOND, Duration, Instant
from watchkeeper.core.labels import label, labels_of
from watchkeeper.core.levels import Criticality, Level

HEALTHY_FIRST_EN = "Is the server itself healthy?"
HEALTHY_FIRST_ZH = "判断服务器是否异常"


@pytest.fixture
async def watch(tmp_path: Path) -> AsyncIterator[Watch]:
    """All shipped rules over an empty series store."""
    opened = await Watch.open(tmp_path)
    await opened.load(*shipped_rules())
    yield opened
    await opened.close()


def only(watch: Watch) -> Alert:
    (alert,) = watch.desk.alerts()
    return alert


@pytest.mark.parametrize(
    ("criticality", "level"),
    [(Criticality.HIGH, Level.I), (Criticality.NORMAL, Level.II), (Criticality.LOW, Level.III)],
    ids=["high", "normal", "low"],
)
@pytest.mark.parametrize(
    ("probes", "lost", "alert_name"),
    [
        (("icmp", "http"), ("icmp", "http"), "HostDown"),
        (("icmp", "http"), ("http",), "ServiceDown"),
        (("icmp", "snmp"), ("icmp", "snmp"), "DeviceDown"),
    ],
    ids=["host", "service", "device"],
)
async def test_R68_a_lost_host_service_or_device_is_told_within_minutes(
    watch: Watch,
    probes: tuple[str, ...],
    lost: tuple[str, ...],
    alert_name: str,
    criticality: Criticality,
    level: Level,
) -> None:
    """R68: presets for a lost host and a lost service; I, II or III by what depends on it."""
    watch.targets.known["shop"] = criticality

    async def play(minutes: float, *, failing: tuple[str, ...]) -> None:
        end = watch.clock.now() + minutes * MINUTE
        while watch.clock.now() < end:
            for kind in probes:
                sample = {f"probe_success instance=shop job={kind}": float(kind not in failing)}
                await watch.tell(f"probe:shop:{kind}", sample, every=Duration(30 * SECOND))
            await watch.clock.advance(Instant(watch.clock.now() + 30 * SECOND))

    await play(5, failing=())
    assert watch.desk.alerts() == ()
    await play(5, failing=lost)
    alert = only(watch)
    assert (label(alert.labels, "alertname"), alert.level) == (alert_name, level)
    assert alert.annotations["first_actions_zh"]
    await play(4, failing=())
    assert watch.desk.alerts() == ()


def two_weeks_of_traffic(last_hour_bytes_a_minute: float) -> MemorySeries:
    """An uplink that carries 10 Mbit/s for two weeks, then something else for an hour."""
    series = MemorySeries()
    uplink = {"instance": "r1", "ifIndex": "1", "ifName": "wan0", "ifAlias": "WAN carrier"}
    octets = labels_of({"__name__": "ifHCInOctets", **uplink})
    speed = labels_of({"__name__": "ifHighSpeed", **uplink})
    count = 0.0
    for minute in range(20_220 + 61):
        count += 75_000_000 if minute < 20_220 else last_hour_bytes_a_minute
        series.append("probe:r1:snmp", Instant(minute * MINUTE), {octets: count, speed: 100.0})
    return series


@pytest.mark.parametrize(
    ("bytes_a_minute", "alert_name", "then"),
    [
        (1_000_000, "TrafficTooLow", ("carrier", "运营商")),
        (600_000_000, "TrafficTooHigh", ("virus", "查杀病毒")),
        (75_000_000, None, ("", "")),
    ],
    ids=["too low: the carrier", "too high: a virus scan", "as usual"],
)
def test_R69_unusual_traffic_tells_what_to_do_first(
    bytes_a_minute: float, alert_name: str | None, then: tuple[str, str]
) -> None:
    """R69: low and high flow differ in what to do, and both first ask after the server itself."""
    network = next(file for file in shipped_rules() if file.name == "packs/network.yml")
    series = two_weeks_of_traffic(bytes_a_minute)
    alerts = firing_after(network, series, Instant(20_280 * MINUTE), every=Duration(15 * MINUTE))
    assert [label(alert.labels, "alertname") for alert in alerts] == [alert_name] * len(alerts)
    assert len(alerts) == (alert_name is not None)
    for alert in alerts:
        assert alert.level is Level.III
        english, chinese = alert.annotations["first_actions"], alert.annotations["first_actions_zh"]
        assert english.startswith(HEALTHY_FIRST_EN)
        assert chinese.startswith(HEALTHY_FIRST_ZH)
        assert then[0] in english
        assert then[1] in chinese


GIB = float(1024**3)


@pytest.mark.parametrize(
    ("alert_name", "level", "minutes"),
    [
        ("CpuBusy", Level.III, 45),
        ("MemoryShort", Level.III, 30),
        ("FilesystemFilling", Level.II, 170),
    ],
)
async def test_R71_heavy_use_of_a_resource_is_told_with_its_cause_to_be_found(
    watch: Watch, alert_name: str, level: Level, minutes: int
) -> None:
    """R71: presets for processor, memory and disk; on a person's own computer ask first."""
    idle = 0.0
    disk = "instance=pc-7 fstype=ext4 mountpoint=/srv device=sda1"
    is_wrong = {
        name: name == alert_name for name in ("CpuBusy", "MemoryShort", "FilesystemFilling")
    }
    for _minute in range(minutes):
        idle += 0.5 if is_wrong["CpuBusy"] else 50.0
        await watch.tell(
            "agent:pc-7",
            {
                "node_cpu_seconds_total instance=pc-7 cpu=0 mode=idle": idle,
                "node_load5 instance=pc-7": 9.0 if is_wrong["CpuBusy"] else 0.1,
                "node_memory_MemTotal_bytes instance=pc-7": 16 * GIB,
                "node_memory_MemAvailable_bytes instance=pc-7": (
                    0.1 * GIB if is_wrong["MemoryShort"] else 9 * GIB
                ),
                f"node_filesystem_size_bytes {disk}": 500 * GIB,
                f"node_filesystem_avail_bytes {disk}": (
                    4 * GIB if is_wrong["FilesystemFilling"] else 300 * GIB
                ),
                f"node_filesystem_readonly {disk}": 0.0,
                "node_boot_time_seconds instance=pc-7": 1_600_000_000.0,
            },
            every=Duration(MINUTE),
        )
        await watch.clock.advance(Instant(watch.clock.now() + MINUTE))
    alert = only(watch)
    assert (label(alert.labels, "alertname"), alert.level) == (alert_name, level)
    if alert_name != "FilesystemFilling":
        assert "after they agree" in alert.annotations["first_actions"]
        assert "经同意后方可操作" in alert.annotations["first_actions_zh"]


async def test_R71_a_healthy_host_is_quiet(watch: Watch) -> None:
    """DESIGN section 9: no ticket in the first hour on a stock host."""
    disk = "instance=pc-7 fstype=ext4 mountpoint=/ device=sda1"
    snap = "instance=pc-7 fstype=squashfs mountpoint=/snap/core device=loop0"
    for minute in range(60):
        await watch.tell(
            "agent:pc-7",
            {
                "node_cpu_seconds_total instance=pc-7 cpu=0 mode=idle": minute * 55.0,
                "node_load5 instance=pc-7": 0.2,
                "node_memory_MemTotal_bytes instance=pc-7": 2 * GIB,
                "node_memory_MemAvailable_bytes instance=pc-7": GIB,
                "node_vmstat_oom_kill instance=pc-7": 0.0,
                "node_vmstat_pswpout instance=pc-7": 0.0,
                f"node_filesystem_size_bytes {disk}": 20 * GIB,
                f"node_filesystem_avail_bytes {disk}": 9 * GIB - minute * 1e6,
                f"node_filesystem_readonly {disk}": 0.0,
                f"node_filesystem_files {disk}": 1e6,
                f"node_filesystem_files_free {disk}": 8e5,
                f"node_filesystem_size_bytes {snap}": 1e8,
                f"node_filesystem_avail_bytes {snap}": 0.0,
                f"node_filesystem_readonly {snap}": 1.0,
                "node_boot_time_seconds instance=pc-7": 1_699_999_000.0,
                "node_systemd_unit_state instance=pc-7 name=x.service state=failed": 1.0,
                "node_network_speed_bytes instance=pc-7 device=eth0": -125000.0,
                "node_network_receive_bytes_total instance=pc-7 device=eth0": minute * 1e9,
                "node_network_transmit_bytes_total instance=pc-7 device=eth0": minute * 1e9,
            },
            every=Duration(MINUTE),
        )
        await watch.clock.advance(Instant(watch.clock.now() + MINUTE))
    assert [alert for alert in watch.desk.alerts() if alert.level.opens_ticket] == []
