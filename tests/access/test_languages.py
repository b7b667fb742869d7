"""Which language a reader gets, and the catalogues."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.access.languages import (
    Language,
    language_from_header,
    read_catalogues,
    sentences_of,
)
from watchkeeper.core.errors import ConfigError


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("zh-CN,zh;q=0.9,en;q=0.8", Language.CHINESE),
        ("en-GB,en;q=0.9,zh;q=0.1", Language.ENGLISH),
        ("fr,de;q=0.9,zh;q=0.2", Language.CHINESE),
        ("en;q=0.1, zh;q=0.7", Language.CHINESE),
        ("zh;q=0, en", Language.ENGLISH),
        ("fr", Language.ENGLISH),
        ("", Language.ENGLISH),
    ],
    ids=["Chinese first", "English first", "only third", "by weight", "refused", "none of ours", "no header"],
)  # fmt: skip
def test_the_header_s_weights_choose_the_language(header: str, language: Language) -> None:
    assert language_from_header(header, Language.ENGLISH) is language


@given(st.text(max_size=600))
def test_any_header_gives_a_language(header: str) -> None:
    assert language_from_header(header, Language.CHINESE) in Language


def test_catalogues_of_the_packages_are_merged(tmp_path: Path) -> None:
    for package, msgid, msgstr in (
        ("ticketing", "closed", "已关闭"),
        ("dashboards", "Now", "当前"),
    ):
        folder = tmp_path / package / "locale"
        folder.mkdir(parents=True)
        (folder / "zh_CN.po").write_text(f'msgid "{msgid}"\nmsgstr "{msgstr}"\n', "utf-8")
    translate = read_catalogues(tmp_path).translate(Language.CHINESE)
    assert [translate("closed"), translate("Now"), translate("unknown")] == [
        "已关闭",
        "当前",
        "unknown",
    ]


def test_a_broken_catalogue_names_its_file(tmp_path: Path) -> None:
    path = tmp_path / "zh_CN.po"
    path.write_text("nonsense\n", "utf-8")
    with pytest.raises(ConfigError, match=r"zh_CN\.po"):
        sentences_of(path)
