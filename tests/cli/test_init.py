from __future__ import annotations

import argparse
import shlex
import ssl
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.cli.watch import Watch, typed
from tests.components import program
from watchkeeper.cli.init import answers_from, person_from
from watchkeeper.core.errors import InvalidInput
from watchkeeper.server.configuration import read_configuration
from watchkeeper.server.installation import Answers, next_commands, planned_files
from watchkeeper.server.program import Program, this_program


@pytest.fixture
def root() -> Iterator[Path]:
    """An empty directory with a path short enough for a socket below it."""
    with tempfile.TemporaryDirectory(prefix="wk-") as folder:
        yield Path(folder)


NAMES = ("watchkeeper", "watchkeeper-agent")
PROGRAM = Program(("/venv/bin/watchkeeper",), ("/venv/bin/watchkeeper-agent",))


def arguments(**given: object) -> argparse.Namespace:
    names = ["listen", "external_url", "language", "policy", "person", "mail", "phone", "channel"]
    return argparse.Namespace(
        **{**dict.fromkeys(names), "channel_setting": [], "zone": "Asia/Shanghai", **given}
    )


def test_at_most_six_questions_are_asked() -> None:
    """Without flags: listen, address, language, policy, person, channel; each with a default."""
    asked: list[str] = []

    def ask(text: str, default: str) -> str:
        asked.append(text)
        return default

    answers = answers_from(arguments(), ask)
    assert len(asked) == 6
    assert (answers.listen, answers.language, answers.policy) == ("127.0.0.1:8420", "zh", "team")


def test_flags_leave_nothing_to_ask() -> None:
    """Each question has its flag."""

    def ask(text: str, _default: str) -> str:
        raise AssertionError(text)

    answers = answers_from(
        arguments(
            listen="0.0.0.0:1",
            external_url="https://w.example/",
            language="en",
            policy="contract-cn",
            person="甲",
            mail="a@x.example",
            channel="mail",
            channel_setting=["host=smtp.example", "sender=w@x.example"],
        ),
        ask,
    )
    assert answers.external_url == "https://w.example"
    assert answers.channel_settings == {"host": "smtp.example", "sender": "w@x.example"}


def test_a_channel_can_be_typed_with_its_settings() -> None:
    """The sixth answer holds kind and settings."""
    typed_answers = {"Channel": "webhook url=http://127.0.0.1:9/hook"}

    def ask(text: str, default: str) -> str:
        return typed_answers.get(text.split(maxsplit=1)[0], default)

    answers = answers_from(arguments(), ask)
    assert answers.channel == "webhook"
    assert answers.channel_settings == {"url": "http://127.0.0.1:9/hook"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("甲, a@x.example, +86 138 0000 0000", ("甲", "a@x.example", "+86 138 0000 0000")),
        ("a@x.example，13800000000", ("a", "a@x.example", "13800000000")),
        ("Engineer A", ("Engineer A", "", "")),
        ("", ("admin", "", "")),
    ],
    ids=["all three", "no name, Chinese comma", "a name with a space", "nothing"],
)
def test_the_first_person_is_read_from_one_line(text: str, found: tuple[str, str, str]) -> None:
    """Name, mail and phone in any order."""
    assert person_from(text) == found


@pytest.mark.parametrize(
    "given",
    [
        {"policy": "gold"},
        {"channel": "pager"},
        {"channel": "mail"},
    ],
    ids=["policy", "channel", "mail without an address"],
)
def test_wrong_answers_are_refused_before_anything_is_written(given: dict[str, Any]) -> None:
    """The sentence comes at once."""
    usual = Answers(
        listen="127.0.0.1:1",
        external_url="http://127.0.0.1:1",
        language="en",
        policy="team",
        person="A",
    )
    with pytest.raises(InvalidInput):
        replace(usual, **given)


def init(root: Path, *words: str) -> list[str]:
    done = typed("init", "--root", str(root), "--no-input", *words)
    assert done.code == 0, done.err
    return done.lines


def etc(root: Path) -> Path:
    return root / "etc" / "watchkeeper"


def test_beyond_loopback_there_is_tls_of_the_local_ca(root: Path) -> None:
    """--listen 0.0.0.0 makes a CA and a certificate that OpenSSL accepts for the host's name."""
    init(root, "--listen", "0.0.0.0:8420", "--external-url", "https://watch.example:8420")
    found = read_configuration(etc(root) / "watchkeeper.yml").settings
    assert found.tls is not None
    verified = subprocess.run(
        ["openssl", "verify", "-CAfile", str(found.tls.ca), "-verify_hostname", "watch.example",
         str(found.tls.certificate)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert verified.returncode == 0, verified.stderr
    ssl.create_default_context().load_cert_chain(found.tls.certificate, found.tls.key)


def test_the_contract_binds_both_tables(root: Path) -> None:
    """contract-cn: level and urgency, as the contract has it; the team's policy has one table."""
    init(root / "a", "--policy", "contract-cn")
    init(root / "b", "--policy", "team")
    tables = [
        read_configuration(etc(root / name) / "watchkeeper.yml")
        .inventory.customer("house")
        .contract.tables
        for name in ("a", "b")
    ]
    assert tables == [("level", "urgency"), ("level",)]


def test_a_second_run_keeps_what_is_there(root: Path) -> None:
    """Files, certificate and the agent's identity stay; a new link is all that is made."""
    words = ("--external-url", "https://localhost:8420")
    init(root, *words, "--person", "甲")
    people = etc(root) / "people.yml"
    people.write_text(people.read_text() + "# ours\n")
    before = {path: path.read_bytes() for path in etc(root).rglob("*") if path.is_file()}
    lines = init(root, *words, "--person", "somebody else")
    assert lines[0] == "everything was there already; nothing was changed"
    assert {path: path.read_bytes() for path in before} == before
    assert lines[-1].startswith("Sign in once within 24 hours: https://localhost:8420/link/")


def test_secrets_are_for_their_owner(root: Path) -> None:
    """Nobody else reads the CA's key, the agent's token and the configuration."""
    init(root, "--external-url", "https://localhost:8420")
    for name, mode in {
        "tls/ca.key": 0o600,
        "tls/server.key": 0o640,
        "agent.token": 0o600,
        "watchkeeper.yml": 0o640,
        "people.yml": 0o640,
    }.items():
        assert stat.S_IMODE((etc(root) / name).stat().st_mode) == mode, name


def test_units_call_this_installation(root: Path) -> None:
    """ExecStart names the program that ran `init`, and the files below the root."""
    init(root)
    called = this_program(sys.argv[0])
    unit = (root / "etc" / "systemd" / "system" / "watchkeeper.service").read_text()
    assert f"ExecStart={called.line()} serve --config {etc(root)}/watchkeeper.yml" in unit
    assert "/opt/watchkeeper/bin" not in unit
    assert (root / "etc" / "sysusers.d" / "watchkeeper.conf").exists()
    assert (root / "etc" / "tmpfiles.d" / "watchkeeper.conf").exists()


def test_systemd_accepts_the_units_that_init_writes(root: Path) -> None:
    """The rendered units name programs that are there and settings that systemd knows."""
    init(root)
    units = [root / "etc" / "systemd" / "system" / f"{name}.service" for name in NAMES]
    done = subprocess.run(
        [program("systemd-analyze"), "--man=no", "verify", *map(str, units)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "watchkeeper" not in done.stderr


def test_what_is_printed_can_be_typed(root: Path) -> None:
    """The printed program runs from another directory, whatever way `init` was called."""
    lines = init(root)
    commands = [line.strip() for line in lines if " serve " in line or "agent.conf" in line]
    assert len(commands) == 2
    for command in commands:
        words = [word for word in shlex.split(command) if word not in {"serve", "--config"}][:-1]
        done = subprocess.run(
            [*words, "--version"], cwd="/", capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, (command, done.stderr)


def test_a_command_on_the_path_is_found_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Called as `watchkeeper` or by a relative path, the absolute one is printed."""
    for name in ("watchkeeper", "watchkeeper-agent"):
        (root / name).write_text("#!/bin/sh\n")
        (root / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(root))
    monkeypatch.chdir(root)
    for called_as in ("watchkeeper", "./watchkeeper", str(root / "watchkeeper")):
        assert this_program(called_as).line("serve") == f"{root}/watchkeeper serve"


def test_on_the_real_system_units_are_started() -> None:
    """Users are made, files handed over, units enabled, in this order."""
    commands = next_commands(
        PROGRAM, Path("/"), Path("/etc/watchkeeper/watchkeeper.yml"), socket=Path("/s"), enrols=True
    )
    assert commands[0].startswith("systemd-sysusers && systemd-tmpfiles")
    assert commands[-1].endswith("systemctl enable --now watchkeeper watchkeeper-agent")


def test_a_root_too_long_for_a_socket_is_refused(root: Path) -> None:
    """The kernel's limit is told before anything is written."""
    long = root / ("x" * 90)
    done = typed("init", "--root", str(long), "--no-input")
    assert done.code == 2
    assert not long.exists()


def test_a_directory_that_cannot_be_written_is_named(root: Path) -> None:
    """A file stands where the directory should be."""
    (root / "etc").write_text("")
    done = typed("init", "--root", str(root), "--no-input")
    assert done.code == 2
    assert str(root / "etc") in done.err


def test_beside_a_running_server_nothing_is_made(watch: Watch) -> None:
    """A second `init` on a running server says how links are made there."""
    done = typed("init", "--root", str(watch.root), "--no-input")
    assert done.code == 0
    assert "The server is running" in done.out


def test_init_can_send_the_test_message_itself(watch: Watch) -> None:
    """--test-message tries the channel and shows the answer; a refusal ends with 1."""
    words = ("init", "--root", str(watch.root), "--no-input", "--test-message")
    assert "webhook to engineer-a: delivered (it answered: taken)" in typed(*words).out
    watch.receiver.status = 500
    try:
        assert typed(*words).code == 1
    finally:
        watch.receiver.status = 200


def test_every_planned_file_is_yaml_that_reads_back(root: Path) -> None:
    """Quotes and Chinese in answers survive the files."""
    answers = Answers(
        listen="127.0.0.1:1", external_url="http://127.0.0.1:1", language="zh",
        policy="team", person='甲 "the" 丙: #1', mail="a@x.example", zone="Asia/Shanghai",
    )  # fmt: skip
    for planned in planned_files(answers, root=root):
        path = planned.below(root)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(planned.text)
    found = read_configuration(etc(root) / "watchkeeper.yml")
    assert [person.name for person in found.people] == ['甲 "the" 丙: #1']
