"""The witness: a server that is silent is told to the person on duty, by the satellite's own channel."""

from __future__ import annotations

import asyncio
import contextlib
import html
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path

from collector.satellites.hand_down import RosterPerson
from ticketing.directory import Contact
from ticketing.notices import Way
from ticketing.notify.channel import Channel, OutgoingMessage, TransportError
from ticketing.notify.reach import routes_to
from watchkeeper.access.languages import Catalogues, language_from_text
from watchkeeper.core.clock import Clock
from watchkeeper.core.errors import WatchkeeperError
from watchkeeper.core.instants import Instant, datetime_from_instant
from watchkeeper.core.logs import get_log
from watchkeeper.core.messages import Text, text
from watchkeeper.satellite.guard import own_connections
from watchkeeper.satellite.settings import Identity, WitnessSettings, point_from_text
from watchkeeper.satellite.silence import (
    Silence,
    Step,
    acknowledged,
    after_call,
    continued,
    next_step,
    silence_from,
    text_of,
)
from watchkeeper.satellite.spool import Spool

log = get_log("satellite")

_HELD = "silence"
_CONNECT_SECONDS = 5.0
_LOOK_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Words:
    """In which languages people are told, and which command they may type."""

    catalogues: Catalogues
    acknowledge: str


@dataclass(frozen=True, slots=True)
class _Sentences:
    subject: Text
    lines: tuple[Text, ...]


class Witness:
    """Watches whether the server answers the link; calls, repeats, and says when it is back."""

    def __init__(
        self,
        identity: Identity,
        plan: WitnessSettings,
        channels: Sequence[Channel],
        roster: Callable[[], Sequence[RosterPerson]],
        spool: Spool,
        clock: Clock,
        executor: Executor,
        words: Words,
        acknowledgement: Path,
    ) -> None:
        self._identity = identity
        self._plan = plan
        self._channels = tuple(channels)
        self._roster = roster
        self._spool = spool
        self._clock = clock
        self._executor = executor
        self._words = words
        self._acknowledgement = acknowledgement
        self._silence = silence_from(spool.held(_HELD) or "")
        self._attempted = clock.monotonic()
        self._is_back = False
        self._changed = asyncio.Event()
        self.calls = 0

    @property
    def silence(self) -> Silence | None:
        return self._silence

    def answered(self) -> None:
        """The server answered an attempt."""
        self._attempted = self._clock.monotonic()
        if self._silence is not None and not self._is_back:
            self._is_back = True
            self._changed.set()

    def not_answered(self, reason: str) -> None:
        """Nobody answered an attempt."""
        now = self._clock.monotonic()
        self._silence = continued(self._silence, reason, self._clock.now(), now - self._attempted)
        self._attempted, self._is_back = now, False
        self._changed.set()

    async def run(self) -> None:
        """Call and repeat until cancelled."""
        own_connections()
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_LOOK_SECONDS):
                    await self._changed.wait()
            self._changed.clear()
            try:
                await self._act()
            except WatchkeeperError as error:
                log.error("the witness could not do its duty", reason=error)
            except Exception as error:  # the edge: it goes on watching
                log.exception("the witness could not do its duty", reason=error)

    async def _act(self) -> None:
        if self._is_back:
            await self._say_back()
            return
        await self._look_for_acknowledgement()
        silence = self._silence
        if silence is not None and next_step(silence, self._plan) is Step.CALL:
            await self._call(silence)

    async def _call(self, silence: Silence) -> None:
        points = await asyncio.gather(*(_answers(point) for point in self._plan.compare))
        sentences = self._sentences(silence, sum(points), len(points))
        person, channel = await self._tell_first(
            self._roster(), sentences, f"{silence.since}-{silence.calls + 1}"
        )
        current = self._silence
        if current is not None:  # it may have come back meanwhile; then that is said next
            self._silence = after_call(current, self._plan, person)
        self.calls += 1
        await self._hold()
        kind = "witness_called" if person else "witness_reached_nobody"
        said = log.warning if person else log.error
        said(
            "server silent, the person on duty was called"
            if person
            else "server silent, and nobody could be called",
            person=person or "-",
            channel=channel or "-",
        )
        await self._note(
            kind,
            {
                "person": person or "",
                "channel": channel,
                "call": str(silence.calls + 1),
                "since": str(silence.since),
                "reason": silence.reason[:300],
                "points_answering": f"{sum(points)} of {len(points)}",
            },
        )

    async def _say_back(self) -> None:
        silence, self._silence, self._is_back = self._silence, None, False
        if silence is None:
            return
        await self._forget_acknowledgement()
        await self._hold()
        if not silence.calls:
            return
        people = [one for one in self._roster() if one.id in silence.called]
        for person in people:
            await self._tell_first((person,), self._back(silence), f"{silence.since}-back")
        log.info("server answers again, those called were told", people=len(people))
        await self._note(
            "witness_ended",
            {
                "since": str(silence.since),
                "calls": str(silence.calls),
                "people": ",".join(silence.called)[:400],
            },
        )

    async def _tell_first(
        self, people: Sequence[RosterPerson], sentences: _Sentences, key: str
    ) -> tuple[str | None, str]:
        """Tell the first person who can be reached, by the first channel that takes it."""
        for person in people:
            contacts = tuple(Contact(kind, address) for kind, address in person.contacts)
            message = self._message(person, sentences, key)
            for route in routes_to(contacts, Way.CALL, self._channels):
                try:
                    await route.channel.send(message, route.address)
                except TransportError as error:
                    log.warning(
                        "a channel did not take the call",
                        channel=route.channel.name,
                        person=person.id,
                        reason=error,
                    )
                else:
                    return person.id, route.channel.name
        return None, ""

    def _message(self, person: RosterPerson, sentences: _Sentences, key: str) -> OutgoingMessage:
        translate = self._words.catalogues.translate(language_from_text(person.language))
        localised = _in_zone(sentences, person.zone)
        subject = localised.subject.render(translate)
        lines = [line.render(translate) for line in localised.lines]
        return OutgoingMessage(
            key=f"witness-{self._identity.id}-{key}-{person.id}",
            subject=subject,
            text="\n".join([subject, *lines]),
            html="".join(f"<p>{html.escape(line)}</p>" for line in (subject, *lines)),
            markdown="\n\n".join([f"**{subject}**", *lines]),
            thread=f"witness-{self._identity.id}",
            facts=_facts(self._identity, self._silence),
        )

    def _sentences(self, silence: Silence, answering: int, points: int) -> _Sentences:
        name, server = self._identity.name, self._identity.server
        lines = [
            text(
                "The satellite {name} has reached {server} no more since {since}: {reason}.",
                name=name,
                server=server,
                since=silence.since,
                reason=silence.reason or "-",
            ),
            text(
                "Either the server is down, or the line between the two is cut. In the second case the server may be well and go on elsewhere: open {server} from another place.",
                server=server,
            ),
            _line_of_points(answering, points),
            text(
                "Until it is back nobody is told of faults by the server; the satellite keeps its measurements."
            ),
            text(
                "This was call {number}. To end the repetition type on the satellite's machine: {command}",
                number=silence.calls + 1,
                command=self._words.acknowledge,
            ),
        ]
        return _Sentences(
            text("Watchkeeper's server is silent, seen from {name}", name=name), tuple(lines)
        )

    def _back(self, silence: Silence) -> _Sentences:
        return _Sentences(
            text("Watchkeeper's server answers again, seen from {name}", name=self._identity.name),
            (
                text(
                    "It was silent from {since} to {until}. What the satellite measured meanwhile is being sent.",
                    since=silence.since,
                    until=self._clock.now(),
                ),
            ),
        )

    async def _look_for_acknowledgement(self) -> None:
        """Take an acknowledgement of this silence; one that came too late is none of the next."""
        if self._silence is None:
            await self._forget_acknowledgement()
            return
        if self._silence.is_acknowledged:
            return
        if await self._on_disk(self._acknowledgement.exists):
            self._silence = acknowledged(self._silence)
            await self._hold()
            log.info("the silence of the server was acknowledged; nobody is called again")
            await self._note("witness_acknowledged", {"since": str(self._silence.since)})

    async def _forget_acknowledgement(self) -> None:
        await self._on_disk(lambda: self._acknowledgement.unlink(missing_ok=True))

    async def _hold(self) -> None:
        content = text_of(self._silence)
        await self._on_disk(lambda: self._spool.hold(_HELD, content))

    async def _note(self, kind: str, facts: Mapping[str, str]) -> None:
        now = self._clock.now()
        await self._on_disk(lambda: self._spool.note(kind, facts, now))

    async def _on_disk(self, work: Callable[[], object]) -> object:
        return await asyncio.get_running_loop().run_in_executor(self._executor, work)


def _line_of_points(answering: int, points: int) -> Text:
    if not points:
        return text(
            "No points to compare with are set (witness.compare), so that the line is not known to be well."
        )
    if answering:
        return text(
            "Of {points} points to compare with {answering} answer: this site's own line works.",
            points=points,
            answering=answering,
        )
    return text(
        "None of {points} points to compare with answers: rather this site's own line is cut.",
        points=points,
    )


def _in_zone(sentences: _Sentences, name: str) -> _Sentences:
    """Write instants as the person's clock shows them."""
    return _Sentences(
        _local(sentences.subject, name), tuple(_local(line, name) for line in sentences.lines)
    )


def _local(sentence: Text, name: str) -> Text:
    facts = {
        key: datetime_from_instant(Instant(value), name).strftime("%Y-%m-%d %H:%M:%S %z")
        if key in {"since", "until"} and isinstance(value, int)
        else value
        for key, value in sentence.facts.items()
    }
    return Text(sentence.sentence, facts)


def _facts(identity: Identity, silence: Silence | None) -> Mapping[str, object]:
    return {
        "witness": identity.name,
        "server": identity.server,
        "since": silence.since if silence else None,
        "messages": [{"kind": "server_silent" if silence else "server_back"}],
    }


async def _answers(point: str) -> bool:
    """Return whether somebody takes a connection there."""
    host, port = point_from_text(point)
    try:
        async with asyncio.timeout(_CONNECT_SECONDS):
            _, writer = await asyncio.open_connection(host, port)
    except (OSError, TimeoutError):
        return False
    writer.close()
    with contextlib.suppress(OSError):
        await writer.wait_closed()
    return True
