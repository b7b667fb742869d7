"""Enrolment over TLS with a pinned CA, against a real server."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from agent.__main__ import main
from agent.clock import SystemClock
from agent.config import load_config
from agent.enrol import enrol, machine_id, merged
from tests.agent.processes import CODE
from tests.agent.push_server import TOKEN, PushServer, serving
from watchkeeper.core.errors import Forbidden, Unavailable
from watchkeeper.wire.enrolment import EnrolmentToken, text_from_token, token_from_text


def test_a_token_becomes_a_configuration_that_works(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """After `enrol TOKEN` one `--once` pushes a tick over TLS, trusting the pinned CA alone."""
    config = tmp_path / "etc/agent.conf"
    with serving(PushServer(), folder=tmp_path) as server:
        assert main(["--config", str(config), "enrol", server.enrolment_token()]) == 0
        assert "enrolled as web-1" in capsys.readouterr().out
        read = load_config(config)
        assert (read.server, read.agent) == (server.url, "a1")
        assert read.token_file is not None
        assert read.token_file.read_text().strip() == TOKEN
        assert stat.S_IMODE(read.token_file.stat().st_mode) == 0o600
        assert read.ca_file is not None
        assert read.ca_file.read_bytes() == server.ca_pem
        config.write_text(config.read_text() + f"state_dir = {tmp_path}/state\n")
        once = [sys.executable, "-m", "agent", "--config", str(config), "--once"]
        subprocess.run(once, cwd=CODE, check=True, capture_output=True, timeout=60)
        assert len(server.ticks) == 1
        (request,) = server.enrolled
        assert request.hostname == os.uname().nodename


def test_over_plain_http_on_loopback_no_ca_is_needed(tmp_path: Path) -> None:
    """The demo enrols without TLS."""
    with serving(PushServer()) as server:
        enrol(server.enrolment_token(), tmp_path / "agent.conf", SystemClock())
        assert load_config(tmp_path / "agent.conf").ca_file is None


def test_a_server_with_another_ca_never_hears_the_secret(tmp_path: Path) -> None:
    """Somebody in between shows another CA: refused before anything secret is said."""
    with serving(PushServer(), folder=tmp_path) as server:
        right = token_from_text(server.enrolment_token())
        forged = text_from_token(EnrolmentToken(right.url, "ab" * 32, right.secret))
        with pytest.raises(Forbidden, match="its CA is another one"):
            enrol(forged, tmp_path / "agent.conf", SystemClock())
        assert server.enrolled == []
        assert not (tmp_path / "agent.conf").exists()


def test_a_certificate_of_another_ca_is_refused(tmp_path: Path) -> None:
    """The right CA is shown, but the server's certificate is not of it: no secret is said."""
    (tmp_path / "other").mkdir()
    with serving(PushServer(), folder=tmp_path) as server:
        with serving(PushServer(), folder=tmp_path / "other") as other:
            server.ca_pem = other.ca_pem
        with pytest.raises(Unavailable, match="certificate verify failed"):
            enrol(server.enrolment_token(), tmp_path / "agent.conf", SystemClock())
        assert server.enrolled == []


def test_a_used_token_is_refused_with_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with serving(PushServer(), folder=tmp_path) as server:
        token = server.enrolment_token()
        server.secret = "another"
        assert main(["--config", str(tmp_path / "agent.conf"), "enrol", token]) == 1
    assert "watchkeeper token create --agent" in capsys.readouterr().err


def test_what_the_file_says_otherwise_is_kept() -> None:
    """Enrolling again replaces four settings; comments and all else stay."""
    before = "# mine\n[agent]\nserver = https://old\ninterval = 5s\nid=x\n[disk]\nexclude = ^loop\n"
    assert merged(before, {"server": "https://new", "id": "a1"}) == (
        "# mine\n[agent]\nserver = https://new\nid = a1\ninterval = 5s\n[disk]\nexclude = ^loop\n"
    )
    assert merged("[disk]\nexclude = x\n", {"id": "a1"}) == (
        "[agent]\nid = a1\n\n[disk]\nexclude = x\n"
    )


def test_the_machine_id_does_not_leave_the_host(tmp_path: Path) -> None:
    """What is told is a hash, the same each time; without an id it is empty."""
    assert machine_id(tmp_path) == ""
    (tmp_path / "machine-id").write_text("0123456789abcdef0123456789abcdef\n")
    told = machine_id(tmp_path)
    assert told == machine_id(tmp_path)
    assert len(told) == 64
    assert "0123456789abcdef" not in told
