"""A site with much of everything: what a page must hold without breaking."""

from __future__ import annotations

from dashboards.web.connections import piece_of
from dashboards.web.evidence import ChartEvidence
from dashboards.web.log_lines import piece_of_lines
from tests.dashboards.web.site import ODD_HOST, Site
from tests.dashboards.web.test_backups_page import measure_backups
from tests.dashboards.web.test_oncall_page import HOTLINE, PART, take_on
from tests.dashboards.web.test_rules import RULES
from tests.dashboards.web.test_targets import CARD, register
from tests.dashboards.web.traffic_samples import carry
from ticketing.evidence import EvidenceKeeper
from ticketing.oncall.changes import Absence, ChangeKind, DutyChange
from watchkeeper.access.model import PersonId
from watchkeeper.core.instants import DAY, MINUTE, later
from watchkeeper.core.labels import Labels, labels_of
from watchkeeper.core.levels import Level
from watchkeeper.wire.connections import Connection, ConnectionReport
from watchkeeper.wire.log_lines import LogLines
from watchkeeper.wire.requests import CONNECTIONS, Result

LONG = "磁盘阵列控制器电池故障导致写缓存被禁用" * 4 + " and-a-very-long-word-without-any-break" * 3


async def fill(site: Site) -> None:
    """Write something for every page: long words, overdue clocks, an odd host, senders unknown."""
    await site.measure("web-1")
    await site.story.fire("A", on="web-1", level=Level.I)
    await site.story.call_in(Level.II, summary=LONG)
    await site.story.pass_time(minutes=45)
    await site.story.acknowledge(2)
    await site.story.fire("Recorded", on="web-1", level=Level.RECORD)
    await site.load_rules(RULES)
    for stranger in ("WEB-1.lan:9100", f"[2001:db8::1]:9100/{LONG[-110:]}"):
        await site.story.post(on=stranger, source="prometheus")
    await site.story.pass_time(minutes=1)
    await carry(site)
    for host in ("web-1", ODD_HOST):
        await site.measure(host)
    await measure_backups(site)
    card = {**CARD, "place": LONG[:200], "access": LONG[:400]}
    await site.pages.desk.add({"name": "edge-1", "parent": "sw-core-1", "card": card}, by="x")
    await _tell_of_hosts(site)
    await register(site, "web-1", role="web")
    await _put_on_duty(site)
    await register(site, LONG[-100:].replace(" ", "-"), role=LONG[:60])


async def _put_on_duty(site: Site) -> None:
    """A schedule with a long name, short shifts, a gap, an absence and an override."""
    take_on(site, HOTLINE, f"schedule: {'long-' * 8}{PART}")
    now, duty = site.clock.now(), site.pages.duty
    first, second, third = (later(now, days * DAY) for days in (1, 2, 3))
    xu = PersonId("admin-x")
    await duty.change(DutyChange("hotline", ChangeKind.OVERRIDE, xu, first, second, now), by=xu)
    for person in ("engineer-a", "manager-b"):
        await duty.away(Absence(PersonId(person), second, third, now), by=xu)


async def _tell_of_hosts(site: Site) -> None:
    """Samples of this minute: a satellite that lags, a neighbour, the busiest connections."""
    now = site.clock.now()
    for feed, samples in (
        ("satellite:edge-1", _satellite("edge-1")),
        ("probe:sw-core-1:lldp", _neighbour("sw-core-1", "db-1")),
        ("probe:db-1:lldp", _neighbour("db-1", ODD_HOST)),
    ):
        await site.store.write(feed, interval=MINUTE, at=now, samples=samples)
    requests = site.pages.agent_requests
    assert requests is not None
    asked = requests.ask("web-1", CONNECTIONS, ticket=None, by="x")
    assert asked is not None
    (sent,) = requests.for_push("web-1")
    await requests.take("web-1", [Result(sent.id, "done", report=BUSIEST)])
    settled = requests.latest("web-1")
    assert settled is not None
    keeper = EvidenceKeeper(site.story.database, site.clock, ChartEvidence(site.pages.readings))
    lines = LogLines("kernel", now, (f"kernel: {LONG}", "kernel: oom-kill: <b>shopd</b>"))
    for name, piece in (piece_of(settled), *piece_of_lines(lines).items()):
        await keeper.add(1, name, piece)


BUSIEST = ConnectionReport(
    30.0,
    (
        Connection("nginx", 812, "nginx.service", "www-data", "10.1.0.11:443", "203.0.113.9:51234", 9e6, 2e5),
        Connection("", 0, "", "", "[2001:db8:1:2:3:4:5:6]:22", "[2001:db8:ffff::9]:61000", 1e3, 900.0),
    ),
    17, 5e4, 2e4, True,
)  # fmt: skip


def _satellite(name: str) -> dict[Labels, float]:
    values = {"current": 0.0, "probes": 12.0, "refused_probes": 1.0, "spooled_ticks": 480.0}
    found = {
        labels_of({"__name__": f"watchkeeper_satellite_{key}", "instance": name}): value
        for key, value in values.items()
    }
    return {**found, labels_of({"__name__": "up", "instance": name, "job": "satellite"}): 1.0}


def _neighbour(name: str, other: str) -> dict[Labels, float]:
    series = {
        "__name__": "lldpRemChassisIdSubtype", "instance": name, "lldpLocPortId": "ge-1",
        "lldpRemSysName": other, "lldpRemPortId": "0",
    }  # fmt: skip
    return {labels_of(series): 4.0}
