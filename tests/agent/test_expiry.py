"""Sources of dates and updates on a host made here."""

import shutil
from pathlib import Path

import pytest

from agent.clock import SystemClock
from agent.config import AgentConfig, CertificateFile, config_from_text
from agent.registry import sources_of
from agent.sources.expiry import CertificateSource, PasswordSource
from agent.sources.updates import (
    RebootSource,
    RpmRebootSource,
    RpmUpdateSource,
    UpdateSource,
)
from watchkeeper.core.errors import Unavailable
from watchkeeper.core.instants import MINUTE
from watchkeeper.wire.exposition import Reading

FIXTURES = Path(__file__).parents[1] / "fixtures"


def by_name(readings: list[Reading]) -> dict[tuple[str, ...], float]:
    return {(family.name, *values): number for family, values, number in readings}


def test_a_certificate_tells_its_end_and_a_broken_one_that_it_is_broken(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(FIXTURES / "web.pem", tmp_path)
    (tmp_path / "bad.pem").write_text("hello")
    source = CertificateSource(
        [CertificateFile(name, tmp_path / f"{name}.pem") for name in ("web", "bad", "none")]
    )
    found = by_name(source.read())
    assert found["watchkeeper_certificate_expiry_timestamp_seconds", "web"] == 1_803_859_200
    readable = {k[1]: n for k, n in found.items() if k[0] == "watchkeeper_certificate_readable"}
    assert readable == {"web": 1, "bad": 0, "none": 0}
    source.read()
    assert capsys.readouterr().err.count("certificate not readable") == 2


def test_passwords_are_told_where_shadow_may_be_read(tmp_path: Path) -> None:
    (tmp_path / "shadow").write_text("alice:$y$x:20000:0:90:7:::\n")
    found = by_name(PasswordSource(tmp_path).read())
    assert found == {("watchkeeper_password_expiry_timestamp_seconds", "alice"): 20_090 * 86_400}


def test_a_reboot_is_needed_while_the_file_lies_there(tmp_path: Path) -> None:
    source = RebootSource(tmp_path)
    assert by_name(source.read()) == {("node_reboot_required",): 0}
    (tmp_path / "reboot-required").touch()
    assert by_name(source.read()) == {("node_reboot_required",): 1}


def apt(folder: Path, script: str) -> UpdateSource:
    program = folder / "apt-get"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    return UpdateSource(MINUTE, SystemClock(), str(program))


def test_pending_updates_are_told(tmp_path: Path) -> None:
    found = by_name(apt(tmp_path, 'echo "Inst x [1] (2 Debian:12/stable [amd64])"').read())
    assert found == {("apt_upgrades_pending", "Debian:12/stable", "amd64"): 1}
    assert by_name(apt(tmp_path, "true").read()) == {("apt_upgrades_pending", "", ""): 0}


def test_apt_that_fails_says_why(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="no such option"):
        apt(tmp_path, "echo no such option; exit 100").read()


DNF = """
kernel.x86_64                 5.14.0-503.el9        baseos
openssl-libs.x86_64           1:3.2.2-6.el9         baseos
nginx.x86_64                  1:1.24.0-4.el9        epel
Obsoleting Packages
grub2-tools.x86_64            1:2.06-94.el9         baseos
    grub2-tools.x86_64        1:2.06-80.el9         @baseos
"""


def program_that(folder: Path, script: str) -> str:
    path = folder / "program"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return str(path)


def test_updates_of_rpms_are_told_by_repository(tmp_path: Path) -> None:
    """Exit code 100 says that some wait; what they replace is not counted."""
    answer = tmp_path / "answer"
    answer.write_text(DNF)
    dnf = program_that(tmp_path, f"cat {answer}; exit 100")
    assert by_name(RpmUpdateSource(MINUTE, SystemClock(), dnf).read()) == {
        ("yum_upgrades_pending", "baseos"): 2,
        ("yum_upgrades_pending", "epel"): 1,
    }
    nothing = RpmUpdateSource(MINUTE, SystemClock(), program_that(tmp_path, "true"))
    assert by_name(nothing.read()) == {("yum_upgrades_pending", ""): 0}


def test_dnf_that_fails_says_why(tmp_path: Path) -> None:
    dnf = program_that(tmp_path, "echo Cannot download repomd.xml; exit 1")
    with pytest.raises(Unavailable, match="repomd"):
        RpmUpdateSource(MINUTE, SystemClock(), dnf).read()


@pytest.mark.parametrize(("code", "told"), [(0, 0.0), (1, 1.0)])
def test_a_host_of_rpms_says_whether_to_start_anew(tmp_path: Path, code: int, told: float) -> None:
    source = RpmRebootSource(SystemClock(), program_that(tmp_path, f"exit {code}"))
    assert by_name(source.read()) == {("node_reboot_required",): told}


def test_a_program_that_fails_asks_for_no_new_start(tmp_path: Path) -> None:
    """dnf ends with 1 for its own errors as well."""
    script = "echo 'Error: cannot open the database of packages'; exit 1"
    with pytest.raises(Unavailable, match="database of packages"):
        RpmRebootSource(SystemClock(), program_that(tmp_path, script)).read()


def test_updates_can_be_turned_off(tmp_path: Path) -> None:
    """apt is then never started; whether to start the host anew is still told."""
    config = config_from_text("[updates]\nevery = off\n", "x")
    names = {source.name for source in sources_of(config, SystemClock())}
    assert "reboot" in names
    assert "updates" not in names


@pytest.mark.parametrize("manager", ["dnf", "yum"])
def test_a_host_without_apt_asks_dnf_or_yum(tmp_path: Path, manager: str) -> None:
    found = config_from_text("", "x")._replace(
        apt=tmp_path / "no", dnf=tmp_path / "dnf", yum=tmp_path / "yum"
    )
    (tmp_path / manager).write_text("#!/bin/sh\necho a.noarch 1 extra\nexit 100\n")
    (tmp_path / manager).chmod(0o755)
    (source,) = [s for s in sources_of(found, SystemClock()) if s.name == "updates"]
    assert by_name(source.read()) == {("yum_upgrades_pending", "extra"): 1}


def test_certificates_and_updates_are_set_in_the_configuration() -> None:
    text = '[certificate "web"]\npath = /etc/ssl/web.pem\n[updates]\nevery = 1d\n'
    config = config_from_text(text, "agent.conf")
    assert [(each.name, str(each.path)) for each in config.certificates] == [
        ("web", "/etc/ssl/web.pem")
    ]
    names = {each.name for each in sources_of(config, SystemClock())}
    assert {"certificates", "passwords", "reboot", "updates"} <= names
    assert "certificates" not in {each.name for each in sources_of(AgentConfig(), SystemClock())}
