"""Checks of the configuration: mistakes, duties without holder, people nobody can reach."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from watchkeeper.access.model import CustomerRoles, Duty, Person, PersonId, Role
from watchkeeper.core.messages import Text, text
from watchkeeper.inventory.model import Customer
from watchkeeper.server.configuration import Configuration, Survey, served_kinds
from watchkeeper.server.doctor.answers import answer_checks
from watchkeeper.server.doctor.model import Check, doubt, good, problem

_CHAIN = tuple(duty for duty in Duty if duty is not Duty.FALLBACK)


def file_checks(path: Path, found: Survey) -> tuple[Check, ...]:
    return (
        *_readable(path, found),
        *(check for one in _customers(found) for check in _duties(one)),
        *_unreachable(found.configuration),
        *_last_resort(found.configuration),
        *answer_checks(found.configuration, _known_in_chains(found.configuration)),
    )


def _readable(path: Path, found: Survey) -> Iterator[Check]:
    for error in found.problems:
        said = Text(f"{error.at}: {error.sentence}" if error.at else error.sentence, error.facts)
        yield problem("configuration", said, text("correct it; `watchkeeper check-config` looks again"))  # fmt: skip
    if not found.problems:
        yield good("configuration", text("{path} and all beside it can be read", path=path))


def _customers(found: Survey) -> tuple[Customer, ...]:
    return tuple(found.configuration.inventory.customers.values())


def _duties(customer: Customer) -> Iterator[Check]:
    """Tell of duties that nobody holds: the fallback person acts, if there is one."""
    vacant = [duty for duty in _CHAIN if customer.roles.named(duty) is None]
    facts = {"customer": customer.id, "duties": ", ".join(duty.value for duty in vacant)}
    remedy = text("name them under roles: in {at}", at=customer.at)
    if vacant and customer.roles.fallback is None:
        yield problem(
            "roles",
            text("{customer}: nobody is {duties}, and there is no fallback person", **facts),
            remedy,
        )
    elif vacant:
        yield doubt(
            "roles",
            text(
                "{customer}: nobody is {duties}; {fallback} is told instead",
                fallback=customer.roles.fallback,
                **facts,
            ),
            remedy,
        )
    else:
        yield good("roles", text("{customer}: each duty has its holder", customer=customer.id))


def _unreachable(found: Configuration) -> Iterator[Check]:
    """Tell of people in a chain whom no channel reaches."""
    served = served_kinds(found)
    for person, customers in _chained(found).items():
        known = found.people.find(person)
        if known is None:
            continue  # a mistake of the configuration, told already
        if not any(contact.kind in served for contact in known.contacts):
            yield problem(
                "contacts",
                text(
                    "{person} is to be called for {customers}, but no channel reaches them",
                    person=known.name,
                    customers=", ".join(customers),
                ),
                text(
                    "add a contact in {at} and a channel under channels: in watchkeeper.yml; "
                    "then `watchkeeper test-message --person {id}`",
                    at=known.at or "people.yml",
                    id=known.id,
                ),
            )


def _last_resort(found: Configuration) -> Iterator[Check]:
    """Tell where nothing reaches who is told when a customer, or its fallback person, is missing."""
    people = tuple(found.people)
    administrators = (person for person in people if person.role is Role.ADMIN)
    last = next(administrators, people[0] if people else None)
    if last is None or last.id in _chained(found):
        return
    served = served_kinds(found)
    if not any(contact.kind in served for contact in last.contacts):
        yield doubt(
            "contacts",
            text(
                "{person} is told of faults without a customer or fallback person, but no channel "
                "reaches them",
                person=last.name,
            ),
            text("add a contact in {at} that a channel serves", at=last.at or "people.yml"),
        )


def _known_in_chains(found: Configuration) -> tuple[Person, ...]:
    known = (found.people.find(person) for person in _chained(found))
    return tuple(person for person in known if person is not None)


def _chained(found: Configuration) -> dict[PersonId, list[str]]:
    """Return who stands in a chain, and for which customers."""
    chained: dict[PersonId, list[str]] = {}
    for customer in found.inventory.customers.values():
        for person in dict.fromkeys(_people_of(customer.roles)):
            chained.setdefault(person, []).append(customer.id)
    return chained


def _people_of(roles: CustomerRoles) -> Iterator[PersonId]:
    for duty in Duty:
        named = roles.named(duty)
        if named is not None:
            yield named
