"""The spool: what was written is read, in order, within its bound, after any kill."""

import os
import random
import resource
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.clock import SystemClock
from agent.spool import SEGMENT_BYTES, Spool
from agent.tick import Tick
from tests.chaos.disk import Disk, may_mount, small_disk
from watchkeeper.core.errors import ConfigError, Conflict
from watchkeeper.core.instants import Duration, Instant
from watchkeeper.core.labels import Labels, labels_of

LABELS: list[Labels] = [labels_of({"__name__": "m", "n": str(i)}) for i in range(50)]
BOOT = bytes(16)
CLOCK = SystemClock()


def tick(
    sequence: int, *, width: int = 2, boot: bytes = BOOT, layout: int = 1, noise: bytes = b""
) -> Tick:
    vector = (noise + bytes(8 * width))[: 8 * width]
    return Tick(
        boot, layout, Duration(15_000), LABELS, sequence, Instant(sequence * 15_000), vector
    )


def drained(spool: Spool) -> list[Tick]:
    """Read and forget everything."""
    found: list[Tick] = []
    while (stored := spool.oldest()) is not None:
        found += stored.ticks
        spool.forget(stored)
    return found


def same(found: Sequence[Tick], expected: Sequence[Tick]) -> bool:
    def shape(each: Tick) -> object:
        labels = tuple(each.labels[: each.width])
        return (each.boot, each.layout, each.sequence, each.time, each.vector, labels)

    return [shape(each) for each in found] == [shape(each) for each in expected]


TICKS = st.lists(
    st.builds(
        tick,
        st.integers(1, 2**60 // 15_000),
        width=st.integers(0, 50),
        boot=st.sampled_from([BOOT, b"b" * 16]),
        layout=st.integers(1, 2),
        noise=st.binary(max_size=64),
    ),
    max_size=30,
)


@settings(deadline=None)
@given(TICKS, st.integers(0, 30))
def test_what_is_spooled_is_read_after_a_restart(ticks: list[Tick], restart_after: int) -> None:
    """Order, values and labels survive, whatever layouts came, also over a restart."""
    folder = Path(tempfile.mkdtemp())
    try:
        spool = Spool(folder, most_bytes=64 << 20, clock=CLOCK)
        for count, each in enumerate(ticks):
            if count == restart_after:
                spool.close()
                spool = Spool(folder, most_bytes=64 << 20, clock=CLOCK)
            spool.append(each)
        assert spool.ticks == len(ticks)
        assert same(drained(spool), ticks)
        assert (spool.ticks, spool.size_bytes, spool.dropped_ticks) == (0, 0, 0)
        assert list(folder.glob("*.ticks")) == []
        spool.close()
    finally:
        shutil.rmtree(folder)


@settings(deadline=None, max_examples=60)
@given(st.integers(1, 8), st.integers(1, 400))
def test_a_torn_end_costs_only_what_was_torn(count: int, cut: int) -> None:
    """A file cut anywhere gives the ticks before the cut, in their order, and nothing else."""
    folder = Path(tempfile.mkdtemp())
    try:
        ticks = [tick(i, noise=bytes([i]) * 8) for i in range(1, count + 1)]
        spool = Spool(folder, most_bytes=64 << 20, clock=CLOCK)
        for each in ticks:
            spool.append(each)
        spool.close()
        (path,) = folder.glob("*.ticks")
        path.write_bytes(path.read_bytes()[:-cut])
        spool = Spool(folder, most_bytes=64 << 20, clock=CLOCK)
        found = drained(spool)
        spool.close()
        assert same(found, ticks[: len(found)])
        assert len(found) < count or count == 0
    finally:
        shutil.rmtree(folder)


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_a_changed_byte_never_becomes_a_value(data: st.DataObject) -> None:
    """A byte that changed on disk ends the segment there; no wrong tick is sent."""
    folder = Path(tempfile.mkdtemp())
    try:
        ticks = [tick(i, noise=bytes([i]) * 8) for i in range(1, 4)]
        spool = Spool(folder, most_bytes=64 << 20, clock=CLOCK)
        for each in ticks:
            spool.append(each)
        spool.close()
        (path,) = folder.glob("*.ticks")
        content = bytearray(path.read_bytes())
        at = data.draw(st.integers(0, len(content) - 1))
        content[at] ^= data.draw(st.integers(1, 255))
        path.write_bytes(content)
        spool = Spool(folder, most_bytes=64 << 20, clock=CLOCK)
        found = drained(spool)
        spool.close()
        assert all(any(same([each], [whole]) for whole in ticks) for each in found)
    finally:
        shutil.rmtree(folder)


def noisy(sequence: int) -> Tick:
    """A tick that does not compress."""
    return tick(sequence, width=50, noise=random.Random(sequence).randbytes(400))


def test_the_oldest_ticks_are_dropped_and_counted(tmp_path: Path) -> None:
    """Beyond the bound the oldest go; what is left is the newest, without a gap."""
    spool = Spool(tmp_path, most_bytes=2 * SEGMENT_BYTES, clock=CLOCK)
    count = 2_000
    for sequence in range(1, count + 1):
        spool.append(noisy(sequence))
        assert spool.size_bytes <= 3 * SEGMENT_BYTES
    assert spool.dropped_ticks > 0
    left = [each.sequence for each in drained(spool)]
    assert left == list(range(count - len(left) + 1, count + 1))
    assert spool.dropped_ticks + len(left) == count
    spool.close()


class Later(SystemClock):
    """The real clock; time goes by on demand, and the wall clock may be set apart from it."""

    def __init__(self) -> None:
        self.gone_by = 0.0
        self.set_by = 0.0

    def monotonic(self) -> float:
        return super().monotonic() + self.gone_by

    def now(self) -> Instant:
        return Instant(super().now() + round(1000 * (self.gone_by + self.set_by)))


def test_ticks_that_are_too_old_are_dropped_and_counted(tmp_path: Path) -> None:
    """After the age a segment goes whole, when its last tick is too old, and is counted apart."""
    clock = Later()
    spool = Spool(tmp_path, most_bytes=1 << 20, most_age=Duration(60_000), clock=clock)
    spool.append(tick(1))
    clock.gone_by = 50.0
    spool.append(tick(2, layout=2))
    assert 50 <= spool.oldest_seconds < 60
    clock.gone_by = 100.0
    spool.append(tick(3, layout=2))
    assert spool.dropped == {"full": 0, "old": 1, "unwritable": 0}
    assert [each.sequence for each in drained(spool)] == [2, 3]
    assert spool.oldest_seconds == 0
    spool.append(tick(4, layout=2))
    clock.gone_by = 200.0
    assert spool.oldest() is None
    assert spool.dropped["old"] == 2
    spool.close()


def test_a_clock_that_is_set_makes_nothing_old(tmp_path: Path) -> None:
    """A host clock that jumps by a year while the server is away costs no tick."""
    clock = Later()
    spool = Spool(tmp_path, most_bytes=1 << 20, most_age=Duration(60_000), clock=clock)
    spool.append(tick(1))
    clock.set_by = 365 * 86_400.0
    spool.append(tick(2))
    assert [each.sequence for each in drained(spool)] == [1, 2]
    spool.close()


def test_what_an_earlier_run_left_is_judged_by_its_file(tmp_path: Path) -> None:
    """A host that was off for longer than the age begins with an empty spool."""
    spool = Spool(tmp_path, most_bytes=1 << 20, most_age=Duration(60_000), clock=CLOCK)
    spool.append(tick(1))
    spool.close()
    clock = Later()
    clock.gone_by = 120.0
    spool = Spool(tmp_path, most_bytes=1 << 20, most_age=Duration(60_000), clock=clock)
    assert spool.oldest_seconds >= 119
    assert spool.oldest() is None
    assert spool.dropped["old"] == 1
    spool.close()


def test_what_is_being_sent_may_be_dropped_meanwhile(tmp_path: Path) -> None:
    """Ticks that were read stay whole in memory; forgetting them twice is harmless."""
    spool = Spool(tmp_path, most_bytes=SEGMENT_BYTES, clock=CLOCK)
    spool.append(noisy(1))
    stored = spool.oldest()
    assert stored is not None
    for sequence in range(2, 2_000):
        spool.append(noisy(sequence))
    assert not stored.path.exists()
    spool.forget(stored)
    assert same(stored.ticks, [noisy(1)])
    spool.close()


def test_a_second_agent_on_the_same_folder_is_refused(tmp_path: Path) -> None:
    """Two agents do not share a spool; the error names the process that has it."""
    spool = Spool(tmp_path, most_bytes=1 << 20, clock=CLOCK)
    with pytest.raises(Conflict, match=f"process {os.getpid()}"):
        Spool(tmp_path, most_bytes=1 << 20, clock=CLOCK)
    spool.close()
    Spool(tmp_path, most_bytes=1 << 20, clock=CLOCK).close()


def test_a_full_disk_drops_the_tick_and_goes_on(tmp_path: Path) -> None:
    """Where nothing can be written the tick is counted; the agent lives."""
    spool = Spool(tmp_path, most_bytes=1 << 20, clock=CLOCK)
    spool.append(tick(1))
    assert spool._writer is not None
    full = os.open("/dev/full", os.O_WRONLY)
    os.dup2(full, spool._writer.file)
    os.close(full)
    spool.append(tick(2))
    assert spool.dropped_ticks == 1
    spool.append(tick(3))
    assert [each.sequence for each in drained(spool)] == [1, 3]
    spool.close()


def test_a_disk_that_stays_full_is_not_littered(tmp_path: Path) -> None:
    """The kernel refuses every write for a while: each tick is counted, no empty file is left.

    What was written before is still there, and what comes after the disk has room again.
    """
    spool = Spool(tmp_path, most_bytes=1 << 20, clock=CLOCK)
    spool.append(tick(1))
    size = sum(path.stat().st_size for path in tmp_path.iterdir())
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (min(size, 20), before[1]))
    try:
        for sequence in range(2, 12):
            spool.append(tick(sequence, layout=2))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert spool.dropped == {"full": 0, "old": 0, "unwritable": 10}
    assert len(list(tmp_path.glob("*.ticks"))) == 1
    spool.append(tick(12, layout=2))
    assert [each.sequence for each in drained(spool)] == [1, 12]
    spool.close()


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """What an earlier user left, or anything else that is in the way, is no traceback."""
    (tmp_path / "lock").mkdir()
    with pytest.raises(ConfigError, match="give it to the agent's user"):
        Spool(tmp_path, most_bytes=1 << 20, clock=CLOCK)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    if not may_mount():
        pytest.skip("by design: only root may mount a disk")
    with small_disk(tmp_path / "disk", megabytes=4) as mounted:
        yield mounted


@pytest.mark.parametrize("was_used", [True, False], ids=["used before", "never used"])
def test_an_agent_starts_on_a_disk_that_is_read_only(disk: Disk, was_used: bool) -> None:
    """The host is watched all the more: ticks are counted as lost, a second agent is refused."""
    if was_used:
        spool = Spool(disk.folder, most_bytes=1 << 20, clock=CLOCK)
        spool.append(tick(1))
        spool.close()
    disk.fail()
    spool = Spool(disk.folder, most_bytes=1 << 20, clock=CLOCK)
    with pytest.raises(Conflict):
        Spool(disk.folder, most_bytes=1 << 20, clock=CLOCK)
    spool.append(tick(2))
    assert spool.dropped["unwritable"] == 1
    assert [each.sequence for each in drained(spool)] == ([1] if was_used else [])
    spool.close()


def test_an_agent_starts_on_a_full_disk(disk: Disk) -> None:
    """What it cannot spool it still sends, and it spools again once there is room."""
    disk.fill()
    spool = Spool(disk.folder, most_bytes=1 << 20, clock=CLOCK)
    spool.append(tick(1))
    disk.make_room()
    spool.append(tick(2))
    assert [each.sequence for each in drained(spool)] == [2]
    assert spool.dropped["unwritable"] == 1
    spool.close()


def test_a_disk_that_is_read_only_ends_no_cycle(tmp_path: Path) -> None:
    """What cannot be removed is let go of: delivered, too old, or neither, the agent goes on."""
    clock = Later()
    spool = Spool(tmp_path, most_bytes=1 << 20, most_age=Duration(60_000), clock=clock)
    spool.append(tick(1))
    stored = spool.oldest()
    assert stored is not None
    in_the_way(stored.path)
    spool.forget(stored)
    assert spool.oldest() is None
    spool.append(tick(2))
    (path,) = (each for each in tmp_path.glob("*.ticks") if each.is_file())
    in_the_way(path)
    clock.gone_by = 100.0
    spool.append(tick(3))
    assert spool.dropped["old"] == 1
    assert [each.sequence for each in drained(spool)] == [3]
    spool.close()


def in_the_way(path: Path) -> None:
    """Make what stands there impossible to unlink, for root as well."""
    path.unlink()
    path.mkdir()


def test_what_cannot_be_read_now_is_read_later(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An agent that is short of file handles keeps its ticks, and says so once."""
    spool = Spool(tmp_path, most_bytes=1 << 20, clock=CLOCK)
    ticks = [tick(1), tick(2, layout=2)]
    for each in ticks:
        spool.append(each)
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, before[1]))
    try:
        assert [spool.oldest(), spool.oldest()] == [None, None]
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)
    assert capsys.readouterr().err.count("it is kept") == len(ticks)
    assert same(drained(spool), ticks)
    spool.close()


def test_a_file_that_cannot_be_read_keeps_no_other_from_being_sent(tmp_path: Path) -> None:
    """What root left there, and what is no segment at all, does not keep the agent from starting."""
    loop = tmp_path / "000000000001.ticks"
    loop.symlink_to(loop)
    (tmp_path / "old.ticks").write_text("a copy")
    spool = Spool(tmp_path, most_bytes=1 << 20, clock=CLOCK)
    spool.append(tick(1))
    stored = spool.oldest()
    assert stored is not None
    assert same(stored.ticks, [tick(1)])
    spool.close()
