"""An article of the knowledge base, and which ones match a ticket.  Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from ticketing.types.model import Kind


class ArticleKind(Enum):
    """What an article is for; decides which sections it has."""

    EMERGENCY = "emergency"  # situation, prevention, strategy (R59)
    PREVENTION = "prevention"  # event, prevention, treatment (R58)
    NOTE = "note"  # anything else, in any form


Condition = Mapping[str, frozenset[str]]
"""Labels with the values that fit; all of them must."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article in both languages.  It matches where any one of *match* holds."""

    slug: str
    kind: ArticleKind
    title: str
    title_zh: str
    body: str  # Markdown
    body_zh: str
    types: frozenset[Kind]
    match: tuple[Condition, ...]


def matching(
    articles: Iterable[Article], labels: Mapping[str, str], kind: Kind
) -> tuple[Article, ...]:
    """Return the articles that fit a ticket of that type with these labels, closest first.

    Closest is what names the most labels; emergency strategies come before the rest.
    """
    found = [
        (-closeness, article.kind is not ArticleKind.EMERGENCY, article.slug, article)
        for article in articles
        if kind in article.types and (closeness := _closeness(article, labels))
    ]
    return tuple(article for *_, article in sorted(found, key=lambda each: each[:3]))


def _closeness(article: Article, labels: Mapping[str, str]) -> int:
    """Return how many labels the closest condition names, 0 where none holds."""
    return max(
        (len(condition) for condition in article.match if _holds(condition, labels)), default=0
    )


def _holds(condition: Condition, labels: Mapping[str, str]) -> bool:
    return all(labels.get(name, "") in values for name, values in condition.items())
