"""Host keys that a person believes: against a real sshd, with their rows of the audit trail."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, update
from sqlalchemy.exc import IntegrityError

from collector.probes.tools import Tools
from tests.acceptance.harness import free_port
from tests.collector.probes.ssh_daemon import SshDaemon, ssh_daemon
from watchkeeper.access.audit import latest_audit_rows, record_audit
from watchkeeper.access.tables import audit_heads
from watchkeeper.config.nodes import parse_yaml
from watchkeeper.core.errors import Conflict, InvalidInput, Unavailable
from watchkeeper.core.instants import Instant
from watchkeeper.inventory.files import probe_from_node
from watchkeeper.inventory.model import Target
from watchkeeper.inventory.secrets import Credential, Secrets
from watchkeeper.server.clock import ManualClock, SystemClock
from watchkeeper.server.host_keys import Believer, HostKeys
from watchkeeper.storage.database import Database

START = Instant(1_790_000_000_000)
ENGINEER = Believer("engineer-a", "10.0.0.9")


@pytest.fixture
def daemon(tmp_path: Path) -> Iterator[SshDaemon]:
    with ssh_daemon(tmp_path, free_port()) as running:
        yield running


@pytest.fixture
def target(daemon: SshDaemon) -> Target:
    return _target(daemon.port)


@pytest.fixture
async def keys(database: Database, daemon: SshDaemon, tmp_path: Path) -> AsyncIterator[HostKeys]:
    async with Tools(SystemClock(), enrolled_hosts=tmp_path / "known_hosts") as tools:
        credential = Credential(user=daemon.user, key_file=daemon.client_key)
        tools.secrets = Secrets({"watch": credential})
        yield HostKeys(database, ManualClock(START), tools)


def _target(port: int) -> Target:
    yaml = f"{{ssh: {{port: {port}, credentials: watch, timeout: 20s}}}}"
    probe = probe_from_node(parse_yaml(yaml, name="targets/test.yml"))
    return Target("db-1", "127.0.0.1", probes=(probe,))


async def test_a_believed_key_is_in_the_audit_trail(
    keys: HostKeys, target: Target, daemon: SshDaemon, database: Database
) -> None:
    """Who believed which key of which host, and from where; only showing it leaves no row."""
    (shown,) = await keys.show(target)
    assert (shown.fingerprint, shown.is_believed) == (daemon.fingerprint, False)
    assert await database.read(latest_audit_rows) == ()
    await keys.believe(target, daemon.fingerprint, ENGINEER, replaces=False)
    (row,) = await database.read(latest_audit_rows)
    assert (row.action, row.actor, row.subject, row.at) == (
        "host_key_enrolled",
        "engineer-a",
        "db-1",
        START,
    )
    assert row.facts == {
        "host": "127.0.0.1",
        "port": daemon.port,
        "kind": "ssh-ed25519",
        "fingerprint": daemon.fingerprint,
        "address": "10.0.0.9",
    }
    assert [one.is_believed for one in await keys.show(target)] == [True]


async def test_a_replaced_key_is_told_as_such(
    keys: HostKeys, target: Target, daemon: SshDaemon, database: Database
) -> None:
    """Refused without the word for it: no row; with it the row says that another was known."""
    other = " ".join(daemon.stranger_key.with_suffix(".pub").read_text().split()[:2])
    assert keys.tools.enrolled_hosts is not None
    keys.tools.enrolled_hosts.write_text(f"[127.0.0.1]:{daemon.port} {other}\n")
    with pytest.raises(Conflict, match="say --replace"):
        await keys.believe(target, daemon.fingerprint, ENGINEER, replaces=False)
    with pytest.raises(Conflict, match="not SHA256:other"):
        await keys.believe(target, "SHA256:other", ENGINEER, replaces=True)
    assert await database.read(latest_audit_rows) == ()
    await keys.believe(target, daemon.fingerprint, ENGINEER, replaces=True)
    (row,) = await database.read(latest_audit_rows)
    assert (row.action, row.facts["fingerprint"]) == ("host_key_replaced", daemon.fingerprint)


async def test_a_key_is_not_believed_where_its_row_cannot_be_written(
    keys: HostKeys, target: Target, daemon: SshDaemon, database: Database
) -> None:
    """The row comes first: where the trail takes none, the file stays as it was."""

    def spoil(connection: Connection) -> None:
        record_audit(connection, "did", actor="a", at=START)
        connection.execute(update(audit_heads).values(number=0))

    await database.write(spoil)
    with pytest.raises(IntegrityError, match="audit_rows"):
        await keys.believe(target, daemon.fingerprint, ENGINEER, replaces=False)
    assert keys.tools.enrolled_hosts is not None
    assert not keys.tools.enrolled_hosts.exists()


async def test_a_host_that_cannot_be_asked_is_told(keys: HostKeys) -> None:
    """Nobody listens, or nothing asks by SSH: a sentence for each."""
    with pytest.raises(Unavailable, match="'db-1' does not answer by SSH"):
        await keys.show(_target(free_port()))
    with pytest.raises(InvalidInput, match="has no SSH probe"):
        await keys.show(Target("plain", "127.0.0.1"))
