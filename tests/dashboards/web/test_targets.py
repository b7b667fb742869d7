"""Targets on pages: the card at night, forms, lists that are uploaded, what changed; no JavaScript."""

from __future__ import annotations

import io
from functools import partial

import pytest
from aiohttp import FormData

from collector.enrolment import Enrolment
from tests.dashboards.web.site import Client, Site
from watchkeeper.core.instants import MINUTE, Instant
from watchkeeper.core.labels import labels_of
from watchkeeper.inventory.facts import Sighting, write_sightings_of
from watchkeeper.wire.enrolment import EnrolmentRequest, token_from_text

CARD = {
    "duty": "甲",
    "duty_phone": "+86 138-0013-8000",
    "supplier": "华为",
    "jump_host": "watch@sw-core-1",
    "rack": "A12-U20",
    "note": "门禁卡在值班室",
}


async def upload(client: Client, data: bytes, name: str, *, csrf: str | None = None) -> str:
    """Send the form of the import page as a browser does."""
    form = FormData()
    form.add_field("csrf", client.csrf if csrf is None else csrf)
    form.add_field("customer", "acme")
    form.add_field("file", io.BytesIO(data), filename=name, content_type="application/octet-stream")
    return await client.post("/targets/import", form)


async def test_at_night_a_page_says_whom_to_call_how_to_get_in_and_what_hangs_on_it(
    site: Site, client: Client
) -> None:
    """In this order, before anything that was measured; phones can be dialled."""
    await site.pages.desk.add(
        {
            "name": "edge",
            "address": "10.1.0.9",
            "parent": "sw-core-1",
            "customer": "acme",
            "card": CARD,
        },
        by="x",
    )
    await site.pages.desk.add({"name": "below-1", "parent": "edge", "customer": "acme"}, by="x")
    await client.sign_in("reader-r")
    await client.get("/hosts/edge")
    words = client.words
    places = [
        words.index(one)
        for one in ("Whom to call", "甲", "+86 138-0013-8000", "How to get in", "10.1.0.9",
                    "Where it stands", "A12-U20", "What hangs on it", "below-1", "Values")
    ]  # fmt: skip
    assert places == sorted(places)
    assert 'href="tel:+8613800138000"' in client.text
    assert '<a href="/hosts/sw-core-1">watch@sw-core-1</a>' in client.text
    assert ">Edit<" not in client.text


async def test_a_target_is_made_edited_undone_and_removed_by_forms(
    site: Site, client: Client
) -> None:
    """Each step is in its history with who did it; the inventory follows at once."""
    await client.sign_in("admin-x")
    await client.get("/targets/new")
    await client.submit(
        "/targets/new", name="mail-1", address="10.1.0.30", customer="acme", groups="mail, linux",
        duty_phone="138", probes="- icmp\n- {tcp: {port: 25}}", criticality="high", go_live="2026-03-01",
    )  # fmt: skip
    assert client.path == "/hosts/mail-1"
    target = site.pages.inventory().target("mail-1")
    assert (target.groups, target.card.duty_phone) == (("mail", "linux"), "138")
    assert [probe.name for probe in target.probes] == ["icmp", "tcp"]

    await client.get("/hosts/mail-1/edit")
    seen = client.text.split('name="seen" value="')[1].split('"')[0]
    assert "tcp: {port: 25}" in client.text
    await client.submit("/hosts/mail-1/edit", seen=seen, address="10.1.0.31", rack="B7")
    target = site.pages.inventory().target("mail-1")
    assert (target.address, target.groups, target.card.rack) == ("10.1.0.31", (), "B7")
    assert "Xu edited it" in client.words
    assert "10.1.0.30 10.1.0.31" in client.words

    (newest, _first) = await site.pages.desk.history("mail-1", 5)
    await client.submit(f"/hosts/mail-1/history/{newest.number}/undo")
    assert site.pages.inventory().target("mail-1").groups == ("mail", "linux")

    await client.get("/hosts/mail-1/edit")
    await client.submit("/hosts/mail-1/remove")
    assert client.status == 400
    await client.submit("/hosts/mail-1/remove", sure="on")
    assert "mail-1" not in site.pages.inventory()


async def test_what_is_refused_is_shown_with_what_was_typed(site: Site, client: Client) -> None:
    """A name that is taken, a parent that is not there, YAML that is none."""
    await client.sign_in("admin-x")
    await client.get("/targets/new")
    for fields, sentence in (
        ({"name": "web-1"}, "exists already"),
        ({"name": "a/b"}, "printable characters"),
        ({"name": "ok", "parent": "gone"}, "has the parent"),
        ({"name": "ok", "probes": "{a: ["}, "is not YAML"),
        ({"name": "ok", "labels": "- x"}, "written as in targets"),
    ):
        await client.submit("/targets/new", note="typed before", **fields)
        assert client.status in {400, 409}
        assert sentence in client.words
        assert "typed before" in client.text
    assert "ok" not in site.pages.inventory()


async def test_who_saw_an_older_form_does_not_overwrite(site: Site, client: Client) -> None:
    """Two people edit: the second is told, with what they typed."""
    await site.pages.desk.add({"name": "mail-1", "site": "a"}, by="x")
    await client.sign_in("admin-x")
    await client.get("/hosts/mail-1/edit")
    seen = client.text.split('name="seen" value="')[1].split('"')[0]
    await site.pages.desk.change({"name": "mail-1", "site": "b"}, by="y")
    await client.submit("/hosts/mail-1/edit", seen=seen, site="c")
    assert client.status == 409
    assert site.pages.inventory().target("mail-1").site == "b"


async def test_a_target_of_a_file_names_its_file_and_line(client: Client) -> None:
    """Nothing to edit here, but where to."""
    await client.sign_in("admin-x")
    assert "managed in targets/shop.yml:4" in await client.get("/hosts/web-1")
    assert "/hosts/web-1/edit" not in client.text
    await client.get("/hosts/web-1/edit")
    assert client.status == 409
    assert "change it there" in client.words


@pytest.mark.parametrize("person", ["engineer-a", "reader-r"])
async def test_who_may_not_edit_sees_no_form_and_posts_none(
    person: str, site: Site, client: Client
) -> None:
    """Pages and posts are refused alike."""
    await client.sign_in(person)
    await client.get("/hosts")
    for path in ("/targets/new", "/targets/import", "/hosts/web-1/edit"):
        assert path not in client.text
        await client.get(path)
        assert client.status == 403
    await client.get("/hosts")
    for path in ("/targets/new", "/targets/import/undo", "/hosts/web-1/remove"):
        await client.submit(path, name="x")
        assert client.status == 403
    assert "x" not in site.pages.inventory()


async def test_a_list_is_uploaded_planned_imported_and_taken_back(
    site: Site, client: Client
) -> None:
    """Nothing changes before the second form; the plan says why a row is refused."""
    await client.sign_in("admin-x")
    await client.get("/targets/import")
    await upload(
        client, "名称,地址,上级\nimp-1,10.5.0.1,sw-core-1\nimp-2,,gone\n".encode(), "设备.csv"
    )
    assert client.status == 200
    assert "added 1 changed 0 unchanged 0 refused 1" in client.words
    assert "the parent 'gone' does not exist" in client.words
    assert "imp-1" not in site.pages.inventory()
    key = client.text.split('name="key" value="')[1].split('"')[0]
    await client.submit("/targets/import/carry-out", key=key)
    assert "1 targets added, 0 changed" in client.words
    assert "The last import 09:00:00 · Xu · 1 targets" in client.words
    assert site.pages.inventory().target("imp-1").customer == "acme"
    await client.submit("/targets/import/carry-out", key=key)
    assert client.status == 404
    await client.submit("/targets/import/undo")
    assert "imp-1" not in site.pages.inventory()
    assert "The last import" not in client.words


async def test_an_upload_that_cannot_be_is_refused(client: Client) -> None:
    """No token, no file, too large, no form: one sentence, nothing else."""
    await client.sign_in("admin-x")
    await client.get("/targets/import")
    token = client.csrf
    await upload(client, b"name\na\n", "x.csv", csrf="wrong")
    assert client.status == 403
    await upload(client, b"", "x.csv", csrf=token)
    assert "choose a file" in client.words
    assert '<option value="acme" selected>' in client.text, "what was chosen is lost"
    await upload(client, b"colour\nred\n", "x.csv", csrf=token)
    assert "x.csv:1: the first line must hold headings" in client.words
    await upload(client, b"name\n" + b"x" * (9 * 1024 * 1024), "x.csv", csrf=token)
    assert client.status == 413
    await client.post("/targets/import", {"csrf": token})
    assert client.status == 400
    for broken in (b"--x\r\nno header\r\n\r\na\r\n--x--\r\n", b"--x\r\nh: " + b"x" * 9_000, b"--"):
        form = {"Content-Type": "multipart/form-data; boundary=x"}
        await client.post("/targets/import", broken, **form)
        assert client.status == 400


async def test_a_template_comes_in_the_readers_language(client: Client) -> None:
    """Chinese headings for a Chinese reader, as CSV and as a workbook."""
    await client.sign_in("admin-x")
    text = await client.get("/targets/template.csv")
    assert text.lstrip("\ufeff").startswith("Name,Address,Customer")
    assert client.headers["Content-Disposition"] == 'attachment; filename="targets.csv"'
    await client.sign_in("engineer-a")
    text = await client.get("/targets/template.csv", **{"Accept-Language": "zh-CN"})
    assert text.lstrip("\ufeff").startswith("名称,地址,客户")


async def test_the_list_of_hosts_is_cut_down(site: Site, client: Client) -> None:
    """By site, group, tag, customer and words; what a reader may not see is no choice either."""
    await site.pages.desk.add(
        {
            "name": "g-1",
            "groups": ["mail"],
            "tags": ["pci"],
            "customer": "acme",
            "card": {"rack": "Z9"},
        },
        by="x",
    )
    await client.sign_in("reader-r")
    for query in ("group=mail", "tag=pci", "text=z9", "customer=acme&text=g-"):
        await client.get(f"/hosts?{query}")
        assert "g-1" in client.words
        assert "web-1" not in client.words
    await client.get("/hosts?site=shanghai-1")
    assert "web-1" in client.words
    assert "g-1" not in client.words
    await client.get("/hosts?group=nonsense")
    assert "Nothing found" in client.words
    await client.get("/hosts")
    assert "Other Ltd" not in client.text


async def test_what_was_seen_on_a_host_stands_on_its_page(site: Site, client: Client) -> None:
    """What it is now, and what changed with before and after."""
    for release, minute in (("6.1.0-30", 0), ("6.1.0-31", 1)):
        told = {"kernel": release, "disk:sda": "ST4000NM", "packages:dpkg": "1203"}
        seen = Sighting("web-1", told, frozenset({"kernel"}))
        at = Instant(site.clock.now() + minute * MINUTE)
        await site.story.database.write(partial(write_sightings_of, sightings=[seen], now=at))
    await client.sign_in("reader-r")
    await client.get("/hosts/web-1")
    assert "Kernel 6.1.0-31" in client.words
    assert "Disk sda ST4000NM" in client.words
    assert "Installed packages dpkg 1203" in client.words
    assert "seen on the host Kernel 6.1.0-30 6.1.0-31" in client.words
    await client.sign_in("stranger-s")
    await client.get("/hosts/web-1")
    assert client.status == 404


async def register(site: Site, hostname: str, **labels: str) -> None:
    """A host registers by itself; the site has no rules, so it waits."""
    enrolment = Enrolment(site.story.database, site.pages.desk.store, site.clock)
    word = await enrolment.make_token(url="http://x", ca_sha256="", made_by="admin-x", most_uses=9)
    secret = token_from_text(word).secret
    request = EnrolmentRequest(secret, hostname, hostname, "1.0", labels)
    await enrolment.enrol(request, address="10.5.0.7")


async def test_a_waiting_host_is_let_in_or_refused_on_a_page(site: Site, client: Client) -> None:
    """The list of hosts says that some wait; what a person types replaces what a rule says."""
    await register(site, "mail-1", role="mail")
    await register(site, "odd-1")
    await client.sign_in("admin-x")
    await client.get("/hosts")
    assert "2 hosts wait" in client.words
    await client.get("/targets/waiting")
    assert "10.5.0.7" in client.words
    assert "role= mail" in client.words
    mail, odd = (one.id for one in await site.pages.registrations.waiting())
    typed = {"name": "mail-1", "parent": "gone", "groups": "mail, linux"}
    await client.submit(f"/targets/waiting/{mail}/approve", **typed)
    assert "has the parent" in client.words
    for value in typed.values():
        assert f'value="{value}"' in client.text, "what was typed is lost"
    await client.submit(
        f"/targets/waiting/{mail}/approve", name="mail-9", customer="acme", groups="mail, linux"
    )
    assert site.pages.inventory().target("mail-9").groups == ("mail", "linux")
    await client.submit(f"/targets/waiting/{odd}/refuse")
    assert await site.pages.registrations.waiting() == ()
    await client.sign_in("engineer-a")
    await client.get("/targets/waiting")
    assert client.status == 403


async def test_a_parent_that_devices_suggest_is_accepted_on_a_page(
    site: Site, client: Client
) -> None:
    """Nothing is put in force before; what is no longer suggested cannot be accepted."""
    await site.pages.desk.add({"name": "ap-1", "customer": "acme"}, by="x")
    for target, port, neighbour in (
        ("sw-core-1", "ge-1", "ap-1"),
        ("sw-core-1", "ge-2", "stranger"),
    ):
        labels = {"__name__": "lldpRemChassisIdSubtype", "instance": target, "lldpLocPortId": port}
        series = labels_of({**labels, "lldpRemSysName": neighbour, "lldpRemPortId": "0"})
        feed = f"probe:{target}:{port}"
        await site.store.write(feed, interval=MINUTE, at=site.clock.now(), samples={series: 4.0})
    await client.sign_in("admin-x")
    await client.get("/topology")
    assert "ap-1 hangs on sw-core-1" in client.words
    assert "sw-core-1 ge-2 – stranger 0 · LLDP" in client.words
    assert site.pages.inventory().target("ap-1").parent is None
    await client.submit("/topology/accept", name="ap-1", parent="web-1", top="sw-core-1")
    assert client.status == 409
    assert 'name="top" value="sw-core-1"' in client.text
    await client.submit("/topology/accept", name="ap-1", parent="sw-core-1", top="sw-core-1")
    assert client.path == "/topology?top=sw-core-1"
    assert site.pages.inventory().target("ap-1").parent == "sw-core-1"
    await client.submit("/topology/accept", name="ap-1", parent="sw-core-1")
    assert client.status == 409
    await client.sign_in("stranger-s")
    await client.get("/topology")
    assert "ap-1" not in client.text
