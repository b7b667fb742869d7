"""Which command an answer is; pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import TypedDict, assert_never

from ticketing import commands
from ticketing.answers.given import GivenAnswer
from ticketing.events import Channel
from ticketing.verbs import Verb
from watchkeeper.access.model import PersonId
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.messages import Text, mark, text

_DONE: Mapping[Verb, str] = MappingProxyType(
    {
        Verb.ACKNOWLEDGE: mark("Ticket {number} is acknowledged."),
        Verb.COMMENT: mark("The note is on ticket {number}."),
        Verb.SUBMIT_PLAN: mark("The handling plan of ticket {number} is submitted."),
        Verb.RESOLVE: mark("Ticket {number} is resolved."),
        Verb.ESCALATE: mark("Ticket {number} is escalated."),
        Verb.ASSIGN: mark("Ticket {number} is handed over."),
    }
)


_CAUSE_AND_METHOD = re.compile(r"\s*[;；\n]\s*")


class _Who(TypedDict):
    number: int
    actor: PersonId
    channel: Channel


def said_when_done(answer: GivenAnswer) -> Text:
    return text(_DONE[answer.verb], number=answer.ticket)


def command_of(answer: GivenAnswer, channel: Channel, *, without_words: str) -> commands.Command:
    """Return the command that *answer* stands for.  Raises InvalidInput where it says too little.

    *without_words* is the reason of who escalates by a button.
    """
    who = _Who(number=answer.ticket, actor=answer.person, channel=channel)
    said = answer.text.strip()
    match answer.verb:
        case Verb.ACKNOWLEDGE:
            return commands.Acknowledge(**who, note=said)
        case Verb.COMMENT:
            return commands.Comment(**who, text=_needed(said))
        case Verb.SUBMIT_PLAN:
            return commands.SubmitPlan(**who, solution=_needed(said))
        case Verb.RESOLVE:
            return _resolve(who, _needed(said))
        case Verb.ESCALATE:
            return commands.EscalateNow(**who, reason=said or without_words)
        case Verb.ASSIGN:
            owner, _, note = _needed(said).partition(" ")
            return commands.Assign(**who, owner=PersonId(owner), note=note.strip())
        case _:
            assert_never(answer.verb)


def _resolve(who: _Who, said: str) -> commands.Resolve:
    """Return a resolution: cause and method apart where a semicolon parts them."""
    cause, *method = _CAUSE_AND_METHOD.split(said, maxsplit=1)
    return commands.Resolve(
        **who,
        cause_class=commands.CauseClass.UNKNOWN,
        cause=cause,
        method=method[0] if method and method[0] else said,
    )


def _needed(said: str) -> str:
    if not said:
        raise InvalidInput("say what happened behind the ticket's number")
    return said
