from __future__ import annotations

import asyncio
import threading

import pytest

from rules.evaluation import Health
from rules.files import parse_rule_file
from rules.schedule import missed_between, slot_at
from tests.rules.watch import Watch
from watchkeeper.access.languages import Language, read_catalogues
from watchkeeper.core.errors import ConfigError
from watchkeeper.core.instants import HOUR, MINUTE, SECOND, Duration, Instant
from watchkeeper.core.labels import label
from watchkeeper.core.levels import Criticality, Level

EVERY = Duration(15 * SECOND)
DISK = """
groups:
- name: disk
  interval: 30s
  offset: 0s
  rules:
  - alert: Filling
    expr: free / size
    levels: {III: "< 0.15", II: "< 0.03"}
    shift: none
    for: 2m
    annotations: {summary: "{{ $labels.instance }} has {{ $value | humanizePercentage }}"}
"""
GOOD = {"free instance=web-1": 50.0, "size instance=web-1": 100.0}
BAD = GOOD | {"free instance=web-1": 10.0}
WORSE = GOOD | {"free instance=web-1": 1.0}


async def test_an_alert_from_sample_to_ticket_desk(watch: Watch) -> None:
    """Samples cross a rung, the alert waits its time, is handed over, worsens and goes."""
    await watch.load(DISK)
    await watch.play("agent:web-1", GOOD, minutes=3)
    assert watch.desk.alerts() == ()
    await watch.play("agent:web-1", BAD, minutes=1.5)
    assert watch.desk.alerts() == ()
    assert len(watch.stored("ALERTS")) == 1
    await watch.play("agent:web-1", BAD, minutes=2)
    (alert,) = watch.desk.alerts()
    assert dict(alert.labels) == {"alertname": "Filling", "instance": "web-1"}
    assert (alert.level, alert.value, alert.feeds) == (Level.III, 0.1, ("agent:web-1",))
    assert alert.annotations["summary"] == "web-1 has 10%"
    assert alert.fired_at - alert.active_at == 2 * MINUTE
    await watch.play("agent:web-1", WORSE, minutes=3)
    (worse,) = watch.desk.alerts()
    assert (worse.level, worse.fingerprint) == (Level.II, alert.fingerprint)
    await watch.play("agent:web-1", GOOD, minutes=1)
    assert watch.desk.alerts() == ()
    assert watch.stored("ALERTS") == {}


async def test_a_silent_feed_leaves_its_name_with_the_alert(watch: Watch) -> None:
    """When samples stop coming the alert leaves a complete set; its feed was told before."""
    await watch.load(DISK)
    await watch.play("agent:web-1", BAD, minutes=4)
    (alert,) = watch.desk.alerts()
    await watch.clock.advance(Instant(watch.clock.now() + 10 * MINUTE))
    assert watch.desk.handed[-1].alerts == ()
    assert watch.desk.handed[-1].is_complete
    assert not any(watch.store.reports(feed, watch.clock.now()) for feed in alert.feeds)


async def test_a_restart_hands_over_what_fired_before(watch: Watch) -> None:
    """After ten minutes down nothing was lost: the first set holds the alert with its old start."""
    await watch.load(DISK)
    await watch.play("agent:web-1", BAD, minutes=5)
    (before,) = watch.desk.alerts()
    again = await watch.restart(after=Duration(10 * MINUTE), rules=[DISK])
    try:
        await again.play("agent:web-1", BAD, minutes=1)
        first = again.desk.handed[0]
        assert [alert.fingerprint for alert in first.alerts] == [before.fingerprint]
        assert first.alerts[0].active_at == before.active_at
    finally:
        await again.close()


async def test_pending_goes_on_after_a_restart_without_the_downtime(watch: Watch) -> None:
    """One of two minutes had passed; the ten minutes down do not count."""
    await watch.load(DISK)
    await watch.play("agent:web-1", BAD, minutes=1)
    again = await watch.restart(after=Duration(10 * MINUTE), rules=[DISK])
    try:
        await again.play("agent:web-1", BAD, minutes=0.75)
        assert again.desk.alerts() == ()
        await again.play("agent:web-1", BAD, minutes=1.25)
        assert again.desk.names() == ["Filling"]
    finally:
        await again.close()


async def test_after_a_start_a_group_waits_for_its_feeds(watch: Watch) -> None:
    """No set is handed over before the feed was heard again, or is two intervals overdue."""
    await watch.load(DISK)
    await watch.play("agent:web-1", BAD, minutes=5, every=MINUTE)
    again = await watch.restart(after=Duration(10 * MINUTE), rules=[DISK])
    try:
        await again.clock.advance(Instant(again.clock.now() + 90 * SECOND))
        assert again.desk.handed == []
        assert list(again.room.statuses[0].waiting_for) == ["agent:web-1"]
        await again.clock.advance(Instant(again.clock.now() + 60 * SECOND))
        assert again.desk.handed != []
        assert list(again.room.statuses[0].waiting_for) == []
    finally:
        await again.close()


MIXED = """
groups:
- name: mixed
  interval: 30s
  offset: 0s
  rules:
  - alert: Broken
    expr: left * right
  - alert: Fine
    expr: free < 20
"""


async def test_one_failing_rule_leaves_the_others(watch: Watch) -> None:
    """A rule that cannot be computed marks its group and is named; the others fire."""
    await watch.load(MIXED)
    twice = {"right a=1": 1.0, "right a=1 b=2": 1.0, "left a=1": 1.0, "left a=1 b=2": 1.0}
    broken = {key if "b=2" not in key else key.replace("b=2", "c=3"): v for key, v in twice.items()}
    await watch.load(MIXED.replace("left * right", "left * on (a) right"))
    await watch.play("agent:web-1", {**broken, **BAD}, minutes=2)
    assert watch.desk.names() == ["Fine"]
    last = watch.desk.handed[-1]
    assert (last.is_complete, last.failed_rules) == (False, ("Broken",))
    (status,) = watch.room.statuses
    assert [rule.health for rule in status.rules] == [Health.BAD, Health.GOOD]
    assert "many" in status.rules[0].last_error
    failures = watch.metric("watchkeeper_rule_evaluation_failures_total", rule_group="f.yml;mixed")
    assert failures is not None
    assert failures >= 3


DOUBTFUL = """
groups:
- name: doubtful
  interval: 30s
  rules:
  - alert: Falling
    expr: rate(free[2m]) < 0
    level: III
  - record: quantile
    expr: quantile(2, free)
"""


async def test_a_rule_tells_what_its_expression_warns_of(watch: Watch) -> None:
    """The status of a rule that is well still has the warnings and infos of its evaluation."""
    await watch.load(DOUBTFUL)
    await watch.play("agent:web-1", GOOD, minutes=3)
    (status,) = watch.room.statuses
    alert, recorded = status.rules
    assert [alert.health, recorded.health] == [Health.GOOD, Health.GOOD]
    assert alert.warnings == ()
    assert [str(one) for one in alert.infos] == [
        "metric might not be a counter, "
        'name does not end in _total/_sum/_count/_bucket: "free" (1:6)'
    ]
    (warning,) = recorded.warnings
    assert str(warning) == "quantile value should be between 0 and 1, got 2 (1:10)"
    chinese = read_catalogues().translate(Language.CHINESE)
    assert warning.render(chinese) == "分位数应在 0 与 1 之间，得到 2（1:10）"


RECORDED = """
groups:
- name: chain
  interval: 30s
  offset: 0s
  rules:
  - record: ratio
    expr: free / size
    labels: {of: disk}
  - alert: Low
    expr: ratio < 0.2
  - alert: Seen
    expr: ALERTS{alertname="Low"} == 1
"""


async def test_a_rule_sees_what_the_rules_before_it_wrote(watch: Watch) -> None:
    """Recorded series and ALERTS are there for the next rule at the same instant."""
    await watch.load(RECORDED)
    await watch.tell("agent:web-1", BAD, every=EVERY)
    await watch.clock.advance(Instant(watch.clock.now() + 30 * SECOND))
    assert watch.desk.names() == ["Low", "Seen"]
    recorded = watch.stored("ratio")
    assert [(label(labels, "of"), value) for labels, value in recorded.items()] == [("disk", 0.1)]


async def test_a_reload_keeps_the_states_of_rules(watch: Watch) -> None:
    """An edited summary or threshold does not begin ``for`` anew; a removed rule ends its alert."""
    await watch.load(DISK)
    await watch.play("agent:web-1", BAD, minutes=4)
    (before,) = watch.desk.alerts()
    await watch.load(DISK.replace("has {{", "still has {{"))
    await watch.play("agent:web-1", BAD, minutes=0.5)
    (after,) = watch.desk.alerts()
    assert (after.active_at, after.annotations["summary"]) == (
        before.active_at,
        "web-1 still has 10%",
    )
    await watch.load(DISK.replace("alert: Filling", "alert: Other"))
    await watch.play("agent:web-1", BAD, minutes=0.5)
    assert watch.desk.alerts() == ()
    assert watch.desk.handed[-1].judged_rules == frozenset({"Other"})


async def test_a_removed_group_hands_over_an_empty_set_and_may_come_back(watch: Watch) -> None:
    """Its series end, its alerts are judged no longer; read again it goes on as a new one."""
    await watch.load(DISK)
    await watch.play("agent:web-1", BAD, minutes=4)
    assert watch.desk.handed[-1].judged_rules == frozenset({"Filling"})
    await watch.load()
    assert watch.desk.handed[-1].judged_rules == frozenset()
    assert (watch.desk.handed[-1].alerts, watch.room.statuses) == ((), ())
    await watch.clock.advance(Instant(watch.clock.now() + SECOND))
    assert watch.stored("ALERTS") == {}
    count = len(watch.desk.handed)
    await watch.play("agent:web-1", BAD, minutes=2)
    assert len(watch.desk.handed) == count
    await watch.load(DISK)
    await watch.play("agent:web-1", BAD, minutes=4)
    assert watch.desk.names() == ["Filling"]


async def test_a_group_that_is_removed_while_it_is_evaluated_says_nothing_more(
    watch: Watch,
) -> None:
    """The round that was under way does not bring its alerts back after the empty set."""
    await watch.load(DISK)
    await watch.play("agent:web-1", BAD, minutes=4)
    (worker,) = watch.room.workers
    watch.clock._now = Instant(watch.clock.now() + MINUTE)
    hold = threading.Event()
    for _ in range(2):
        watch.executor.submit(hold.wait, 10)
    async with asyncio.TaskGroup() as group:
        group.create_task(worker.run_due())
        group.create_task(watch.load())
        group.create_task(asyncio.to_thread(hold.set))
    assert watch.desk.handed[-1].alerts == ()
    await watch.clock.advance(Instant(watch.clock.now() + SECOND))
    assert watch.stored("ALERTS") == {}


async def test_two_groups_of_one_name_change_nothing(watch: Watch) -> None:
    """A reload that cannot be is refused whole."""
    await watch.load(DISK)
    with pytest.raises(ConfigError, match="two groups named"):
        await watch.load(DISK, DISK)
    assert len(watch.room.statuses) == 1


async def test_a_closed_desk_gets_the_set_again(watch: Watch) -> None:
    """A set that could not be handed over is sent again within seconds, before the next round."""
    await watch.load(DISK.replace("interval: 30s", "interval: 5m").replace("for: 2m", "for: 0s"))
    watch.desk.is_closed = True
    await watch.play("agent:web-1", BAD, minutes=6)
    assert watch.desk.handed == []
    assert watch.metric("watchkeeper_rule_group_hand_over_failures_total", rule_group="f.yml;disk")
    watch.desk.is_closed = False
    await watch.clock.advance(Instant(watch.clock.now() + 5 * SECOND))
    assert watch.desk.names() == ["Filling"]


async def test_a_full_disk_does_not_stop_tickets(watch: Watch) -> None:
    """Where samples cannot be stored the alerts are handed over all the same."""
    await watch.load(DISK.replace("for: 2m", "for: 0s"))
    await watch.tell("agent:web-1", BAD, every=EVERY)
    await watch.store.close()
    await watch.clock.advance(Instant(watch.clock.now() + 30 * SECOND))
    assert watch.desk.names() == ["Filling"]
    failures = "watchkeeper_rule_group_write_failures_total"
    assert (watch.metric(failures, rule_group="f.yml;disk") or 0) >= 1


async def test_missed_evaluations_are_counted(watch: Watch) -> None:
    """After a standstill the newest instant is evaluated and those left out are counted."""
    await watch.load(DISK)
    await watch.play("agent:web-1", BAD, minutes=1)
    (worker,) = watch.room.workers
    watch.clock._now = Instant(watch.clock.now() + 10 * MINUTE)
    await worker.run_due()
    assert worker.status.missed == 19
    assert (
        watch.metric("watchkeeper_rule_group_iterations_missed_total", rule_group="f.yml;disk")
        == 19
    )


async def test_a_clock_set_back_does_not_stop_a_group(watch: Watch) -> None:
    """The group goes on at the new time instead of waiting for the old one to come round."""
    await watch.load(DISK)
    await watch.play("agent:web-1", GOOD, minutes=2)
    (worker,) = watch.room.workers
    watch.clock._now = Instant(watch.clock.now() - HOUR)
    due = await worker.next_due()
    assert due is not None
    assert due - watch.clock.now() <= 30 * SECOND


@pytest.mark.parametrize(
    ("criticality", "level"),
    [(Criticality.HIGH, Level.I), (Criticality.NORMAL, Level.II), (Criticality.LOW, Level.III)],
)
async def test_the_level_depends_on_the_target(
    watch: Watch, criticality: Criticality, level: Level
) -> None:
    """Criticality is asked at each evaluation."""
    watch.targets.known["web-1"] = criticality
    await watch.load(MIXED.replace("expr: free < 20", "expr: free < 20\n    level: II"))
    await watch.play("agent:web-1", BAD, minutes=1)
    assert [alert.level for alert in watch.desk.alerts()] == [level]


HISTORY = """
groups:
- name: history
  interval: 1m
  offset: 0s
  rules:
  - alert: Low
    expr: free < 20
    min_history: 20m
"""


async def test_min_history_holds_back_what_is_new(watch: Watch) -> None:
    """A series that is not yet 20 minutes old begins no alert; an older one does."""
    await watch.load(HISTORY)
    await watch.play("agent:web-1", BAD, minutes=15, every=MINUTE)
    assert watch.desk.alerts() == ()
    await watch.play("agent:web-1", BAD, minutes=8, every=MINUTE)
    assert watch.desk.names() == ["Low"]


COOLING = HISTORY.replace("min_history: 20m", "cooldown: 10m").replace("1m", "30s")


async def test_a_restart_does_not_cut_the_cooldown(watch: Watch) -> None:
    """An alert that ended before it comes back only when its cooldown is over."""
    await watch.load(COOLING)
    await watch.play("agent:web-1", BAD, minutes=1)
    assert watch.desk.names() == ["Low"]
    await watch.play("agent:web-1", GOOD, minutes=1)
    assert watch.desk.names() == []
    again = await watch.restart(after=Duration(MINUTE), rules=[COOLING])
    try:
        await again.play("agent:web-1", BAD, minutes=6)
        assert again.desk.names() == []
        await again.play("agent:web-1", BAD, minutes=4)
        assert again.desk.names() == ["Low"]
    finally:
        await again.close()


RECOVERING = """
groups:
- name: recovering
  interval: 30s
  offset: 0s
  rules:
  - alert: Low
    expr: free < 20
    recover_expr: free > 60
"""


async def test_recover_expr_is_a_second_threshold(watch: Watch) -> None:
    """Between the two thresholds the alert stays."""
    await watch.load(RECOVERING)
    await watch.play("agent:web-1", BAD, minutes=1)
    await watch.play("agent:web-1", GOOD, minutes=5)
    assert watch.desk.names() == ["Low"]
    await watch.play("agent:web-1", GOOD | {"free instance=web-1": 70.0}, minutes=1)
    assert watch.desk.names() == []


async def test_a_limit_of_alerts_fails_the_rule(watch: Watch) -> None:
    """More alerts than the group's limit are none, and an error says so."""
    await watch.load(MIXED.replace("offset: 0s", "offset: 0s\n  limit: 1"))
    many = {f"free instance=h{number}": 1.0 for number in range(3)}
    await watch.play("agent:web-1", many, minutes=1)
    assert watch.desk.alerts() == ()
    assert watch.room.statuses[0].rules[1].last_error == "exceeded limit of 1 with 3 alerts"


def test_groups_of_one_interval_are_spread() -> None:
    """Each group has its own phase, always the same, and a written offset is kept."""
    text = "groups: [" + ",".join(f"{{name: g{n}, interval: 60s}}" for n in range(50)) + "]"
    groups = parse_rule_file(text, name="f").groups
    now = Instant(1_000 * MINUTE)
    phases = {slot_at(group, now) % MINUTE for group in groups}
    assert len(phases) > 40
    assert all(now - MINUTE < slot_at(group, now) <= now for group in groups)
    fixed = parse_rule_file("groups: [{name: g, interval: 1m, offset: 7s}]", name="f").groups[0]
    assert slot_at(fixed, now) == now - 53 * SECOND


def test_missed_between() -> None:
    """Nothing is missed between neighbours."""
    assert missed_between(Instant(0), Instant(60), Duration(60)) == 0
    assert missed_between(Instant(0), Instant(240), Duration(60)) == 3
