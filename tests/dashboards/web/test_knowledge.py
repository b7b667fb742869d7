"""The pages of the knowledge base, and what a ticket's page shows of it."""

from __future__ import annotations

import pytest

from tests.dashboards.web.site import Client, Site
from ticketing.knowledge.reader import article_from_texts, on_the_shelf

OWN = """---
kind: note
title: The <b>shop</b> is down
match:
- {alertname: [ServiceDown], customer: [acme]}
---
1. Call the duty desk.

<script>alert(1)</script> [bad](javascript:alert(1)) [wiki](https://wiki.example/shop)

| host | use |
|---|---|
| web-1 | shop |
"""


@pytest.fixture
def own(site: Site) -> None:
    """Put an article of the house on the shelf."""
    site.pages.library.take_on(
        on_the_shelf([article_from_texts("shop-down", OWN, None, is_own=True)])
    )


@pytest.mark.usefixtures("own")
async def test_the_page_of_a_ticket_shows_what_to_do_at_once(site: Site, client: Client) -> None:
    """The closest first, with its first lines and a link; an article that the rule names is no bare name."""
    await site.story.fire(on="web-1", knowledge="outage")
    await client.sign_in("admin-x")
    await client.get("/tickets/1")
    block = client.text.partition('id="knowledge"')[2].partition("</section>")[0]
    assert block.index('href="/knowledge/outage"') < block.index('href="/knowledge/shop-down"')
    assert "<div>1. Call the duty desk.</div>" in block
    assert "Knowledge: outage" not in client.words
    await client.get("/knowledge/outage")
    assert "emergency strategy" in client.words


@pytest.mark.usefixtures("own")
async def test_an_article_is_shown_and_runs_nothing(site: Site, client: Client) -> None:
    await client.sign_in("admin-x")
    await client.get("/knowledge/shop-down")
    assert "The &lt;b&gt;shop&lt;/b&gt; is down" in client.text
    body = client.text.partition('<article class="article">')[2].partition("</article>")[0]
    assert "<script" not in body
    assert 'href="javascript' not in body
    assert '<a href="https://wiki.example/shop" rel="noopener noreferrer">wiki</a>' in body
    assert "<td>web-1</td>" in body


async def test_the_list_is_searched(client: Client) -> None:
    """In both languages; what is nowhere is said."""
    await client.sign_in("admin-x")
    await client.get("/tickets")
    assert 'href="/knowledge"' in client.text
    await client.get("/knowledge?text=browser")
    assert "/knowledge/browser-misbehaves" in client.text
    assert "/knowledge/outage" not in client.text
    await client.get("/knowledge?text=nowhere")
    assert "Nothing found" in client.words
    await client.get(f"/knowledge?text={'a+' * 40}b+c+d+e+f+g+h+i+j+k")
    assert "at most" in client.words
    await client.get("/knowledge/nothing")
    assert client.status == 404
    await client.sign_in("engineer-a")
    await client.get("/knowledge/outage", **{"Accept-Language": "zh"})
    assert "应急策略" in client.words


@pytest.mark.usefixtures("own")
async def test_another_customer_does_not_learn_of_it(site: Site, client: Client) -> None:
    """The reader of acme sees the article that names acme, the one of another customer does not."""
    for person, status in (("reader-r", 200), ("stranger-s", 404)):
        await client.sign_in(person)
        await client.get("/knowledge/shop-down")
        assert client.status == status
        await client.get("/knowledge")
        assert ("shop-down" in client.text) == (status == 200)
