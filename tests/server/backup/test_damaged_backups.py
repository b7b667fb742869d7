"""Damaged and forged backups: one clear line, nothing changed, nothing left."""

from __future__ import annotations

import asyncio
import io
import os
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.acceptance.harness import REST, House, build_house, watching
from tests.storage.backup.test_archive import changed
from watchkeeper.core.errors import Unavailable, WatchkeeperError
from watchkeeper.core.instants import Instant, instant_from_rfc3339
from watchkeeper.server.backup.make import BackupWish, Source, make_backup
from watchkeeper.server.backup.places import Wanted
from watchkeeper.server.backup.restore import restore
from watchkeeper.server.backup.trial import try_backup
from watchkeeper.server.clock import ManualClock
from watchkeeper.server.configuration import read_configuration
from watchkeeper.storage import disk
from watchkeeper.storage.backup.archive import reading_archive
from watchkeeper.storage.backup.file import new_backup
from watchkeeper.storage.backup.manifest import NAME, bytes_from_manifest

NOW = instant_from_rfc3339("2026-11-23T01:00:00Z")
PASSPHRASE = "correct horse battery staple"


@pytest.fixture
async def house(tmp_path: Path) -> House:
    """A house that has run, with a ticket, samples and a secret."""
    folder = tmp_path / "old"
    await asyncio.to_thread(folder.mkdir)
    built = build_house(folder)
    built.write("secrets.yml", "credentials: {snmp: {community: hush}}\n").chmod(0o600)
    async with watching(built, NOW) as watch:
        wish = {"level": "II", "summary": "shop down", "target": "web-1", "customer": "acme"}
        await asyncio.to_thread(built.rest.post, f"{REST}/tickets", wish)
        await watch.pass_time(60_000)
    return built


def written(house: House, target: Path, wish: BackupWish | None = None) -> Path:
    settings = read_configuration(house.config).settings
    source = Source(house.folder, settings)
    with new_backup(target) as file:
        make_backup(source, wish or BackupWish(passphrase=PASSPHRASE), file, now=NOW)
    return target


@pytest.fixture
def backup(house: House, tmp_path: Path) -> Path:
    return written(house, tmp_path / "house.zip")


def everything(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def refusal(path: Path, folder: Path, *, passphrase: str = PASSPHRASE) -> str:
    """Return what a restore says that must fail and leave nothing."""
    before = everything(folder) if folder.exists() else None
    with pytest.raises(WatchkeeperError) as caught:
        restore(path, Wanted(folder / "watchkeeper.yml"), passphrase=passphrase, now=NOW)
    assert (everything(folder) if folder.exists() else None) == before
    said = str(caught.value)
    assert "\n" not in said
    return said


def names(path: Path) -> Iterator[str]:
    with zipfile.ZipFile(path) as found:
        yield from found.namelist()


def test_a_flipped_byte_in_any_member_is_refused(backup: Path, tmp_path: Path) -> None:
    """Every member of a real backup, its container made anew around it."""
    whole = backup.read_bytes()
    with zipfile.ZipFile(io.BytesIO(whole)) as found:
        contents = {name: found.read(name) for name in found.namelist()}
    assert {"sealed.bin", "state/state.db", "series/series.db", NAME} <= contents.keys()
    damaged = tmp_path / "damaged.zip"
    for name, content in contents.items():
        for at in {0, len(content) // 2, max(len(content) - 2, 0)} if content else ():
            other = bytearray(content)
            other[at] ^= 0x41
            damaged.write_bytes(changed(whole, {name: bytes(other)}))
            assert str(damaged) in refusal(damaged, tmp_path / "new")


def test_a_cut_backup_is_refused(backup: Path, tmp_path: Path) -> None:
    """At every tenth of its length, and one byte before its end."""
    whole, cut = backup.read_bytes(), tmp_path / "cut.zip"
    for length in (*range(0, len(whole), len(whole) // 10 + 1), len(whole) - 1):
        cut.write_bytes(whole[:length])
        refusal(cut, tmp_path / "new")


def test_more_than_there_is_room_for_is_refused(
    backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sizes that no disk holds are seen before anything is written."""
    monkeypatch.setattr(disk, "free_bytes", lambda _folder: disk.KEPT_FREE_BYTES + 1000)
    assert "are needed and" in refusal(backup, tmp_path / "new")
    with pytest.raises(Unavailable, match="are needed and"):
        try_backup(backup, clock=ManualClock(NOW))


def test_a_backup_of_a_newer_version_is_refused(backup: Path, tmp_path: Path) -> None:
    """It says which version to take."""
    with reading_archive(backup) as archive:
        manifest = replace(archive.manifest, schema="9999_future", version="99.1")
    newer = tmp_path / "newer.zip"
    newer.write_bytes(changed(backup.read_bytes(), {NAME: bytes_from_manifest(manifest)}))
    assert "restore it with watchkeeper 99.1" in refusal(newer, tmp_path / "new")


def test_a_wrong_passphrase_changes_nothing(backup: Path, tmp_path: Path) -> None:
    """The plain files stay out as well."""
    assert "passphrase" in refusal(backup, tmp_path / "new", passphrase="another passphrase")


def test_a_trial_finds_rows_that_are_missing(backup: Path, tmp_path: Path) -> None:
    """A backup whose manifest promises more than its database holds is a problem, not an error."""
    with reading_archive(backup) as archive:
        manifest = archive.manifest
    tables = tuple(
        replace(one, rows=one.rows + 1) if one.name == "ticket" else one for one in manifest.tables
    )
    forged = tmp_path / "forged.zip"
    content = bytes_from_manifest(replace(manifest, tables=tables))
    forged.write_bytes(changed(backup.read_bytes(), {NAME: content}))
    checks = try_backup(forged, clock=ManualClock(NOW), scratch=tmp_path)
    (fault,) = (one for one in checks if one.verdict.value == "problem")
    assert str(fault.finding) == "table ticket had 2 rows and has 1"
    assert not list(tmp_path.glob("watchkeeper-backup-test-*"))


def test_a_trial_of_a_good_backup_finds_nothing(backup: Path, tmp_path: Path) -> None:
    """All parts are named, and the scratch folder is gone."""
    checks = try_backup(backup, clock=ManualClock(NOW), scratch=tmp_path, passphrase=PASSPHRASE)
    assert {check.verdict.value for check in checks} == {"good"}
    assert not list(tmp_path.glob("watchkeeper-backup-test-*"))


async def test_without_series_and_secrets(house: House, tmp_path: Path) -> None:
    """They are not in it, it says so, and what is left can be restored."""
    path = await asyncio.to_thread(
        written, house, tmp_path / "small.zip", BackupWish(with_series=False)
    )
    assert not [name for name in names(path) if name.startswith(("series/", "sealed"))]
    wanted = Wanted(tmp_path / "new" / "watchkeeper.yml")
    done = await asyncio.to_thread(restore, path, wanted, now=NOW)
    assert done.missing == ("secrets.yml",)
    async with watching(replace(house, folder=tmp_path / "new"), NOW) as watch:
        assert len(await watch.tickets()) == 1


def test_nothing_is_left_of_a_backup_that_failed(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither a file nor copies, and a name that is taken stays with its owner."""
    target = tmp_path / "out" / "house.zip"
    target.parent.mkdir()
    monkeypatch.setattr(disk, "free_bytes", lambda _folder: 0)
    with pytest.raises(Unavailable):
        written(house, target)
    monkeypatch.undo()
    assert list(target.parent.iterdir()) == []
    assert not list(house.data.glob(".backup-*"))
    target.write_text("mine")
    with pytest.raises(WatchkeeperError, match="is there already"):
        written(house, target)
    assert target.read_text() == "mine"


def test_a_backup_is_for_its_owner_only(backup: Path) -> None:
    """Whatever the umask says."""
    assert backup.stat().st_mode & 0o777 == 0o600


def test_a_forged_manifest_leads_nowhere(house: House, backup: Path, tmp_path: Path) -> None:
    """Files that it says were left out are looked for in the configuration folder only."""
    with reading_archive(backup) as archive:
        manifest = replace(archive.manifest, left_out=("../../../outside", "/etc/hostname"))
    forged = tmp_path / "forged.zip"
    forged.write_bytes(changed(backup.read_bytes(), {NAME: bytes_from_manifest(manifest)}))
    (tmp_path / "outside").write_text("not ours")
    before = set(tmp_path.iterdir())
    wanted = Wanted(house.config)
    restore(forged, wanted, passphrase=PASSPHRASE, replaces=True, now=Instant(NOW + 1))
    assert set(tmp_path.iterdir()) == before
    assert not (house.folder / "outside").exists()


def test_secrets_that_are_here_stay_in_use(house: House, tmp_path: Path) -> None:
    """A backup without them, restored in place, leaves those of this machine."""
    path = written(house, tmp_path / "plain.zip", BackupWish())
    (house.folder / "secrets.yml").write_text("credentials: {snmp: {community: newer}}\n")
    restore(path, Wanted(house.config), replaces=True, now=Instant(NOW + 1))
    assert "newer" in (house.folder / "secrets.yml").read_text()
    assert (house.folder / "secrets.yml").stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(os.geteuid() != 0, reason="by design: only root gives files to others")
def test_owners_and_modes_come_back(house: House, tmp_path: Path) -> None:
    """What was the service's is the service's again, and so is the lock beside it."""
    for path in (house.data, *house.data.rglob("*")):
        os.chown(path, 65534, 65534)
    path = written(house, tmp_path / "b.zip")
    new = tmp_path / "new"
    wanted = Wanted(new / "watchkeeper.yml")
    restore(path, wanted, passphrase=PASSPHRASE, now=NOW)
    for one in ("state.db", "series.db", "wal", "lock", "restored.json", ""):
        assert (new / "data" / one).stat().st_uid == 65534, one
    assert (new / "secrets.yml").stat().st_uid == 0
    assert (new / "secrets.yml").stat().st_mode & 0o777 == 0o600


def test_a_failure_in_the_last_step_takes_everything_back(
    backup: Path, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The names that changed already change back."""
    before = everything(house.folder)

    def fail(*_arguments: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("watchkeeper.server.backup.swap.sync_directory", fail)
    with pytest.raises(WatchkeeperError, match="Input/output error"):
        restore(
            backup,
            Wanted(house.config),
            passphrase=PASSPHRASE,
            replaces=True,
            now=Instant(NOW + 1),
        )
    assert everything(house.folder) == before
