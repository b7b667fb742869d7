"""What a person holds who is about to leave, who may take it over, and what files still say.  Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ticketing.oncall.schedule import Schedule
from watchkeeper.access.model import Duty, Person, PersonId, Role
from watchkeeper.access.people import People
from watchkeeper.core.errors import Conflict, InvalidInput
from watchkeeper.core.instants import Instant
from watchkeeper.core.levels import Level
from watchkeeper.core.messages import Text, text
from watchkeeper.inventory.model import Customer


@dataclass(frozen=True, slots=True)
class HeldTicket:
    """A ticket that is not over and that the person owns."""

    number: int
    level: Level
    state: str
    customer: str
    title: str


@dataclass(frozen=True, slots=True)
class HeldShift:
    """A shift of the coming weeks."""

    schedule: str
    layer: str
    starts_at: Instant
    ends_at: Instant


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A duty for a customer, and the file and line that name the person for it."""

    customer: str
    duty: str
    at: str


@dataclass(frozen=True, slots=True)
class HeldToken:
    """A token that the person made and that counts; programs may use it."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class HeldSession:
    """A browser in which the person is signed in."""

    opened_at: Instant
    seen_at: Instant
    address: str


@dataclass(frozen=True, slots=True)
class Holdings:
    """All that passes on or ends; ``edits`` are the files that still name the person."""

    tickets: tuple[HeldTicket, ...]
    shifts: tuple[HeldShift, ...]
    roles: tuple[HeldRole, ...]
    tokens: tuple[HeldToken, ...]
    sessions: tuple[HeldSession, ...]
    edits: tuple[Text, ...]

    @property
    def customers(self) -> tuple[str, ...]:
        """Return whose tickets and roles pass on, each once."""
        named = (*(one.customer for one in self.tickets), *(one.customer for one in self.roles))
        return tuple(dict.fromkeys(named))


def check_departure(person: PersonId, to: PersonId, people: People) -> tuple[Person, Person]:
    """Return who leaves and who takes over.  Raises NotFound, InvalidInput, Conflict."""
    if people.has_retired(person):
        raise Conflict(
            "{person} has left already; {to} took over", person=person, to=people.acting(person)
        )
    leaving, successor = people.get(person), people.get(to)
    if leaving.id == successor.id:
        raise InvalidInput("{person!r} cannot stand in for themselves", person=leaving.id)
    if not any(one.role is Role.ADMIN for one in people if one.id != leaving.id):
        raise Conflict("{person} is the only administrator; make another one first", person=person)
    return leaving, successor


def check_sight(successor: Person, customers: Iterable[str]) -> None:
    """Raise Conflict where the successor would not see what passes on to them."""
    hidden = sorted(set(customers) - successor.customers) if successor.customers else []
    if hidden:
        raise Conflict(
            "{person} does not see what passes on to them: customers {customers}",
            person=successor.id,
            customers=", ".join(one or "-" for one in hidden),
        )


def roles_of(person: PersonId, customers: Mapping[str, Customer]) -> tuple[HeldRole, ...]:
    """Return the duties for which customers' files name a person."""
    return tuple(
        HeldRole(customer.id, duty.value, customer.roles.at or customer.at)
        for customer in customers.values()
        for duty in Duty
        if customer.roles.named(duty) == person
    )


def edits_of(
    person: Person, roles: Sequence[HeldRole], schedules: Iterable[Schedule]
) -> tuple[Text, ...]:
    """Return which lines of files to edit, so that they name the person no more."""
    return (*_edits(person, roles, schedules), _own_entry(person))


def _edits(
    person: Person, roles: Sequence[HeldRole], schedules: Iterable[Schedule]
) -> Iterator[Text]:
    for one in schedules:
        if person.id in one.people:
            yield text(
                "edit {at}: {person} stands in the duty schedule {schedule}",
                at=one.at,
                person=person.id,
                schedule=one.name,
            )
    for held in roles:
        yield text(
            "edit {at}: {person} is {duty} of {customer}",
            at=held.at,
            person=person.id,
            duty=held.duty,
            customer=held.customer,
        )


def _own_entry(person: Person) -> Text:
    at = person.at.rpartition("/")[2]
    return text("edit {at} last: nothing else may name {person} any more", at=at, person=person.id)
