"""Write the fixtures of the newest schema, as a release leaves them: ``scripts/schema-fixture``."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from tests.postgresql_cluster import start_cluster
from tests.schemas.fixtures import RELEASED, Fixture, dump, released
from tests.schemas.life import live_a_day
from watchkeeper.storage.migrate import newest_revision


def write_fixture(fixture: Fixture, url: str, folder: Path) -> None:
    """Live a day in the empty database at *url*, in *folder*, and keep what is left."""
    asyncio.run(live_a_day(folder, url))
    fixture.folder.mkdir(exist_ok=True)
    dump(fixture, url)


def main() -> None:
    revision = newest_revision()
    if revision in {fixture.revision for fixture in released()}:
        sys.exit(f"{revision} was released: what it left on disks does not change any more")
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        cluster = stack.enter_context(start_cluster())
        for engine, url in (
            ("sqlite", f"sqlite:///{folder}/state.db"),
            ("postgresql", cluster.new_database()),
        ):
            fixture = Fixture(revision, engine, RELEASED)
            write_fixture(fixture, url, folder / engine)
            sys.stdout.write(f"{fixture.path}: {fixture.path.stat().st_size >> 10} KiB\n")


if __name__ == "__main__":
    main()
