"""Markdown of articles: what it becomes, and that nothing in it becomes more than text."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ticketing.markdown import MAX_LETTERS, html_from, may_lead_to, plain_from
from watchkeeper.core.errors import TooLarge

TAGS = frozenset(
    [
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "p",
        "ul",
        "ol",
        "li",
        "blockquote",
        "pre",
        "code",
        "hr",
        "br",
        "em",
        "strong",
        "a",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    ]
)
ATTRIBUTES = {
    "a": {"href", "title", "rel"},
    "code": {"class"},
    "ol": {"start"},
    "th": {"style"},
    "td": {"style"},
}


class Reader(HTMLParser):
    """Reads HTML as a browser does, and keeps every tag, attribute and word."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.others: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_comment(self, data: str) -> None:
        self.others.append(data)

    def handle_decl(self, decl: str) -> None:
        self.others.append(decl)

    def handle_pi(self, data: str) -> None:
        self.others.append(data)


def check_safe(html: str) -> None:
    reader = Reader(html)
    assert reader.others == []
    for tag, attributes in reader.tags:
        assert tag in TAGS
        assert attributes.keys() <= ATTRIBUTES.get(tag, set())
        assert attributes.get("style", "text-align:left") in {
            "text-align:left",
            "text-align:center",
            "text-align:right",
        }
        assert may_lead_to(attributes.get("href", ""))


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        pytest.param("# Title", "<h2>Title</h2>\n", id="a heading, below the page's own"),
        pytest.param("###### low", "<h6>low</h6>\n", id="no heading below the sixth"),
        pytest.param("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n", id="a list"),
        pytest.param("3. a", '<ol start="3">\n<li>a</li>\n</ol>\n', id="a numbered list"),
        pytest.param("`df -h`", "<p><code>df -h</code></p>\n", id="code in a line"),
        pytest.param(
            "```sh\nrm <x>\n```",
            '<pre><code class="language-sh">rm &lt;x&gt;\n</code></pre>\n',
            id="a block of code",
        ),
        pytest.param("*a* **b**", "<p><em>a</em> <strong>b</strong></p>\n", id="emphasis"),
        pytest.param("**注意：**先备份", "<p>**注意：**先备份</p>\n", id="what CommonMark leaves"),
        pytest.param("**注意** 先备份", "<p><strong>注意</strong> 先备份</p>\n", id="Chinese"),
        pytest.param("[all](/tickets)", '<p><a href="/tickets">all</a></p>\n', id="our own page"),
        pytest.param(
            "[ISP](https://isp.example/a?b=1&c=2)",
            '<p><a href="https://isp.example/a?b=1&amp;c=2" rel="noopener noreferrer">ISP</a></p>\n',
            id="elsewhere",
        ),
        pytest.param("<b>x</b>", "<p>&lt;b&gt;x&lt;/b&gt;</p>\n", id="HTML is text"),
        pytest.param("![x](https://a/b.png)", "<p>!", id="no image is fetched"),
    ],
)
def test_what_it_becomes(markdown: str, html: str) -> None:
    found = html_from(markdown)
    assert found.startswith(html)
    assert "<img" not in found
    check_safe(found)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "&#106;avascript:alert(1)",
        "vbscript:x",
        "data:text/html,<script>",
        "data:image/png;base64,AAAA",
        "file:///etc/passwd",
        "//evil.example/",
        "\\\\evil.example\\share",
        "/\\evil.example",
        "blob:https://a",
    ],
)
def test_where_no_link_leads(address: str) -> None:
    """What a browser would run, open from the disk or fetch from another host stays text."""
    for markdown in (f"[x]({address})", f"[x](<{address}>)", f"<{address}>"):
        hrefs = [found["href"] for tag, found in Reader(html_from(markdown)).tags if tag == "a"]
        assert all(not _is_bad(href) for href in hrefs)


def _is_bad(href: str) -> bool:
    bare = href.lower().replace("%09", "").replace("%0a", "").replace("%0d", "").strip()
    return bare.startswith(
        ("javascript:", "vbscript:", "data:", "file:", "blob:", "//", "\\", "/\\")
    )


PIECES = st.sampled_from(
    [
        *"*_`#>-+[]()!<>&|\\:\"'\n\t ",
        "\n\n",
        "    ",
        "```",
        "](",
        "javascript:",
        "//a",
        "<script>",
        "</p>",
        "<!--",
        "&lt;",
        "&#x22;",
        '" onclick="x',
        "1. ",
        "| - |",
        "a",
        "中",
        "\x00",
        "\u202e",
    ]
)


@given(st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=80).map("".join)))
def test_whatever_is_written_nothing_becomes_more_than_the_subset(markdown: str) -> None:
    """Only known tags and attributes come out, and links only to where they may lead."""
    check_safe(html_from(markdown))
    assert "\x00" not in plain_from(markdown)


@given(st.text(alphabet=st.characters(categories=["L", "N"]), min_size=1, max_size=200))
def test_plain_words_stay_as_they_are(words: str) -> None:
    """What has no marks is shown and said letter by letter."""
    assert "".join(Reader(html_from(words)).words).rstrip("\n") == words
    assert plain_from(words) == words


def test_plain_text_keeps_steps_and_commands() -> None:
    """A message on the phone says the same as the page, without marks."""
    markdown = "# First\n\n1. look **here**\n2. run `df -h`\n\n- see [list](/x)\n\n```\nsync\n```\n"
    assert plain_from(markdown) == "First\n1. look here\n2. run df -h\n- see list\nsync"


@pytest.mark.parametrize(
    "piece", ["[", "*a ", "`", "> ", "- ", "![", "<", "&", "|a", "\\", "**_", "[a](", "1. "]
)
def test_what_repeats_costs_no_time(piece: str) -> None:
    """A text as large as allowed, made to be slow, is still shown; deep nesting stays text."""
    check_safe(html_from((piece * MAX_LETTERS)[:MAX_LETTERS]))


def test_a_text_too_long_is_refused() -> None:
    with pytest.raises(TooLarge):
        html_from("x" * (MAX_LETTERS + 1))
