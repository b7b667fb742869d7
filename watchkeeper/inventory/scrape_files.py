"""Prometheus's own configuration, as far as it says what is scraped: ``scrapes/*.yml``.

A whole prometheus.yml may lie there: what it says of rules, alerting and storage is left alone.
Source: prometheus.io/docs/prometheus/latest/configuration, "scrape_config", "file_sd_config".
"""

from __future__ import annotations

import glob
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from watchkeeper.config.bind import bind
from watchkeeper.config.nodes import Node, bytes_of, read_yaml, short_name
from watchkeeper.core.errors import ConfigError, InvalidInput
from watchkeeper.core.instants import MINUTE, SECOND, Duration
from watchkeeper.inventory.relabelling import RelabelRule

MAX_FILE_BYTES = 8 * 1024 * 1024
MAX_JSON_DEPTH = 10
_SUFFIXES = {".json", ".yml", ".yaml"}
_INTERVAL, _TIMEOUT = Duration(MINUTE), Duration(10 * SECOND)
_GENERAL = frozenset({"scrape_interval", "scrape_timeout"})
_TAKEN = frozenset({"global", "scrape_configs", "customer", "site"})


@dataclass(frozen=True, slots=True)
class Authorization:
    """``type`` is Bearer; secrets stay out of ``repr``."""

    type: str = "Bearer"
    credentials: str = field(default="", repr=False)
    credentials_file: Path | None = None

    def __post_init__(self) -> None:
        if self.type != "Bearer":
            raise InvalidInput("the type of authorization can only be Bearer here")


@dataclass(frozen=True, slots=True)
class BasicAuth:
    username: str = ""
    username_file: Path | None = None
    password: str = field(default="", repr=False)
    password_file: Path | None = None


@dataclass(frozen=True, slots=True)
class TlsConfig:
    ca_file: Path | None = None
    cert_file: Path | None = None
    key_file: Path | None = None
    server_name: str = ""
    insecure_skip_verify: bool = False


@dataclass(frozen=True, slots=True)
class TargetGroup:
    """Addresses that share labels."""

    targets: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    at: str = ""


@dataclass(frozen=True, slots=True)
class FileSd:
    files: tuple[str, ...]
    refresh_interval: Duration = Duration(5 * MINUTE)
    at: str = ""


@dataclass(frozen=True, slots=True)
class ScrapeConfig:
    """One job.  Limits of 0 are none, as in Prometheus."""

    job_name: str
    scrape_interval: Duration | None = None
    scrape_timeout: Duration | None = None
    metrics_path: str = "/metrics"
    scheme: str = "http"
    params: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    honor_labels: bool = False
    honor_timestamps: bool = True
    basic_auth: BasicAuth | None = None
    authorization: Authorization | None = None
    bearer_token: str = field(default="", repr=False)
    bearer_token_file: Path | None = None
    tls_config: TlsConfig = field(default_factory=TlsConfig)
    follow_redirects: bool = True
    enable_http2: bool = True
    enable_compression: bool = True
    body_size_limit: str = "0"
    sample_limit: int = 0
    target_limit: int = 0
    static_configs: tuple[TargetGroup, ...] = ()
    file_sd_configs: tuple[FileSd, ...] = ()
    relabel_configs: tuple[RelabelRule, ...] = ()
    metric_relabel_configs: Node | None = None
    at: str = ""

    def __post_init__(self) -> None:
        if not self.job_name:
            raise InvalidInput("job_name must not be empty")
        if self.scheme not in {"http", "https"}:
            raise InvalidInput("scheme must be http or https")


@dataclass(frozen=True, slots=True)
class _Global:
    scrape_interval: Duration = _INTERVAL
    scrape_timeout: Duration = _TIMEOUT


@dataclass(frozen=True, slots=True)
class _Document:
    customer: str | None = None
    site: str = ""
    general: Node | None = field(default=None, metadata={"key": "global"})
    scrape_configs: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class ScrapeFile:
    """What one file says; ``folder`` is what its paths are relative to."""

    folder: Path
    customer: str | None
    site: str
    interval: Duration
    timeout: Duration
    jobs: tuple[ScrapeConfig, ...]


def read_scrape_file(path: Path) -> ScrapeFile:
    """Read one file.  Raises ConfigError with file:line and the remedy."""
    node = read_yaml(path, name=short_name(path))
    if not isinstance(node.value, dict):
        raise ConfigError(
            "is no configuration of Prometheus: scrape_configs is missing", at=node.at
        )
    taken = {key: item for key, item in node.value.items() if key in _TAKEN}
    document = bind(Node(taken, node.at), _Document)
    general = _general(document.general)
    return ScrapeFile(
        folder=path.parent,
        customer=document.customer,
        site=document.site,
        interval=general.scrape_interval,
        timeout=general.scrape_timeout,
        jobs=tuple(_job(one) for one in document.scrape_configs),
    )


def _general(node: Node | None) -> _Global:
    if node is None or not isinstance(node.value, dict):
        return _Global()
    taken = {key: item for key, item in node.value.items() if key in _GENERAL}
    return bind(Node(taken, node.at), _Global)


def _job(node: Node) -> ScrapeConfig:
    if isinstance(node.value, dict):
        for key, item in node.value.items():
            if key.endswith("_sd_configs") and key != "file_sd_configs":
                raise ConfigError(
                    "{key} is not known here; let a program write a file for file_sd_configs",
                    at=item.key_at,
                    key=key,
                )
    return bind(node, ScrapeConfig)


def files_of(config: FileSd, folder: Path) -> tuple[Path, ...]:
    """Return the files that exist, in the order of the patterns.  Raises ConfigError."""
    found: list[Path] = []
    for written in config.files:
        if Path(written).suffix not in _SUFFIXES or "*" in str(Path(written).parent):
            raise ConfigError(
                "{file!r} must end with .json, .yml or .yaml, with * in its last part only",
                at=config.at,
                file=written[:200],
            )
        found += sorted(Path(one) for one in glob.glob(str(folder / written)))  # noqa: PTH207 absolute patterns too
    return tuple(dict.fromkeys(found))


def groups_of(path: Path) -> Iterator[TargetGroup]:
    """Yield the groups of a file of file_sd.  Raises ConfigError."""
    node = _json_file(path) if path.suffix == ".json" else read_yaml(path)
    if isinstance(node.value, dict) and not node.value:
        return
    if not isinstance(node.value, tuple):
        raise ConfigError("is no list of targets and labels", at=node.at)
    for item in node.value:
        yield bind(item, TargetGroup)


def _json_file(path: Path) -> Node:
    """Read JSON, whose tabs YAML would refuse; errors name the file only."""
    data = bytes_of(path)
    if len(data) > MAX_FILE_BYTES:
        raise ConfigError("is larger than {limit} bytes", at=str(path), limit=MAX_FILE_BYTES)
    try:
        return node_from_plain(json.loads(data), str(path))
    except (ValueError, RecursionError) as error:
        raise ConfigError("is no JSON: {reason}", at=str(path), reason=error) from error


def node_from_plain(value: object, at: str, depth: int = 0) -> Node:
    """Return a node for a plain value, as if it stood at that place."""
    if depth > MAX_JSON_DEPTH:
        raise ConfigError("is nested too deeply or has too many values", at=at)
    if isinstance(value, Node):
        return value
    if isinstance(value, Mapping):
        items = {str(k): node_from_plain(v, at, depth + 1) for k, v in value.items()}
        return Node(items, at, key_at=at)
    if isinstance(value, (list, tuple)):
        return Node(tuple(node_from_plain(v, at, depth + 1) for v in value), at, key_at=at)
    text = "" if value is None else str(value)
    scalar = value if isinstance(value, (str, int, float, bool)) or value is None else text
    return Node(scalar, at, text=text, key_at=at)
