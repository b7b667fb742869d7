"""Pages without JavaScript: what they show, to whom, and what their forms do."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from urllib.parse import quote

import pytest
from aiohttp import ClientSession

from dashboards.web.pages.ticket import actions_of
from tests.dashboards.web.site import ODD_HOST, PASSWORD, Client, Site
from ticketing.views import TicketState
from watchkeeper.core.levels import Level

ENGLISH = {"Accept-Language": "en"}


async def test_a_visitor_is_sent_to_sign_in_and_back(site: Site, client: Client) -> None:
    """The page asked for is where the sign-in leads."""
    await site.gate.set_password(site.people.get("engineer-a"), PASSWORD, by="system")
    await client.get("/hosts/web-1")
    assert client.path == "/sign-in?next=/hosts/web-1"
    await client.post(
        "/sign-in", {"person": "engineer-a", "password": PASSWORD, "next": "/hosts/web-1"}
    )
    assert (client.status, client.path) == (200, "/hosts/web-1")


async def test_a_wrong_password_is_said_on_the_form(client: Client) -> None:
    await client.post("/sign-in", {"person": "engineer-a", "password": "wrong"}, **ENGLISH)
    assert client.status == 401
    assert "the name or the password is wrong" in client.words
    assert 'value="engineer-a"' in client.text


@pytest.mark.parametrize(
    "path", ["//evil.example", "https://evil.example", "/\\evil.example", "/%0d\r\nX: y"]
)
async def test_a_sign_in_leads_to_no_other_site(site: Site, client: Client, path: str) -> None:
    await site.gate.set_password(site.people.get("engineer-a"), PASSWORD, by="system")
    await client.post("/sign-in", {"person": "engineer-a", "password": PASSWORD, "next": path})
    assert client.path == "/"


async def test_a_one_time_link_shows_a_button_and_signs_in_once(site: Site, client: Client) -> None:
    """Opening the link changes nothing; the button works once."""
    secret = await site.gate.make_link(site.people.get("engineer-a"), by="system")
    for _ in range(2):
        await client.get(f"/link/{secret}", **ENGLISH)
        assert "Sign in as 王建国" in client.words
    await client.post(f"/link/{secret}", {})
    assert client.path == "/"
    await client.submit("/sign-out")
    await client.get(f"/link/{secret}", **ENGLISH)
    assert client.status == 404
    assert "This link no longer works" in client.words


async def test_signing_out_ends_the_session(client: Client) -> None:
    await client.sign_in("engineer-a")
    await client.get("/")
    await client.submit("/sign-out")
    await client.get("/")
    assert client.path == "/sign-in"


async def test_a_ticket_without_a_target_leads_to_where_it_is_mapped(
    site: Site, client: Client
) -> None:
    """No link to a host that is not there; the sender waits on the page of strangers."""
    await client.sign_in("engineer-a")
    await site.story.post(on="WEB-1.lan:9100")
    for path in ("/", "/tickets/1"):
        await client.get(path)
        assert "WEB-1.lan:9100" in client.words
        assert "/hosts/WEB-1" not in client.text
        assert 'href="/unmapped"' in client.text
    await client.get("/unmapped")
    assert "WEB-1.lan:9100" in client.words


async def test_a_page_says_where_it_is_and_in_whose_times(site: Site, client: Client) -> None:
    """One line of the menu is marked, also for pages below it; the foot names the zone."""
    await site.story.fire(on="web-1")
    await client.sign_in("admin-x")
    for path, menu in (
        ("/tickets/1", "/"), ("/hosts/web-1/traffic", "/hosts"), ("/targets/new", "/hosts"),
        ("/targets/waiting", "/hosts"), ("/topology", "/hosts"), ("/unmapped", "/hosts"),
        ("/backups", "/backups"),
    ):  # fmt: skip
        await client.get(path)
        assert client.text.count('aria-current="page"') == 1
        assert f'<a href="{menu}" aria-current="page">' in client.text
        assert "Times of Asia/Shanghai" in client.words


async def test_now_lists_tickets_by_level_and_by_time_left(site: Site, client: Client) -> None:
    """By level the worst is first; by time left the one whose clock ends first."""
    await client.sign_in("engineer-a")
    await site.story.fire("DiskFilling", on="web-1", level=Level.III)
    await site.story.pass_time(minutes=20)
    await site.story.fire("ServiceDown", on="db-1", level=Level.II)
    await client.get("/")
    assert re.findall(r'href="/tickets/(\d+)"', client.text) == ["2", "1"]
    await client.get("/?order=due")
    assert re.findall(r'href="/tickets/(\d+)"', client.text) == ["1", "2"]
    assert "<title>(1·II 1·III) 当前" in client.text


async def test_a_ticket_lives_from_acknowledge_to_close_by_plain_forms(
    site: Site, client: Client
) -> None:
    """Each step is a form; the page then shows it, and the ticket is closed at the end."""
    await client.sign_in("engineer-a")
    await site.story.fire(on="web-1", level=Level.III)
    await client.get("/tickets/1")
    steps: list[tuple[str, dict[str, str]]] = [
        ("acknowledge", {}),
        ("plan", {"solution": "重启服务", "implementation": "systemctl restart shop"}),
        ("comment", {"text": "<b>日志</b> & more"}),
    ]
    for command, fields in steps:
        await client.submit(f"/tickets/1/{command}", **fields)
        assert (client.status, client.path) == (200, "/tickets/1"), client.words[:300]
    assert "&lt;b&gt;日志&lt;/b&gt; &amp; more" in client.text
    await site.story.clear(on="web-1")
    await client.submit(
        "/tickets/1/resolve",
        cause_class="application",
        cause="内存泄漏",
        method="重启",
        data_loss="none",
        recovery_point="",
    )
    report = {"kind": "应用", "cause": "内存泄漏", "method": "重启", "losses": "无"}
    await client.submit("/tickets/1/report", **report)
    await client.submit("/tickets/1/reply", text="已恢复")
    await client.submit("/tickets/1/close", note="")
    view = await site.story.view(1)
    assert view.row.state is TicketState.CLOSED, client.words[:400]
    assert view.row.acknowledged_by == "engineer-a"


async def test_acknowledging_from_the_list_stays_on_the_list(site: Site, client: Client) -> None:
    await client.sign_in("engineer-a")
    await site.story.fire(on="web-1", level=Level.II)
    await client.get("/")
    await client.submit("/tickets/1/acknowledge", next="/")
    assert client.path == "/"
    assert "王建国 已响应" in client.words


async def test_a_refused_form_says_why_and_keeps_what_was_typed(site: Site, client: Client) -> None:
    """Nothing typed is lost; the status says that nothing was done."""
    await client.sign_in("engineer-a")
    await site.story.fire(on="web-1", level=Level.II)
    await client.get("/tickets/1")
    await client.submit(
        "/tickets/1/resolve", cause_class="application", cause="a long story", method=""
    )
    assert client.status == 400
    assert "字段 'method' 必须填写" in client.words
    assert "a long story" in client.text


async def test_local_times_are_read_in_the_reader_s_zone(site: Site, client: Client) -> None:
    """08:30 typed by a reader in Shanghai is 00:30 UTC."""
    await client.sign_in("engineer-a")
    await site.story.fire(on="web-1", level=Level.III)
    await site.story.clear(on="web-1")
    await client.get("/tickets/1")
    await client.submit("/tickets/1/acknowledge")
    await client.submit(
        "/tickets/1/resolve",
        cause_class="application",
        cause="c",
        method="m",
        data_loss="none",
        recovery_point="2026-11-23T08:30",
    )
    resolution = (await site.story.view(1)).resolution
    assert resolution is not None, client.words[:300]
    assert resolution.recovery_point == site.clock.now() - 30 * 60_000


@pytest.mark.parametrize(
    ("headers", "token"),
    [
        ({"Sec-Fetch-Site": "cross-site"}, "right"),
        ({"Sec-Fetch-Site": "same-site"}, "right"),
        ({"Origin": "https://evil.example"}, "right"),
        ({}, "wrong"),
        ({}, ""),
    ],
    ids=["another site", "a sibling site", "another origin", "a wrong token", "no token"],
)
async def test_forged_forms_are_refused(
    site: Site, client: Client, headers: dict[str, str], token: str
) -> None:
    """A form counts only from this site and with this session's token."""
    await client.sign_in("engineer-a")
    await site.story.fire(on="web-1", level=Level.II)
    await client.get("/tickets/1")
    given = client.csrf if token == "right" else token
    await client.post("/tickets/1/acknowledge", {"csrf": given}, **headers)
    assert client.status == 403
    assert (await site.story.view(1)).row.acknowledged_at is None


async def test_a_reader_of_another_customer_learns_nothing(site: Site, client: Client) -> None:
    """Lists leave it out, pages are not found, forms change nothing."""
    await site.story.fire(on="web-1", level=Level.II)
    await client.sign_in("stranger-s")
    await client.get("/")
    assert "web-1" not in client.text
    for path in ("/tickets/1", "/hosts/web-1", "/tickets/1/evidence/0.json"):
        await client.get(path)
        assert client.status == 404, path
        assert "ServiceDown" not in client.text


async def test_a_reader_sees_and_cannot_act(site: Site, client: Client) -> None:
    await site.story.fire(on="web-1", level=Level.II)
    await client.sign_in("reader-r")
    await client.get("/tickets/1")
    assert client.status == 200
    assert "data-acknowledge" not in client.text
    await client.submit("/tickets/1/acknowledge")
    assert client.status == 403


async def test_the_first_screen_says_what_how_bad_and_how_long(site: Site, client: Client) -> None:
    """Level, sentence, place, whether it still fails, the next clock, and the button."""
    await site.measure("web-1")
    await client.sign_in("admin-x")
    await site.story.fire(on="web-1", level=Level.II)
    await client.get("/tickets/1")
    first = client.words.split("Who was told")[0]
    for part in (
        "Level II",
        "web-1: ServiceDown",
        "acme",
        "shanghai-1",
        "still failing",
        "Acknowledge",
        "left",
    ):
        assert part in first, part  # fmt: skip


@pytest.mark.parametrize(
    ("language", "actions"),
    [("zh", ("先看日志", "再重启")), ("en", ("look at the log",))],
)
def test_first_actions_are_the_rule_s_in_the_reader_s_language(
    language: str, actions: tuple[str, ...]
) -> None:
    """One action for each line of the annotation, without its bullet."""
    annotations = {"first_actions": "- look at the log", "first_actions_zh": "- 先看日志\n- 再重启"}
    assert actions_of(annotations, language) == actions


async def test_evidence_is_frozen_when_the_ticket_opens(site: Site, client: Client) -> None:
    """The chart shows the hour before the alert, and later samples do not change it."""
    await site.measure("web-1")
    await client.sign_in("engineer-a")
    await site.story.fire(on="web-1", level=Level.II)
    await client.get("/tickets/1/evidence/0.json")
    assert client.status == 200
    before = client.text
    assert '"thresholds": [{"value": 0.0' in before
    await site.story.pass_time(minutes=30)
    await site.measure("web-1", seconds=60)
    assert await client.get("/tickets/1/evidence/0.json") == before
    await client.get("/tickets/1")
    assert 'class="alert-span"' in client.text


async def test_hosts_show_their_values(site: Site, client: Client) -> None:
    await site.measure("web-1", disk=0.979)
    await client.sign_in("admin-x")
    await client.get("/hosts")
    assert "97.9 %" in client.words
    await client.get("/hosts/web-1")
    for part in (
        "CPU busy 25 %",
        "/var 97.9 %",
        "Memory used 25 %",
        "managed in targets/shop.yml:4",
    ):
        assert part in client.words, part  # fmt: skip
    assert client.text.count('<svg class="chart"') >= 5
    await client.get("/hosts/web-1/charts/filesystem.json?span=1h")
    assert '"name": "/var"' in client.text


async def test_a_host_with_quotes_and_chinese_in_its_name_has_a_page(
    site: Site, client: Client
) -> None:
    await client.sign_in("admin-x")
    await site.measure(ODD_HOST)
    await client.get(f"/hosts/{quote(ODD_HOST, safe='')}")
    assert client.status == 200
    assert "db &#34;主库&#34; 1" in client.text
    assert "CPU busy 25 %" in client.words


async def test_tickets_are_found_by_what_was_written(site: Site, client: Client) -> None:
    """Title first, then the newest; what is found stays in the box, and quotes are only signs."""
    await client.sign_in("engineer-a")
    await site.story.call_in(summary="打印机卡纸")
    await site.story.call_in(summary="noise", description='打印机？ <b>"quoted"</b>')
    await client.get(f"/tickets?text={quote('打印机')}")
    assert re.findall(r'href="/tickets/(\d+)"', client.text) == ["1", "2"]
    await client.get(f"/tickets?text={quote('打印机 &quot;>quoted')}&state=new")
    assert 'value="打印机 &amp;quot;&gt;quoted"' in client.text
    await client.get("/tickets?text=xyz", **ENGLISH)
    assert "Nothing found" in client.words
    assert "a word is found by its beginning" in client.words


async def test_a_search_that_is_too_long_says_so(client: Client) -> None:
    """The limit is told on the page, in the reader's language."""
    await client.sign_in("engineer-a")
    await client.get(f"/tickets?text={'x' * 300}")
    assert client.status == 200
    assert "搜索内容最多 200 个字符" in client.words


async def test_findings_on_trial_are_listed_and_become_one_ticket(
    site: Site, client: Client
) -> None:
    """Pressed twice, the button makes one ticket."""
    from tests.ticketing.story import target
    from watchkeeper.core.instants import DAY, later

    site.story.inventory.facts["web-2"] = target("web-2", go_live=later(site.clock.now(), DAY))
    await client.sign_in("engineer-a")
    await site.story.fire("CpuBusy", on="web-2", level=Level.III)
    await client.get("/commissioning")
    found = re.search(r'action="(/commissioning/\w+/ticket)"', client.text)
    assert found, client.words
    for _ in range(2):
        await client.get("/commissioning")
        await client.submit(found[1])
    assert len(await site.story.open_tickets()) == 1


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nowhere", 404),
        ("/tickets/99", 404),
        ("/tickets/x", 404),
        ("/tickets/9999999999999", 404),
        ("/hosts/nobody", 404),
        ("/hosts/web-1/charts/x.json", 404),
        ("/static/none.css", 404),
        ("/events?topics=%3Cscript%3E", 400),
    ],
)
async def test_what_does_not_exist_is_said_in_a_page(
    client: Client, path: str, status: int
) -> None:
    await client.sign_in("engineer-a")
    await client.get(path)
    assert client.status == status
    assert "Traceback" not in client.text


async def test_the_language_can_be_switched_everywhere(site: Site, client: Client) -> None:
    """The browser's wish first, then what the reader chose, on every page."""
    await client.get("/sign-in", **{"Accept-Language": "zh-CN"})
    assert '<html lang="zh-CN">' in client.text
    await client.post("/language", {"language": "en", "next": "/sign-in"})
    assert '<html lang="en">' in client.text
    await client.sign_in("engineer-a")
    await client.get("/", **{"Accept-Language": "zh-CN"})
    assert '<html lang="en">' in client.text
    await client.submit("/language", language="zh", next="/hosts")
    assert client.path == "/hosts"
    assert "主机" in client.words


async def test_every_page_has_the_strict_headers(site: Site, client: Client) -> None:
    """No inline script or style is allowed, and none is there."""
    await site.measure("web-1")
    await site.story.fire(on="web-1", level=Level.II)
    await client.get("/sign-in")
    pages = [client.text]
    await client.sign_in("engineer-a")
    for path in ("/", "/tickets", "/tickets/1", "/hosts", "/hosts/web-1", "/commissioning", "/nowhere"):  # fmt: skip
        pages.append(await client.get(path))
        policy = client.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert client.headers["X-Content-Type-Options"] == "nosniff"
    for text in pages:
        assert not re.search(r"<script(?![^>]*\bsrc=)|\sstyle=|\son\w+=|javascript:", text)


async def test_static_files_are_named_by_their_content(client: Client) -> None:
    """Small, compressed, cached for ever: the name changes with the content."""
    await client.get("/sign-in")
    total = 0
    for path in re.findall(r'(?:href|src)="(/static/[^"]+)"', client.text):
        await client.get(path, **{"Accept-Encoding": "gzip"})
        assert client.status == 200, path
        assert "immutable" in client.headers["Cache-Control"]
        assert re.search(r"\.[0-9a-f]{12}\.\w+$", path)
        total += int(client.headers["Content-Length"])
    assert 0 < total < 60_000


async def test_oversized_forms_are_refused(client: Client) -> None:
    await client.post("/sign-in", {"person": "x", "password": "y" * 300_000})
    assert client.status == 413


async def test_a_stranger_sends_no_large_form(site: Site, client: Client) -> None:
    """The sign-in is open to all, so what it reads is bounded whatever the head of it says."""

    async def endless() -> AsyncIterator[bytes]:
        yield b"person="
        for _ in range(100):
            yield b"x" * 8_000

    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    async with (
        ClientSession() as session,
        session.post(f"{site.url}/sign-in", data=endless(), headers=headers) as answer,
    ):
        assert answer.status == 413


@pytest.mark.parametrize(
    "path",
    ["/tickets/1/evidence/00007.json", f"/reports/acme-20261122?version={'9' * 30}"],
    ids=["a chart that is not there", "a version that no column holds"],
)
async def test_odd_numbers_in_addresses_find_nothing(site: Site, client: Client, path: str) -> None:
    """A number that is too long or too large is an address of nothing, no error of ours."""
    await site.measure()
    await site.story.fire(on="web-1")
    await client.sign_in("engineer-a")
    await client.get(path)
    assert client.status == 404
