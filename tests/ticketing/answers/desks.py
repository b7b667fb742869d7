"""A desk for answers over a story's tickets, with the people who may answer."""

from __future__ import annotations

from prometheus_client import CollectorRegistry

from tests.ticketing.story import DEPUTY, ENGINEER, MANAGER, Story
from ticketing.answers.desk import AnswerDesk
from ticketing.answers.metrics import AnswerMetrics
from watchkeeper.access.languages import Language, read_catalogues
from watchkeeper.access.model import Contact, ContactKind, Person, Role
from watchkeeper.access.people import People

CATALOGUES = read_catalogues()
PEOPLE = People(
    (
        Person(
            ENGINEER,
            "甲",
            language=Language.ENGLISH,
            contacts=(
                Contact(ContactKind.FEISHU, "ou_engineer"),
                Contact(ContactKind.SLACK, "U0123456789"),
                Contact(ContactKind.TELEGRAM, "4242"),
                Contact(ContactKind.WECOM, "engineer-a"),
                Contact(ContactKind.DINGTALK, "manager4220"),
            ),
        ),
        Person(
            MANAGER,
            "乙",
            language=Language.CHINESE,
            contacts=(Contact(ContactKind.FEISHU, "ou_manager"),),
            customers=frozenset({"another"}),
        ),
        Person(
            DEPUTY,
            "丙",
            Role.READER,
            language=Language.ENGLISH,
            contacts=(
                Contact(ContactKind.FEISHU, "ou_reader"),
                Contact(ContactKind.FEISHU, "ou_shared"),
            ),
        ),
        Person("guest", "丁", contacts=(Contact(ContactKind.FEISHU, "ou_shared"),)),  # type: ignore[arg-type]  # an id as people write it
    )
)


class Registered:
    """A desk and what it counts."""

    def __init__(self, story: Story) -> None:
        self.registry = CollectorRegistry()
        self.desk = AnswerDesk(
            story.database,
            story.clock,
            tickets=story.service,
            people=lambda: PEOPLE,
            catalogues=CATALOGUES,
            language=Language.ENGLISH,
            metrics=AnswerMetrics(self.registry),
        )

    def counted(self, source: str, outcome: str) -> float:
        labels = {"source": source, "outcome": outcome}
        return self.registry.get_sample_value("watchkeeper_answers_total", labels) or 0

    def refused(self, source: str, reason: str) -> float:
        labels = {"source": source, "reason": reason}
        name = "watchkeeper_answer_calls_refused_total"
        return self.registry.get_sample_value(name, labels) or 0
