"""The knowledge base in force: the house's own articles beside ours, who sees them, what is found."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ticketing.story import ENGINEER, Story
from ticketing import commands as c
from ticketing.knowledge.library import Library
from ticketing.knowledge.model import Sees
from ticketing.knowledge.reader import (
    article_files,
    article_from_texts,
    on_the_shelf,
    read_article,
    shipped_articles,
)
from watchkeeper.core.errors import ConfigError, InvalidInput, NotFound
from watchkeeper.core.levels import Level

NOTE = "---\nkind: note\ntitle: 机房钥匙\nmatch:\n- {alertname: [HostDown], level: [I]}\n---\n钥匙在**前台**。\n"
SHOPS = """---
kind: emergency
title: 商城停机
match:
- {alertname: [HostDown], customer: [acme]}
---
## 紧急情况

商城打不开。

## 预防措施

两台服务器。

## 应急策略

1. 切换到备机。
2. 通知客户。
"""


def sees(*customers: str | None) -> Sees:
    return lambda customer: customer in customers


def everything(_customer: str | None) -> bool:
    return True


def library_of(**texts: str) -> Library:
    own = (article_from_texts(slug, text, None, is_own=True) for slug, text in texts.items())
    return Library(on_the_shelf(own))


def found(library: Library, query: str, who: Sees = everything) -> list[str]:
    return [article.slug for article in library.found(query, who)]


def test_the_houses_articles_are_read_beside_ours(tmp_path: Path) -> None:
    """One file in Chinese is enough; the mark that Windows puts first is no mistake."""
    folder = tmp_path / "knowledge"
    folder.mkdir()
    (folder / "shop.md").write_text("\ufeff" + SHOPS.replace("\n", "\r\n"), encoding="utf-8")
    (path,) = article_files(tmp_path)
    article = read_article(path)
    assert (article.title_in("en"), article.title_in("zh")) == ("商城停机", "商城停机")
    assert article.gist_in("zh") == ("1. 切换到备机。", "2. 通知客户。")
    assert len(on_the_shelf([article])) == len(shipped_articles()) + 1


@pytest.mark.tree
@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_example_of_the_manual_is_an_article(language: str) -> None:
    page = Path(__file__).parents[3] / "docs" / language / "knowledge.md"
    example = page.read_text("utf-8").partition("```markdown\n")[2].partition("```")[0]
    assert len(article_from_texts("shop-down", example, None).gist) == 2


def test_one_of_the_same_name_replaces_ours() -> None:
    library = library_of(outage=NOTE)
    assert library.one("outage", everything).title == "机房钥匙"
    assert len(library.found("", everything)) == len(shipped_articles())


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        pytest.param(
            "shop.zh.md", NOTE, "knowledge/shop.zh.md: there is no shop.md beside it", id="alone"
        ),
        pytest.param("README.md", NOTE, "knowledge/README.md: an article is called", id="a name"),
        pytest.param("a.md", NOTE.replace("note", "n"), "knowledge/a.md:2: ", id="an unknown kind"),
        pytest.param("a.md", "---\nkind: note\ntitle: a\nmatch: []\n---\n\n", "knowledge/a.md:6: the article has no text", id="empty"),
        pytest.param("a.md", SHOPS.replace("## 应急", "## 应对"), "knowledge/a.md:15: its headings of the second order are: 紧急情况", id="a heading"),
    ],
)  # fmt: skip
def test_a_mistake_of_the_house_is_told_with_its_place(
    tmp_path: Path, name: str, text: str, sentence: str
) -> None:
    folder = tmp_path / "knowledge"
    folder.mkdir()
    (folder / name).write_text(text, encoding="utf-8")
    (path,) = article_files(tmp_path)
    with pytest.raises(ConfigError) as told:
        read_article(path)
    assert str(told.value).startswith(sentence)


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError):
        read_article(path)


@pytest.mark.parametrize(
    ("who", "shown"),
    [
        pytest.param(everything, {"keys", "shop"}, id="the house"),
        pytest.param(sees("acme"), {"shop"}, id="the customer that it names"),
        pytest.param(sees("other"), set(), id="another customer"),
    ],
)
def test_who_sees_one_customer_sees_ours_and_its_own(who: Sees, shown: Collection[str]) -> None:
    """What names no customer is the house's own; what comes with the program is everybody's."""
    library = library_of(keys=NOTE, shop=SHOPS)
    slugs = set(found(library, "", who))
    assert slugs & {"keys", "shop"} == shown
    assert slugs >= {article.slug for article in shipped_articles()}
    for slug in {"keys", "shop"} - set(shown):
        with pytest.raises(NotFound):
            library.one(slug, who)


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        pytest.param("城打", ["shop"], id="Chinese anywhere"),
        pytest.param("前台 钥匙", ["keys"], id="all words"),
        pytest.param("钥匙 商城", [], id="not in one article"),
        pytest.param("browser-mis", ["browser-misbehaves"], id="a name's beginning"),
        pytest.param("BROWSER misbehaves", ["browser-misbehaves"], id="in any case"),
    ],
)
def test_articles_are_found_by_words(query: str, slugs: list[str]) -> None:
    assert found(library_of(keys=NOTE, shop=SHOPS), query) == slugs


def test_a_title_comes_before_a_text() -> None:
    library = library_of(keys=NOTE.replace("机房钥匙", "切换"), **{"a-shop": SHOPS})
    assert found(library, "切换")[0] == "keys"


@settings(max_examples=50)
@given(st.text(max_size=220))
def test_any_search_is_answered_or_refused(query: str) -> None:
    try:
        assert set(found(library_of(), query)) <= {article.slug for article in shipped_articles()}
    except InvalidInput:
        return


async def test_the_ticket_is_matched_by_labels_level_and_what_its_rule_names(story: Story) -> None:
    """First what the rule names, then what names most labels; the level is the ticket's."""
    library = library_of(keys=NOTE, shop=SHOPS.replace("acme", "nobody"))
    await story.fire("HostDown", level=Level.I)
    assert await _fitting(story, library) == ["keys", "outage"]
    await story.fire("HostDown", on="db-1", level=Level.II, knowledge="shop")
    assert await _fitting(story, library, 2) == ["shop", "outage"]


async def test_a_call_is_matched_when_its_cause_is_known(story: Story) -> None:
    library = library_of()
    await story.call_in()
    assert await _fitting(story, library) == []
    await story.acknowledge()
    await story.do(
        c.Resolve(
            number=1,
            actor=ENGINEER,
            cause_class=c.CauseClass.OPERATION,
            cause="a table was dropped",
            method="restored",
        )
    )
    assert await _fitting(story, library) == ["operating-error"]


async def _fitting(story: Story, library: Library, number: int = 1) -> list[str]:
    view = await story.view(number)
    return [article.slug for article in library.for_ticket(view, everything)]
