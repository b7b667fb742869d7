"""Markdown of articles as HTML for pages and as plain text for messages.  Pure.

A subset of CommonMark, parsed by markdown-it: headings, lists, quotes, code, tables, links,
emphasis.  HTML in the text is text; images are not fetched; a link leads to http, https, mail or
a place of our own, and else stays text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from watchkeeper.core.errors import TooLarge

MAX_LETTERS = 50_000
DEEPEST = 12  # lists in lists, quotes in quotes; deeper ones are text

_RULES = (
    "heading",
    "list",
    "blockquote",
    "fence",
    "code",
    "hr",
    "table",
    "backticks",
    "emphasis",
    "link",
    "autolink",
    "newline",
    "escape",
    "entity",
)
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_SCHEMES = frozenset({"http", "https", "mailto"})
_OUTSIDE = ("http:", "https:")
_LOWEST_HEADING = 6


def may_lead_to(address: str) -> bool:
    """Return whether a link may go there: no script, no file, no other host without a scheme."""
    cleaned = address.strip()
    if re.search(r"[\x00-\x20\x7f\\]", cleaned) or cleaned.startswith("//"):
        return False
    scheme = _SCHEME.match(cleaned)
    return scheme is None or scheme[1].lower() in _SCHEMES


class _Parser(MarkdownIt):
    """A parser that knows the subset, and where its links may lead."""

    def __init__(self) -> None:
        super().__init__("zero", {"html": False, "maxNesting": DEEPEST})
        self.enable(list(_RULES))

    def validateLink(self, url: str) -> bool:  # noqa: N802 the library's name
        return may_lead_to(url)


_PARSER: Final = _Parser()


def html_from(markdown: str, *, below: int = 1) -> str:
    """Return *markdown* as HTML; its headings begin *below* the page's own.

    Raises TooLarge above MAX_LETTERS.
    """
    tokens = _tokens(markdown)
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(_LOWEST_HEADING, int(token.tag[1:]) + below)}"
        for inner in token.children or ():
            _mark_outside(inner)
    return str(_PARSER.renderer.render(tokens, _PARSER.options, {}))


def _mark_outside(token: Token) -> None:
    """Give a link to elsewhere its rel: no referrer, no handle on our page."""
    if token.type == "link_open" and str(token.attrGet("href")).lower().startswith(_OUTSIDE):
        token.attrSet("rel", "noopener noreferrer")


def plain_from(markdown: str) -> str:
    """Return *markdown* as lines of text, for mail, chat and what is spoken on the phone.

    Raises TooLarge above MAX_LETTERS.
    """
    return "\n".join(line for line in _lines(_tokens(markdown)) if line)


def _lines(tokens: Sequence[Token]) -> Iterator[str]:
    ahead = ""
    for token in tokens:
        match token.type:
            case "list_item_open":
                ahead = f"{token.info}. " if token.info else "- "
            case "inline":
                yield ahead + _words(token)
                ahead = ""
            case "fence" | "code_block":
                yield ahead + token.content.rstrip("\n")
                ahead = ""
            case _:
                pass


def _words(token: Token) -> str:
    breaks = {"softbreak": " ", "hardbreak": "\n"}
    inner = token.children or ()
    return "".join(breaks.get(each.type, each.content) for each in inner).strip()


def _tokens(markdown: str) -> list[Token]:
    if len(markdown) > MAX_LETTERS:
        raise TooLarge("a text has {most} letters at most; cut it in two", most=MAX_LETTERS)
    return _PARSER.parse(markdown)
