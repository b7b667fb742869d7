"""What is checked each day: one value per item, with its standard and the PromQL that measures it.

``{period}`` stands for the length of the form's period.  Every expression gives one sample per
``instance``; a check whose expression gives nothing for a device prints 未检查.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum

from dashboards.filesystems import LOCAL_FILESYSTEMS
from dashboards.reports.check_form import Result
from watchkeeper.core.durations import text_from_duration
from watchkeeper.core.instants import MINUTE, Duration
from watchkeeper.core.messages import Text, mark, text

WINDOW = Duration(5 * MINUTE)


class Unit(Enum):
    """How a measured value is written."""

    PERCENT = "percent"
    DAYS = "days"
    HOURS = "hours"
    MINUTES = "minutes"
    SECONDS = "seconds"
    COUNT = "count"


class Bound(Enum):
    """On which side of the limit a value is normal."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"


@dataclass(frozen=True, slots=True)
class Check:
    """An item of the form.

    ``limit`` in the check's unit; ``limits`` is PromQL that gives some series one of their own.
    """

    key: str
    section: str
    item: str
    bound: Bound
    limit: float
    unit: Unit
    expression: str
    limits: str = ""

    @property
    def standard(self) -> Text:
        return self.standard_of(self.limit)

    def standard_of(self, limit: float) -> Text:
        sentence = _AT_LEAST if self.bound is Bound.AT_LEAST else _AT_MOST
        return text(sentence, limit=text_of_value(limit, self.unit))

    def judge(self, value: float, limit: float | None = None) -> Result:
        """Return whether *value* keeps the standard; NaN was not measured."""
        if math.isnan(value):
            return Result.UNCHECKED
        limit = self.limit if limit is None else limit
        keeps = value >= limit if self.bound is Bound.AT_LEAST else value <= limit
        return Result.NORMAL if keeps else Result.ABNORMAL


_AT_LEAST = mark("at least {limit}")
_AT_MOST = mark("at most {limit}")

_VALUES = {
    Unit.PERCENT: mark("{value} %"),
    Unit.DAYS: mark("{value} days"),
    Unit.HOURS: mark("{value} h"),
    Unit.MINUTES: mark("{value} min"),
    Unit.SECONDS: mark("{value} s"),
    Unit.COUNT: mark("{value}"),
}


def text_of_value(value: float, unit: Unit) -> Text:
    """Write a value with its unit: three figures, no exponent where people read it."""
    if math.isinf(value):
        return text("more than can be said") if value > 0 else text("less than can be said")
    decimals = 0 if abs(value) >= 100 or value == int(value) else 2 if abs(value) < 10 else 1
    return text(_VALUES[unit], value=f"{value:.{decimals}f}")


_FREE = f"node_filesystem_avail_bytes{{{LOCAL_FILESYSTEMS}}} / node_filesystem_size_bytes{{{LOCAL_FILESYSTEMS}}}"

DEVICE_CHECKS = (
    Check(
        "reachable",
        "devices",
        mark("availability"),
        Bound.AT_LEAST,
        99.0,
        Unit.PERCENT,
        '100 * avg by (instance) (avg_over_time(probe_success{{job=~"icmp|ssh|snmp"}}[{period}])) '
        "or 100 / {windows} * max by (instance) "
        "(count_over_time(count_over_time(node_time_seconds[5m])[{period}:5m]))",
    ),
    Check(
        "cpu",
        "devices",
        mark("processor, mean"),
        Bound.AT_MOST,
        80.0,
        Unit.PERCENT,
        # Both increases are of the same samples, so that gaps and short histories cancel out.
        '100 - 100 * sum by (instance) (increase(node_cpu_seconds_total{{mode="idle"}}[{period}])) '
        "/ sum by (instance) (increase(node_cpu_seconds_total[{period}]))",
    ),
    Check(
        "cpu_peak",
        "devices",
        mark("processor, peak of 5 minutes"),
        Bound.AT_MOST,
        95.0,
        Unit.PERCENT,
        "max_over_time((100 - 100 * avg by (instance) "
        '(rate(node_cpu_seconds_total{{mode="idle"}}[5m])))[{period}:5m])',
    ),
    Check(
        "memory",
        "devices",
        mark("memory, highest use"),
        Bound.AT_MOST,
        90.0,
        Unit.PERCENT,
        "100 - 100 * min by (instance) (min_over_time(node_memory_MemAvailable_bytes[{period}]) "
        "/ node_memory_MemTotal_bytes)",
    ),
    Check(
        "filesystem",
        "devices",
        mark("fullest file system"),
        Bound.AT_MOST,
        85.0,
        Unit.PERCENT,
        f"100 - 100 * min by (instance) ({_FREE.replace('{', '{{').replace('}', '}}')})",
    ),
    Check(
        "restarts",
        "devices",
        mark("restarts"),
        Bound.AT_MOST,
        0.0,
        Unit.COUNT,
        "max by (instance) (changes(node_boot_time_seconds[{period}]))",
    ),
    Check(
        "units",
        "devices",
        mark("failed system services"),
        Bound.AT_MOST,
        0.0,
        Unit.COUNT,
        'sum by (instance) (node_systemd_unit_state{{state="failed"}})',
    ),
    Check(
        "clock",
        "devices",
        mark("clock offset"),
        Bound.AT_MOST,
        1.0,
        Unit.SECONDS,
        "max by (instance) (abs(watchkeeper_agent_clock_offset_seconds))",
    ),
)

SERVICE_CHECKS = (
    Check(
        "service",
        "services",
        mark("availability"),
        Bound.AT_LEAST,
        99.9,
        Unit.PERCENT,
        '100 * avg by (instance, job) (avg_over_time(probe_success{{job=~"http|tcp|dns|tls"}}[{period}]))',
    ),
    Check(
        "response",
        "services",
        mark("response time, 95 % within"),
        Bound.AT_MOST,
        2.0,
        Unit.SECONDS,
        "max by (instance, job) (quantile_over_time(0.95, "
        'probe_duration_seconds{{job=~"http|tcp|dns|tls"}}[{period}]))',
    ),
)

NETWORK_CHECKS = (
    Check(
        "loss",
        "network",
        mark("packet loss"),
        Bound.AT_MOST,
        1.0,
        Unit.PERCENT,
        "100 * avg by (instance) (avg_over_time(probe_icmp_packet_loss_ratio[{period}]))",
    ),
    Check(
        "interface_errors",
        "network",
        mark("interface errors in the period"),
        Bound.AT_MOST,
        100.0,
        Unit.COUNT,
        "sum by (instance) (increase(ifInErrors[{period}]) + increase(ifOutErrors[{period}]))",
    ),
    Check(
        "utilisation",
        "network",
        mark("busiest link, mean"),
        Bound.AT_MOST,
        80.0,
        Unit.PERCENT,
        "100 * max by (instance) (avg_over_time(rate(ifHCInOctets[5m])[{period}:5m]) * 8 "
        "/ (ifHighSpeed > 0) / 1000000)",
    ),
    Check(
        "uplink_p95",
        "network",
        mark("busiest uplink, 95th percentile of 30 days"),
        Bound.AT_MOST,
        80.0,
        Unit.PERCENT,
        "100 * max by (instance) (last_over_time(watchkeeper:uplink_bits:p95_30d[2h]) "
        "/ ignoring (direction) group_left () (ifHighSpeed > 0) / 1000000)",
    ),
)

_TRIALS = '__name__=~"backup_verify_success|backup_restore_test_success|backup_chain_intact"'
BACKUP_CHECKS = (
    Check(
        "backup_age",
        "backups",
        mark("age of the last good backup"),
        Bound.AT_MOST,
        26.0,
        Unit.HOURS,
        "max by (instance, backup) ((time() - backup_last_success_timestamp_seconds) / 3600)",
        limits="(max by (instance, backup) (backup_expected_interval_seconds) + "
        "(max by (instance, backup) (backup_grace_seconds) or "
        "0.25 * max by (instance, backup) (backup_expected_interval_seconds))) / 3600",
    ),
    Check(
        "backup_full_age",
        "backups",
        mark("age of the last full backup"),
        Bound.AT_MOST,
        31.0,
        Unit.DAYS,
        "(time() - max by (instance, backup) (backup_last_full_timestamp_seconds)) / 86400 "
        "and on (instance, backup) backup_full_interval_seconds",
        limits="(max by (instance, backup) (backup_full_interval_seconds) + "
        "max by (instance, backup) (backup_grace_seconds)) / 86400",
    ),
    Check(
        "backup_size",
        "backups",
        mark("size against the median"),
        Bound.AT_LEAST,
        50.0,
        Unit.PERCENT,
        "100 * min by (instance, backup) (backup_last_size_bytes / (backup_size_median_bytes > 0))",
    ),
    Check(
        "backup_trials",
        "backups",
        mark("failed checks and restore tests, broken chains"),
        Bound.AT_MOST,
        0.0,
        Unit.COUNT,
        f"count by (instance, backup) ({{{{{_TRIALS}}}}} == 0) "
        f"or 0 * count by (instance, backup) ({{{{{_TRIALS}}}}})",
    ),
    Check(
        "backup_restore_age",
        "backups",
        mark("last restore test before"),
        Bound.AT_MOST,
        90.0,
        Unit.DAYS,
        "(time() - max by (instance, backup) (backup_last_restore_test_timestamp_seconds)) / 86400",
        limits="max by (instance, backup) (backup_restore_test_interval_seconds) / 86400",
    ),
    Check(
        "backup_offsite_age",
        "backups",
        mark("age of the off-site copy"),
        Bound.AT_MOST,
        72.0,
        Unit.HOURS,
        "(time() - max by (instance, backup) (backup_offsite_last_success_timestamp_seconds > 0)) / 3600",
        limits="max by (instance, backup) (backup_offsite_interval_seconds) / 3600",
    ),
    Check(
        "heartbeat",
        "backups",
        mark("scheduled jobs overdue"),
        Bound.AT_MOST,
        0.0,
        Unit.COUNT,
        "sum by (instance, heartbeat) (watchkeeper_heartbeat_status >= bool 3)",
    ),
)

AGENT_SILENCE = Check(
    "agent_silence",
    "security",
    mark("agent last heard before"),
    Bound.AT_MOST,
    10.0,
    Unit.MINUTES,
    "(time() - max by (instance) "
    "(max_over_time(timestamp(node_boot_time_seconds)[{period}:5m]))) / 60",
)

SECURITY_CHECKS = (
    AGENT_SILENCE,
    Check(
        "host_key",
        "security",
        mark("checks that met a changed SSH host key"),
        Bound.AT_MOST,
        0.0,
        Unit.COUNT,
        "sum by (instance) (sum_over_time(probe_ssh_host_key_changed[{period}]))",
    ),
    Check(
        "certificate",
        "security",
        mark("certificate, days left"),
        Bound.AT_LEAST,
        21.0,
        Unit.DAYS,
        "min by (instance, job) ((probe_ssl_earliest_cert_expiry - time()) / 86400)",
    ),
    Check(
        "distrust",
        "security",
        mark("checks that did not trust the certificate"),
        Bound.AT_MOST,
        0.0,
        Unit.COUNT,
        "sum by (instance, job) "
        "(count_over_time(probe_tls_trusted[{period}]) - sum_over_time(probe_tls_trusted[{period}]))",
    ),
)

CAPACITY_CHECKS = (
    Check(
        "days_to_full",
        "capacity",
        mark("fullest file system, days until full"),
        Bound.AT_LEAST,
        30.0,
        Unit.DAYS,
        "min by (instance) (clamp_max(node_filesystem_avail_bytes"
        f"{{{{{LOCAL_FILESYSTEMS}}}}} / clamp_min(-deriv(node_filesystem_avail_bytes"
        f"{{{{{LOCAL_FILESYSTEMS}}}}}[{{period}}]), 0.001) / 86400, 3650)) and on (instance) "
        # A slope of minutes says nothing of weeks: at least an hour must have been seen.
        "count_over_time(count_over_time(node_time_seconds[5m])[{period}:5m]) >= 12",
    ),
)

ALL_CHECKS = (
    *DEVICE_CHECKS,
    *SERVICE_CHECKS,
    *NETWORK_CHECKS,
    *BACKUP_CHECKS,
    *SECURITY_CHECKS,
    *CAPACITY_CHECKS,
)

COMPLETENESS = (
    "100 / {windows} * max by (instance) ("
    "count_over_time(count_over_time(node_time_seconds[5m])[{period}:5m]) "
    "or count_over_time(count_over_time(probe_success[5m])[{period}:5m]))"
)
"""Share of five-minute windows in which the monitor itself heard of a device."""


def expression_of(check: Check, length: Duration) -> str:
    """Return the PromQL of *check* for a period of that length."""
    return filled_in(check.expression, length)


def limits_key(check: Check) -> str:
    """Return under which key the limits of single series are gathered."""
    return f"{check.key}.limits"


def filled_in(expression: str, length: Duration) -> str:
    """Return *expression* with its period, and how many five-minute windows that has."""
    return expression.format(period=text_from_duration(length), windows=max(1, length // WINDOW))
