from __future__ import annotations

import io
import shlex
import urllib.request
from pathlib import Path

import pytest

from tests.cli.watch import Watch, typed
from watchkeeper.wire.enrolment import token_from_text


def test_a_token_opens_what_its_scopes_say(watch: Watch, tmp_path: Path) -> None:
    """A program with query:read may query over TCP, but not list tickets."""
    made = watch("token", "create", "--name", "grafana", "--scopes", "query:read", "--days", "3")
    token_file = tmp_path / "token"
    token_file.write_text(made.out)
    way = ("--url", watch.url, "--token-file", str(token_file))
    assert typed("query", *way, "vector(1)").out == "{} 1\n"
    refused = typed("tickets", *way, "list")
    assert refused.code == 1
    assert "tickets:read" in refused.err


def test_a_revoked_token_counts_no_longer(watch: Watch, tmp_path: Path) -> None:
    """After `token revoke` its bearer is nobody; the list keeps the line."""
    secret = watch("token", "create", "--name", "old", "--scopes", "query:read", "--json").json
    token_file = tmp_path / "token"
    token_file.write_text(secret["secret"])
    assert watch("token", "revoke", secret["token"]["id"]).code == 0
    way = ("--url", watch.url, "--token-file", str(token_file))
    assert typed("query", *way, "vector(1)").code == 1
    line = next(one for one in watch("token", "list").lines if " old " in one)
    assert not line.endswith("-")


def test_a_token_for_a_program_needs_a_name_and_scopes(watch: Watch) -> None:
    """The sentence shows both options, and --agent."""
    done = watch("token", "create", "--name", "x")
    assert done.code == 2
    assert "--scopes" in done.err
    assert "--agent" in done.err


def test_the_line_for_a_host_is_all_of_the_output(watch: Watch, tmp_path: Path) -> None:
    """`token create --agent` prints one line to paste; what follows is said beside it."""
    config = tmp_path / "a b" / "agent.conf"
    made = watch("token", "create", "--agent", "--agent-config", str(config))
    assert len(made.lines) == 1
    program, option, path, verb, word = shlex.split(made.lines[0])
    assert (program, option, path, verb) == ("watchkeeper-agent", "--config", str(config), "enrol")
    assert token_from_text(word).url == watch.server.parts.configuration.settings.url()
    assert "Then start the agent" in made.err


def test_a_link_opens_the_page_with_the_button(watch: Watch) -> None:
    """The printed address is whole and counts."""
    url = watch("user", "link", "engineer-a").out.strip()
    path = url.removeprefix(watch.server.parts.configuration.settings.url())
    with urllib.request.urlopen(watch.url + path, timeout=10) as answer:
        assert "<form" in answer.read().decode()


def test_a_password_is_read_from_stdin(watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe can set a password; one that is too short is refused."""
    monkeypatch.setattr("sys.stdin", io.StringIO("correct horse battery\n"))
    assert watch("user", "password", "engineer-a").code == 0
    monkeypatch.setattr("sys.stdin", io.StringIO("x\n"))
    refused = watch("user", "password", "engineer-a")
    assert refused.code == 2


def test_nobody_gets_a_link(watch: Watch) -> None:
    """A person who is not in people.yml is named."""
    done = watch("user", "link", "ghost")
    assert done.code == 1
    assert "'ghost'" in done.err


def test_an_unreadable_token_file_is_named(watch: Watch, tmp_path: Path) -> None:
    """The file's path is in the sentence."""
    done = typed("query", "--url", watch.url, "--token-file", f"{tmp_path}/none", "up")
    assert done.code == 2
    assert f"{tmp_path}/none" in done.err


def test_a_satellite_is_named_enrolled_listed_and_trusted_no_more(
    watch: Watch, tmp_path: Path
) -> None:
    """From the word on the server to the line of the list; without a target there is none."""
    assert watch("token", "create", "--satellite", "sat-1").code == 1
    assert watch("targets", "add", "sat-1").code == 0
    made = watch("token", "create", "--satellite", "sat-1")
    program, action, verb, word, *_ = shlex.split(made.lines[0])
    assert (program, action, verb) == ("watchkeeper", "satellite", "enrol")
    config = tmp_path / "etc" / "satellite.yml"
    enrolled = typed("satellite", "enrol", "--config", str(config), word, "--allow", "10.0.0.0/8")
    assert enrolled.code == 0, enrolled.err
    assert "allow: [10.0.0.0/8]" in config.read_text()
    for name in ("satellite.identity", "satellite.key"):
        assert (config.parent / name).stat().st_mode & 0o777 == 0o600
    (line,) = [one for one in watch("satellite", "list").lines if one.startswith("sat-1")]
    assert "expected" in line or "silent" in line
    assert watch("satellite", "revoke", "sat-1").code == 0
    assert watch("satellite", "revoke", "sat-1").code == 1
    assert watch("satellite", "list", "--json").json == []


def test_a_wrong_network_is_said_before_the_word_is_used(watch: Watch, tmp_path: Path) -> None:
    """A slip of the hand does not cost the word."""
    config = str(tmp_path / "satellite.yml")
    done = typed("satellite", "enrol", "--config", config, "wk1.x", "--allow", "10.0.0.0/99")
    assert done.code == 2
    assert "is no network" in done.err


def test_somebody_leaves_after_a_look_at_what_they_hold(watch: Watch) -> None:
    """`--dry-run` changes nothing; what is asked twice, or of oneself, is refused."""
    people = watch.config.parent / "people.yml"
    people.write_text(people.read_text() + "- {id: leaver, name: 离}\n")
    watch.run_in_loop(watch.server.reload())
    looked = watch("user", "retire", "leaver", "--to", "engineer-a", "--dry-run")
    assert looked.code == 0, looked.err
    assert "Nothing was changed" in looked.err
    assert "leaver" in watch.server.parts.gate.people
    assert watch("user", "retire", "leaver", "--to", "leaver").code == 2
    done = watch("user", "retire", "leaver", "--to", "engineer-a", "--json").json
    assert (done["is_done"], len(done["held"]["edits"])) == (True, 1)
    refused = watch("user", "retire", "leaver", "--to", "engineer-a")
    assert (refused.code, "engineer-a took over" in refused.err) == (1, True)
    assert watch("user", "link", "leaver").code == 1
