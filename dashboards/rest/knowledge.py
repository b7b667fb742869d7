"""REST of the knowledge base: list, show, and what fits a ticket."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dashboards.rest.call import Call
from dashboards.rest.tickets import visible_row
from ticketing.knowledge.model import Article, ArticleKind
from ticketing.types.model import Kind
from watchkeeper.access.model import Scope


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article as a line of a list; ``gist`` are the first lines of what is to be done."""

    name: str
    kind: ArticleKind
    title: str
    title_zh: str
    gist: tuple[str, ...]
    gist_zh: tuple[str, ...]
    types: tuple[Kind, ...]
    is_own: bool


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article as Markdown; ``match``: it fits where all labels of any one have such values."""

    row: ArticleRow
    body: str
    body_zh: str
    match: tuple[Mapping[str, tuple[str, ...]], ...]


async def list_articles(call: Call) -> tuple[ArticleRow, ...]:
    call.principal.require_scope(Scope.TICKETS_READ)
    found = call.pages.library.found(call.query("text"), call.principal.sees)
    return tuple(_row(article) for article in found)


async def show_article(call: Call) -> ArticleView:
    call.principal.require_scope(Scope.TICKETS_READ)
    name = call.request.match_info["name"]
    article = call.pages.library.one(name, call.principal.sees)
    match = tuple(
        {label: tuple(sorted(values)) for label, values in sorted(condition.items())}
        for condition in article.match
    )
    return ArticleView(_row(article), article.body, article.body_zh, match)


async def list_for_ticket(call: Call) -> tuple[ArticleRow, ...]:
    view = await call.pages.tickets.view((await visible_row(call)).number)
    found = call.pages.library.for_ticket(view, call.principal.sees)
    return tuple(_row(article) for article in found)


def _row(article: Article) -> ArticleRow:
    return ArticleRow(
        name=article.slug,
        kind=article.kind,
        title=article.title,
        title_zh=article.title_zh,
        gist=article.gist,
        gist_zh=article.gist_zh,
        types=tuple(sorted(article.types, key=lambda kind: kind.value)),
        is_own=article.is_own,
    )
