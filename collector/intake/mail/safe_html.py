"""HTML of a mail made harmless, a few tags without images, scripts and styles; its text; pure.

What may stay is listed; everything else goes, so that a mail can neither load anything from
elsewhere nor look like a part of the page that shows it.  nh3 parses as browsers do.
"""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from typing import NamedTuple

import nh3

from collector.intake.mail.charsets import cleaned

LARGEST_HTML_CHARACTERS = 256 * 1024

_TAGS = {
    *("p", "div", "br", "hr", "blockquote", "pre", "code", "a", "b", "strong", "i", "em", "u", "s"),
    *("sub", "sup", "ul", "ol", "li", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6"),
    *("table", "thead", "tbody", "tfoot", "tr", "th", "td", "caption"),
}
_WITH_CONTENT = {"script", "style", "title", "noscript", "template", "svg", "math", "object"}
_ATTRIBUTES = {
    "a": {"href"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "ol": {"start"},
}
_SCHEMES = {"http", "https", "mailto", "tel"}
_MOST_COLUMNS = 100
_DEEPEST = 200
# Void, or closed by the next of their kind: senders leave out their ends by the hundred.
_NOT_NESTING = {
    *("br", "hr", "img", "meta", "input", "link", "col", "wbr", "p", "li", "dt", "dd"),
    *("tr", "td", "th", "thead", "tbody", "tfoot", "colgroup", "option"),
}

_BLOCKS = {
    *("p", "div", "br", "hr", "blockquote", "pre", "ul", "ol", "dl", "dt", "dd", "li"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "table", "tr", "caption"),
}
_APART = {"p", "blockquote", "pre", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6"}
_SPACES = re.compile(r"[ \t\n\u00a0]+")
_EMPTY_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+\n")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:]*)")


class SafeHtml(NamedTuple):
    html: str
    is_cut: bool


def safe_html(html: str) -> SafeHtml:
    """Return HTML with the allowed tags only; no link tells where the reader came from."""
    kept = _flattened(html[:LARGEST_HTML_CHARACTERS])
    safe = nh3.clean(
        kept,
        tags=_TAGS,
        clean_content_tags=_WITH_CONTENT,
        attributes=_ATTRIBUTES,
        attribute_filter=_attribute,
        url_schemes=_SCHEMES,
        link_rel="noopener noreferrer nofollow",
        strip_comments=True,
    )
    return SafeHtml(safe.strip(), is_cut=len(kept) < len(html))


def _attribute(tag: str, name: str, value: str) -> str | None:
    """Return an attribute's value; None takes it away: addresses within the page, huge tables."""
    if name == "rel":
        return value  # ours
    if tag == "a":
        scheme = value.strip().partition(":")[0].lower()
        return value.strip() if scheme in _SCHEMES else None
    is_small = value.isascii() and value.isdigit() and int(value[:9]) <= _MOST_COLUMNS
    return value if is_small else None


def _flattened(html: str) -> str:
    """Return HTML cut where it nests deeper than any mail does.

    The time to parse grows with the square of the depth: 240 KB of ``<b>x</p>`` took 4 s.
    """
    opened: Counter[str] = Counter()
    depth = 0
    for match in _TAG.finditer(html):
        tag = match[2].lower()
        if tag in _NOT_NESTING:
            continue
        if not match[1]:
            opened[tag] += 1
            depth += 1
        elif opened[tag]:
            opened[tag] -= 1
            depth -= 1
        if depth > _DEEPEST:
            return html[: match.start()]
    return html


def text_from_html(html: str) -> str:
    """Return the text of HTML that ``safe_html`` has cleaned, links with where they lead."""
    reader = _TextReader()
    reader.feed(html)
    reader.close()
    return reader.text()


class _TextReader(HTMLParser):
    """Collects text: blocks on lines of their own, cells apart, ``<pre>`` as it stands."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._pieces: list[str] = []
        self._link = ""
        self._link_begins = 0
        self._verbatim = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self._pieces.append("\n\n" if tag in _APART else "\n")
        if tag == "li":
            self._pieces.append("- ")
        elif tag == "hr":
            self._pieces.append("----\n")
        elif tag == "pre":
            self._verbatim += 1
        elif tag == "a":
            self._link = dict(attrs).get("href") or ""
            self._link_begins = len(self._pieces)

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"}:
            self._pieces.append("\t")
        elif tag in _BLOCKS:
            self._pieces.append("\n\n" if tag in _APART else "\n")
        if tag == "pre":
            self._verbatim = max(0, self._verbatim - 1)
        elif tag == "a":
            self._end_link()

    def _end_link(self) -> None:
        shown = "".join(self._pieces[self._link_begins :]).strip()
        target = self._link.removeprefix("mailto:").removeprefix("tel:")
        if target and target.rstrip("/") != shown.rstrip("/"):
            self._pieces.append(f" <{target}>")
        self._link = ""

    def handle_data(self, data: str) -> None:
        self._pieces.append(data if self._verbatim else _SPACES.sub(" ", data))

    def text(self) -> str:
        lines = (line.strip(" \t") for line in "".join(self._pieces).split("\n"))
        return _EMPTY_LINES.sub("\n\n", cleaned("\n".join(lines))).strip("\n")
