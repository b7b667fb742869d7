"""`policies`: those in force, a policy's goals, what differs, a trial."""

from __future__ import annotations

from pathlib import Path

from tests.cli.watch import Watch
from ticketing.policy_file import preset_text


def test_policies_are_listed_and_shown(watch: Watch) -> None:
    """The table has a column per level; a policy in force has no version before its first ticket."""
    rows = [line.split() for line in watch("policies", "list").lines]
    assert rows[0][0] == "POLICY"
    assert {row[0] for row in rows[1:]} == {
        "contract-cn",
        "team",
        "early-warning",
        "without-clocks",
    }
    shown = watch("policies", "show", "contract-cn")
    assert shown.lines[0] == "contract-cn, shipped"
    resolve = next(line.split() for line in shown.lines if line.startswith("resolve@level"))
    assert resolve[3:7] == ["12h", "1d", "2d", "5d"]
    found = watch("policies", "show", "team", "--json").json
    assert {goal["goal"] for goal in found["goals"]} >= {"respond@level", "resolve@level"}
    assert watch("policies", "show", "shop").code == 1
    assert watch("policies", "show", "contract-cn@9").code == 1
    assert watch("policies", "show", "contract-cn@last").code == 2


def test_what_differs_is_said(watch: Watch, tmp_path: Path) -> None:
    """A file against the policy in force; the exit code is 1 where something differs."""
    file = tmp_path / "mine.yml"
    file.write_text(preset_text("contract-cn").replace("I: 12h, II: 24h", "I: 12h, II: 20h"))
    found = watch("policies", "diff", "contract-cn", str(file))
    assert (found.code, found.lines) == (1, ["resolve@level at level II: 1d becomes 20h"])
    same = watch("policies", "diff", "team", "team")
    assert (same.code, same.lines) == (0, ["they promise the same"])
    assert watch("policies", "diff", "team", str(tmp_path / "none.yml")).code == 2
    file.write_text("policy: mine\n")
    wrong = watch("policies", "diff", "team", str(file))
    assert wrong.code != 0
    assert "mine.yml:1" in wrong.err


def closed_ticket(watch: Watch) -> int:
    """Open a ticket and bring it to its end."""
    opened = watch("tickets", "open", "--level", "II", "--summary", "slow", "--json")
    assert opened.code == 0, opened.err
    number = opened.json["row"]["number"]
    for action, *rest in (
        ("ack",),
        ("plan", "--solution", "restart it"),
        ("resolve", "--cause-class", "application", "--cause", "a leak", "--method", "restarted"),
        ("report", "--kind", "application", "--cause", "a leak", "--method", "m", "--losses", "-"),
        ("close", "--note", "done"),
    ):
        done = watch("tickets", action, str(number), *rest, "--as", "engineer-a")
        assert done.code == 0, (action, done.err)
    return int(number)


def test_a_policy_is_tried(watch: Watch, tmp_path: Path) -> None:
    """What was answered within 30 minutes would have missed a goal of a millisecond."""
    number = closed_ticket(watch)
    file = tmp_path / "strict.yml"
    file.write_text(preset_text("contract-cn").replace("{'*': 30m}", "{'*': 1ms}"))
    tried = watch("policies", "try", str(file))
    assert tried.code == 0, tried.err
    assert tried.lines[0] == (
        "1 of 1 tickets would have breached a goal (today: 0); 1 would change"
    )
    assert tried.lines[-1].split() == [str(number), "II", "respond@level", "met", "breached"]
    outcome = watch("policies", "try", str(file), "--customer", "acme", "--json").json
    assert (outcome["instead_of"], outcome["is_whole"]) == ("contract-cn", True)
    assert outcome["tickets"] == 0
    listed = watch("policies", "list").lines
    assert next(line.split() for line in listed if "contract-cn" in line)[1] == "v1"
    long_ago = watch("policies", "try", str(file), "--from", "2020-01-01", "--to", "2020-02-01")
    assert long_ago.lines == [
        "0 of 0 tickets would have breached a goal (today: 0); 0 would change"
    ]
    assert watch("policies", "try", str(file), "--from", "yesterday").code == 2
    assert watch("policies", "try", "shop").code == 1
