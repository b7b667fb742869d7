"""An answer counts once: what tells it from others is written with what it does."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from ticketing.answers.given import GivenAnswer
from ticketing.answers.outcome import Outcome
from ticketing.answers.tables import answer_seen
from watchkeeper.core.instants import DAY, Duration, Instant

KEPT = Duration(30 * DAY)
"""For so long a repeated answer is known: longer than any link lives and any service repeats."""


class RepeatedAnswerError(Exception):
    """This answer was heard before; ``outcome`` is what became of it then."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome.value)
        self.outcome = outcome


@dataclass(frozen=True, slots=True)
class AnsweredOnce:
    """Fulfils ``ticketing.provisos.Once`` for one answer."""

    answer: GivenAnswer
    now: Instant
    outcome: Outcome = Outcome.DONE

    def begin(self, connection: Connection) -> None:
        """Write down that it was heard, in the transaction of what it does.

        Raises RepeatedAnswerError where it was heard before.  Two that come at once wait for each
        other here.
        """
        connection.execute(delete(answer_seen).where(answer_seen.c.at < self.now - KEPT))
        taken = connection.execute(_insert(connection.dialect.name).values(self._row()))
        if not taken.rowcount:
            raise RepeatedAnswerError(self._known(connection))

    def end(self, connection: Connection, number: int) -> None:
        """Nothing is left to do: the ticket was known from the start."""

    def _known(self, connection: Connection) -> Outcome:
        query = select(answer_seen.c.outcome).where(
            answer_seen.c.source == self.answer.channel, answer_seen.c.nonce == self.answer.nonce
        )
        return Outcome(connection.execute(query).scalar_one())

    def _row(self) -> dict[str, object]:
        return {
            "source": self.answer.channel,
            "nonce": self.answer.nonce,
            "at": self.now,
            "ticket": self.answer.ticket,
            "verb": self.answer.verb.value,
            "outcome": self.outcome.value,
        }


def _insert(dialect: str) -> sqlite.Insert | postgresql.Insert:
    table = answer_seen
    insert = sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)
    return insert.on_conflict_do_nothing()
