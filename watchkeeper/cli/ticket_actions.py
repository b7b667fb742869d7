"""What people do to a ticket, as subcommands: the same names and fields as in REST."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Field:
    """One option; ``is_flag``: it is given or not, and takes no value."""

    name: str
    is_required: bool = False
    is_flag: bool = False
    help: str = ""

    @property
    def option(self) -> str:
        return "--" + self.name.removeprefix("is_").replace("_", "-")

    def add_to(self, parser: argparse.ArgumentParser) -> None:
        if self.is_flag:
            parser.add_argument(self.option, dest=self.name, action="store_true", help=self.help)
        else:
            parser.add_argument(
                self.option, dest=self.name, required=self.is_required, help=self.help
            )


@dataclass(frozen=True, slots=True)
class Action:
    """A subcommand: the command's name in REST, what it does, and its fields."""

    command: str
    help: str
    fields: tuple[Field, ...]

    def body(self, arguments: argparse.Namespace) -> dict[str, object]:
        """Return the JSON object to send: the fields that were given, and for whom."""
        given: dict[str, object] = {"actor": arguments.actor}
        for field in (*self.fields, OCCURRED_AT):
            value = getattr(arguments, field.name)
            if value is not False:
                given[field.name] = value
        return given


OCCURRED_AT = Field("occurred_at", help="when it happened, RFC 3339 (default: now)")
_NOTE = Field("note")
_CAUSES = (
    "equipment, vendor_hardware, system, application, network, configuration, operation, "
    "capacity, external or unknown"
)
_PAUSES = (
    "customer, customer_authorisation, written_authorisation, appointment, vendor, maintenance"
)

ACTIONS: Mapping[str, Action] = {
    "ack": Action("acknowledge", "say that you are on it", (_NOTE,)),
    "assign": Action("assign", "make it somebody's", (Field("owner", is_required=True), _NOTE)),
    "plan": Action(
        "plan",
        "submit the handling plan",
        (Field("solution", is_required=True), Field("implementation")),
    ),
    "workaround": Action(
        "workaround", "tell of a workaround", (Field("description", is_required=True),)
    ),
    "arrive": Action("arrive", "say that somebody is on site", (_NOTE,)),
    "emergency-plan": Action(
        "emergency-plan", "submit the emergency plan", (Field("plan", is_required=True),)
    ),
    "resolve": Action(
        "resolve",
        "say that the fault is gone, and why it was there",
        (
            Field("cause_class", is_required=True, help=_CAUSES),
            Field("cause", is_required=True),
            Field("method", is_required=True, help="how it was repaired"),
            Field("data_loss", help="none, partial, irrecoverable or unknown"),
            Field("recovery_point", help="RFC 3339"),
            Field("recovery_document"),
            Field("restored_at", help="when it worked again, RFC 3339"),
        ),
    ),
    "report": Action(
        "report",
        "submit the handling report",
        tuple(Field(name, is_required=True) for name in ("kind", "cause", "method", "losses")),
    ),
    "reply": Action("reply", "answer the requester", (Field("text", is_required=True),)),
    "agree-cause": Action(
        "agree-cause", "the customer agrees with the cause", (Field("agreed_by", is_required=True),)
    ),
    "close": Action("close", "close it", (_NOTE,)),
    "cancel": Action("cancel", "it was no fault", (Field("reason", is_required=True),)),
    "reopen": Action("reopen", "the fault is back", (Field("reason", is_required=True),)),
    "comment": Action(
        "comment",
        "write something down",
        (
            Field("text", is_required=True),
            Field("is_public", is_flag=True, help="the customer may read it"),
        ),
    ),
    "rank": Action(
        "rank",
        "set the customer's order among faults of a level",
        (
            Field("rank", is_required=True, help="1 is first; empty takes it away"),
            Field("requested_by", is_required=True),
        ),
    ),
    "pause": Action(
        "pause",
        "let clocks rest",
        (
            Field("reason", is_required=True, help=_PAUSES),
            _NOTE,
            Field("until", help="RFC 3339"),
        ),
    ),
    "resume": Action("resume", "let clocks run again", (_NOTE,)),
    "level": Action(
        "level",
        "change the level",
        (
            Field("level", is_required=True, help="I, II, III or IV"),
            Field("cause", is_required=True, help="worsened, improved or reclassified"),
            Field("reason", is_required=True),
        ),
    ),
    "escalate": Action(
        "escalate", "tell the next in the chain now", (Field("reason", is_required=True),)
    ),
}

OPEN = Action(
    "open",
    "open a ticket by hand",
    (
        Field("level", is_required=True, help="I, II, III or IV"),
        Field("summary", is_required=True),
        Field("customer"),
        Field("target"),
        Field("description"),
        Field("reporter", help="who told of it"),
        Field("reporter_contact"),
        Field("reported_at", help="when they did, RFC 3339"),
        Field("remote_only", is_flag=True, help="nobody goes there"),
        Field("key", help="the same key opens one ticket"),
    ),
)


def add_actions(subparsers: Any) -> None:
    """Add a subcommand for each action."""
    for name, action in {"open": OPEN, **ACTIONS}.items():
        parser = subparsers.add_parser(name, help=action.help)
        if action is not OPEN:
            parser.add_argument("number", type=int)
        for field in (*action.fields, OCCURRED_AT):
            field.add_to(parser)
        parser.add_argument(
            "--as", dest="actor", metavar="PERSON", help="for whom an administrator does it"
        )
        parser.add_argument("--json", action="store_true", help="print JSON")
