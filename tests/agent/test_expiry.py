"""Sources of dates and updates on a host made here."""

import shutil
from pathlib import Path

import pytest

from agent.clock import SystemClock
from agent.config import AgentConfig, CertificateFile, config_from_text
from agent.registry import sources_of
from agent.sources.expiry import CertificateSource, PasswordSource
from agent.sources.updates import RebootSource, UpdateSource
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


def test_certificates_and_updates_are_set_in_the_configuration() -> None:
    text = '[certificate "web"]\npath = /etc/ssl/web.pem\n[updates]\nevery = 1d\n'
    config = config_from_text(text, "agent.conf")
    assert [(each.name, str(each.path)) for each in config.certificates] == [
        ("web", "/etc/ssl/web.pem")
    ]
    names = {each.name for each in sources_of(config, SystemClock())}
    assert {"certificates", "passwords", "reboot", "updates"} <= names
    assert "certificates" not in {each.name for each in sources_of(AgentConfig(), SystemClock())}
