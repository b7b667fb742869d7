"""people.yml: who there is, how to reach them, what they may do."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from watchkeeper.access.languages import Language, language_from_text
from watchkeeper.access.model import (
    DEFAULT_ZONE,
    Contact,
    ContactKind,
    CustomerRoles,
    Duty,
    Person,
    PersonId,
    Role,
)
from watchkeeper.config.bind import bind, unknown_key
from watchkeeper.config.nodes import Node, read_yaml
from watchkeeper.core.errors import ConfigError, InvalidInput, NotFound
from watchkeeper.core.instants import zone

_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")


@dataclass(frozen=True, slots=True)
class _Entry:
    id: Node
    name: str
    role: Role = Role.ENGINEER
    zone: Node | None = None
    language: Node | None = None
    contacts: tuple[Mapping[str, Node], ...] = ()
    customers: tuple[str, ...] = ()
    notify: Node | None = None
    at: str = ""


@dataclass(frozen=True, slots=True)
class _File:
    people: tuple[_Entry, ...] = ()


_NOBODY: Mapping[PersonId, PersonId] = MappingProxyType({})


class People:
    """Everybody who is here, by id; in the order of the file.

    *retired* are those who left, each with the person who took over: known by name only.
    """

    def __init__(
        self, people: tuple[Person, ...] = (), retired: Mapping[PersonId, PersonId] = _NOBODY
    ) -> None:
        self._everybody: Mapping[str, Person] = MappingProxyType({one.id: one for one in people})
        self._retired = retired
        self._by_id: Mapping[str, Person] = MappingProxyType(
            {one.id: one for one in people if one.id not in retired}
        )

    def __iter__(self) -> Iterator[Person]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def __contains__(self, person_id: object) -> bool:
        return person_id in self._by_id

    def find(self, person_id: str) -> Person | None:
        return self._by_id.get(person_id)

    def get(self, person_id: str) -> Person:
        """Return the person.  Raises NotFound."""
        person = self.find(person_id)
        if person is None:
            raise NotFound("there is no person {id!r} in people.yml", id=person_id)
        return person

    def name_of(self, person_id: str) -> str:
        """Return the name to show; the id itself where the file names the person no more."""
        person = self._everybody.get(person_id)
        return person.name if person else person_id

    def without(self, retired: Mapping[PersonId, PersonId]) -> People:
        """Return the people of the same file without those who left."""
        return People(tuple(self._everybody.values()), retired)

    def has_retired(self, person_id: str) -> bool:
        return person_id in self._retired

    def acting(self, person_id: PersonId) -> PersonId:
        """Return who took over from a person who left; the person where they are here."""
        while person_id in self._retired:
            person_id = self._retired[person_id]
        return person_id


def read_people(path: Path) -> People:
    """Read people.yml.  Raises ConfigError with file:line and the remedy."""
    return people_from_node(read_yaml(path))


def people_from_node(node: Node) -> People:
    people: dict[str, Person] = {}
    for entry in bind(node, _File).people:
        person = _person(entry)
        if person.id in people:
            raise ConfigError(
                "the person {id!r} stands here twice; first in {first}",
                at=person.at,
                id=person.id,
                first=people[person.id].at,
            )
        people[person.id] = person
    return People(tuple(people.values()))


def check_roles(roles: CustomerRoles, people: People) -> None:
    """Raise ConfigError where a customer's file names a person who is not in people.yml."""
    known = [person.id for person in people]
    for duty in Duty:
        named = roles.named(duty)
        if named is not None and people.find(named) is None:
            nearest = difflib.get_close_matches(named, known, n=1, cutoff=0.5)
            raise ConfigError(
                "{duty} is {id!r}, who is not in people.yml; known are {known}",
                at=roles.at,
                duty=duty.value,
                id=named,
                known=", ".join(nearest or known) or "-",
            )


def _person(entry: _Entry) -> Person:
    return Person(
        id=_id(entry.id),
        name=entry.name,
        role=entry.role,
        zone=_zone(entry.zone),
        language=_language(entry.language),
        contacts=tuple(_contact(item, entry.at) for item in entry.contacts),
        customers=frozenset(entry.customers),
        at=entry.at,
        notify=entry.notify,
    )


def _id(node: Node) -> PersonId:
    if not _ID.fullmatch(node.text):
        raise ConfigError(
            "{id!r} is no id; use small letters, digits, dot, hyphen, at most 64",
            at=node.at,
            id=node.text[:80],
        )
    return PersonId(node.text)


def _zone(node: Node | None) -> str:
    if node is None:
        return DEFAULT_ZONE
    try:
        zone(node.text)
    except InvalidInput as error:
        raise ConfigError(error.sentence, at=node.at, **error.facts) from error
    return node.text


def _language(node: Node | None) -> Language | None:
    if node is None:
        return None
    try:
        return language_from_text(node.text)
    except InvalidInput as error:
        raise ConfigError(error.sentence, at=node.at, **error.facts) from error


def _contact(item: Mapping[str, Node], at: str) -> Contact:
    if len(item) != 1:
        raise ConfigError("a contact is one channel and one address, as {mail: a@x.example}", at=at)
    ((channel, node),) = item.items()
    known = [kind.value for kind in ContactKind]
    if channel not in known:
        raise unknown_key(channel, known, at=node.key_at)
    if not node.text.strip():
        raise ConfigError("the address of {channel} is empty", at=node.at, channel=channel)
    return Contact(ContactKind(channel), node.text.strip())
