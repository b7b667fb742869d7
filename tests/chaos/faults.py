"""What may happen to a server: each is done to a world in which all is well, and ends so."""

from __future__ import annotations

import asyncio
import shutil
import signal
import subprocess
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import Flag, auto
from pathlib import Path
from types import MappingProxyType

import psutil

from tests.acceptance.harness import PROGRAM, ROOT
from tests.chaos.book import Fault, Finding
from tests.chaos.damage import Damage, Place, damage
from tests.chaos.world import World
from watchkeeper.core.instants import HOUR

Happening = Callable[[World], Awaitable[None]]

_DAMAGE_IS_NAMED = (
    "the WAL of the series store was damaged",
    "records of the WAL could not be used",
    "a block is damaged",
    "a column of a block is damaged",
    "the file of blocks is damaged",
    "the write-ahead log of a database was damaged",
    "the write-ahead log of a database is damaged and ends there",
    "names of series are damaged",
)


class Needs(Flag):
    """What must be there for a fault."""

    NOTHING = 0
    DISK = auto()
    POSTGRESQL = auto()
    SQLITE = auto()


@dataclass(frozen=True, slots=True)
class Kind:
    """A fault, and what it needs."""

    happen: Happening
    needs: Needs = Needs.NOTHING


# Processes that end.


async def kill_under_load(world: World) -> None:
    await world.gate.rest(world.chance.uniform(0.05, 1.0))
    world.server.kill()
    await world.start()


async def kill_while_starting(world: World) -> None:
    world.server.kill()
    world.begin()
    await world.gate.rest(world.chance.uniform(0.1, 2.0))
    world.server.kill()
    await world.start()


async def kill_while_stopping(world: World) -> None:
    world.server.process.terminate()
    await world.gate.rest(world.chance.uniform(0.0, 0.3))
    world.server.kill()
    await world.start()


async def stop_in_order(world: World) -> None:
    code = await asyncio.to_thread(world.server.stop)
    assert code == 0, (code, world.server.log[-2000:])
    await world.start()


async def freeze(world: World) -> None:
    world.server.process.send_signal(signal.SIGSTOP)
    await world.gate.rest(world.chance.uniform(0.2, 6.0))
    world.server.process.send_signal(signal.SIGCONT)


async def start_a_second_process(world: World) -> None:
    """It refuses with one clear line, and the first goes on."""
    command = [*PROGRAM, "serve", "--config", str(world.house.config)]
    second = await asyncio.to_thread(
        subprocess.run, command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert second.returncode != 0
    (line,) = second.stderr.splitlines()
    assert "another watchkeeper" in line
    assert str(world.server.process.pid) in line


# Clocks.


async def set_the_clock_back(world: World) -> None:
    await world.step(-HOUR)


async def suspend(world: World) -> None:
    """The whole machine sleeps for hours; senders have what they measured before."""
    await world.gate.close()
    world.server.process.send_signal(signal.SIGSTOP)
    world.clock.step(world.chance.randint(1, 12) * HOUR)
    world.server.process.send_signal(signal.SIGCONT)
    world.gate.is_open.set()


# Disks.


async def fill_the_disk(world: World) -> None:
    assert world.disk is not None
    await asyncio.to_thread(world.disk.fill)
    await world.gate.rest(world.chance.uniform(1.0, 4.0))
    assert world.server.process.poll() is None, world.server.log[-2000:]
    world.disk.make_room()


async def kill_on_a_full_disk(world: World) -> None:
    assert world.disk is not None
    await asyncio.to_thread(world.disk.fill)
    await world.gate.rest(world.chance.uniform(0.2, 1.5))
    world.server.kill()
    world.begin()
    await world.gate.rest(world.chance.uniform(1.0, 4.0))
    world.disk.make_room()
    if world.server.process.poll() is not None:  # it said why, and systemd starts it again
        assert "Traceback" not in world.server.log
        world.begin()
    await world.server.ready()


async def let_the_disk_turn_read_only(world: World) -> None:
    """It stays so until somebody checks it: the server is stopped, the disk repaired."""
    assert world.disk is not None
    await asyncio.to_thread(world.disk.fail)
    await world.gate.rest(world.chance.uniform(1.0, 3.0))
    assert world.server.process.poll() is None, world.server.log[-2000:]
    world.server.process.terminate()
    with suppress(subprocess.TimeoutExpired):
        await asyncio.to_thread(world.server.process.wait, 20)
    if world.server.process.poll() is None:
        world.server.kill()
    await asyncio.to_thread(world.disk.repair)
    await world.start()


# Files.


async def flip_a_byte_of_samples(world: World) -> None:
    await _damage_samples(world, Damage.FLIPPED)


async def cut_a_tail_of_samples(world: World) -> None:
    await _damage_samples(world, Damage.CUT)


async def _damage_samples(world: World, how: Damage) -> None:
    """Damage a file of the series store; what is lost must have been said, the rest is there."""
    await world.gate.close()
    world.server.kill()
    mark = len(world.server.log)
    path = world.chance.choice(_files_of_samples(world.house.data))
    regions = 64
    region = world.chance.randrange(regions)
    place = damage(path, how, world.chance, region=region, regions=regions)
    await world.start()
    world.gate.is_open.set()
    await world.works()
    findings = await world.check(whole=True)
    _strike(world, findings, place, world.server.log[mark:])


def _strike(world: World, findings: list[Finding], place: Place, said: str) -> None:
    lost = [one for one in findings if one.fault is Fault.LOST]
    world.findings += [one for one in findings if one.fault is not Fault.LOST]
    if lost and not any(sentence in said for sentence in _DAMAGE_IS_NAMED):
        world.findings += lost
        world.notes.append(f"{len(lost)} samples are gone and nothing said so: {place}")
    for source in world.sources:
        source.book.strike(one for one in lost if one.source == source.book.source)
    world.lost_to_damage += len(lost)


def _files_of_samples(data: Path) -> list[Path]:
    return [
        path
        for path in [*(data / "wal").glob("*.wal"), *data.glob("series.db*")]
        if path.stat().st_size and ".damaged" not in path.name
    ]


async def damage_the_state(world: World) -> None:
    """It is found by looking, or does no harm; a copy of the file is put back."""
    await world.gate.close()
    world.server.kill()
    data, kept = world.house.data, world.house.folder / "kept"
    kept.mkdir()
    for path in data.glob("state.db*"):
        shutil.copy2(path, kept / path.name)
    how = world.chance.choice(list(Damage))
    damage(data / "state.db", how, world.chance, region=world.chance.randrange(64), regions=64)
    world.begin()
    await world.gate.rest(2.0)
    if world.server.process.poll() is None:
        world.server.kill()
    assert "Traceback" not in world.server.log or "sqlite3" in world.server.log
    for path in data.glob("state.db*"):
        path.unlink()
    for path in kept.iterdir():
        shutil.copy2(path, data / path.name)
    shutil.rmtree(kept)
    await world.start()
    world.gate.is_open.set()


# PostgreSQL.


async def restart_postgresql(world: World) -> None:
    assert world.cluster is not None
    await asyncio.to_thread(world.cluster.stop, world.cluster.data)
    await world.gate.rest(world.chance.uniform(0.0, 3.0))
    await asyncio.to_thread(world.cluster.start, world.cluster.data)


async def kill_postgresql(world: World) -> None:
    """All of its processes at once, as when it runs out of memory."""
    assert world.cluster is not None
    processes = _processes(world.cluster.pid)
    for process in processes:
        with suppress(psutil.NoSuchProcess):
            process.kill()
    await asyncio.to_thread(psutil.wait_procs, processes, 20)  # else their memory is in use
    await asyncio.to_thread(world.cluster.start, world.cluster.data)


async def freeze_postgresql(world: World) -> None:
    assert world.cluster is not None
    frozen = _processes(world.cluster.pid)
    for process in frozen:
        process.suspend()
    await world.gate.rest(world.chance.uniform(0.5, 4.0))
    for process in frozen:
        with suppress(psutil.NoSuchProcess):
            process.resume()


async def end_all_sessions(world: World) -> None:
    """An administrator ends them, or a firewall forgets them."""
    assert world.cluster is not None
    await asyncio.to_thread(world.cluster.end_sessions)


def _processes(leader: int) -> list[psutil.Process]:
    found = psutil.Process(leader)
    return [found, *found.children(recursive=True)]


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "killed": Kind(kill_under_load),
        "killed while starting": Kind(kill_while_starting),
        "killed while stopping": Kind(kill_while_stopping),
        "stopped in order": Kind(stop_in_order),
        "frozen": Kind(freeze),
        "a second process": Kind(start_a_second_process),
        "clock an hour back": Kind(set_the_clock_back),
        "suspended for hours": Kind(suspend),
        "disk full": Kind(fill_the_disk, Needs.DISK),
        "killed on a full disk": Kind(kill_on_a_full_disk, Needs.DISK),
        "disk read-only": Kind(let_the_disk_turn_read_only, Needs.DISK),
        "flipped byte of samples": Kind(flip_a_byte_of_samples),
        "cut tail of samples": Kind(cut_a_tail_of_samples),
        "damaged state database": Kind(damage_the_state, Needs.SQLITE),
        "PostgreSQL restarted": Kind(restart_postgresql, Needs.POSTGRESQL),
        "PostgreSQL killed": Kind(kill_postgresql, Needs.POSTGRESQL),
        "PostgreSQL frozen": Kind(freeze_postgresql, Needs.POSTGRESQL),
        "sessions of PostgreSQL ended": Kind(end_all_sessions, Needs.POSTGRESQL),
    }
)
