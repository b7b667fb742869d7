"""What a host's page shows of its measurements: expressions, units, titles, and their charts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dashboards.filesystems import LOCAL_FILESYSTEMS
from dashboards.units import Unit
from watchkeeper.core.labels import escape_value
from watchkeeper.core.messages import mark


@dataclass(frozen=True, slots=True)
class HostValue:
    """One kind of value of a host; ``by`` names the labels that tell its series apart.

    ``{host}`` in the expression stands for the matcher ``instance="..."``.
    """

    id: str
    title: str
    expression: str
    unit: Unit
    by: tuple[str, ...] = ()
    has_chart: bool = True

    def of(self, host: str) -> str:
        """Return the expression for one host; its name may hold quotes."""
        return self.expression.replace("{host}", f'instance="{escape_value(host)}"')


HOST_VALUES: tuple[HostValue, ...] = (
    HostValue("satellite", mark("Satellite speaks"), 'up{job="satellite", {host}}', Unit.STATE),
    HostValue(
        "satellite_current", mark("Works by the configuration in force"),
        "watchkeeper_satellite_current{{host}}", Unit.STATE, has_chart=False,
    ),
    HostValue(
        "satellite_probes", mark("Probes it runs"),
        "watchkeeper_satellite_probes{{host}}", Unit.NUMBER, has_chart=False,
    ),
    HostValue(
        "satellite_refused", mark("Probes its machine refuses"),
        "watchkeeper_satellite_refused_probes{{host}} > 0", Unit.NUMBER, has_chart=False,
    ),
    HostValue(
        "satellite_waiting", mark("Ticks that wait there"),
        "watchkeeper_satellite_spooled_ticks{{host}}", Unit.NUMBER,
    ),
    HostValue("reachable", mark("Answers"), "probe_success{{host}}", Unit.STATE, ("job",)),
    HostValue("response", mark("Response time"), "probe_duration_seconds{{host}}", Unit.SECONDS, ("job",)),
    HostValue(
        "cpu", mark("CPU busy"),
        'avg without (cpu) (sum without (mode) (rate(node_cpu_seconds_total{mode!~"idle|iowait|steal", {host}}[2m])))',
        Unit.RATIO,
    ),
    HostValue("load", mark("Load, 1 minute"), "node_load1{{host}}", Unit.NUMBER),
    HostValue(
        "memory", mark("Memory used"),
        "1 - node_memory_MemAvailable_bytes{{host}} / node_memory_MemTotal_bytes{{host}}",
        Unit.RATIO,
    ),
    HostValue(
        "swap", mark("Swap used"),
        "node_memory_SwapTotal_bytes{{host}} - node_memory_SwapFree_bytes{{host}}", Unit.BYTES,
    ),
    HostValue(
        "filesystem", mark("File system used"),
        f"1 - node_filesystem_avail_bytes{{{LOCAL_FILESYSTEMS}, {{host}}}} / node_filesystem_size_bytes{{{LOCAL_FILESYSTEMS}, {{host}}}}",
        Unit.RATIO, ("mountpoint",),
    ),
    HostValue(
        "disk", mark("Disk busy"), "rate(node_disk_io_time_seconds_total{{host}}[2m])",
        Unit.RATIO, ("device",),
    ),
    HostValue(
        "received", mark("Network received"),
        'rate(node_network_receive_bytes_total{device!="lo", {host}}[2m])',
        Unit.BYTES_PER_SECOND, ("device",),
    ),
    HostValue(
        "sent", mark("Network sent"),
        'rate(node_network_transmit_bytes_total{device!="lo", {host}}[2m])',
        Unit.BYTES_PER_SECOND, ("device",),
    ),
    HostValue(
        "interface_in", mark("Port received"), "rate(ifHCInOctets{{host}}[5m]) * 8",
        Unit.BITS_PER_SECOND, ("ifName",),
    ),
    HostValue(
        "interface_out", mark("Port sent"), "rate(ifHCOutOctets{{host}}[5m]) * 8",
        Unit.BITS_PER_SECOND, ("ifName",),
    ),
    HostValue(
        "clock_offset", mark("Clock ahead of the server's"),
        "watchkeeper_agent_clock_offset_seconds{{host}} or watchkeeper_satellite_clock_offset_seconds{{host}}",
        Unit.SECONDS, has_chart=False,
    ),
    HostValue(
        "uptime", mark("Up for"),
        "time() - node_boot_time_seconds{{host}}", Unit.SECONDS, has_chart=False,
    ),
    HostValue(
        "backup_age", mark("Newest backup's age"),
        "time() - backup_last_success_timestamp_seconds{{host}}",
        Unit.SECONDS, ("backup",), has_chart=False,
    ),
)  # fmt: skip


def name_of_series(value: HostValue, labels: Mapping[str, str]) -> str:
    """Return what tells a series apart: ``/var``, ``eth0``; empty where there is but one."""
    return ", ".join(labels[name] for name in value.by if name in labels)
