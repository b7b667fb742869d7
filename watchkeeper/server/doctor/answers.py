"""Checks of answering: by which ways each person of a chain can answer."""

from __future__ import annotations

from collections.abc import Iterator

from ticketing.answers.settings import read_sources
from watchkeeper.access.model import Person
from watchkeeper.core.errors import ConfigError
from watchkeeper.core.messages import text
from watchkeeper.server.configuration import Configuration
from watchkeeper.server.doctor.model import Check, doubt, good


def answer_checks(found: Configuration, people: tuple[Person, ...]) -> Iterator[Check]:
    """Tell how *people* can answer beside the page, where answers are taken from any service."""
    try:
        heard = {source.kind for source in read_sources(found.settings.answers)}
    except ConfigError:
        return  # a mistake of the configuration, told already
    for person in people if heard else ():
        ways = sorted(heard & {contact.kind.value for contact in person.contacts})
        if ways:
            yield good(
                "answers",
                text(
                    "{person} can answer by {ways}, and on the page",
                    person=person.name,
                    ways=", ".join(ways),
                ),
            )
        else:
            yield doubt(
                "answers",
                text("{person} can answer on the page only", person=person.name),
                text(
                    "add a contact of {ways} in {at}",
                    ways=", ".join(sorted(heard)),
                    at=person.at or "people.yml",
                ),
            )
