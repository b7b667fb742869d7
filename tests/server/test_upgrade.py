"""An upgrade copies, migrates the copy, verifies, switches; whatever fails leaves all as it was."""

from __future__ import annotations

import asyncio
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from tests.postgresql_cluster import Cluster
from tests.server.later_schema import REVISION, write_later
from tests.ticketing.story import Story
from watchkeeper.access.audit import record_audit
from watchkeeper.config.settings import Settings
from watchkeeper.core.errors import Conflict
from watchkeeper.core.instants import Instant
from watchkeeper.server.chains import chain_fault
from watchkeeper.server.doctor.model import Verdict
from watchkeeper.server.upgrade import check_upgrade, upgrade_state
from watchkeeper.storage import disk
from watchkeeper.storage.migrate import current_revision, newest_revision
from watchkeeper.storage.open_database import open_database, sqlite_path
from watchkeeper.storage.postgresql import PostgresqlDatabase
from watchkeeper.storage.sqlite import SqliteDatabase
from watchkeeper.storage.upgrade.verify import RowCounts, row_counts
from watchkeeper.storage.upgrade.words import Stage, UpgradeFailed

ROOT = Path(__file__).parents[2]


@dataclass
class House:
    """A database with tickets and an audit trail, and a later version's migration."""

    settings: Settings
    later: Path

    @property
    def url(self) -> str:
        return self.settings.database_url()

    @property
    def file(self) -> Path:
        found = sqlite_path(self.url)
        assert found is not None
        return found

    @property
    def is_sqlite(self) -> bool:
        return sqlite_path(self.url) is not None

    async def upgrade(self, **more: Any) -> Any:
        return await upgrade_state(self.settings, more=(self.later,), **more)

    async def check(self) -> dict[str, Any]:
        return {one.name: one for one in await check_upgrade(self.settings, (self.later,))}

    async def read(self, unit: Any) -> Any:
        """Read the database whatever schema it has."""
        database = SqliteDatabase(self.file) if self.is_sqlite else PostgresqlDatabase(self.url)
        try:
            return await database.read(unit)
        finally:
            await database.close()

    async def is_as_it_was(self, counts: RowCounts) -> bool:
        assert not self.is_sqlite or self.names() == {self.file.name}
        assert await self.read(current_revision) == newest_revision()
        return bool(await self.read(row_counts) == counts)

    def names(self) -> set[str]:
        """Return what lies there, but for the empty WAL that a reader of SQLite leaves."""
        found = {path.name for path in self.file.parent.glob(f"{self.file.name}*")}
        wal = self.file.with_name(f"{self.file.name}-wal")
        is_read = wal.exists() and not wal.stat().st_size
        return found - {wal.name, f"{self.file.name}-shm"} if is_read else found


async def fill(url: str) -> RowCounts:
    """Live through some hours of a watch."""
    database = await open_database(url)
    try:
        story = Story(database)
        for number in range(3):
            await story.fire(f"Fault{number}", on=f"web-{1 + number % 2}")
        await story.pass_time(hours=3)
        await story.clear("Fault1", on="web-2")
        await story.pass_time(hours=1)
        for number in range(5):
            await database.write(
                lambda c, n=number: record_audit(c, "signed_in", actor="a", at=Instant(n))  # type: ignore[misc]  # the default binds the loop's variable
            )
        return await database.read(row_counts)
    finally:
        await database.close()


@pytest.fixture
async def counts(house: House) -> RowCounts:
    return await fill(house.url)


@pytest.fixture
def house(tmp_path: Path, database_url: str) -> House:
    settings = Settings(data=tmp_path, database=database_url)
    return House(settings, write_later(tmp_path / "later"))


@pytest.fixture
def sqlite_house(tmp_path: Path) -> House:
    return House(Settings(data=tmp_path), write_later(tmp_path / "later"))


async def test_an_upgrade_keeps_every_row(house: House, counts: RowCounts) -> None:
    """All rows are there, the new table is filled, the chains hold, the former file is kept."""
    stages: list[Stage] = []
    done = await house.upgrade(tell=lambda stage, _done, _of: stages.append(stage))
    assert (done.found, done.newest) == (newest_revision(), REVISION)
    after = await house.read(row_counts)
    assert after == {**counts, "made_up": counts["ticket"]}
    assert counts["ticket"] == 3
    assert await house.read(chain_fault) is None
    assert list(dict.fromkeys(stages)) == [
        one for one in Stage if house.is_sqlite or one is not Stage.COPY
    ]
    if house.is_sqlite:
        assert house.names() == {house.file.name, done.kept.name}
        with closing(sqlite3.connect(done.kept)) as former:
            assert former.execute("SELECT version_num FROM alembic_version").fetchone() == (
                newest_revision(),
            )
    assert await house.upgrade() is None


async def test_the_former_file_can_take_its_place_again(tmp_path: Path) -> None:
    """The undo of the manual: the kept file under the old name is the database as it was."""
    house = House(Settings(data=tmp_path), write_later(tmp_path / "later"))
    counts = await fill(house.url)
    done = await house.upgrade()
    for ending in ("-wal", "-shm"):
        house.file.with_name(house.file.name + ending).unlink(missing_ok=True)
    done.kept.replace(house.file)
    database = await open_database(house.url)
    assert await database.read(row_counts) == counts
    await database.close()


FAILING = [
    ("raise ValueError('the disk of the author is full')", "migrating: ValueError: the disk"),
    ("op.drop_table('outbox')\nraise RuntimeError('half')", "migrating: RuntimeError: half"),
    ("op.execute('DELETE FROM outbox')", "verifying: table outbox had"),
    ("op.execute('UPDATE ticket_event SET actor = :who'.replace(':who', chr(39) * 2))", "event 1 of ticket 1 does"),
    ("op.execute('UPDATE audit_rows SET at = 7 WHERE number = 3')", "row 3 of the audit trail"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "said"),
    FAILING,
    ids=["fails", "fails half way", "loses rows", "breaks a ticket's chain", "breaks the audit"],
)
async def test_a_bad_migration_leaves_everything_as_it_was(
    house: House, counts: RowCounts, body: str, said: str
) -> None:
    """The sentence says where it ended and that nothing was changed; and so it is."""
    write_later(house.later, body)
    before = house.file.read_bytes() if house.is_sqlite else b""
    with pytest.raises(UpgradeFailed, match="nothing was changed") as raised:
        await house.upgrade()
    assert said in str(raised.value)
    assert await house.is_as_it_was(counts)
    if house.is_sqlite:
        assert house.file.read_bytes() == before


async def test_a_reference_to_nothing_is_found(sqlite_house: House) -> None:
    """While SQLite migrates nothing watches over references; what dangles stops the upgrade."""
    counts = await fill(sqlite_house.url)
    write_later(sqlite_house.later, "op.execute('UPDATE ticket SET terms = 99')")
    with pytest.raises(UpgradeFailed, match="a row of ticket refers to a row of ticket_terms"):
        await sqlite_house.upgrade()
    assert await sqlite_house.is_as_it_was(counts)


async def test_a_migration_may_say_that_it_changes_rows(house: House, counts: RowCounts) -> None:
    """What a migration declares is no loss."""
    write_later(house.later, "op.execute('DELETE FROM outbox')", changes_rows=("outbox",))
    assert (await house.upgrade()).newest == REVISION
    assert (await house.read(row_counts))["outbox"] == 0 < counts["outbox"]


async def test_a_chain_that_was_broken_before_is_no_reason_to_stop(
    house: House, counts: RowCounts
) -> None:
    """It is told by doctor; nobody must stay on an old version for it."""
    assert counts["audit_rows"]
    database = await open_database(house.url)
    await database.write(
        lambda c: c.execute(sa.text("UPDATE audit_rows SET actor = 'b' WHERE number = 2"))
    )
    await database.close()
    assert (await house.upgrade()).newest == REVISION


async def test_a_damaged_file_is_not_migrated(sqlite_house: House) -> None:
    """SQLite's own check is made before: a migration of damaged pages would spread them."""
    await fill(sqlite_house.url)
    with closing(sqlite3.connect(sqlite_house.file)) as connection:
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute(
            "UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM sqlite_master"
            " WHERE name = 'outbox') WHERE name = 'ticket_prose'"
        )
        connection.commit()
    before = sqlite_house.file.read_bytes()
    with pytest.raises(UpgradeFailed, match="nothing was changed"):
        await sqlite_house.upgrade()
    assert sqlite_house.file.read_bytes() == before


async def test_what_a_killed_server_left_in_its_wal_is_upgraded(sqlite_house: House) -> None:
    """Rows that are only in the WAL are in the new file, and the old WAL is not read as its own."""
    counts = await fill(sqlite_house.url)
    file = sqlite_house.file
    with closing(sqlite3.connect(file)) as writer:
        writer.execute("PRAGMA wal_autocheckpoint=0")
        writer.execute("INSERT INTO targets VALUES ('late', '{}', 1, 'a', 1, 'a')")
        writer.commit()
        left = {name: file.with_name(file.name + name).read_bytes() for name in ("", "-wal")}
    for name, content in left.items():
        file.with_name(file.name + name).write_bytes(content)
    await sqlite_house.upgrade()
    after = await sqlite_house.read(row_counts)
    assert after["targets"] == counts["targets"] + 1


def child(house: House, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.server.upgrade_child"]
    where = [str(house.settings.data), house.url, str(house.later)]
    return subprocess.run(
        [*command, *where, *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )


@pytest.mark.parametrize("stage", [one.name for one in Stage])
async def test_a_kill_at_any_stage_leaves_the_database_whole(
    house: House, counts: RowCounts, stage: str
) -> None:
    """SIGKILL at the begin of each stage: the old database works, and the next try succeeds."""
    done = await asyncio.to_thread(child, house, "kill", stage)
    if stage == "COPY" and not house.is_sqlite:
        assert done.returncode == 0, done.stderr  # PostgreSQL copies nothing
        return
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert await house.read(current_revision) == newest_revision()
    assert await house.read(row_counts) == counts
    assert (await house.upgrade()).newest == REVISION
    assert await house.read(row_counts) == {**counts, "made_up": counts["ticket"]}


@pytest.mark.slow
@pytest.mark.timeout(400)
async def test_a_kill_at_any_moment_leaves_the_database_whole(sqlite_house: House) -> None:
    """Kills from 5 ms on, each a third later: the database is the old one or the new one."""
    counts = await fill(sqlite_house.url)
    spare = sqlite_house.file.with_name("spare")
    shutil.copy2(sqlite_house.file, spare)
    seen = set()
    for number in range(14):
        after_seconds = str(0.005 * 1.35**number)
        await asyncio.to_thread(child, sqlite_house, "kill-after", after_seconds)
        found = await sqlite_house.read(current_revision)
        seen.add(found)
        expected = counts if found != REVISION else {**counts, "made_up": counts["ticket"]}
        assert await sqlite_house.read(row_counts) == expected
        if found == REVISION:
            for name in sqlite_house.names():
                sqlite_house.file.with_name(name).unlink()
            shutil.copy2(spare, sqlite_house.file)
    assert newest_revision() in seen


@pytest.mark.parametrize(
    ("share", "stage"),
    [(0.5, "copying the database"), (1.01, "migrating")],
    ids=["copy", "rebuild"],
)
async def test_a_disk_that_is_full_meanwhile_leaves_the_database_as_it_was(
    sqlite_house: House, share: float, stage: str
) -> None:
    """The kernel refuses to let a file grow: the stage is named, nothing is left behind."""
    counts = await fill(sqlite_house.url)
    before = sqlite_house.file.read_bytes()
    grows = "op.execute('CREATE TABLE big AS SELECT randomblob(3000000) AS content')"
    write_later(sqlite_house.later, grows)
    limit = int(len(before) * share)
    done = await asyncio.to_thread(child, sqlite_house, "limit", str(limit))
    assert done.returncode == 1
    assert stage in done.stderr
    assert "nothing was changed" in done.stderr
    assert sqlite_house.file.read_bytes() == before
    assert await sqlite_house.is_as_it_was(counts)


async def test_too_little_room_is_said_before_anything_is_copied(
    sqlite_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``--check`` says it as well, with what is needed and what is free."""
    counts = await fill(sqlite_house.url)
    monkeypatch.setattr(disk, "free_bytes", lambda _folder: 1 << 20)
    check = (await sqlite_house.check())["room"]
    assert check.verdict is Verdict.PROBLEM
    assert "MiB are needed and 1 MiB are free" in str(check.finding)
    with pytest.raises(UpgradeFailed, match="MiB are needed and 1 MiB are free"):
        await sqlite_house.upgrade()
    assert await sqlite_house.is_as_it_was(counts)


async def test_a_check_says_what_would_be_done(house: House, counts: RowCounts) -> None:
    """Schema found and needed, each migration by its own words, room; nothing is changed."""
    checks = await house.check()
    assert checks["schema"].verdict is Verdict.DOUBT
    assert REVISION in str(checks["schema"].finding)
    assert "Made up for a test" in str(checks["migration"].finding)
    assert checks["room"].verdict is Verdict.GOOD
    assert await house.read(row_counts) == counts
    await house.upgrade()
    assert "nothing to do" in str((await house.check())["schema"].finding)


async def test_a_schema_of_a_newer_version_is_refused(house: House, counts: RowCounts) -> None:
    """One clear line, from the check, the upgrade and the server alike."""
    assert counts
    await house.upgrade()
    said = f"has schema {REVISION}, which this version does not know"
    with pytest.raises(Conflict, match=said):
        await upgrade_state(house.settings)
    with pytest.raises(Conflict, match=said):
        await open_database(house.url)
    (check,) = await check_upgrade(house.settings)
    assert check.verdict is Verdict.PROBLEM
    assert said in str(check.finding)


async def test_a_postgresql_that_a_server_uses_is_not_upgraded(
    tmp_path: Path, postgresql_cluster: Cluster
) -> None:
    """Several servers may share it: as long as one is connected the upgrade refuses."""
    settings = Settings(data=tmp_path, database=postgresql_cluster.new_database())
    house = House(settings, write_later(tmp_path / "later"))
    other = await open_database(house.url)
    try:
        with pytest.raises(Conflict, match="sessions of watchkeeper are connected"):
            await house.upgrade()
    finally:
        await other.close()
    assert (await house.upgrade()).newest == REVISION


async def test_there_is_nothing_to_upgrade_where_nothing_is(tmp_path: Path) -> None:
    """A data directory without a database: the server makes one with the newest schema."""
    assert await upgrade_state(Settings(data=tmp_path)) is None
