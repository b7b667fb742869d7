"""Files of tickets: kept, given back, erased, swept."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from prometheus_client import CollectorRegistry

from tests.ticketing.story import ENGINEER, Story
from ticketing import commands as c
from ticketing.aspects.files import kept
from ticketing.deeds.files import MOST_FILES
from ticketing.events import Channel, EventKind, first_broken_link
from ticketing.files.desk import FileDesk, Offered
from ticketing.files.folder import FileFolder
from ticketing.files.metrics import FileMetrics
from watchkeeper.core.errors import Conflict, InvalidInput, NotFound, TooLarge, Unavailable

CONTENT = "2026-11-23 磁盘已满\n".encode()
SHA256 = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    return tmp_path / "documents"


@pytest.fixture
def registry() -> CollectorRegistry:
    return CollectorRegistry()


@pytest.fixture
async def desk(
    story: Story, documents: Path, registry: CollectorRegistry
) -> AsyncIterator[FileDesk]:
    made = FileDesk(
        story.service,
        story.database,
        story.clock,
        folder=FileFolder(documents, left_free_bytes=0),
        metrics=FileMetrics(registry),
    )
    yield made
    made.close()


def offered(data: bytes = CONTENT, name: str = "disk.log", number: int = 1) -> Offered:
    return Offered(
        number=number,
        actor=ENGINEER,
        channel=Channel.PAGE,
        name=name,
        data=data,
        note="as seen at 09:00",
    )


def found_in(documents: Path) -> list[str]:
    return sorted(path.relative_to(documents).as_posix() for path in documents.rglob("*"))


async def test_a_file_is_kept_and_given_back(story: Story, desk: FileDesk, documents: Path) -> None:
    """Its hash stands in the chain, its name and note beside it, its bytes on the disk."""
    await story.call_in()
    view = await desk.attach(offered())
    (file,) = view.files
    assert (file.sha256, file.size_bytes, file.name) == (SHA256, len(CONTENT), "disk.log")
    assert (documents / "1" / SHA256).read_bytes() == CONTENT
    assert await desk.read(1, file.seq) == (file, CONTENT)
    event = (await story.events())[-1]
    assert event.kind is EventKind.ATTACHED
    assert event.data["sha256"] == SHA256
    assert event.prose == {"name": "disk.log", "note": "as seen at 09:00"}


async def test_the_same_content_is_kept_once(story: Story, desk: FileDesk) -> None:
    """Sent twice, under whatever name, it is one file."""
    await story.call_in()
    await desk.attach(offered())
    view = await desk.attach(offered(name="again.log"))
    assert len(view.files) == 1


async def test_an_erased_file_leaves_its_hash(
    story: Story, desk: FileDesk, documents: Path
) -> None:
    """Nobody gets it any more; the chain is whole; the same content may come again."""
    await story.call_in()
    seq = (await desk.attach(offered())).files[0].seq
    erasure = c.EraseFile(number=1, actor=ENGINEER, seq=seq, reason="holds a password")
    view = await desk.erase(erasure)
    assert kept(view.files) == ()
    assert view.files[0].sha256 == SHA256
    assert not (documents / "1").exists()
    with pytest.raises(NotFound):
        await desk.read(1, seq)
    with pytest.raises(NotFound):
        await desk.erase(erasure)
    assert first_broken_link(await story.events()) is None
    view = await desk.attach(offered())
    assert len(kept(view.files)) == 1


@pytest.mark.parametrize(
    ("data", "error"),
    [(b"", InvalidInput), (b"MZ\x90\0", InvalidInput), (b"x" * (20 * 1024 * 1024 + 1), TooLarge)],
    ids=["empty", "a program", "too large"],
)
async def test_what_is_not_taken_leaves_nothing(
    story: Story,
    desk: FileDesk,
    documents: Path,
    registry: CollectorRegistry,
    data: bytes,
    error: type[Exception],
) -> None:
    await story.call_in()
    with pytest.raises(error):
        await desk.attach(offered(data))
    assert found_in(documents) == []
    assert registry.get_sample_value("watchkeeper_ticket_files_refused_total") == 1


async def test_a_ticket_has_room_for_so_many(story: Story, desk: FileDesk, documents: Path) -> None:
    """What is one too many is refused, and its bytes do not stay."""
    await story.call_in()
    for number in range(MOST_FILES):
        await story.do(
            c.Attach(
                number=1,
                actor=ENGINEER,
                sha256=f"{number:064x}",
                size_bytes=1,
                media=c.FileKind.TEXT,
            )
        )
    with pytest.raises(Conflict):
        await desk.attach(offered())
    assert not (documents / "1").exists()


async def test_another_file_in_its_place_is_not_given(
    story: Story, desk: FileDesk, documents: Path
) -> None:
    """What was changed on the disk, or has gone, is never taken for what was attached."""
    await story.call_in()
    seq = (await desk.attach(offered())).files[0].seq
    path = documents / "1" / SHA256
    await asyncio.to_thread(path.write_bytes, b"something else")
    with pytest.raises(Unavailable):
        await desk.read(1, seq)
    await asyncio.to_thread(path.unlink)
    with pytest.raises(NotFound):
        await desk.read(1, seq)


async def test_a_full_disk_takes_no_file(story: Story, documents: Path) -> None:
    """Some room is left for those who need it more."""
    await story.call_in()
    folder = FileFolder(documents, left_free_bytes=1 << 60)
    metrics = FileMetrics(CollectorRegistry())
    desk = FileDesk(story.service, story.database, story.clock, folder=folder, metrics=metrics)
    with pytest.raises(Unavailable):
        await desk.attach(offered())
    desk.close()
    assert (await story.view()).files == ()


async def test_what_a_crash_left_is_swept(story: Story, desk: FileDesk, documents: Path) -> None:
    """Bytes without an event, half-written ones, and erased ones that stayed: gone after a start."""
    await story.call_in()
    await desk.attach(offered())
    other = (await desk.attach(offered(b"other", "other.txt"))).files[1]
    await story.do(c.EraseFile(number=1, actor=ENGINEER, seq=other.seq, reason="private"))

    def leave() -> None:
        (documents / "1" / ("0" * 64)).write_bytes(b"orphan")
        (documents / "1" / ".unfinished-x").write_bytes(b"half")
        (documents / "77").mkdir()
        (documents / "77" / SHA256).write_bytes(CONTENT)

    await asyncio.to_thread(leave)
    assert await desk.next_due() is not None
    await desk.run_due()
    assert await desk.next_due() is None
    assert found_in(documents) == ["1", f"1/{SHA256}"]
