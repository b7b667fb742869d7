"""Who may leave, who may take over, and which lines of files are to be edited."""

from __future__ import annotations

import pytest

from ticketing.oncall.schedule_file import schedule_from_node
from watchkeeper.access.model import CustomerRoles, Person, PersonId, Role
from watchkeeper.access.people import People
from watchkeeper.config.nodes import parse_yaml
from watchkeeper.core.errors import Conflict, InvalidInput, NotFound, WatchkeeperError
from watchkeeper.inventory.model import Customer
from watchkeeper.server.retirement.holdings import (
    check_departure,
    check_sight,
    edits_of,
    roles_of,
)

ADMIN, LEAVER, STAYER, GONE = (PersonId(one) for one in ("admin", "leaver", "stayer", "gone"))
PEOPLE = People(
    (
        Person(ADMIN, "管", role=Role.ADMIN),
        Person(LEAVER, "离", at="/etc/watchkeeper/people.yml:3"),
        Person(STAYER, "留", customers=frozenset({"acme"})),
        Person(GONE, "走", role=Role.ADMIN),
    ),
    {GONE: STAYER},
)
ROTA = "schedule: hotline\nlayers:\n- {name: all, people: [leaver]}\n"


@pytest.mark.parametrize(
    ("person", "to", "error", "said"),
    [
        ("leaver", "leaver", InvalidInput, "themselves"),
        ("leaver", "nobody", NotFound, "nobody"),
        ("nobody", "stayer", NotFound, "nobody"),
        ("leaver", "gone", NotFound, "gone"),
        ("gone", "leaver", Conflict, "stayer took over"),
        ("admin", "stayer", Conflict, "only administrator"),
    ],
    ids=["to themselves", "to nobody", "a stranger", "to one who left", "twice", "the last admin"],
)
def test_who_may_not_leave(person: str, to: str, error: type[WatchkeeperError], said: str) -> None:
    """Each refusal names its reason, before anything is changed."""
    with pytest.raises(error, match=said):
        check_departure(PersonId(person), PersonId(to), PEOPLE)


def test_who_takes_over_sees_it() -> None:
    """A person of one customer takes over nothing of another, nor of the house."""
    _, successor = check_departure(LEAVER, STAYER, PEOPLE)
    check_sight(successor, ["acme"])
    check_sight(PEOPLE.get(ADMIN), ["acme", "other", ""])
    with pytest.raises(Conflict, match="customers -, other"):
        check_sight(successor, ["acme", "other", ""])


def test_the_files_that_still_name_the_person() -> None:
    """A line for each schedule and role, the person's own last."""
    hotline = schedule_from_node(parse_yaml(ROTA, name="schedules/hotline.yml"))
    named = CustomerRoles(lead=LEAVER, signs=ADMIN, fallback=LEAVER, at="customers/acme.yml:5")
    roles = roles_of(LEAVER, {"acme": Customer("acme", "ACME", roles=named)})
    assert [one.duty for one in roles] == ["lead", "fallback"]
    edits = edits_of(PEOPLE.get(LEAVER), roles, [hotline])
    assert [str(one).split(":")[0] for one in edits] == [
        "edit schedules/hotline.yml",
        "edit customers/acme.yml",
        "edit customers/acme.yml",
        "edit people.yml",
    ]
