from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.watch import Watch, typed
from watchkeeper.access.model import ContactKind
from watchkeeper.config.settings import BackupSettings, Settings, TlsSettings
from watchkeeper.core.instants import DAY, Instant
from watchkeeper.server.certificates import make_certificates
from watchkeeper.server.configuration import served_kinds, survey
from watchkeeper.server.doctor.certificates import certificate_checks
from watchkeeper.server.doctor.environment import backup_folder, seen_by_unit
from watchkeeper.server.doctor.files import file_checks
from watchkeeper.server.doctor.machine import (
    PACKAGES,
    clock_is_kept,
    disk_space,
    has_reset_bug,
    packages,
)
from watchkeeper.server.doctor.model import Verdict
from watchkeeper.server.shipped import shipped_units

NOW = Instant(1_795_000_000_000)
ALL_OURS = {name: ["watchkeeper"] for name in PACKAGES}


@pytest.mark.parametrize(
    ("version", "is_affected"),
    [
        ((3, 6, 23), False),
        ((3, 7, 0), True),
        ((3, 40, 1), True),
        ((3, 44, 5), True),
        ((3, 44, 6), False),
        ((3, 45, 0), True),
        ((3, 50, 6), True),
        ((3, 50, 7), False),
        ((3, 51, 2), True),
        ((3, 51, 3), False),
        ((3, 53, 0), False),
    ],
    ids=lambda value: ".".join(map(str, value)) if isinstance(value, tuple) else "",
)
def test_the_wal_reset_bug_is_known_by_version(
    version: tuple[int, int, int], is_affected: bool
) -> None:
    """3.7.0-3.51.2, but for the two lines that carry the correction."""
    assert has_reset_bug(version) is is_affected


@pytest.mark.parametrize(
    ("owners", "verdict"),
    [
        (ALL_OURS, Verdict.GOOD),
        ({**ALL_OURS, "agent": ["watchkeeper", "some-agent"]}, Verdict.PROBLEM),
        ({}, Verdict.DOUBT),
    ],
    ids=["ours alone", "another one too", "a source tree"],
)
def test_each_package_has_one_owner(owners: dict[str, list[str]], verdict: Verdict) -> None:
    """Another distribution that brings a package of our name is a problem."""
    assert packages(owners).verdict is verdict


@pytest.mark.parametrize(
    ("state", "verdict"), [(0, Verdict.GOOD), (5, Verdict.DOUBT)], ids=["kept", "not kept"]
)
def test_the_kernel_says_whether_the_clock_is_kept(state: int, verdict: Verdict) -> None:
    """TIME_ERROR of adjtimex is a doubt."""
    assert clock_is_kept(state).verdict is verdict


@pytest.mark.parametrize(
    ("places", "hidden"),
    [
        (["/opt/watchkeeper", "/usr/bin/python3.11"], ""),
        (["/home/anna/venv", "/usr/bin/python3.11"], "/home/anna/venv"),
        (["/opt/watchkeeper", "/root/.pyenv/versions/3.11/bin/python3"], "/root/.pyenv"),
        (["/run/user/1000/venv"], "/run/user/1000/venv"),
        (["/homes/anna/venv", "/srv/home/venv"], ""),
    ],
    ids=["outside", "a home directory", "root's interpreter", "a run directory", "alike by name"],
)
def test_an_installation_that_the_unit_cannot_see_is_told(places: list[str], hidden: str) -> None:
    """The unit has ProtectHome=yes: the place is named, and how to install it elsewhere."""
    check = seen_by_unit([Path(place) for place in places])
    assert check.verdict is (Verdict.DOUBT if hidden else Verdict.GOOD)
    assert hidden in str(check.finding)
    assert hidden == "" or "/opt/watchkeeper" in str(check.remedy)


def test_the_unit_hides_home_directories() -> None:
    """If the shipped unit did not, the check above would tell what is not so."""
    folder = shipped_units()
    assert folder is not None
    assert "ProtectHome=yes\n" in (folder / "watchkeeper.service").read_text()


def test_the_kernel_can_be_asked(tmp_path: Path) -> None:
    """The real calls answer: the clock's state, and the space of a folder that is not there yet."""
    assert clock_is_kept().verdict in {Verdict.GOOD, Verdict.DOUBT}
    assert "GiB free" in str(disk_space(tmp_path / "not" / "yet").finding)


@pytest.mark.parametrize(
    ("days", "verdict"),
    [(0, Verdict.GOOD), (800, Verdict.DOUBT), (826, Verdict.PROBLEM)],
    ids=["fresh", "last month", "ended"],
)
def test_a_certificate_is_told_before_it_ends(tmp_path: Path, days: int, verdict: Verdict) -> None:
    """The server's certificate counts 825 days; its last 30 are doubtful."""
    ca, certificate, key = make_certificates(tmp_path, ["localhost"], NOW)
    later = Instant(NOW + days * DAY)
    checks = certificate_checks(TlsSettings(certificate, key, ca), later)
    assert [check.verdict for check in checks] == [verdict, Verdict.GOOD]


def test_a_certificate_that_cannot_be_read_is_a_problem(tmp_path: Path) -> None:
    """The sentence names the file, the remedy is `init`."""
    (check,) = certificate_checks(TlsSettings(tmp_path / "none.pem", tmp_path / "key"), NOW)
    assert check.verdict is Verdict.PROBLEM
    assert "none.pem" in str(check.finding)
    assert "watchkeeper init" in str(check.remedy)


def house(folder: Path, *, roles: str, channels: str = "{}", contacts: str = "[]") -> Path:
    (folder / "customers").mkdir()
    (folder / "watchkeeper.yml").write_text(f"data: {folder}\nchannels: {channels}\n")
    (folder / "people.yml").write_text(f"people:\n- {{id: a, name: 甲, contacts: {contacts}}}\n")
    (folder / "customers" / "c.yml").write_text(f"customer: c\nroles: {roles}\n")
    return folder / "watchkeeper.yml"


MAIL = "{office: {kind: smtp, host: smtp.example, sender: w@x.example}}"


@pytest.mark.parametrize(
    ("roles", "verdict", "said"),
    [
        ("{lead: a}", Verdict.PROBLEM, "there is no fallback person"),
        ("{lead: a, fallback: a}", Verdict.DOUBT, "deputy_gm, signs; a is told instead"),
        (
            "{lead: a, project_manager: a, technical_director: a, deputy_gm: a, signs: a}",
            Verdict.GOOD,
            "each duty has its holder",
        ),
    ],
    ids=["nobody and no fallback", "the fallback acts", "all named"],
)
def test_duties_without_holder_are_told(
    tmp_path: Path, roles: str, verdict: Verdict, said: str
) -> None:
    """An empty step of the chain is a doubt with a fallback person, a problem without."""
    path = house(tmp_path, roles=roles)
    check = next(one for one in file_checks(path, survey(path)) if one.name == "roles")
    assert check.verdict is verdict
    assert said in str(check.finding)


@pytest.mark.parametrize(
    ("channels", "contacts", "is_told"),
    [
        (MAIL, "[{mail: a@x.example}]", False),
        (MAIL, "[{phone: '123'}]", True),
        (MAIL, "[]", True),
        ("{}", "[{mail: a@x.example}]", True),
    ],
    ids=["reached", "no channel for phones", "no contacts", "no channels"],
)
def test_a_person_in_a_chain_whom_nothing_reaches_is_a_problem(
    tmp_path: Path, channels: str, contacts: str, is_told: bool
) -> None:
    """Who is to be called must be reachable by a channel that is configured."""
    path = house(tmp_path, roles="{lead: a, fallback: a}", channels=channels, contacts=contacts)
    found = [one for one in file_checks(path, survey(path)) if one.name == "contacts"]
    assert [one.verdict for one in found] == ([Verdict.PROBLEM] if is_told else [])


@pytest.mark.parametrize(
    ("boss", "is_told"),
    [("[{mail: boss@x.example}]", False), ("[{phone: '123'}]", True)],
    ids=["reached", "no channel for phones"],
)
def test_the_person_of_last_resort_must_be_reachable(
    tmp_path: Path, boss: str, is_told: bool
) -> None:
    """The first administrator is told where a customer or its fallback person is missing."""
    path = house(tmp_path, roles="{lead: a}", channels=MAIL, contacts="[{mail: a@x.example}]")
    with (tmp_path / "people.yml").open("a") as people:
        people.write(f"- {{id: boss, name: 乙, role: admin, contacts: {boss}}}\n")
    found = [one for one in file_checks(path, survey(path)) if one.name == "contacts"]
    assert [one.verdict for one in found] == ([Verdict.DOUBT] if is_told else [])
    assert all("乙" in str(one.finding) for one in found)


def test_kinds_of_channels_are_kinds_of_contacts(tmp_path: Path) -> None:
    """A channel of kind smtp serves contacts of kind mail."""
    path = house(tmp_path, roles="{}", channels=MAIL)
    assert served_kinds(survey(path).configuration) == {ContactKind.MAIL}


@pytest.mark.parametrize(
    ("contacts", "verdict", "said"),
    [
        ("[{slack: U0123456789}]", Verdict.GOOD, "甲 can answer by slack, and on the page"),
        ("[{mail: a@x.example}]", Verdict.DOUBT, "甲 can answer on the page only"),
    ],
    ids=["by Slack", "by mail, which is not heard"],
)
def test_ways_of_answering_are_told_for_each_person(
    tmp_path: Path, contacts: str, verdict: Verdict, said: str
) -> None:
    """Before the first night: who could press a button, and who must go to the page."""
    channels = "{duty: {kind: slack, token: xoxb-1}}"
    path = house(tmp_path, roles="{lead: a}", channels=channels, contacts=contacts)
    with path.open("a") as settings:
        settings.write("answers: {duty: {kind: slack, signing_secret: s3cret}}\n")
    (check,) = [one for one in file_checks(path, survey(path)) if one.name == "answers"]
    assert (check.verdict, str(check.finding)) == (verdict, said)


def test_the_server_is_examined_from_inside(watch: Watch) -> None:
    """Files, machine and what only the server knows, in one list; no problem: exit code 0."""
    done = watch("doctor", "--json")
    verdicts = {check["name"]: check["verdict"] for check in done.json}
    assert {"configuration", "sqlite", "disk", "store", "workers", "channels"} <= set(verdicts)
    assert verdicts["store"] == "good"
    assert done.code == (1 if "problem" in verdicts.values() else 0)


def test_every_remedy_stands_below_its_finding(watch: Watch) -> None:
    """For people each doubt is two lines: what, and what to do."""
    checks = watch("doctor", "--json").json
    lines = watch("doctor").lines
    assert len(lines) == len(checks) + sum(check["remedy"] is not None for check in checks)


def test_channels_are_tried_when_asked(watch: Watch) -> None:
    """--try-channels sends a real message and shows the answer."""
    before = len(watch.receiver.documents)
    done = watch("doctor", "--try-channels")
    assert "webhook told engineer-a: taken" in done.out
    assert len(watch.receiver.documents) == before + 1


def test_without_a_server_the_files_are_examined_all_the_same(watch: Watch, tmp_path: Path) -> None:
    """The offline part works; that nobody answers is one more problem."""
    where = ("--config", str(watch.config))
    done = typed("doctor", *where, "--socket", str(tmp_path / "none"), "--json")
    assert done.code == 1
    verdicts = {check["name"]: check["verdict"] for check in done.json}
    assert verdicts["configuration"] == "good"
    assert verdicts["server"] == "problem"
    offline = typed("doctor", *where, "--offline", "--json")
    assert "server" not in {check["name"] for check in offline.json}


def test_a_running_server_examines_itself(watch: Watch) -> None:
    """--integrity reads all that it keeps, through the server, while it goes on."""
    done = watch("doctor", "--integrity", "--json")
    found = [check for check in done.json if check["name"] == "integrity"]
    assert [check["verdict"] for check in found] == ["good"] * 4
    assert "no damage" in found[0]["finding"]


def test_an_examination_says_how_far_it_is(watch: Watch) -> None:
    """Lines of progress, area after area, and the checks between them."""
    lines = list(watch.rest.lines("POST", "/api/watch/v1/integrity", {}))
    areas = [line["progress"]["area"] for line in lines if line.get("progress")]
    assert list(dict.fromkeys(areas)) == [
        "log of samples", "blocks of samples", "state database", "hash chains",
    ]  # fmt: skip
    assert sum(line.get("check") is not None for line in lines) == 4


@pytest.mark.parametrize(
    ("directory", "drop_in", "remedy"),
    [
        ("/srv/backup", "", "ReadWritePaths=/srv/backup`"),
        ("/srv/backup", "[Service]\nReadWritePaths=/srv/other", "ReadWritePaths=/srv/backup`"),
        ("/srv/backup", "[Service]\nReadWritePaths=/var/spool -/srv\n", None),
        ("/var/lib/watchkeeper/backups", "", None),
        ("/home/anna/backup", "", "outside of home directories"),
    ],
    ids=["closed", "another is open", "open", "within the data", "hidden"],
)
def test_the_unit_must_let_backups_be_written(
    tmp_path: Path, directory: str, drop_in: str, remedy: str | None
) -> None:
    """A folder that no drop-in opens is a doubt, with the text of the drop-in as its remedy."""
    (tmp_path / "watchkeeper.service.d").mkdir()
    shipped = shipped_units()
    assert shipped is not None
    unit = (shipped / "watchkeeper.service").read_text()
    (tmp_path / "watchkeeper.service").write_text(unit)
    (tmp_path / "watchkeeper.service.d" / "own.conf").write_text(drop_in)
    settings = Settings(backup=BackupSettings(Path(directory)))
    (check,) = backup_folder(settings, [tmp_path])
    assert (check.verdict is Verdict.DOUBT) is (remedy is not None)
    assert remedy is None or remedy in str(check.remedy)
    assert list(backup_folder(settings, [tmp_path / "nowhere"])) == []
