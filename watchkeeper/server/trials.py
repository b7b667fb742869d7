"""Test messages: to a person by the channels that reach them, with the service's real answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dashboards.render.message import MessageWriter
from ticketing.notify.channel import Channel
from ticketing.notify.reach import Route
from ticketing.notify.trial import Trial, channel_named, send_test_message
from watchkeeper.access.languages import Language
from watchkeeper.access.model import Person
from watchkeeper.core.clock import Clock
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.messages import Text


@dataclass(frozen=True, slots=True)
class TestMessage:
    """How one test message fared; ``answer`` holds the service's own words."""

    __test__ = False  # it is no test, whatever its name begins with

    channel: str
    address: str
    is_delivered: bool
    answer: str
    problem: Text | None


@dataclass(frozen=True, slots=True)
class ChannelTrials:
    """Sends test messages now: without outbox, retries and limits."""

    channels: Callable[[], Sequence[Channel]]
    writer: MessageWriter
    clock: Clock
    language: Language

    async def send(self, person: Person, wanted: str | None) -> tuple[TestMessage, ...]:
        """Try the channel *wanted*, or each that serves the person.

        Raises NotFound for an unknown channel, InvalidInput where none reaches the person.
        """
        routes = routes_to_person(person, self.channels(), wanted)
        return tuple([await self._try(route, person) for route in routes])

    async def _try(self, route: Route, person: Person) -> TestMessage:
        trial = await send_test_message(
            route.channel,
            route.address,
            renderer=self.writer,
            clock=self.clock,
            language=str(person.language or self.language),
            zone=person.zone,
        )
        return _result(trial)


def routes_to_person(
    person: Person, channels: Sequence[Channel], wanted: str | None
) -> tuple[Route, ...]:
    """Return each channel with the person's first address on it.  Raises NotFound, InvalidInput."""
    if not channels:
        raise InvalidInput(
            "there is no channel yet; add one under channels: in watchkeeper.yml and reload"
        )
    among = [channel_named(channels, wanted)] if wanted else channels
    first = {one.kind.value: one.address for one in reversed(person.contacts)}
    routes = tuple(Route(one, first[one.kind]) for one in among if one.kind in first)
    if not routes:
        raise InvalidInput(
            "{person} has no contact for {channels}; add one, as {{mail: a@x.example}}, "
            "to contacts in people.yml",
            at=person.at or None,
            person=person.id,
            channels=", ".join(f"{one.name} ({one.kind})" for one in among),
        )
    return routes


def _result(trial: Trial) -> TestMessage:
    error = trial.error
    return TestMessage(
        channel=trial.channel,
        address=trial.address,
        is_delivered=trial.is_delivered,
        answer=trial.answer,
        problem=None if error is None else Text(error.sentence, error.facts),
    )
