"""What the inventory expects, as series."""

from __future__ import annotations

from pathlib import Path

import pytest

from collector.expectations import FEED, ExpectationWorker, samples_of_inventory
from tests.collector.kept_samples import KeptSamples, value
from watchkeeper.core.instants import DAY, HOUR, Duration, Instant, instant_from_rfc3339
from watchkeeper.core.labels import METRIC_NAME, label
from watchkeeper.inventory.model import BackupJob, Customer, SizeBand, Target
from watchkeeper.inventory.registry import Inventory, inventory_of
from watchkeeper.server.clock import ManualClock
from watchkeeper.storage.series.store import SeriesStore
from watchkeeper.storage.series.words import Matcher, MatchKind

NIGHTLY = BackupJob(
    "nightly", "pgbackrest", "0 2 * * *", full=Duration(7 * DAY), grace=Duration(2 * HOUR)
)


def _shop(enrolled_at: str = "2026-11-01T00:00:00Z") -> Inventory:
    target = Target(
        "db-1",
        "10.0.0.3",
        customer="acme",
        site="sh",
        labels={"name": "rack-7"},
        backups=(NIGHTLY,),
        enrolled_at=instant_from_rfc3339(enrolled_at),
    )
    return inventory_of([target], [Customer("acme", "ACME")])


def test_target_info_tells_whose_a_target_is() -> None:
    """Customer, site, criticality and own labels are joined by target_info."""
    samples = samples_of_inventory(_shop(), instant_from_rfc3339("2026-11-22T00:00:00Z"))
    wanted = {"instance": "db-1", "customer": "acme", "site": "sh", "name": "rack-7"}
    assert value(samples, "target_info", **wanted, criticality="normal") == 1


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2026-11-22T19:59:59Z", "2026-11-21T18:00:00Z"),
        ("2026-11-22T20:00:00Z", "2026-11-22T18:00:00Z"),
    ],
    ids=["within the grace yesterday's run counts", "after the grace tonight's run counts"],
)
def test_a_backup_is_due_when_its_grace_is_over(now: str, due: str) -> None:
    """The newest planned run whose grace is over must have succeeded."""
    samples = samples_of_inventory(_shop(), instant_from_rfc3339(now))
    found = value(samples, "backup_due_timestamp_seconds", instance="db-1", backup="nightly")
    assert found == instant_from_rfc3339(due) / 1000
    assert value(samples, "backup_expected_interval_seconds", tool="pgbackrest") == 86_400
    assert value(samples, "backup_full_interval_seconds") == 7 * 86_400
    assert value(samples, "backup_grace_seconds") == 7_200


def test_no_backup_is_due_from_before_the_enrolment() -> None:
    """A target that came this morning owes no backup of last night."""
    now = instant_from_rfc3339("2026-11-22T21:00:00Z")
    samples = samples_of_inventory(_shop("2026-11-22T19:00:00Z"), now)
    assert value(samples, "backup_due_timestamp_seconds") is None


async def test_the_feed_is_written_at_its_interval() -> None:
    """The worker writes the inventory at once and then every minute."""
    start = instant_from_rfc3339("2026-11-22T00:00:00Z")
    clock, sink = ManualClock(start), KeptSamples()
    clock.add(ExpectationWorker(_shop, sink, clock))
    await clock.advance(Instant(start + 5 * 60_000))
    assert [tick.at - start for tick in sink.feed(FEED)] == [n * 60_000 for n in range(6)]


async def test_label_sets_of_targets_are_made_once() -> None:
    """With 10,000 targets making them takes long; a new inventory has its own."""
    start = instant_from_rfc3339("2026-11-22T00:00:00Z")
    clock, sink, held = ManualClock(start), KeptSamples(), [_shop()]
    clock.add(ExpectationWorker(lambda: held[-1], sink, clock))
    await clock.advance(Instant(start + 60_000))
    first, second = (next(iter(tick.samples)) for tick in sink.feed(FEED))
    assert first is second
    held.append(inventory_of([Target("db-2", "10.0.0.4")], []))
    await clock.advance(Instant(start + 120_000))
    samples = sink.feed(FEED)[-1].samples
    assert value(samples, "target_info", instance="db-2") == 1
    assert value(samples, "target_info", instance="db-1") is None


def test_what_is_expected_of_copies_is_told() -> None:
    """Size band, retention, checks and off-site copy; what is not expected is not told."""
    job = BackupJob(
        "nightly",
        "restic",
        "0 2 * * *",
        size=SizeBand(least=1_000, most=None),
        keep=7,
        retention=Duration(30 * DAY),
        offsite=Duration(2 * DAY),
        verify=Duration(7 * DAY),
        restore_test=Duration(30 * DAY),
        encrypted=True,
    )
    now = instant_from_rfc3339("2026-11-22T00:00:00Z")
    inventory = inventory_of([Target("db-1", backups=(job,))], [])
    samples = samples_of_inventory(inventory, now)
    assert value(samples, "backup_size_least_bytes", backup="nightly") == 1_000
    assert value(samples, "backup_size_most_bytes") is None
    assert value(samples, "backup_copies_expected") == 7
    assert value(samples, "backup_retention_seconds") == 30 * 86_400
    assert value(samples, "backup_offsite_interval_seconds") == 2 * 86_400
    assert value(samples, "backup_verify_interval_seconds") == 7 * 86_400
    assert value(samples, "backup_restore_test_interval_seconds") == 30 * 86_400
    assert value(samples, "backup_encryption_expected") == 1
    plain = samples_of_inventory(_shop(), now)
    assert value(plain, "backup_encryption_expected") is None


async def test_a_large_inventory_is_told_whole_and_once(tmp_path: Path) -> None:
    """Six thousand targets with backups are more series than a feed holds; each is there once."""
    start = instant_from_rfc3339("2026-11-22T00:00:00Z")
    clock, held = ManualClock(start), [_shop()]
    many = [Target(f"db-{number}", "10.0.0.3", backups=(NIGHTLY,)) for number in range(6_000)]
    store = await SeriesStore.open(tmp_path, clock=clock)
    clock.add(ExpectationWorker(lambda: held[-1], store, clock))
    for minute, count in enumerate((6_000, 10, 6_000)):
        held.append(inventory_of(many[:count], []))
        await clock.advance(Instant(start + minute * 60_000))
        for name in ("target_info", "backup_due_timestamp_seconds"):
            found = store.latest((Matcher(METRIC_NAME, MatchKind.EQUAL, name),))
            names = [label(one.labels, "instance") for one in found]
            assert sorted(names) == sorted(target.name for target in many[:count])
    assert not store.refused
    await store.close()
