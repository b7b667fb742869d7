"""A server that hears events: posted alerts, webhooks and syslog become tickets; reload; who may."""

from __future__ import annotations

import asyncio
import json
import socket
from base64 import b64encode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from collector.syslog.book import LineBook
from collector.syslog.listeners import Transport
from dashboards.web.log_lines import log_lines_of
from tests.acceptance.harness import House, build_house, free_port, watching
from tests.components import program
from tests.eventually import eventually
from tests.fakes.programs import running as running_program
from ticketing.views import TicketFilter, TicketView
from watchkeeper.access.model import Scope
from watchkeeper.core.errors import ConfigError
from watchkeeper.core.instants import MINUTE, instant_from_rfc3339, later
from watchkeeper.core.levels import Level
from watchkeeper.server.clock import SystemClock
from watchkeeper.server.known_alerts import TicketedAlerts
from watchkeeper.server.serve import Server, running
from watchkeeper.wire.log_lines import LogLines

FIXTURES = Path(__file__).parents[1] / "fixtures" / "webhooks"
TARGETS = """\
customer: acme
targets:
- {name: web-1, address: 127.0.0.1, go_live: 2020-01-01}
- {name: web-2, address: 127.0.0.2, go_live: 2020-01-01}
"""
MAP = """\
alerts:
- {when: {instance: '(?P<name>web-\\d)\\..*'}, target: "{name}"}
- {when: {alertname: ShopDown, env: prod}, level: I}
"""
PATTERNS = """\
patterns:
- {name: shop-broken, match: "the (?P<part>\\\\w+) of the shop is broken", level: II}
"""


@asynccontextmanager
async def serving(folder: Path, *, syslog: str = "") -> AsyncIterator[tuple[Server, House]]:
    house = build_house(folder, targets=TARGETS, packs="[events]")
    if syslog:
        house.write("watchkeeper.yml", f"{house.config.read_text()}syslog: {syslog}\n")
    house.write("alerts.yml", MAP)
    house.write("syslog/own.yml", PATTERNS)
    async with running(house.config, SystemClock()) as server:
        yield server, house


async def token(server: Server, name: str, *scopes: Scope) -> str:
    made = await server.parts.gate.make_token(name, scopes, by="test")
    return made.secret


async def post(
    house: House, path: str, body: Any, secret: str, *, basic: bool = False
) -> tuple[int, Any]:
    word = f"Basic {b64encode(f'any:{secret}'.encode()).decode()}" if basic else f"Bearer {secret}"
    headers = {"Authorization": word}
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{house.url}{path}", json=body, headers=headers) as response,
    ):
        text = await response.text()
        return response.status, json.loads(text) if text else None


async def tickets(server: Server) -> list[TicketView]:
    rows = await server.parts.tickets.rows(TicketFilter())
    return [await server.parts.tickets.view(row.number) for row in rows]


async def test_a_webhook_opens_a_ticket_and_ends_it(tmp_path: Path) -> None:
    """Zabbix's problem is a ticket of its level on its target; its recovery is the ticket's."""
    problem = json.loads((FIXTURES / "zabbix.json").read_text())
    async with serving(tmp_path) as (server, house):
        secret = await token(server, "zabbix", Scope.ALERTS_WRITE)
        path = "/api/webhooks/v1/zabbix"
        assert (await post(house, path, problem, secret))[0] == 200
        assert (await post(house, path, problem, secret, basic=True))[0] == 200
        (view,) = await tickets(server)
        assert (view.row.level, view.row.target) == (Level.II, "web-1")
        assert view.row.title == "web-1: High CPU utilization"
        recovery = problem | {"event_value": "0", "host_name": ""}
        assert (await post(house, path, recovery, secret))[1]["resolved"] == 1
        await eventually(lambda: _has_left(server))


async def _has_left(server: Server) -> bool:
    """Tell whether nothing posted fires any more: it recovers after its hysteresis."""
    return not await TicketedAlerts(server.parts.database, server.parts.clock).known_alerts()


@pytest.mark.parametrize(
    ("scopes", "status"),
    [((Scope.TICKETS_READ,), 403), ((Scope.ALERTS_WRITE,), 200)],
    ids=["a token that may read", "a token that may write alerts"],
)
async def test_webhooks_ask_for_their_scope(
    tmp_path: Path, scopes: tuple[Scope, ...], status: int
) -> None:
    """Without alerts:write nothing is taken."""
    async with serving(tmp_path) as (server, house):
        secret = await token(server, "grafana", *scopes)
        body = json.loads((FIXTURES / "grafana.json").read_text())
        assert (await post(house, "/api/webhooks/v1/grafana", body, secret))[0] == status
        assert (await post(house, "/api/webhooks/v1/grafana", body, "wk_wrong"))[0] == 401


async def test_posted_alerts_are_mapped_and_the_unmapped_are_listed(tmp_path: Path) -> None:
    """alerts.yml gives level and target; what it does not know is listed with what maps it."""
    async with serving(tmp_path) as (server, house):
        secret = await token(server, "prometheus", Scope.ALERTS_WRITE)
        labels = [
            {"alertname": "ShopDown", "env": "prod", "instance": "web-2.shop.example:9100"},
            {"alertname": "A", "instance": "web-1.lan:9100"},
            {"alertname": "B", "instance": "10.9.9.9:9100"},
            {"alertname": "B", "instance": "WEB-2"},
        ]
        body = [{"labels": one} for one in labels]
        assert (await post(house, "/api/v2/alerts", body, secret))[0] == 200
        found = {(view.row.level, view.row.target) for view in await tickets(server)}
        assert found == {
            (Level.I, "web-2"), (Level.III, "web-1"),
            (Level.III, "10.9.9.9:9100"), (Level.III, "WEB-2"),
        }  # fmt: skip
        unmapped = await asyncio.to_thread(house.rest.get, "/api/watch/v1/alerts/unmapped")
        lines = {one["instance"]: (one["source"], one["file"], one["line"]) for one in unmapped}
        assert lines == {
            "10.9.9.9:9100": (
                "prometheus", "targets/NAME.yml", '- {name: "10.9.9.9", address: "10.9.9.9"}',
            ),
            "WEB-2": ("prometheus", "alerts.yml", "- {when: {instance: WEB-2}, target: web-2}"),
        }  # fmt: skip
        house.write("alerts.yml", MAP + "- {when: {instance: WEB-2}, target: web-2}\n")
        await server.reload()
        unmapped = await asyncio.to_thread(house.rest.get, "/api/watch/v1/alerts/unmapped")
        assert [one["instance"] for one in unmapped] == ["10.9.9.9:9100"]


async def test_a_wrong_map_leaves_the_one_in_force(tmp_path: Path) -> None:
    """A reload with a mistake in alerts.yml, webhooks/ or syslog/ changes nothing and says where."""
    async with serving(tmp_path) as (server, house):
        wrong = {
            "alerts.yml": "alerts: [{when: {a: b}, target: nothing}]",
            "webhooks/a.yml": "webhook: a\nlabels: {x: $.y[}\n",
            "syslog/own.yml": "patterns: [{name: a, match: '('}]",
        }
        for name, text in wrong.items():
            path = house.folder / name
            before = path.read_text() if path.exists() else None
            house.write(name, text)
            with pytest.raises(ConfigError) as raised:
                await server.reload()
            assert str(raised.value.at).startswith(name)
            path.unlink() if before is None else path.write_text(before)
        house.write("webhooks/own.yml", "webhook: own\nlabels: {alertname: $.x}\n")
        await server.reload()
        secret = await token(server, "own", Scope.ALERTS_WRITE)
        assert (await post(house, "/api/webhooks/v1/own", {"x": "A"}, secret))[0] == 200


async def test_a_watchdog_that_stops_opens_a_ticket(tmp_path: Path) -> None:
    """As long as it comes there is no ticket; when it is late there is one of level II."""
    at = instant_from_rfc3339("2026-11-23T12:00:00Z")
    house = build_house(tmp_path, targets=TARGETS, packs="[events]")
    async with watching(house, at, idle=frozenset({"self"})) as watch:
        secret = await token(watch.server, "prometheus", Scope.ALERTS_WRITE)
        for minute in range(3):
            await watch.clock.advance(later(at, minute * 2 * MINUTE))
            body = [{"labels": {"alertname": "Watchdog", "severity": "none"}}]
            assert (await post(house, "/api/v2/alerts", body, secret))[0] == 200
        await watch.clock.advance(later(at, 9 * MINUTE))
        assert await tickets(watch.server) == []
        await watch.clock.advance(later(at, 12 * MINUTE))
        (view,) = await tickets(watch.server)
        assert (view.row.level, view.row.target) == (Level.II, "prometheus")
        assert view.row.title.startswith("Watchdog of prometheus has stopped")


async def test_lines_of_syslog_open_a_ticket_that_shows_them(tmp_path: Path) -> None:
    """A line by logger fits a pattern of the house: its series, its ticket, its last lines."""
    port = free_port()
    async with serving(tmp_path, syslog=f"{{udp: '127.0.0.1:{port}'}}") as (server, house):
        room = server.parts.events.syslog
        assert room is not None
        await eventually(lambda: Transport.UDP in room.listeners.ports)
        for words in ("all is well", "the till of the shop is broken"):
            process = await asyncio.create_subprocess_exec(
                program("logger"), "--udp", "--server", "127.0.0.1", "--port", str(port),
                "--priority", "daemon.err", "--tag", "shop", words,
            )  # fmt: skip
            assert await process.wait() == 0
        await eventually(lambda: len(room.syslog.books.get("web-1", LineBook()).lines) == 2)
        await room.worker.run_due()
        await eventually(lambda: tickets(server), within_seconds=90)
        (view,) = await tickets(server)
        assert (view.row.level, view.row.target) == (Level.II, "web-1")
        assert view.row.title == "web-1 wrote shop-broken part=till"
        await eventually(lambda: _evidence(server, view.row.number))
        (log,) = await _evidence(server, view.row.number)
        assert [line.partition(" ")[2] for line in log.lines] == [
            "err shop: the till of the shop is broken"
        ]
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp:
            udp.bind(("127.0.0.9", 0))
            udp.sendto(b"<11>who am I", ("127.0.0.1", port))
        await eventually(lambda: room.syslog.strangers)
        unmapped = await asyncio.to_thread(house.rest.get, "/api/watch/v1/alerts/unmapped")
        assert [(one["door"], one["line"]) for one in unmapped] == [
            ("syslog", '- {name: "127.0.0.9", address: "127.0.0.9"}')
        ]


async def _evidence(server: Server, number: int) -> tuple[LogLines, ...]:
    return log_lines_of(await server.parts.tickets.view(number))


async def test_the_page_shows_what_is_unmapped(tmp_path: Path) -> None:
    """Who signs in sees the sender and the line that maps it; a hostile name stays text."""
    async with serving(tmp_path) as (server, house):
        secret = await token(server, "prometheus", Scope.ALERTS_WRITE)
        labels = [{"alertname": "A", "instance": name} for name in ("<b>x</b>", "WEB-1:9100")]
        await post(house, "/api/v2/alerts", [{"labels": one} for one in labels], secret)
        text = await _page(server, house, "/unmapped")
        assert "- {when: {instance: &#34;WEB-1:9100&#34;}, target: web-1}" in text
        assert "&lt;b&gt;x&lt;/b&gt;" in text
        assert "<b>x</b>" not in text


async def _page(server: Server, house: House, path: str) -> str:
    """Return a page as a person in charge sees it, signed in by a link."""
    gate = server.parts.gate
    secret = await gate.make_link(gate.people.get("engineer-a"), by="test")
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as session:
        async with session.post(f"{house.url}/link/{secret}", data={}) as response:
            assert response.status == 200
        async with session.get(f"{house.url}{path}") as response:
            assert response.status == 200
            return await response.text()


async def test_a_real_alertmanager_posts_its_webhook(tmp_path: Path) -> None:
    """Debian's Alertmanager, given an alert by amtool, opens our ticket, and ends it."""
    async with serving(tmp_path) as (server, house):
        token_file = tmp_path / "token"
        token_file.write_text(await token(server, "alertmanager", Scope.ALERTS_WRITE))
        hook = {
            "url": f"{house.url}/api/webhooks/v1/alertmanager",
            "http_config": {"authorization": {"credentials_file": str(token_file)}},
        }
        config = tmp_path / "alertmanager.yml"
        route = {"receiver": "w", "group_wait": "0s", "group_interval": "1s"}
        config.write_text(
            json.dumps({"route": route, "receivers": [{"name": "w", "webhook_configs": [hook]}]})
        )
        port = free_port()
        await _ran(program("amtool"), "check-config", str(config))
        async with running_program(
            program("prometheus-alertmanager"), f"--config.file={config}",
            f"--storage.path={tmp_path / 'am'}", f"--web.listen-address=127.0.0.1:{port}",
            "--cluster.listen-address=", "--data.retention=1h",
        ):  # fmt: skip
            url = f"--alertmanager.url=http://127.0.0.1:{port}"
            words = ("alert", "add", url, "alertname=Full", "instance=web-1:9100")
            await eventually(lambda: _works(program("amtool"), *words))
            await eventually(lambda: tickets(server), within_seconds=60)
            (view,) = await tickets(server)
            assert (view.row.target, view.row.level) == ("web-1", Level.III)
            await _ran(program("amtool"), *words, "--end", "2020-01-01T00:00:00Z", "--start", "2019-01-01T00:00:00Z")  # fmt: skip
            await eventually(lambda: _has_left(server), within_seconds=60)


async def _ran(*words: str) -> None:
    assert await _works(*words), words


async def _works(*words: str) -> bool:
    process = await asyncio.create_subprocess_exec(
        *words, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL
    )
    async with asyncio.timeout(30):
        return await process.wait() == 0
