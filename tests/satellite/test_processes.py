"""Server and satellite as processes on loopback, and a real thing that is probed."""

from __future__ import annotations

from pathlib import Path

from tests.acceptance.harness import build_house, serving
from tests.eventually import eventually
from tests.satellite.site import Site, a_thing, number, probing, satellite_of, targets


async def test_a_satellite_probes_for_the_server(tmp_path: Path) -> None:
    """What the files say is handed down, probed there, and stored as the target's here."""
    async with a_thing() as thing:
        house = build_house(tmp_path / "house", targets=targets(thing.port))
        site = Site(house, tmp_path / "site", {})
        with serving(house) as server:
            await server.ready()
            site.write_config()
            site.enrol()
            with probing(site) as satellite:
                await eventually(
                    lambda: number(house, 'probe_success{instance="plc-1",job="tcp"} == 1'),
                    what=f"a sample; {site.log}",
                )
                state = await satellite_of(house)
                assert state["is_current"], state
                assert satellite.stop() == 0
