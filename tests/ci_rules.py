"""With CI=true a skipped test is a failure, and so is a run with fewer cases than recorded: CI runs
each test once, those of the tree there and all others against the wheel.

A skip is allowed to stand where it is a fact of the case and not of the machine: it is marked
``pytest.skip("by design: ...")``.
"""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path

import pytest

RECORDED = Path(__file__).parent / "recorded_cases.txt"


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
    passed = len(terminalreporter.stats.get("passed", []))
    expected = _expected(terminalreporter.config)
    if in_ci() and expected and passed < expected:
        terminalreporter.write_line(
            f"only {passed} cases passed where {expected} are recorded in {RECORDED.name}", red=True
        )


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    expected = _expected(session.config)
    if reporter is None or not in_ci() or not expected:
        return
    if len(reporter.stats.get("passed", [])) < expected and exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def _expected(_config: pytest.Config) -> int:
    """Return how many cases must pass; 0 where this is neither part of the whole run that CI makes."""
    part = os.environ.get("WATCHKEEPER_WHOLE_RUN", "")
    recorded = dict(line.split() for line in RECORDED.read_text().splitlines())
    return int(recorded.get(part, 0))
