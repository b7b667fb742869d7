"""How a backup stands: the worst that is known of it, in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboards.backups import BackupState, judged, row_of, tools_by_backup, values_by_backup
from dashboards.readings import Reading
from dashboards.web.audience import Audience
from dashboards.web.pages.backups import backup_rows, next_due
from watchkeeper.access.languages import Language
from watchkeeper.core.instants import instant_from_rfc3339
from watchkeeper.inventory.model import BackupJob, BackupKind, Customer, Target
from watchkeeper.inventory.registry import inventory_of

NOW = instant_from_rfc3339("2026-11-23T12:00:00Z")
SECONDS = NOW / 1000
DAY = 86_400.0
GOOD = {
    "backup_last_success_timestamp_seconds": SECONDS - 3_600,
    "backup_expected_interval_seconds": DAY,
    "backup_grace_seconds": 7_200.0,
    "backup_due_timestamp_seconds": SECONDS - 4_000,
}

STATES: dict[str, tuple[dict[str, float], BackupState, list[str]]] = {
    "good": ({}, BackupState.GOOD, []),
    "a run under way": ({"running_since_timestamp_seconds": SECONDS}, BackupState.RUNNING, []),
    "a planned run was missed": ({"due_timestamp_seconds": SECONDS - 60}, BackupState.MISSED, []),
    "none yet": ({"last_success_timestamp_seconds": 0.0, "due_timestamp_seconds": 0.0}, BackupState.NEVER, []),
    "the last run failed": ({"failures_in_a_row": 1.0}, BackupState.FAILING, ["the last run failed"]),
    "a check failed": ({"verify_success": 0.0, "failures_in_a_row": 1.0}, BackupState.BAD, ["the last check failed", "the last run failed"]),
    "a restore failed": ({"restore_test_success": 0.0}, BackupState.BAD, ["the last restore test failed"]),
    "a broken chain": ({"chain_intact": 0.0}, BackupState.BAD, ["the chain is broken"]),
    "half of the usual size": ({"last_size_bytes": 49.0, "size_median_bytes": 100.0}, BackupState.ATTENTION, ["unusual size"]),
    "small, as is expected": ({"last_size_bytes": 49.0, "size_median_bytes": 100.0, "size_least_bytes": 40.0}, BackupState.GOOD, []),
    "larger than expected": ({"last_size_bytes": 49.0, "size_most_bytes": 40.0}, BackupState.ATTENTION, ["unusual size"]),
    "empty": ({"last_size_bytes": 0.0}, BackupState.ATTENTION, ["unusual size"]),
    "never restored": ({"restore_test_interval_seconds": DAY}, BackupState.ATTENTION, ["restore test overdue"]),
    "checked in time": ({"verify_interval_seconds": DAY, "last_verify_timestamp_seconds": SECONDS - 60}, BackupState.GOOD, []),
    "an old off-site copy": ({"offsite_interval_seconds": DAY, "offsite_last_success_timestamp_seconds": SECONDS - 2 * DAY}, BackupState.ATTENTION, ["off-site copy too old"]),
    "an old full backup": ({"full_interval_seconds": DAY, "last_full_timestamp_seconds": SECONDS - 3 * DAY}, BackupState.ATTENTION, ["full backup too old"]),
    "a lock, in the clear": ({"stale_locks": 1.0, "encrypted": 0.0, "encryption_expected": 1.0}, BackupState.ATTENTION, ["a lock is left over", "not encrypted"]),
}  # fmt: skip


@pytest.mark.parametrize(("more", "state", "reasons"), STATES.values(), ids=STATES.keys())
def test_the_worst_that_is_known(
    more: dict[str, float], state: BackupState, reasons: list[str]
) -> None:
    values = {**GOOD, **{f"backup_{name}": value for name, value in more.items()}}
    found, said = judged(values, SECONDS)
    assert (found, [one.sentence for one in said]) == (state, reasons)


def test_without_a_plan_the_interval_and_a_quarter_count() -> None:
    values = {
        "backup_last_success_timestamp_seconds": SECONDS - 1.2 * DAY,
        "backup_expected_interval_seconds": DAY,
    }
    assert judged(values, SECONDS)[0] is BackupState.GOOD
    values["backup_last_success_timestamp_seconds"] = SECONDS - 1.3 * DAY
    assert judged(values, SECONDS)[0] is BackupState.MISSED


def test_nothing_measured_is_not_good() -> None:
    """A backup that is only expected, and one whose tool does not answer."""
    expected = {"backup_expected_interval_seconds": DAY}
    assert judged(expected, SECONDS)[0] is BackupState.SILENT
    mute = {**expected, "backup_reader_success": 0.0}
    state, reasons = judged(mute, SECONDS)
    assert state is BackupState.NEVER
    assert [one.sentence for one in reasons] == ["the tool does not answer"]


_NAMES = sorted({name for more, _, _ in STATES.values() for name in more})


@given(st.dictionaries(st.sampled_from(_NAMES), st.floats(0, 2e9)))
def test_good_means_that_nothing_is_known_against_it(more: dict[str, float]) -> None:
    """A state better than attention comes without reasons, every other can be told from them."""
    state, reasons = judged({**GOOD, **{f"backup_{k}": v for k, v in more.items()}}, SECONDS)
    if state in {BackupState.GOOD, BackupState.RUNNING}:
        assert reasons == ()
    if state in {BackupState.BAD, BackupState.ATTENTION}:
        assert reasons


def reading(name: str, value: float, **labels: str) -> Reading:
    return Reading({"__name__": f"backup_{name}", "backup": "nightly", **labels}, value)


def test_of_two_that_tell_the_same_the_worse_check_counts() -> None:
    readings = (
        reading("last_success_timestamp_seconds", 5, instance="a", job="node"),
        reading("last_success_timestamp_seconds", 9, instance="a", job="heartbeat"),
        reading("verify_success", 1, instance="a"),
        reading("verify_success", 0, instance="a", job="x"),
        reading("copies", 3, instance="a", kind="full"),
        reading("copies", float("nan"), instance="a", kind="wal"),
        reading("reader_success", 1, instance="a", tool="borg"),
    )
    assert values_by_backup(readings)["a", "nightly"] == {
        "backup_last_success_timestamp_seconds": 9,
        "backup_verify_success": 0,
        "backup_copies/full": 3,
        "backup_reader_success": 1,
    }
    assert tools_by_backup(readings) == {("a", "nightly"): "borg"}


JOB = BackupJob("nightly", "restic", "0 2 * * *", kind=BackupKind.INCREMENTAL)
INVENTORY = inventory_of(
    [Target("a", customer="acme", backups=(JOB,)), Target("b", customer="other")],
    [Customer("acme", "ACME"), Customer("other", "Other")],
)
EVERYBODY = Audience(Language.ENGLISH, "UTC", may_write=False, customers=None)
ACME = Audience(Language.ENGLISH, "UTC", may_write=False, customers=frozenset({"acme"}))


def test_everybody_sees_their_own_backups() -> None:
    """Expected ones without a measurement too; the server's own for those who see everything."""
    readings = (
        reading("last_success_timestamp_seconds", SECONDS - 60, instance="b"),
        Reading({"__name__": "backup_files", "backup": "watchkeeper"}, 3),
    )
    seen = [(row.instance, row.name) for row in backup_rows(INVENTORY, readings, EVERYBODY, NOW)]
    assert sorted(seen) == [("", "watchkeeper"), ("a", "nightly"), ("b", "nightly")]
    (row,) = backup_rows(INVENTORY, readings, ACME, NOW)
    assert (row.instance, row.state, row.tool) == ("a", BackupState.SILENT, "restic")
    assert row.kinds == ("incremental",)
    assert next_due(row, NOW) == instant_from_rfc3339("2026-11-23T18:00:00Z")


def test_without_a_plan_the_next_is_an_interval_later() -> None:
    values = {**GOOD, "backup_copies/full": 1.0, "backup_copies/wal": 0.0}
    row = row_of(("b", "x"), None, None, values, tool="borg", now_seconds=SECONDS)
    assert (row.tool, row.kinds) == ("borg", ("full",))
    assert next_due(row, NOW) == NOW + int((DAY - 3_600) * 1000)
    bare = row_of(("b", "x"), None, None, {}, tool="", now_seconds=SECONDS)
    assert next_due(bare, NOW) is None
