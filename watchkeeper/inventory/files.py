"""Read targets/*.yml and customers/*.yml: every error says file:line and the remedy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from cronsim import CronSim, CronSimError

from watchkeeper.access.model import CustomerRoles
from watchkeeper.config.bind import bind, unknown_key
from watchkeeper.config.nodes import Node, Scalar, read_yaml, short_name
from watchkeeper.core.errors import ConfigError, InvalidInput
from watchkeeper.core.instants import SECOND, Duration, Instant, datetime_from_instant, zone
from watchkeeper.core.levels import Criticality
from watchkeeper.core.messages import mark
from watchkeeper.inventory.backup_entries import BackupEntry, backup_from_entry
from watchkeeper.inventory.model import (
    CARD_KEYS,
    DEFAULT_ZONE,
    PROBE_INTERVAL,
    PROBE_TIMEOUT,
    BackupJob,
    Card,
    Contract,
    Customer,
    ProbeSpec,
    ReportHours,
    Target,
)

MAX_NAME = 200
MAX_WORDS = 50
"""Of groups, and of tags, that one target may have."""
MAX_CARD_CHARACTERS = 500
MAX_RULES_CHARACTERS = 10_000
_SENDER = re.compile(r"[^\s@]{0,64}@[A-Za-z0-9.-]{1,253}")
_LABEL_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,63}")
_RESERVED_LABELS = frozenset({"instance", "job", "customer", "site", "criticality", "address"})
_COMMON_PROBE_KEYS = ("name", "interval", "timeout", "job")
_SEVERAL_LINES = frozenset({"access", "note"})
_ANY_INSTANT = Instant(1_700_000_000_000)  # a schedule is checked from here on


@dataclass(frozen=True, slots=True)
class _TargetEntry:
    name: Node
    address: Node | None = None
    customer: str | None = None
    site: str | None = None
    parent: str | None = None
    criticality: Criticality = Criticality.NORMAL
    agent: bool = False
    probes: tuple[Node, ...] = ()
    backups: tuple[BackupEntry, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    zone: Node | None = None
    go_live: date | None = None
    satellite: str | None = None
    groups: tuple[Node, ...] = ()
    tags: tuple[Node, ...] = ()
    card: Node | None = None
    at: str = ""


@dataclass(frozen=True, slots=True)
class _TargetFile:
    customer: str | None = None
    site: str = ""
    zone: Node | None = None
    satellite: str | None = None
    groups: tuple[Node, ...] = ()
    tags: tuple[Node, ...] = ()
    card: Node | None = None
    targets: tuple[_TargetEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class _CustomerFile:
    customer: Node
    name: str = ""
    contract: Contract = field(default_factory=Contract)
    report: ReportHours = field(default_factory=ReportHours)
    roles: CustomerRoles = field(default_factory=CustomerRoles)
    mail_from: tuple[Node, ...] = ()
    rules: Node | None = None
    zone: Node | None = None
    at: str = ""


@dataclass(frozen=True, slots=True)
class _ProbeTiming:
    name: Node | None = None
    job: Node | None = None
    interval: Duration = PROBE_INTERVAL
    timeout: Duration = PROBE_TIMEOUT


def read_targets(folder: Path) -> tuple[Target, ...]:
    """Read the targets of all files ``targets/*.yml`` below *folder*."""
    return tuple(
        target for node in _documents(folder, "targets") for target in targets_from_node(node)
    )


def read_customers(folder: Path) -> tuple[Customer, ...]:
    """Read the customers of all files ``customers/*.yml`` below *folder*, one a file."""
    return tuple(customer_from_node(node) for node in _documents(folder, "customers"))


def targets_from_node(node: Node) -> tuple[Target, ...]:
    """Read a document with ``customer``, ``site`` and ``targets``.  Raises ConfigError."""
    document = bind(node, _TargetFile)
    return tuple(_target(entry, document) for entry in document.targets)


def target_from_node(node: Node) -> Target:
    """Read one target that stands by itself, as the database keeps it.  Raises ConfigError."""
    return _target(bind(node, _TargetEntry), _TargetFile())


def customer_from_node(node: Node) -> Customer:
    entry = bind(node, _CustomerFile)
    customer_id = _checked_name(entry.customer)
    return Customer(
        id=customer_id,
        name=entry.name or customer_id,
        contract=entry.contract,
        report=entry.report,
        roles=entry.roles,
        mail_from=tuple(_sender(node) for node in entry.mail_from),
        rules="" if entry.rules is None else _rules(entry.rules),
        zone=_zone(entry.zone, DEFAULT_ZONE),
        at=entry.at,
    )


def _rules(node: Node) -> str:
    """Return the customer's own rules, which may have many lines."""
    said = node.text.strip()
    is_plain = all(one.isprintable() or one in "\n\t" for one in said)
    if not said or not is_plain or len(said) > MAX_RULES_CHARACTERS:
        raise ConfigError(
            "{name} must be a text of at most {most} printable characters",
            at=node.at,
            name="rules",
            most=MAX_RULES_CHARACTERS,
        )
    return said


def _sender(node: Node) -> str:
    """Return an address or a domain with its @, in small letters."""
    if not _SENDER.fullmatch(node.text):
        raise ConfigError(
            "{text!r} is neither an address (it@acme.example) nor a domain (@acme.example)",
            at=node.at,
            text=node.text[:80],
        )
    return node.text.lower()


def probe_from_node(node: Node) -> ProbeSpec:
    """Read ``icmp`` or ``{http: {url: ..., interval: 15s}}``.  Raises ConfigError."""
    kind, settings = _kind_and_settings(node)
    if not isinstance(settings.value, dict):
        raise ConfigError(
            "the settings of {kind} must be keys and values", at=settings.at, kind=kind
        )
    common = {key: item for key, item in settings.value.items() if key in _COMMON_PROBE_KEYS}
    own = {key: item for key, item in settings.value.items() if key not in common}
    timing = bind(Node(common, settings.at), _ProbeTiming)
    _check_timing(timing, settings.at)
    return ProbeSpec(
        kind=kind,
        settings=Node(own, settings.at),
        name=_probe_name(timing.name) if timing.name else kind,
        interval=timing.interval,
        timeout=min(timing.timeout, Duration(timing.interval * 9 // 10)),
        job=_checked_name(timing.job) if timing.job else "",
        at=settings.at,
    )


def _documents(folder: Path, kind: str) -> Iterable[Node]:
    for path in sorted((folder / kind).glob("*.yml")):
        yield read_yaml(path, name=short_name(path))


def _target(entry: _TargetEntry, document: _TargetFile) -> Target:
    probes = tuple(probe_from_node(node) for node in entry.probes)
    _check_unique(
        [(probe.name, probe.at) for probe in probes],
        mark("the probe {name!r} stands here twice (first in {first}); give one another name"),
    )
    backups = tuple(_backup(backup) for backup in entry.backups)
    _check_unique(
        [(backup.name, backup.at) for backup in backups],
        mark("the backup {name!r} stands here twice (first in {first}); give one another name"),
    )
    name = _checked_name(entry.name)
    satellite = document.satellite if entry.satellite is None else entry.satellite or None
    return Target(
        name=name,
        address=_address(entry.address),
        customer=entry.customer or document.customer,
        site=document.site if entry.site is None else entry.site,
        parent=entry.parent,
        criticality=entry.criticality,
        agent=entry.agent,
        probes=probes,
        backups=backups,
        labels=_checked_labels(entry),
        zone=_zone(entry.zone or document.zone, DEFAULT_ZONE),
        go_live=entry.go_live,
        satellite=satellite if satellite != name else None,
        groups=_words((*document.groups, *entry.groups)),
        tags=_words((*document.tags, *entry.tags)),
        card=_card(document.card, entry.card),
        at=entry.at,
    )


def _words(nodes: tuple[Node, ...]) -> tuple[str, ...]:
    """Return groups or tags, each once, in their order."""
    found = tuple(dict.fromkeys(_checked_name(node) for node in nodes))
    if len(found) > MAX_WORDS:
        raise ConfigError(
            "a target has at most {most} groups and as many tags", at=nodes[-1].at, most=MAX_WORDS
        )
    return found


def _card(shared: Node | None, own: Node | None) -> Card:
    """Return the card of a target: what it does not say itself, the file says for all."""
    values: dict[str, str] = {}
    for node in (shared, own):
        if node is not None:
            values |= _card_values(node)
    return Card(**values)


def _card_values(node: Node) -> dict[str, str]:
    if not isinstance(node.value, dict):
        raise ConfigError("{name} must have keys and values", at=node.at, name="card")
    values = {}
    for key, item in node.value.items():
        name = key.replace("-", "_")
        if name not in CARD_KEYS:
            raise unknown_key(key, list(CARD_KEYS), at=item.key_at)
        values[name] = _card_text(name, item)
    return values


def _card_text(name: str, node: Node) -> str:
    said = (node.text or _text(node.value)).strip()
    is_plain = all(one.isprintable() or (one == "\n" and name in _SEVERAL_LINES) for one in said)
    if isinstance(node.value, (tuple, dict)) or not is_plain or len(said) > MAX_CARD_CHARACTERS:
        raise ConfigError(
            "{name} must be a text of at most {most} printable characters",
            at=node.at,
            name=name,
            most=MAX_CARD_CHARACTERS,
        )
    return said


def _checked_labels(entry: _TargetEntry) -> Mapping[str, str]:
    for name, value in entry.labels.items():
        if not _LABEL_NAME.fullmatch(name) or name in _RESERVED_LABELS or len(value) > MAX_NAME:
            raise ConfigError(
                "{label!r} cannot be a label: letters, digits and _, not one that is set here "
                "({reserved}), with a value of at most {most} characters",
                at=entry.at,
                label=name[:60],
                reserved=", ".join(sorted(_RESERVED_LABELS)),
                most=MAX_NAME,
            )
    return entry.labels


def _kind_and_settings(node: Node) -> tuple[str, Node]:
    match node.value:
        case str():
            return node.text, Node({}, node.at)
        case dict() if len(node.value) == 1:
            ((kind, settings),) = node.value.items()
            return kind, Node({}, settings.at) if settings.value is None else settings
        case _:
            raise ConfigError("a probe is its kind, as icmp or {http: {url: ...}}", at=node.at)


def _check_timing(timing: _ProbeTiming, at: str) -> None:
    if timing.interval < SECOND:
        raise ConfigError("the interval must be at least 1s", at=at)
    if timing.timeout <= 0:
        raise ConfigError("the timeout must be longer than 0s", at=at)


def _check_unique(items: list[tuple[str, str]], sentence: str) -> None:
    first: dict[str, str] = {}
    for name, at in items:
        if name in first:
            raise ConfigError(sentence, at=at, name=name, first=first[name])
        first[name] = at


def _backup(entry: BackupEntry) -> BackupJob:
    schedule = check_schedule(entry.schedule.text, entry.schedule.at)
    return backup_from_entry(entry, name=_checked_name(entry.name), schedule=schedule)


def check_schedule(expression: str, at: str | None = None) -> str:
    """Return a cron expression that cronsim understands.  Raises ConfigError."""
    try:
        next(CronSim(expression, datetime_from_instant(_ANY_INSTANT)))
    except (CronSimError, StopIteration) as error:
        raise ConfigError(
            "{schedule!r} is no cron schedule; write for example 0 2 * * *",
            at=at,
            schedule=expression[:60],
        ) from error
    return expression


def _checked_name(node: Node) -> str:
    return check_name(node.text or _text(node.value), node.at)


def _text(value: Scalar | tuple[Node, ...] | dict[str, Node]) -> str:
    return "" if isinstance(value, (dict, tuple)) or value is None else str(value)


def check_name(name: str, at: str | None = None) -> str:
    """Return *name* where it can stand in labels, feeds and addresses of pages."""
    is_plain = name.isprintable() and name == name.strip() and "/" not in name
    if not name or not is_plain or len(name) > MAX_NAME:
        raise ConfigError(
            "a name must have 1 to {most} printable characters, none of them '/'",
            at=at,
            most=MAX_NAME,
        )
    return name


def _probe_name(node: Node) -> str:
    name = _checked_name(node)
    if ":" in name:
        raise ConfigError("the name of a probe must not hold ':'", at=node.at)
    return name


def _address(node: Node | None) -> str:
    if node is None or node.value is None:
        return ""
    address = node.text
    if (
        not address.isprintable()
        or any(c.isspace() or c == "/" for c in address)
        or len(address) > 253
    ):
        raise ConfigError(
            "{address!r} is no address; write an IP address or a host name",
            at=node.at,
            address=address[:60],
        )
    return address


def _zone(node: Node | None, default: str) -> str:
    if node is None:
        return default
    try:
        zone(node.text)
    except InvalidInput as error:
        raise ConfigError(error.sentence, at=node.at, **error.facts) from error
    return node.text
