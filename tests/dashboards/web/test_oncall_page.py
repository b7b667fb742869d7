"""The page On call: who is on duty, the coming fortnight, gaps, and changes by plain forms."""

from __future__ import annotations

import re
from types import MappingProxyType

import pytest

from tests.dashboards.web.site import Client, Site
from ticketing.directory import Role
from ticketing.oncall.schedule_file import schedule_from_node
from watchkeeper.config.nodes import parse_yaml
from watchkeeper.core.instants import DAY, Instant, datetime_from_instant, later

HOTLINE = """
schedule: hotline
holds: {duty: [acme]}
layers:
- {name: all, people: [engineer-a, manager-b], every: 1w, from: 2026-01-05}
"""
PART = """
layers:
- {name: office, on: workday, hours: "09:00-17:30", people: [engineer-a]}
"""


@pytest.fixture
def duty(site: Site) -> Site:
    """The site with a schedule in which somebody is always on duty."""
    take_on(site, HOTLINE)
    return site


def take_on(site: Site, *texts: str) -> None:
    found = [schedule_from_node(parse_yaml(one, name="schedules/x.yml")) for one in texts]
    site.pages.duty.take_on(MappingProxyType({one.name: one for one in found}))


def typed(site: Site, days: int) -> str:
    """Return a time so many days ahead as the browser's input sends it."""
    at = Instant(later(site.clock.now(), days * DAY))
    return datetime_from_instant(at, "Asia/Shanghai").strftime("%Y-%m-%dT%H:%M")


def numbers(client: Client) -> list[str]:
    return re.findall(r'name="number" value="(\d+)"', client.text)


async def test_it_says_who_is_on_duty_and_who_holds_which_role(duty: Site, client: Client) -> None:
    """By name; the duty role of a customer is the schedule's, the others the customer's file."""
    await client.sign_in("admin-x")
    await client.get("/oncall")
    assert client.status == 200, client.words
    first = duty.pages.duty.on_duty("acme", Role.DUTY, duty.clock.now())
    assert first is not None
    assert f"on duty now {duty.people.name_of(first[0])}" in client.words
    assert "hotline · engineer on duty (acme)" in client.words
    assert client.text.count('<svg class="strip"') == 2
    assert '<a href="/oncall" aria-current="page">On call</a>' in client.text
    await client.sign_in("engineer-a")
    await client.get("/oncall")
    assert "现在值班" in client.words
    assert "技术总监" in client.words


async def test_an_override_is_made_and_taken_back_by_forms(duty: Site, client: Client) -> None:
    """Times are the reader's; the change is listed with who made it, and a button undoes it."""
    await client.sign_in("engineer-a")
    await client.get("/oncall")
    await client.submit(
        "/oncall/override",
        schedule="hotline",
        person="admin-x",
        starts_at=typed(duty, 2),
        ends_at=typed(duty, 3),
    )
    assert (client.status, client.path) == (200, "/oncall"), client.words
    (made,) = duty.pages.duty.changes
    assert made.made_by == "engineer-a"
    assert (made.change.end - made.change.start) == DAY
    assert "临时替班" in client.words
    await client.submit("/oncall/undo", what="change", number=numbers(client)[0])
    assert duty.pages.duty.changes == ()
    assert numbers(client) == []


async def test_an_absence_without_deputy_shows_its_gap_and_offers_to_fill_it(
    duty: Site, client: Client
) -> None:
    """The gap is told with its remedy and leads to the form with its schedule and times."""
    await client.sign_in("admin-x")
    await client.get("/oncall")
    days = {"starts_at": typed(duty, 1), "ends_at": typed(duty, 13)}
    await client.submit("/oncall/away", person="engineer-a", **days)
    assert "absent and without deputy" in client.words
    assert 'class="strip-gap"' in client.text
    found = re.search(r'href="(/oncall\?schedule=hotline[^"#]*)', client.text)
    assert found, client.words
    await client.get(found[1].replace("&amp;", "&"))
    assert '<details class="form" id="form-override" open>' in client.text
    assert '<option value="hotline" selected>' in client.text
    await client.submit("/oncall/undo", what="absence", number=numbers(client)[0])
    assert "absent and without deputy" not in client.words


async def test_two_people_swap(duty: Site, client: Client) -> None:
    """Both halves are listed."""
    await client.sign_in("admin-x")
    await client.get("/oncall")
    shifts = duty.pages.duty.shifts("hotline", duty.clock.now(), later(duty.clock.now(), 20 * DAY))
    mine, theirs = shifts[1], shifts[2]

    def local(instant: Instant) -> str:
        return datetime_from_instant(instant, "Asia/Shanghai").strftime("%Y-%m-%dT%H:%M")

    await client.submit(
        "/oncall/swap",
        schedule="hotline",
        person=mine.people[0],
        starts_at=local(mine.start),
        ends_at=local(mine.end),
        other=theirs.people[0],
        other_starts_at=local(theirs.start),
        other_ends_at=local(theirs.end),
    )
    assert (client.status, client.path) == (200, "/oncall"), client.words
    assert len(numbers(client)) == 2


@pytest.mark.parametrize(
    ("form", "fields", "said"),
    [
        ("override", {"person": "engineer-a"}, "'starts_at' is missing"),
        ("away", {"person": "nobody-here"}, "there is no person 'nobody-here'"),
        ("away", {"starts_at": "soon"}, "'soon' is no RFC 3339 time"),
        ("undo", {"number": "x"}, "'number' is missing"),
        ("undo", {"number": "7"}, "there is no 7 that could be taken back"),
    ],
    ids=["no time", "nobody", "no time at all", "no number", "an unknown number"],
)
async def test_what_is_refused_is_said_on_the_page(
    duty: Site, client: Client, form: str, fields: dict[str, str], said: str
) -> None:
    """With the form open and what was typed."""
    await client.sign_in("admin-x")
    await client.get("/oncall")
    times = {} if form == "override" else {"starts_at": typed(duty, 1), "ends_at": typed(duty, 2)}
    usual = {"schedule": "hotline", "person": "engineer-a", **times}
    await client.submit(f"/oncall/{form}", **{**usual, **fields})
    assert client.status in {400, 404}
    assert said in client.words
    assert (form == "undo") or f'id="form-{form}" open' in client.text


async def test_readers_look_and_see_their_customers_alone(duty: Site, client: Client) -> None:
    """No forms, no other customer's roles; a form sent all the same is refused."""
    await client.sign_in("reader-r")
    await client.get("/oncall")
    assert "<h3>acme</h3>" in client.text
    assert "<h3>other</h3>" not in client.text
    assert "/oncall/override" not in client.text
    await client.submit("/oncall/away", person="engineer-a")
    assert client.status == 403
    assert duty.pages.duty.absences == ()


async def test_a_house_without_schedules_is_told_how_to_begin(site: Site, client: Client) -> None:
    await client.sign_in("admin-x")
    await client.get("/oncall")
    assert "There is no duty schedule" in client.words


async def test_hours_that_nobody_covers_are_gaps(site: Site, client: Client) -> None:
    """A schedule for office hours alone leaves the nights open, and says so."""
    take_on(site, f"schedule: part{PART}")
    await client.sign_in("admin-x")
    await client.get("/oncall")
    assert "nobody is planned: add a layer to part" in client.words
