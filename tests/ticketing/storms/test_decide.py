"""The steps of storm control: every finding ends somewhere, once, and level I waits for nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ticketing.storms.town import Town
from ticketing.storms.breaker import BreakerManners
from ticketing.storms.decide import (
    Bearing,
    Decision,
    Ending,
    Finding,
    Situation,
    StormManners,
    Verdict,
    decide,
)
from watchkeeper.core.instants import HOUR, Instant
from watchkeeper.core.levels import Level

NOW = Instant(1_795_400_000_000)
MANNERS = StormManners()
SOON = Instant(NOW + HOUR)
WAIT = Instant(NOW + MANNERS.group_wait)
FIBER = Town(
    hangs_on={f"h{n}": ("switch",) for n in range(100)},
    sites={f"h{n}": "shop" for n in range(100)},
    probers={f"h{n}": "branch" for n in range(100)},
)


def finding(
    target: str = "h1",
    level: Level = Level.II,
    bearing: Bearing = Bearing.ITS_OWN,
    **facts: object,
) -> Finding:
    name = f"{target}/{bearing.value}"
    known = Finding(name, name, target, level, bearing, Instant(NOW - 5_000))
    return replace(known, **facts)  # type: ignore[arg-type]  # facts of a finding by name


def ended(*batch: Finding, **facts: object) -> Decision:
    situation = replace(Situation(NOW, FIBER), **facts)  # type: ignore[arg-type]  # facts by name
    return decide(batch, situation, MANNERS)


@pytest.mark.parametrize(
    ("one", "facts", "expected"),
    [
        (finding(level=Level.RECORD), {}, Ending.RECORDED),
        (finding(level=Level.III, listed_until=SOON), {}, Ending.LISTED),
        (finding(level=Level.II, listed_until=SOON), {}, Ending.OPENS),
        (finding(level=Level.III, listed_until=NOW), {}, Ending.OPENS),
        (finding(opens_at=SOON), {}, Ending.WAITS),
        (finding(level=Level.I, opens_at=SOON), {}, Ending.OPENS),
        (finding(opens_at=SOON), {"tickets": {"h1/its_own": 7}}, Ending.FOLLOWS),
        (finding(bearing=Bearing.UNREACHABLE), {"down": {"switch": 3}}, Ending.SYMPTOM),
        (finding(bearing=Bearing.WITHOUT_DATA), {"down": {"switch": 3}}, Ending.SYMPTOM),
        (finding(), {"down": {"switch": 3}}, Ending.OPENS),
        (finding(bearing=Bearing.WITHOUT_DATA), {"blind": {"branch": 9}}, Ending.BLIND),
        (finding(), {"blind": {"branch": 9}}, Ending.OPENS),
    ],
    ids=[
        "recorded",
        "on trial",
        "II is ticketed on trial",
        "the trial is over",
        "came too seldom",
        "level I does not wait",
        "its problem has a ticket",
        "cut off by what is known to be down",
        "silent behind what is down",
        "measured behind what is down",
        "its prober is blind",
        "measured although the prober is blind",
    ],
)
def test_a_finding_ends_where_the_first_step_puts_it(
    one: Finding, facts: dict[str, object], expected: Ending
) -> None:
    (verdict,) = ended(one, **facts).verdicts
    assert verdict.ending is expected


def test_a_fiber_cut_is_one_ticket() -> None:
    """A hundred hosts behind one switch: its ticket, with the level of its worst symptom."""
    hosts = [finding(f"h{n}", Level.III, Bearing.UNREACHABLE) for n in range(99)]
    urgent = finding("h99", Level.I, Bearing.UNREACHABLE)
    switch = finding("switch", Level.II, Bearing.UNREACHABLE)
    decision = ended(*hosts, urgent, switch)
    assert Counter(one.ending for one in decision.verdicts) == {
        Ending.SYMPTOM: 100,
        Ending.OPENS: 1,
    }
    assert {one.of for one in decision.verdicts} == {"", "switch"}
    assert decision.raised == {"switch": Level.I}


def test_hosts_that_were_heard_of_first_are_linked_later() -> None:
    """Their tickets stay, with their clocks, and are named with what cut them off."""
    decision = ended(finding("switch", bearing=Bearing.UNREACHABLE), down={"h1": 4, "x": 5})
    assert decision.verdicts[0].ending is Ending.OPENS
    assert decision.late == {"h1": "switch"}


def test_a_switch_on_trial_is_no_fault_to_hang_symptoms_on() -> None:
    """What has no ticket of its own takes nobody's symptoms: the hosts open theirs."""
    switch = finding("switch", Level.III, Bearing.UNREACHABLE, listed_until=SOON)
    decision = ended(switch, finding(bearing=Bearing.UNREACHABLE))
    assert [one.ending for one in decision.verdicts] == [Ending.LISTED, Ending.OPENS]


def test_a_blind_prober_is_one_ticket_and_a_host_fault_another() -> None:
    """What was measured is not explained by a prober that measures nothing."""
    silent = [finding(f"h{n}", bearing=Bearing.WITHOUT_DATA) for n in range(60)]
    decision = ended(*silent, finding("h70"), watched={"branch": 100})
    assert [one.prober for one in decision.blind] == ["branch"]
    assert {one.of for one in decision.verdicts[:-1]} == {"branch"}
    assert decision.verdicts[-1].ending is Ending.OPENS


def test_a_storm_spares_the_worst() -> None:
    """Beyond the bound what is new joins the storm; the worst were admitted before."""
    many = [finding(f"h{n}", Level.III) for n in range(40)]
    decision = ended(*many, finding("h90", Level.I))
    endings = [one.ending for one in decision.verdicts]
    assert Counter(endings) == {Ending.OPENS: 20, Ending.STORM: 21}
    assert endings[-1] is Ending.OPENS
    assert {one.of for one in decision.verdicts if one.ending is Ending.STORM} == {"shop"}


@pytest.mark.parametrize(
    ("one", "tell_at", "is_muted"),
    [
        (finding(level=Level.I), NOW, False),
        (finding(level=Level.II), WAIT, False),
        (finding(level=Level.III, quiet_until=SOON), SOON, True),
        (finding(level=Level.II, quiet_until=SOON), WAIT, True),
        (finding(level=Level.I, quiet_until=SOON), NOW, True),
        (finding(level=Level.III, quiet_until=NOW), WAIT, False),
    ],
    ids=[
        "level I at once",
        "after the group wait",
        "III when the silence is over",
        "II is told although silenced",
        "I is told at once although silenced",
        "the silence is over",
    ],
)
def test_messages_wait_and_tickets_do_not(one: Finding, tell_at: Instant, is_muted: bool) -> None:
    """The ticket opens now; people hear of it together, and of I and II whatever is silenced."""
    (verdict,) = ended(one).verdicts
    assert (verdict.ending, verdict.tell_at, verdict.is_muted) == (Ending.OPENS, tell_at, is_muted)


_TARGETS = [f"t{n}" for n in range(6)]
_INSTANTS = st.none() | st.integers(NOW - HOUR, NOW + HOUR).map(Instant)
_FINDINGS = st.builds(
    Finding,
    member=st.text("abcdefgh", min_size=1, max_size=3),
    fingerprint=st.sampled_from([f"f{n}" for n in range(12)]),
    target=st.sampled_from(_TARGETS),
    level=st.sampled_from(list(Level)),
    bearing=st.sampled_from(list(Bearing)),
    occurred_at=st.integers(NOW - HOUR, NOW).map(Instant),
    listed_until=_INSTANTS,
    opens_at=_INSTANTS,
    quiet_until=_INSTANTS,
)
_BATCHES = st.lists(_FINDINGS, max_size=25, unique_by=lambda one: one.member)
_SITUATIONS = st.builds(
    Situation,
    now=st.just(NOW),
    around=st.builds(
        Town,
        st.dictionaries(
            st.sampled_from(_TARGETS), st.lists(st.sampled_from(_TARGETS), max_size=2).map(tuple)
        ),
        sites=st.dictionaries(st.sampled_from(_TARGETS), st.sampled_from(["a", "b"])),
        probers=st.dictionaries(st.sampled_from(_TARGETS), st.sampled_from(["p", "q"])),
    ),
    tickets=st.dictionaries(st.sampled_from(["f1", "f2", "f3"]), st.integers(1, 9)),
    down=st.dictionaries(st.sampled_from(_TARGETS), st.integers(1, 9), max_size=2),
    watched=st.dictionaries(st.sampled_from(["", "p", "q"]), st.integers(0, 6)),
    blind=st.dictionaries(st.sampled_from(["p", "q"]), st.integers(1, 9), max_size=1),
)
_TIGHT = StormManners(breaker=BreakerManners(of_site=2, in_all=3))


@given(_BATCHES, _SITUATIONS)
def test_every_finding_ends_somewhere_and_nothing_is_dropped(
    batch: list[Finding], situation: Situation
) -> None:
    """One verdict each, in order; whatever opens no ticket names where its ticket is."""
    decision = decide(batch, situation, _TIGHT)
    assert [one.finding for one in decision.verdicts] == batch
    for verdict in decision.verdicts:
        _check(verdict, decision, situation)


def _check(verdict: Verdict, decision: Decision, situation: Situation) -> None:
    finding, others = verdict.finding, decision.verdicts
    ticketed = {Ending.OPENS, Ending.SYMPTOM, Ending.BLIND, Ending.STORM}
    match verdict.ending:
        case Ending.RECORDED:
            assert finding.level is Level.RECORD
        case Ending.LISTED:
            assert finding.level in {Level.III, Level.IV}
            assert verdict.again_at is not None
            assert verdict.again_at > situation.now
        case Ending.WAITS:
            assert finding.level is not Level.I
            assert verdict.again_at is not None
            assert verdict.again_at > situation.now
        case Ending.FOLLOWS:
            leads = [
                one
                for one in others
                if one.finding.fingerprint == finding.fingerprint and one.ending in ticketed
            ]
            assert verdict.ticket is not None or len(leads) == 1
        case Ending.SYMPTOM:
            at_fault = [
                one
                for one in others
                if one.finding.target == verdict.of
                and one.finding.bearing is Bearing.UNREACHABLE
                and one.ending in {*ticketed, Ending.FOLLOWS} - {Ending.SYMPTOM}
            ]
            assert verdict.ticket is not None or at_fault
            assert decision.raised[verdict.of].rank <= finding.level.rank
        case Ending.BLIND:
            known = {one.prober for one in decision.blind} | set(situation.blind)
            assert verdict.of in known
        case Ending.STORM:
            assert decision.breaker.is_stormy(verdict.of)
        case Ending.OPENS:
            assert verdict.tell_at is not None


@given(_BATCHES, _SITUATIONS)
def test_no_problem_gets_two_tickets_and_level_one_is_told_at_once(
    batch: list[Finding], situation: Situation
) -> None:
    """P18 within a batch; P9: level I is never kept waiting, listed or silenced."""
    decision = decide(batch, situation, _TIGHT)
    placed = {Ending.OPENS, Ending.SYMPTOM, Ending.BLIND, Ending.STORM}
    leads = Counter(one.finding.fingerprint for one in decision.verdicts if one.ending in placed)
    assert all(count == 1 for count in leads.values())
    for one in decision.verdicts:
        if one.finding.level is Level.I:
            assert one.ending in {*placed, Ending.FOLLOWS}
            assert one.tell_at in {None, situation.now}


@given(_BATCHES, _SITUATIONS, st.randoms(use_true_random=False))
def test_the_order_of_a_batch_does_not_matter(
    batch: list[Finding], situation: Situation, chance: object
) -> None:
    """P13: the same findings in another order end in the same places."""
    shuffled = batch[:]
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis types randoms as object
    straight = decide(batch, situation, _TIGHT)
    other = decide(shuffled, situation, _TIGHT)
    assert set(straight.verdicts) == set(other.verdicts)
    assert straight.blind == other.blind
