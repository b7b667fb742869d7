"""REST of the knowledge base."""

from __future__ import annotations

from tests.dashboards.rest.caller import Caller
from tests.dashboards.web.site import Site


async def test_articles_are_listed_shown_and_matched(site: Site, call: Caller) -> None:
    """A fault opens, and what fits it is named with its first lines."""
    await site.story.fire(on="web-1")
    status, fitting = await call("GET", "/tickets/1/knowledge")
    assert (status, [one["name"] for one in fitting]) == (200, ["outage"])
    assert fitting[0]["gist"][0].startswith("1. ")
    status, found = await call("GET", "/knowledge?text=browser")
    assert (status, [one["name"] for one in found]) == (200, ["browser-misbehaves"])
    status, shown = await call("GET", "/knowledge/outage")
    assert status == 200
    assert shown["row"] == fitting[0]
    assert shown["body"].startswith("## Situation\n")
    assert "HostDown" in shown["match"][0]["alertname"]


async def test_what_is_not_there_is_said(call: Caller) -> None:
    assert (await call("GET", "/knowledge/nothing"))[0] == 404
    assert (await call("GET", "/tickets/7/knowledge"))[0] == 404
    assert (await call("GET", f"/knowledge?text={'a' * 300}"))[0] == 400
