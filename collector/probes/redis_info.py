"""What Redis says of itself (INFO) as redis_exporter's series; pure.

Names as oliver006/redis_exporter.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from collector.probes.databases import label_text, number_of_text
from collector.probes.outcome import Samples, series

MAX_LINES = 5_000

_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "uptime_in_seconds": "uptime_in_seconds",
        "process_id": "process_id",
        "io_threads_active": "io_threads_active",
        "connected_clients": "connected_clients",
        "blocked_clients": "blocked_clients",
        "tracking_clients": "tracking_clients",
        "clients_in_timeout_table": "clients_in_timeout_table",
        "cluster_connections": "cluster_connections",
        "maxclients": "config_maxclients",
        "client_recent_max_input_buffer": "client_recent_max_input_buffer_bytes",
        "client_recent_max_output_buffer": "client_recent_max_output_buffer_bytes",
        "used_memory": "memory_used_bytes",
        "used_memory_rss": "memory_used_rss_bytes",
        "used_memory_peak": "memory_used_peak_bytes",
        "used_memory_lua": "memory_used_lua_bytes",
        "used_memory_overhead": "memory_used_overhead_bytes",
        "used_memory_startup": "memory_used_startup_bytes",
        "used_memory_dataset": "memory_used_dataset_bytes",
        "used_memory_scripts": "memory_used_scripts_bytes",
        "number_of_cached_scripts": "number_of_cached_scripts",
        "maxmemory": "memory_max_bytes",
        "total_system_memory": "total_system_memory_bytes",
        "mem_fragmentation_ratio": "mem_fragmentation_ratio",
        "mem_fragmentation_bytes": "mem_fragmentation_bytes",
        "mem_clients_slaves": "mem_clients_slaves",
        "mem_clients_normal": "mem_clients_normal",
        "mem_not_counted_for_evict": "mem_not_counted_for_eviction_bytes",
        "allocator_active": "allocator_active_bytes",
        "allocator_allocated": "allocator_allocated_bytes",
        "allocator_resident": "allocator_resident_bytes",
        "allocator_frag_ratio": "allocator_frag_ratio",
        "allocator_frag_bytes": "allocator_frag_bytes",
        "allocator_rss_ratio": "allocator_rss_ratio",
        "allocator_rss_bytes": "allocator_rss_bytes",
        "lazyfree_pending_objects": "lazyfree_pending_objects",
        "active_defrag_running": "active_defrag_running",
        "loading": "loading_dump_file",
        "rdb_changes_since_last_save": "rdb_changes_since_last_save",
        "rdb_bgsave_in_progress": "rdb_bgsave_in_progress",
        "rdb_last_save_time": "rdb_last_save_timestamp_seconds",
        "rdb_last_bgsave_status": "rdb_last_bgsave_status",
        "rdb_last_bgsave_time_sec": "rdb_last_bgsave_duration_sec",
        "rdb_current_bgsave_time_sec": "rdb_current_bgsave_duration_sec",
        "rdb_last_cow_size": "rdb_last_cow_size_bytes",
        "aof_enabled": "aof_enabled",
        "aof_rewrite_in_progress": "aof_rewrite_in_progress",
        "aof_rewrite_scheduled": "aof_rewrite_scheduled",
        "aof_last_rewrite_time_sec": "aof_last_rewrite_duration_sec",
        "aof_current_rewrite_time_sec": "aof_current_rewrite_duration_sec",
        "aof_last_bgrewrite_status": "aof_last_bgrewrite_status",
        "aof_last_write_status": "aof_last_write_status",
        "aof_last_cow_size": "aof_last_cow_size_bytes",
        "aof_current_size": "aof_current_size_bytes",
        "aof_base_size": "aof_base_size_bytes",
        "module_fork_in_progress": "module_fork_in_progress",
        "module_fork_last_cow_size": "module_fork_last_cow_size",
        "total_connections_received": "connections_received_total",
        "total_commands_processed": "commands_processed_total",
        "total_net_input_bytes": "net_input_bytes_total",
        "total_net_output_bytes": "net_output_bytes_total",
        "rejected_connections": "rejected_connections_total",
        "sync_full": "replica_resyncs_full",
        "sync_partial_ok": "replica_partial_resync_accepted",
        "sync_partial_err": "replica_partial_resync_denied",
        "expired_keys": "expired_keys_total",
        "expired_stale_perc": "expired_stale_percentage",
        "expired_time_cap_reached_count": "expired_time_cap_reached_total",
        "evicted_keys": "evicted_keys_total",
        "keyspace_hits": "keyspace_hits_total",
        "keyspace_misses": "keyspace_misses_total",
        "pubsub_channels": "pubsub_channels",
        "pubsub_patterns": "pubsub_patterns",
        "migrate_cached_sockets": "migrate_cached_sockets_total",
        "slave_expires_tracked_keys": "slave_expires_tracked_keys",
        "active_defrag_hits": "defrag_hits",
        "active_defrag_misses": "defrag_misses",
        "active_defrag_key_hits": "defrag_key_hits",
        "active_defrag_key_misses": "defrag_key_misses",
        "tracking_total_keys": "tracking_total_keys",
        "tracking_total_items": "tracking_total_items",
        "tracking_total_prefixes": "tracking_total_prefixes",
        "unexpected_error_replies": "unexpected_error_replies",
        "total_error_replies": "total_error_replies",
        "dump_payload_sanitizations": "dump_payload_sanitizations",
        "total_reads_processed": "total_reads_processed",
        "total_writes_processed": "total_writes_processed",
        "io_threaded_reads_processed": "io_threaded_reads_processed",
        "io_threaded_writes_processed": "io_threaded_writes_processed",
        "connected_slaves": "connected_slaves",
        "master_repl_offset": "master_repl_offset",
        "second_repl_offset": "second_repl_offset",
        "repl_backlog_active": "repl_backlog_is_active",
        "repl_backlog_size": "replication_backlog_bytes",
        "repl_backlog_first_byte_offset": "repl_backlog_first_byte_offset",
        "repl_backlog_histlen": "repl_backlog_history_bytes",
        "slave_repl_offset": "slave_repl_offset",
        "slave_priority": "slave_priority",
        "slave_read_only": "slave_read_only",
        "used_cpu_sys": "cpu_sys_seconds_total",
        "used_cpu_user": "cpu_user_seconds_total",
        "used_cpu_sys_children": "cpu_sys_children_seconds_total",
        "used_cpu_user_children": "cpu_user_children_seconds_total",
        "used_cpu_sys_main_thread": "cpu_sys_main_thread_seconds_total",
        "used_cpu_user_main_thread": "cpu_user_main_thread_seconds_total",
        "cluster_enabled": "cluster_enabled",
    }
)
_SLAVE = re.compile(r"slave\d{1,4}")
_DATABASE = re.compile(r"db\d{1,5}")
_OF_MASTER = ("slave_repl_offset", "slave_priority", "slave_read_only")
_INSTANCE = ("maxmemory_policy", "os", "redis_build_id", "redis_mode", "redis_version", "role", "run_id", "tcp_port")  # fmt: skip

_Made = dict[tuple[tuple[str, str], ...], float]


def facts_from_info(text: str) -> Mapping[str, str]:
    """Return the lines ``name:value``; of a name that stands there twice the first counts."""
    facts: dict[str, str] = {}
    for line in text.split("\n")[:MAX_LINES]:
        name, found, value = line.rstrip("\r").partition(":")
        if found and not name.startswith("#"):
            facts.setdefault(name, value)
    return facts


def samples_of_info(facts: Mapping[str, str]) -> Samples:
    """Return all series that the facts hold."""
    samples: _Made = {}
    master = _master(facts)
    for fact, name in _NAMES.items():
        number = number_of_text(facts.get(fact, ""))
        if number is not None:
            labels = master if fact in _OF_MASTER else {}
            samples[series(f"redis_{name}", **labels)] = number
    samples |= _fork(facts)
    samples |= _instance(facts)
    for fact, value in facts.items():
        samples |= _of_many(fact, value)
    return samples | _link(facts, master)


def _master(facts: Mapping[str, str]) -> dict[str, str]:
    if not facts.get("master_host"):
        return {}
    return {
        "master_host": label_text(facts["master_host"]),
        "master_port": label_text(facts.get("master_port")),
    }


def _link(facts: Mapping[str, str], master: Mapping[str, str]) -> _Made:
    """Return how a replica stands to its master; of a master nothing."""
    if not master:
        return {}
    samples: _Made = {
        series("redis_master_link_up", **master): float(facts.get("master_link_status") == "up"),
        series("redis_master_sync_in_progress", **master): number_of_text(
            facts.get("master_sync_in_progress", "")
        )
        or 0.0,
    }
    silent = number_of_text(facts.get("master_last_io_seconds_ago", ""))
    if silent is not None:
        samples[series("redis_master_last_io_seconds_ago", **master)] = silent
    return samples


def _fork(facts: Mapping[str, str]) -> _Made:
    found = number_of_text(facts.get("latest_fork_usec", ""))
    return {} if found is None else {series("redis_latest_fork_seconds"): found / 1e6}


def _instance(facts: Mapping[str, str]) -> _Made:
    labels = {name: label_text(facts.get(name)) for name in _INSTANCE}
    return {series("redis_instance_info", **labels): 1.0} if "redis_version" in facts else {}


def _of_many(fact: str, value: str) -> _Made:
    if fact.startswith("cmdstat_"):
        return _command(fact.removeprefix("cmdstat_"), _pairs(value))
    if fact.startswith("errorstat_"):
        err = label_text(fact.removeprefix("errorstat_"))
        return _numbers({"count": ("errors_total", 1.0)}, _pairs(value), err=err)
    if _DATABASE.fullmatch(fact):
        return _database(fact, _pairs(value))
    if _SLAVE.fullmatch(fact):
        return _slave(_pairs(value))
    return {}


def _pairs(value: str) -> Mapping[str, str]:
    """Read ``keys=1,expires=0``."""
    return dict(part.partition("=")[::2] for part in value.split(",")[:50])


def _numbers(
    made: Mapping[str, tuple[str, float]], pairs: Mapping[str, str], **labels: str
) -> _Made:
    """Return the series of numeric pairs: by key the name and what to divide by."""
    samples: _Made = {}
    for key, (name, divisor) in made.items():
        number = number_of_text(pairs.get(key, ""))
        if number is not None:
            samples[series(f"redis_{name}", **labels)] = number / divisor
    return samples


def _command(name: str, pairs: Mapping[str, str]) -> _Made:
    made = {
        "calls": ("commands_total", 1.0),
        "usec": ("commands_duration_seconds_total", 1e6),
        "rejected_calls": ("commands_rejected_calls_total", 1.0),
        "failed_calls": ("commands_failed_calls_total", 1.0),
    }
    return _numbers(made, pairs, cmd=label_text(name))


def _database(name: str, pairs: Mapping[str, str]) -> _Made:
    made = {
        "keys": ("db_keys", 1.0),
        "expires": ("db_keys_expiring", 1.0),
        "avg_ttl": ("db_avg_ttl_seconds", 1000.0),
    }
    return _numbers(made, pairs, db=name)


def _slave(pairs: Mapping[str, str]) -> _Made:
    labels = {
        "slave_ip": label_text(pairs.get("ip")),
        "slave_port": label_text(pairs.get("port")),
        "slave_state": label_text(pairs.get("state")),
    }
    made = {
        "offset": ("connected_slave_offset_bytes", 1.0),
        "lag": ("connected_slave_lag_seconds", 1.0),
    }
    return _numbers(made, pairs, **labels)
