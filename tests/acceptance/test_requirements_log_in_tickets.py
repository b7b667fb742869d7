"""Requirement R70 from the host to the ticket: log-ins that do not work, log-ins that are suspicious."""

from __future__ import annotations

import json
from pathlib import Path

from collector.probes.registry import probe_of
from collector.schedule import wanted_courses
from tests.acceptance.clocked_agent import measuring
from tests.acceptance.harness import House, Watch, build_house, free_port, watching
from tests.collector.probes.login_site import PASSWORD, USER, LoginSite, login_site
from tests.collector.probes.ssh_daemon import SshDaemon, ssh_daemon
from watchkeeper.core.instants import MINUTE, instant_from_rfc3339
from watchkeeper.core.levels import Level

TEN_IN_SHANGHAI = instant_from_rfc3339("2026-11-23T02:00:00Z")
IDLE = frozenset({"self metrics", "heartbeats", "expectations"})
PACKS = "[logins, services, agents]"


def house_of_log_ins(folder: Path, site: LoginSite, daemon: SshDaemon) -> House:
    """Write a house that signs in to a site by form and to a host by SSH, each minute."""
    form = {"user": "{user}", "password": "{password}", "csrf": "{csrf}"}
    steps = [
        {"url": f"{site.url}/log-in", "take": {"csrf": 'name="csrf" value="([^"]*)"'}},
        {"url": f"{site.url}/log-in", "form": form},
    ]
    http = {"url": f"{site.url}/account", "credentials": "web", "log_in": steps, "interval": "1m"}
    pin = {"host_key": daemon.fingerprint, "port": daemon.port, "timeout": "20s"}
    ssh = {"credentials": "host", **pin, "interval": "1m"}
    targets = [
        {"name": "shop", "address": "127.0.0.1", "probes": [{"http": http}]},
        {"name": "db-1", "address": "127.0.0.1", "probes": [{"ssh": ssh}]},
    ]
    house = build_house(
        folder, targets=json.dumps({"customer": "acme", "targets": targets}), packs=PACKS
    )
    write_credentials(house, daemon, password=PASSWORD, key=daemon.client_key)
    return house


def write_credentials(house: House, daemon: SshDaemon, *, password: str, key: Path) -> None:
    """Write what the watcher signs in with."""
    known = {
        "web": {"user": USER, "password": password},
        "host": {"user": daemon.user, "key_file": str(key)},
    }
    house.write("secrets.yml", json.dumps({"credentials": known})).chmod(0o600)


async def probe_for(watch: Watch, minutes: int) -> None:
    """Ask by every probe of the inventory in each minute, as the schedule does in real time."""
    parts = watch.server.parts
    courses = wanted_courses(parts.inventory.current, parts.tools.secrets).values()
    probes = [(each, probe_of(each.target, each.spec, parts.tools)) for each in courses]
    try:
        for _ in range(minutes):
            for course, probe in probes:
                await parts.probes._round(course, probe, watch.clock.now())
            await watch.pass_time(MINUTE)
    finally:
        for _, probe in probes:
            await probe.close()


async def test_R70_a_log_in_that_does_not_work_opens_a_ticket(tmp_path: Path) -> None:
    """R70: by form and by SSH the watcher is let in no more: a ticket each, with what to do."""
    with ssh_daemon(tmp_path, free_port()) as daemon:
        async with login_site() as site:
            house = house_of_log_ins(tmp_path / "house", site, daemon)
            async with watching(house, TEN_IN_SHANGHAI, idle=IDLE) as watch:
                await probe_for(watch, 6)
                assert await watch.tickets() == ()
                write_credentials(house, daemon, password="expired", key=daemon.stranger_key)
                await watch.server.reload()
                await probe_for(watch, 17)
                found = {row.target: row for row in await watch.tickets()}
                assert set(found) == {"shop", "db-1"}
                assert found["shop"].title == "shop answers, but logging in does not work"
                assert found["shop"].level is Level.II
                assert "could not be measured by SSH" in found["db-1"].title
                assert found["db-1"].level is Level.III


async def test_R70_suspicious_log_ins_open_tickets(tmp_path: Path) -> None:
    """R70: a guessed password is of level II whatever the host, a new way to root of level III."""
    log = tmp_path / "auth.log"
    accepted = "Accepted publickey for root from 198.51.100.1 port 5 ssh2: ED25519 SHA256:x"
    log.touch()
    house = build_house(
        tmp_path / "house",
        targets="customer: acme\ntargets:\n- {name: web-2, agent: true}\n",
        packs=PACKS,
    )
    settings = f"[logins]\nfrom = {log}\n"
    async with (
        watching(house, TEN_IN_SHANGHAI, idle=IDLE) as watch,
        measuring(watch, tmp_path / "agent", "web-2", settings) as agent,
    ):
        await agent.measure()  # what stands in the log before is of no interest
        say(log, accepted)  # where root first comes from is learnt
        await agent.watch_for(4)
        assert await watch.tickets() == ()
        failed = "Failed password for root from 192.0.2.9 port 7 ssh2"
        say(log, *[failed] * 12, "Accepted password for root from 192.0.2.9 port 7 ssh2")
        await agent.watch_for(4)
        found = {row.title: row.level for row in await watch.tickets()}
        assert found == {
            "root logged in to web-2 from 192.0.2.9 after many failures: a guessed password?": Level.II,
            "There is a new way to root on web-2: 192.0.2.9": Level.III,
        }


def say(log: Path, *lines: str) -> None:
    with log.open("a") as file:
        file.writelines(f"Nov 23 10:00:00 web-2 sshd[8]: {line}\n" for line in lines)
