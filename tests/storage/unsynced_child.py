"""Write to a state database until the disk confirms nothing any more; print what was answered."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from sqlalchemy import Connection, text

from tests.storage.no_fsync import refuse_fsync
from watchkeeper.core.errors import Unavailable
from watchkeeper.storage.sqlite import SqliteDatabase


async def main(path: Path) -> None:
    database = SqliteDatabase(path)
    await database.write(lambda c: c.execute(text("CREATE TABLE word (number INTEGER)")).close())
    for number in range(6):
        if number == 3:
            refuse_fsync()
        try:
            await database.write(lambda c, n=number: _insert(c, n))  # type: ignore[misc]  # the default binds the loop's variable
        except Unavailable as error:
            sys.stdout.write(f"refused {number}: {error}\n")
        else:
            sys.stdout.write(f"acknowledged {number}\n")
    await database.close()


def _insert(connection: Connection, number: int) -> None:
    connection.execute(text("INSERT INTO word VALUES (:number)"), {"number": number})


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
