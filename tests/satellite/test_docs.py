"""docs/*/satellite.md: its files work as they stand, its numbers are the program's."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import aiohttp
import pytest

from collector.satellites import exchange, hand_down
from collector.satellites.states import SILENT_AFTER
from ticketing.notify.settings import read_channels
from watchkeeper.config.nodes import parse_yaml
from watchkeeper.core.instants import SECOND
from watchkeeper.inventory.files import read_targets
from watchkeeper.inventory.registry import inventory_of
from watchkeeper.satellite.link import BEAT_SECONDS
from watchkeeper.satellite.settings import SatelliteSettings, read_satellite
from watchkeeper.server.clock import SystemClock

pytestmark = pytest.mark.tree

DOCS = Path(__file__).parents[2] / "docs"
UNIT = Path(__file__).parents[2] / "systemd" / "watchkeeper-satellite.service"
LANGUAGES = ("en", "zh")
_BLOCK = re.compile(r"```yaml\n# file: (\S+)\n(.*?)```", re.DOTALL)


def page(language: str, name: str = "satellite.md") -> str:
    return (DOCS / language / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_files_shown_work(language: str, tmp_path: Path) -> None:
    """The targets make an inventory with a satellite; satellite.yml is read, its channels are made."""
    for name, text in _BLOCK.findall(page(language)):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    targets = [dataclasses.replace(one, customer=None) for one in read_targets(tmp_path)]
    inventory = inventory_of(targets, ())
    assert inventory.satellites == ("sat-plant-2",)
    assert [one.name for one in inventory.behind("sat-plant-2")] == ["plc-1", "press-1"]
    settings = read_satellite(tmp_path / "satellite.yml")
    assert [str(one) for one in settings.networks()] == ["10.1.0.0/16"]
    async with aiohttp.ClientSession() as session:
        channels = read_channels(settings.channels, session=session, clock=SystemClock())
        assert [one.kind for one in channels] == ["mail"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_setting_is_shown(language: str) -> None:
    """Each key of satellite.yml stands in the table, with its default."""
    rows = re.findall(r"^\| (`.+?) \| (.+?) \|", page(language), re.MULTILINE)
    shown = " ".join(row[0] for row in rows)
    for key in SatelliteSettings.__dataclass_fields__:
        assert f"`{key}" in shown, key
    assert "`/var/lib/watchkeeper-satellite`" in page(language)
    parse_yaml("\n".join(text for _, text in _BLOCK.findall(page(language))[1:]), name="x")


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_numbers_are_true(language: str) -> None:
    """Bounds and times that the page names are those of the program."""
    assert exchange.MAX_BODY_BYTES == 8 << 20
    assert exchange.MAX_PARTS == 4_000
    assert hand_down.MAX_BYTES == 16 << 20
    assert hand_down.MAX_PROBES == 20_000
    assert BEAT_SECONDS == 5
    assert SILENT_AFTER == 45 * SECOND
    for number in ("4,000", "20,000"):
        assert number in page(language)
    assert exchange.EXCHANGE_PATH in page(language)
    assert hand_down.course_id("x").isalnum()
    assert len(hand_down.course_id("x")) == 32


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_metrics_are_told(language: str) -> None:
    """Every metric that the code of satellites gives stands in the page of metrics."""
    root = DOCS.parent
    sources = [
        *(root / "collector" / "satellites").glob("*.py"),
        *(root / "watchkeeper" / "satellite").glob("*.py"),
    ]
    names = {
        name
        for path in sources
        for name in re.findall(r'"(watchkeeper_satellite_[a-z_]+)"', path.read_text())
    }
    assert len(names) >= 12
    told = page(language, "metrics/satellites.md")
    assert {name for name in names if f"`{name}`" not in told} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_witness_in_the_unit_is_the_units_own_line(language: str) -> None:
    """What is to be typed is the unit's command with one word more."""
    (command,) = re.findall(r"^ExecStart=(.+)$", UNIT.read_text(), re.MULTILINE)
    assert f"ExecStart={command} --witness\n" in page(language)
