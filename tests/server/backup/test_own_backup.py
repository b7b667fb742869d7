"""The server's own daily backup: made, checked, rotated, measured, and a ticket when it is not."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from tests.acceptance.harness import House, Watch, build_house, watching
from watchkeeper.core.instants import DAY, HOUR, MINUTE, Instant, instant_from_rfc3339, later
from watchkeeper.server.backup.rotation import kept_files, name_at
from watchkeeper.server.backup.schedule import BackupWorker
from watchkeeper.storage.backup.archive import reading_archive

HALF_PAST_TWO = instant_from_rfc3339("2026-11-22T18:30:00Z")  # in Shanghai
PASSPHRASE = "correct horse battery staple"


@pytest.fixture
def house(tmp_path: Path) -> House:
    folder = tmp_path / "house"
    folder.mkdir()
    (tmp_path / "backups").mkdir()
    built = build_house(folder, packs="[backups, watchkeeper]")
    built.write("backup.pass", PASSPHRASE + "\n")
    built.write("secrets.yml", "credentials: {snmp: {community: hush}}\n").chmod(0o600)
    with built.config.open("a") as file:
        file.write(
            f"backup: {{directory: {tmp_path / 'backups'}, keep: {{daily: 2, weekly: 0}},"
            f" passphrase_file: {folder / 'backup.pass'}}}\n"
        )
    return built


def worker_of(watch: Watch) -> BackupWorker:
    workers = watch.server.parts.workers
    return cast("BackupWorker", next(one for one in workers if one.name == "backup"))


async def made(watch: Watch) -> None:
    """Let a backup that is due be made and settled; its thread takes real time."""
    worker = worker_of(watch)
    for _ in range(3):  # looks, begins, settles
        await watch.pass_time(0)
        async with asyncio.timeout(60):
            await worker.finished()
    await watch.pass_time(0)


def names_in(folder: Path) -> list[str]:
    return [file.name for file in kept_files(path.name for path in folder.iterdir())]


def own_metrics(watch: Watch) -> dict[str, float]:
    registry = watch.server.parts.metrics.registry
    return {
        sample.name: sample.value
        for family in registry.collect()
        for sample in family.samples
        if sample.labels.get("backup") == "watchkeeper"
    }


async def test_a_backup_is_made_each_day(house: House, tmp_path: Path) -> None:
    """At once where there is none, then at its time; good ones, sealed, two of them stay."""
    folder = tmp_path / "backups"
    begun = later(HALF_PAST_TWO, -HOUR)
    async with watching(house, begun) as watch:
        await made(watch)
        assert names_in(folder) == [name_at(begun)]
        await made(watch)  # nothing is due before its time
        assert names_in(folder) == [name_at(begun)]
    for day in range(2):
        async with watching(house, later(HALF_PAST_TWO, day * DAY)) as watch:
            await made(watch)
            found = own_metrics(watch)
    days = [name_at(later(HALF_PAST_TWO, day * DAY)) for day in range(2)]
    assert names_in(folder) == days
    with reading_archive(folder / days[-1]) as archive:
        archive.verify()
        assert archive.manifest.is_sealed
    assert found["backup_last_success_timestamp_seconds"] * 1000 == HALF_PAST_TWO + DAY
    assert found["backup_last_size_bytes"] == (folder / days[-1]).stat().st_size
    assert found["backup_files"] == 2
    assert found["backup_verify_success"] == 1
    assert found["backup_due_timestamp_seconds"] * 1000 == HALF_PAST_TWO  # its grace is not over
    assert found["watchkeeper_backup_last_duration_seconds"] >= 0


async def test_a_restart_knows_what_was_made_before(house: House, tmp_path: Path) -> None:
    """The folder says it; nothing is made twice."""
    async with watching(house, HALF_PAST_TWO) as watch:
        await made(watch)
    async with watching(house, later(HALF_PAST_TWO, HOUR)) as watch:
        await made(watch)
        assert own_metrics(watch)["backup_last_success_timestamp_seconds"] * 1000 == HALF_PAST_TWO
    assert names_in(tmp_path / "backups") == [name_at(HALF_PAST_TWO)]


async def failing_for(
    house: House, begun: Instant, length: int, check: Callable[[Watch], Awaitable[None]]
) -> None:
    """Run from *begun* on, each try to its end."""
    async with watching(house, begun) as watch:
        for _ in range(length // (5 * MINUTE)):
            await watch.pass_time(5 * MINUTE)
            await worker_of(watch).finished()
        await check(watch)


async def test_an_overdue_backup_opens_a_ticket(house: House) -> None:
    """The shipped rules see it as they see any other: the passphrase's file is gone."""
    async with watching(house, HALF_PAST_TWO) as watch:
        await made(watch)
    (house.folder / "backup.pass").unlink()

    async def check(watch: Watch) -> None:
        titles = [row.title for row in await watch.tickets()]
        assert any(
            title.startswith("Backup watchkeeper of watchkeeper is overdue") for title in titles
        )
        assert own_metrics(watch)["watchkeeper_backup_last_run_success"] == 0

    # A day later, after the grace of an hour.
    await failing_for(house, later(HALF_PAST_TWO, DAY + HOUR + MINUTE), 15 * MINUTE, check)


async def test_a_folder_that_cannot_be_written_opens_a_ticket(house: House, tmp_path: Path) -> None:
    """Two tries in a row came to nothing; what was made before is not forgotten as never made."""
    (tmp_path / "backups").rmdir()
    (tmp_path / "backups").write_text("a file")

    async def check(watch: Watch) -> None:
        titles = [row.title for row in await watch.tickets()]
        assert titles == ["Watchkeeper's own backup failed, and failed again"]
        assert own_metrics(watch)["backup_folder_readable"] == 0

    await failing_for(house, HALF_PAST_TWO, 40 * MINUTE, check)


async def test_a_house_without_the_setting_makes_none(tmp_path: Path) -> None:
    """No worker, no metrics of backups."""
    house = replace(build_house(tmp_path))
    async with watching(house, HALF_PAST_TWO) as watch:
        assert not [one for one in watch.server.parts.workers if one.name == "backup"]
        assert own_metrics(watch) == {}
