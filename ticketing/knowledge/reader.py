"""Read articles: Markdown with front matter, and the Chinese in a file beside it.

``disk.md`` begins with what the article is and which tickets it matches; ``disk.zh.md`` with its
title alone.  An article of the house may be one file, in either language.  Every mistake is told
with file and line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from itertools import takewhile
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from ticketing.knowledge.model import Article, ArticleKind, Condition
from ticketing.markdown import MAX_LETTERS, plain_from
from ticketing.types.model import Kind
from watchkeeper.config.bind import bind
from watchkeeper.config.nodes import parse_yaml
from watchkeeper.core.errors import ConfigError

MAX_CONDITIONS = 50
MAX_NAME = 80
FOLDER = "knowledge"
_CHINESE = ".zh.md"
_FENCE = "---"
_GIST_LINES = 3
_GIST_LETTERS = 200  # of a line
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


@dataclass(frozen=True, slots=True)
class _Body:
    """Markdown below the front matter; *first_line* is where it begins in the file *name*."""

    text: str
    name: str
    first_line: int

    def headings(self) -> tuple[tuple[str, str], ...]:
        """Return those of the second order, each with its place."""
        return tuple(
            (found[1], f"{self.name}:{self.first_line + _lines_before(self.text, found.start())}")
            for found in _HEADING.finditer(self.text)
        )

    def gist(self, kind: ArticleKind) -> tuple[str, ...]:
        """Return the first lines of what to do: of the last section, or of a note."""
        found = list(_HEADING.finditer(self.text)) if SECTIONS[kind] else []
        lines = plain_from(self.text[found[-1].end() :] if found else self.text).split("\n")
        return tuple(_shortened(line) for line in lines[:_GIST_LINES] if line)


def article_from_texts(
    slug: str, english: str, chinese: str | None, *, folder: str = "", is_own: bool = False
) -> Article:
    """Return the article that two files hold, or one in either language.  Raises ConfigError."""
    name, name_zh = f"{folder}{slug}.md", f"{folder}{slug}{_CHINESE}"
    if len(slug) > MAX_NAME or not _SLUG.fullmatch(slug):
        raise ConfigError("an article is called in small letters, digits and dashes", at=name)
    entry, body = _read(english, name, _Entry)
    entry_zh, body_zh = (None, None) if chinese is None else _read(chinese, name_zh, _ChineseEntry)
    wanted, wanted_zh = _wanted(entry.kind)
    _check_sections(body, (wanted,) if body_zh else (wanted, wanted_zh))
    if body_zh is not None:
        _check_sections(body_zh, (wanted_zh,))
    return Article(
        slug=slug,
        kind=entry.kind,
        title=_title(entry.title, name),
        title_zh="" if entry_zh is None else _title(entry_zh.title, name_zh),
        body=body.text,
        body_zh="" if body_zh is None else body_zh.text,
        gist=body.gist(entry.kind),
        gist_zh=() if body_zh is None else body_zh.gist(entry.kind),
        types=frozenset(entry.types),
        match=_conditions(entry.match, name),
        is_own=is_own,
    )


def article_files(folder: Path) -> tuple[Path, ...]:
    """Return the articles beside a configuration: each once, and a Chinese file that stands alone."""
    paths = sorted((folder / FOLDER).glob("*.md"))
    return tuple(
        path for path in paths if not path.name.endswith(_CHINESE) or not _english(path).exists()
    )


def read_article(path: Path) -> Article:
    """Read an article of the house, and the Chinese beside it.  Raises ConfigError."""
    if path.name.endswith(_CHINESE):
        raise ConfigError(
            "there is no {name} beside it", at=f"{FOLDER}/{path.name}", name=_english(path).name
        )
    slug = path.name.removesuffix(".md")
    chinese = path.with_name(slug + _CHINESE)
    return article_from_texts(
        slug,
        _text_of(path),
        _text_of(chinese) if chinese.exists() else None,
        folder=f"{FOLDER}/",
        is_own=True,
    )


def on_the_shelf(own: Iterable[Article]) -> tuple[Article, ...]:
    """Return ours and the house's *own*, which replace ours of the same name; by their slugs."""
    by_slug = {article.slug: article for article in (*shipped_articles(), *own)}
    return tuple(by_slug[slug] for slug in sorted(by_slug))


def _english(path: Path) -> Path:
    return path.with_name(path.name.removesuffix(_CHINESE).removesuffix(".md") + ".md")


def _text_of(path: Path) -> str:
    """Return a file's text, also with the mark of order that editors on Windows put first."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        at = f"{FOLDER}/{path.name}"
        raise ConfigError("cannot be read: {reason}", at=at, reason=error) from error


def _read(text: str, name: str, model: type[M]) -> tuple[M, _Body]:
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
    start = next((index for index in range(end + 1, len(lines)) if lines[index].strip()), end + 1)
    body = _Body("\n".join(lines[start:]).strip() + "\n", name, start + 1)
    return bind(parse_yaml(front, name=name), model), body


def _title(title: str, name: str) -> str:
    if not title.strip() or len(title) > MAX_NAME or "\n" in title:
        raise ConfigError("the title is one line of at most {most} letters", at=name, most=MAX_NAME)
    return title.strip()


def _wanted(kind: ArticleKind) -> tuple[list[str], list[str]]:
    """Return the headings in English and in Chinese."""
    return [title for title, _ in SECTIONS[kind]], [title for _, title in SECTIONS[kind]]


def _check_sections(body: _Body, languages: tuple[list[str], ...]) -> None:
    """Raise ConfigError where the headings are those of no language: at the first wrong one."""
    if not body.text.strip():
        raise ConfigError("the article has no text", at=f"{body.name}:{body.first_line}")
    found = body.headings()
    wanted = max(languages, key=lambda titles: _alike(found, titles))
    if not wanted or [title for title, _ in found] == wanted:
        return
    wrong = [at for _, at in found][_alike(found, wanted) :]
    raise ConfigError(
        "its headings of the second order are: {wanted}",
        at=wrong[0] if wrong else f"{body.name}:{body.first_line}",
        wanted=", ".join(wanted),
    )


def _alike(found: tuple[tuple[str, str], ...], wanted: list[str]) -> int:
    """Return with how many of the wanted headings *found* begins."""
    pairs = zip((title for title, _ in found), wanted, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _lines_before(text: str, place: int) -> int:
    return text.count("\n", 0, place)


def _shortened(line: str) -> str:
    return line if len(line) <= _GIST_LETTERS else f"{line[: _GIST_LETTERS - 1]}…"


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
