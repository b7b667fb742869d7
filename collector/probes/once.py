"""Run one probe once: the edge where its failures become a verdict and a sentence."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

from collector.probes.outcome import Outcome, Probe, Samples, SaysLost, series
from collector.probes.registry import probe_of
from collector.probes.remedies import NO_ANSWER, remedy_of, remedy_of_certificate
from collector.probes.tools import Tools
from watchkeeper.core.errors import WatchkeeperError
from watchkeeper.core.instants import Instant
from watchkeeper.core.labels import Labels
from watchkeeper.core.logs import get_log
from watchkeeper.core.messages import Text, text
from watchkeeper.inventory.model import ProbeSpec, Target

log = get_log("collector")
MAX_SERIES = 50_000
"""More series than this of one probe are refused; a switch with 500 ports has 7,000."""


MANY_SERIES = 2_000
"""Naming more than these takes over 5 ms."""


@dataclass(frozen=True, slots=True)
class ProbeReport:
    """What one run of one probe gave; ``problem`` is None where all was as expected.

    ``samples`` carry ``instance`` and ``job`` as the store will hold them.
    """

    target: str
    probe: str
    kind: str
    at: Instant
    duration_seconds: float
    samples: Samples
    problem: Text | None
    notes: tuple[Text, ...] = ()
    remedy: Text | None = None

    @property
    def is_success(self) -> bool:
        return self.problem is None


async def probe_once(target: Target, spec: ProbeSpec, tools: Tools) -> ProbeReport:
    """Make the probe, run it once, close it.  Raises ConfigError for wrong settings."""
    probe = probe_of(target, spec, tools)
    try:
        return await run_probe(probe, target, spec, tools)
    finally:
        await probe.close()


async def run_probe(probe: Probe, target: Target, spec: ProbeSpec, tools: Tools) -> ProbeReport:
    """Measure once within the probe's timeout; whatever fails becomes the report's problem."""
    at, started = tools.clock.now(), tools.clock.monotonic()
    outcome = told(probe, await _outcome(probe, target, spec))
    duration_seconds = tools.clock.monotonic() - started
    verdict = {
        series("probe_success"): float(outcome.problem is None),
        series("probe_duration_seconds"): duration_seconds,
    }
    return ProbeReport(
        target=target.name,
        probe=spec.name,
        kind=spec.kind,
        at=at,
        duration_seconds=duration_seconds,
        samples=identified({**verdict, **outcome.samples}, target, spec),
        problem=outcome.problem,
        notes=outcome.notes,
        remedy=_remedy(outcome, at),
    )


def _remedy(outcome: Outcome, now: Instant) -> Text | None:
    if outcome.problem is None:
        return None
    return outcome.remedy or remedy_of_certificate(outcome.samples, now)


async def _outcome(probe: Probe, target: Target, spec: ProbeSpec) -> Outcome:
    try:
        async with asyncio.timeout(spec.timeout / 1000):
            outcome = await probe.measure()
    except TimeoutError:
        said = text("no answer within {seconds} s", seconds=spec.timeout / 1000)
        return Outcome(problem=said, remedy=text(NO_ANSWER))
    except WatchkeeperError as error:
        return Outcome(problem=Text(error.sentence, error.facts), remedy=remedy_of(error))
    except OSError as error:
        said = text("no connection: {reason}", reason=error.strerror or repr(error))
        return Outcome(problem=said, remedy=remedy_of(error))
    except Exception as error:
        log.exception("probe broke", target=target.name, probe=spec.name)
        return Outcome(problem=text("the probe itself broke: {reason}", reason=repr(error)[:200]))
    return bounded(outcome)


def told(probe: Probe, outcome: Outcome) -> Outcome:
    """Add what a probe tells of a target that gave nothing."""
    if outcome.samples or outcome.problem is None or not isinstance(probe, SaysLost):
        return outcome
    return replace(outcome, samples=probe.lost)


def still_lost(probe: Probe, target: Target, spec: ProbeSpec) -> Samples:
    """Return what is told of a lost target in a round in which it is not asked."""
    lost = probe.lost if isinstance(probe, SaysLost) else {}
    return identified({series("probe_success"): 0.0, **lost}, target, spec)


def bounded(outcome: Outcome) -> Outcome:
    """Refuse an outcome of too many series; infinities and NaN are dropped."""
    if len(outcome.samples) > MAX_SERIES:
        return Outcome(
            problem=text(
                "{count} series; at most {most} are kept",
                count=len(outcome.samples),
                most=MAX_SERIES,
            )
        )
    if all(math.isfinite(value) for value in outcome.samples.values()):
        return outcome
    finite = {labels: value for labels, value in outcome.samples.items() if math.isfinite(value)}
    return replace(outcome, samples=finite)


async def _identified(samples: Samples, target: Target, spec: ProbeSpec) -> Samples:
    """Name whose the samples are; a large switch's beside the loop, which they would hold up."""
    if len(samples) <= MANY_SERIES:
        return identified(samples, target, spec)
    return await asyncio.to_thread(identified, samples, target, spec)


def identified(samples: Mapping[Labels, float], target: Target, spec: ProbeSpec) -> Samples:
    """Add ``instance`` and ``job``; and ``probe`` where a target has two of one kind."""
    own = identity_labels(target, spec)
    return {tuple(sorted([*labels, *own])): value for labels, value in samples.items()}


def identity_labels(target: Target, spec: ProbeSpec) -> tuple[tuple[str, str], ...]:
    """Return the labels that say whose the samples of a probe are."""
    own = [("instance", target.name), ("job", spec.job or spec.kind)]
    if spec.name != spec.kind and not spec.job:
        own.append(("probe", spec.name))
    return tuple(own)
