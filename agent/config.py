"""The agent's configuration: /etc/watchkeeper/agent.conf (docs/en/agent.md)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Callable, NamedTuple, TypeVar

from agent.backup_settings import BACKUP_READERS, BackupSettings, backup_settings
from agent.ini import MAX_BYTES, Section, Setting, nearest, parse_ini
from agent.paths import Path
from agent.readers import (
    Address,
    absolute_path,
    bytes_pattern,
    command_words,
    count,
    interval,
    level,
    listen_address,
    log_in_origin,
    masks,
    ntp_server,
    pattern,
    percent,
    period,
    period_or_off,
    proxy_address,
    requests,
    server_url,
    size,
    some_text,
    spool_age,
    standby_urls,
    words,
)
from watchkeeper.core.errors import ConfigError, InvalidInput
from watchkeeper.core.spans import DAY, HOUR, MINUTE, SECOND, Duration
from watchkeeper.host.filesystems import EXCLUDED_MOUNT_POINTS, EXCLUDED_TYPES

DEFAULT_PATH = Path("/etc/watchkeeper/agent.conf")
MOST_PROCESSES = 100_000  # of one pattern

_EXCLUDED_DISKS = r"^(ram|loop|fd|(h|s|v|xv)d[a-z]|nvme\d+n\d+p)\d+$"
_EXCLUDED_INTERFACES = r"^(lo|veth.*)$"
_LOOPBACK = re.compile(r"http://(127\.\d+\.\d+\.\d+|localhost|\[::1\])(:\d+)?")

T = TypeVar("T")


class WatchedDirectory(NamedTuple):
    """A directory that is to stay below a size."""

    name: str
    path: Path
    limit_bytes: int


class Plugin(NamedTuple):
    """A Nagios plugin that this host allows to be run."""

    name: str
    command: tuple[str, ...]
    every: Duration = MINUTE
    timeout: Duration = Duration(10 * SECOND)
    attempts: int = 3
    retry: Duration = Duration(15 * SECOND)


class LogPattern(NamedTuple):
    """A pattern that is counted in a log file."""

    name: str
    path: Path
    match: re.Pattern[bytes]
    exclude: re.Pattern[bytes] | None = None
    lines: int = 20  # of the last, for tickets; 0: they stay on the host
    level: str = "III"  # of a ticket; "record": none, it is only counted


class WatchedProcesses(NamedTuple):
    """Processes that are watched together; *match* is looked for in their command lines."""

    name: str
    match: re.Pattern[bytes]
    least: int = 1
    most: int | None = None


def watched_processes(
    name: str, match: re.Pattern[bytes], least: int = 1, most: int | None = None
) -> WatchedProcesses:
    """Raises InvalidInput where no number of processes would be right."""
    if most is not None and most < least:
        raise InvalidInput("most = {most} is below least = {least}", most=most, least=least)
    return WatchedProcesses(name, match, least, most)


class CertificateFile(NamedTuple):
    """A file with a certificate that is not to expire unseen."""

    name: str
    path: Path


class AgentConfig(NamedTuple):
    """All settings.  Without ``server`` the agent only shows its page."""

    server: str = ""
    standbys: tuple[str, ...] = ()  # asked in this order while the server is away
    agent: str = ""
    token_file: Path | None = None
    ca_file: Path | None = None
    client_certificate: Path | None = None
    client_key: Path | None = None
    proxy: Address | None = None
    proxy_auth_file: Path | None = None
    interval: Duration = Duration(15 * SECOND)
    listen: Address | None = Address("127.0.0.1", 9100)
    state_dir: Path = Path("/var/lib/watchkeeper-agent")
    spool_bytes: int = 64 << 20
    spool_age: Duration = Duration(7 * DAY)
    most_series: int = 5_000
    most_cpu_ratio: float = 0.01
    most_memory_bytes: int = 40 << 20
    excluded_mount_points: re.Pattern[str] = re.compile(EXCLUDED_MOUNT_POINTS)
    excluded_types: re.Pattern[str] = re.compile(EXCLUDED_TYPES)
    excluded_disks: re.Pattern[str] = re.compile(_EXCLUDED_DISKS)
    excluded_interfaces: re.Pattern[str] = re.compile(_EXCLUDED_INTERFACES)
    top_processes: int = 10
    units: tuple[str, ...] = ()
    units_every: Duration = MINUTE
    backups: tuple[BackupSettings, ...] = ()
    backups_every: Duration = MINUTE
    directories: tuple[WatchedDirectory, ...] = ()
    directories_every: Duration = MINUTE
    plugins: tuple[Plugin, ...] = ()
    logs: tuple[LogPattern, ...] = ()
    logs_every: Duration = Duration(15 * SECOND)
    logins: str = ""  # a file; "journal"; "off"; empty: the file that is there
    certificates: tuple[CertificateFile, ...] = ()
    updates_every: Duration | None = Duration(6 * HOUR)  # None: never
    smart_every: Duration | None = HOUR
    ntp_server: Address | None = None
    ntp_every: Duration = Duration(5 * MINUTE)
    watched: tuple[WatchedProcesses, ...] = ()
    allowed: tuple[str, ...] = ()  # requests of the server that this host answers
    masks_addresses: bool = False  # of the other ends of connections
    apt: Path = Path("/usr/bin/apt-get")
    dnf: Path = Path("/usr/bin/dnf")
    yum: Path = Path("/usr/bin/yum")
    needs_restarting: Path = Path("/usr/bin/needs-restarting")
    dpkg_status: Path = Path("/var/lib/dpkg/status")
    apk_installed: Path = Path("/lib/apk/db/installed")
    pacman_local: Path = Path("/var/lib/pacman/local")
    smartctl: Path = Path("/usr/sbin/smartctl")
    run_folder: Path = Path("/run")
    log_folder: Path = Path("/var/log")
    textfiles: Path = Path("/var/lib/prometheus/node-exporter")
    proc: Path = Path("/proc")
    sys: Path = Path("/sys")
    etc: Path = Path("/etc")
    udev: Path = Path("/run/udev/data")
    booted: Path = Path("/run/systemd/system")

    @property
    def servers(self) -> tuple[str, ...]:
        """Return all servers, in order of preference."""
        return tuple(dict.fromkeys((self.server, *self.standbys))) if self.server else ()


def load_config(path: Path) -> AgentConfig:
    """Read the file.  Raises ConfigError that says file:line and what to do."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ConfigError("the file has more than {most} bytes", at=str(path), most=MAX_BYTES)
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise ConfigError(
            "cannot read it: {reason}; run `watchkeeper-agent enrol TOKEN`, or name another file "
            "by --config",
            at=str(path),
            reason=error.strerror,
        ) from None
    except UnicodeDecodeError:
        raise ConfigError("the file is no UTF-8; save it as UTF-8", at=str(path)) from None
    return config_from_text(text, str(path))


def config_from_text(text: str, file_name: str) -> AgentConfig:
    """Read the text of a configuration.  Raises ConfigError."""
    values: dict[str, object] = {}
    named: dict[str, list[object]] = {kind: [] for kind in NAMED}
    for section in parse_ini(text, file_name):
        if section.kind in NAMED and section.name:
            named[section.kind].append(_named(section, NAMED[section.kind]))
        else:
            values.update(_values(section))
    for kind, found in named.items():
        values[NAMED[kind].field] = tuple(found)
    config = AgentConfig(**values)  # type: ignore[arg-type]  # each reader gives the type of its field
    _check_server(config, file_name)
    return config


def _values(section: Section) -> dict[str, object]:
    readers = READERS.get(section.kind)
    if readers is None or section.name:
        raise ConfigError(
            "[{kind}] is unknown; nearest is [{nearest}]",
            at=section.at,
            kind=section.kind,
            nearest=nearest(section.kind, READERS),
        )
    return dict(_read(setting, readers) for setting in section.settings.values())


def _read(setting: Setting, readers: Mapping[str, _Reader]) -> tuple[str, object]:
    if setting.name not in readers:
        raise ConfigError(
            "{name} is unknown here; nearest is {nearest}",
            at=setting.at,
            name=setting.name,
            nearest=nearest(setting.name, readers),
        )
    name, read = readers[setting.name]
    return name, _at(setting, read)


def _at(setting: Setting, read: Callable[[str], T]) -> T:
    try:
        return read(setting.value)
    except InvalidInput as error:
        raise ConfigError(
            "{name}: " + error.sentence, at=setting.at, name=setting.name, **error.facts
        ) from None


def _named(section: Section, kind: NamedKind) -> object:
    values = dict(_read(each, kind.readers) for each in section.settings.values())
    if not kind.needed <= values.keys():
        raise kind.lack(section.at)
    try:
        return kind.make(name=section.name, **values)
    except InvalidInput as error:
        raise ConfigError(error.sentence, at=section.at, **error.facts) from None


def _check_server(config: AgentConfig, file_name: str) -> None:
    for server in config.servers:
        if server.startswith("http://") and not _LOOPBACK.fullmatch(server):
            raise ConfigError(
                "server = {server}: plain http is for this machine only; use https",
                at=file_name,
                server=server,
            )
    if config.servers and (not config.agent or config.token_file is None):
        raise ConfigError(
            "a server needs id and token_file as well; run `watchkeeper-agent enrol TOKEN`",
            at=file_name,
        )
    if (config.client_certificate is None) != (config.client_key is None):
        raise ConfigError("client_certificate and client_key belong together", at=file_name)


_Reader = tuple[str, Callable[[str], object]]
READERS: Mapping[str, Mapping[str, _Reader]] = {
    "agent": {
        "server": ("server", server_url),
        "standby": ("standbys", standby_urls),
        "id": ("agent", some_text),
        "token_file": ("token_file", absolute_path),
        "ca_file": ("ca_file", absolute_path),
        "client_certificate": ("client_certificate", absolute_path),
        "client_key": ("client_key", absolute_path),
        "proxy": ("proxy", proxy_address),
        "proxy_auth_file": ("proxy_auth_file", absolute_path),
        "interval": ("interval", interval),
        "listen": ("listen", listen_address),
        "state_dir": ("state_dir", absolute_path),
        "spool_size": ("spool_bytes", size),
        "spool_age": ("spool_age", spool_age),
        "most_series": ("most_series", count(100, 50_000)),
        "most_cpu": ("most_cpu_ratio", percent),
        "most_memory": ("most_memory_bytes", size),
    },
    "filesystem": {
        "exclude_mount_points": ("excluded_mount_points", pattern),
        "exclude_types": ("excluded_types", pattern),
    },
    "disk": {"exclude": ("excluded_disks", pattern)},
    "network": {"exclude": ("excluded_interfaces", pattern)},
    "processes": {"top": ("top_processes", count(0, 100))},
    "systemd": {"units": ("units", words), "every": ("units_every", period)},
    "backups": {"every": ("backups_every", period)},
    "directories": {"every": ("directories_every", period)},
    "logs": {"every": ("logs_every", period)},
    "logins": {"from": ("logins", log_in_origin)},
    "updates": {"every": ("updates_every", period_or_off)},
    "smart": {"every": ("smart_every", period_or_off)},
    "ntp": {"server": ("ntp_server", ntp_server), "every": ("ntp_every", period)},
    "requests": {"allow": ("allowed", requests), "addresses": ("masks_addresses", masks)},
    "textfile": {"path": ("textfiles", absolute_path)},
    "roots": {
        "proc": ("proc", absolute_path),
        "sys": ("sys", absolute_path),
        "etc": ("etc", absolute_path),
    },
}


class NamedKind(NamedTuple):
    """A kind of sections that have a name each."""

    field: str  # of AgentConfig
    make: Callable[..., object]
    readers: Mapping[str, _Reader]
    needed: frozenset[str]
    lack: Callable[[str], ConfigError]  # where something needed is missing


_DIRECTORY_READERS: Mapping[str, _Reader] = {
    "path": ("path", absolute_path),
    "limit": ("limit_bytes", size),
}
_PLUGIN_READERS: Mapping[str, _Reader] = {
    "command": ("command", command_words),
    "every": ("every", period),
    "timeout": ("timeout", period),
    "attempts": ("attempts", count(1, 10)),
    "retry": ("retry", period),
}
_LOG_READERS: Mapping[str, _Reader] = {
    "path": ("path", absolute_path),
    "match": ("match", bytes_pattern),
    "exclude": ("exclude", bytes_pattern),
    "lines": ("lines", count(0, 20)),
    "level": ("level", level),
}
_PROCESS_READERS: Mapping[str, _Reader] = {
    "match": ("match", bytes_pattern),
    "least": ("least", count(0, MOST_PROCESSES)),
    "most": ("most", count(1, MOST_PROCESSES)),
}
_CERTIFICATE_READERS: Mapping[str, _Reader] = {"path": ("path", absolute_path)}
NAMED: Mapping[str, NamedKind] = {
    "certificate": NamedKind(
        "certificates",
        CertificateFile,
        _CERTIFICATE_READERS,
        frozenset({"path"}),
        lambda at: ConfigError("a certificate needs path = /the/file", at=at),
    ),
    "process": NamedKind(
        "watched",
        watched_processes,
        _PROCESS_READERS,
        frozenset({"match"}),
        lambda at: ConfigError("a process needs match = a regular expression", at=at),
    ),
    "backup": NamedKind(
        "backups",
        backup_settings,
        BACKUP_READERS,
        frozenset(),  # what is needed depends on the tool
        lambda at: ConfigError("a backup needs path = /the/folder", at=at),
    ),
    "directory": NamedKind(
        "directories",
        WatchedDirectory,
        _DIRECTORY_READERS,
        frozenset({"path", "limit_bytes"}),
        lambda at: ConfigError("a directory needs path = /the/folder and limit = 10 GiB", at=at),
    ),
    "plugin": NamedKind(
        "plugins",
        Plugin,
        _PLUGIN_READERS,
        frozenset({"command"}),
        lambda at: ConfigError(
            "a plugin needs command = /path/of/the/plugin and its arguments", at=at
        ),
    ),
    "log": NamedKind(
        "logs",
        LogPattern,
        _LOG_READERS,
        frozenset({"path", "match"}),
        lambda at: ConfigError(
            "a log needs path = /the/file and match = a regular expression", at=at
        ),
    ),
}
