"""People and targets as ticketing asks for them, answered from memory (its Protocols)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Protocol

from ticketing.directory import Contact, CustomerTerms, Person, Role, TargetFacts
from ticketing.oncall.personal import PersonalRules
from ticketing.oncall.personal_file import rules_from_node
from ticketing.telling import NO_RULES
from watchkeeper.access.languages import Language
from watchkeeper.access.model import CustomerRoles, Duty, PersonId
from watchkeeper.access.model import Person as AccessPerson
from watchkeeper.access.model import Role as AccessRole
from watchkeeper.access.people import People
from watchkeeper.core.instants import Instant
from watchkeeper.core.labels import Labels, label
from watchkeeper.inventory.model import Customer
from watchkeeper.inventory.registry import Inventory

_NOBODY = PersonId("nobody")
_DUTIES: Mapping[Role, Duty] = MappingProxyType(
    {
        Role.LEAD: Duty.LEAD,
        Role.PROJECT_MANAGER: Duty.PROJECT_MANAGER,
        Role.TECHNICAL_DIRECTOR: Duty.TECHNICAL_DIRECTOR,
        Role.DEPUTY_GM: Duty.DEPUTY_GM,
        Role.SIGNS: Duty.SIGNS,
    }
)


class DutyRoster(Protocol):
    """Who is on duty by schedules, and who acts for whom; answered from memory."""

    def on_duty(self, customer: str, role: Role, at: Instant) -> tuple[PersonId, ...] | None:
        """Return who holds *role* by a schedule; None where no schedule has it."""
        ...

    def everybody(self, customer: str, role: Role) -> tuple[PersonId, ...] | None:
        """Return all who will hold *role* by a schedule; None where no schedule has it."""
        ...

    def acting(self, person: PersonId, at: Instant) -> tuple[PersonId, ...]:
        """Return who acts for *person*: they, or a deputy while they are away."""
        ...


class _NoDuty:
    """A house without schedules, in which nobody is ever away."""

    def on_duty(self, customer: str, role: Role, at: Instant) -> tuple[PersonId, ...] | None:
        return None

    def everybody(self, customer: str, role: Role) -> tuple[PersonId, ...] | None:
        return None

    def acting(self, person: PersonId, at: Instant) -> tuple[PersonId, ...]:
        return (person,)


NO_DUTY: DutyRoster = _NoDuty()


class StaffDirectory:
    """Who holds a role: by a schedule, else by the customer's file; all may be read anew."""

    def __init__(
        self,
        people: Callable[[], People],
        inventory: Callable[[], Inventory],
        *,
        language: Language,
        duty: DutyRoster = NO_DUTY,
    ) -> None:
        self._duty = duty
        self._people = people
        self._inventory = inventory
        self._language = language
        self._rules: Mapping[PersonId, PersonalRules] = {}
        self._rules_of: People | None = None

    def holders(self, role: Role, customer: str, at: Instant) -> tuple[PersonId, ...]:
        """Return who holds *role*; empty where nobody is named (the fallback is told then)."""
        if role is Role.INSTALLER:
            return self._administrators()
        found = self._duty.on_duty(customer, role, at)
        if found is None and role is Role.DUTY:
            return self.holders(Role.LEAD, customer, at)
        if found is None:
            named = self._roles(customer).named(_DUTIES[role])
            found = self._duty.acting(self._people().acting(named), at) if named else ()
        return self._here(found)

    def may_hold(self, role: Role, customer: str) -> tuple[PersonId, ...]:
        """Return everybody who holds *role* now or in the time that the roster looks ahead."""
        if role is Role.INSTALLER:
            return self._administrators()
        found = self._duty.everybody(customer, role)
        if found is None and role is Role.DUTY:
            return self.may_hold(Role.LEAD, customer)
        if found is None:
            named = self._roles(customer).named(_DUTIES[role])
            found = (named,) if named else ()
        return self._here(found)

    def fallback(self, customer: str) -> PersonId:
        """Return the customer's fallback person, else the first administrator."""
        named = self._roles(customer).fallback
        here = self._here((named,)) if named else ()
        if here:
            return here[0]
        everybody = (*self._administrators(), *(person.id for person in self._people()))
        return everybody[0] if everybody else _NOBODY

    def person(self, person: PersonId) -> Person | None:
        found = self._people().find(person)
        return None if found is None else self._person(found)

    def rules(self, person: PersonId) -> PersonalRules:
        """Return the rules of people.yml, read anew when the file is."""
        people = self._people()
        if self._rules_of is not people:
            self._rules = {one.id: rules_from_node(one.notify) for one in people if one.notify}
            self._rules_of = people
        return self._rules.get(person, NO_RULES)

    def _here(self, people: tuple[PersonId, ...]) -> tuple[PersonId, ...]:
        """Return those who are here; instead of who left, the person who took over."""
        known = self._people()
        acting = dict.fromkeys(known.acting(one) for one in people)
        return tuple(one for one in acting if one in known)

    def _person(self, found: AccessPerson) -> Person:
        return Person(
            id=found.id,
            name=found.name,
            language=str(found.language or self._language),
            zone=found.zone,
            contacts=tuple(Contact(one.kind.value, one.address) for one in found.contacts),
        )

    def _roles(self, customer: str) -> CustomerRoles:
        found = self._inventory().customers.get(customer)
        return found.roles if found else CustomerRoles()

    def _administrators(self) -> tuple[PersonId, ...]:
        return tuple(one.id for one in self._people() if one.role is AccessRole.ADMIN)


class TargetDirectory:
    """Facts of targets and the terms of customers, from the inventory in force."""

    def __init__(
        self, inventory: Callable[[], Inventory], *, default_policy: str, zone: str
    ) -> None:
        self._inventory = inventory
        self._default_policy = default_policy
        self._zone = zone

    def facts_of(self, labels: Labels) -> TargetFacts | None:
        """Return the target that ``instance`` names, also as ``name:port`` or by its address.

        Customers use the same private addresses: one that several have, or that the sender says
        is another customer's, names nobody.
        """
        inventory = self._inventory()
        instance, customer = label(labels, "instance"), label(labels, "customer")
        for name in filter(None, (instance, instance.rpartition(":")[0])):
            found = inventory.find(name)
            if found is not None and (found.name == name or customer in {"", found.customer}):
                return self.target(found.name)
        return None

    def target(self, name: str) -> TargetFacts | None:
        inventory = self._inventory()
        if name not in inventory:
            return None
        target = inventory.target(name)
        return TargetFacts(
            name=target.name,
            customer=target.customer or "",
            site=target.site,
            criticality=target.criticality,
            go_live=inventory.go_live(name),
            parent=target.parent or target.satellite,
        )

    def terms(self, customer: str) -> CustomerTerms:
        found = self._inventory().customers.get(customer)
        if found is None:
            return CustomerTerms(customer, self._default_policy, zone=self._zone)
        return _terms_of(found)

    def customers(self) -> tuple[CustomerTerms, ...]:
        """Return the terms of every customer."""
        return tuple(_terms_of(one) for one in self._inventory().customers.values())


class InventorySurroundings:
    """Through what targets are reached, as the inventory in force says; fulfils Surroundings.

    Links that devices tell of are no parents until a person accepts them: a device could name any
    neighbour, and storm control hides what a parent explains.
    """

    def __init__(self, inventory: Callable[[], Inventory]) -> None:
        self._inventory = inventory

    def parents(self, target: str) -> tuple[str, ...]:
        """Return the parent, else the satellite that looks at it."""
        inventory = self._inventory()
        if target not in inventory:
            return ()
        found = inventory.target(target)
        above = found.parent or found.satellite
        return (above,) if above else ()

    def children(self, target: str) -> tuple[str, ...]:
        return tuple(sorted(self._inventory().children(target)))

    def neighbours(self, target: str) -> tuple[str, ...]:
        return ()

    def site_of(self, target: str) -> str:
        inventory = self._inventory()
        return inventory.target(target).site if target in inventory else ""

    def prober_of(self, target: str) -> str:
        inventory = self._inventory()
        return inventory.target(target).satellite or "" if target in inventory else ""


def _terms_of(customer: Customer) -> CustomerTerms:
    return CustomerTerms(
        customer=customer.id,
        policy=customer.contract.policy,
        tables=customer.contract.tables,
        zone=customer.zone,
        also=customer.contract.also,
        accepted_on=customer.contract.accepted_on,
        warranty_until=customer.contract.warranty_until,
        asks_consent=customer.contract.asks_consent,
        rules=customer.rules,
    )
