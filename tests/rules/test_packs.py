from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

import watchkeeper.demo
from rules.check import check_file
from rules.expand import plain_text
from rules.files import read_rule_file
from rules.model import AlertRule, LevelTable
from rules.packs import PACKS
from rules.promql.format import format_expression
from rules.promql.plan import compile_plan
from rules.unit_tests import run_test_file
from tests.components import program
from watchkeeper.core.levels import Level

PROJECT = Path(__file__).parents[2]
DEMO = Path(watchkeeper.demo.__file__).parent / "rules.yml"
TESTS = sorted((Path(__file__).parent / "packs").glob("*.yml"))
PATHS = [*sorted(PACKS.glob("*.yml")), DEMO]
ALERTS = [
    rule
    for path in PATHS
    for group in read_rule_file(path).groups
    for rule in group.rules
    if isinstance(rule, AlertRule)
]
BILINGUAL = ("summary", "first_actions")

pytestmark = pytest.mark.tree  # the unit tests name the packs by their place in the tree


@pytest.mark.parametrize("path", TESTS, ids=lambda path: path.stem)
def test_our_runner_agrees_with_the_tests_of_the_packs(path: Path) -> None:
    """Each shipped rule fires when it should and is quiet when it should."""
    report = run_test_file(path)
    assert report.failures == ()
    assert report.checks > 0


@pytest.mark.parametrize("path", TESTS, ids=lambda path: path.stem)
def test_promtool_agrees_on_the_plain_form(path: Path, tmp_path: Path) -> None:
    """Prometheus's own tool comes to the same result on what ``rules expand`` prints."""
    text = path.read_text()
    for pack in PATHS:
        relative = f"../../../{pack.relative_to(PROJECT)}"
        if relative in text:
            text = text.replace(relative, pack.name)
            (tmp_path / pack.name).write_text(plain_text(read_rule_file(pack)))
    (tmp_path / "test.yml").write_text(text)
    done = subprocess.run(
        [program("promtool"), "test", "rules", "test.yml"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )
    assert done.returncode == 0, done.stdout + done.stderr


EXPECTATIONS = [
    (Path(pack).name, each)
    for path in TESTS
    for file in [yaml.safe_load(path.read_text())]
    for pack in file["rule_files"]
    for test in file["tests"]
    for each in (*test.get("promql_expr_test", ()), *test.get("alert_rule_test", ()))
]
_ASKED = re.compile(r'\balertname=~?"([^"]*)"')


@pytest.mark.parametrize("rule", ALERTS, ids=lambda rule: rule.name)
def test_every_shipped_alert_has_a_test_that_it_fires_and_one_that_it_does_not(
    rule: AlertRule,
) -> None:
    """Somewhere it fires as written there, and somewhere nothing of it is expected."""
    ours = [each for pack, each in EXPECTATIONS if _speaks_of(rule, pack, each)]
    fired = [sample["labels"] for each in ours for sample in each.get("exp_samples", ())]
    assert any(f'alertname="{rule.name}"' in labels for labels in fired)
    assert any(not each.get("exp_samples") and not each.get("exp_alerts") for each in ours)


def _speaks_of(rule: AlertRule, pack: str, expectation: dict[str, Any]) -> bool:
    expression = expectation.get("expr", f'alertname="{expectation.get("alertname")}"')
    asked = _ASKED.search(expression)
    is_of_pack = f"/{pack}:" in rule.at
    return re.fullmatch(asked[1], rule.name) is not None if asked else is_of_pack


@pytest.mark.parametrize("rule", ALERTS, ids=lambda rule: rule.name)
def test_every_shipped_alert_speaks_both_languages(rule: AlertRule) -> None:
    """Summary and first actions stand there in English and in Chinese, and where to read on."""
    wanted = {word for name in BILINGUAL for word in (name, f"{name}_zh")} | {"knowledge"}
    assert wanted <= rule.annotations.keys()
    assert all(any("一" <= char <= "鿿" for char in rule.annotations[f"{n}_zh"]) for n in BILINGUAL)


@pytest.mark.parametrize("rule", ALERTS, ids=lambda rule: rule.name)
def test_every_shipped_alert_says_its_level(rule: AlertRule) -> None:
    """A ladder or a level; only the loss of a host, a device or a service is ever level I."""
    levels = {rung.level for rung in rule.ladder}
    if isinstance(rule.level, LevelTable):
        levels |= {rule.level.high or Level.III, rule.level.normal or Level.III}
    elif rule.level:
        levels.add(rule.level)
    assert levels
    may_be_worst = {"HostDown", "DeviceDown", "ServiceDown", "DatabaseDown", "DemoServiceDown"}
    may_be_worst |= {"SyslogEvent", "LogMatched"}  # the house wrote their levels into its patterns
    assert Level.I not in levels or rule.name in may_be_worst


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_the_check_finds_nothing_in_what_we_ship(path: Path) -> None:
    """``rules check`` is content with our own rules."""
    assert check_file(read_rule_file(path)) == ()


@pytest.mark.parametrize("rule", ALERTS, ids=lambda rule: rule.name)
def test_our_expressions_read_back(rule: AlertRule) -> None:
    """Written out and read again an expression means the same."""
    tree = compile_plan(rule.expression.text).tree
    assert compile_plan(format_expression(tree)).tree == tree
