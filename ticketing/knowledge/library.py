"""The knowledge base in force: what it holds, what it finds, and what a ticket is shown of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ticketing.knowledge.model import Article, Sees, matching
from ticketing.types.model import Kind
from ticketing.views import TicketView
from watchkeeper.core.errors import NotFound
from watchkeeper.storage.search.words import phrases_from_text, plain_text, with_parts

ANNOTATION = "knowledge"
"""By which a rule names an article for its tickets."""


@dataclass(frozen=True, slots=True)
class _Shelved:
    """An article, and its words as they are searched."""

    article: Article
    title: str
    words: str


class Library:
    """The articles in force; a reload takes on others."""

    def __init__(self, articles: Iterable[Article] = ()) -> None:
        self._shelf: Mapping[str, _Shelved] = {}
        self.take_on(articles)

    def take_on(self, articles: Iterable[Article]) -> None:
        self._shelf = {article.slug: _shelved(article) for article in articles}

    def one(self, slug: str, sees: Sees) -> Article:
        """Return the article of that name.  Raises NotFound, also where it is not for the reader."""
        found = self._shelf.get(slug)
        if found is None or not found.article.is_shown_to(sees):
            raise NotFound("there is no article {name!r}", name=slug[:100])
        return found.article

    def found(self, query: str, sees: Sees) -> tuple[Article, ...]:
        """Return the articles that hold all words of *query*: those with them in the title first.

        All of them where it has no word.  Raises InvalidInput where that is no search.
        """
        phrases = phrases_from_text(query)
        kept = [
            each
            for each in self._shelf.values()
            if each.article.is_shown_to(sees) and all(one.is_in(each.words) for one in phrases)
        ]
        kept.sort(key=lambda each: not all(one.is_in(each.title) for one in phrases))
        return tuple(each.article for each in kept)

    def for_ticket(self, view: TicketView, sees: Sees) -> tuple[Article, ...]:
        """Return what fits a ticket now: what its rules name, then the closest matches."""
        articles = [each.article for each in self._shelf.values()]
        kind = Kind(view.course.type) if view.course else Kind.INCIDENT
        named = {alert.annotations.get(ANNOTATION, "").strip() for alert in view.alerts}
        found = matching(articles, labels_of_ticket(view), kind, named)
        return tuple(article for article in found if article.is_shown_to(sees))


def labels_of_ticket(view: TicketView) -> tuple[Mapping[str, str], ...]:
    """Return what conditions are held against: each alert's labels with the ticket's own facts."""
    row, resolution = view.row, view.resolution
    said = {
        "level": row.level.value,
        "customer": row.customer,
        "target": row.target,
        "site": row.site,
        "criticality": row.criticality,
        "subtype": view.course.subtype if view.course else "",
        "cause_class": resolution.cause_class if resolution else "",
        "data_loss": resolution.data_loss if resolution else "",
    }
    known = {name: value for name, value in said.items() if value}
    return tuple({**alert.labels, **known} for alert in view.alerts) or (known,)


def _shelved(article: Article) -> _Shelved:
    title = plain_text((*with_parts(article.slug), article.title, article.title_zh))
    words = plain_text(
        (*with_parts(article.slug), article.title, article.title_zh, article.body, article.body_zh)
    )
    return _Shelved(article, title, words)
