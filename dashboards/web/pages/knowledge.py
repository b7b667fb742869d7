"""Knowledge base: what to do in an emergency; a list that can be searched, and each article."""

from __future__ import annotations

import asyncio

from aiohttp import web

from dashboards.web.deps import Pages
from dashboards.web.pages.now import counts_context
from dashboards.web.visit import Answer, Page, Visit, page
from ticketing.knowledge.model import Article
from ticketing.markdown import html_from
from watchkeeper.access.model import Scope
from watchkeeper.core.errors import InvalidInput
from watchkeeper.storage.search.words import LONGEST_QUERY


def routes(pages: Pages) -> list[web.RouteDef]:
    return [
        web.get("/knowledge", page(pages, list_all)),
        web.get("/knowledge/{name}", page(pages, show)),
    ]


async def list_all(visit: Visit) -> Answer:
    visit.principal.require_scope(Scope.TICKETS_READ)
    text = visit.request.query.get("text", "").strip()
    articles, problem = _found(visit, text)
    context = {
        "articles": articles,
        "text": text[:LONGEST_QUERY],
        "longest": LONGEST_QUERY,
        "problem": problem,
    }
    counts = await counts_context(visit.pages, visit.audience)
    return Page("knowledge.html", {**context, **counts, "topics": "counts"})


async def show(visit: Visit) -> Answer:
    visit.principal.require_scope(Scope.TICKETS_READ)
    article = visit.pages.library.one(visit.request.match_info["name"], visit.principal.sees)
    body = article.body_in(visit.audience.language.value)
    context = {
        "article": article,
        "types": sorted(article.types, key=lambda kind: kind.value),
        "html": await asyncio.to_thread(html_from, body),  # 50,000 letters take longer than a turn
    }
    counts = await counts_context(visit.pages, visit.audience)
    return Page("article.html", {**context, **counts, "topics": "counts"})


def _found(visit: Visit, text: str) -> tuple[tuple[Article, ...], str]:
    """Return what is found, and what to say where that was no search."""
    try:
        return visit.pages.library.found(text, visit.principal.sees), ""
    except InvalidInput as error:
        return (), visit.voice.problem(error)
