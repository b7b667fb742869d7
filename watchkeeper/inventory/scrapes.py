"""Jobs of Prometheus become targets with a probe each: discovered, relabelled, named.

What is scraped belongs to the target whose name is the label ``instance`` in the end; one that is
not there yet is made.  Secrets become credentials of their own and stand in no setting.
"""

from __future__ import annotations

import dataclasses
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlencode

from watchkeeper.config.nodes import Node
from watchkeeper.core.durations import duration_from_text, text_from_duration
from watchkeeper.core.errors import ConfigError, InvalidInput
from watchkeeper.core.instants import SECOND, Duration
from watchkeeper.inventory.files import check_name
from watchkeeper.inventory.model import ProbeSpec, Target
from watchkeeper.inventory.relabelling import relabelled
from watchkeeper.inventory.scrape_files import (
    ScrapeConfig,
    ScrapeFile,
    TargetGroup,
    files_of,
    groups_of,
    node_from_plain,
    read_scrape_file,
)
from watchkeeper.inventory.secrets import Credential

FOLDER = "scrapes"
MAX_TARGETS = 20_000
MOST_SAMPLES = 49_990
MOST_BYTES = 32 * 1024 * 1024
_SIZE = re.compile(r"(\d{1,12})(B|KB|KiB|MB|MiB|GB|GiB)?")
_UNITS = {
    "B": 1,
    "KB": 1000,
    "KiB": 1 << 10,
    "MB": 10**6,
    "MiB": 1 << 20,
    "GB": 10**9,
    "GiB": 1 << 30,
}
_ADDRESS = re.compile(r"[^\s/@?#\\%]{1,300}")
"""No ``user@``, no ``?``: what stands there is connected to, whatever a file of file_sd holds."""
_SCHEME = re.compile(r"^[a-z]+://")


@dataclass(frozen=True, slots=True)
class Scrape:
    """One page that is scraped, of the target called ``instance``."""

    instance: str
    address: str
    customer: str | None
    site: str
    spec: ProbeSpec


@dataclass(frozen=True, slots=True)
class Scrapes:
    """All pages, the credentials they need, and the patterns of the files they come from."""

    found: tuple[Scrape, ...] = ()
    credentials: Mapping[str, Credential] = field(
        default_factory=lambda: MappingProxyType({}), repr=False
    )
    patterns: tuple[str, ...] = ()


def read_scrapes(folder: Path) -> Scrapes:
    """Read all files ``scrapes/*.yml`` below *folder*.  Raises ConfigError."""
    found: list[Scrape] = []
    credentials: dict[str, Credential] = {}
    patterns: list[str] = []
    for path in scrape_files(folder):
        one = scrapes_of(path)
        found += one.found
        credentials |= one.credentials
        patterns += one.patterns
    return Scrapes(tuple(found), MappingProxyType(credentials), tuple(patterns))


def scrape_files(folder: Path) -> tuple[Path, ...]:
    return tuple(sorted((folder / FOLDER).glob("*.yml")))


def scrapes_of(path: Path) -> Scrapes:
    """Read one file and what it discovers.  Raises ConfigError."""
    file = read_scrape_file(path)
    found: list[Scrape] = []
    credentials: dict[str, Credential] = {}
    patterns: list[str] = []
    for job in file.jobs:
        named = f"scrape:{path.name}:{job.job_name}"
        credential = _credential(job, file.folder, path)
        if credential is not None:
            credentials[named] = credential
        groups = [(group, "") for group in job.static_configs]
        for config in job.file_sd_configs:
            listed = files_of(config, file.folder)
            patterns += (str(file.folder / written) for written in config.files)
            groups += [(group, str(one)) for one in listed for group in groups_of(one)]
        found += _scrapes(job, file, groups, named if credential is not None else None)
    return Scrapes(tuple(found), MappingProxyType(credentials), tuple(patterns))


def with_scrapes(targets: Iterable[Target], scrapes: Iterable[Scrape]) -> tuple[Target, ...]:
    """Give each scrape to the target of its instance; make the ones that are missing."""
    given = tuple(targets)  # a name that stands there twice is found later, by who joins them
    found = {target.name: target for target in reversed(given)}
    made: dict[str, Target] = {}
    for scrape in scrapes:
        name = scrape.instance
        target = (
            made.get(name)
            or found.get(name)
            or Target(
                scrape.instance,
                scrape.address,
                customer=scrape.customer,
                site=scrape.site,
                at=scrape.spec.at,
            )
        )
        _check_owner(scrape, target)
        spec = _free_name(scrape.spec, target)
        made[target.name] = dataclasses.replace(target, probes=(*target.probes, spec))
    kept = [
        made.pop(target.name, target) if found[target.name] is target else target
        for target in given
    ]
    return (*kept, *made.values())


def _check_owner(scrape: Scrape, target: Target) -> None:
    """Refuse a file of one customer that would speak for a target of another's."""
    if scrape.customer is not None and target.customer != scrape.customer:
        raise ConfigError(
            "{name!r} is a target of another customer's; give it another instance by relabelling",
            at=scrape.spec.at,
            name=target.name,
        )


def _free_name(spec: ProbeSpec, target: Target) -> ProbeSpec:
    """Refuse a second page of one job: its series would be those of the first."""
    for other in target.probes:
        if (other.kind, other.job) == (spec.kind, spec.job):
            raise ConfigError(
                "the job {job!r} has {name!r} already (in {other}); give it another instance by "
                "relabelling",
                at=spec.at,
                job=spec.job,
                name=target.name,
                other=other.at,
            )
    return spec


def _scrapes(
    job: ScrapeConfig,
    file: ScrapeFile,
    groups: Iterable[tuple[TargetGroup, str]],
    credentials: str | None,
) -> Iterator[Scrape]:
    count = 0
    for group, source in groups:
        for address in group.targets:
            labels = relabelled(_discovered(job, file, group, address, source), job.relabel_configs)
            if labels is None:
                continue
            count += 1
            if count > (min(job.target_limit, MAX_TARGETS) or MAX_TARGETS):
                raise ConfigError(
                    "the job {job!r} discovers more than {most} targets",
                    at=job.at,
                    job=job.job_name,
                    most=min(job.target_limit, MAX_TARGETS) or MAX_TARGETS,
                )
            yield _scrape(job, file, labels, group.at or job.at, credentials)


def _discovered(
    job: ScrapeConfig, file: ScrapeFile, group: TargetGroup, address: str, source: str
) -> dict[str, str]:
    """Return the labels of a target before relabelling."""
    own = {
        "job": job.job_name,
        "__address__": address,
        "__scheme__": job.scheme,
        "__metrics_path__": job.metrics_path,
        "__scrape_interval__": text_from_duration(job.scrape_interval or file.interval),
        "__scrape_timeout__": text_from_duration(job.scrape_timeout or file.timeout),
    }
    own |= {f"__param_{name}": values[0] for name, values in job.params.items() if values}
    if source:
        own["__meta_filepath"] = source
    return {name: value for name, value in {**own, **group.labels}.items() if value}


def _scrape(
    job: ScrapeConfig,
    file: ScrapeFile,
    labels: Mapping[str, str],
    at: str,
    credentials: str | None,
) -> Scrape:
    address = labels.get("__address__", "")
    if not _ADDRESS.fullmatch(address):
        raise ConfigError("{address!r} is no HOST:PORT to scrape", at=at, address=address[:100])
    instance = name_of_instance(labels.get("instance", "") or address)
    interval = _duration(labels.get("__scrape_interval__", ""), at)
    timeout = _duration(labels.get("__scrape_timeout__", ""), at)
    spec = ProbeSpec(
        kind="exporter",
        settings=_settings(job, file, labels, at, credentials),
        name=_probe_name(labels.get("job", "") or job.job_name),
        interval=interval,
        timeout=min(timeout, Duration(interval * 9 // 10)),
        job=labels.get("job", "") or job.job_name,
        at=at,
    )
    host = address.rsplit(":", 1)[0] if not address.endswith("]") else address
    return Scrape(check_name(instance, at), host.strip("[]"), file.customer, file.site, spec)


def name_of_instance(instance: str) -> str:
    """Return the name of a target for an instance, which may be an address of the web.

    ``https://shop.example/health`` becomes ``shop.example_health``: a name stands in addresses of
    pages, where a slash would part it.
    """
    return _SCHEME.sub("", instance).strip("/").replace("/", "_")


def _probe_name(job: str) -> str:
    return job.replace("/", "_").replace(":", "_")[:200].strip() or "exporter"


def _settings(
    job: ScrapeConfig, file: ScrapeFile, labels: Mapping[str, str], at: str, credentials: str | None
) -> Node:
    tls, limit = job.tls_config, _bytes(job.body_size_limit, job.at)
    kept = {
        name: value
        for name, value in labels.items()
        if not name.startswith("__") and name not in {"instance", "job"}
    }
    settings: dict[str, object] = {
        "url": _url(job, labels, at),
        "labels": kept,
        "credentials": credentials,
        "redirects": "same-host" if job.follow_redirects else "none",
        "ca_file": _path(tls.ca_file, file.folder),
        "certificate_file": _path(tls.cert_file, file.folder),
        "key_file": _path(tls.key_file, file.folder),
        "server_name": tls.server_name or None,
        "verify": not tls.insecure_skip_verify,
        "metric_relabel_configs": job.metric_relabel_configs,
        "honor_labels": job.honor_labels or None,
        "sample_limit": min(job.sample_limit, MOST_SAMPLES) or None,
        "max_body_bytes": min(limit, MOST_BYTES) or None,
    }
    return node_from_plain({key: one for key, one in settings.items() if one is not None}, at)


def _url(job: ScrapeConfig, labels: Mapping[str, str], at: str) -> str:
    """Return the address; relabelling has the last word on the first value of a parameter."""
    params = {name: list(values) for name, values in job.params.items() if values}
    for name, value in labels.items():
        if name.startswith("__param_"):
            params.setdefault(name.removeprefix("__param_"), [""])[0] = value
    scheme = labels.get("__scheme__", "") or "http"
    if scheme not in {"http", "https"}:
        raise ConfigError("{scheme!r} is not http or https", at=at, scheme=scheme[:40])
    path = labels.get("__metrics_path__", "") or "/metrics"
    path = path if path.startswith("/") else f"/{path}"
    query = f"?{urlencode(sorted(params.items()), doseq=True)}" if params else ""
    return f"{scheme}://{labels['__address__']}{path}{query}"


def _duration(text: str, at: str) -> Duration:
    try:
        found = duration_from_text(text)
    except InvalidInput as error:
        raise ConfigError(error.sentence, at=at, **error.facts) from error
    if found < SECOND:
        raise ConfigError("the interval must be at least 1s", at=at)
    return found


def _bytes(text: str, at: str) -> int:
    match = _SIZE.fullmatch(text.strip())
    if match is None:
        raise ConfigError("{size!r} is no size; write for example 10MB", at=at, size=text[:40])
    return int(match[1]) * _UNITS[match[2] or "B"]


def _path(path: Path | None, folder: Path) -> str | None:
    return None if path is None else str(folder / path)


def _credential(job: ScrapeConfig, folder: Path, path: Path) -> Credential | None:
    basic, bearer = job.basic_auth, job.authorization
    if basic is not None:
        password = _secret(basic.password, basic.password_file, folder, path, job.at)
        user = _secret(basic.username, basic.username_file, folder, None, job.at)
        return Credential(user=user, password=password, at=job.at)
    given, kept = job.bearer_token, job.bearer_token_file
    if bearer is not None:
        given, kept = bearer.credentials, bearer.credentials_file
    token = _secret(given, kept, folder, path, job.at)
    return Credential(bearer=token, at=job.at) if token else None


def _secret(given: str, kept: Path | None, folder: Path, written_in: Path | None, at: str) -> str:
    """Return what is written here or kept in a file; who else may read a secret is refused."""
    if kept is not None:
        try:
            return (folder / kept).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigError(
                "{file} cannot be read: {reason}", at=at, file=folder / kept, reason=error
            ) from error
    if given and written_in is not None:
        mode = stat.S_IMODE(written_in.stat().st_mode)
        if mode & 0o077:
            raise ConfigError(
                "may be read by others (mode {mode}); run: chmod 600 {path}",
                at=at,
                mode=f"{mode:04o}",
                path=written_in,
            )
    return given
