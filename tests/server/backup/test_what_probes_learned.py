"""What probes learned of hosts and devices goes with a backup, and is in force after it is restored."""

from __future__ import annotations

import asyncio
from pathlib import Path

from collector.intake.traps import begin_engine
from collector.snmp.keyed_rows import KeyedRows
from collector.snmp.row_files import RowFile, names_of
from collector.ssh.trust import trust_in
from tests.acceptance.harness import House, build_house, watching
from watchkeeper.core.instants import instant_from_rfc3339
from watchkeeper.server.backup.make import BackupWish, Source, make_backup
from watchkeeper.server.backup.places import Wanted
from watchkeeper.server.backup.restore import restore
from watchkeeper.server.clock import ManualClock
from watchkeeper.server.configuration import read_configuration
from watchkeeper.storage.backup.file import new_backup

NOW = instant_from_rfc3339("2026-11-23T01:00:00Z")
HOST_KEY = (
    "10.1.0.21 ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBnhnLFqfTWMfZxvGR5ZkFSe6EfFjvmV3YEGSiFbNqUW\n"
)
INTERFACES = {"interfaces": KeyedRows(first={"eth0": "2"}, now={"eth0": "7"})}


async def _old_house(folder: Path) -> House:
    await asyncio.to_thread(folder.mkdir)
    house = build_house(folder)
    async with watching(house, NOW):
        pass
    return house


def _learn(data: Path) -> None:
    known_hosts = data / "known_hosts"
    known_hosts.write_text(HOST_KEY)
    known_hosts.chmod(0o600)
    RowFile(data / "snmp", "sw-1/snmp").write(names_of(INTERFACES))
    begin_engine(data, ManualClock(NOW))


async def test_keys_names_and_the_engine_come_back(tmp_path: Path) -> None:
    """Enrolled host keys, interfaces that were renumbered, and the engine of traps are as they were."""
    house, backup = await _old_house(tmp_path / "old"), tmp_path / "house.zip"
    _learn(house.data)
    source = Source(house.folder, read_configuration(house.config).settings)
    with new_backup(backup) as file:
        make_backup(source, BackupWish(), file, now=NOW)
    new = tmp_path / "new"
    restore(backup, Wanted(new / "watchkeeper.yml", data=new / "data"), now=NOW)
    data = new / "data"
    assert not trust_in([(data / "known_hosts").read_text()], (), "10.1.0.21", 22).is_empty
    assert (data / "known_hosts").stat().st_mode & 0o777 == 0o600
    assert RowFile(data / "snmp", "sw-1/snmp").read()["interfaces"].first == {"eth0": "2"}
    before, after = (begin_engine(one, ManualClock(NOW)).now() for one in (house.data, data))
    assert before.engine == after.engine
