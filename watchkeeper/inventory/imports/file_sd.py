"""Prometheus's file_sd: lists of ``{targets: [host:port], labels: {...}}`` in JSON or YAML.

Source: prometheus.io/docs/prometheus/latest/configuration, "file_sd_config".
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from watchkeeper.config.bind import bind
from watchkeeper.config.nodes import Node, parse_yaml
from watchkeeper.core.errors import ConfigError
from watchkeeper.core.messages import text
from watchkeeper.inventory.files import MAX_NAME
from watchkeeper.inventory.imports.rows import Listing, Row, refuse_more_rows
from watchkeeper.inventory.scrape_files import TargetGroup, node_from_plain

_OWN_KEYS = ("customer", "site", "criticality")
_NOT_LABELS = frozenset({*_OWN_KEYS, "instance", "job", "address"})


def read_file_sd(data: bytes, name: str) -> Listing:
    """Read one file.  Several ports of a host are one target.  Raises ConfigError."""
    node = _node(data, name)
    if not isinstance(node.value, tuple):
        raise ConfigError("is no list of targets and labels", at=node.at)
    found: dict[str, _Host] = {}
    for number, item in enumerate(node.value, 1):
        group = bind(item, TargetGroup)
        place = f"{name}:{number}" if data.lstrip()[:1] == b"[" else item.at
        for address in group.targets:
            _add(found, address, group, place)
            refuse_more_rows(len(found), name)
    return Listing(tuple(_row(host) for host in found.values()))


class _Host:
    """What the groups say of one host, taken together."""

    def __init__(self, name: str, address: str, at: str) -> None:
        self.name, self.address, self.at = name, address, at
        self.labels: dict[str, str] = {}
        self.groups: dict[str, None] = {}
        self.ports: dict[int, str] = {}  # and their paths


def _node(data: bytes, name: str) -> Node:
    if data.lstrip()[:1] != b"[":
        return parse_yaml(data, name=name)
    try:
        return node_from_plain(json.loads(data), name)
    except (ValueError, RecursionError):
        return parse_yaml(data, name=name)  # a list of YAML in brackets, with a better sentence


def _add(found: dict[str, _Host], address: str, group: TargetGroup, at: str) -> None:
    host, port = _host_and_port(address)
    named = group.labels.get("instance", "")
    name = _host_and_port(named)[0] if named and len(group.targets) == 1 else host
    one = found.setdefault(name, _Host(name, host, at))
    one.labels.update(group.labels)
    job = group.labels.get("job", "")
    if job:
        one.groups[job] = None
    if port:
        one.ports[port] = group.labels.get("__metrics_path__", "")


def _host_and_port(address: str) -> tuple[str, int]:
    bare = address.partition("://")[2].partition("/")[0] or address.partition("/")[0]
    host, colon, port = bare.rpartition(":")
    if colon and port.isascii() and port.isdigit() and not host.endswith(":") and len(port) < 6:
        return host.strip("[]"), int(port)
    return bare.strip("[]"), 0


def _row(host: _Host) -> Row:
    if not host.name or len(host.name) > MAX_NAME:
        return Row(host.at, host.name[:MAX_NAME], problem=text("an address is missing"))
    probes = list(_probes(host))
    labels = {
        name: value
        for name, value in host.labels.items()
        if not name.startswith("__") and name not in _NOT_LABELS
    }
    optional = {
        **{key: host.labels.get(key) for key in _OWN_KEYS},
        "groups": list(host.groups),
        "labels": labels,
        "probes": probes,
    }
    kept = {key: value for key, value in optional.items() if value}
    return Row(host.at, host.name, {"name": host.name, "address": host.address, **kept})


def _probes(host: _Host) -> Iterator[object]:
    for port, path in sorted(host.ports.items()):
        settings: dict[str, object] = {"port": port}
        if len(host.ports) > 1:
            settings["name"] = f"exporter-{port}"
        if path and path != "/metrics":
            settings["path"] = path
        yield {"exporter": settings}
