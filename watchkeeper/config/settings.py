"""``watchkeeper.yml``: the settings of the server.  Rooms bind their own parts of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from types import MappingProxyType

from watchkeeper.config.bind import read_model
from watchkeeper.config.mail_settings import MailInSettings
from watchkeeper.config.nodes import Node
from watchkeeper.config.places import DEFAULT_DATA, DEFAULT_PORT, DEFAULT_SOCKET
from watchkeeper.core.errors import ConfigError, InvalidInput
from watchkeeper.core.instants import DAY, HOUR, MINUTE, SECOND, Duration, TimeOfDay
from watchkeeper.core.levels import Level

_NO_LEVELS: Mapping[str, Level] = MappingProxyType({})
_NO_NODES: Mapping[str, Node] = MappingProxyType({})
IPNetwork = IPv4Network | IPv6Network
_FEWEST_MEGABYTES = 64
_LOOPBACK = ("127.", "localhost", "[::1]")


@dataclass(frozen=True, slots=True)
class TlsSettings:
    """Certificate and key as PEM files; agents pin the CA that signed it."""

    certificate: Path
    key: Path
    ca: Path | None = None


@dataclass(frozen=True, slots=True)
class TicketSettings:
    """How findings become tickets where no customer's contract says otherwise."""

    policy: str = "team"
    commissioning: Duration = Duration(7 * DAY)
    recovery_hold: Duration = Duration(5 * MINUTE)
    reopen_window: Duration = Duration(DAY)
    group_wait: Duration = Duration(20 * SECOND)
    severity: Mapping[str, Level] = field(default_factory=lambda: _NO_LEVELS)
    divide_durations_by: int = 1  # demos and drills: every contract duration runs this much faster

    def __post_init__(self) -> None:
        if self.divide_durations_by < 1:
            raise InvalidInput("divide_durations_by must be 1 or more")


@dataclass(frozen=True, slots=True)
class RuleSettings:
    """Which rules run: the shipped packs, and files beside ``watchkeeper.yml``."""

    packs: tuple[str, ...] = ("*",)
    files: tuple[str, ...] = ("rules/*.yml",)
    interval: Duration = Duration(30 * SECOND)
    experimental_promql: bool = False


@dataclass(frozen=True, slots=True)
class RemoteSettings:
    """An engine that speaks Prometheus remote write and the Prometheus HTTP API.

    ``query`` is what stands before ``/api/v1``.  Secrets stand in files of their own.
    """

    write: str
    query: str
    token_file: Path | None = None
    user: str = ""
    password_file: Path | None = None
    ca: Path | None = None
    tenant: str = ""  # X-Scope-OrgID, as Mimir and Thanos have it
    shards: int = 4
    samples_per_request: int = 5_000
    queue_megabytes: int = 4_096
    write_timeout: Duration = Duration(30 * SECOND)
    query_timeout: Duration = Duration(10 * SECOND)
    visible_after: Duration = Duration(2 * SECOND)
    native_histograms: bool = False  # a Prometheus that is not told to take them refuses for ever

    def __post_init__(self) -> None:
        for name, address in (("write", self.write), ("query", self.query)):
            if not address.startswith(("http://", "https://")):
                raise InvalidInput("{key}: must be an address with http:// or https://", key=name)
        if not 1 <= self.shards <= 64 or self.samples_per_request < 1 or self.queue_megabytes < 1:
            raise InvalidInput("shards lies between 1 and 64, the other numbers are above 0")
        if self.write_timeout <= 0 or self.query_timeout <= 0 or self.visible_after < 0:
            raise InvalidInput("write_timeout and query_timeout must be above 0")
        if self.token_file and self.user:
            raise InvalidInput("give either token_file or user, not both")


@dataclass(frozen=True, slots=True)
class KeepSettings:
    """How long samples and roll-ups of series are kept, and how much of each; 0: no bound."""

    raw: Duration = Duration(7 * DAY)
    five_minutes: Duration = Duration(90 * DAY)
    hours: Duration = Duration(800 * DAY)
    megabytes: int = 65_536  # of series.db in all
    raw_megabytes: int = 0
    five_minutes_megabytes: int = 0
    hours_megabytes: int = 0

    def __post_init__(self) -> None:
        if not DAY <= self.raw <= self.five_minutes <= self.hours:
            raise InvalidInput(
                "keep: raw is 1d or more, five_minutes no shorter than raw, hours no shorter "
                "than five_minutes"
            )
        bounds = (self.raw_megabytes, self.five_minutes_megabytes, self.hours_megabytes)
        if self.megabytes < _FEWEST_MEGABYTES or min(bounds) < 0:
            raise InvalidInput(
                "keep: megabytes is {least} or more, the other bounds are 0 or more",
                least=_FEWEST_MEGABYTES,
            )


@dataclass(frozen=True, slots=True)
class MetricsStorage:
    """How long series are kept, and where beside the own store."""

    keep: KeepSettings = field(default_factory=KeepSettings)
    remote: RemoteSettings | None = None


@dataclass(frozen=True, slots=True)
class StorageSettings:
    metrics: MetricsStorage = field(default_factory=MetricsStorage)


@dataclass(frozen=True, slots=True)
class KeptBackups:
    """How many backups stay: the newest of so many days, and of so many weeks."""

    daily: int = 7
    weekly: int = 4

    def __post_init__(self) -> None:
        if self.daily < 1 or self.weekly < 0:
            raise InvalidInput("keep at least one daily backup; weekly is 0 or more")


@dataclass(frozen=True, slots=True)
class BackupSettings:
    """Backups that the server makes by itself, each day at the same time of its zone."""

    directory: Path
    daily_at: TimeOfDay = TimeOfDay(2 * HOUR + 30 * MINUTE)
    keep: KeptBackups = field(default_factory=KeptBackups)
    grace: Duration = Duration(HOUR)
    passphrase_file: Path | None = None
    series: bool = True


@dataclass(frozen=True, slots=True)
class TrapSettings:
    """Where SNMP traps and informs arrive, and by which names in secrets.yml they are believed."""

    credentials: tuple[str, ...]
    listen: str = "0.0.0.0:162"
    per_second: float = 20.0  # of one device; a burst of five seconds' worth is let through

    def __post_init__(self) -> None:
        self.host_and_port()
        if not 0 < self.per_second <= 10_000:
            raise InvalidInput("traps: per_second must be above 0 and at most 10000")

    def host_and_port(self) -> tuple[str, int]:
        host, _, port = self.listen.rpartition(":")
        if not host or not port.isdigit() or not 0 < int(port) < 65_536:
            raise InvalidInput(
                "traps: listen must be HOST:PORT, not {listen!r}", listen=self.listen
            )
        return host.strip("[]"), int(port)


@dataclass(frozen=True, slots=True)
class DeadManSettings:
    """An address outside that is called as long as the watch keeps its promises."""

    url: str
    every: Duration = Duration(MINUTE)

    def __post_init__(self) -> None:
        if not self.url.startswith(("http://", "https://")):
            raise InvalidInput("{key}: must be an address with http:// or https://", key="url")
        if not 10 * SECOND <= self.every <= DAY:
            raise InvalidInput("deadman: every lies between 10s and 1d")


@dataclass(frozen=True, slots=True)
class AgentSettings:
    """How long the token of an agent counts; it is renewed after a third of that."""

    token_lifetime: Duration = Duration(90 * DAY)

    def __post_init__(self) -> None:
        if self.token_lifetime < HOUR:
            raise InvalidInput("agents: token_lifetime must be 1h or more")


@dataclass(frozen=True, slots=True)
class SyslogSettings:
    """Where lines of syslog arrive; ``tls`` uses the server's own certificate unless one is named.

    ``relays`` may speak for others: from them the host name in a line says whose it is.
    """

    udp: str = ""
    tcp: str = ""
    tls: str = ""
    certificate: Path | None = None
    key: Path | None = None
    client_ca: Path | None = None  # who wants to speak by TLS shows a certificate of this CA
    relays: tuple[str, ...] = ()
    shipped_patterns: bool = True
    per_second: float = 200.0  # of one address; a burst of five seconds' worth is let through
    in_all_per_second: float = 5_000.0

    def __post_init__(self) -> None:
        if not (self.udp or self.tcp or self.tls):
            raise InvalidInput("syslog: say where to listen: udp, tcp or tls, each HOST:PORT")
        for text in filter(None, (self.udp, self.tcp, self.tls)):
            host_and_port_of(text)
        if (self.certificate is None) is not (self.key is None):
            raise InvalidInput("syslog: certificate and key belong together")
        if not 0 < self.per_second <= self.in_all_per_second <= 100_000:
            raise InvalidInput(
                "syslog: per_second must be above 0, in_all_per_second no less and at most 100000"
            )
        self.relay_networks()

    def relay_networks(self) -> tuple[IPNetwork, ...]:
        return tuple(_network(text, "syslog: relays") for text in self.relays)


def host_and_port_of(text: str) -> tuple[str, int]:
    """Read ``HOST:PORT`` of syslog's doors.  Raises InvalidInput."""
    host, _, port = text.rpartition(":")
    if not host or not port.isascii() or not port.isdigit() or not 0 < int(port) < 65_536:
        raise InvalidInput("syslog: {text!r} must be HOST:PORT", text=text)
    return host.strip("[]"), int(port)


@dataclass(frozen=True, slots=True)
class Settings:
    """The whole file; every key has a default that works on one machine."""

    listen: str = f"127.0.0.1:{DEFAULT_PORT}"
    external_url: str = ""
    language: str = "zh"
    zone: str = "Asia/Shanghai"
    data: Path = DEFAULT_DATA
    database: str = ""
    upgrade_at_start: bool = False
    socket: Path | None = None
    tls: TlsSettings | None = None
    trusted_proxies: tuple[str, ...] = ()
    tickets: TicketSettings = field(default_factory=TicketSettings)
    rules: RuleSettings = field(default_factory=RuleSettings)
    storage: StorageSettings = field(default_factory=StorageSettings)
    backup: BackupSettings | None = None
    traps: TrapSettings | None = None
    agents: AgentSettings = field(default_factory=AgentSettings)
    syslog: SyslogSettings | None = None
    channels: Mapping[str, Node] = field(default_factory=lambda: _NO_NODES)
    allowed_commands: tuple[Path, ...] = ()
    answers: Mapping[str, Node] = field(default_factory=lambda: _NO_NODES)
    mail_in: MailInSettings | None = None
    deadman: DeadManSettings | None = None
    log_level: str = "info"

    def __post_init__(self) -> None:
        host, port = self.host_and_port()
        if not host.startswith(_LOOPBACK) and self.tls is None and not self.trusted_proxies:
            raise InvalidInput(
                "listening on {listen} beyond loopback needs tls: or trusted_proxies:; "
                "`watchkeeper init --listen {listen}` makes a certificate",
                listen=self.listen,
            )
        if not 0 <= port < 65536:
            raise InvalidInput("{port} is no port", port=port)
        if self.syslog and self.syslog.tls and not (self.syslog.certificate or self.tls):
            raise InvalidInput("syslog: tls needs certificate and key here, or tls: of the server")
        if self.mail_in and self.mail_in.smtp and self.mail_in.smtp.starttls and not self.tls:
            raise InvalidInput("mail_in: smtp with starttls needs tls: of the server")
        if self.proxies() and not self.external_url:
            raise InvalidInput(
                "trusted_proxies: needs external_url:, the address that people and agents use"
            )

    def host_and_port(self) -> tuple[str, int]:
        host, _, port = self.listen.rpartition(":")
        if not host or not port.isdigit():
            raise InvalidInput("listen must be HOST:PORT, not {listen!r}", listen=self.listen)
        return host, int(port)

    def proxies(self) -> tuple[IPNetwork, ...]:
        """Return the networks of trusted proxies.  Raises InvalidInput for what is none."""
        return tuple(_network(text, "trusted_proxies") for text in self.trusted_proxies)

    def database_url(self) -> str:
        return self.database or f"sqlite:///{self.data / 'state.db'}"

    def socket_path(self) -> Path:
        """Return the server's own socket: in /run where the data is in its usual place."""
        if self.socket is not None:
            return self.socket
        return DEFAULT_SOCKET if self.data == DEFAULT_DATA else self.data / "watchkeeper.sock"

    def url(self) -> str:
        """Return the address that people and agents use, without a slash at the end."""
        scheme = "https" if self.tls else "http"
        return (self.external_url or f"{scheme}://{self.listen}").rstrip("/")


def _network(text: str, key: str) -> IPNetwork:
    try:
        return ip_network(text)
    except ValueError as error:
        raise InvalidInput(
            "{key}: {text!r} is no address; write 10.0.0.5 or 10.0.0.0/24", key=key, text=text[:60]
        ) from error


def read_settings(path: Path) -> Settings:
    """Read ``watchkeeper.yml``.  Raises ConfigError with file:line and the remedy."""
    if not path.is_file():
        raise ConfigError(
            "is not there; `watchkeeper init` writes it, `watchkeeper demo` needs none",
            at=str(path),
        )
    return read_model(path, Settings)
