"""Articles of the knowledge base: read with care, found by a ticket's labels, shown in two languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ticketing.knowledge.model import Article, ArticleKind, matching
from ticketing.knowledge.reader import SECTIONS, article_from_texts, shipped_articles
from ticketing.markdown import html_from, plain_from
from ticketing.types.model import Kind
from watchkeeper.core.errors import ConfigError

SLUGS = [article.slug for article in shipped_articles()]
SHIPPED = pytest.mark.parametrize("article", shipped_articles(), ids=lambda each: each.slug)
ENGLISH = """---
kind: emergency
title: A disk is full
match:
- alertname: [FilesystemFilling]
  customer: [shop]
---
## Situation

a

## Prevention

b

## Strategy

c
"""
CHINESE = "---\ntitle: 磁盘已满\n---\n## 紧急情况\n\n甲\n\n## 预防措施\n\n乙\n\n## 应急策略\n\n丙\n"


def slugs(labels: Mapping[str, str], kind: Kind = Kind.INCIDENT) -> list[str]:
    return [article.slug for article in matching(shipped_articles(), [labels], kind)]


def test_an_article_is_read_with_its_conditions() -> None:
    article = article_from_texts("disk-full", ENGLISH, CHINESE)
    assert (article.title, article.title_zh) == ("A disk is full", "磁盘已满")
    assert article.kind is ArticleKind.EMERGENCY
    assert article.types == {Kind.INCIDENT}
    assert article.match == (
        {"alertname": frozenset({"FilesystemFilling"}), "customer": frozenset({"shop"})},
    )
    assert article.body.startswith("## Situation\n")
    assert (article.gist, article.gist_zh) == (("c",), ("丙",))


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        pytest.param("---\nkind", "kind", "disk.md:1: begins with a line", id="no front matter"),
        pytest.param("\n---\n##", "\n##", "disk.md:1: the front matter ends", id="without an end"),
        pytest.param("emergency", "panic", "disk.md:2: ", id="an unknown kind, with its line"),
        pytest.param("title: A disk is full", "title: ''", "the title is one line", id="no title"),
        pytest.param("title: A", f"title: {'A' * 99}", "the title is one line", id="a long title"),
        pytest.param("match:", "matches:", "disk.md:4: ", id="an unknown key, with its line"),
        pytest.param("[FilesystemFilling]", "[]", "a condition names", id="a label without values"),
        pytest.param(
            "## Strategy", "## Plan", "disk.md:16: its headings of the second", id="another heading"
        ),
        pytest.param(
            "## Strategy\n\nc\n", "", "disk.md:8: its headings of the second", id="a part missing"
        ),
        pytest.param(
            "kind: emergency", "kind: !!python/name:os.system x", "disk.md:2: ", id="a tag"
        ),
    ],
)
def test_a_mistake_is_told_with_its_place(before: str, after: str, sentence: str) -> None:
    assert before in ENGLISH
    with pytest.raises(ConfigError) as told:
        article_from_texts("disk", ENGLISH.replace(before, after, 1), CHINESE)
    assert sentence in str(told.value)


def test_the_chinese_is_checked_alike() -> None:
    with pytest.raises(ConfigError) as told:
        article_from_texts("disk", ENGLISH, CHINESE.replace("## 应急策略", "## 策略"))
    assert "disk.zh.md:12: its headings of the second order are: 紧急情况" in str(told.value)


@pytest.mark.parametrize("slug", ["../etc/passwd", "Disk", "a--b", "", "a" * 81, "a/b", "a.b"])
def test_a_name_that_could_lead_elsewhere_is_refused(slug: str) -> None:
    with pytest.raises(ConfigError):
        article_from_texts(slug, ENGLISH, CHINESE)


@given(st.text(max_size=400), st.text(max_size=400))
def test_any_file_is_read_or_refused(english: str, chinese: str) -> None:
    """Nothing but ConfigError comes of a broken file."""
    for text in (english, "---\n" + english, ENGLISH.replace("title: A disk is full", english)):
        try:
            article_from_texts("disk", text, "---\n" + chinese)
        except ConfigError:
            continue


@pytest.mark.parametrize(
    ("labels", "kind", "first"),
    [
        pytest.param({"alertname": "DiskFailing"}, Kind.INCIDENT, "hardware-damaged", id="a disk"),
        pytest.param({"alertname": "HostDown"}, Kind.INCIDENT, "outage", id="a host"),
        pytest.param({"alertname": "BackupMissed"}, Kind.INCIDENT, "data-lost", id="a backup"),
        pytest.param(
            {"alertname": "ProcessMissing"}, Kind.INCIDENT, "operating-error", id="emergency first"
        ),
        pytest.param(
            {"alertname": "TrafficTooLow"},
            Kind.INCIDENT,
            "traffic-or-log-in-unusual",
            id="little traffic (R69)",
        ),
        pytest.param(
            {"cause_class": "configuration"}, Kind.INCIDENT, "configuration-lost", id="a cause"
        ),
        pytest.param({"topic": "browser"}, Kind.CONSULT, "browser-misbehaves", id="a question"),
        pytest.param({"alertname": "HostDown"}, Kind.CHANGE, None, id="another type"),
        pytest.param({"alertname": "Unheard"}, Kind.INCIDENT, None, id="nothing fits"),
        pytest.param({}, Kind.INCIDENT, None, id="no labels"),
    ],
)
def test_what_a_ticket_finds(labels: dict[str, str], kind: Kind, first: str | None) -> None:
    """R59: the strategy that fits is there when the fault is."""
    assert next(iter(slugs(labels, kind)), None) == first


def test_the_closest_comes_first_and_all_labels_must_fit() -> None:
    closer = article_from_texts("disk-full", ENGLISH, CHINESE)
    general = article_from_texts("a-disk", ENGLISH.replace("  customer: [shop]\n", ""), CHINESE)
    labels = {"alertname": "FilesystemFilling", "customer": "shop"}
    assert matching([general, closer], [labels], Kind.INCIDENT) == (closer, general)
    labels["customer"] = "bank"
    assert matching([general, closer], [labels], Kind.INCIDENT) == (general,)


def test_the_order_does_not_hang_on_the_order_of_the_files() -> None:
    labels = {"alertname": "ProcessMissing"}
    found = matching(shipped_articles(), [labels], Kind.INCIDENT)
    assert found == matching(reversed(shipped_articles()), [labels], Kind.INCIDENT)
    assert len(found) == 2


def test_the_contracts_cases_are_there() -> None:
    """The four emergencies and the five rows of prevention, and what stands still."""
    by_kind = {
        kind: [article.slug for article in shipped_articles() if article.kind is kind]
        for kind in ArticleKind
    }
    assert by_kind[ArticleKind.EMERGENCY] == [
        "configuration-lost",
        "data-lost",
        "hardware-damaged",
        "operating-error",
        "outage",
    ]
    assert by_kind[ArticleKind.PREVENTION] == [
        "browser-misbehaves",
        "computer-overloaded",
        "program-does-not-start",
        "program-ends-by-itself",
        "traffic-or-log-in-unusual",
    ]


@SHIPPED
def test_a_shipped_article_reads_well_in_both_languages(article: Article) -> None:
    """Every section says something, the steps are steps, and no mark of Markdown is left over."""
    for index, body in enumerate((article.body, article.body_zh)):
        html, plain = html_from(body), plain_from(body)
        titles = [pair[index] for pair in SECTIONS[article.kind]]
        assert re.findall(r"<h3>(.*?)</h3>", html) == titles
        assert html.count("<li>") >= 3
        assert not re.search(r"[*`#\[\]]", plain)
    assert _steps(article.body) == _steps(article.body_zh)


def _steps(body: str) -> list[str]:
    return re.findall(r"^(?:\d+\.|-) ", body, re.MULTILINE)


@pytest.mark.tree
@SHIPPED
def test_a_shipped_article_names_alerts_that_exist(article: Article) -> None:
    packs = resources.files("rules") / "packs"
    rules = "".join(
        file.read_text("utf-8") for file in packs.iterdir() if file.name.endswith(".yml")
    )
    known = set(re.findall(r"- alert: (\w+)", rules))
    named = {name for condition in article.match for name in condition.get("alertname", ())}
    assert named <= known
