"""The pages on a real server: real tickets, series, rules' language and database, on loopback."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from html import unescape
from pathlib import Path

from aiohttp import ClientResponse, ClientSession, FormData, web
from prometheus_client import CollectorRegistry
from sqlalchemy import Connection

from collector.agent_requests import AgentRequests
from collector.enrolment import Enrolment
from collector.intake.alert_map import AlertMap
from dashboards.calendars import calendar_reminders
from dashboards.promql_readings import PromqlReadings
from dashboards.reports.check_form import Filing
from dashboards.reports.service import CheckForms, ReportMetrics
from dashboards.rest.routes import rest_routes
from dashboards.web.assets import read_assets
from dashboards.web.deps import Pages
from dashboards.web.evidence import ChartEvidence
from dashboards.web.fragments import fragment
from dashboards.web.globals import template_globals
from dashboards.web.live import Broadcaster, LiveMetrics
from dashboards.web.routes import fallback_routes, web_routes
from dashboards.web.templates import Templates
from rules.alerting import Surroundings
from rules.files import parse_rule_file
from rules.metrics import RuleMetrics
from rules.promql.evaluate import Evaluator
from rules.room import RuleRoom
from rules.schedule import Seams
from tests.ticketing.story import START, Story
from ticketing.files.desk import FileDesk
from ticketing.files.folder import FileFolder
from ticketing.files.metrics import FileMetrics
from ticketing.knowledge.library import Library
from ticketing.knowledge.reader import shipped_articles
from ticketing.notify.health import Health
from ticketing.notify.message_desk import MessageDesk
from ticketing.oncall.desk import DutyDesk
from ticketing.workdays.book import shipped_book
from ticketing.workdays.desk import CalendarDesk
from watchkeeper.access.gate import Gate
from watchkeeper.access.languages import Language, read_catalogues
from watchkeeper.access.model import Scope
from watchkeeper.access.people import People, people_from_node
from watchkeeper.config.nodes import parse_yaml
from watchkeeper.core.clock import Clock
from watchkeeper.core.instants import SECOND, Duration, Instant
from watchkeeper.core.labels import Labels, labels_of
from watchkeeper.inventory.desk import TargetDesk
from watchkeeper.inventory.model import Customer, Target
from watchkeeper.inventory.store import InventoryStore
from watchkeeper.server.clock import ManualClock, SystemClock
from watchkeeper.server.directory import StaffDirectory
from watchkeeper.server.topology import links_now
from watchkeeper.server.unmapped import UnmappedSenders
from watchkeeper.storage.database import Database
from watchkeeper.storage.series.store import SeriesStore

PASSWORD = "correct horse battery"
ODD_HOST = 'db "主库" 1'
PEOPLE = """
people:
- {id: engineer-a, name: 王建国}
- {id: manager-b, name: 李经理}
- {id: admin-x, name: Xu, role: admin, language: en}
- {id: reader-r, name: Rui, role: reader, customers: [acme], language: en}
- {id: stranger-s, name: Sun, role: reader, customers: [other], language: en}
"""


@dataclass
class Site:
    """A running site, and the rooms behind it."""

    url: str
    pages: Pages
    gate: Gate
    story: Story
    clock: ManualClock
    store: SeriesStore
    people: People
    rules: RuleRoom

    async def load_rules(self, text: str, name: str = "rules/shop.yml") -> None:
        """Load one rule file; its groups are evaluated as the clock is moved."""
        self.clock.add(*await self.rules.load([parse_rule_file(text, name=name)]))

    async def cookie(self, person: str) -> str:
        """Open a session for a person and return its cookie."""
        await self.gate.set_password(self.people.get(person), PASSWORD, by="system")
        new = await self.gate.sign_in(person, PASSWORD, address="127.0.0.1")
        return new.id

    async def token(self, *scopes: Scope, customers: frozenset[str] | None = None) -> str:
        new = await self.gate.make_token("test", scopes, by="system", customers=customers)
        return new.secret

    async def measure(self, name: str = "web-1", *, seconds: int = 600, disk: float = 0.4) -> None:
        """Write ten minutes of samples of a host, ending now."""
        for second in range(seconds, -1, -15):
            at = Instant(self.clock.now() - second * SECOND)
            await self.store.write(
                f"agent:{name}",
                interval=Duration(15 * SECOND),
                at=at,
                samples=_samples(name, at, disk),
            )
            await self.store.write(
                f"probe:{name}:http",
                interval=Duration(15 * SECOND),
                at=at,
                samples={
                    labels_of({"__name__": "probe_success", "instance": name, "job": "http"}): 1.0
                },
            )


class Client:
    """A browser without JavaScript: cookies, forms, and what a page says."""

    def __init__(self, site: Site, session: ClientSession) -> None:
        self._site = site
        self._session = session
        self.status = 0
        self.text = ""
        self.path = ""
        self.headers: dict[str, str] = {}

    async def get(self, path: str, **headers: str) -> str:
        async with self._session.get(self._site.url + path, headers=headers) as answer:
            return await self._took(answer)

    async def post(
        self, path: str, fields: dict[str, str] | FormData | bytes, **headers: str
    ) -> str:
        async with self._session.post(
            self._site.url + path, data=fields, headers=headers
        ) as answer:
            return await self._took(answer)

    async def submit(self, path: str, **fields: str) -> str:
        """Send a form of the page that is shown, with its token."""
        return await self.post(path, {"csrf": self.csrf, **fields})

    async def sign_in(self, person: str) -> None:
        self._session.cookie_jar.update_cookies(
            {"watchkeeper_session": await self._site.cookie(person)}
        )

    @property
    def csrf(self) -> str:
        found = re.search(r'<meta name="csrf" content="([^"]*)">', self.text)
        assert found, "the page has no token"
        return found[1]

    @property
    def words(self) -> str:
        """Return the page's text without tags."""
        bare = re.sub(r"<(script|style|svg|head)\b.*?</\1>", " ", self.text, flags=re.S)
        return " ".join(unescape(re.sub(r"<[^>]*>", " ", bare)).split())

    async def _took(self, answer: ClientResponse) -> str:
        self.status, self.path = answer.status, answer.url.path_qs
        self.headers = dict(answer.headers)
        self.text = await answer.text()
        return self.text


@asynccontextmanager
async def site_on(database: Database, tmp_path: Path) -> AsyncIterator[Site]:
    """Serve the pages over a database until the block ends."""
    clock = ManualClock(START)
    store = await SeriesStore.open(tmp_path / "series", clock=clock)
    readings = PromqlReadings(Evaluator(store))
    story = Story(database, clock=clock, evidence=ChartEvidence(readings))
    people = people_from_node(parse_yaml(PEOPLE, name="people.yml"))
    gate = Gate(database, people, clock)
    desk = TargetDesk(await _inventory_store(database, clock, tmp_path / "etc"), _no_mistake)
    executor = ThreadPoolExecutor(1, thread_name_prefix="rules")
    rules = _room(story, store, executor, desk)
    files = FileDesk(
        story.service,
        database,
        clock,
        folder=FileFolder(tmp_path / "documents", left_free_bytes=0),
        metrics=FileMetrics(CollectorRegistry()),
    )
    pages = await asyncio.to_thread(_pages, story, gate, readings, rules, desk, store, files)
    stop = story.service.subscribe(partial(_tell, pages.broadcaster))
    runner = await _serve(pages)
    try:
        async with asyncio.TaskGroup() as group:
            live = group.create_task(pages.broadcaster.run(partial(fragment, pages)))
            yield Site(_address(runner), pages, gate, story, clock, store, people, rules)
            live.cancel()
    finally:
        stop()
        await runner.cleanup()
        for part in (pages.templates, readings, gate, files):
            part.close()
        executor.shutdown()
        await store.close()


async def _serve(pages: Pages) -> web.AppRunner:
    app = web.Application()
    app.add_routes([*web_routes(pages), *rest_routes(pages), *fallback_routes(pages)])
    runner = web.AppRunner(app, shutdown_timeout=0.2)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    return runner


def _address(runner: web.AppRunner) -> str:
    host, port = runner.addresses[0][:2]
    return f"http://{host}:{port}"


def _room(
    story: Story, store: SeriesStore, executor: ThreadPoolExecutor, desk: TargetDesk
) -> RuleRoom:
    seams = Seams(
        clock=story.clock,
        source=store,
        writer=store,
        sink=story.service,
        hearing=store,
        executor=executor,
        metrics=RuleMetrics(CollectorRegistry()),
        started_at=story.clock.now(),
    )
    return RuleRoom(seams, Surroundings(store, Evaluator(store), desk.store.current))


def _pages(
    story: Story,
    gate: Gate,
    readings: PromqlReadings,
    rules: RuleRoom,
    desk: TargetDesk,
    store: SeriesStore,
    files: FileDesk,
) -> Pages:
    assets = read_assets()
    calendars = CalendarDesk(story.database, story.clock)
    duty = _duty(story, gate)
    return Pages(
        gate=gate,
        tickets=story.service,
        files=files,
        library=Library(shipped_articles()),
        calendars=calendars,
        duty=duty,
        staff=StaffDirectory(
            lambda: gate.people,
            lambda: desk.store.current,
            language=Language.CHINESE,
            duty=duty,
        ),
        mutes=story.mutes,
        reminders=lambda: calendar_reminders(calendars.book, story.clock.now(), "Asia/Shanghai"),
        inventory=lambda: desk.store.current,
        desk=desk,
        registrations=Enrolment(story.database, desk.store, story.clock).registrations,
        links=partial(links_now, store, desk.store),
        readings=readings,
        catalogues=read_catalogues(),
        clock=story.clock,
        templates=Templates(template_globals(assets)),
        assets=assets,
        broadcaster=Broadcaster(SystemClock(), LiveMetrics(CollectorRegistry())),
        forms=CheckForms(
            story.database,
            story.clock,
            inventory=lambda: desk.store.current,
            readings=readings,
            tickets=story.service,
            queue_form=_no_mail,
            metrics=ReportMetrics(CollectorRegistry()),
            book=lambda: calendars.book,
        ),
        messages=MessageDesk(story.database, story.clock, tuple, Health(()), _not_woken),
        groups=lambda: rules.statuses,
        agent_requests=AgentRequests(story.clock),
        unmapped=UnmappedSenders(
            story.database, story.clock, lambda: desk.store.current, AlertMap, tuple
        ).unmapped,
    )


def _duty(story: Story, gate: Gate) -> DutyDesk:
    """Return who is on duty; everybody in people.yml can be reached."""
    return DutyDesk(
        story.database,
        story.clock,
        is_workday=shipped_book().is_worked,
        is_reachable=lambda person: person in gate.people,
    )


def _no_mail(_connection: Connection, _filing: Filing, _customer: Customer) -> None:
    """Nobody is written to here."""


def _not_woken(worker_name: str) -> None:
    """Nothing is sent here."""


def _tell(broadcaster: Broadcaster, numbers: tuple[int, ...]) -> None:
    for number in numbers:
        broadcaster.ticket_changed(number)


TARGETS = """\
customer: acme
targets:
- {name: sw-core-1, address: 10.1.0.1, site: shanghai-1}
- {name: web-1, address: 10.1.0.11, site: shanghai-1, parent: sw-core-1, agent: true}
- {name: db-1, address: 10.1.0.21, parent: sw-core-1, criticality: high}
- {name: 'db "主库" 1', address: 10.1.0.22, customer: other}
"""
CUSTOMERS = {"acme": "某某公司", "other": "Other Ltd"}


async def _inventory_store(database: Database, clock: Clock, folder: Path) -> InventoryStore:
    """Return an inventory of files and database."""
    await asyncio.to_thread(_write_files, folder)
    store = InventoryStore(database, clock, folder=folder)
    await store.reload()
    return store


def _write_files(folder: Path) -> None:
    for name in ("targets", "customers"):
        (folder / name).mkdir(parents=True)
    (folder / "targets" / "shop.yml").write_text(TARGETS, encoding="utf-8")
    for key, name in CUSTOMERS.items():
        text = f"customer: {key}\nname: {name}\n"
        (folder / "customers" / f"{key}.yml").write_text(text, encoding="utf-8")


def _no_mistake(_target: Target) -> None:
    """Whatever its probes are: nothing is probed here."""


def _samples(name: str, at: Instant, disk: float) -> dict[Labels, float]:
    seconds = at / 1000
    rows: list[tuple[str, dict[str, str], float]] = [
        ("node_load1", {}, 1.25),
        ("node_boot_time_seconds", {}, seconds - 86_400),
        ("node_memory_MemTotal_bytes", {}, 8e9),
        ("node_memory_MemAvailable_bytes", {}, 6e9),
        ("node_cpu_seconds_total", {"cpu": "0", "mode": "user"}, seconds % 1e6 * 0.25),
        ("node_cpu_seconds_total", {"cpu": "0", "mode": "idle"}, seconds % 1e6 * 0.75),
        ("node_filesystem_size_bytes", {"mountpoint": "/var", "fstype": "ext4"}, 1e11),
        (
            "node_filesystem_avail_bytes",
            {"mountpoint": "/var", "fstype": "ext4"},
            1e11 * (1 - disk),
        ),
    ]
    return {
        labels_of({"__name__": metric, "instance": name, "job": "node", **labels}): value
        for metric, labels, value in rows
    }
