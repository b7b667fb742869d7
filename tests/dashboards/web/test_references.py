from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboards.web.references import Reference, references_of
from tests.dashboards.web.site import Client, Site


def test_runbooks_come_first_and_each_once() -> None:
    """The members of a ticket often name the same runbook."""
    one = {"knowledge": "disk-full", "runbook": "https://wiki.example/disk"}
    other = {"runbook_url": "https://wiki.example/disk", "summary": "full"}
    assert references_of([one, other, {}]) == (
        Reference("Runbook", "https://wiki.example/disk", "https://wiki.example/disk"),
        Reference("Knowledge", "disk-full"),
    )


@pytest.mark.parametrize(
    "said",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://a.example/ onclick",
        "//a.example",
        "see page 7",
    ],
    ids=["a script", "a file", "more than an address", "no scheme", "words"],
)
def test_only_a_web_address_becomes_a_link(said: str) -> None:
    """An annotation comes from whoever wrote the rule or posted the alert."""
    (reference,) = references_of([{"runbook": said}])
    assert (reference.text, reference.url) == (said, "")


@given(st.text())
def test_any_annotation_is_shown_or_empty(said: str) -> None:
    """Whatever stands there is shown as it is, and links to nothing but the web."""
    for reference in references_of([{"knowledge": said}]):
        assert reference.text == said.strip()
        assert reference.url in {"", reference.text}
        assert not reference.url or reference.url.startswith(("http://", "https://"))


async def test_the_ticket_shows_what_the_rule_gives(site: Site, client: Client) -> None:
    """The runbook is a link that tells the other site nothing; an article is named."""
    runbook = "https://wiki.example/web?a=1&b=2"
    await site.story.fire(on="web-1", runbook=runbook, knowledge="service-down")
    await client.sign_in("engineer-a")
    await client.get("/tickets/1", **{"Accept-Language": "en"})
    link = '<a href="https://wiki.example/web?a=1&amp;b=2" rel="noopener noreferrer">'
    assert link in client.text
    assert f"Runbook: {runbook}" in client.words
    assert "Knowledge: service-down" in client.words
