"""A gate over a real database, with two people."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from watchkeeper.access.gate import Gate
from watchkeeper.access.people import People, people_from_node
from watchkeeper.config.nodes import parse_yaml
from watchkeeper.core.instants import Instant
from watchkeeper.server.clock import ManualClock
from watchkeeper.storage.database import Database

START = Instant(1_795_312_800_000)

PEOPLE = """
people:
- {id: engineer-a, name: 甲, language: zh, contacts: [{phone: "+86 138"}, {mail: a@x.example}]}
- {id: reader-r, name: R, role: reader, customers: [acme]}
"""


@pytest.fixture
def people() -> People:
    return people_from_node(parse_yaml(PEOPLE, name="people.yml"))


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(START)


@pytest.fixture
async def gate(database: Database, people: People, clock: ManualClock) -> AsyncIterator[Gate]:
    opened = Gate(database, people, clock)
    yield opened
    opened.close()
