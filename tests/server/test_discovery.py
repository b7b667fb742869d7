"""Files of file_sd are looked at; each change of them asks for one reload."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.acceptance.harness import build_house, watching
from tests.eventually import eventually
from watchkeeper.core.instants import instant_from_rfc3339
from watchkeeper.server.discovery import keep_looking

AT = instant_from_rfc3339("2026-11-23T01:00:00Z")
SCRAPES = "scrape_configs:\n- {job_name: node, file_sd_configs: [{files: ['sd/*.json']}]}\n"


@dataclass
class Looker:
    """Counts looks and what they ask for."""

    pattern: str
    looks: int = 0
    asked: int = 0

    def patterns(self) -> tuple[str, ...]:
        self.looks += 1
        return (self.pattern,)

    def was_asked(self, times: int) -> bool:
        return self.asked == times

    def ask(self) -> None:
        self.asked += 1


async def test_a_change_asks_for_a_reload(tmp_path: Path) -> None:
    """A file that is new, one that changed and one that went are each one reason."""
    looker, path = Looker(f"{tmp_path}/*.json"), tmp_path / "a.json"
    async with asyncio.TaskGroup() as group:
        task = group.create_task(keep_looking(looker.patterns, looker.ask, every_seconds=0.01))
        await eventually(lambda: looker.looks > 2)
        for number, content in enumerate(["[]", "[{}]", None], start=1):
            await asyncio.to_thread(_change, path, content)
            await eventually(partial(looker.was_asked, number))
        looks = looker.looks
        await eventually(lambda: looker.looks > looks + 5)
        task.cancel()
    assert looker.asked == 3


def _change(path: Path, content: str | None) -> None:
    if content is None:
        path.unlink()
    else:
        path.with_suffix(".new").write_text(content)
        path.with_suffix(".new").replace(path)


async def test_discovered_targets_are_watched_after_a_reload(tmp_path: Path) -> None:
    """What a file of file_sd names is in force after the reload that its change asked for."""
    house = build_house(tmp_path)
    async with watching(house, AT) as watch:
        house.write("scrapes/prometheus.yml", SCRAPES)
        await watch.server.reload()
        assert watch.server.reloads.discovery == (f"{house.folder}/scrapes/sd/*.json",)
        house.write("scrapes/sd/hosts.json", '[{"targets": ["10.9.0.1:9100"]}]')
        await watch.server.reload()
        (spec,) = watch.server.parts.inventory.current.target("10.9.0.1:9100").probes
        assert (spec.kind, spec.job) == ("exporter", "node")
