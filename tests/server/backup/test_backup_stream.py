"""A backup on its way to a caller: who goes away ends it, two at once are refused."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from pathlib import Path

import pytest

from tests.acceptance.harness import REST, House, build_house, watching
from tests.acceptance.test_backup_restore import program
from watchkeeper.client import Client
from watchkeeper.core.errors import Forbidden, InvalidInput, Unavailable
from watchkeeper.core.instants import instant_from_rfc3339
from watchkeeper.server.backup.make import BackupWish

NOW = instant_from_rfc3339("2026-11-23T01:00:00Z")


@pytest.fixture
def house(tmp_path: Path) -> House:
    folder = tmp_path / "house"
    folder.mkdir()
    built = build_house(folder)
    (built.data / "documents").mkdir(parents=True)
    (built.data / "documents" / "large.bin").write_bytes(bytes(range(256)) * 40_000)
    return built


async def first_of(stream: AsyncGenerator[object, None]) -> object:
    return await anext(stream)


async def test_who_goes_away_ends_it(house: House) -> None:
    """Its copies are gone, and the next one can be made."""
    async with watching(house, NOW) as watch:
        backups = watch.server.parts.backups
        async with aclosing(backups.stream(BackupWish())) as stream:
            async with asyncio.timeout(30):
                await first_of(stream)
                with pytest.raises(Unavailable, match="another backup is being made"):
                    await first_of(backups.stream(BackupWish()))
        async with asyncio.timeout(30):
            last = [item async for item in backups.stream(BackupWish())][-1]
        assert getattr(last, "made", None) is not None
        left = await asyncio.to_thread(lambda: list(house.data.glob(".backup-*")))
        assert left == []


async def test_a_short_passphrase_is_an_error_of_the_caller(house: House, tmp_path: Path) -> None:
    """The server's sentence arrives, and no file is left."""
    house.write("secrets.yml", "credentials: {}\n").chmod(0o600)
    short = house.write("short.pass", "1234")
    async with watching(house, NOW):
        said = await asyncio.to_thread(
            program,
            house,
            "backup",
            str(tmp_path / "b.zip"),
            "--passphrase-file",
            str(short),
            code=2,
        )
    assert "fewer than 8 characters" in said
    assert await asyncio.to_thread(lambda: [path.name for path in tmp_path.iterdir()]) == ["house"]


async def test_only_administrators_make_backups(house: House) -> None:
    """A backup holds everything; a token that reads tickets gets none."""
    async with watching(house, NOW):
        wish = {"name": "reader", "scopes": "tickets:read"}
        made = await asyncio.to_thread(house.rest.post, f"{REST}/tokens", wish)
        reader = Client(None, house.url, made["secret"], None)
        with pytest.raises(Forbidden):
            await asyncio.to_thread(reader.get, f"{REST}/backups/plan")
        with pytest.raises(Forbidden):
            await asyncio.to_thread(lambda: list(reader.frames("POST", f"{REST}/backups", {})))


@pytest.mark.parametrize(
    "body",
    [{"series": "yes"}, {"passphrase": 1}, {"given": ["x"]}, {"given": {"a": "%"}}],
    ids=["series", "passphrase", "given", "base64"],
)
async def test_a_wrong_wish_is_refused(house: House, body: dict[str, object]) -> None:
    """Before anything is copied."""
    async with watching(house, NOW):
        with pytest.raises(InvalidInput):
            await asyncio.to_thread(
                lambda: list(house.rest.frames("POST", f"{REST}/backups", body))
            )
