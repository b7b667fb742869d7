from __future__ import annotations

import asyncio

import pytest

from tests.ticketing.answers.desks import Registered
from tests.ticketing.story import DIRECTOR, ENGINEER, MANAGER, Story
from ticketing import commands as c
from ticketing.answers.answer import Answer
from ticketing.answers.deeds import command_of
from ticketing.answers.given import GivenAnswer
from ticketing.answers.outcome import Outcome
from ticketing.events import Channel, EventKind
from ticketing.verbs import Verb
from watchkeeper.core.errors import InvalidInput, Unavailable
from watchkeeper.core.instants import DAY
from watchkeeper.core.levels import Level


def _answer(
    verb: Verb = Verb.ACKNOWLEDGE,
    *,
    by: str = "ou_engineer",
    ticket: int = 1,
    nonce: str = "n1",
    text: str = "",
) -> Answer:
    return Answer(
        kind="feishu", addresses=(by, "x"), verb=verb, ticket=ticket, nonce=nonce, text=text
    )


async def test_a_press_acknowledges_and_nothing_more_is_sent(story: Story) -> None:
    """The command is the page's own: the owner is set, and what waited for the ticket is dropped."""
    await story.call_in(Level.I)
    told = await Registered(story).desk.hear(_answer(), "duty")
    view = await story.view()
    (event,) = await story.events(1, EventKind.ACKNOWLEDGED)
    assert (told.outcome, told.said) == (Outcome.DONE, "Ticket 1 is acknowledged.")
    assert (view.row.owner, event.channel) == (ENGINEER, Channel.CHAT)
    assert [one for one in await story.messages(state="queued") if one["kind"] == "opened"] == []


async def test_a_press_that_comes_again_counts_once(story: Story) -> None:
    """A service that tells us twice, or somebody who replays a call, changes nothing."""
    await story.call_in(Level.II)
    room = Registered(story)
    note = _answer(Verb.COMMENT, text="vendor called")
    first, second = [await room.desk.hear(note, "duty") for _ in range(2)]
    assert (first.outcome, second.outcome) == (Outcome.DONE, Outcome.REPEATED)
    assert first.said == second.said
    assert len(await story.events(1, EventKind.COMMENTED)) == 1
    assert (room.counted("duty", "done"), room.counted("duty", "repeated")) == (1, 1)


async def test_two_at_once_count_once(story: Story) -> None:
    """Deliveries of one press that overtake each other are one answer."""
    await story.call_in(Level.II)
    desk = Registered(story).desk
    note = _answer(Verb.COMMENT, text="vendor called")
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(desk.hear(note, "duty")) for _ in range(5)]
    outcomes = sorted(task.result().outcome.value for task in tasks)
    assert outcomes == ["done", *["repeated"] * 4]
    assert len(await story.events(1, EventKind.COMMENTED)) == 1


async def test_the_same_nonce_of_another_service_is_another_answer(story: Story) -> None:
    """Names are unique within a source only."""
    await story.call_in(Level.II)
    desk = Registered(story).desk
    note = _answer(Verb.COMMENT, text="vendor called")
    assert [(await desk.hear(note, name)).outcome for name in ("a", "b")] == [Outcome.DONE] * 2


@pytest.mark.parametrize(
    ("by", "ticket", "outcome", "said"),
    [
        ("ou_nobody", 1, Outcome.STRANGER, "Nobody here has this address"),
        ("ou_shared", 1, Outcome.UNCLEAR, "Several people have this address"),
        ("ou_manager", 1, Outcome.REFUSED, "没有工单 1"),
        ("ou_reader", 1, Outcome.REFUSED, "tickets:write"),
        ("ou_engineer", 99, Outcome.REFUSED, "there is no ticket 99"),
    ],
    ids=["a stranger", "two people", "another customer's", "a reader", "no ticket"],
)
async def test_who_may_not_is_refused_as_on_the_page(
    story: Story, by: str, ticket: int, outcome: Outcome, said: str
) -> None:
    """The proof only says who it is; a ticket that somebody may not see is not told to exist."""
    await story.call_in(Level.II)
    told = await Registered(story).desk.hear(_answer(by=by, ticket=ticket), "duty")
    assert told.outcome is outcome
    assert said in told.said
    assert await story.events(1, EventKind.ACKNOWLEDGED) == ()


async def test_an_answer_that_was_refused_stays_refused(story: Story) -> None:
    """Who replays a refused press later, when it would be allowed, gets nothing by it."""
    await story.call_in(Level.II)
    desk = Registered(story).desk
    early = _answer(Verb.ASSIGN, text="engineer-z")
    refused = await desk.hear(early, "duty")
    again = await desk.hear(_answer(Verb.ASSIGN, text=MANAGER), "duty")
    assert (refused.outcome, again.outcome) == (Outcome.REFUSED, Outcome.REFUSED)
    assert again.said == "This answer was refused before."
    assert (await story.view()).row.owner is None


async def test_our_own_trouble_is_no_refusal(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    """While the database is gone an answer is not lost: the service may send it again."""
    await story.call_in(Level.II)
    desk = Registered(story).desk

    async def gone(*_: object) -> None:
        raise Unavailable("the database does not answer")

    with monkeypatch.context() as patch:
        patch.setattr(story.service, "carry_out", gone)
        assert (await desk.hear(_answer(), "duty")).outcome is Outcome.FAILED
    assert (await desk.hear(_answer(), "duty")).outcome is Outcome.DONE


async def test_what_was_heard_is_forgotten_after_a_month(story: Story) -> None:
    """The table of answers does not grow for ever."""
    await story.call_in(Level.IV)
    desk = Registered(story).desk
    note = _answer(Verb.COMMENT, text="seen")
    await desk.hear(note, "duty")
    await story.clock.advance(story.clock.now() + 31 * DAY)  # type: ignore[arg-type]  # an instant
    assert (await desk.hear(note, "duty")).outcome is Outcome.DONE


@pytest.mark.parametrize(
    ("verb", "text", "expected"),
    [
        (Verb.ACKNOWLEDGE, "", c.Acknowledge),
        (Verb.COMMENT, "on my way", c.Comment),
        (Verb.SUBMIT_PLAN, "restart it", c.SubmitPlan),
        (Verb.RESOLVE, "cable; replaced", c.Resolve),
        (Verb.ESCALATE, "", c.EscalateNow),
        (Verb.ASSIGN, "manager-b please", c.Assign),
    ],
    ids=[verb.value for verb in Verb],
)
def test_every_verb_is_a_command(verb: Verb, text: str, expected: type[c.Command]) -> None:
    """One command model stands behind all ways of answering."""
    given = GivenAnswer(DIRECTOR, 7, verb, "duty", "n", text)
    command = command_of(given, Channel.CHAT, without_words="by a button")
    assert type(command) is expected
    assert (command.number, command.actor, command.channel) == (7, DIRECTOR, Channel.CHAT)


@pytest.mark.parametrize(
    ("text", "cause", "method"),
    [
        ("cable; replaced", "cable", "replaced"),
        ("线缆损坏；已更换", "线缆损坏", "已更换"),
        ("replaced the cable", "replaced the cable", "replaced the cable"),
        ("cable;", "cable", "cable;"),
    ],
)
def test_a_resolution_names_cause_and_method(text: str, cause: str, method: str) -> None:
    """A semicolon parts them; without one what was said is both."""
    given = GivenAnswer(DIRECTOR, 7, Verb.RESOLVE, "duty", "n", text)
    command = command_of(given, Channel.CHAT, without_words="")
    assert isinstance(command, c.Resolve)
    assert (command.cause, command.method) == (cause, method)


@pytest.mark.parametrize("verb", [Verb.COMMENT, Verb.SUBMIT_PLAN, Verb.RESOLVE, Verb.ASSIGN])
def test_what_needs_words_is_refused_without(verb: Verb) -> None:
    """An empty note is no note."""
    given = GivenAnswer(DIRECTOR, 7, verb, "duty", "n", "  ")
    with pytest.raises(InvalidInput, match="say what happened"):
        command_of(given, Channel.CHAT, without_words="")
