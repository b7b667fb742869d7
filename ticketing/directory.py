"""What ticketing needs to know of people and targets; inventory and access fulfil it (server)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Protocol

from ticketing.oncall.personal import PersonalRules
from watchkeeper.access.model import PersonId
from watchkeeper.core.instants import Instant
from watchkeeper.core.labels import Labels
from watchkeeper.core.levels import Criticality


class Role(Enum):
    """Roles of the contract; who holds one depends on the customer and the hour."""

    DUTY = "duty"  # the engineer on duty
    LEAD = "lead"  # project-team lead
    PROJECT_MANAGER = "project_manager"
    TECHNICAL_DIRECTOR = "technical_director"
    DEPUTY_GM = "deputy_gm"
    SIGNS = "signs"
    INSTALLER = "installer"  # hears of findings during commissioning


@dataclass(frozen=True, slots=True)
class Contact:
    """A way to reach a person: ``kind`` names the channel (mail, phone, wecom, dingtalk ...)."""

    kind: str
    address: str


@dataclass(frozen=True, slots=True)
class Person:
    """A person as messages need them; contacts in the order of preference."""

    id: PersonId
    name: str
    language: str  # "zh" or "en"
    zone: str
    contacts: tuple[Contact, ...]


@dataclass(frozen=True, slots=True)
class TargetFacts:
    """What the inventory knows of the thing an alert is about."""

    name: str
    customer: str
    site: str
    criticality: Criticality
    go_live: Instant | None  # None: in service
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class CustomerTerms:
    """By which policy a customer's tickets run: the policy's name, its tables, the zone."""

    customer: str
    policy: str
    tables: tuple[str, ...] = ("level",)
    zone: str = "Asia/Shanghai"
    also: tuple[str, ...] = ()  # further policies, taken where their conditions hold
    accepted_on: date | None = None
    warranty_until: date | None = None  # None: two years from the acceptance
    asks_consent: bool = False  # before anybody works remotely or alters something
    rules: str = ""  # the customer's own, to be acknowledged first


class Directory(Protocol):
    """People and roles.  Synchronous: the adapter answers from memory."""

    def holders(self, role: Role, customer: str, at: Instant) -> tuple[PersonId, ...]:
        """Return who holds *role* for *customer* at *at*, first to be told first; may be empty."""
        ...

    def fallback(self, customer: str) -> PersonId:
        """Return the person who is told where a role has no holder; there always is one."""
        ...

    def person(self, person: PersonId) -> Person | None: ...

    def rules(self, person: PersonId) -> PersonalRules:
        """Return by which steps a person wants to be told; without levels where they said none."""
        ...


class Targets(Protocol):
    """Facts of targets and customers.  Synchronous: the adapter answers from memory."""

    def facts_of(self, labels: Labels) -> TargetFacts | None:
        """Return the target that an alert's labels name (``instance``), or None."""
        ...

    def target(self, name: str) -> TargetFacts | None: ...

    def terms(self, customer: str) -> CustomerTerms:
        """Return the terms of *customer*; of the house where it is empty or unknown."""
        ...
