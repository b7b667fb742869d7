"""HTML of a mail is shown without loading, running or covering anything."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.intake.mail.safe_html import LARGEST_HTML_CHARACTERS, safe_html, text_from_html


@pytest.mark.parametrize(
    ("html", "safe"),
    [
        ("<p>a<script>x()</script>b", "<p>ab</p>"),
        ("<style>p{}</style><title>t</title>x", "x"),
        ('<img src="http://spy.example/1.gif" onerror=x()>x', "x"),
        ('<p onclick="x()" style="position:fixed" class="page" id="top">x', "<p>x</p>"),
        ('<a href="javascript:x()">y</a>', '<a rel="noopener noreferrer nofollow">y</a>'),
        ('<a href=" java\tscript:x()">y</a>', '<a rel="noopener noreferrer nofollow">y</a>'),
        ('<a href="/tickets/7/close">y</a>', '<a rel="noopener noreferrer nofollow">y</a>'),
        (
            '<a href="https://x.example/?a=1&amp;b=2" target=_top>y</a>',
            '<a href="https://x.example/?a=1&amp;b=2" rel="noopener noreferrer nofollow">y</a>',
        ),
        ("<form action=/x><input name=password><button>go</button></form>", "go"),
        ("<iframe src=//x.example></iframe><object data=x>y</object><embed src=x>", ""),
        ("<svg><script>x()</script><a href=x>y</a></svg>z", "z"),
        ("<base href=//x.example><link rel=stylesheet href=x><meta http-equiv=refresh>x", "x"),
        ("<!-- a --><!--[if mso]><p>b</p><![endif]-->c", "c"),
        ('<td colspan="2">x</td>', "x"),
        (
            '<table><tr><td colspan="99999" background="x">a</td></tr></table>',
            "<table><tbody><tr><td>a</td></tr></tbody></table>",
        ),
        ("<video src=x><source src=y></video><picture><source srcset=z></picture>", ""),
        ("a < b & c", "a &lt; b &amp; c"),
    ],
    ids=[
        "script",
        "style and title",
        "remote image",
        "attributes",
        "script in a link",
        "hidden script in a link",
        "link into our pages",
        "good link",
        "form",
        "frames",
        "svg",
        "head",
        "comments",
        "cell without table",
        "wide cell",
        "media",
        "bare signs",
    ],
)
def test_only_what_is_listed_stays(html: str, safe: str) -> None:
    """Each way to run, load or cover something is taken out, its text stays."""
    assert safe_html(html).html == safe


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>one</p><p>two<br>three</p>", "one\n\ntwo\nthree"),
        ("<ul><li>a</li><li>b</li></ul>", "- a\n\n- b"),
        ("<table><tr><td>host</td><td>web-1</td></tr></table>", "host\tweb-1"),
        ('<a href="https://x.example/">x</a>', "x <https://x.example/>"),
        ('<a href="https://x.example/">https://x.example</a>', "https://x.example"),
        ('<a href="mailto:a@x.example">a@x.example</a>', "a@x.example"),
        ("<pre>a\n  b</pre>", "a\nb"),
        ("a\n   b&nbsp;&lt;c&gt;", "a b <c>"),
        ("<p>机房</p>空调", "机房\n\n空调"),
    ],
    ids=["paragraphs", "list", "table", "link", "link shown", "mail", "pre", "blanks", "Chinese"],
)
def test_text_keeps_the_lines(html: str, text: str) -> None:
    """The text of HTML reads as it looked; links say where they lead."""
    assert text_from_html(safe_html(html).html) == text


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 100_000,
        "<b>x</p>" * 30_000,
        "<table>" * 30_000,
        "<a><table>" * 20_000,
        "<p" * 99_999,
    ],
    ids=["boxes", "bold over paragraphs", "tables", "links and tables", "tags that never end"],
)
def test_nested_html_is_cut(html: str) -> None:
    """What would take a browser's parser minutes is cut, and says so."""
    safe = safe_html(html)
    assert safe.is_cut or "<p" in html
    assert len(safe.html) < LARGEST_HTML_CHARACTERS


def test_lists_without_ends_are_not_deep() -> None:
    """Senders leave out the ends of cells, lines and paragraphs by the hundred."""
    safe = safe_html("<table>" + "<tr><td>x" * 1000 + "</table>" + "<p>y" * 1000)
    assert not safe.is_cut
    assert text_from_html(safe.html).count("x") == 1000


@given(
    st.lists(
        st.sampled_from(
            ["<", ">", "<p>", "</p>", "<a href=", "'", '"', "javascript:", "<script", "x", " on=",
             "<svg>", "<style>", "</", "<!--", "-->", "<img src=x ", "&#106;", "\0", "=", "<math>", "<table>"]
        ),
        max_size=60,
    ).map("".join)
)  # fmt: skip
def test_nothing_dangerous_survives_any_mixture(html: str) -> None:
    """Of any mixture only listed tags and attributes are left, and a second cleaning changes nothing."""
    safe = safe_html(html).html
    for tag, attributes in re.findall(r"<([a-z0-9]+)([^>]*)>", safe):
        assert tag not in {"script", "style", "img", "svg", "math", "iframe", "form"}
        assert re.fullmatch(r'(?: (?:href|rel|colspan|rowspan|start)="[^"]*")*', attributes)
    assert "javascript:" not in "".join(re.findall(r'href="([^"]*)"', safe))
    text_from_html(safe)
