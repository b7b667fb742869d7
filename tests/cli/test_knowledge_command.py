"""`watchkeeper knowledge`: the articles, and one of them."""

from __future__ import annotations

from tests.cli.watch import Watch


def test_articles_are_listed_and_shown(watch: Watch) -> None:
    """In the language that is asked for; what is not there is named."""
    listed = watch("knowledge", "list", "--text", "browser", "--language", "en")
    assert listed.code == 0
    assert [line.split()[0] for line in listed.lines] == ["NAME", "browser-misbehaves"]
    shown = watch("knowledge", "show", "outage", "--language", "zh")
    assert "\n## 应急策略\n" in shown.out
    assert watch("knowledge", "show", "outage", "--json").json["row"]["name"] == "outage"
    missing = watch("knowledge", "show", "nothing")
    assert missing.code == 1
    assert "nothing" in missing.err
