"""Try a backup: restore it into a scratch folder, compare it with what it says, leave nothing.

What is compared: every checksum, the rows of every table, all hash chains, the schema brought to
the newest, the rows of the series' files, a sample of blocks and all roll-ups decoded, the whole log read again.
"""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import NullPool

from watchkeeper.core.clock import Clock
from watchkeeper.core.errors import WatchkeeperError
from watchkeeper.core.messages import Text, text
from watchkeeper.server.backup.restore import check_schema
from watchkeeper.server.backup.unpack import Folders, configuration_of, unpack_data
from watchkeeper.server.chains import chain_fault
from watchkeeper.server.doctor.model import Check, good, problem
from watchkeeper.storage.backup.archive import Archive, reading_archive
from watchkeeper.storage.backup.manifest import Manifest
from watchkeeper.storage.backup.series import block_files
from watchkeeper.storage.backup.state import SQLITE_NAME, count_rows
from watchkeeper.storage.disk import require_room
from watchkeeper.storage.migrate import migrate
from watchkeeper.storage.postgresql_copy import try_postgresql
from watchkeeper.storage.series.examine_rows import (
    BlockRow,
    RolledRow,
    next_block,
    next_rolled,
)
from watchkeeper.storage.series.store import SeriesStore
from watchkeeper.storage.sqlite_copy import Progress, no_progress, reading_sqlite
from watchkeeper.storage.upgrade.verify import damage_of, row_counts

_SAMPLED_BLOCKS = 200
Row = BlockRow | RolledRow
_REMEDY = text(
    "make a new backup now and keep the older ones; `watchkeeper doctor` looks for damage"
)


def try_backup(
    path: Path,
    *,
    clock: Clock,
    scratch: Path | None = None,
    database: str = "",
    passphrase: str = "",
    tell: Progress = no_progress,
) -> tuple[Check, ...]:
    """Restore the backup at *path* into a folder below *scratch* and compare; blocks.

    *database* is a PostgreSQL that may be tried in, where the state is one.  Raises InvalidInput
    for a backup that cannot be read, Unavailable where there is no room.
    """
    with reading_archive(path) as archive:
        check_schema(archive.manifest, str(path))
        done = 0

        def told(size: int) -> None:
            nonlocal done
            done += size
            tell(done, max(archive.manifest.total_bytes(), 1))

        with _scratch(scratch, archive.manifest.total_bytes()) as folder:
            folders = Folders(folder / "state", folder / "data")
            for one in (folders.state, folders.data):
                one.mkdir()
            unpack_data(archive, folders, told)
            return (
                good("checksums", text("{count} files are as they were", count=len(archive.manifest.members))),
                *_configuration(archive, passphrase),
                *_state(archive.manifest, folders.state, database),
                *(_series(archive.manifest, folders.data, clock) if archive.manifest.has_series else ()),
            )  # fmt: skip


@contextmanager
def _scratch(scratch: Path | None, needed: int) -> Iterator[Path]:
    place = scratch or Path(tempfile.gettempdir())
    require_room(place, needed)
    folder = Path(tempfile.mkdtemp(prefix="watchkeeper-backup-test-", dir=place))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _configuration(archive: Archive, passphrase: str) -> Iterator[Check]:
    try:
        files = configuration_of(archive, passphrase)
    except WatchkeeperError as error:
        yield problem("configuration", Text(error.sentence, error.facts), text("give the passphrase that sealed it"))  # fmt: skip
        return
    yield good("configuration", text("{count} files can be read", count=len(files)))
    if archive.manifest.is_sealed and not passphrase:
        yield good("secrets", text("sealed; without the passphrase they were not opened"))


def _state(manifest: Manifest, folder: Path, database: str) -> Iterator[Check]:
    try:
        fault = (
            _try_sqlite(manifest, folder / SQLITE_NAME)
            if manifest.dialect == "sqlite"
            else _try_postgresql(manifest, folder, database)
        )
    except WatchkeeperError as error:
        fault = Text(error.sentence, error.facts)
    if fault is not None:
        yield problem("state", fault, _REMEDY)
        return
    rows = sum(table.rows for table in manifest.tables)
    yield good(
        "state",
        text(
            "{rows} rows in {tables} tables, all chains hold",
            rows=rows,
            tables=len(manifest.tables),
        ),
    )


def _try_sqlite(manifest: Manifest, path: Path) -> Text | None:
    fault = _different({one.name: one.rows for one in count_rows(path)}, manifest)
    if fault is not None:
        return fault
    engine = create_engine(f"sqlite:///{path}", poolclass=NullPool)
    with engine.begin() as connection:
        return damage_of(connection) or _after_migration(connection)


def _try_postgresql(manifest: Manifest, folder: Path, database: str) -> Text | None:
    if not database.startswith("postgres"):
        return text("its database is PostgreSQL; name one to try it in by --database")
    return try_postgresql(
        database,
        folder,
        manifest.tables,
        revision=manifest.schema,
        look=lambda connection: (
            _different(row_counts(connection), manifest) or _after_migration(connection)
        ),
    )


def _after_migration(connection: Connection) -> Text | None:
    """Bring the schema to the newest and walk the chains: as the next start would find them."""
    migrate(connection)
    return chain_fault(connection)


def _different(found: Mapping[str, int], manifest: Manifest) -> Text | None:
    for table in manifest.tables:
        if table.name != "alembic_version" and found.get(table.name) != table.rows:
            return text(
                "table {table} had {before} rows and has {after}",
                table=table.name,
                before=table.rows,
                after=found.get(table.name, 0),
            )
    return None


def _series(manifest: Manifest, data: Path, clock: Clock) -> Iterator[Check]:
    found = {
        f"{path.name}/{table.name}": table.rows
        for path in block_files(data)
        for table in count_rows(path)
    }
    for name, rows in manifest.series.items():
        if found.get(name) != rows:
            yield problem(
                "series",
                text(
                    "table {table} had {before} rows and has {after}",
                    table=name,
                    before=rows,
                    after=found.get(name, 0),
                ),
                _REMEDY,
            )
            return
    yield from _blocks(data / "series.db")
    yield asyncio.run(_log(data, clock))


def _blocks(path: Path) -> Iterator[Check]:
    """Decode blocks from all over the file and all roll-ups, and count what is in them."""
    if not path.exists():
        return
    with reading_sqlite(path) as reading:
        yield _examined("blocks", _sampled(reading), _decoded_blocks)
        yield _examined("roll-ups", _rolled(reading), _decoded_roll_ups)


def _examined(name: str, rows: Iterator[Row], told: Callable[[Sequence[int]], Text]) -> Check:
    """Look at rows until one is damaged; else say how much is in them."""
    counts: list[int] = []
    for row in rows:
        fault = row.fault()
        if fault is not None:
            return problem(name, fault, _REMEDY)
        counts.append(row.samples if isinstance(row, BlockRow) else row.records)
    return good(name, told(counts))


def _decoded_blocks(counts: Sequence[int]) -> Text:
    return text("{samples} samples of {count} blocks decoded", samples=sum(counts), count=len(counts))  # fmt: skip


def _decoded_roll_ups(counts: Sequence[int]) -> Text:
    return text("{records} roll-ups of {count} rows decoded", records=sum(counts), count=len(counts))  # fmt: skip


def _sampled(reading: sqlite3.Connection) -> Iterator[BlockRow]:
    numbers = [row[0] for row in reading.execute("SELECT id FROM blocks WHERE part >= 0")]
    step = max(len(numbers) // _SAMPLED_BLOCKS, 1)
    for number in numbers[::step]:
        found = next_block(reading, number - 1)
        assert found is not None
        yield found


def _rolled(reading: sqlite3.Connection) -> Iterator[RolledRow]:
    last = -1
    while (row := next_rolled(reading, last)) is not None:
        last = row.id
        yield row


async def _log(data: Path, clock: Clock) -> Check:
    """Open the store as the next start would, which reads all of the log."""
    store = await SeriesStore.open(data, clock=clock)
    replayed = store.replayed
    await store.close()
    damaged = sum(damage.damaged_bytes for damage in replayed.damages)
    if damaged or replayed.unreadable:
        return problem(
            "log",
            text("{bytes} bytes of the log are damaged", bytes=damaged or replayed.unreadable),
            _REMEDY,
        )
    return good("log", text("{samples} samples read from the log", samples=replayed.samples))
