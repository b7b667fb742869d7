"""Server and satellite as processes on loopback, over TLS, and a real thing that is probed."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import signal
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import trustme

from tests.acceptance.harness import REST, House, ServerProcess, build_house, serving
from tests.eventually import eventually
from tests.fakes.webhook import SECRET, FakeReceiver
from tests.satellite.site import (
    NAME,
    Site,
    Thing,
    a_thing,
    number,
    probing,
    satellite_of,
    targets,
)
from watchkeeper.core.errors import WatchkeeperError
from watchkeeper.server.clock import SystemClock

soon = functools.partial(eventually, within_seconds=90)  # whole processes, maybe on a busy machine
pytestmark = pytest.mark.timeout(400)
WITNESS = """\
channels:
  hook: {{kind: webhook, secret: {secret}}}
witness: {{after: {after}, repeat: 15m}}
"""


def secured(house: House) -> None:
    """Give the server a certificate of its own authority, for its address on loopback."""
    authority = trustme.CA()
    leaf = authority.issue_cert("127.0.0.1")
    folder = house.folder
    authority.cert_pem.write_to_path(folder / "ca.pem")
    leaf.private_key_pem.write_to_path(folder / "key.pem")
    leaf.cert_chain_pems[0].write_to_path(folder / "cert.pem")
    tls = f"{{certificate: {folder}/cert.pem, key: {folder}/key.pem, ca: {folder}/ca.pem}}"
    house.config.write_text(f"{house.config.read_text()}tls: {tls}\n")


async def ready(house: House, server: ServerProcess) -> None:
    def answers() -> bool:
        assert server.process.poll() is None, server.log
        return house.socket.exists() and bool(house.rest.get(f"{REST}/address"))

    async def tried() -> bool:
        try:
            return await asyncio.to_thread(answers)
        except WatchkeeperError:
            assert server.process.poll() is None, server.log
            return False

    await soon(tried, what="a ready server")


async def samples(house: House) -> float:
    return await number(house, 'count_over_time(probe_success{instance="plc-1"}[5m])') or 0.0


async def audit_of(house: House) -> list[str]:
    def read() -> list[str]:
        with sqlite3.connect(f"file:{house.data}/state.db?mode=ro", uri=True) as database:
            rows = database.execute("SELECT action FROM audit_rows ORDER BY number").fetchall()
        database.close()
        return [row[0] for row in rows]

    return await asyncio.to_thread(read)


def notes_of(site: Site) -> list[str]:
    """Return what the satellite keeps for the audit."""
    with contextlib.closing(sqlite3.connect(site.data / "state.db")) as database:
        return [row[0] for row in database.execute("SELECT kind FROM notes ORDER BY id")]


@asynccontextmanager
async def a_place(
    folder: Path, receiver: FakeReceiver, *, after: str
) -> AsyncIterator[tuple[House, Site, Thing]]:
    async with a_thing() as thing:
        house = build_house(folder / "house", targets=targets(thing.port))
        people = (
            "people:\n- {id: engineer-a, name: 甲, role: admin, "
            f"contacts: [{{mail: a@x.example}}, {{webhook: {receiver.address}}}]}}\n"
            "- {id: manager-b, name: 乙, contacts: [{mail: b@x.example}]}\n"
            "- {id: director-c, name: 丙, contacts: [{mail: c@x.example}]}\n"
            "- {id: deputy-d, name: 丁, contacts: [{mail: d@x.example}]}\n"
        )
        house.write("people.yml", people)
        secured(house)
        site = Site(house, folder / "site", {})
        site.write_config(WITNESS.format(secret=SECRET, after=after))
        yield house, site, thing


def subjects(receiver: FakeReceiver) -> list[str]:
    return [one["subject"] for one in receiver.documents.values()]


async def test_a_satellite_through_a_bad_day(tmp_path: Path) -> None:
    """Enrolled over TLS, it probes; the server dies and comes back, it is killed and revoked."""
    async with (
        FakeReceiver(SystemClock()) as receiver,
        a_place(tmp_path, receiver, after="2s") as (house, site, thing),
    ):
        with serving(house) as server:
            await ready(house, server)
            await asyncio.to_thread(site.enrol)
            assert (site.folder / "satellite-ca.pem").exists()
            assert (
                house.url.replace("http", "https")
                in (site.folder / "satellite.identity").read_text()
            )
            satellite = probing(site, "--witness")
            with satellite as running:
                await soon(functools.partial(samples, house), what=site.log)
                probed = await asyncio.to_thread(site.command, "probe", "plc-1")
                assert "tcp: success" in probed
                state = await satellite_of(house)
                assert (state["is_current"], state["is_witness"]) == (True, True)
                running.freeze()
                server.kill()
                visits = thing.visits
                running.thaw()
                await soon(lambda: thing.visits > visits + 3, what="probes while cut off")
                await soon(lambda: receiver.documents, what=f"a call: {site.log}")
                assert subjects(receiver) == [f"从 {NAME} 看，值守服务器静默"]
                await soon(lambda: "witness_called" in notes_of(site), what="its note")
                running.kill()
        with serving(house) as server:
            await ready(house, server)
            with probing(site, "--witness") as running:
                await soon(lambda: len(receiver.documents) == 2, what=f"its end: {site.log}")
                assert subjects(receiver)[1] == f"从 {NAME} 看，值守服务器已恢复应答"

                async def is_told() -> bool:
                    return {"satellite_witness_called", "satellite_witness_ended"} <= set(
                        await audit_of(house)
                    )

                await soon(is_told, what="the calls in the audit")
                await soon(functools.partial(is_caught_up, house, thing))
                await asyncio.to_thread(house.rest.delete, f"{REST}/satellites/{NAME}")
                await soon(lambda: not (site.data / "hand-down.sealed").exists())
                assert running.stop() == 0
    assert "token" not in site.log.replace("this satellite's token", "")
    for secret in (SECRET, "satellite.identity"):
        assert secret not in site.log


async def is_caught_up(house: House, thing: Thing) -> bool:
    """Every visit is a sample, but those of the last seconds, by hand, and that a kill took."""
    return await samples(house) >= thing.visits - 6


@pytest.mark.slow
async def test_a_server_that_is_frozen_is_silent(tmp_path: Path) -> None:
    """It takes connections and never answers: the witness calls, and says when it goes on."""
    async with (
        FakeReceiver(SystemClock()) as receiver,
        a_place(tmp_path, receiver, after="5s") as (house, site, thing),
    ):
        with serving(house) as server:
            await ready(house, server)
            await asyncio.to_thread(site.enrol)
            with probing(site, "--witness"):
                await soon(functools.partial(samples, house), what=site.log)
                server.process.send_signal(signal.SIGSTOP)
                await soon(lambda: receiver.documents)
                (call,) = receiver.documents.values()
                assert "no answer within 15 s" in call["text"]
                server.process.send_signal(signal.SIGCONT)
                await soon(lambda: len(receiver.documents) == 2)
                await soon(functools.partial(is_caught_up, house, thing))
