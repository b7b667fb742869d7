"""The labels __type__ and __unit__ say what a sample means: they go when that changes."""

from __future__ import annotations

import pytest

from rules.promql import Evaluator, Options
from rules.promql.frames import NameRemoval
from tests.rules.promql.asking import Ask
from tests.rules.promql.memory_source import MemorySource

_TYPED = (
    'x{__type__="counter", __unit__="bytes", i="1"} 0 60 120 180',
    'x{__type__="gauge", i="2"} 0 60 120 180',
)


def _ask(removal: NameRemoval) -> Ask:
    source = MemorySource()
    ask = Ask(source, Evaluator(source, options=Options(name_removal=removal)))
    ask.load("1m", *_TYPED)
    return ask


@pytest.mark.parametrize("removal", NameRemoval)
def test_type_and_unit_go_with_the_name(removal: NameRemoval) -> None:
    """What changes the meaning of a sample drops name, type and unit; what does not keeps them."""
    ask = _ask(removal)
    first = 'x{__type__="counter", __unit__="bytes", i="1"}'
    assert ask('x{__unit__="bytes"}', "3m") == {first: 180}
    assert ask('-x{__unit__="bytes"}', "3m") == {'{i="1"}': -180}
    assert ask('increase(x{__type__="counter"}[2m])', "3m") == {'{i="1"}': 120}
    assert ask('last_over_time(x{i="1"}[2m])', "3m") == {first: 180}
    assert ask("sum by (__type__) (x)", "3m") == {
        '{__type__="counter"}': 180,
        '{__type__="gauge"}': 180,
    }
    assert ask("sum by (__type__, i) (x * 2)", "3m") == {'{i="1"}': 360, '{i="2"}': 360}


def test_series_of_other_types_do_not_match() -> None:
    """The type is compared as any label: a counter and a gauge are no pair."""
    ask = _ask(NameRemoval.IMMEDIATE)
    assert ask('x{i="1"} - ignoring (i) x{i="2"}', "3m") == {}
    assert ask('x{i="1"} - ignoring (i, __type__, __unit__) x{i="2"}', "3m") == {"{}": 0}
