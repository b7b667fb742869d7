"""Checks that only the running server can make: silent agents, the store, standstill, channels."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from yarl import URL

from collector.enrolment import Enrolment
from ticketing.oncall.desk import DutyDesk
from ticketing.oncall.lint import Finding, Flaw
from ticketing.search_desk import SearchDesk
from watchkeeper.access.people import People
from watchkeeper.core.clock import Clock
from watchkeeper.core.durations import text_from_duration
from watchkeeper.core.errors import InvalidInput, WatchkeeperError
from watchkeeper.core.instants import SECOND, Instant, iso
from watchkeeper.core.messages import Text, text
from watchkeeper.server.doctor.model import Check, doubt, good, problem
from watchkeeper.server.engines import RemoteStorage
from watchkeeper.server.trials import ChannelTrials, TestMessage
from watchkeeper.storage.series.store import SeriesStore


class ReloadState(Protocol):
    """How the last reload ended; ``server.reload.Reloads`` is it."""

    @property
    def failure(self) -> WatchkeeperError | None: ...
    @property
    def awaits_restart(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class LiveChecks:
    """Looks at one running server."""

    enrolment: Enrolment
    store: SeriesStore
    remote: RemoteStorage | None
    people: Callable[[], People]
    trials: ChannelTrials
    search: SearchDesk
    reloads: ReloadState
    stuck: Callable[[], str | None]
    duty: DutyDesk
    findings: Callable[[], Sequence[Finding]]
    reminders: Callable[[], tuple[Text, ...]]
    clock: Clock

    async def run(self) -> tuple[Check, ...]:
        return (
            *self._reload(),
            self._store(),
            *self._engine(),
            self._moves(),
            *await self._agents(),
            await self._search(),
            self._channels(),
            *self._duty(),
            *self._contacts(),
            *self._calendar(),
        )

    async def try_channels(self) -> tuple[Check, ...]:
        """Send a test message to everybody by each channel that reaches them."""
        checks: list[Check] = []
        for person in self.people():
            try:
                told = await self.trials.send(person, None)
            except InvalidInput:
                continue  # no channel reaches them; told where it matters
            checks += [_told(one) for one in told]
        return tuple(checks)

    def _duty(self) -> Iterator[Check]:
        """Tell of the next gap of each schedule; a house without schedules needs no line."""
        gaps = self.duty.gaps()
        for schedule in self.duty.schedules.values():
            gap = next((one for one in gaps if one.schedule == schedule.name), None)
            if gap is None:
                yield good("duty", text("{schedule} has no gap in 14 days", schedule=schedule.name))
                continue
            said = text(
                "{schedule}: nobody who can be reached is on duty from {start} until {end}",
                schedule=schedule.name,
                start=iso(gap.start, schedule.zone),
                end=iso(gap.end, schedule.zone),
            )
            yield problem("duty", said, gap.remedy)

    def _contacts(self) -> Iterator[Check]:
        """Tell of people of schedules whom nothing reaches; the files' checks tell of the others."""
        rota = {one for schedule in self.duty.schedules.values() for one in schedule.people}
        for finding in self.findings():
            if finding.flaw is Flaw.NO_CONTACT and finding.person in rota:
                remedy = text("`watchkeeper oncall check` lists what is wrong with the chains")
                yield problem("contacts", finding.sentence, remedy)

    def _calendar(self) -> Iterator[Check]:
        for said in self.reminders():
            yield doubt("calendar", said, text("watchkeeper calendar import FILE shows its days"))

    def _reload(self) -> Iterator[Check]:
        failure, changed = self.reloads.failure, self.reloads.awaits_restart
        if failure is not None:
            yield problem(
                "reload",
                text(
                    "the last reload was refused, what was in force stays: {reason}",
                    reason=_said(failure),
                ),
                text("correct it, then `systemctl reload watchkeeper`"),
            )
        if changed:
            yield doubt(
                "reload",
                text(
                    "changed in watchkeeper.yml, not in force: {settings}",
                    settings=", ".join(changed),
                ),
                text("systemctl restart watchkeeper"),
            )

    def _store(self) -> Check:
        if self.store.refusal is None:
            return good("store", text("samples are taken"))
        return problem(
            "store",
            text("no samples are taken: {reason}", reason=self.store.refusal),
            text("make room on the disk; agents keep their samples meanwhile"),
        )

    def _engine(self) -> Iterator[Check]:
        if self.remote is None:
            return
        trouble, pending = self.remote.trouble(), self.remote.forwarder.state.pending_bytes
        if trouble is not None:
            yield problem(
                "metrics engine",
                text("{trouble} {pending} MiB wait", trouble=trouble, pending=pending >> 20),
                text("look at {url} and at its log", url=_shown_url(self.remote.settings.query)),
            )
            return
        yield good("metrics engine", text("it takes samples and answers"))
        left_out = self.remote.forwarder.state.left_out
        if left_out:
            yield doubt(
                "metrics engine",
                text("{count} native histograms were not sent to it", count=left_out),
                text(
                    "storage.metrics.remote.native_histograms: true in watchkeeper.yml, "
                    "where the engine takes them"
                ),
            )
        refused = self.remote.forwarder.state.refused
        if refused is not None:
            yield doubt(
                "metrics engine",
                text(
                    "it refused samples: {status} {said}", status=refused.status, said=refused.said
                ),
                text("watchkeeper_remote_storage_samples_failed_total counts them"),
            )

    def _moves(self) -> Check:
        stuck = self.stuck()
        if stuck is None:
            return good("workers", text("rules, timers and messages move"))
        return problem(
            "workers",
            text("{worker} stands still", worker=stuck),
            text("journalctl -u watchkeeper; systemctl restart watchkeeper"),
        )

    async def _agents(self) -> tuple[Check, ...]:
        agents = [one for one in await self.enrolment.agents() if one.revoked_at is None]
        now = self.clock.now()
        silent = tuple(self._silent(sorted({one.target for one in agents}), now))
        if silent or not agents:
            return silent
        return (good("agents", text("all {count} agents report", count=len(agents))),)

    def _silent(self, targets: list[str], now: Instant) -> Iterator[Check]:
        for target in targets:
            status = self.store.feed_status(f"agent:{target}")
            if status is not None and status.reports(now):
                continue
            since = None if status is None else status.silent_for(now)
            said = (
                text("the agent of {target} has never reported", target=target)
                if since is None
                else text(
                    "the agent of {target} has been silent for {silent}",
                    target=target,
                    silent=text_from_duration(since // SECOND * SECOND),
                )
            )
            remedy = text("on that host: systemctl status watchkeeper-agent")
            yield doubt("agents", said, remedy)

    async def _search(self) -> Check:
        missing = await self.search.missing()
        if not missing:
            return good("search", text("every ticket can be found by its words"))
        return doubt(
            "search",
            text("{count} tickets are not found by any word", count=missing),
            text(
                "a start indexes them, see watchkeeper_search_unindexed_tickets and the log; "
                "or: watchkeeper doctor --rebuild-search"
            ),
        )

    def _channels(self) -> Check:
        count = len(self.trials.channels())
        if count:
            return good(
                "channels", text("{count} channels; --try-channels tries them", count=count)
            )
        return problem(
            "channels",
            text("there is no channel: nobody is ever called"),
            text("add one under channels: in watchkeeper.yml, then systemctl reload watchkeeper"),
        )


def _shown_url(address: str) -> str:
    return str(URL(address).with_user(None).with_query(None))


def _said(error: WatchkeeperError) -> Text:
    said = Text(error.sentence, error.facts)
    return text("{place}: {reason}", place=error.at, reason=said) if error.at else said


def _told(one: TestMessage) -> Check:
    facts = {"channel": one.channel, "address": one.address, "answer": one.answer or "-"}
    if one.is_delivered:
        return good("channels", text("{channel} told {address}: {answer}", **facts))
    return problem(
        "channels",
        text(
            "{channel} did not tell {address}: {problem} ({answer})", problem=one.problem, **facts
        ),
        text("correct the channel in watchkeeper.yml or the contact in people.yml"),
    )
