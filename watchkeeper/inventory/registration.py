"""Which hosts may register by themselves, and as what: ``registration.yml``; deciding is pure."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from fnmatch import fnmatchcase
from pathlib import Path

from watchkeeper.config.bind import bind
from watchkeeper.config.nodes import Node, read_yaml
from watchkeeper.core.errors import ConfigError, InvalidInput
from watchkeeper.core.levels import Criticality
from watchkeeper.inventory.model import Customer

FILE = "registration.yml"
MOST_RULES = 200
_LONGEST_PATTERN = 200

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class Admit(Enum):
    """What becomes of a host that a rule means."""

    AT_ONCE = "at-once"
    WAIT = "wait"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class Match:
    """What a host must be like; what is left out fits every host."""

    hostname: tuple[str, ...] = ()
    network: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for pattern in (*self.hostname, *self.labels.values()):
            if len(pattern) > _LONGEST_PATTERN:
                raise InvalidInput("a pattern has at most {most} characters", most=_LONGEST_PATTERN)
        for written in self.network:
            _network(written)

    def fits(self, host: RegisteringHost) -> bool:
        return (
            self._fits_hostname(host.hostname)
            and self._fits_network(host.address)
            and all(_fits(host.labels.get(key, ""), want) for key, want in self.labels.items())
        )

    def _fits_hostname(self, hostname: str) -> bool:
        return not self.hostname or any(_fits(hostname, pattern) for pattern in self.hostname)

    def _fits_network(self, written: str) -> bool:
        if not self.network:
            return True
        try:
            address = ipaddress.ip_address(written)
        except ValueError:
            return False
        return any(address in _network(one) for one in self.network)


@dataclass(frozen=True, slots=True)
class RegistrationRule:
    """What hosts of a kind become."""

    name: str
    match: Match = field(default_factory=Match)
    admit: Admit = Admit.WAIT
    customer: str | None = None
    site: str | None = None
    parent: str | None = None
    satellite: str | None = None
    criticality: Criticality | None = None
    groups: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    probes: Node | None = None
    at: str = ""

    def definition(self) -> dict[str, object]:
        """Return what a target of this rule says beside its name."""
        values: dict[str, object] = {
            "customer": self.customer,
            "site": self.site,
            "parent": self.parent,
            "satellite": self.satellite,
            "criticality": self.criticality.value if self.criticality else None,
            "groups": list(self.groups),
            "tags": list(self.tags),
            "probes": self.probes.plain() if self.probes else None,
        }
        return {key: value for key, value in values.items() if value}


@dataclass(frozen=True, slots=True)
class RegistrationRules:
    """All rules, the first that fits counts; ``otherwise`` where none does."""

    rules: tuple[RegistrationRule, ...] = ()
    otherwise: Admit = Admit.WAIT
    most_waiting: int = 200

    def __post_init__(self) -> None:
        if len(self.rules) > MOST_RULES:
            raise InvalidInput("there are more than {most} rules", most=MOST_RULES)
        if not 0 < self.most_waiting <= 2_000:
            raise InvalidInput("most_waiting must be 1 to {most}", most=2_000)


@dataclass(frozen=True, slots=True)
class RegisteringHost:
    """What a host says of itself, and the address it spoke from."""

    hostname: str
    address: str
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of a host; ``rule`` is empty where none fitted."""

    admit: Admit
    rule: str
    definition: Mapping[str, object]


def decide(rules: RegistrationRules, host: RegisteringHost) -> Decision:
    """Return what the first rule that fits says."""
    for rule in rules.rules:
        if rule.match.fits(host):
            return Decision(rule.admit, rule.name, rule.definition())
    return Decision(rules.otherwise, "", {})


def read_registration(folder: Path) -> RegistrationRules:
    """Read ``registration.yml``; without it everything waits.  Raises ConfigError."""
    path = folder / FILE
    return (
        bind(read_yaml(path, name=FILE), RegistrationRules)
        if path.exists()
        else RegistrationRules()
    )


def check_registration(rules: RegistrationRules, customers: Iterable[Customer]) -> None:
    """Raise ConfigError where a rule names a customer that does not exist."""
    known = {one.id for one in customers}
    for rule in rules.rules:
        if rule.customer is not None and rule.customer not in known:
            raise ConfigError(
                "{name!r} belongs to the customer {customer!r}, which does not exist; "
                "write customers/{customer}.yml",
                at=rule.at,
                name=rule.name,
                customer=rule.customer,
            )


def _fits(said: str, pattern: str) -> bool:
    return fnmatchcase(said.casefold(), pattern.casefold())


def _network(written: str) -> Network:
    try:
        return ipaddress.ip_network(written, strict=False)
    except ValueError:
        raise InvalidInput("{text!r} is no network; write 10.1.0.0/16", text=written[:60]) from None
