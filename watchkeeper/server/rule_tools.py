"""What ``watchkeeper rules`` asks the server: selectors that match nothing, trials, noise."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from dashboards.rest.call import Call, Lines
from dashboards.rest.routes import Route
from dashboards.rest.streams import LINES_TYPE
from rules.backtest import MOST_DAYS, Backtest, Outcome, Progress, Recovery
from rules.check import CheckFinding, unmatched_in
from rules.engines.plain import without_plain_form
from rules.files import parse_rule_file
from rules.model import RuleFile
from ticketing.noise import RuleNoise, noise
from ticketing.policy_file import policy_from_text
from ticketing.shelf import shipped_policies
from watchkeeper.access.model import Scope
from watchkeeper.core.errors import Forbidden, InvalidInput, Unavailable
from watchkeeper.core.instants import DAY, Instant, later
from watchkeeper.core.messages import Text
from watchkeeper.server.parts import Parts

MOST_FILES = 200
_BUSY = "another trial is under way; try again when it is over"
_NOISE_DAYS = 30
_NOISE_QUERY: Mapping[str, str] = MappingProxyType(
    {"days": "how many days back, at most 800; without it 30"}
)


@dataclass(frozen=True, slots=True)
class RuleTexts:
    """Rule files by their names."""

    files: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TrialWish:
    """Rule files by their names, and over how many days back they are tried."""

    files: Mapping[str, str]
    days: int = 1


@dataclass(frozen=True, slots=True)
class UnmatchedSelector:
    """A selector that matches no series now, where it stands and what may be meant."""

    at: str
    problem: Text


@dataclass(frozen=True, slots=True)
class TrialLine:
    """One line of a trial: how far it is, or at last what would have been."""

    progress: Progress | None = None
    outcome: Outcome | None = None


class RuleTools:
    """REST for authors of rules; all of it needs to see every customer's series or tickets."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._is_busy = False

    def routes(self) -> tuple[Route, ...]:
        return (
            Route("POST", "/rules/unmatched", "Which selectors of rule files match nothing", self.find_unmatched, tuple[UnmatchedSelector, ...], body=RuleTexts),
            Route("POST", "/rules/backtest", "Try rule files on the samples that are held; answers a JSON object a line", self.backtest, TrialLine, body=TrialWish, kind=LINES_TYPE),
            Route("GET", "/rules/noise", "How much noise each rule made", self.show_noise, tuple[RuleNoise, ...], query=_NOISE_QUERY),
        )  # fmt: skip

    async def find_unmatched(self, call: Call) -> tuple[UnmatchedSelector, ...]:
        _require_whole(call)
        files = await _files(call)
        found = await asyncio.to_thread(self._unmatched, files)
        return (
            *(UnmatchedSelector(one.at, one.problem) for one in found),
            *(UnmatchedSelector(at, problem) for at, problem in self._unanswerable(files)),
        )

    def _unanswerable(self, files: tuple[RuleFile, ...]) -> Iterator[tuple[str, Text]]:
        """Tell what the metrics engine cannot be asked, where there is one."""
        if self._parts.remote is not None:
            for error in (one for file in files for one in without_plain_form(file)):
                yield error.at or "", Text(error.sentence, error.facts)

    def _unmatched(self, files: tuple[RuleFile, ...]) -> list[CheckFinding]:
        return [one for file in files for one in unmatched_in(file, self._parts.store)]

    async def backtest(self, call: Call) -> Lines:
        _require_whole(call)
        given = await call.body()
        days = given.get("days", 1)
        if not isinstance(days, int) or isinstance(days, bool) or not 1 <= days <= MOST_DAYS:
            raise InvalidInput("days is a whole number from 1 to {most}", most=MOST_DAYS)
        files = _read(given.get("files"))
        if self._is_busy:
            raise Unavailable(_BUSY)
        now = self._parts.clock.now()
        trial = await asyncio.to_thread(self._trial, files, later(now, -days * DAY), now)
        return Lines(self._steps(trial))

    def _trial(self, files: tuple[RuleFile, ...], start: Instant, end: Instant) -> Backtest:
        return Backtest(
            files,
            self._parts.rules.around,
            self._parts.clock,
            start=start,
            end=end,
            recovery=self._recovery(),
        )

    def _recovery(self) -> Recovery:
        """Return when a fault is over, by the policy of the house."""
        configuration = self._parts.configuration
        policies = {one.name: one for one in (*shipped_policies(), *configuration.policies)}
        written = policies[configuration.settings.tickets.policy]
        recovery = policy_from_text(written.source, written.at).recovery
        return Recovery(recovery.hysteresis, recovery.reopen_within)

    async def _steps(self, trial: Backtest) -> AsyncGenerator[TrialLine, None]:
        if self._is_busy:
            raise Unavailable(_BUSY)
        steps = trial.run()
        self._is_busy = True
        try:
            while (step := await asyncio.to_thread(next, steps, None)) is not None:
                yield _line(step)
        finally:
            self._is_busy = False

    async def show_noise(self, call: Call) -> tuple[RuleNoise, ...]:
        call.principal.require_scope(Scope.TICKETS_READ)
        days = call.query_number("days", _NOISE_DAYS, MOST_DAYS)
        since = later(self._parts.clock.now(), -days * DAY)
        customers = call.principal.customers
        return await self._parts.database.read(
            lambda connection: noise(connection, since, customers)
        )


def _line(step: Progress | Outcome) -> TrialLine:
    if isinstance(step, Outcome):
        return TrialLine(outcome=step)
    return TrialLine(progress=step)


def _require_whole(call: Call) -> None:
    """Series are not told apart by customer: only those who see all of them may ask."""
    call.principal.require_scope(Scope.QUERY_READ)
    if not call.principal.may_everywhere(Scope.QUERY_READ):
        raise Forbidden(
            "{name} sees some customers only; this takes {scope} for all of them",
            name=call.principal.name,
            scope=Scope.QUERY_READ,
        )


async def _files(call: Call) -> tuple[RuleFile, ...]:
    return _read((await call.body()).get("files"))


def _read(given: object) -> tuple[RuleFile, ...]:
    """Read the files of a body.  Raises InvalidInput, ConfigError with file and line."""
    if not isinstance(given, dict) or not given or len(given) > MOST_FILES:
        raise InvalidInput("files is an object of 1 to {most} rule files", most=MOST_FILES)
    return tuple(_texts(given))


def _texts(given: Mapping[str, object]) -> Iterator[RuleFile]:
    for name, text in given.items():
        if not isinstance(text, str):
            raise InvalidInput("the file {name!r} must be text", name=name[:60])
        yield parse_rule_file(text, name=name)
