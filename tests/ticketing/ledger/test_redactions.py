"""What is redacted is gone from every table, and the ticket is what it was but for the words (D6)."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Connection, select

from tests.ticketing.story import ENGINEER, MANAGER, Story
from tests.ticketing.test_free_text import SECRET
from tests.ticketing.test_search import found
from ticketing import commands as c
from ticketing.events import Event, EventKind, first_broken_link
from ticketing.ledger.desk import LogDesk
from ticketing.lifecycle import TicketState
from watchkeeper.core.errors import Conflict, InvalidInput
from watchkeeper.storage.tables import metadata

REASON = "the person asked for it"


async def redact(story: Story, number: int = 1, **wish: Any) -> None:
    values = {"reason": REASON, "approved_by": MANAGER, **wish}
    await story.do(c.Redact(number=number, actor=ENGINEER, **values))


async def holders(story: Story, secret: str) -> list[str]:
    """Return the tables in which *secret* stands anywhere."""

    def unit(connection: Connection) -> list[str]:
        return [
            table.name
            for table in metadata.sorted_tables
            if any(secret in str(row) for row in connection.execute(select(table)))
        ]

    return await story.database.read(unit)


def facts(events: tuple[Event, ...]) -> list[tuple[Any, ...]]:
    return [
        (e.seq, e.kind, e.occurred_at, dict(e.data), dict(e.prose_hashes), e.hash) for e in events
    ]


async def findings(story: Story) -> list[str]:
    return [
        str(line.finding.said) async for line in LogDesk(story.database).verify() if line.finding
    ]


async def test_everything_that_was_said_of_a_ticket_goes(story: Story) -> None:
    """No table holds it any more; the chain holds, clocks and verdicts are those of before."""
    await story.fire("A", summary=SECRET, description=SECRET)
    await story.do(c.Acknowledge(number=1, actor=ENGINEER, note=SECRET))
    await story.do(c.Comment(number=1, actor=ENGINEER, text=f"{SECRET} called"))
    before, events = await story.view(), await story.events()
    assert await holders(story, SECRET)
    await redact(story, everything=True)
    assert await holders(story, SECRET) == []
    assert await found(story, "Zhang") == []
    after = await story.events()
    assert facts(after[:-1]) == facts(events)
    assert first_broken_link(after) is None
    assert await findings(story) == []
    view = await story.view()
    assert [goal.due_at for goal in view.goals] == [goal.due_at for goal in before.goals]
    assert [goal.verdict for goal in view.goals] == [goal.verdict for goal in before.goals]
    assert (view.row.title, view.row.title_zh) == ("(redacted)", "（已脱敏）")
    assert (await story.all_tickets())[0].title == "(redacted)"
    comment = next(one for one in view.timeline if one.kind is EventKind.COMMENTED)
    assert (dict(comment.prose), comment.erased) == ({}, ("text",))


async def test_one_text_of_one_entry_goes_and_the_others_stay(story: Story) -> None:
    """The entry keeps its place; what was not named can still be found."""
    await story.call_in(summary="printer", description=f"ask {SECRET}", reporter="Ms Li")
    await redact(story, seq=1, piece="description")
    view = await story.view()
    assert (view.row.title, view.description, view.reporter) == ("printer", "", "Ms Li")
    assert await holders(story, SECRET) == []
    assert await found(story, "printer") == [1]
    last = (await story.events())[-1]
    assert last.data["prose"] == [{"seq": 1, "name": "description"}]
    assert dict(last.prose) == {"reason": REASON, "approved_by": MANAGER}


async def test_words_are_erased_wherever_they_stand(story: Story) -> None:
    """A number is found however it is spaced, in closed tickets too; twice finds nothing."""
    await story.call_in(summary="printer", description="ring 138-0013 8000")
    await story.do(c.Cancel(number=1, actor=ENGINEER, reason="it was off; told 13800138000"))
    await redact(story, words="13800138000")
    for written in ("138-0013 8000", "13800138000"):
        assert await holders(story, written) == []
    assert (await story.view()).row.state is TicketState.CANCELLED
    with pytest.raises(Conflict):
        await redact(story, words="13800138000")


@pytest.mark.parametrize(
    ("wish", "sentence"),
    [
        ({"everything": True, "approved_by": ENGINEER}, "somebody else"),
        ({"everything": True, "approved_by": " "}, "who approved it is missing"),
        ({"everything": True, "reason": ""}, "the reason is missing"),
        ({"seq": 1, "piece": "no such"}, "has no text"),
        ({"evidence": "no such"}, "no evidence"),
        ({"words": "a"}, "between 2 and"),
    ],
    ids=["approved by oneself", "by nobody", "no reason", "no text", "no evidence", "one letter"],
)
async def test_what_makes_no_sense_erases_nothing(
    story: Story, wish: dict[str, Any], sentence: str
) -> None:
    """A refused redaction leaves every word where it was."""
    await story.call_in(summary=SECRET)
    with pytest.raises(InvalidInput, match=sentence):
        await redact(story, **wish)
    assert (await story.view()).row.title == SECRET
