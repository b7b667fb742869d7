"""A working day of a whole server, so that every table has the rows that it has in real life."""

from __future__ import annotations

import asyncio
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Any

from prometheus_client import CollectorRegistry

from collector.satellites.exchange import ENROL_PATH as SATELLITE_ENROL_PATH
from tests.acceptance.harness import (
    CUSTOMER,
    REST,
    TIMEOUT,
    House,
    Watch,
    build_house,
    enrolled,
    labelled,
    watching,
)
from tests.ticketing.workdays.notice_2027 import NOTICE_2027
from ticketing.answers.given import GivenAnswer
from ticketing.answers.outcome import Outcome
from ticketing.commands import CauseClass
from ticketing.events import Channel
from ticketing.evidence_rows import owe
from ticketing.inbox import rows
from ticketing.ledger.day_keeper import DayKeeper
from ticketing.verbs import Verb
from watchkeeper.access.model import PersonId
from watchkeeper.core.instants import (
    DAY,
    HOUR,
    MINUTE,
    SECOND,
    Duration,
    instant_from_rfc3339,
    later,
    rfc3339,
)
from watchkeeper.core.mails import Envelope, MailAddress, ReceivedMail
from watchkeeper.inventory.desk import Offered
from watchkeeper.inventory.facts import Sighting, write_sightings_of
from watchkeeper.server.clock import ManualClock
from watchkeeper.wire.enrolment import EnrolmentRequest, bytes_from_request, token_from_text
from watchkeeper.wire.log_lines import LINES_PATH, LogLines, bytes_from_log_lines

MONDAY_SIX = instant_from_rfc3339("2026-11-22T22:00:00Z")  # in Shanghai
FORM = "acme-20261123"
IDLE = frozenset({"self metrics", "heartbeats", "expectations"})  # most of a day's steps, no rows

TARGETS = """\
customer: acme
targets:
- {name: web-1, agent: true}
- {name: old-ups}
- {name: db-1, address: 10.9.9.9, criticality: high}
"""
RULES = """\
groups:
- name: disks
  interval: 1m
  rules:
  - alert: DiskFull
    expr: node_filesystem_avail_bytes / node_filesystem_size_bytes < 0.05
    for: 1m
    level: II
    annotations: {summary: "disk of {{ $labels.instance }} is full", summary_zh: "{{ $labels.instance }} 磁盘已满"}
  - alert: DiskFilling
    expr: node_filesystem_avail_bytes / node_filesystem_size_bytes < 0.2
    level: record
    annotations: {summary: "disk of {{ $labels.instance }} fills"}
"""


SCHEDULE = """\
schedule: hotline
holds: {duty: [acme]}
layers:
- {name: all, people: [engineer-a, deputy-d], every: 1w, from: 2026-11-16}
"""


MAIL_IN = """\
{}
mail_in:
  mailboxes: {duty: {host: 127.0.0.1, port: 9, user: duty, security: none}}
"""


MAINTENANCE = """\
patches: {on: sun, hours: "01:00-03:00", customer: acme, reason: kernel}
"""


async def live_a_day(folder: Path, database_url: str) -> None:
    """Fill the database at *database_url*, which is empty."""
    house = house_on(folder, database_url)
    async with watching(house, MONDAY_SIX, idle=IDLE) as watch:
        await _administrate(watch)
        await _arrange_duty(watch)
        await _measure(watch, minutes=6)
        await _handle(watch, 1)
        await _tell(watch)
        await _answer(watch)
        await _write_mails(watch)
        await _report(watch)
        await watch.pass_time(3 * HOUR)  # the open tickets are escalated
        await _leave_evidence_owed(watch)
        await _replace_a_disk(watch)
        await _let_a_host_wait(watch)
        await _let_an_import_wait(watch)
        await _send_once(watch)
        await _confirm_next_year(watch)
        await _close_the_day(watch)
        await _post(watch, "/people/deputy-d/retire", to="manager-b")


async def _administrate(watch: Watch) -> None:
    """Sign in, once with a wrong word; make tokens, a heartbeat, a target."""
    await _post(watch, "/links", person="manager-b")
    await _post(watch, "/passwords", person="engineer-a", password="a long enough password")
    wrong = {"person": "engineer-a", "password": "not this one"}
    async with watch.session.post(
        f"{watch.house.url}/sign-in", data=wrong, timeout=TIMEOUT, allow_redirects=False
    ) as answer:
        assert answer.status < HTTPStatus.INTERNAL_SERVER_ERROR
    await watch.sign_in()
    made = await _post(watch, "/tokens", name="grafana", scopes="query:read", days=90)
    await _post(watch, "/tokens", name="for acme", scopes="tickets:read", customers=["acme"])
    await asyncio.to_thread(watch.house.rest.delete, f"{REST}/tokens/{made['token']['id']}")
    await _post(watch, "/targets", name="cam-1", customer="acme", address="10.9.9.8")
    await _post(watch, "/agents/token", target="web-1")
    await _enrol_satellite(watch)
    beat = await _post(watch, "/heartbeats", name="nightly", target="web-1", period="1h")
    for signal in ("/start", "", "/7"):
        async with watch.session.post(
            beat["url"] + signal, data="备份 done".encode(), timeout=TIMEOUT
        ) as answer:
            assert answer.status == HTTPStatus.OK


async def _arrange_duty(watch: Watch) -> None:
    """A duty is changed, and somebody will be away."""
    next_week = {"starts_at": "2026-11-30T09:00:00+08:00", "ends_at": "2026-12-01T09:00:00+08:00"}
    await _post(watch, "/oncall/overrides", schedule="hotline", person="manager-b", **next_week)
    await _post(watch, "/oncall/absences", person="deputy-d", deputy="director-c", **next_week)
    night = {"lasts": "8h", "comment": "夜间换盘"}
    await _post(watch, "/silences", matchers='{alertname="FanFailed"}', **night)


async def _enrol_satellite(watch: Watch) -> None:
    word = await _post(watch, "/satellites/token", name="cam-1")
    secret = token_from_text(word["token"]).secret
    request = EnrolmentRequest(secret, hostname="box", machine_id="m1", version="1")
    body = bytes_from_request(request)
    async with watch.session.post(
        watch.house.url + SATELLITE_ENROL_PATH, data=body, timeout=TIMEOUT
    ) as answer:
        assert answer.status == HTTPStatus.OK


async def _measure(watch: Watch, *, minutes: int) -> None:
    """The disk of web-1 is nearly full: a ticket and a record; its log has a line for tickets."""
    disk = {"device": "/dev/sda1", "fstype": "ext4", "mountpoint": "/"}
    series = (
        labelled("node_boot_time_seconds"),
        labelled("node_filesystem_avail_bytes", **disk),
        labelled("node_filesystem_readonly", **disk),
        labelled("node_filesystem_size_bytes", **disk),
    )
    agent = await enrolled(watch.house, watch.session, "web-1", series, Duration(30 * SECOND))
    for _ in range(2 * minutes):
        now = watch.clock.now()
        tick = agent.tick(now, MONDAY_SIX / 1000, 2.0e9, 0.0, 1.0e11)
        assert await agent.send(watch.session, tick, sent_at=now) == HTTPStatus.NO_CONTENT
        await watch.pass_time(30 * SECOND)
    said = LogLines("oom", watch.clock.now(), ("内核: Out of memory: Killed process 812",))
    headers = {"Authorization": f"Bearer {agent.token}"}
    async with watch.session.post(
        watch.house.url + LINES_PATH,
        data=bytes_from_log_lines(agent.id, [said]),
        headers=headers,
        timeout=TIMEOUT,
    ) as answer:
        assert answer.status == HTTPStatus.NO_CONTENT


async def _handle(watch: Watch, number: int) -> None:
    """Do everything that is done with a ticket, to its end."""
    steps: tuple[tuple[str, dict[str, object]], ...] = (
        ("acknowledge", {"note": "我来看"}),
        ("comment", {"text": "log 目录占满 — /var/log/app"}),
        ("plan", {"solution": "清理日志", "implementation": "logrotate"}),
        ("pause", {"reason": "customer_authorisation", "note": "等授权"}),
        ("resume", {}),
        ("workaround", {"description": "moved the oldest logs away"}),
        ("resolve", {"cause_class": CauseClass.CAPACITY.value, "cause": "日志未轮转", "method": "rotated"}),
        ("report", {"kind": "容量", "cause": "日志未轮转", "method": "rotated", "losses": "无"}),
        ("reply", {"text": "已处理"}),
        ("agree-cause", {"agreed_by": "王工"}),
        ("close", {"note": "客户已确认"}),
    )  # fmt: skip
    for name, given in steps:
        await watch.pass_time(MINUTE)
        await _post(watch, f"/tickets/{number}/{name}", actor="engineer-a", **given)


async def _tell(watch: Watch) -> None:
    """A fault is told by phone, an alert posted, a finding accepted."""
    told = await _post(
        watch, "/tickets",
        actor="engineer-a", level="III", summary="打印机不能用", customer="acme", target="old-ups",
        description="三楼", reporter="王工", reporter_contact="138",
    )  # fmt: skip
    number = told["row"]["number"]
    await _post(watch, f"/tickets/{number}/link", actor="engineer-a", to=1, kind="caused_by")
    await _post_alert(watch, "Posted")
    (finding, *_) = await asyncio.to_thread(watch.house.rest.get, f"{REST}/findings")
    await _post(
        watch, f"/findings/{finding['fingerprint']}/accept",
        note="known", until=rfc3339(later(watch.clock.now(), 48 * HOUR)),
    )  # fmt: skip


async def _answer(watch: Watch) -> None:
    """Somebody answers in a chat."""
    number = max(row.number for row in await watch.tickets())
    note = GivenAnswer(PersonId("engineer-a"), number, Verb.COMMENT, "duty", "press-1", "看到了")
    told = await watch.server.parts.answers.desk.take(note, Channel.CHAT)
    assert told.outcome is Outcome.DONE


async def _write_mails(watch: Watch) -> None:
    """The customer writes a mail, and two whom nobody knows; one of these is not to write again."""
    room = watch.server.parts.mail
    assert room is not None
    for number, sender in enumerate(("it@acme.example", "x@who.example", "spam@who.example")):
        mail = ReceivedMail(
            envelope=Envelope("duty", watch.clock.now()),
            message_id=f"<{number}@client.example>",
            digest=f"{number:064x}",
            sender=MailAddress(sender, "名"),
            subject="打印机坏了",
            text="二楼的打印机",
        )
        await room.inbox.receive(mail)
    block = partial(
        rows.block, sender_key="spam@who.example", by="engineer-a", at=watch.clock.now()
    )
    await watch.server.parts.database.write(block)


async def _post_alert(watch: Watch, name: str) -> None:
    now = watch.clock.now()
    alert = {
        "labels": {"alertname": name, "instance": "db-1", "severity": "critical"},
        "annotations": {"summary": "posted by another Prometheus"},
        "startsAt": rfc3339(now),
        "endsAt": rfc3339(later(now, 4 * HOUR)),
    }
    headers = await _bearer(watch)
    async with watch.session.post(
        f"{watch.house.url}/api/v2/alerts", json=[alert], headers=headers, timeout=TIMEOUT
    ) as answer:
        assert answer.status == HTTPStatus.OK


async def _leave_evidence_owed(watch: Watch) -> None:
    """Be killed between a ticket and its evidence: what is owed is left over."""
    now = watch.clock.now()
    await watch.server.parts.database.write(lambda connection: owe(connection, 1, now))


async def _replace_a_disk(watch: Watch) -> None:
    """What was seen on a host is another thing a moment later."""
    for serial in ("Z1", "Z2"):
        seen = Sighting("web-1", {"disk:sda": f"ST4000NM {serial}"}, frozenset({"disk"}))
        now = watch.clock.now()
        await watch.server.parts.database.write(
            partial(write_sightings_of, sightings=[seen], now=now)
        )


async def _let_a_host_wait(watch: Watch) -> None:
    """A host registers by itself, and nobody has looked at it yet."""
    made = await _post(watch, "/agents/token", uses="5")
    secret = token_from_text(made["token"]).secret
    request = EnrolmentRequest(secret, "mail-1", "m-1", "1.0", {"role": "mail"})
    await watch.server.parts.enrolment.enrol(request, address="10.9.9.7")


async def _let_an_import_wait(watch: Watch) -> None:
    """A list was shown what it means, and nobody has said yes to it yet."""
    desk = watch.server.parts.desk
    plan = await desk.plan(Offered("名称,机柜\nups-2,A12\n".encode(), "设备.csv", None, {}))
    await desk.keep(plan, by="engineer-a")


async def _send_once(watch: Watch) -> None:
    """A program says something under a key of its own."""
    headers = await _bearer(watch, "tickets:*") | {"Idempotency-Key": "6f9c2e0a"}
    url = f"{watch.house.url}{REST}/tickets/1/comment"
    async with watch.session.post(
        url, json={"text": "备件已下单"}, headers=headers, timeout=TIMEOUT
    ) as answer:
        assert answer.status == HTTPStatus.OK


async def _confirm_next_year(watch: Watch) -> None:
    """Somebody pastes the notice about next year's days off, and confirms what it says."""
    read = await _post(watch, "/calendars/readings", text=NOTICE_2027, kind="notice")
    await _post(watch, "/calendars/notices", text=NOTICE_2027, kind="notice", mark=read["mark"])


async def _close_the_day(watch: Watch) -> None:
    """The day is over: its head is written down."""
    after_midnight = ManualClock(later(MONDAY_SIX, DAY))
    keeper = DayKeeper(
        watch.server.parts.database,
        after_midnight,
        zone="Asia/Shanghai",
        registry=CollectorRegistry(),
    )
    await keeper.run_due()


async def _bearer(watch: Watch, scopes: str = "alerts:write") -> dict[str, str]:
    made = await _post(watch, "/tokens", name="program", scopes=scopes)
    return {"Authorization": f"Bearer {made['secret']}"}


async def _report(watch: Watch) -> None:
    """The check form is made, filled, signed, corrected; a row of the new version is filled."""
    await _post(watch, "/reports", customer="acme")
    row = {"key": "devices/old-ups", "result": "normal", "measured": "灯绿", "handling": ""}
    await _post(watch, f"/reports/{FORM}/rows", rows=[row], remarks="夜班交接")
    await watch.clock.advance(instant_from_rfc3339("2026-11-23T00:30:00Z"))
    await _post(watch, f"/reports/{FORM}/sign", name="甲")
    await _post(watch, f"/reports/{FORM}/correct")
    await _post(watch, f"/reports/{FORM}/rows", rows=[{**row, "result": "abnormal"}])


async def _post(watch: Watch, path: str, **given: object) -> Any:
    return await asyncio.to_thread(watch.house.rest.post, f"{REST}{path}", given)


def house_on(folder: Path, database_url: str) -> House:
    """Return the house, also once more, to serve what was filled."""
    house = build_house(
        folder,
        database_url=database_url,
        targets=TARGETS,
        rules=RULES,
        channels=MAIL_IN,
        customer=f"{CUSTOMER}mail_from: [it@acme.example]\n",
    )
    house.write("schedules/hotline.yml", SCHEDULE)
    house.write("maintenance.yml", MAINTENANCE)
    return house
