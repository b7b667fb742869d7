"""The pages in a real browser: live, by keys and by thumb, in both languages, for everybody."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, BrowserContext, Page, async_playwright, expect

from dashboards.web.rule_views import key_of
from tests.components import missing, program
from tests.dashboards.web.busy import LONG, fill
from tests.dashboards.web.site import PASSWORD, Site, site_on
from tests.eventually import eventually
from ticketing.views import TicketState
from watchkeeper.core.levels import Level
from watchkeeper.storage.open_database import open_database

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--font-render-hinting=none",
]  # fmt: skip
WIDTHS = {"desk": 1280, "phone": 390}
expect.set_options(timeout=30_000)  # ms; on a busy machine a page takes its time
AXE = Path(__file__).parents[3] / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture
async def site(tmp_path: Path) -> AsyncIterator[Site]:
    database = await open_database(f"sqlite:///{tmp_path}/state.db")
    async with site_on(database, tmp_path) as running:
        if not running.pages.assets.is_live:
            missing("the JavaScript packages are not here: type scripts/vendor dev (needs npm)")
        yield running
    await database.close()


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        opened = await playwright.chromium.launch(executable_path=program("chromium"), args=FLAGS)
        yield opened
        await opened.close()


async def context_of(browser: Browser, locale: str = "zh-CN", **more: Any) -> BrowserContext:
    return await browser.new_context(
        locale=locale,
        timezone_id="Asia/Shanghai",
        **{"viewport": {"width": 1280, "height": 900}, **more},
    )


async def sign_in(site: Site, context: BrowserContext, person: str = "engineer-a") -> Page:
    """Sign in by the form, and make every error of the page fail the test."""
    await site.gate.set_password(site.people.get(person), PASSWORD, by="system")
    page = await context.new_page()
    page.on("pageerror", lambda error: pytest.fail(f"the page failed: {error}"))
    await page.goto(f"{site.url}/sign-in")
    await page.fill("[name=person]", person)
    await page.fill("[name=password]", PASSWORD)
    await page.click("main button")
    await page.wait_for_url(f"{site.url}/")
    return page


WORDS = {
    "zh-CN": {"quiet": "一切正常", "acknowledge": "响应", "live": "实时", "plan": "提交方案",
              "plan_form": "处理方案", "resolve": "解决", "done": "已解决", "left": "剩余"},
    "en-GB": {"quiet": "All quiet", "acknowledge": "Acknowledge", "live": "live", "plan": "Submit plan",
              "plan_form": "Handling plan", "resolve": "Resolve", "done": "resolved", "left": "left"},
}  # fmt: skip


@pytest.mark.parametrize("locale", ["zh-CN", "en-GB"])
async def test_a_ticket_appears_is_acknowledged_planned_and_resolved(
    site: Site, browser: Browser, locale: str
) -> None:
    """Without a reload: it appears, the tab counts it, and each step shows."""
    words = WORDS[locale]
    context = await context_of(browser, locale)
    page = await sign_in(site, context)
    await expect(page.locator("main")).to_contain_text(words["quiet"])
    await expect(page.locator("#link-state")).to_have_text(words["live"])
    await page.evaluate("window.mark = 'not reloaded'")
    await site.measure("web-1")
    await site.story.fire(on="web-1", level=Level.II)
    await expect(page.locator(".row")).to_have_count(1)
    await expect(page.locator(".row")).to_contain_text(words["left"])
    assert (await page.title()).startswith("(1·II) ")
    assert await page.evaluate("window.mark") == "not reloaded"

    await page.click(".row-title")
    await page.get_by_role("button", name=words["acknowledge"], exact=True).click()
    await expect(page.locator("#live")).to_contain_text("王建国")
    assert (await site.story.view(1)).row.acknowledged_by == "engineer-a"

    await page.click("#form-plan summary")
    await page.fill("#plan-solution", "重启服务")
    await page.get_by_role("button", name=words["plan"], exact=True).click()
    await expect(page.locator(".timeline")).to_contain_text("重启服务")

    await site.story.clear(on="web-1")
    await page.click("#form-resolve summary")
    await page.fill("#resolve-cause", "内存泄漏")
    await page.fill("#resolve-method", "重启")
    await page.locator("#form-resolve button").click()
    await expect(page.locator(".first .state")).to_have_text(words["done"])
    assert (await site.story.view(1)).row.state is TicketState.RESOLVED
    await context.close()


async def test_the_ninth_tab_loads_and_all_are_live(site: Site, browser: Browser) -> None:
    """One stream serves all tabs of a browser, so HTTP/1.1's six connections stay free."""
    context = await context_of(browser)
    first = await sign_in(site, context)
    pages = [first]
    await site.story.fire("First", on="web-1")
    for number in range(8):
        page = await context.new_page()
        path = "/tickets/1" if number % 2 else "/"
        await page.goto(site.url + path, timeout=5_000)
        pages.append(page)
    await expect(pages[-1].locator("#link-state")).to_have_text("实时")
    await site.story.fire("Second", on="db-1")
    for page in pages:
        await expect(page.locator("#counts")).to_have_attribute("data-title", "2·II")
    assert site.pages.broadcaster.open_streams == 1
    await context.close()


async def test_a_tab_takes_over_when_the_leading_one_closes(site: Site, browser: Browser) -> None:
    context = await context_of(browser)
    first = await sign_in(site, context)
    await expect(first.locator("#link-state")).to_have_text("实时")
    second = await context.new_page()
    await second.goto(site.url)
    await first.close()
    await expect(second.locator("#link-state")).to_have_text("实时")
    await site.story.fire(on="web-1")
    await expect(second.locator(".row")).to_have_count(1)
    await context.close()


async def test_a_hidden_tab_holds_no_stream(site: Site, browser: Browser) -> None:
    """While nobody looks there is no stream; a look brings the page up to date."""
    context = await context_of(browser)
    page = await sign_in(site, context)
    await eventually(lambda: site.pages.broadcaster.open_streams == 1)
    await _set_hidden(page, "true")
    await eventually(lambda: site.pages.broadcaster.open_streams == 0)
    await site.story.fire(on="web-1")
    await _set_hidden(page, "false")
    await expect(page.locator(".row")).to_have_count(1)
    await context.close()


async def _set_hidden(page: Page, value: str) -> None:
    await page.evaluate(
        f"Object.defineProperty(document, 'hidden', {{get: () => {value}, configurable: true}});"
        "document.dispatchEvent(new Event('visibilitychange'))"
    )


async def test_typed_text_and_open_parts_survive_an_update(site: Site, browser: Browser) -> None:
    """A change by somebody else neither empties a field nor closes what was opened."""
    await site.story.fire(on="web-1", level=Level.II)
    context = await context_of(browser)
    page = await sign_in(site, context)
    await page.goto(f"{site.url}/tickets/1")
    await page.click("#form-plan summary")
    await page.fill("#plan-solution", "half a thought")
    await page.locator(".goal summary").first.click()
    await site.story.acknowledge(1)
    await expect(page.locator(".first-act button")).to_have_count(0)
    assert await page.input_value("#plan-solution") == "half a thought"
    assert await page.locator(".goal details").first.get_attribute("open") is not None
    await context.close()


async def test_a_reason_half_typed_survives_new_findings(site: Site, browser: Browser) -> None:
    """The form of one finding stays with it while others appear above and below."""
    await site.story.fire("CpuBusy", on="web-1", level=Level.RECORD)
    context = await context_of(browser)
    page = await sign_in(site, context)
    await page.goto(f"{site.url}/commissioning")
    await expect(page.locator("#link-state")).to_have_text("实时")
    await page.click("details.accept summary")
    await page.fill("details.accept textarea", "half a reason")
    await site.story.fire("Above", on="db-1", level=Level.RECORD)
    await site.story.fire("Below", on="web-2", level=Level.RECORD)
    await site.story.fire(on="db-1", level=Level.II)
    await expect(page.locator(".finding")).to_have_count(3)
    mine = page.locator(".finding", has_text="CpuBusy")
    assert await mine.locator("textarea").input_value() == "half a reason"
    await mine.locator("details button").click()
    await expect(page.locator("blockquote")).to_have_text("half a reason")
    (accepted,) = await site.story.service.acceptances()
    assert accepted.title == "web-1: CpuBusy"
    await context.close()


async def test_keys_move_open_and_acknowledge(site: Site, browser: Browser) -> None:
    await site.story.fire("A", on="web-1", level=Level.I)
    await site.story.fire("B", on="db-1", level=Level.III)
    context = await context_of(browser)
    page = await sign_in(site, context)
    await page.keyboard.press("?")
    await expect(page.locator("#help")).to_be_visible()
    await page.keyboard.press("Escape")
    for key in ("j", "j", "k", "j"):
        await page.keyboard.press(key)
    assert await page.evaluate("document.activeElement.id") == "row-2"
    await page.keyboard.press("a")
    await expect(page.locator("#row-2 .row-act")).to_contain_text("已响应")
    assert (await site.story.view(1)).row.acknowledged_at is None
    await expect(page.locator("[data-acknowledge]")).to_have_count(1)
    await page.keyboard.press("j")
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/tickets/1")
    await context.close()


async def test_without_javascript_every_step_works(site: Site, browser: Browser) -> None:
    """The same pages and forms, whole; a chart is the server's SVG."""
    await site.measure("web-1")
    await site.story.fire(on="web-1", level=Level.II)
    context = await context_of(browser, java_script_enabled=False)
    page = await sign_in(site, context)
    await page.click(".row-title")
    await expect(page.locator("svg.chart").first).to_be_visible()
    await page.get_by_role("button", name="响应", exact=True).click()
    await page.click("#form-plan summary")
    await page.fill("#plan-solution", "重启")
    await page.get_by_role("button", name="提交方案").click()
    await expect(page.locator(".timeline")).to_contain_text("重启")
    await context.close()


async def test_charts_can_be_read_with_the_pointer(site: Site, browser: Browser) -> None:
    await site.measure("web-1")
    context = await context_of(browser)
    page = await sign_in(site, context)
    await page.goto(f"{site.url}/hosts/web-1")
    await expect(page.locator(".plot canvas").first).to_be_visible()
    await expect(page.locator("svg.chart")).to_have_count(0)
    await context.close()


async def every_page(site: Site, context: BrowserContext) -> AsyncIterator[tuple[str, Page]]:
    """Visit every page with much on it: long words, overdue clocks, an odd host."""
    await fill(site)
    page = await sign_in(site, context, "admin-x")
    rule = f"/rules/{key_of('rules/shop.yml;filesystems', 'FilesystemFilling')}"
    for path in ("/", "/?order=due", "/rules", rule, "/tickets", "/tickets?text=service", f"/tickets?text={LONG[:150]}", "/tickets/1", "/tickets/2", "/tickets/new", "/hosts", "/hosts/web-1", "/hosts/web-1/traffic", "/hosts/sw-core-1/traffic?span=7d", "/hosts/db-1/traffic", "/backups", "/messages", "/knowledge", "/knowledge/outage", "/unmapped", "/commissioning", "/silences", "/reports", "/nowhere", "/hosts/edge-1", "/hosts/edge-1/edit", "/hosts?text=edge", "/targets/new", "/targets/import", "/targets/waiting", "/topology", "/oncall"):  # fmt: skip
        await page.goto(site.url + path)
        yield path, page
    await context.clear_cookies()
    await page.goto(f"{site.url}/sign-in")
    yield "/sign-in", page


@pytest.mark.parametrize("locale", ["zh-CN", "en-GB"])
async def test_nothing_scrolls_sideways_or_breaks_inside_a_label(
    site: Site, browser: Browser, locale: str
) -> None:
    """At 390 px every page fits, and buttons, badges and levels stay on one line."""
    context = await context_of(browser, locale, viewport={"width": 390, "height": 844})
    async for path, page in every_page(site, context):
        assert await page.evaluate("document.documentElement.scrollWidth") <= 390, path
        broken = await page.evaluate(_BROKEN_LABELS)
        assert broken == [], path
    await context.close()


_BROKEN_LABELS = """
[...document.querySelectorAll('button, .level, .presence, .state, .count, .left, nav a')]
  .filter(e => !getComputedStyle(e).whiteSpace.startsWith('nowrap'))
  .map(e => e.outerHTML.slice(0, 120))
"""


async def test_a_ticket_s_first_screen_fits_a_phone(site: Site, browser: Browser) -> None:
    """Without scrolling at 390 x 844: level, sentence, now, clock and the button."""
    await site.story.fire(on="web-1", level=Level.I)
    context = await context_of(browser, viewport={"width": 390, "height": 844})
    page = await sign_in(site, context)
    await page.goto(f"{site.url}/tickets/1")
    for part in (".first-level", ".first h1", ".first-place", ".first-now", ".first-clock .left", "[data-acknowledge]"):  # fmt: skip
        box = await page.locator(part).bounding_box()
        assert box is not None, part
        assert box["y"] + box["height"] <= 844, part
    sizes = await page.evaluate(
        "[...document.querySelectorAll('main *')].filter(e => e.firstChild?.nodeType === 3)"
        ".map(e => [parseFloat(getComputedStyle(e).fontSize), e.className])"
    )
    assert max(sizes)[1] == "figures", "time left is the largest thing on the page"
    await context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_pages_are_accessible(site: Site, browser: Browser, scheme: str) -> None:
    """axe-core finds no violation of WCAG 2.2 A and AA on any page, in light and dark."""
    if not AXE.is_file():
        missing("axe-core is not here: type scripts/vendor dev (needs npm)")
    source = await asyncio.to_thread(AXE.read_text, "utf-8")
    context = await context_of(browser, color_scheme=scheme, bypass_csp=True)
    found = []
    async for path, page in every_page(site, context):
        await page.evaluate(source)
        result = await page.evaluate(
            "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']})"
        )
        found += [
            (path, violation["id"], node["html"][:160])
            for violation in result["violations"]
            for node in violation["nodes"][:3]
        ]
    assert found == []
    await context.close()
