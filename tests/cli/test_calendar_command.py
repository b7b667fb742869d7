"""`calendar`: years, a notice that is read, looked at and confirmed, and lists of spreadsheets."""

from __future__ import annotations

from pathlib import Path

from tests.cli.watch import Watch
from tests.ticketing.workdays.notice_2027 import NOTICE_2027


def test_a_notice_is_read_and_confirmed(watch: Watch, tmp_path: Path) -> None:
    """`import` changes nothing and prints the mark that `confirm` wants; then the year is known."""
    file = tmp_path / "notice.txt"
    file.write_text(NOTICE_2027, encoding="gb18030")
    assert watch("calendar", "show", "2027").lines[0] == "2027: provisional, version 0"
    read = watch("calendar", "import", str(file))
    assert read.code == 0, read.err
    assert "2027-02-05 Fri worked off 春节" in [" ".join(line.split()) for line in read.lines]
    mark = watch("calendar", "import", str(file), "--json").json["mark"]
    assert f"watchkeeper calendar confirm {file} --mark {mark}" in read.err
    assert watch("calendar", "show", "2027").lines[0] == "2027: provisional, version 0"
    done = watch("calendar", "confirm", str(file), "--mark", mark)
    assert done.code == 0, done.err
    assert done.lines[0].startswith("in force: 2027, ")
    shown = watch("calendar", "show", "2027", "--json").json
    assert (shown["standing"], shown["version"]) == ("confirmed", 1)
    made_up = next(one for one in shown["days"] if one["day"] == "2027-01-31")
    assert (made_up["what"], made_up["name"], made_up["instead_of"]) == (
        "made-up",
        "春节",
        "2027-02-10",
    )
    again = watch("calendar", "confirm", str(file), "--mark", mark)
    assert again.code == 1
    assert "is there already" in again.err


def test_the_list_says_which_years_are_confirmed(watch: Watch) -> None:
    """The exit code is 1 while this year or the next is not."""
    found = watch("calendar", "list", "--json")
    assert set(found.json["calendars"]) == {"7x24", "5x8"}
    assert found.json["years"][0]["year"] == 2018
    assert found.code == bool(found.json["unconfirmed"])
    assert "国办发明电" in watch("calendar", "list").out


def test_a_wrong_line_is_told(watch: Watch, tmp_path: Path) -> None:
    """The file's name says that it is a list; each wrong row is told with its line."""
    file = tmp_path / "days.csv"
    file.write_text("date,what\n2028-02-30,closed\n", encoding="utf-8")
    read = watch("calendar", "import", str(file))
    assert read.code == 1
    assert read.lines[0].startswith("line 2: ")
    assert watch("calendar", "import", str(tmp_path / "none.txt")).code == 2
