"""Who let which agent in, renewed it and ended it, and from where: rows of the audit trail."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Connection, select, update
from sqlalchemy.exc import IntegrityError

from collector.enrolment import Enrolment
from collector.tables import agents, enrolments
from watchkeeper.access.audit import AuditRow, first_broken_row, latest_audit_rows
from watchkeeper.access.tables import audit_heads
from watchkeeper.core.errors import NotFound
from watchkeeper.core.instants import HOUR, Instant
from watchkeeper.inventory.registration import read_registration
from watchkeeper.inventory.store import InventoryStore
from watchkeeper.server.clock import ManualClock
from watchkeeper.storage.database import Database
from watchkeeper.wire.enrolment import EnrolmentAnswer, EnrolmentRequest, token_from_text

START = Instant(1_790_000_000_000)
RULES = """\
rules:
- {name: webs, match: {hostname: ["web-*"]}, admit: at-once}
"""


@pytest.fixture
async def enrolment(database: Database, tmp_path: Path) -> Enrolment:
    clock = ManualClock(START)
    inventory = InventoryStore(database, clock, folder=tmp_path)
    await inventory.reload()
    (tmp_path / "registration.yml").write_text(RULES)
    made = Enrolment(database, inventory, clock)
    made.registrations.rules = read_registration(tmp_path)
    return made


async def _secret(enrolment: Enrolment, *, uses: int | None = None) -> str:
    word = await enrolment.make_token(
        url="https://watch:8420", ca_sha256="", made_by="engineer-a", most_uses=uses
    )
    return token_from_text(word).secret


async def _enrol(enrolment: Enrolment, secret: str, hostname: str) -> EnrolmentAnswer:
    request = EnrolmentRequest(secret, hostname, f"machine of {hostname}", "1.0")
    return await enrolment.enrol(request, address="10.5.0.7")


async def _trail(database: Database) -> list[AuditRow]:
    """Return the rows about agents, the oldest first; the chain is whole."""
    assert await database.read(first_broken_row) is None
    rows = await database.read(latest_audit_rows)
    return [row for row in reversed(rows) if row.action.startswith("agent_")]


async def test_an_agents_life_is_in_the_audit_trail(
    enrolment: Enrolment, database: Database
) -> None:
    """Who, from where and which agent, from the word to the end; no secret and no token."""
    secret = await _secret(enrolment)
    answer = await _enrol(enrolment, secret, "web-1")
    renewed = await enrolment.renew_token(answer.token, address="10.5.0.8")
    await enrolment.revoke(answer.agent, by="manager-b", address="10.5.0.9")
    made, enrolled, renewal, revoked = await _trail(database)
    agent = f"agent:{answer.agent}"
    assert (made.action, made.actor) == ("agent_token_made", "engineer-a")
    assert made.facts == {"ends_at": START + 24 * HOUR}
    assert (enrolled.action, enrolled.actor, enrolled.subject) == ("agent_enrolled", agent, "web-1")
    assert enrolled.facts == {
        "hostname": "web-1",
        "machine_id": "machine of web-1",
        "address": "10.5.0.7",
        "version": "1.0",
        "made_by": "engineer-a",
    }
    assert (renewal.action, renewal.actor, renewal.subject) == (
        "agent_token_renewed",
        agent,
        "web-1",
    )
    assert renewal.facts == {"address": "10.5.0.8"}
    assert (revoked.action, revoked.actor, revoked.subject) == (
        "agent_revoked",
        "manager-b",
        "web-1",
    )
    assert revoked.facts == {"agent": answer.agent, "address": "10.5.0.9"}
    whole = str(await _trail(database))
    assert not [word for word in (secret, answer.token, renewed) if word in whole]


async def test_an_agent_that_takes_anothers_place_says_whose(
    enrolment: Enrolment, database: Database
) -> None:
    """A host that is enrolled again ends its earlier agent; the row names it."""
    first = await _enrol(enrolment, await _secret(enrolment), "web-1")
    await _enrol(enrolment, await _secret(enrolment), "web-1")
    assert (await _trail(database))[-1].facts["replaced"] == [first.agent]


async def test_hosts_of_one_word_are_told_apart(enrolment: Enrolment, database: Database) -> None:
    """Let in by a rule, or waiting for a person: both say from where and by whose word."""
    secret = await _secret(enrolment, uses=5)
    await _enrol(enrolment, secret, "web-1")
    waits = await _enrol(enrolment, secret, "mail-1")
    await enrolment.registrations.approve(waits.agent, by="manager-b")
    made, at_once, waiting, approved = await _trail(database)
    assert made.facts["most_uses"] == 5
    assert (at_once.action, at_once.subject, at_once.facts["rule"]) == (
        "agent_enrolled",
        "web-1",
        "webs",
    )
    assert (waiting.action, waiting.subject) == ("agent_waits", "mail-1")
    assert (waiting.facts["address"], waiting.facts["made_by"]) == ("10.5.0.7", "engineer-a")
    assert (approved.action, approved.actor) == ("agent_approved", "manager-b")
    assert approved.facts == {"agent": waits.agent, "address": "10.5.0.7"}


async def test_what_did_not_happen_is_not_in_the_trail(
    enrolment: Enrolment, database: Database
) -> None:
    """Who revokes nobody leaves no row."""
    with pytest.raises(NotFound):
        await enrolment.revoke("nobody", by="manager-b")
    assert await _trail(database) == []


async def test_the_act_and_its_row_are_one_transaction(
    enrolment: Enrolment, database: Database
) -> None:
    """Where the trail cannot be written, nobody is let in and the word still counts."""
    secret = await _secret(enrolment)
    await database.write(
        lambda connection: connection.execute(update(audit_heads).values(number=0))
    )
    with pytest.raises(IntegrityError, match="audit_rows"):
        await _enrol(enrolment, secret, "web-1")

    def left(connection: Connection) -> tuple[object, object]:
        return connection.scalar(select(agents.c.id)), connection.scalar(
            select(enrolments.c.used_at)
        )

    assert await database.read(left) == (None, None)
