from __future__ import annotations

import math
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dashboards.reports.build import build_form
from dashboards.reports.check_form import CheckForm, Conclusion, Filing, FormState, Result
from dashboards.reports.checks import ALL_CHECKS, Check, Unit, expression_of, text_of_value
from dashboards.reports.form_json import form_from_json, json_from_form
from dashboards.reports.gather import CarriedRow, Findings
from dashboards.reports.render import form_document
from dashboards.reports.service import first_day_to_make, period_of, sign_by
from rules.promql.parser import parse
from tests.golden import Golden
from ticketing.workdays.unconfirmed import UnconfirmedYear
from watchkeeper.access.languages import Language, read_catalogues
from watchkeeper.core.instants import Duration, Instant, instant_from_rfc3339
from watchkeeper.core.labels import Labels, labels_of
from watchkeeper.inventory.model import BackupJob, Customer, Target

ACME = Customer(id="acme", name="某某公司")
DAY = date(2026, 11, 22)
DAY_LONG = Duration(86_400_000)


def findings(
    *,
    samples: dict[str, dict[str, tuple[tuple[Labels, float], ...]]] | None = None,
    targets: tuple[Target, ...] = (Target("web-1", customer="acme"),),
    completeness: dict[str, float] | None = None,
    failures: dict[str, str] | None = None,
    carried: tuple[CarriedRow, ...] = (),
    refused: int = 0,
) -> Findings:
    period = period_of(ACME, DAY)
    return Findings(
        customer=ACME,
        targets=targets,
        period=period,
        checked_at=period.end,
        samples=samples or {},
        failures=failures or {},
        completeness={"web-1": 100.0} if completeness is None else completeness,
        live=(),
        opened=(),
        carried_over=carried,
        refused_sign_ins=refused,
    )


def value(number: float, **labels: str) -> dict[str, tuple[tuple[Labels, float], ...]]:
    return {"web-1": ((labels_of({"instance": "web-1", **labels}), number),)}


HEALTHY = {"reachable": value(100.0), "cpu": value(12.5), "memory": value(40.0)}


def form_of(found: Findings) -> CheckForm:
    return build_form(found)


@pytest.mark.parametrize("check", ALL_CHECKS, ids=lambda check: check.key)
def test_every_check_is_promql(check: Check) -> None:
    """Each item's expression parses with the form's period filled in."""
    assert parse(expression_of(check, DAY_LONG)) is not None


@pytest.mark.parametrize(
    "check", [check for check in ALL_CHECKS if check.limits], ids=lambda check: check.key
)
def test_limits_of_single_series_are_promql(check: Check) -> None:
    assert parse(check.limits) is not None


@pytest.mark.parametrize(("hours", "result"), [(170.0, Result.NORMAL), (193.0, Result.ABNORMAL)])
def test_a_weekly_backup_is_judged_by_its_own_plan(hours: float, result: Result) -> None:
    """Seven days and the grace, and the row says so; one without a plan keeps 26 hours."""
    samples = {
        "backup_age": {
            "web-1": (*value(hours, backup="weekly")["web-1"], *value(27.0, backup="x")["web-1"])
        },
        "backup_age.limits": value(192.0, backup="weekly"),
    }
    form = form_of(findings(samples={**HEALTHY, **samples}))
    weekly, other = form.row("backup_age/web-1/weekly"), form.row("backup_age/web-1/x")
    assert weekly is not None
    assert other is not None
    assert (weekly.result, str(weekly.standard)) == (result, "at most 192 h")
    assert (other.result, str(other.standard)) == (Result.ABNORMAL, "at most 26 h")


def test_a_year_that_nobody_confirmed_is_a_line_of_the_form() -> None:
    """It is abnormal and said in words, and no device is judged by it."""
    year = UnconfirmedYear("5x8", 2027, instant_from_rfc3339("2026-12-31T16:00:00Z"))
    healthy = findings(samples=HEALTHY)
    form = form_of(replace(healthy, unconfirmed=(year,)))
    row = form.row("calendar/5x8/2027")
    assert row is not None
    assert row.result is Result.ABNORMAL
    assert str(row.item) == "days off and make-up days of 2027"
    assert "5x8: days off and make-up days of 2027 is provisional" in map(str, form.sentences)
    assert form.conclusion is form_of(healthy).conclusion
    assert form_from_json(json_from_form(form)) == form


def test_a_failed_restore_test_is_on_the_form() -> None:
    samples = {
        "backup_trials": value(1.0, backup="nightly"),
        "backup_restore_age": value(3.0, backup="nightly"),
    }
    form = form_of(findings(samples={**HEALTHY, **samples}))
    failed, age = (
        form.row("backup_trials/web-1/nightly"),
        form.row("backup_restore_age/web-1/nightly"),
    )
    assert failed is not None
    assert age is not None
    assert (failed.result, age.result) == (Result.ABNORMAL, Result.NORMAL)


def test_a_healthy_day_is_normal() -> None:
    """Good values and complete data conclude 正常; hand-checked rows wait as 未检查."""
    form = form_of(findings(samples=HEALTHY))
    assert form.conclusion is Conclusion.NORMAL
    assert form.row("cpu/web-1") is not None
    assert form.count(Result.ABNORMAL) == 0
    by_hand = {row.key for row in form.rows() if row.result is Result.UNCHECKED}
    assert by_hand == {
        *(f"manual/{item}" for item in ("room", "power", "lights", "cables")),
        *(
            f"security/{item}"
            for item in ("device_log_ins", "accounts", "listening", "password_expiry")
        ),
    }


def test_a_bad_value_is_abnormal_and_named_in_the_conclusion() -> None:
    """A value beyond its standard makes the row and the form 异常 and is said first."""
    form = form_of(findings(samples={**HEALTHY, "filesystem": value(97.3)}))
    row = form.row("filesystem/web-1")
    assert row is not None
    assert row.result is Result.ABNORMAL
    assert form.conclusion is Conclusion.ABNORMAL
    assert str(form.sentences[0]) == "web-1: fullest file system is 97.3 %"


def test_a_device_that_nobody_measures_has_a_row_to_fill_in() -> None:
    """Every device has a row, also the one without a probe."""
    targets = (Target("web-1", customer="acme"), Target("old-ups", customer="acme"))
    row = form_of(findings(samples=HEALTHY, targets=targets)).row("devices/old-ups")
    assert row is not None
    assert (row.result, row.measured) == (Result.UNCHECKED, None)


def test_silence_is_not_read_as_health() -> None:
    """Gaps in the monitor's own data leave the day at risk, and nothing at all too."""
    assert form_of(findings(samples=HEALTHY, completeness={"web-1": 60.0})).conclusion is (
        Conclusion.AT_RISK
    )
    assert form_of(findings(samples={}, completeness={})).conclusion is Conclusion.AT_RISK


def test_a_section_without_a_source_says_why() -> None:
    """No section is blank: it prints 无数据 with the reason."""
    form = form_of(findings(samples=HEALTHY))
    for section in form.sections:
        assert section.rows or section.absent


def test_an_expected_backup_that_never_reported_is_abnormal() -> None:
    """A backup job of the inventory without a single report is a finding, not a gap."""
    job = BackupJob("nightly", tool="pg_dump", schedule="0 2 * * *")
    form = form_of(findings(targets=(Target("web-1", customer="acme", backups=(job,)),)))
    row = form.row("backup_age/web-1/nightly")
    assert row is not None
    assert row.result is Result.ABNORMAL


@pytest.mark.parametrize(
    ("refused", "result"), [(0, Result.NORMAL), (20, Result.NORMAL), (21, Result.ABNORMAL)]
)
def test_refused_sign_ins_to_the_server_itself_are_counted(refused: int, result: Result) -> None:
    """More than twenty a day are no longer mistyped passwords."""
    row = form_of(findings(samples=HEALTHY, refused=refused)).row("sign_ins/watchkeeper")
    assert row is not None
    assert (str(row.measured), row.result) == (str(refused), result)


@pytest.mark.parametrize(
    ("samples", "measured", "result"),
    [
        ({"agent_silence": value(0.2)}, "0.20 min", Result.NORMAL),
        ({"agent_silence": value(300.0)}, "300 min", Result.ABNORMAL),
        ({}, "no data: the agent was not heard in the period", Result.ABNORMAL),
    ],
    ids=["heard just now", "silent for hours", "silent all day"],
)
def test_an_agent_that_is_silent_is_a_finding(
    samples: dict[str, dict[str, tuple[tuple[Labels, float], ...]]], measured: str, result: Result
) -> None:
    """A host with an agent has this row, also where nothing came."""
    host = Target("web-1", customer="acme", agent=True)
    row = form_of(findings(samples={**HEALTHY, **samples}, targets=(host,))).row(
        "agent_silence/web-1"
    )
    assert row is not None
    assert (str(row.measured), row.result) == (measured, result)


def test_open_rows_are_carried_over_with_what_was_written() -> None:
    """Yesterday's abnormal rows come again, with yesterday's handling."""
    form = form_of(findings(carried=(CarriedRow("cpu/web-1", "换风扇", 7),)))
    row = form.row("carried/cpu/web-1")
    assert row is not None
    assert (row.handling, row.ticket) == ("换风扇", 7)


def test_a_failed_check_shows_its_reason() -> None:
    """An expression that cannot be evaluated prints why, and is not taken for normal."""
    row = form_of(findings(failures={"cpu": "too many samples"})).row("cpu/-")
    assert row is not None
    assert row.result is Result.UNCHECKED
    assert "too many samples" in str(row.measured)


def test_a_form_comes_back_from_its_json() -> None:
    """What is kept prints the same years later, in either language."""
    form = form_of(findings(samples={**HEALTHY, "filesystem": value(97.3)}))
    again = form_from_json(json_from_form(form))
    assert json_from_form(again) == json_from_form(form)
    assert str(again.sentences[0]) == str(form.sentences[0])


@pytest.mark.parametrize(
    ("number", "unit", "words"),
    [
        (97.34, Unit.PERCENT, "97.3 %"),
        (0.0, Unit.COUNT, "0"),
        (1234.5, Unit.SECONDS, "1234 s"),
        (0.1234, Unit.SECONDS, "0.12 s"),
        (math.inf, Unit.DAYS, "more than can be said"),
    ],
)
def test_values_are_written_for_people(number: float, unit: Unit, words: str) -> None:
    """Three figures, the unit, no exponent."""
    assert str(text_of_value(number, unit)) == words


def at(text: str) -> Instant:
    return instant_from_rfc3339(text)


@pytest.mark.parametrize(
    ("last", "now", "expected"),
    [
        (None, "2026-11-22T07:00:00+08:00", DAY),
        (None, "2026-11-22T09:00:00+08:00", date(2026, 11, 23)),
        (date(2026, 11, 21), "2026-11-22T09:00:00+08:00", DAY),
        (date(2026, 11, 19), "2026-11-22T09:00:00+08:00", date(2026, 11, 20)),
        (date(2026, 1, 1), "2026-11-22T09:00:00+08:00", date(2026, 11, 15)),
    ],
    ids=["first form today", "first form tomorrow", "today", "catching up", "a week back at most"],
)
def test_which_day_is_made_next(last: date | None, now: str, expected: date) -> None:
    """Forms follow day by day; what downtime missed is made up, at most a week of it."""
    assert first_day_to_make(ACME, last, at(now), at(now)) == expected


def test_the_period_is_the_day_before_the_hour() -> None:
    """The 24 hours up to 08:00 in the customer's zone; signed by noon."""
    period = period_of(ACME, DAY)
    assert period.end == at("2026-11-22T08:00:00+08:00")
    assert period.length == DAY_LONG
    assert sign_by(ACME, DAY, period.end) == at("2026-11-22T12:00:00+08:00")


def test_a_form_made_late_can_still_be_signed_in_time() -> None:
    """Made up after downtime, or opened again for a correction, there is an hour to sign it."""
    made_at = at("2026-11-24T15:00:00+08:00")
    assert sign_by(ACME, DAY, made_at) == at("2026-11-24T16:00:00+08:00")


@pytest.mark.parametrize("language", list(Language), ids=str)
def test_the_printed_form(language: Language, golden: Golden) -> None:
    """The whole document, as a customer gets it, in both languages."""
    form = form_of(
        findings(
            samples={
                **HEALTHY,
                "filesystem": value(97.3),
                "backup_age": value(3.0, backup="nightly"),
            }
        )
    )
    filing = Filing(1, "acme-20261122", 1, FormState.OPEN, form)
    document = form_document(filing, read_catalogues(), language, ticket_url="/tickets/")
    golden.check(Path(__file__).parent / f"check_form_{language}.html", document)
