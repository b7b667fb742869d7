"""Fixtures of the PromQL tests: a small store, and a way to ask it."""

from __future__ import annotations

import pytest

from rules.promql import Evaluator
from tests.rules.promql.asking import Ask
from tests.rules.promql.memory_source import MemorySource


@pytest.fixture
def source() -> MemorySource:
    return MemorySource()


@pytest.fixture
def ask(source: MemorySource) -> Ask:
    return Ask(source, Evaluator(source))
