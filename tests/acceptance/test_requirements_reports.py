"""R50, R51, R66: the daily check form, made, filled in, missed, signed, by the whole server."""

from __future__ import annotations

import asyncio
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from dashboards.reports.check_form import Entry, Result, Signer
from dashboards.reports.store import is_intact
from dashboards.reports.tables import check_form
from tests.acceptance.harness import (
    CUSTOMER,
    REST,
    House,
    Watch,
    build_house,
    enrolled,
    labelled,
    watching,
)
from tests.fakes.mailserver import FakeMailserver
from watchkeeper.core.errors import Conflict, InvalidInput
from watchkeeper.core.instants import HOUR, MINUTE, SECOND, Duration, instant_from_rfc3339, later
from watchkeeper.core.levels import Level

SIX_IN_SHANGHAI = instant_from_rfc3339("2026-11-22T22:00:00Z")  # Monday, 06:00
FORM = "acme-20261123"
IDLE = frozenset(
    {"self metrics", "heartbeats", "expectations", "series blocks", "state database"}
)  # due each minute and more often, which makes a day of contract time long

TARGETS = """\
customer: acme
targets:
- {name: web-1, agent: true}
- {name: old-ups}
- {name: printer, address: 10.9.9.9}
- {name: shop, customer: other}
"""

OTHER = """\
customer: other
name: Other Ltd
zone: Europe/Berlin
contract: {go_live: 2020-01-01, policy: contract-cn}
report: {daily: "07:30", sign_by: "10:00", to: ["mail:ops@other.example"], language: en}
roles: {lead: engineer-a, signs: engineer-a, fallback: manager-b}
"""


def house_of(folder: Path, database_url: str, *, channels: str = "{}") -> House:
    house = build_house(
        folder,
        database_url=database_url,
        targets=TARGETS,
        customer=CUSTOMER.replace('["mail:it@acme.example"]', '[signs, "mail:it@acme.example"]'),
        channels=channels,
    )
    house.write("customers/other.yml", OTHER)
    return house


async def measured_host(watch: Watch) -> None:
    """An agent reports for ten minutes: the disk of web-1 is nearly full."""
    disk = {"device": "/dev/sda1", "fstype": "ext4", "mountpoint": "/"}
    series = (
        labelled("node_filesystem_avail_bytes", **disk),
        labelled("node_filesystem_readonly", **disk),
        labelled("node_filesystem_size_bytes", **disk),
    )
    agent = await enrolled(watch.house, watch.session, "web-1", series, Duration(60 * SECOND))
    for _ in range(10):
        now = watch.clock.now()
        tick = agent.tick(now, 2.0e9, 0.0, 1.0e11)
        assert await agent.send(watch.session, tick, sent_at=now) == 204
        await watch.pass_time(MINUTE)


async def numbers(watch: Watch) -> list[str]:
    return sorted(filing.number for filing in await watch.server.parts.forms.filings(None))


async def rest(watch: Watch, path: str, given: dict[str, object] | None = None) -> Any:
    client = watch.house.rest
    if given is None:
        return await asyncio.to_thread(client.get, f"{REST}{path}")
    return await asyncio.to_thread(client.post, f"{REST}{path}", given)


async def test_R50_every_device_has_a_row_measured_or_filled_in_by_hand(
    tmp_path: Path, database_url: str
) -> None:
    """Rows of measured devices are filled from monitoring; the others wait for a person's hand."""
    async with watching(house_of(tmp_path, database_url), SIX_IN_SHANGHAI, idle=IDLE) as watch:
        await measured_host(watch)
        form = await rest(watch, "/reports", {"customer": "acme"})
        rows = {row["key"]: row for section in form["form"]["sections"] for row in section["rows"]}
        subjects = {row["subject"].split()[0] for row in rows.values()}
        assert {"web-1", "old-ups", "printer"} <= subjects
        assert "shop" not in subjects
        assert rows["devices/old-ups"]["result"] == Result.UNCHECKED.value
        full = next(row for key, row in rows.items() if key.startswith("filesystem/web-1"))
        assert full["result"] == Result.ABNORMAL.value
        filled = await rest(
            watch,
            f"/reports/{FORM}/rows",
            {
                "rows": [
                    {
                        "key": "devices/old-ups",
                        "result": "normal",
                        "measured": "灯绿",
                        "handling": "已看",
                    }
                ],
                "remarks": "夜班交接",
            },
        )
        row = next(
            row
            for section in filled["form"]["sections"]
            for row in section["rows"]
            if row["key"] == "devices/old-ups"
        )
        assert (row["result"], row["handling"]) == ("normal", "已看")
        assert filled["remarks"] == "夜班交接"


async def test_R50_a_signed_form_is_frozen_and_corrected_by_a_new_version(
    tmp_path: Path, database_url: str
) -> None:
    """The inspector's signature freezes it with a hash; a correction leaves it as it was."""
    async with watching(house_of(tmp_path, database_url), SIX_IN_SHANGHAI, idle=IDLE) as watch:
        forms = watch.server.parts.forms
        await watch.pass_time(3 * HOUR)
        signed = await forms.sign(FORM, Signer.INSPECTOR, "甲")
        assert is_intact(signed)
        entry = Entry("manual/room", Result.NORMAL, "23 °C", "", "甲", watch.clock.now())
        with pytest.raises(Conflict, match="new version"):
            await forms.fill(FORM, (entry,))
        corrected = await forms.correct(FORM)
        await forms.fill(FORM, (entry,))
        again = await forms.sign(FORM, Signer.INSPECTOR, "甲")
        assert (corrected.version, again.version) == (2, 2)
        first = await forms.filing(FORM, 1)
        assert (first.hash, first.form) == (signed.hash, signed.form)
        assert is_intact(first)
        assert again.hash != signed.hash


async def test_R51_each_customers_form_is_made_at_their_hour(
    tmp_path: Path, database_url: str
) -> None:
    """08:00 in Shanghai and 07:30 in Berlin, each day, without anybody doing anything."""
    async with watching(house_of(tmp_path, database_url), SIX_IN_SHANGHAI, idle=IDLE) as watch:
        await watch.clock.advance(instant_from_rfc3339("2026-11-22T23:59:59Z"))
        assert await numbers(watch) == []
        await watch.clock.advance(instant_from_rfc3339("2026-11-23T00:00:00Z"))
        assert await numbers(watch) == ["acme-20261123"]
        await watch.clock.advance(instant_from_rfc3339("2026-11-23T06:30:00Z"))
        assert await numbers(watch) == ["acme-20261123", "other-20261123"]
        await watch.pass_time(24 * HOUR)
        assert await numbers(watch) == [
            *("acme-20261123", "acme-20261124"),
            *("other-20261123", "other-20261124"),
        ]


async def test_R51_forms_missed_while_the_server_was_down_are_made_up_and_marked(
    tmp_path: Path, database_url: str
) -> None:
    """Three days away: the forms of those days are made at the start, as late ones, once."""
    house = house_of(tmp_path, database_url)
    async with watching(house, SIX_IN_SHANGHAI, idle=IDLE) as watch:
        await watch.pass_time(3 * HOUR)
        assert not (await watch.server.parts.forms.filing(FORM)).form.is_late
    for _ in range(2):
        async with watching(house, later(SIX_IN_SHANGHAI, 75 * HOUR), idle=IDLE) as watch:
            await watch.pass_time(MINUTE)
            made = [number for number in await numbers(watch) if number.startswith("acme")]
            assert made == [f"acme-202611{day}" for day in (23, 24, 25, 26)]
            for day in (24, 25):
                assert (await watch.server.parts.forms.filing(f"acme-202611{day}")).form.is_late


async def test_R51_a_form_that_nobody_signed_opens_one_ticket(
    tmp_path: Path, database_url: str
) -> None:
    """At the cut-off a level IV ticket of that customer; restarts open no second one."""
    house = house_of(tmp_path, database_url)
    async with watching(house, SIX_IN_SHANGHAI, idle=IDLE) as watch:
        await watch.clock.advance(instant_from_rfc3339("2026-11-23T03:59:59Z"))
        assert await watch.tickets() == ()
        await watch.clock.advance(instant_from_rfc3339("2026-11-23T04:00:00Z"))
        (ticket,) = await watch.tickets()
        assert (ticket.level, ticket.customer) == (Level.IV, "acme")
        assert FORM in ticket.title
        stopped_at = watch.clock.now()
    async with watching(house, later(stopped_at, HOUR), idle=IDLE) as watch:
        await watch.pass_time(HOUR)
        assert len(await watch.tickets()) == 1


async def test_R51_forms_that_were_made_up_can_be_signed_before_they_are_missed(
    tmp_path: Path, database_url: str
) -> None:
    """After three days of downtime there is an hour; then each unsigned day has its ticket."""
    house = house_of(tmp_path, database_url)
    async with watching(house, SIX_IN_SHANGHAI, idle=IDLE) as watch:
        await watch.pass_time(3 * HOUR)
        await rest(watch, f"/reports/{FORM}/sign", {"signer": "inspector"})
    async with watching(house, later(SIX_IN_SHANGHAI, 54 * HOUR), idle=IDLE) as watch:
        await watch.pass_time(MINUTE)
        assert await watch.tickets() == ()
        await watch.pass_time(HOUR)
        missed = [ticket for ticket in await watch.tickets() if ticket.customer == "acme"]
        assert len(missed) == 2


async def test_R51_a_form_of_a_day_to_come_cannot_be_made(
    tmp_path: Path, database_url: str
) -> None:
    """It would be the newest, and none would be made until that day."""
    async with watching(house_of(tmp_path, database_url), SIX_IN_SHANGHAI, idle=IDLE) as watch:
        for day in ("2026-11-24", "2031-01-01", "0001-01-01"):
            with pytest.raises(InvalidInput, match="of today"):
                await watch.server.parts.forms.make(
                    watch.server.parts.inventory.current.customer("acme"), date.fromisoformat(day)
                )


async def test_R51_a_customer_whose_form_cannot_be_made_keeps_nobody_back(
    tmp_path: Path, database_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    """An unreadable form of one customer: the other one gets theirs, and the failure is logged."""
    house = house_of(tmp_path, database_url)
    async with watching(house, SIX_IN_SHANGHAI, idle=IDLE) as watch:
        await watch.pass_time(3 * HOUR)
        spoilt = update(check_form).values(content="no JSON", state="signed")
        await watch.server.parts.database.write(lambda c: c.execute(spoilt).rowcount)
        await watch.pass_time(24 * HOUR)
        made = await watch.server.parts.database.read(
            lambda c: c.scalars(select(check_form.c.customer)).all()
        )
        assert sorted(made) == ["acme", "other"]
        assert "check form put off" in caplog.text


async def test_R51_a_signed_form_opens_none(tmp_path: Path, database_url: str) -> None:
    """Signed before the cut-off: no ticket, that day."""
    async with watching(house_of(tmp_path, database_url), SIX_IN_SHANGHAI, idle=IDLE) as watch:
        await watch.pass_time(3 * HOUR)
        given: dict[str, object] = {"signer": "inspector", "name": "甲"}
        shown = await rest(watch, f"/reports/{FORM}/sign", given)
        assert shown["summary"]["state"] == "signed"
        await watch.pass_time(4 * HOUR)
        assert await watch.tickets() == ()


async def test_R66_a_form_asked_for_before_its_hour_is_provisional(
    tmp_path: Path, database_url: str
) -> None:
    """It cannot be signed and nobody is mailed it; at the hour version 2 is made, with what was
    written by hand."""
    async with watching(house_of(tmp_path, database_url), SIX_IN_SHANGHAI, idle=IDLE) as watch:
        early = await rest(watch, "/reports", {"customer": "acme"})
        assert (early["number"], early["summary"]["state"]) == (FORM, "provisional")
        written = {"key": "manual/room", "result": "normal", "measured": "23 °C"}
        await rest(watch, f"/reports/{FORM}/rows", {"rows": [written]})
        with pytest.raises(Conflict, match="08:00"):
            await rest(watch, f"/reports/{FORM}/sign", {"signer": "inspector"})
        await watch.pass_time(3 * HOUR)
        proper = await rest(watch, f"/reports/{FORM}")
        assert (proper["summary"]["version"], proper["summary"]["state"]) == (2, "open")
        (room,) = [row for section in proper["form"]["sections"] for row in section["rows"]
                   if row["key"] == "manual/room"]  # fmt: skip
        assert (room["result"], room["by"]) == ("normal", "watchkeeper")
        signed = await rest(watch, f"/reports/{FORM}/sign", {"signer": "inspector"})
        assert signed["summary"]["state"] == "signed"


async def test_R66_the_form_is_made_and_mailed_without_people(
    tmp_path: Path, database_url: str
) -> None:
    """By a real SMTP server: to the customer and to who signs, once, with the findings."""
    async with FakeMailserver() as mailserver:
        channels = (
            "{mail: {kind: smtp, host: 127.0.0.1, sender: w@x.example, security: none, "
            f"port: {mailserver.port}}}}}"
        )
        house = house_of(tmp_path, database_url, channels=channels)
        async with watching(house, SIX_IN_SHANGHAI, idle=IDLE) as watch:
            await watch.clock.advance(instant_from_rfc3339("2026-11-22T23:50:00Z"))
            await measured_host(watch)
            await watch.clock.advance(instant_from_rfc3339("2026-11-23T00:00:01Z"))
            assert {mail["to"] for mail in mailserver.mails} == {"it@acme.example", "a@x.example"}
            mail = mailserver.mails[0]
            assert FORM in str(mail["subject"])
            assert "异常" in str(mail["subject"])
            await watch.pass_time(HOUR)
        async with watching(house, later(SIX_IN_SHANGHAI, 4 * HOUR), idle=IDLE) as watch:
            await watch.pass_time(HOUR)
        assert len(mailserver.mails) == 2
