"""A whole server calls outside as long as it works."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.acceptance.harness import build_house, watching
from tests.fakes.outside import Outside
from watchkeeper.config.settings import read_settings
from watchkeeper.core.errors import ConfigError
from watchkeeper.core.instants import MINUTE, instant_from_rfc3339
from watchkeeper.server.clock import ManualClock

MORNING = instant_from_rfc3339("2026-11-23T01:00:00Z")


async def test_somebody_outside_hears_the_server_each_minute(tmp_path: Path) -> None:
    """`deadman:` names the address; without it nobody is called."""
    house = build_house(tmp_path)
    async with Outside(ManualClock(MORNING)) as outside:
        text = house.config.read_text()
        house.write("watchkeeper.yml", f'{text}deadman: {{url: "{outside.address}"}}\n')
        async with watching(house, MORNING) as watch:
            await watch.pass_time(2 * MINUTE)
    assert len(outside.heard) == 3
    assert {said.partition(";")[0] for said in outside.heard} == {"alive"}


@pytest.mark.parametrize(
    "wrong",
    ["{url: ftp://x.example}", "{url: 'https://x.example', every: 1s}"],
    ids=["no address for calls", "too often"],
)
def test_an_address_that_cannot_be_called_is_refused(tmp_path: Path, wrong: str) -> None:
    house = build_house(tmp_path)
    house.write("watchkeeper.yml", f"deadman: {wrong}\n")
    with pytest.raises(ConfigError, match=r"deadman|url"):
        read_settings(house.config)
