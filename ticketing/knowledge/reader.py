"""Read articles: Markdown with front matter in English, and the Chinese in a file beside it.

``disk.md`` begins with what the article is and which tickets it matches; ``disk.zh.md`` with its
title alone.  Every mistake is told with file and line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from types import MappingProxyType
from typing import TypeVar

from ticketing.knowledge.model import Article, ArticleKind, Condition
from ticketing.markdown import MAX_LETTERS
from ticketing.types.model import Kind
from watchkeeper.config.bind import bind
from watchkeeper.config.nodes import parse_yaml
from watchkeeper.core.errors import ConfigError

MAX_CONDITIONS = 50
MAX_NAME = 80
_FENCE = "---"
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_HEADING = re.compile(r"^## (.+?)\s*$", re.MULTILINE)

SECTIONS: Mapping[ArticleKind, tuple[tuple[str, str], ...]] = MappingProxyType(
    {
        ArticleKind.EMERGENCY: (
            ("Situation", "紧急情况"),
            ("Prevention", "预防措施"),
            ("Strategy", "应急策略"),
        ),
        ArticleKind.PREVENTION: (
            ("Event", "事件"),
            ("Prevention", "预防措施"),
            ("Treatment", "处理"),
        ),
        ArticleKind.NOTE: (),
    }
)
"""Which headings an article has, in their order; a note has what it likes."""

M = TypeVar("M")


@dataclass(frozen=True, slots=True)
class _Entry:
    kind: ArticleKind
    title: str
    match: tuple[Mapping[str, tuple[str, ...]], ...]
    types: tuple[Kind, ...] = (Kind.INCIDENT,)


@dataclass(frozen=True, slots=True)
class _ChineseEntry:
    title: str


def article_from_texts(slug: str, english: str, chinese: str) -> Article:
    """Return the article that two files hold.  Raises ConfigError."""
    name, name_zh = f"{slug}.md", f"{slug}.zh.md"
    if len(slug) > MAX_NAME or not _SLUG.fullmatch(slug):
        raise ConfigError("an article is called in small letters, digits and dashes", at=name)
    entry, body = _read(english, name, _Entry)
    entry_zh, body_zh = _read(chinese, name_zh, _ChineseEntry)
    _check_sections(body, name, [title for title, _ in SECTIONS[entry.kind]])
    _check_sections(body_zh, name_zh, [title for _, title in SECTIONS[entry.kind]])
    return Article(
        slug=slug,
        kind=entry.kind,
        title=_title(entry.title, name),
        title_zh=_title(entry_zh.title, name_zh),
        body=body,
        body_zh=body_zh,
        types=frozenset(entry.types),
        match=_conditions(entry.match, name),
    )


def _read(text: str, name: str, model: type[M]) -> tuple[M, str]:
    """Split a file into its front matter, bound to *model*, and the Markdown below."""
    if len(text) > MAX_LETTERS:
        raise ConfigError("has more than {most} letters", at=name, most=MAX_LETTERS)
    lines = text.split("\n")
    if lines[0].rstrip() != _FENCE:
        raise ConfigError("begins with a line of three dashes", at=f"{name}:1")
    ends = (index for index, line in enumerate(lines) if index and line.rstrip() == _FENCE)
    end = next(ends, None)
    if end is None:
        raise ConfigError("the front matter ends with a line of three dashes", at=f"{name}:1")
    front = "\n".join(["", *lines[1:end]])  # the blank line keeps the numbers of the lines right
    return bind(parse_yaml(front, name=name), model), "\n".join(lines[end + 1 :]).strip() + "\n"


def _title(title: str, name: str) -> str:
    if not title.strip() or len(title) > MAX_NAME or "\n" in title:
        raise ConfigError("the title is one line of at most {most} letters", at=name, most=MAX_NAME)
    return title.strip()


def _check_sections(body: str, name: str, wanted: list[str]) -> None:
    if not body.strip():
        raise ConfigError("the article has no text", at=name)
    found = _HEADING.findall(body)
    if wanted and found != wanted:
        raise ConfigError(
            "its headings of the second order are: {wanted}", at=name, wanted=", ".join(wanted)
        )


def _conditions(
    entries: tuple[Mapping[str, tuple[str, ...]], ...], name: str
) -> tuple[Condition, ...]:
    if len(entries) > MAX_CONDITIONS:
        raise ConfigError("has more than {most} conditions", at=name, most=MAX_CONDITIONS)
    if not all(entry and all(entry.values()) for entry in entries):
        raise ConfigError(
            "a condition names a label and its values: alertname: [HostDown]", at=name
        )
    return tuple(
        MappingProxyType({label: frozenset(values) for label, values in entry.items()})
        for entry in entries
    )


@lru_cache(maxsize=1)
def shipped_articles() -> tuple[Article, ...]:
    """Return the articles that come with the program, by their slugs."""
    folder = resources.files("ticketing.knowledge") / "articles"
    texts = {
        file.name: file.read_text("utf-8") for file in folder.iterdir() if file.name.endswith(".md")
    }
    slugs = sorted(name.removesuffix(".md") for name in texts if not name.endswith(".zh.md"))
    return tuple(
        article_from_texts(slug, texts[f"{slug}.md"], texts[f"{slug}.zh.md"]) for slug in slugs
    )
