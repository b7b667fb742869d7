"""``watchkeeper rules`` at a running server: check, eval, backtest, noise; test and expand alone."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.watch import Watch, typed
from tests.eventually import eventually
from watchkeeper.client import Client
from watchkeeper.core.errors import Forbidden, Unavailable
from watchkeeper.core.instants import MINUTE, SECOND, Duration, Instant
from watchkeeper.core.labels import labels_of

RULES = """\
groups:
- name: shop
  interval: 30s
  rules:
  - alert: QueueLong
    expr: shop_queue{shop="north"} > 10
    for: 1m
    level: II
    annotations: {summary: "the queue of {{ $labels.shop }} is {{ $value }} long"}
  - {alert: QueueKnown, expr: shop_queue > 0, level: record}
"""


@pytest.fixture(scope="module")
def held(watch: Watch) -> Watch:
    """A server that holds twenty minutes of a queue: long from the sixth to the fifteenth."""
    watch.run_in_loop(_fill(watch))
    return watch


async def _fill(watch: Watch) -> None:
    parts = watch.server.parts
    now = parts.clock.now()
    for step in range(80):
        at = Instant(now - 20 * MINUTE + step * 15 * SECOND)
        value = 50.0 if 24 <= step < 60 else 3.0
        labels = labels_of({"__name__": "shop_queue", "shop": "north", "instance": "web-1"})
        await parts.store.write(
            "probe:web-1:shop", interval=Duration(15 * SECOND), at=at, samples={labels: value}
        )


def rule_file(folder: Path, text: str = RULES, name: str = "shop.yml") -> str:
    path = folder / name
    path.write_text(text)
    return str(path)


def test_good_rules_are_good(held: Watch, tmp_path: Path) -> None:
    """Rules whose selectors match something have nothing to be told."""
    done = held("rules", "check", rule_file(tmp_path))
    assert (done.code, done.out) == (0, "good\n")


def test_a_selector_that_matches_nothing_is_told_with_what_may_be_meant(
    held: Watch, tmp_path: Path
) -> None:
    """A name or a label misspelt: file, line, selector and the nearest; it is a doubt, no error."""
    path = rule_file(
        tmp_path, RULES.replace("shop_queue > 0", "shop_qeue > 0").replace("north", "nroth")
    )
    done = held("rules", "check", path)
    assert done.code == 0
    label, name = done.lines
    assert label.startswith(f"warning: {path}:6")
    assert 'no series of that name has shop="nroth"' in label
    assert "matches no series; there is shop_queue" in name
    assert held("rules", "check", "--json", path).json["unmatched"] == [
        line.removeprefix("warning: ") for line in done.lines
    ]


@pytest.mark.parametrize(
    ("wrong", "right", "said"),
    [
        ("> 10", "> 10)", "unexpected"),
        ("shop_queue{", "rat(shop_queue{", "rate"),
        ("    level: II\n", "", "says no level"),
        ("QueueKnown, expr: shop_queue > 0, level: record", "QueueKnown, expr: shop_queue > 0, level: record}\n  - {alert: QueueKnown, expr: shop_queue > 0, level: record", "another rule"),
    ],
    ids=["syntax", "an unknown function", "no level", "a rule twice"],
)  # fmt: skip
def test_mistakes_are_found_without_a_server(
    tmp_path: Path, wrong: str, right: str, said: str
) -> None:
    """Each with its file and line."""
    path = rule_file(tmp_path, RULES.replace(wrong, right, 1))
    done = typed("rules", "check", "--offline", path)
    assert f"{path}:" in done.out
    assert said in done.out or "1:" in done.out
    assert done.code == (1 if "error: " in done.out else 0)


def test_an_expression_is_evaluated_as_a_rule_would(held: Watch) -> None:
    """Now, at an instant, over a range back from there, and as JSON."""
    now = float(held("query", "time()").out)
    at = f"{now - 600:.3f}"
    assert held("rules", "eval", "shop_queue", "--at", at).lines == [
        'shop_queue{instance="web-1", shop="north"} 50'
    ]
    ranged = held("rules", "eval", "max(shop_queue)", "--at", at, "--range", "4m", "--step", "2m")
    assert [line.split()[-1] for line in ranged.lines] == ["{}", "50", "50", "50"]
    found = held("rules", "eval", "--json", "sum(shop_queue)", "--at", at).json
    assert found["data"]["result"][0]["value"][1] == "50"
    wrong = held("rules", "eval", "sum(")
    assert (wrong.code, "1:5" in wrong.err) == (2, True)


def test_a_trial_says_which_tickets_there_would_have_been(held: Watch, tmp_path: Path) -> None:
    """One ticket of level II, how long it lasted, and what would only have been recorded."""
    done = held("rules", "backtest", rule_file(tmp_path), "--days", "1")
    assert done.code == 0, done.err
    assert done.lines[0] == "would have opened 1 ticket: 1 II; 1 more would only have been recorded"
    level, rule, *_ = done.lines[2].split()
    assert (level, rule) == ("II", "QueueLong")
    assert "the queue of north is 50 long" in done.lines[2]
    assert "evaluations of groups" in done.err
    found = held("rules", "backtest", "--json", rule_file(tmp_path)).json
    (ticket,) = found["tickets"]
    assert ticket["labels"] == {"instance": "web-1", "shop": "north"}
    assert ticket["ended_at"] is not None
    assert found["recorded"][0]["rule"] == "QueueKnown"


def test_a_trial_leaves_the_store_as_it_was(held: Watch, tmp_path: Path) -> None:
    """What the rules of a trial record is nowhere to be found afterwards."""
    rules = RULES + '  - {record: "shop:queue:max", expr: max(shop_queue)}\n'
    assert held("rules", "backtest", rule_file(tmp_path, rules)).code == 0
    assert held("query", "shop:queue:max").out == ""
    assert held("query", 'ALERTS{alertname="QueueLong"}').out == ""


@pytest.mark.parametrize(
    ("text", "options", "code", "said"),
    [
        (RULES.replace("> 10", "> 10)"), [], 2, "shop.yml:6"),
        (RULES, ["--days", "0"], 2, "whole number"),
        (RULES.replace("shop_queue > 0", "time() * on () shop_queue"), [], 2, "shop.yml"),
    ],
    ids=["a file that is wrong", "no day", "types that do not fit"],
)
def test_a_trial_that_cannot_be(
    held: Watch, tmp_path: Path, text: str, options: list[str], code: int, said: str
) -> None:
    """It says what is wrong before anything is evaluated."""
    done = held("rules", "backtest", rule_file(tmp_path, text), *options)
    assert done.code == code
    assert said in done.err


def test_rules_that_fail_in_a_trial_end_with_1(held: Watch, tmp_path: Path) -> None:
    """Each is told with its place and its error."""
    rules = RULES.replace("shop_queue > 0", "shop_queue * on () (shop_queue or up or vector(1))")
    done = held("rules", "backtest", rule_file(tmp_path, rules))
    assert done.code == 1
    assert "QueueKnown failed" in done.err
    assert "many-to-many" in done.err


def test_noise_of_rules(held: Watch) -> None:
    """Before any ticket there is none; a posted alert is counted under its name."""
    assert held("rules", "noise").lines == ["no rule opened a ticket in the last 30 days"]
    held.run_in_loop(_post(held))
    done = held("rules", "noise", "--days", "7")
    assert done.lines[0].split()[:2] == ["RULE", "ALERTS"]
    assert done.lines[1].split()[:5] == ["Noisy", "1", "1", "1", "0%"]
    (found,) = held("rules", "noise", "--json").json
    assert (found["rule"], found["alerts"], found["remedy"]) == ("Noisy", 1, None)


async def _post(watch: Watch) -> None:
    alerts = [{"labels": {"alertname": "Noisy", "instance": "web-1", "severity": "critical"}}]
    await asyncio.to_thread(
        watch.rest.request, "POST", "/api/v2/alerts", json.dumps(alerts).encode()
    )


def test_tests_of_rules_run_alone(tmp_path: Path) -> None:
    """Which checks failed, where, and the exit code."""
    rule_file(tmp_path)
    test: dict[str, Any] = {"good": "exp_alerts: []", "bad": "exp_alerts: [{}]"}
    for name, expected in test.items():
        (tmp_path / f"{name}.yml").write_text(
            "rule_files: [shop.yml]\ntests:\n- interval: 1m\n  alert_rule_test:\n"
            f"  - {{eval_time: 1m, alertname: QueueLong, {expected}}}\n"
        )
    good, bad = (typed("rules", "test", str(tmp_path / f"{name}.yml")) for name in test)
    assert (good.code, good.lines[-1].endswith("1 checks, 0 failed")) == (0, True)
    assert (bad.code, "bad.yml:5" in bad.lines[0]) == (1, True)


def test_expand_prints_what_any_prometheus_reads(tmp_path: Path) -> None:
    """Levels become labels, and our keys go."""
    done = typed("rules", "expand", rule_file(tmp_path))
    assert done.code == 0
    assert "level: II" in done.out
    assert "severity: critical" in done.out


def limited(watch: Watch) -> Client:
    """Return a client whose token sees one customer only."""
    made = watch(
        "token", "create", "--name", "limited", "--scopes", "query:read,tickets:read",
        "--customer", "acme",
    )  # fmt: skip
    assert made.code == 0, made.err
    return Client(None, watch.url, made.out.strip(), None)


@pytest.mark.parametrize("path", ["unmatched", "backtest"])
def test_who_sees_one_customer_may_not_try_rules(held: Watch, path: str) -> None:
    """A trial reads series of every customer; noise shows one's own tickets only."""
    client = limited(held)
    with pytest.raises(Forbidden, match="some customers only"):
        client.post(f"/api/watch/v1/rules/{path}", {"files": {"shop.yml": RULES}})
    assert client.get("/api/watch/v1/rules/noise") == []


def test_a_trial_that_nobody_waits_for_ends(held: Watch) -> None:
    """A client that goes away leaves the place to the next one; two at once are refused."""
    wish = {"files": {"shop.yml": RULES.replace("30s", "1s")}}
    lines = held.rest.lines("POST", "/api/watch/v1/rules/backtest", wish)
    assert next(lines)["progress"]["done"] == 0
    with pytest.raises(Unavailable, match="another trial"):
        held.rest.post("/api/watch/v1/rules/backtest", wish)
    lines.close()

    async def free() -> bool:
        try:
            found = held.rest.lines(
                "POST", "/api/watch/v1/rules/backtest", {"files": {"shop.yml": RULES}}
            )
            return "progress" in await asyncio.to_thread(next, found)
        except Unavailable:
            return False

    asyncio.run(eventually(free, what="the place of the trial"))
