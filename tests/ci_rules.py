"""With CI=true a skipped test is a failure, and so is a run with fewer cases than recorded: CI runs
each test, those of the tree there and all others against the wheel (scripts/test-part).

A skip is allowed to stand where it is a fact of the case and not of the machine: it is marked
``pytest.skip("by design: ...")``.
"""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path

import pytest

RECORDED = Path(__file__).parent / "recorded_cases.txt"
TOO_FEW_CASES = 20  # pytest's own codes are below 10


def in_ci() -> bool:
    return os.environ.get("CI") == "true"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if in_ci() and report.skipped and "by design" not in str(report.longrepr):
        report.outcome = "failed"
        report.longrepr = f"skipped in CI: {report.longrepr}"
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if in_ci() and _ran(terminalreporter) < _expected():
        terminalreporter.write_line(
            f"only {_ran(terminalreporter)} cases ran where {_expected()} are recorded in"
            f" {RECORDED.name}",
            red=True,
        )


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is not None and in_ci() and _ran(reporter) < _expected():
        session.exitstatus = TOO_FEW_CASES


def _ran(reporter: pytest.TerminalReporter) -> int:
    return sum(len(reporter.stats.get(outcome, [])) for outcome in ("passed", "failed", "error"))


def _expected() -> int:
    """Return how many cases must run; 0 where this is no part of the whole run that CI makes."""
    part = os.environ.get("WATCHKEEPER_WHOLE_RUN", "")
    recorded = dict(line.split() for line in RECORDED.read_text().splitlines())
    return int(recorded.get(part, 0))
