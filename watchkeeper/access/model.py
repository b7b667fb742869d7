"""Words of access: people, their duties for a customer, roles, scopes, and who is asking."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum
from typing import NewType

from watchkeeper.access.languages import Language
from watchkeeper.config.nodes import Node
from watchkeeper.core.errors import Forbidden, InvalidInput, NotFound

PersonId = NewType("PersonId", str)
CustomerName = str

DEFAULT_ZONE = "Asia/Shanghai"

NO_CUSTOMER: CustomerName = ""
"""Things that belong to no customer: the house's own."""


class ContactKind(Enum):
    """A way to reach a person; the address is what that channel calls it."""

    PHONE = "phone"
    SMS = "sms"
    MAIL = "mail"
    WECOM = "wecom"
    DINGTALK = "dingtalk"
    FEISHU = "feishu"
    SLACK = "slack"
    TELEGRAM = "telegram"
    WEBHOOK = "webhook"


@dataclass(frozen=True, slots=True)
class Contact:
    kind: ContactKind
    address: str


class Duty(Enum):
    """What a person is for a customer: the steps of the escalation chain, and who signs."""

    LEAD = "lead"
    PROJECT_MANAGER = "project_manager"
    TECHNICAL_DIRECTOR = "technical_director"
    DEPUTY_GM = "deputy_gm"
    SIGNS = "signs"
    FALLBACK = "fallback"


@dataclass(frozen=True, slots=True)
class CustomerRoles:
    """The ``roles:`` of a customer's file: who holds which duty."""

    lead: PersonId | None = None
    project_manager: PersonId | None = None
    technical_director: PersonId | None = None
    deputy_gm: PersonId | None = None
    signs: PersonId | None = None
    fallback: PersonId | None = None
    at: str = ""

    def named(self, duty: Duty) -> PersonId | None:
        """Return the person named for *duty*, None where the file names nobody."""
        person: PersonId | None = getattr(self, duty.value)
        return person

    def holder(self, duty: Duty) -> PersonId | None:
        """Return who acts for *duty*: the person named, else the fallback person."""
        return self.named(duty) or self.fallback

    def vacant(self) -> tuple[Duty, ...]:
        """Return the duties that nobody is named for (``doctor`` says so)."""
        return tuple(duty for duty in Duty if self.named(duty) is None)


class Role(Enum):
    """The three fixed roles."""

    ADMIN = "admin"
    ENGINEER = "engineer"
    READER = "reader"

    def __str__(self) -> str:
        return self.value


class Scope(Enum):
    """One kind of thing that a token or a role allows."""

    METRICS_READ = "metrics:read"
    METRICS_WRITE = "metrics:write"
    QUERY_READ = "query:read"
    ALERTS_WRITE = "alerts:write"
    PUSH = "push"
    TICKETS_READ = "tickets:read"
    TICKETS_WRITE = "tickets:write"
    TICKETS_CORRECT = "tickets:correct"  # say that something happened at another time
    TICKETS_REDACT = "tickets:redact"  # erase what was written, for good
    TARGETS_READ = "targets:read"
    TARGETS_WRITE = "targets:write"
    REPORTS_READ = "reports:read"
    REPORTS_WRITE = "reports:write"
    ADMIN = "admin"

    def __str__(self) -> str:
        return self.value


SCOPES_OF_ROLE = {
    Role.ADMIN: frozenset(Scope) - {Scope.PUSH},
    Role.ENGINEER: frozenset(
        {
            Scope.METRICS_READ,
            Scope.QUERY_READ,
            Scope.TICKETS_READ,
            Scope.TICKETS_WRITE,
            Scope.TARGETS_READ,
            Scope.REPORTS_READ,
            Scope.REPORTS_WRITE,
        }
    ),
    Role.READER: frozenset({Scope.TICKETS_READ, Scope.TARGETS_READ, Scope.REPORTS_READ}),
}


def scopes_from_text(text: str) -> frozenset[Scope]:
    """Read ``metrics:read,tickets:*``.  Raises InvalidInput for an unknown one or none."""
    names = [name.strip() for name in text.split(",") if name.strip()]
    scopes = {scope for name in names for scope in _scopes_named(name)}
    if not scopes:
        raise InvalidInput("name at least one scope, for example tickets:* or metrics:read")
    return frozenset(scopes)


def _scopes_named(name: str) -> Iterable[Scope]:
    room = name.removesuffix("*")
    found = [scope for scope in Scope if scope.value == name]
    if name.endswith(":*"):
        found = [scope for scope in Scope if scope.value.startswith(room)]
    if not found:
        known = ", ".join(scope.value for scope in Scope)
        raise InvalidInput("there is no scope {name!r}; known are {known}", name=name, known=known)
    return found


@dataclass(frozen=True, slots=True)
class Person:
    """A person of people.yml.  ``customers`` empty: all of them."""

    id: PersonId
    name: str
    role: Role = Role.ENGINEER
    zone: str = DEFAULT_ZONE
    language: Language | None = None
    contacts: tuple[Contact, ...] = ()
    customers: frozenset[CustomerName] = frozenset()
    at: str = ""
    notify: Node | None = field(default=None, compare=False)  # ticketing reads it

    def addresses(self, kind: ContactKind) -> tuple[str, ...]:
        return tuple(contact.address for contact in self.contacts if contact.kind is kind)


@dataclass(frozen=True, slots=True)
class Principal:
    """Who is asking: a person who signed in, or the bearer of a token.

    ``customers`` None: all of them, and what belongs to none.
    """

    id: str
    name: str
    scopes: frozenset[Scope]
    customers: frozenset[CustomerName] | None = None
    person: Person | None = None

    def holds(self, scope: Scope) -> bool:
        return scope in self.scopes

    def sees(self, customer: CustomerName | None) -> bool:
        """Tell whether things of *customer* are shown; none: the house's own."""
        return self.customers is None or (customer or NO_CUSTOMER) in self.customers

    def may(self, scope: Scope, customer: CustomerName | None) -> bool:
        return self.holds(scope) and self.sees(customer)

    def may_everywhere(self, scope: Scope) -> bool:
        """Tell whether *scope* holds for all customers at once, as a PromQL query needs it."""
        return self.holds(scope) and self.customers is None

    def require_everywhere(self, scope: Scope) -> None:
        """Raise Forbidden where *scope* does not hold for all customers at once."""
        self.require_scope(scope)
        if not self.may_everywhere(scope):
            raise Forbidden(
                "{name} sees some customers only; this takes {scope} for all of them",
                name=self.name,
                scope=scope,
            )

    def require(self, scope: Scope, customer: CustomerName | None) -> None:
        """Raise NotFound for another customer's thing (nobody learns that it exists)."""
        if not self.sees(customer):
            raise NotFound("there is no such thing here")
        self.require_scope(scope)

    def require_scope(self, scope: Scope) -> None:
        if not self.holds(scope):
            raise Forbidden("{name} may not do that; it needs {scope}", name=self.name, scope=scope)


def principal_of_person(person: Person) -> Principal:
    return Principal(
        id=person.id,
        name=person.name,
        scopes=SCOPES_OF_ROLE[person.role],
        customers=person.customers or None,
        person=person,
    )


SYSTEM = Principal(id="system", name="watchkeeper", scopes=frozenset(Scope))
"""Watchkeeper itself: timers, rules, the demo's script."""
