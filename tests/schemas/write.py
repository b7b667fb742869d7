"""Write the fixtures of the newest schema: ``scripts/schema-fixture``."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from tests.postgresql_cluster import start_cluster
from tests.schemas.fixtures import RELEASES, Fixture, dump, forget_unreleased
from tests.schemas.life import live_a_day
from watchkeeper.storage.migrate import newest_revision


def main() -> None:
    revision = newest_revision()
    if revision in RELEASES:
        sys.exit(f"{revision} was released: what it left on disks does not change any more")
    forget_unreleased()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        cluster = stack.enter_context(start_cluster())
        for engine, url in (
            ("sqlite", f"sqlite:///{folder}/state.db"),
            ("postgresql", cluster.new_database()),
        ):
            fixture = Fixture(revision, engine)
            asyncio.run(live_a_day(folder / engine, url))
            dump(fixture, url)
            sys.stdout.write(f"{fixture.path}: {fixture.path.stat().st_size >> 10} KiB\n")


if __name__ == "__main__":
    main()
