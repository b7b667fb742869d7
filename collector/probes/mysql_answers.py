"""What MySQL and MariaDB answer as mysqld_exporter's series; pure.

Names as prometheus/mysqld_exporter: collector/global_status.go, global_variables.go, slave_status.go.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from collector.probes.databases import Row, label_text, number_of, number_of_text
from collector.probes.outcome import Samples, series

_PAGES = frozenset({"data", "free", "misc", "old"})
_ODD = re.compile(r"[^a-z0-9_]")
_GROUPS = {
    "com": ("commands_total", "command"),
    "handler": ("handlers_total", "handler"),
    "connection_errors": ("connection_errors_total", "error"),
    "innodb_rows": ("innodb_row_ops_total", "operation"),
    "performance_schema": ("performance_schema_lost_total", "instrumentation"),
}
_SOURCE = {
    "master_host": ("Master_Host", "Source_Host"),
    "master_uuid": ("Master_UUID", "Source_UUID"),
    "channel_name": ("Channel_Name",),
    "connection_name": ("Connection_name",),
}

_Made = dict[tuple[tuple[str, str], ...], float]


def samples_of_status(rows: Sequence[Row]) -> Samples:
    """Return SHOW GLOBAL STATUS; counters of one kind share a metric."""
    samples: _Made = {}
    for name, value in _named(rows):
        number = number_of_text(value)
        labels = None if number is None else _status_series(name)
        if number is not None and labels is not None:
            samples[labels] = number
    return samples


def _status_series(name: str) -> tuple[tuple[str, str], ...] | None:
    """Return the series of a status variable; None for what others already hold."""
    if name.startswith("innodb_buffer_pool_pages_"):
        return _page_series(name.removeprefix("innodb_buffer_pool_pages_"))
    for start, (metric, label) in _GROUPS.items():
        if name.startswith(f"{start}_"):
            own = {label: label_text(name.removeprefix(f"{start}_"))}
            return series(f"mysql_global_status_{metric}", **own)
    return series(f"mysql_global_status_{name}")


def _page_series(what: str) -> tuple[tuple[str, str], ...] | None:
    if what == "total":
        return None
    if what == "dirty":
        return series("mysql_global_status_buffer_pool_dirty_pages")
    if what in _PAGES:
        return series("mysql_global_status_buffer_pool_pages", state=what)
    return series("mysql_global_status_buffer_pool_page_changes_total", operation=label_text(what))


def samples_of_variables(rows: Sequence[Row]) -> Samples:
    """Return the numeric ones of SHOW GLOBAL VARIABLES, and which version it is."""
    samples: _Made = {}
    version: dict[str, str] = {}
    for name, value in _named(rows):
        if name in {"version", "version_comment", "innodb_version"}:
            version[name] = label_text(value)
        number = number_of_text(value)
        if number is not None:
            samples[series(f"mysql_global_variables_{name}")] = number
    if version:
        samples[series("mysql_version_info", **version)] = 1.0
    return samples


def _named(rows: Sequence[Row]) -> list[tuple[str, str]]:
    """Return name and value of rows of two columns, names as metrics have them."""
    found = []
    for row in rows:
        cells = list(row.values())
        if len(cells) == 2 and cells[1] is not None:
            found.append((_ODD.sub("_", str(cells[0]).lower())[:100], str(cells[1])))
    return found


def samples_of_replica(rows: Sequence[Row]) -> Samples:
    """Return SHOW REPLICA STATUS, or its older names, one set of labels a channel."""
    samples: _Made = {}
    for row in rows[:20]:
        labels = {name: _first(row, keys) for name, keys in _SOURCE.items()}
        for column, value in row.items():
            number = number_of_text(value) if isinstance(value, str) else number_of(value)
            if number is not None and _ODD.sub("_", column.lower()) not in _SOURCE:
                name = f"mysql_slave_status_{_ODD.sub('_', column.lower())}"
                samples[series(name, **labels)] = number
    return samples


def _first(row: Row, keys: Sequence[str]) -> str:
    folded: Mapping[str, object] = {key.lower(): value for key, value in row.items()}
    return next((label_text(folded[key.lower()]) for key in keys if key.lower() in folded), "")


def samples_of_transactions(rows: Sequence[Row]) -> Samples:
    """Return how many transactions are open, and for how long the oldest."""
    samples: _Made = {}
    for row in rows[:1]:
        for column in ("open", "oldest_seconds"):
            number = number_of(row.get(column))
            samples[series(f"mysql_innodb_transactions_{column}")] = number or 0.0
    return samples


def samples_of_sizes(rows: Sequence[Row]) -> Samples:
    return {
        series("mysql_info_schema_schema_size_bytes", schema=label_text(row.get("name"))): number
        for row in rows
        if (number := number_of(row.get("bytes"))) is not None
    }


def samples_of_deadlocks(rows: Sequence[Row]) -> Samples:
    """Return deadlocks under the name of mysqld_exporter's info_schema.innodb_metrics."""
    return {
        series("mysql_info_schema_innodb_metrics_lock_lock_deadlocks_total"): number
        for row in rows[:1]
        if (number := number_of(row.get("count"))) is not None
    }
