from __future__ import annotations

from pathlib import Path

from tests.cli.watch import Watch

DAY = ("--day", "2026-11-20")


def test_a_form_is_made_filled_signed_and_corrected(watch: Watch, tmp_path: Path) -> None:
    """The form of a day goes from open to signed, and a correction is a new version."""
    page = tmp_path / "form.html"
    made = watch("report", "daily", *DAY, "--out", str(page), "--language", "en", "--json")
    assert made.code == 0, made.err
    number = made.json["number"]
    assert "<html" in page.read_text(encoding="utf-8")
    keys = [row["key"] for section in made.json["form"]["sections"] for row in section["rows"]]
    room = next(key for key in keys if key.startswith("manual/"))
    filled = watch("report", "fill", number, room, "--result", "normal", "--measured", "22 °C")
    assert filled.code == 0, filled.err
    early = watch("report", "sign", number, "--as", "reviewer", "--name", "乙")
    assert early.code == 1
    assert "inspector" in early.err
    signed = watch("report", "sign", number, "--name", "甲")
    assert "signed by 甲 (inspector)" in signed.out
    listed = next(line for line in watch("report", "list").lines if line.startswith(number))
    assert " signed " in listed
    corrected = watch("report", "correct", number)
    assert corrected.out.startswith(f"{number} v2 open")


def test_show_prints_each_row_with_its_key(watch: Watch) -> None:
    """What `fill` asks for is what `show` prints first."""
    number = watch("report", "daily", "--day", "2026-11-19", "--json").json["number"]
    shown = watch("report", "show", number)
    assert shown.lines[1].startswith("KEY ")
    assert any(line.startswith("manual/") for line in shown.lines)


def test_a_file_that_cannot_be_written_is_named(watch: Watch, tmp_path: Path) -> None:
    """The form is made; the sentence names the path."""
    done = watch("report", "daily", *DAY[:1], "2026-11-18", "--out", f"{tmp_path}/no/form.html")
    assert done.code == 2
    assert f"{tmp_path}/no/form.html" in done.err


def test_an_unknown_customer_is_named(watch: Watch) -> None:
    """A wrong customer ends with 1."""
    done = watch("report", "daily", "--customer", "nobody")
    assert done.code == 1
    assert "'nobody'" in done.err
