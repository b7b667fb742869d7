"""Nagios plugins as programs of this host: states, attempts, deadlines, bounds."""

from pathlib import Path

import pytest

from agent.clock import SystemClock
from agent.config import Plugin, config_from_text
from agent.programs import MOST_OUTPUT_BYTES, run
from agent.registry import sources_of
from agent.sources.plugins import PluginSource
from tests.agent.processes import wait_for
from watchkeeper.core.errors import ConfigError
from watchkeeper.core.instants import MINUTE, SECOND, Duration

Found = dict[tuple[str, ...], float]


def plugin(folder: Path, script: str, **settings: int) -> Plugin:
    program = folder / "check_x"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    values = {
        name: Duration(value) if name != "attempts" else value for name, value in settings.items()
    }
    return Plugin("x", (str(program), "-w", "a b"), **values)  # type: ignore[arg-type]  # by name


def read(source: PluginSource) -> Found:
    return {(family.name, *values): number for family, values, number in source.read()}


def test_a_plugin_tells_state_and_numbers(tmp_path: Path) -> None:
    """Exit code, numbers in base units, how long it took; arguments come without a shell."""
    source = PluginSource(plugin(tmp_path, 'echo "DISK OK $2 | /=12MB;20;30"'), SystemClock())
    found = read(source)
    assert found["plugin_state", "x"] == 0
    assert found["plugin_perfdata", "x", "/", "B"] == 12 * 2**20
    assert found["plugin_duration_seconds", "x"] < 10
    assert found["plugin_last_run_timestamp_seconds", "x"] > 1_700_000_000


def test_a_failure_counts_after_all_attempts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Once is no failure; while it is open the plugin runs more often; OK counts at once."""
    marker = tmp_path / "broken"
    source = PluginSource(
        plugin(tmp_path, f"test ! -e {marker} || {{ echo FULL; exit 2; }}", attempts=3),
        SystemClock(),
    )
    assert read(source)["plugin_state", "x"] == 0
    marker.touch()
    assert [read(source)["plugin_state", "x"] for _ in range(2)] == [0, 0]
    assert source.every == 15 * SECOND
    found = read(source)
    assert (found["plugin_state", "x"], found["plugin_attempts", "x"]) == (2, 3)
    assert source.every == MINUTE
    assert "state=CRITICAL summary=FULL" in capsys.readouterr().err
    marker.unlink()
    assert read(source)["plugin_state", "x"] == 0


def test_a_program_that_does_not_exist_is_no_measurement() -> None:
    """The source fails, which node_scrape_collector_success tells."""
    with pytest.raises(FileNotFoundError):
        PluginSource(Plugin("x", ("/nowhere/check_x",)), SystemClock()).read()


@pytest.mark.parametrize("code", [126, 127, 42])
def test_a_strange_exit_code_is_unknown(code: int, tmp_path: Path) -> None:
    source = PluginSource(plugin(tmp_path, f"exit {code}", attempts=1), SystemClock())
    assert read(source)["plugin_state", "x"] == 3


def test_a_plugin_that_hangs_is_ended_with_its_children(tmp_path: Path) -> None:
    """Nothing stays behind; what it said until then still counts as unknown."""
    script = f"sleep 60 & echo $! > {tmp_path}/child; echo slow; sleep 60"
    source = PluginSource(plugin(tmp_path, script, attempts=1, timeout=500), SystemClock())
    assert read(source)["plugin_state", "x"] == 3
    child = int((tmp_path / "child").read_text())
    wait_for(lambda: is_gone(child), what="the child's end")


def is_gone(pid: int) -> bool:
    """Tell whether a process ended; one that nobody waited for yet is a zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True


def test_a_child_that_holds_the_output_is_not_waited_for(tmp_path: Path) -> None:
    """The plugin ended; what it left running in the background is ended."""
    program = plugin(tmp_path, f"sleep 60 & echo $! > {tmp_path}/child; echo done").command
    done = run(program, timeout_seconds=30, clock=SystemClock())
    assert (done.code, done.output) == (0, b"done\n")
    assert done.seconds < 20
    child = int((tmp_path / "child").read_text())
    wait_for(lambda: is_gone(child), what="the child's end")


def test_output_without_end_is_bounded(tmp_path: Path) -> None:
    program = plugin(tmp_path, "head -c 3000000 /dev/zero").command
    done = run(program, timeout_seconds=30, clock=SystemClock())
    assert (done.code, len(done.output)) == (0, MOST_OUTPUT_BYTES)


def test_programs_see_little_of_our_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No secret of the agent's environment reaches a plugin; the language is C."""
    monkeypatch.setenv("TOKEN", "secret")
    done = run(plugin(tmp_path, "env").command, timeout_seconds=10, clock=SystemClock())
    assert b"secret" not in done.output
    assert b"LC_ALL=C" in done.output


def test_only_what_the_host_names_is_run(tmp_path: Path) -> None:
    """Plugins come from agent.conf alone: a source for each section, none without."""
    text = '[plugin "disk"]\ncommand = /usr/bin/true "a b" c\nattempts = 2\nevery = 5m\n'
    config = config_from_text(text, "agent.conf")
    assert config.plugins == (
        Plugin("disk", ("/usr/bin/true", "a b", "c"), every=Duration(5 * MINUTE), attempts=2),
    )
    clock = SystemClock()
    names = [each.name for each in sources_of(config, clock)]
    assert names.count("plugin_disk") == 1
    bare = config_from_text("", "agent.conf")
    assert not any(each.name.startswith("plugin") for each in sources_of(bare, clock))


WRONG = {
    "no command": ('[plugin "x"]\nevery = 1m', "needs command"),
    "a relative path": ('[plugin "x"]\ncommand = check_x', "whole path"),
    "an open quote": ('[plugin "x"]\ncommand = /bin/x "a', "quote is not closed"),
}


@pytest.mark.parametrize(("text", "said"), WRONG.values(), ids=WRONG.keys())
def test_a_plugin_that_makes_no_sense_is_refused(text: str, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        config_from_text(text, "agent.conf")


def test_no_descriptor_stays_open(tmp_path: Path) -> None:
    program = plugin(tmp_path, "true").command
    run(program, timeout_seconds=10, clock=SystemClock())
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(3):
        run(program, timeout_seconds=10, clock=SystemClock())
    assert len(list(Path("/proc/self/fd").iterdir())) == before
