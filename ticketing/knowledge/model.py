"""An article of the knowledge base, who may see it, and which ones match a ticket.  Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
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

Sees = Callable[[str | None], bool]
"""Whether things of a customer are shown to somebody; None: the house's own."""

CUSTOMER = "customer"


@dataclass(frozen=True, slots=True)
class Article:
    """One article in both languages.  It matches where any one of *match* holds.

    *gist* are the first lines of what is to be done.  An article of the house may be written in
    one language; its Chinese is empty then.
    """

    slug: str
    kind: ArticleKind
    title: str
    title_zh: str
    body: str  # Markdown
    body_zh: str
    gist: tuple[str, ...]
    gist_zh: tuple[str, ...]
    types: frozenset[Kind]
    match: tuple[Condition, ...]
    is_own: bool = False

    def title_in(self, language: str) -> str:
        return (self.title_zh or self.title) if language.startswith("zh") else self.title

    def body_in(self, language: str) -> str:
        return (self.body_zh or self.body) if language.startswith("zh") else self.body

    def gist_in(self, language: str) -> tuple[str, ...]:
        return (self.gist_zh or self.gist) if language.startswith("zh") else self.gist

    @property
    def customers(self) -> frozenset[str]:
        """Return whose article it is: every condition names them; empty where one does not."""
        named = [condition.get(CUSTOMER, frozenset()) for condition in self.match]
        return frozenset[str]().union(*named) if all(named) else frozenset()

    def is_shown_to(self, sees: Sees) -> bool:
        """Tell whether somebody may read it: ours everybody, the house's whom it is meant for."""
        return not self.is_own or any(sees(customer) for customer in self.customers or (None,))


def matching(
    articles: Iterable[Article],
    labels: Iterable[Mapping[str, str]],
    kind: Kind,
    named: Collection[str] = (),
) -> tuple[Article, ...]:
    """Return the articles that fit a ticket of that type whose alerts have these labels.

    First those that are *named* by their slugs, then the closest, which names the most labels;
    of equally close ones emergency strategies come before the rest.
    """
    kept = tuple(articles)
    told_apart = _told_apart(kept, labels)
    found = []
    for article in kept:
        closeness = _closeness(article, told_apart) if kind in article.types else 0
        if closeness or article.slug in named:
            is_other = article.kind is not ArticleKind.EMERGENCY
            order = (article.slug not in named, -closeness, is_other, article.slug)
            found.append((order, article))
    return tuple(article for _, article in sorted(found, key=lambda each: each[0]))


def _told_apart(
    articles: Iterable[Article], labels: Iterable[Mapping[str, str]]
) -> tuple[Mapping[str, str], ...]:
    """Return each set of labels once, cut to what conditions ask for: a storm has few of them."""
    asked = sorted({name for article in articles for condition in article.match for name in condition})  # fmt: skip
    distinct = dict.fromkeys(tuple(each.get(name, "") for name in asked) for each in labels)
    return tuple(dict(zip(asked, values, strict=True)) for values in distinct)


def _closeness(article: Article, labels: Sequence[Mapping[str, str]]) -> int:
    """Return how many labels the closest condition names, 0 where none holds."""
    return max(
        (
            len(condition)
            for condition in article.match
            if any(_holds(condition, each) for each in labels)
        ),
        default=0,
    )


def _holds(condition: Condition, labels: Mapping[str, str]) -> bool:
    return all(labels.get(name, "") in values for name, values in condition.items())
