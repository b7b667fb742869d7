"""What expressions give: Prometheus 3's semantics, case by case."""

from __future__ import annotations

import math

import pytest

from rules.promql import EvaluationError
from tests.rules.promql.asking import Ask, near

NAN = math.nan


@pytest.fixture
def loaded(ask: Ask) -> Ask:
    """Counters and gauges of two hosts, a sample each 15 s for 10 minutes."""
    ask.load(
        "15s",
        'requests_total{host="a", path="/x"} 0+15x40',
        'requests_total{host="a", path="/y"} 0+30x40',
        'requests_total{host="b", path="/x"} 0+45x40',
        'size{host="a", disk="1"} 100x40',
        'size{host="b", disk="1"} 200x40',
        'free{host="a", disk="1"} 50x40',
        'free{host="b", disk="1"} 20x40',
        'role{host="a", role="web"} 1x40',
        'role{host="b", role="db"} 1x40',
    )
    return ask


@pytest.mark.parametrize(
    ("expression", "wanted"),
    [
        ('requests_total{host="b"}', {'requests_total{host="b", path="/x"}': 1800}),
        ('size{host!="b"}', {'size{disk="1", host="a"}': 100}),
        ('size{host=~"[ab]", host!~"b"}', {'size{disk="1", host="a"}': 100}),
        ('size{host=~"A"}', {}),
        ('size{nothing=""}[15s] offset 1m', None),
        ('size{host="a"} offset 20m', {}),
        ('requests_total{host="b"} offset 1m', {'requests_total{host="b", path="/x"}': 1620}),
        ('requests_total{host="b"} @ 60', {'requests_total{host="b", path="/x"}': 180}),
        ('requests_total{host="b"} offset -1m @ 60', {'requests_total{host="b", path="/x"}': 360}),
        ("free / size", {'{disk="1", host="a"}': 0.5, '{disk="1", host="b"}': 0.1}),
        ("free / size < 0.2", {'{disk="1", host="b"}': 0.1}),
        ("free < 0.2 * size", {'free{disk="1", host="b"}': 20}),
        ("size > bool 150", {'{disk="1", host="a"}': 0, '{disk="1", host="b"}': 1}),
        ("150 > size", {'size{disk="1", host="a"}': 100}),
        ("sum(size)", {"{}": 300}),
        ("sum by (host) (rate(requests_total[1m]))", {'{host="a"}': 3, '{host="b"}': 3}),
        ("sum without (path, host) (requests_total)", {"{}": 3600}),
        ("avg(size)", {"{}": 150}),
        ("min(size)", {"{}": 100}),
        ("max(size)", {"{}": 200}),
        ("count(size)", {"{}": 2}),
        ("group(size)", {"{}": 1}),
        ("stddev(size)", {"{}": 50}),
        ("stdvar(size)", {"{}": 2500}),
        ("quantile(0.25, size)", {"{}": 125}),
        ('count_values("v", size)', {'{v="100"}': 1, '{v="200"}': 1}),
        (
            'count_values("v", size * 0 or -0 * rate(requests_total[1m]))',
            {'{v="0"}': 2, '{v="-0"}': 3},
        ),
        ("1 / (-0 * vector(1) or vector(1))", {"{}": -math.inf}),
        ("clamp_max(vector(-Inf), NaN)", {"{}": -math.inf}),
        ("clamp_min(vector(Inf), NaN)", {"{}": math.inf}),
        ("clamp(vector(NaN), -Inf, -Inf)", {"{}": -math.inf}),
        ("topk(1, size)", {'size{disk="1", host="b"}': 200}),
        ("bottomk(1, size)", {'size{disk="1", host="a"}': 100}),
        ("topk by (host) (1, requests_total)", None),
        ("size and on (host) free < 30", {'size{disk="1", host="b"}': 200}),
        ("size unless on (host) free < 30", {'size{disk="1", host="a"}': 100}),
        (
            'size{host="a"} or size',
            {'size{disk="1", host="a"}': 100, 'size{disk="1", host="b"}': 200},
        ),
        (
            "size * on (host) group_left (role) role",
            {'{disk="1", host="a", role="web"}': 100, '{disk="1", host="b", role="db"}': 200},
        ),
        (
            "role * on (host) group_right (role) size",
            {'{disk="1", host="a", role="web"}': 100, '{disk="1", host="b", role="db"}': 200},
        ),
        ("size - ignoring (disk) size", {'{host="a"}': 0, '{host="b"}': 0}),
        ("-size", {'{disk="1", host="a"}': -100, '{disk="1", host="b"}': -200}),
        ("2 ^ 3 % 5", 3.0),
        ("-7 % 3", -1.0),
        ("1 / 0", math.inf),
        ("time()", 600.0),
        ("scalar(sum(size))", 300.0),
        ("vector(5)", {"{}": 5}),
        ("absent(size)", {}),
        ('absent(missing{a="b", c=~"d", a!="e"})', {"{}": 1}),
        ('absent(missing{a="b", c=~"d"})', {'{a="b"}': 1}),
        ('absent_over_time(missing{a="b"}[5m])', {'{a="b"}': 1}),
        ("absent_over_time(size[5m])", {}),
        ("timestamp(size offset 10s)", {'{disk="1", host="a"}': 585, '{disk="1", host="b"}': 585}),
        ("clamp(size, 120, 150)", {'{disk="1", host="a"}': 120, '{disk="1", host="b"}': 150}),
        ("clamp(size, 2, 1)", {}),
        ("clamp_min(size, 150)", {'{disk="1", host="a"}': 150, '{disk="1", host="b"}': 200}),
        ("clamp_max(size, 150)", {'{disk="1", host="a"}': 100, '{disk="1", host="b"}': 150}),
        ("round(vector(2.5))", {"{}": 3}),
        ("round(vector(7.3), 0.5)", {"{}": 7.5}),
        ("day_of_week(vector(0))", {"{}": 4}),
        ("days_in_month(vector(951782400))", {"{}": 29}),
        ("hour()", {"{}": 0}),
        ("minute()", {"{}": 10}),
        (
            'label_replace(role{host="a"}, "short", "$1-${2}$$", "role", "(w)(.*)")',
            {'role{host="a", role="web", short="w-eb$"}': 1},
        ),
        ('label_replace(role{host="a"}, "role", "", "host", "a")', {'role{host="a"}': 1}),
        (
            'label_join(role{host="a"}, "both", "/", "host", "none", "role")',
            {'role{both="a//web", host="a", role="web"}': 1},
        ),
        ("max_over_time(sum(rate(requests_total[1m]))[5m:30s])", {"{}": 6}),
        ("count_over_time(size{host='a'}[1m])", {'{disk="1", host="a"}': 4}),
        ("sum_over_time(size{host='a'}[1m])", {'{disk="1", host="a"}': 400}),
        ("last_over_time(size{host='a'}[1m])", {'size{disk="1", host="a"}': 100}),
        ("delta(free{host='a'}[1m])", {'{disk="1", host="a"}': 0}),
        ("deriv(requests_total{host='b'}[5m])", {'{host="b", path="/x"}': 3}),
        ("predict_linear(requests_total{host='b'}[5m], 60)", {'{host="b", path="/x"}': 1980}),
        ("irate(requests_total{host='b'}[5m])", {'{host="b", path="/x"}': 3}),
        (
            "quantile_over_time(0.5, requests_total{host='b'}[1m])",
            {'{host="b", path="/x"}': 1732.5},
        ),
    ],
)
def test_gives(loaded: Ask, expression: str, wanted: object) -> None:
    """An expression over the loaded series at 10 minutes gives what Prometheus 3 gives."""
    given = loaded(expression, "10m")
    if isinstance(wanted, dict) and isinstance(given, dict):
        assert given == {labels: near(value) for labels, value in wanted.items()}
    elif wanted is not None:
        assert given == pytest.approx(wanted)
    else:
        assert given


@pytest.mark.parametrize(
    ("expression", "at", "wanted"),
    [
        ("m", "30s", {"m": 3}),
        ("m", "40s", {}),
        ("m", "50s", {"m": 5}),
        ("m", "350s", {}),
        ("m", "349s", {"m": 5}),
        ("count_over_time(m[40s])", "40s", {"{}": 3}),
        ("count_over_time(m[10s])", "10s", {"{}": 1}),
        ("count_over_time(m[1m])", "50s", {"{}": 5}),
        ("m @ 30", "1h", {"m": 3}),
    ],
    ids=[
        "the newest sample",
        "a stale mark ends a series",
        "a sample begins it again",
        "the lookback is open on the left",
        "and closed on the right",
        "a range leaves the stale mark out",
        "a range is open on the left",
        "over the whole",
        "fixed by @",
    ],
)
def test_staleness(ask: Ask, expression: str, at: str, wanted: object) -> None:
    """Windows are left-open; a series ends at its stale mark or five minutes after its sample."""
    ask.load("10s", "m 0 1 2 3 stale 5")
    assert ask(expression, at) == wanted


@pytest.mark.parametrize(
    ("samples", "expression", "wanted"),
    [
        ("0 10 20 30 40", "increase(m[40s])", 40.0),
        ("0 10 5 15 25", "increase(m[40s])", 33.3333333333),
        ("100 110 _ _ 140", "increase(m[40s])", 40.0),
        ("100 110 _ 5 15", "increase(m[40s])", 20.0),
        ("0 10 20 _ _", "increase(m[40s])", 25.0),
        ("_ _ _ 1 11", "increase(m[40s])", 11.0),
        ("100 90 80 70 60", "delta(m[40s])", -40.0),
        ("5 6 _ 2 7", "irate(m[40s])", 0.5),
        ("5 6 _ 2 1", "irate(m[40s])", 0.1),
        ("5 6 2 _ 7", "idelta(m[1m])", 5.0),
        ("1 1 2 _ 1", "changes(m[1m])", 2.0),
        ("1 1 NaN NaN 1", "changes(m[1m])", 2.0),
        ("3 2 _ 1 5", "resets(m[1m])", 2.0),
        ("1e100 1 -1e100 1 0", "sum_over_time(m[1m])", 2.0),
        ("1 2 3 NaN 0", "max_over_time(m[1m])", 3.0),
        ("1 2 3 NaN 0", "avg_over_time(m[1m])", NAN),
        ("1.7e308 1.7e308 1.7e308", "avg_over_time(m[1m])", 1.7e308),
        ("0.1 0.1 0.1", "stddev_over_time(m[1m])", 0.0),
        ("1 NaN 3 2 4", "quantile_over_time(0.5, m[1m])", 2.0),
        ("1 2 3", "quantile_over_time(2, m[1m])", math.inf),
        ("7 7 7 7 7", "deriv(m[1m])", 0.0),
    ],
)
def test_over_time(ask: Ask, samples: str, expression: str, wanted: float) -> None:
    """Resets, gaps, NaN and extrapolation, worked out by hand after functions.go."""
    ask.load("10s", f"m {samples}")
    given = ask(expression, "40s")
    assert isinstance(given, dict)
    assert list(given.values()) == [pytest.approx(wanted, rel=1e-9, nan_ok=True)]


def test_one_sample_has_no_rate(ask: Ask) -> None:
    """A rate needs two samples."""
    ask.load("10s", "m 5")
    assert ask("rate(m[1m])", "10s") == {}


def test_quantile_of_a_classic_histogram(ask: Ask) -> None:
    """Interpolation within the bucket, the lowest from zero, none in the infinite one."""
    ask.load("1m", 'b{le="1"} 10', 'b{le="2"} 20', 'b{le="+Inf"} 25', 'b{le="x"} 7')
    assert ask("histogram_quantile(0.2, b)") == {"{}": 0.5}
    assert ask("histogram_quantile(0.6, b)") == {"{}": 1.5}
    assert ask("histogram_quantile(0.99, b)") == {"{}": 2.0}
    assert ask("histogram_quantile(0.5, b{le!='+Inf'})") == {"{}": near(NAN)}
    assert ask("histogram_quantile(-1, b)") == {"{}": -math.inf}


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("many * on (host) many", "found duplicate series for the match group"),
        ("many * on (host) one", "many-to-one matching must be explicit"),
        ("many > on (host) one", "many-to-one matching must be explicit"),
        ("one * on (host) group_left many", "found duplicate series"),
        ("many * on (host) group_left (path) one", "grouping labels must ensure unique"),
        ('-{__name__=~"one|other"}', "same labelset"),
        ('label_replace(many, "path", "z", "path", ".*")', "same labelset"),
        ("topk(NaN, many)", "Parameter value is NaN"),
        ('label_replace(many, "", "z", "path", ".*")', "invalid label name"),
    ],
)
def test_fails(ask: Ask, expression: str, words: str) -> None:
    """What has no single answer is an error with the place of the operator."""
    ask.load("1m", 'many{host="a", path="/x"} 1', 'many{host="a", path="/y"} 2')
    ask.load("1m", 'one{host="a"} 0', 'other{host="a"} 0')
    with pytest.raises(EvaluationError, match=words) as caught:
        ask(expression)
    assert caught.value.place is not None


def test_nothing_matches_without_an_error(ask: Ask) -> None:
    """Doubles on one side are no error where the other side is empty."""
    ask.load("1m", 'many{host="a", path="/x"} 1', 'many{host="a", path="/y"} 2')
    assert ask("none * on (host) many") == {}


def test_sort_orders_an_instant_query(ask: Ask) -> None:
    """sort and topk give their rows in order, NaN last."""
    ask.load("1m", 'm{a="1"} 2', 'm{a="2"} NaN', 'm{a="3"} 1')
    for expression, wanted in [
        ("sort(m)", ["3", "1", "2"]),
        ("sort_desc(m)", ["1", "3", "2"]),
        ("topk(2, m)", ["1", "3"]),
    ]:
        given = ask(expression)
        assert isinstance(given, dict)
        assert [labels.split('"')[1] for labels in given] == wanted


def test_range_query(ask: Ask) -> None:
    """A range query has a point at each step at which there is a value, series by labels."""
    ask.load("1m", 'm{a="2"} 1 2 stale 4', 'm{a="1"} 5 6 7 8')
    assert ask.range('m{a="2"} * 2 or m{a="1"}', "0", "3m", "1m") == {
        'm{a="1"}': {0: 5, 60: 6, 120: 7, 180: 8},
        '{a="2"}': {0: 2, 60: 4, 180: 8},
    }
    assert ask.range("time()", "0", "2m", "1m") == {"{}": {0: 0, 60: 60, 120: 120}}
    assert ask.range("m{a='1'} @ end()", "0", "2m", "1m") == {'m{a="1"}': {0: 7, 60: 7, 120: 7}}


def test_samples_of_a_range_selector(ask: Ask) -> None:
    """A range selector alone gives the samples at their own times."""
    ask.load("15s", "m 1 _ 3 stale 5")
    assert ask("m[1m]", "1m") == {"m": {30: 3, 60: 5}}
