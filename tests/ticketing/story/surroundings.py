"""Who and what there is around the watch: people, targets, feeds."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from ticketing.directory import Contact, CustomerTerms, Person, Role, TargetFacts
from ticketing.oncall.personal import PersonalRules
from watchkeeper.access.model import PersonId
from watchkeeper.core.instants import Instant, instant_from_rfc3339
from watchkeeper.core.labels import Labels, label
from watchkeeper.core.levels import Criticality

START = instant_from_rfc3339("2026-11-23T01:00:00Z")  # a Monday, 09:00 in Shanghai
ENGINEER = PersonId("engineer-a")
MANAGER = PersonId("manager-b")
DIRECTOR = PersonId("director-c")
DEPUTY = PersonId("deputy-d")
FALLBACK = PersonId("fallback-f")


@dataclass
class Staff:
    """Roles of the customer ``acme``; fulfils Directory."""

    roles: dict[Role, tuple[PersonId, ...]] = field(
        default_factory=lambda: {
            Role.LEAD: (ENGINEER,),
            Role.PROJECT_MANAGER: (MANAGER,),
            Role.TECHNICAL_DIRECTOR: (DIRECTOR,),
            Role.DEPUTY_GM: (DEPUTY,),
        }
    )

    gone: set[PersonId] = field(default_factory=set)
    own_rules: dict[PersonId, PersonalRules] = field(default_factory=dict)

    def holders(self, role: Role, customer: str, at: Instant) -> tuple[PersonId, ...]:
        return self.roles.get(role, ())

    def fallback(self, customer: str) -> PersonId:
        return FALLBACK

    def rules(self, person: PersonId) -> PersonalRules:
        return self.own_rules.get(person, PersonalRules())

    def person(self, person: PersonId) -> Person | None:
        if person in self.gone:
            return None
        contacts = (Contact("mail", f"{person}@x.example"),)
        return Person(person, person, "zh", "Asia/Shanghai", contacts)


@dataclass
class Inventory:
    """Targets by name; fulfils Targets."""

    facts: dict[str, TargetFacts] = field(default_factory=dict)
    policy: str = "contract-cn"
    tables: tuple[str, ...] = ("level", "urgency")
    zone: str = "Asia/Shanghai"
    also: tuple[str, ...] = ()
    accepted_on: date | None = None
    warranty_until: date | None = None
    asks_consent: bool = False
    rules: str = ""

    def facts_of(self, labels: Labels) -> TargetFacts | None:
        return self.target(label(labels, "instance"))

    def target(self, name: str) -> TargetFacts | None:
        return self.facts.get(name)

    def terms(self, customer: str) -> CustomerTerms:
        return CustomerTerms(
            customer,
            self.policy,
            self.tables,
            self.zone,
            also=self.also,
            accepted_on=self.accepted_on,
            warranty_until=self.warranty_until,
            asks_consent=self.asks_consent,
            rules=self.rules,
        )

    def customers(self) -> tuple[CustomerTerms, ...]:
        return (self.terms("acme"),)


@dataclass
class Wires:
    """Through what each target is reached; fulfils Surroundings."""

    above: dict[str, str] = field(default_factory=dict)

    def parents(self, target: str) -> tuple[str, ...]:
        return (self.above[target],) if target in self.above else ()

    def children(self, target: str) -> tuple[str, ...]:
        return tuple(sorted(name for name, above in self.above.items() if above == target))

    def neighbours(self, target: str) -> tuple[str, ...]:
        return ()

    def site_of(self, target: str) -> str:
        return "shanghai-1"

    def prober_of(self, target: str) -> str:
        return ""


@dataclass
class Feeds:
    """Which feeds are silent; fulfils FeedWatch."""

    silent: set[str] = field(default_factory=set)

    def reports(self, feed: str, now: Instant) -> bool:
        return feed not in self.silent


def target(name: str, *, go_live: Instant | None = None) -> TargetFacts:
    return TargetFacts(name, "acme", "shanghai-1", Criticality.NORMAL, go_live)
