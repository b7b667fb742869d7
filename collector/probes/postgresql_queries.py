"""What PostgreSQL is asked, and how its answers become postgres_exporter's series; pure.

Names as prometheus-community/postgres_exporter.  ``least`` is the server's oldest version.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from collector.probes.databases import Row, label_text, number_of, samples_of_rows
from collector.probes.outcome import Samples, series


@dataclass(frozen=True, slots=True)
class Question:
    """A query of ours: ``name`` is in messages, ``read`` makes samples of the rows."""

    name: str
    query: str
    read: Callable[[Sequence[Row]], Samples]
    least: int = 100_000


def _rows(name: str, *labels: str) -> Callable[[Sequence[Row]], Samples]:
    return lambda rows: samples_of_rows(name, labels, rows)


_UNITS = {
    "B": (1, "bytes"),
    "kB": (1 << 10, "bytes"),
    "8kB": (8 << 10, "bytes"),
    "MB": (1 << 20, "bytes"),
    "16MB": (16 << 20, "bytes"),
    "32MB": (32 << 20, "bytes"),
    "GB": (1 << 30, "bytes"),
    "TB": (1 << 40, "bytes"),
    "ms": (0.001, "seconds"),
    "s": (1, "seconds"),
    "min": (60, "seconds"),
    "h": (3600, "seconds"),
    "d": (86400, "seconds"),
}


def samples_of_settings(rows: Sequence[Row]) -> Samples:
    """Return settings in bytes and seconds; -1 and 0 stay as they are, for they mean none."""
    samples: dict[tuple[tuple[str, str], ...], float] = {}
    for row in rows:
        number = number_of(row.get("setting"))
        factor, suffix = _UNITS.get(str(row.get("unit") or ""), (1, ""))
        if number is None:
            continue
        name = f"pg_settings_{str(row.get('name')).lower().replace('.', '_').replace('-', '_')}"
        metric = f"{name}_{suffix}" if suffix else name
        samples[series(metric)] = number * factor if number > 0 else number
    return samples


def samples_of_background_writer(rows: Sequence[Row]) -> Samples:
    """Return pg_stat_bgwriter's counters, whichever this version has."""
    return {
        series(f"pg_stat_bgwriter_{column}_total"): number
        for row in rows[:1]
        for column, value in row.items()
        if (number := number_of(value)) is not None
    }


def samples_of_version(rows: Sequence[Row]) -> Samples:
    return {
        series(
            "pg_static",
            version=label_text(row.get("version")),
            short_version=label_text(row.get("short_version")),
        ): 1.0
        for row in rows[:1]
    }


QUESTIONS: tuple[Question, ...] = (
    Question(
        "version",
        "SELECT version() AS version, current_setting('server_version') AS short_version",
        samples_of_version,
    ),
    Question(
        "settings",
        "SELECT name, setting, unit FROM pg_settings WHERE vartype IN ('bool', 'integer', 'real')"
        " AND name <> 'sync_commit_cancel_wait'",
        samples_of_settings,
    ),
    Question(
        "database",
        "SELECT d.datid, COALESCE(d.datname, '') AS datname, d.numbackends, d.xact_commit,"
        " d.xact_rollback, d.blks_read, d.blks_hit, d.tup_returned, d.tup_fetched, d.tup_inserted,"
        " d.tup_updated, d.tup_deleted, d.conflicts, d.temp_files, d.temp_bytes, d.deadlocks,"
        " d.blk_read_time, d.blk_write_time, d.stats_reset FROM pg_stat_database AS d",
        _rows("pg_stat_database", "datid", "datname"),
    ),
    Question(
        "size",
        "SELECT datname, pg_database_size(datname) AS size_bytes FROM pg_database"
        " WHERE datallowconn AND has_database_privilege(datname, 'CONNECT')",
        _rows("pg_database", "datname"),
    ),
    Question(
        "activity",
        "SELECT d.datname, s.state, COALESCE(a.count, 0) AS count,"
        " COALESCE(a.max_tx_duration, 0) AS max_tx_duration"
        " FROM pg_database AS d CROSS JOIN (VALUES ('active'), ('idle'), ('idle in transaction'),"
        " ('idle in transaction (aborted)'), ('fastpath function call'), ('disabled')) AS s(state)"
        " LEFT JOIN (SELECT datname, state, count(*) AS count,"
        " max(extract(epoch FROM now() - xact_start))::float8 AS max_tx_duration"
        " FROM pg_stat_activity GROUP BY datname, state) AS a"
        " ON a.datname = d.datname AND a.state = s.state",
        _rows("pg_stat_activity", "datname", "state"),
    ),
    Question(
        "long transactions",
        "SELECT count(*) AS value, COALESCE(min(extract(epoch FROM xact_start)), 0)::float8 AS"
        " oldest_timestamp_seconds FROM pg_stat_activity WHERE state IS DISTINCT FROM 'idle'"
        " AND now() - xact_start > interval '5 minutes' AND backend_type = 'client backend'",
        _rows("pg_long_running_transactions"),
    ),
    Question(
        "locks",
        "SELECT d.datname, m.mode, COALESCE(l.count, 0) AS count FROM pg_database AS d CROSS JOIN"
        " (VALUES ('accesssharelock'), ('rowsharelock'), ('rowexclusivelock'),"
        " ('shareupdateexclusivelock'), ('sharelock'), ('sharerowexclusivelock'),"
        " ('exclusivelock'), ('accessexclusivelock'), ('sireadlock')) AS m(mode)"
        " LEFT JOIN (SELECT database, lower(mode) AS mode, count(*) AS count FROM pg_locks"
        " WHERE database IS NOT NULL GROUP BY database, lower(mode)) AS l"
        " ON l.mode = m.mode AND l.database = d.oid",
        _rows("pg_locks", "datname", "mode"),
    ),
    Question(
        "replication",
        "SELECT CASE WHEN NOT pg_is_in_recovery() THEN 0"
        " WHEN pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() THEN 0"
        " ELSE GREATEST(0, extract(epoch FROM now() - pg_last_xact_replay_timestamp())) END::float8"
        " AS lag_seconds, CASE WHEN pg_is_in_recovery() THEN 1 ELSE 0 END AS is_replica",
        _rows("pg_replication"),
    ),
    Question(
        "standbys",
        "SELECT application_name, COALESCE(client_addr::text, '') AS client_addr, state,"
        " pg_wal_lsn_diff(CASE WHEN pg_is_in_recovery() THEN pg_last_wal_receive_lsn()"
        " ELSE pg_current_wal_lsn() END, replay_lsn)::float8 AS pg_wal_lsn_diff,"
        " extract(epoch FROM write_lag)::float8 AS write_lag_seconds,"
        " extract(epoch FROM flush_lag)::float8 AS flush_lag_seconds,"
        " extract(epoch FROM replay_lag)::float8 AS replay_lag_seconds FROM pg_stat_replication",
        _rows("pg_stat_replication", "application_name", "client_addr", "state"),
    ),
    Question(
        "slots",
        "SELECT slot_name, slot_type, CASE WHEN active THEN 1 ELSE 0 END AS slot_is_active,"
        " pg_wal_lsn_diff(CASE WHEN pg_is_in_recovery() THEN pg_last_wal_receive_lsn()"
        " ELSE pg_current_wal_lsn() END, restart_lsn)::float8 AS retained_bytes"
        " FROM pg_replication_slots",
        _rows("pg_replication_slot", "slot_name", "slot_type"),
    ),
    Question(
        "archiver",
        "SELECT archived_count, failed_count,"
        " extract(epoch FROM now() - last_archived_time)::float8 AS last_archive_age"
        " FROM pg_stat_archiver",
        _rows("pg_stat_archiver"),
    ),
    Question("background writer", "SELECT * FROM pg_stat_bgwriter", samples_of_background_writer),
    Question(
        "start",
        "SELECT extract(epoch FROM pg_postmaster_start_time())::float8 AS start_time_seconds",
        _rows("pg_postmaster"),
    ),
)
