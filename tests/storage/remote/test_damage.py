"""Damaged files of the queue to an engine: nothing is passed over without a word."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

from tests.chaos.damage import Damage, damage
from tests.eventually import eventually
from tests.storage.remote.receiver import receiving
from tests.storage.remote.test_forwarder import SERIES, arrived, forwarding, settings_for, tick
from tests.storage.series.conftest import NOW, SetClock
from tests.storage.series.plain import series
from watchkeeper.core.instants import MINUTE
from watchkeeper.storage.remote.late import LateQueue
from watchkeeper.storage.remote.position import BEGINNING, Position, read_position, write_position
from watchkeeper.storage.series.blocks.late import LateTicks
from watchkeeper.storage.series.records import TicksRecord

REGIONS = 12


@pytest.mark.parametrize("how", list(Damage), ids=[one.value for one in Damage])
def test_a_damaged_position_begins_anew(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, how: Damage
) -> None:
    """Never further on: what goes out twice does no harm, what does not go out is lost."""
    path, position = tmp_path / "forwarded.json", Position(7, 123_456)
    for region in range(REGIONS):
        caplog.clear()
        write_position(path, position)
        assert read_position(path) == position
        damage(path, how, random.Random(region), region=region, regions=REGIONS)
        found = read_position(path)
        assert found == BEGINNING or (found == position and how is Damage.FLIPPED)
        assert found == position or "is damaged" in caplog.text


@pytest.mark.parametrize("how", list(Damage), ids=[one.value for one in Damage])
def test_a_damaged_batch_is_named_and_kept(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, how: Damage
) -> None:
    """What is good of it is sent, nothing wrong is; the file is set aside."""
    values = np.arange(40.0).reshape(20, 2)
    times = np.array([NOW - n * MINUTE for n in range(20)])
    late = LateTicks("f", MINUTE, (series("a"), series("b")), times, values, is_sparse=True)
    for region in range(REGIONS):
        caplog.clear()
        queue = LateQueue(tmp_path / str(region), most_bytes=1 << 20)
        queue.put(late)
        (path,) = (tmp_path / str(region)).glob("*.late")
        damage(path, how, random.Random(region), region=region, regions=REGIONS)
        batch = queue.oldest()
        assert batch is not None
        ticks = [one for one in batch[1] if isinstance(one, TicksRecord)]
        assert all((one.values == values[::-1]).all() for one in ticks)
        assert "are damaged" in caplog.text
        assert path.with_suffix(".damaged").exists()
        queue.done(batch[0])
        assert queue.oldest() is None


async def test_damage_in_what_was_delivered_costs_nothing_of_the_rest(tmp_path: Path) -> None:
    """The repaired log is shorter: the queue goes on where it stood, not further on."""
    clock = SetClock()
    async with receiving() as receiver:
        settings = settings_for(receiver.url)
        async with forwarding(tmp_path, settings, clock) as there:
            for number in range(30):
                await tick(there.store, clock, "a", dict.fromkeys(SERIES, float(number)))
            await eventually(arrived(receiver, there.store), what="the first")
            receiver.always = 503
            for number in range(30, 60):
                await tick(there.store, clock, "a", dict.fromkeys(SERIES, float(number)))
        (segment,) = (tmp_path / "wal").glob("*.wal")
        damage(segment, Damage.FLIPPED, random.Random(4), region=3, regions=10)
        receiver.always = 0
        async with forwarding(tmp_path, settings, clock) as there:
            assert there.store.replayed.damages
            await eventually(
                lambda: all(len(receiver.samples[one]) == 60 for one in SERIES), what="the rest"
            )
