"""The words of the inventory: a target, what is probed and backed up there, and its customer.

The shapes are those of ``targets/*.yml`` and ``customers/*.yml`` (docs/en/targets.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import astuple, dataclass, field, fields
from datetime import date
from enum import Enum
from types import MappingProxyType

from watchkeeper.access.languages import Language
from watchkeeper.access.model import CustomerRoles
from watchkeeper.config.nodes import Node
from watchkeeper.core.instants import HOUR, SECOND, Duration, Instant, TimeOfDay
from watchkeeper.core.levels import Criticality

_NO_TEXTS: Mapping[str, str] = MappingProxyType({})
DEFAULT_ZONE = "Asia/Shanghai"
PROBE_INTERVAL = Duration(30 * SECOND)
PROBE_TIMEOUT = Duration(10 * SECOND)
BACKUP_GRACE = Duration(2 * HOUR)
REPORT_HOUR = TimeOfDay(8 * HOUR)
SIGN_BY = TimeOfDay(12 * HOUR)


@dataclass(frozen=True, slots=True)
class ProbeSpec:
    """One probe of a target: ``icmp`` or ``{http: {url: ...}}``.

    ``settings`` are the keys of this kind of probe, still with their lines; the probe's own file
    in collector/probes binds them.  ``name`` tells two probes of one kind apart; ``job`` stands in
    the label of that name, where it is not the kind.
    """

    kind: str
    settings: Node
    name: str
    interval: Duration = PROBE_INTERVAL
    timeout: Duration = PROBE_TIMEOUT
    job: str = ""
    at: str = ""


class BackupKind(Enum):
    """What a run of a backup makes."""

    FULL = "full"
    DIFFERENTIAL = "differential"
    INCREMENTAL = "incremental"
    WAL = "wal"


@dataclass(frozen=True, slots=True)
class SizeBand:
    """Between which sizes a backup is as it should be, in bytes."""

    least: int | None = None
    most: int | None = None


@dataclass(frozen=True, slots=True)
class BackupJob:
    """A backup that is expected on a target: when, and how late it may be.

    ``schedule`` is a cron expression in the target's zone; ``full`` says how often a full backup
    is expected (``daily``, ``weekly``, ``monthly`` or a duration).  Copies are kept for
    ``retention``, or so many of them (``keep``); the off-site copy may be as old as ``offsite``.
    """

    name: str
    tool: str
    schedule: str
    full: Duration | None = None
    grace: Duration = BACKUP_GRACE
    restore_test: Duration | None = None
    kind: BackupKind | None = None
    size: SizeBand = field(default_factory=SizeBand)
    keep: int | None = None
    retention: Duration | None = None
    offsite: Duration | None = None
    verify: Duration | None = None
    encrypted: bool = False
    at: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """What a person needs who must act at night: whom to call, how to get in, where it stands.

    No secret belongs here; ``jump_host`` may name a target or be typed as ``user@host``.
    """

    duty: str = ""
    duty_phone: str = ""
    supplier: str = ""
    supplier_phone: str = ""
    contract: str = ""  # the supplier's, or the one of maintenance
    jump_host: str = ""
    access: str = ""  # what else one must know to get in: VPN, door, console
    place: str = ""  # postal address, building, room
    rack: str = ""
    serial: str = ""
    note: str = ""

    @property
    def is_empty(self) -> bool:
        return not any(astuple(self))


NO_CARD = Card()
CARD_KEYS = tuple(one.name for one in fields(Card))


@dataclass(frozen=True, slots=True)
class Target:
    """A thing that is watched: host, switch, service.

    ``satellite`` is the target whose ``watchkeeper satellite`` runs the probes; None: the server.
    ``at`` is where it is defined: ``targets/shop.yml:12``, or empty for the database.
    """

    name: str
    address: str = ""
    customer: str | None = None
    site: str = ""
    parent: str | None = None
    criticality: Criticality = Criticality.NORMAL
    agent: bool = False
    probes: tuple[ProbeSpec, ...] = ()
    backups: tuple[BackupJob, ...] = ()
    labels: Mapping[str, str] = field(default_factory=lambda: _NO_TEXTS)
    zone: str = DEFAULT_ZONE
    go_live: date | None = None
    enrolled_at: Instant | None = None
    satellite: str | None = None
    groups: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    card: Card = NO_CARD
    at: str = ""


class ContractMode(Enum):
    """How the service is rendered (R54): people on site each day, or periodic patrol."""

    ON_SITE = "on-site"
    PATROL = "patrol"


@dataclass(frozen=True, slots=True)
class Contract:
    """What was agreed with a customer: acceptance, policy, calendar."""

    accepted_on: date | None = None
    warranty_until: date | None = None
    mode: ContractMode = ContractMode.PATROL
    policy: str = "contract-cn"
    tables: tuple[str, ...] = ()  # of the policy; none named: all of them
    also: tuple[str, ...] = ()  # further policies, taken where their conditions hold
    calendar: str = "7x24"
    go_live: date | None = None
    asks_consent: bool = False  # before remote sessions and work on what is theirs
    at: str = ""


@dataclass(frozen=True, slots=True)
class ReportHours:
    """When the daily form is made and sent, to whom, in which language; and signed by when."""

    daily: TimeOfDay | None = REPORT_HOUR
    sign_by: TimeOfDay = SIGN_BY
    to: tuple[str, ...] = ()
    language: Language = Language.CHINESE
    at: str = ""


@dataclass(frozen=True, slots=True)
class Customer:
    """Whose contract, policies and visibility a target falls under.

    ``id`` is the key ``customer`` of the file; ``roles`` say who holds which duty.  ``mail_from``
    are addresses, and domains as ``@acme.example``, whose mail opens tickets of this customer;
    ``rules`` is the text that is acknowledged before a visit or a remote session.
    """

    id: str
    name: str
    contract: Contract = field(default_factory=Contract)
    report: ReportHours = field(default_factory=ReportHours)
    roles: CustomerRoles = field(default_factory=CustomerRoles)
    mail_from: tuple[str, ...] = ()
    rules: str = ""
    zone: str = DEFAULT_ZONE
    at: str = ""
