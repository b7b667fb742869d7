from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.watch import typed
from watchkeeper.core.errors import ConfigError
from watchkeeper.server.configuration import read_configuration, survey

GOOD = {
    "watchkeeper.yml": "data: {folder}/data\n",
    "people.yml": "people:\n- {id: a, name: A, contacts: [{mail: a@x.example}]}\n",
    "customers/acme.yml": "customer: acme\nroles: {lead: a, fallback: a}\n",
    "targets/acme.yml": "customer: acme\ntargets:\n- {name: web-1, address: 127.0.0.1}\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, GOOD)
    return tmp_path


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace("{folder}", str(folder)))


def checked(folder: Path, *options: str) -> tuple[int, list[str]]:
    done = typed("check-config", "--config", str(folder / "watchkeeper.yml"), *options)
    return done.code, done.lines


def test_good_files_are_counted(folder: Path) -> None:
    """A line that says what was read, and exit code 0."""
    code, lines = checked(folder)
    assert code == 0
    assert "good (1 targets, 1 customers, 1 people," in lines[0]


def test_a_wrong_file_does_not_hide_another(folder: Path) -> None:
    """Five files with a mistake each are five lines, each with file and line."""
    write(
        folder,
        {
            "people.yml": "people:\n- {id: a, name: A, contacts: [{mial: a@x.example}]}\n",
            "customers/bad.yml": "customer: bad\ncontract: {policy: gold}\nroels: {}\n",
            "targets/bad.yml": "targets:\n- {name: x, criticality: extreme}\n",
            "rules/bad.yml": "groups:\n- name: g\n  rules:\n  - {alert: A, expr: 'sum('}\n",
            "policies/bad.yml": "policy: [\n",
        },
    )
    code, lines = checked(folder)
    assert code == 1
    for place in ("people.yml:2", "customers/bad.yml:3", "targets/bad.yml:2", "rules/bad.yml:4"):
        assert any(place in line for line in lines), (place, lines)
    assert any("policies/bad.yml" in line for line in lines)


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"targets/t.yml": "targets:\n- {name: x, probes: [telepathy]}\n"}, "targets/t.yml:2"),
        (
            {"targets/t.yml": "targets:\n- {name: x, probes: [{http: {url: nonsense}}]}\n"},
            "targets/t.yml:2",
        ),
        (
            {"targets/t.yml": "targets:\n- {name: x, address: h, probes: [{ssh: {user: u, credentials: c}}]}\n"},
            "'c'",
        ),
        ({"customers/c.yml": "customer: c\ncontract: {policy: gold}\n"}, "customers/c.yml:2"),
        (
            {"customers/c.yml": "customer: c\ncontract: {policy: team, tables: [weather]}\n"},
            "weather",
        ),
        (
            {"customers/c.yml": "customer: c\ncontract: {policy: team, tables: [level, urgency]}\n"},
            "customers/c.yml:2: the policy 'team' has no table 'urgency'",
        ),
        ({"watchkeeper.yml": "data: {folder}/d\ntickets: {policy: gold}\n"}, "tickets.policy"),
        ({"watchkeeper.yml": "data: {folder}/d\nrules: {packs: [nothing]}\n"}, "'nothing'"),
        ({"watchkeeper.yml": "data: {folder}/d\nchannels: {a: {kind: pager}}\n"}, "'pager'"),
        ({"customers/c.yml": "customer: c\nroles: {lead: ghost}\n"}, "'ghost'"),
        ({"targets/t.yml": "targets:\n- {name: web-1}\n"}, "twice"),
    ],
    ids=[
        "unknown probe",
        "a probe's setting",
        "credentials that are not there",
        "a policy of a customer",
        "a table of no policy",
        "a table of another policy",
        "the policy of the house",
        "a rule pack",
        "a channel",
        "a person",
        "a name twice",
    ],
)  # fmt: skip
def test_what_names_something_that_is_not_there_is_told(
    folder: Path, files: dict[str, str], said: str
) -> None:
    """Each reference is followed before the server runs into it."""
    write(folder, files)
    code, lines = checked(folder)
    assert code == 1
    assert any(said in line for line in lines), lines


def test_the_server_refuses_what_check_config_finds(folder: Path) -> None:
    """Both read by the same survey: its first problem is the server's error."""
    write(folder, {"customers/c.yml": "customer: c\ncontract: {policy: gold}\n"})
    found = survey(folder / "watchkeeper.yml")
    with pytest.raises(ConfigError) as caught:
        read_configuration(folder / "watchkeeper.yml")
    assert caught.value.text() == found.problems[0].text()


def test_json_lists_the_problems(folder: Path) -> None:
    """Programs get place and sentence apart."""
    write(folder, {"customers/c.yml": "customer: c\nroles: {lead: ghost}\n"})
    done = typed("check-config", "--config", str(folder / "watchkeeper.yml"), "--json")
    assert done.json["ok"] is False
    assert done.json["problems"][0]["at"] == "customers/c.yml:2"


def test_no_file_at_all_names_init(tmp_path: Path) -> None:
    """A fresh machine is told by what the file is made."""
    code, lines = checked(tmp_path)
    assert code == 1
    assert "watchkeeper init" in lines[0]
