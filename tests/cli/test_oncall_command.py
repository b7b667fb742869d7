"""`oncall`: who is on duty, and how people change it."""

from __future__ import annotations

import pytest

from tests.cli.watch import Watch, typed
from watchkeeper.access.model import PersonId

SCHEDULE = """\
schedule: hotline
holds: {duty: "*"}
layers:
- {name: all, people: [PERSON]}
"""
TIME = ("--from", "2044-01-04T09:00:00+08:00", "--until", "2044-01-05T09:00:00+08:00")


def person(watch: Watch) -> str:
    return str(next(iter(watch.server.parts.gate.people)).id)


@pytest.fixture
def hotline(watch: Watch) -> Watch:
    """The server with a schedule in which one person is always on duty."""
    folder = watch.config.parent / "schedules"
    folder.mkdir(exist_ok=True)
    (folder / "hotline.yml").write_text(SCHEDULE.replace("PERSON", person(watch)))
    watch.run_in_loop(watch.server.reload())
    return watch


def test_duty_is_shown_changed_and_changed_back(hotline: Watch) -> None:
    """A schedule counts from the reload on; an absence is listed until it is taken back."""
    watch = hotline
    (now,) = watch("oncall", "now", "--json").json
    assert (now["now"]["people"], now["holds"]) == ([person(watch)], ["duty:*"])
    assert person(watch) in watch("oncall", "now").out
    away = watch("oncall", "away", "--person", person(watch), *TIME, "--json")
    assert away.code == 0, away.err
    (absence,) = away.json["absences"]
    assert absence["starts_at"] == "2044-01-04T01:00:00.000Z"
    undone = watch("oncall", "undo", "absence", str(absence["number"]), "--json")
    assert undone.json == {"absences": [], "changes": []}
    assert watch("oncall", "undo", "absence", str(absence["number"])).code == 1
    refused = watch("oncall", "override", "hotline", "--person", person(watch), *TIME)
    assert "changes nothing" in refused.err
    assert watch("oncall", "override", "night", "--person", person(watch), *TIME).code == 1
    assert watch("oncall", "away", "--person", "nobody-here", *TIME).code == 1


def test_doctor_tells_of_the_gaps(hotline: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    """A schedule without a gap is good; one whose people nobody reaches is a problem."""
    (gap_free,) = (one for one in _checks(hotline) if one["name"] == "duty")
    assert gap_free["verdict"] == "good", gap_free
    monkeypatch.setattr(hotline.server.parts.duty, "is_reachable", lambda _person: False)
    (gap,) = (one for one in _checks(hotline) if one["name"] == "duty")
    assert gap["verdict"] == "problem"
    assert "cannot be reached" in gap["remedy"]


def test_people_whom_a_chain_would_not_reach_are_found(
    hotline: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`check` ends with 1 and names them; doctor tells of those of schedules; a metric counts."""
    watch = hotline
    parts = watch.server.parts
    monkeypatch.setattr(parts.duty, "is_reachable", lambda _person: True)
    reached = watch("oncall", "check", "--json").json
    assert {one["flaw"] for one in reached} <= {"empty_step"}
    monkeypatch.setattr(parts.duty, "is_reachable", lambda _person: False)
    found = watch("oncall", "check", "--json")
    assert found.code == 1
    assert ("no_contact", person(watch)) in {(one["flaw"], one["person"]) for one in found.json}
    assert person(watch) in watch("oncall", "check").out
    said = [one["finding"] for one in _checks(watch) if one["name"] == "contacts"]
    assert any(person(watch) in one for one in said)
    registry = parts.metrics.registry
    assert registry.get_sample_value("watchkeeper_oncall_flaws", {"flaw": "no_contact"})


def _checks(watch: Watch) -> list[dict[str, str]]:
    return list(watch("doctor", "--json").json)


def test_gaps_and_calendars(hotline: Watch) -> None:
    """Exit code 1 while there is a gap; a calendar begins as every iCalendar text does."""
    watch = hotline
    gaps = watch("oncall", "gaps", "--json")
    assert gaps.code == bool(gaps.json)
    for which in (("--schedule", "hotline"), ("--person", person(watch))):
        printed = watch("oncall", "ics", *which)
        assert printed.code == 0, printed.err
        assert printed.lines[0] == "BEGIN:VCALENDAR"
        assert printed.lines[-1] == "END:VCALENDAR"
    shift = watch("oncall", "shifts", "hotline", "--days", "1").lines[1]
    assert shift.split()[-3:] == [person(watch), "all", "planned"]


def test_a_schedule_of_unknown_people_is_refused(hotline: Watch) -> None:
    """check-config says file and line, of the customer, too."""
    watch = hotline
    file = watch.config.parent / "schedules" / "night.yml"
    text = SCHEDULE.replace("PERSON", "nobody-here").replace("hotline", "night")
    file.write_text(text.replace('"*"', "[nowhere]"))
    checked = typed("check-config", "--config", str(watch.config))
    file.unlink()
    assert checked.code == 1
    said = checked.out + checked.err
    assert "names 'nobody-here', who is not in people.yml" in said
    assert "holds duty for 'nowhere', who is no customer" in said


def test_who_was_on_duty_at_a_time(hotline: Watch) -> None:
    """By each schedule, in a table or as JSON; what is no time is refused."""
    watch = hotline
    (proof,) = watch("oncall", "at", "2026-11-20T03:00:00+08:00", "--json").json
    assert proof["shift"]["people"] == [person(watch)]
    assert person(watch) in watch("oncall", "at", "2026-11-20T03:00:00+08:00").out
    assert watch("oncall", "at", "yesterday").code == 2
    assert watch("oncall", "at", "9999-12-31T23:59:59Z").code == 2


def test_rules_of_people_are_read_and_checked(watch: Watch) -> None:
    """`notify:` counts from the reload on; one that could miss level I is refused, with its line."""
    file = watch.config.parent / "people.yml"
    before = file.read_text()
    who = person(watch)
    line = next(one for one in before.splitlines() if f"id: {who}" in one)
    try:
        file.write_text(before.replace(line, f"{line}\n  notify: {{I: mail}}", 1))
        checked = typed("check-config", "--config", str(watch.config))
        assert checked.code == 1
        assert "a call or page must come within 15 minutes" in checked.out + checked.err
        file.write_text(before.replace(line, f"{line}\n  notify: {{I: call, IV: mail}}", 1))
        watch.run_in_loop(watch.server.reload())
        rules = watch.server.parts.staff().rules(PersonId(who))
        assert [str(level) for level in rules.steps] == ["I", "IV"]
    finally:
        file.write_text(before)
        watch.run_in_loop(watch.server.reload())
