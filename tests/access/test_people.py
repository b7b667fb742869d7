"""people.yml: what it gives, and what bad input gets."""

from __future__ import annotations

import pytest

from watchkeeper.access.languages import Language
from watchkeeper.access.model import (
    ContactKind,
    CustomerRoles,
    Duty,
    PersonId,
    Role,
    Scope,
    principal_of_person,
    scopes_from_text,
)
from watchkeeper.access.people import People, check_roles, people_from_node
from watchkeeper.config.nodes import parse_yaml
from watchkeeper.core.errors import ConfigError, Forbidden, InvalidInput, NotFound


def test_a_person_has_name_language_and_contacts_in_the_order_of_the_file(people: People) -> None:
    """Contacts keep their order, which is the order of preference."""
    person = people.get("engineer-a")
    assert (person.name, person.language, person.role) == ("甲", Language.CHINESE, Role.ENGINEER)
    assert [contact.kind for contact in person.contacts] == [ContactKind.PHONE, ContactKind.MAIL]
    assert person.addresses(ContactKind.MAIL) == ("a@x.example",)
    assert person.at == "people.yml:3"


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("{id: a, name: A, contacts: [{phon: 1}]}", "people.yml:2: there is no key 'phon'; did you mean 'phone'?"),
        ("{id: a, name: A, contacts: [{phone: 1, mail: b}]}", "one channel and one address"),
        ("{id: a, name: A, contacts: [{phone: ''}]}", "the address of phone is empty"),
        ("{id: A B, name: A}", "'A B' is no id"),
        ("{id: a, name: A, zone: Mars/Olympus}", "people.yml:2: 'Mars/Olympus' is no time zone"),
        ("{id: a, name: A, language: fr}", "use zh or en"),
        ("{id: a, name: A, role: boss}", "role cannot be 'boss'; known are admin, engineer, reader"),
        ("{id: a}", "the key 'name' is missing"),
        ("{id: a, name: A}\n- {id: a, name: B}", "people.yml:3: the person 'a' stands here twice; first in people.yml:2"),
    ],
    ids=["unknown channel", "two channels at once", "empty address", "bad id", "bad zone",
         "bad language", "bad role", "no name", "an id twice"],
)  # fmt: skip
def test_bad_people_files_are_refused_with_file_line_and_remedy(line: str, sentence: str) -> None:
    """Every error names the line and what to write instead."""
    with pytest.raises(ConfigError) as refused:
        people_from_node(parse_yaml(f"people:\n- {line}", name="people.yml"))
    assert sentence in str(refused.value)


def test_a_duty_without_a_holder_falls_to_the_fallback_person() -> None:
    """The chain never ends at an empty chair."""
    roles = CustomerRoles(lead=PersonId("engineer-a"), fallback=PersonId("manager-b"))
    assert roles.holder(Duty.LEAD) == "engineer-a"
    assert roles.holder(Duty.DEPUTY_GM) == "manager-b"
    assert Duty.DEPUTY_GM in roles.vacant()


def test_a_duty_held_by_an_unknown_person_is_refused_with_the_nearest(people: People) -> None:
    roles = CustomerRoles(lead=PersonId("enginer-a"), at="customers/acme.yml:9")
    with pytest.raises(ConfigError, match=r"customers/acme.yml:9: lead is 'enginer-a'.*engineer-a"):
        check_roles(roles, people)


def test_a_reader_of_one_customer_sees_only_its_things(people: People) -> None:
    """Another customer's thing is not found rather than forbidden: its existence is no answer."""
    reader = principal_of_person(people.get("reader-r"))
    reader.require(Scope.TICKETS_READ, "acme")
    with pytest.raises(NotFound):
        reader.require(Scope.TICKETS_READ, "other")
    with pytest.raises(Forbidden):
        reader.require(Scope.TICKETS_WRITE, "acme")
    assert not reader.sees(None)
    assert not reader.may_everywhere(Scope.TICKETS_READ)


def test_an_engineer_without_customers_sees_all_and_the_house(people: People) -> None:
    engineer = principal_of_person(people.get("engineer-a"))
    assert engineer.may(Scope.TICKETS_WRITE, "acme")
    assert engineer.may(Scope.TICKETS_WRITE, None)
    assert engineer.may_everywhere(Scope.QUERY_READ)
    assert not engineer.holds(Scope.ADMIN)


def test_scopes_are_read_with_stars() -> None:
    assert scopes_from_text("tickets:*, metrics:read") == {
        Scope.TICKETS_READ,
        Scope.TICKETS_WRITE,
        Scope.TICKETS_CORRECT,
        Scope.TICKETS_REDACT,
        Scope.METRICS_READ,
    }


@pytest.mark.parametrize("text", ["", "tickets", "*", "tickets:own"])
def test_unknown_scopes_are_refused(text: str) -> None:
    with pytest.raises(InvalidInput):
        scopes_from_text(text)
