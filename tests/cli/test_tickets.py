from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from dashboards.ticket_commands import COMMANDS, Field, fields_of
from tests.cli.watch import Watch, typed
from ticketing.commands import OpenTicket
from watchkeeper.cli import ticket_actions
from watchkeeper.cli.ticket_actions import ACTIONS, OPEN, Action

ACTION_OF = {action.command: action for action in ACTIONS.values()}


def test_every_command_of_rest_has_its_subcommand() -> None:
    """What a page can do to a ticket, the command line can do."""
    assert set(ACTION_OF) == set(COMMANDS)


def declared(action: Action) -> set[tuple[str, bool, bool]]:
    fields = (*action.fields, ticket_actions.OCCURRED_AT)
    return {(field.name, field.is_required, field.is_flag) for field in fields}


def wanted(fields: tuple[Field, ...]) -> set[tuple[str, bool, bool]]:
    return {(field.name, field.is_required, field.kind is bool) for field in fields}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_subcommand_takes_what_the_command_takes(command: str) -> None:
    """The options of a subcommand are the fields of its command: no more, no less."""
    assert declared(ACTION_OF[command]) == wanted(fields_of(COMMANDS[command]))


def test_open_takes_what_a_ticket_by_hand_takes() -> None:
    """`tickets open` has an option for each field of a ticket that a person opens."""
    assert declared(OPEN) == wanted(fields_of(OpenTicket))


@pytest.fixture
def number(watch: Watch) -> str:
    """A fresh ticket of level II."""
    opened = watch("tickets", "open", "--level", "II", "--summary", "数据库不可用", "--json")
    assert opened.code == 0, opened.err
    return str(opened.json["row"]["number"])


def test_a_ticket_is_worked_on_from_its_opening_to_its_end(watch: Watch, number: str) -> None:
    """Acknowledge, plan, resolve, report, close: each command changes the state it names."""
    as_admin = ("--as", "engineer-a")
    steps = [
        ("ack",),
        ("plan", "--solution", "restart it"),
        ("resolve", "--cause-class", "application", "--cause", "a leak", "--method", "restarted"),
        ("report", "--kind", "application", "--cause", "a leak", "--method", "m", "--losses", "-"),
        ("close", "--note", "done"),
    ]
    for action, *rest in steps:
        done = watch("tickets", action, number, *rest, *as_admin)
        assert done.code == 0, (action, done.err)
    shown = watch("tickets", "show", number, "--json").json
    assert shown["row"]["state"] == "closed"
    assert shown["row"]["owner"] == "engineer-a"
    assert number not in {line.split()[0] for line in watch("tickets", "list").lines}
    assert number in {line.split()[0] for line in watch("tickets", "list", "--all").lines}


def test_the_list_lines_up_with_chinese_in_it(watch: Watch, number: str) -> None:
    """Each line of the list begins its columns where the head does."""
    listed = watch("tickets", "list", "--level", "II")
    head, line = listed.lines[0], next(one for one in listed.lines if one.startswith(number))
    assert line[head.index("LEVEL") :].startswith("II ")
    assert line[head.index("TITLE") :] == "数据库不可用"


def test_the_list_can_be_narrowed_and_says_what_it_left_out(watch: Watch, number: str) -> None:
    """--text finds words; --most tells on stderr that there is more."""
    watch("tickets", "open", "--level", "IV", "--summary", "printer")
    found = watch("tickets", "list", "--text", "printer", "--json").json
    assert [row["title"] for row in found["tickets"]] == ["printer"]
    few = watch("tickets", "list", "--most", "1")
    assert len(few.lines) == 2
    assert re.match(r"1 of \d+; --most", few.err)
    assert number


def test_search_finds_by_what_was_written_and_after_a_rebuild(watch: Watch) -> None:
    """Words in Chinese and English, a phrase with a space, closed or not; a rebuild loses none."""
    made = watch("tickets", "open", "--level", "IV", "--summary", "扫描仪 paper jam", "--json").json
    number = str(made["row"]["number"])
    for words in (("扫描",), ("PAPER", "仪"), ("paper jam",)):
        assert watch("tickets", "search", *words).lines[1].startswith(number)
    assert len(watch("tickets", "search", "jam paper").lines) == 1
    rebuilt = watch("doctor", "--rebuild-search", "--json")
    assert re.search(r"[1-9]\d* tickets indexed", rebuilt.err)
    checks = {check["name"]: check["verdict"] for check in rebuilt.json}
    assert checks["search"] == "good"
    assert watch("tickets", "search", "扫描", "--json").json["total"] == 1
    refused = watch("tickets", "search", "x" * 201)
    assert (refused.code, "at most" in refused.err) == (2, True)


def test_explain_shows_each_stretch_of_a_deadline(watch: Watch, number: str) -> None:
    """A pause stands between what counted before and after it, and the due time says what is left."""
    pause = ("--reason", "customer_authorisation")
    assert watch("tickets", "ack", number, "--as", "engineer-a").code == 0
    assert watch("tickets", "pause", number, *pause).code == 0
    assert watch("tickets", "resume", number).code == 0
    head, why, *stretches, end = watch("tickets", "explain", number).lines
    assert why == "  this policy because the contract names it"
    assert head.startswith("resolve  level II  24 h 00 m 00 s on 7x24 from ")
    assert 'policy contract-cn v1, table "level"' in head
    kinds = [re.split(r"\s{3,}", line.strip())[-1].partition(":")[0] for line in stretches]
    assert kinds == ["counted", "paused", "counted"]
    assert stretches[-1].strip().partition(" - ")[2].startswith("now")
    assert re.fullmatch(r"  due .*, 23 h 59 m \d\d s left", end)


def test_explain_of_a_goal_that_was_met_says_when_it_stopped(watch: Watch, number: str) -> None:
    """After the acknowledgement the goal `respond` is over."""
    watch("tickets", "ack", number, "--as", "engineer-a")
    end = watch("tickets", "explain", number, "--goal", "respond").lines[-1]
    assert re.fullmatch(r"  stopped .*: met, \d+ s used", end)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("show", "999999"), 1, "there is no ticket 999999"),
        (("plan", "1"), 2, "--solution"),
        (("ack", "one"), 2, "invalid int value"),
        (("open", "--level", "V", "--summary", "x"), 2, "level"),
    ],
    ids=["unknown number", "a field is missing", "no number", "no such level"],
)
def test_mistakes_are_named(watch: Watch, words: tuple[str, ...], code: int, said: str) -> None:
    """A wrong word ends with its exit code and a sentence."""
    done = watch("tickets", *words)
    assert done.code == code
    assert said in done.err


def test_without_a_server_the_code_is_3(tmp_path: object) -> None:
    """No answer is another code than a problem, and the sentence says where was asked."""
    done = typed("tickets", "--socket", f"{tmp_path}/none.sock", "list")
    assert done.code == 3
    assert "none.sock" in done.err
    assert "systemctl status watchkeeper" in done.err


def test_the_logs_of_all_tickets_are_verified(watch: Watch, number: str) -> None:
    """`tickets verify` tells how many there are and that nothing was altered; heads are asked for."""
    verified = watch("tickets", "verify", "--json")
    assert verified.code == 0, verified.err
    assert verified.json["tickets"] >= int(number)
    assert verified.json["findings"] == []
    foreign = watch("tickets", "verify", "--head", "ab" * 32)
    assert foreign.code == 1
    assert foreign.lines == [f"no day has the head {'ab' * 32} any more"]
    heads = watch("tickets", "heads")
    assert heads.code == 0
    assert heads.lines[0].split() == ["DAY", "TICKETS", "EVENTS", "HEAD"]


def test_a_bundle_is_exported_and_checked_by_its_own_script(
    watch: Watch, number: str, tmp_path: Path
) -> None:
    """`tickets export` writes a ZIP, tells its seal, and the script in it finds all in order."""
    bundle = tmp_path / "acme.zip"
    customer = watch("tickets", "show", number, "--json").json["row"]["customer"] or "acme"
    time = ("--from", "2020-01-01", "--to", "2099-12-31")
    done = watch(
        "tickets", "export", "--customer", customer, *time, "--bundle", str(bundle), "--json"
    )
    assert done.code == 0, done.err
    with zipfile.ZipFile(bundle) as archive:
        (tmp_path / "verify_bundle.py").write_bytes(archive.read("verify_bundle.py"))
    words = [
        sys.executable,
        "-I",
        tmp_path / "verify_bundle.py",
        "--seal",
        done.json["seal"],
        bundle,
    ]
    assert subprocess.run(words, check=False, capture_output=True, timeout=60).returncode == 0
    wrong = watch("tickets", "export", "--customer", customer, "--from", "2020-01-02", "--to", "2020-01-01", "--bundle", str(bundle))  # fmt: skip
    assert wrong.code == 2
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_rows_are_compared_with_their_logs(watch: Watch, number: str) -> None:
    """`tickets rebuild --check` finds nothing to put right, nor does the rebuild itself."""
    for options in (("--check",), ()):
        done = watch("tickets", "rebuild", *options, "--json")
        assert (done.code, done.json) == (0, []), done.err


def test_figures_of_a_period_are_told(watch: Watch, number: str) -> None:
    """`tickets figures` prints what was kept, net and gross; a wrong period is refused."""
    assert watch("tickets", "ack", number, "--as", "engineer-a").code == 0
    time = ("--from", "2026-01-01", "--to", "2027-12-31")
    told = watch("tickets", "figures", *time)
    assert told.code == 0, told.err
    assert "NET" in told.out
    assert "GROSS" in told.out
    assert watch("tickets", "figures", *time, "--level", "I", "--json").json["wish"]["levels"] == [
        "I"
    ]
    assert watch("tickets", "figures", "--from", "2026-02-01", "--to", "2026-01-01").code == 2


def test_a_ticket_is_shown_and_explained_as_it_was(watch: Watch, number: str) -> None:
    """`--known-at` and `--corrected-at` ask for the past; before it there was no such ticket."""
    opened = watch("tickets", "show", number, "--json").json["row"]["opened_at"]
    for option in ("--known-at", "--corrected-at"):
        assert watch("tickets", "show", number, option, opened).code == 0
        assert watch("tickets", "explain", number, option, opened).code == 0
        assert watch("tickets", "show", number, option, "2001-01-01T00:00:00Z").code != 0
