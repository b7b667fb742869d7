"""The three boards: operations, one host, backups and certificates."""

from __future__ import annotations

from dashboards.grafana.panels import Board, Kind, Panel, Query, Unit, Variable
from watchkeeper.core.messages import mark

_HOST = 'instance="$instance",job="node"'
_RATE = "$__rate_interval"


def _lines(title: str, unit: Unit, *queries: tuple[str, str], width: int = 12) -> Panel:
    return Panel(title, Kind.LINES, tuple(Query(*one) for one in queries), unit, width)


def _number(title: str, expression: str, unit: Unit, alarm: float | None = None) -> Panel:
    return Panel(title, Kind.NUMBER, (Query(expression),), unit, 6, 4, alarm)


OPERATIONS = Board(
    "watchkeeper-operations",
    mark("Watchkeeper: operations"),
    (
        _number(mark("Open tickets"), "sum(watchkeeper_tickets_open)", Unit.COUNT),
        _number(
            mark("Open tickets of level I and II"),
            'sum(watchkeeper_tickets_open{level=~"I|II"}) or vector(0)',
            Unit.COUNT,
            alarm=1,
        ),
        _number(mark("Agents silent"), 'count(up{job="node"} == 0) or vector(0)', Unit.COUNT, 1),
        _number(mark("Probes lost"), "sum(watchkeeper_probes_lost)", Unit.COUNT, alarm=1),
        _lines(
            mark("Open tickets by level"),
            Unit.COUNT,
            ("sum by (level) (watchkeeper_tickets_open)", "{{level}}"),
        ),
        _lines(
            mark("Tickets opened in an hour"),
            Unit.COUNT,
            ("sum by (level) (increase(watchkeeper_tickets_opened_total[1h]))", "{{level}}"),
        ),
        Panel(
            mark("Alerts that fire"),
            Kind.TABLE,
            (Query('count by (alertname, level, instance) (ALERTS{alertstate="firing"})'),),
        ),
        _lines(
            mark("Goals missed in a day"),
            Unit.COUNT,
            ("sum by (goal) (increase(watchkeeper_sla_breaches_total[1d]))", "{{goal}}"),
        ),
        _lines(
            mark("Messages that wait"),
            Unit.COUNT,
            ("sum(watchkeeper_outbox_waiting)", "waiting"),
            ("max(watchkeeper_outbox_oldest_seconds)", "oldest, seconds"),
        ),
        _lines(
            mark("Rules: slowest groups"),
            Unit.SECONDS,
            ("topk(5, watchkeeper_rule_group_last_duration_seconds)", "{{group}}"),
        ),
        _lines(
            mark("Rules that fail"),
            Unit.PER_SECOND,
            (
                "sum by (group) (rate(watchkeeper_rule_evaluation_failures_total[5m])) > 0",
                "{{group}}",
            ),
        ),
        _lines(
            mark("Series and samples"),
            Unit.COUNT,
            ("sum(watchkeeper_store_series)", "series"),
            ("sum(rate(watchkeeper_store_samples_total[5m]))", "samples a second"),
        ),
    ),
)

HOST = Board(
    "watchkeeper-host",
    mark("Watchkeeper: host"),
    (
        _number(mark("Up since"), f"node_boot_time_seconds{{{_HOST}}} * 1000", Unit.TIME),
        _number(
            mark("Memory in use"),
            f"100 * (1 - node_memory_MemAvailable_bytes{{{_HOST}}} / node_memory_MemTotal_bytes{{{_HOST}}})",
            Unit.PERCENT,
            alarm=95,
        ),
        _number(
            mark("Fullest file system"),
            f"100 * max(1 - node_filesystem_avail_bytes{{{_HOST}}} / node_filesystem_size_bytes{{{_HOST}}})",
            Unit.PERCENT,
            alarm=90,
        ),
        _number(
            mark("Alerts that fire"),
            'count(ALERTS{alertstate="firing",instance="$instance"}) or vector(0)',
            Unit.COUNT,
            alarm=1,
        ),
        _lines(
            mark("Processor by mode"),
            Unit.PERCENT,
            (
                f'100 * avg by (mode) (rate(node_cpu_seconds_total{{{_HOST},mode!="idle"}}[{_RATE}]))',
                "{{mode}}",
            ),
        ),
        _lines(
            mark("Load"),
            Unit.COUNT,
            (f"node_load1{{{_HOST}}}", "1 min"),
            (f"node_load5{{{_HOST}}}", "5 min"),
            (f"node_load15{{{_HOST}}}", "15 min"),
            (f'count(node_cpu_seconds_total{{{_HOST},mode="idle"}})', "cores"),
        ),
        _lines(
            mark("Memory"),
            Unit.BYTES,
            (f"node_memory_MemTotal_bytes{{{_HOST}}}", "total"),
            (f"node_memory_MemAvailable_bytes{{{_HOST}}}", "available"),
            (f"node_memory_Cached_bytes{{{_HOST}}}", "cached"),
            (
                f"node_memory_SwapTotal_bytes{{{_HOST}}} - node_memory_SwapFree_bytes{{{_HOST}}}",
                "swap in use",
            ),
        ),
        _lines(
            mark("File systems in use"),
            Unit.PERCENT,
            (
                f"100 * (1 - node_filesystem_avail_bytes{{{_HOST}}} / node_filesystem_size_bytes{{{_HOST}}})",
                "{{mountpoint}}",
            ),
        ),
        _lines(
            mark("Disks"),
            Unit.BYTES_PER_SECOND,
            (f"rate(node_disk_read_bytes_total{{{_HOST}}}[{_RATE}])", "{{device}} read"),
            (f"rate(node_disk_written_bytes_total{{{_HOST}}}[{_RATE}])", "{{device}} written"),
        ),
        _lines(
            mark("Network"),
            Unit.BYTES_PER_SECOND,
            (f"rate(node_network_receive_bytes_total{{{_HOST}}}[{_RATE}])", "{{device}} in"),
            (f"rate(node_network_transmit_bytes_total{{{_HOST}}}[{_RATE}])", "{{device}} out"),
        ),
        _lines(
            mark("Time spent waiting"),
            Unit.PERCENT,
            (
                f"100 * rate(node_pressure_cpu_waiting_seconds_total{{{_HOST}}}[{_RATE}])",
                "processor",
            ),
            (
                f"100 * rate(node_pressure_memory_waiting_seconds_total{{{_HOST}}}[{_RATE}])",
                "memory",
            ),
            (f"100 * rate(node_pressure_io_waiting_seconds_total{{{_HOST}}}[{_RATE}])", "disk"),
        ),
        _lines(
            mark("Busiest programs"),
            Unit.PERCENT,
            (
                "topk(5, 100 * sum by (groupname) "
                f"(rate(namedprocess_namegroup_cpu_seconds_total{{{_HOST}}}[{_RATE}])))",
                "{{groupname}}",
            ),
        ),
    ),
    (Variable("instance", mark("Host"), "label_values(node_uname_info, instance)"),),
)

BACKUPS = Board(
    "watchkeeper-backups",
    mark("Watchkeeper: backups and certificates"),
    (
        _number(
            mark("Backups overdue"),
            "count(time() - max by (instance, backup) (backup_last_success_timestamp_seconds > 0)"
            " > 2 * max by (instance, backup) (backup_expected_interval_seconds)) or vector(0)",
            Unit.COUNT,
            alarm=1,
        ),
        _number(
            mark("Backups that never succeeded"),
            "count(max by (instance, backup) (backup_last_success_timestamp_seconds) == 0) or vector(0)",
            Unit.COUNT,
            alarm=1,
        ),
        _number(
            mark("Days to the next end of a certificate"),
            "min(probe_ssl_earliest_cert_expiry - time()) / 86400",
            Unit.DAYS,
        ),
        _number(
            mark("Heartbeats late or failed"),
            "count(watchkeeper_heartbeat_status >= 3) or vector(0)",
            Unit.COUNT,
            alarm=1,
        ),
        Panel(
            mark("Days since the last good backup"),
            Kind.BARS,
            (
                Query(
                    "sort_desc((time() - max by (instance, backup) "
                    "(backup_last_success_timestamp_seconds > 0)) / 86400)",
                    "{{instance}} {{backup}}",
                ),
            ),
            Unit.DAYS,
        ),
        Panel(
            mark("Days a certificate still counts"),
            Kind.BARS,
            (
                Query(
                    "sort(min by (instance) (probe_ssl_earliest_cert_expiry - time()) / 86400)",
                    "{{instance}}",
                ),
            ),
            Unit.DAYS,
        ),
        _lines(
            mark("Size of backups"),
            Unit.BYTES,
            ("backup_last_size_bytes", "{{instance}} {{backup}}"),
        ),
        Panel(
            mark("Verified, restored, copied off site"),
            Kind.TABLE,
            (
                Query("backup_verify_success"),
                Query("backup_restore_test_success"),
                Query("backup_chain_intact"),
                Query("(time() - backup_offsite_last_success_timestamp_seconds) / 86400"),
            ),
        ),
        Panel(
            mark("Certificates that browsers do not trust"),
            Kind.TABLE,
            (Query("probe_tls_trusted == 0"),),
        ),
        Panel(
            mark("Heartbeats"),
            Kind.TABLE,
            (Query("watchkeeper_heartbeat_status"),),
        ),
    ),
)

BOARDS = (OPERATIONS, HOST, BACKUPS)
