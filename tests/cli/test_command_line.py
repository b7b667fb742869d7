from __future__ import annotations

import argparse
import pkgutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import watchkeeper.cli
from tests.cli.watch import typed
from watchkeeper.cli.command_line import COMMANDS, command_module, parser
from watchkeeper.cli.output import length, say_table, width
from watchkeeper.client import language_of

ROOT = Path(__file__).parents[2]

ONLY_BASE = """
import sys
from importlib.abc import MetaPathFinder

class Missing(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {extra}:
            raise ModuleNotFoundError("No module named " + name, name=name)

sys.meta_path.insert(0, Missing())
from watchkeeper.cli import main
sys.exit(main(sys.argv[1:]))
"""
EXTRA = {
    "aiohttp", "aiosmtplib", "alembic", "argon2", "asyncpg", "asyncssh", "babel", "cramjam",
    "cronsim", "cryptography", "re2", "jinja2", "numpy", "orjson", "prometheus_client",
    "yaml", "sqlalchemy",
}  # fmt: skip


def with_base_only(*words: str) -> subprocess.CompletedProcess[str]:
    """Run a command where nothing of the extra `server` can be imported."""
    program = ONLY_BASE.replace("{extra}", repr(EXTRA))
    return subprocess.run(
        [sys.executable, "-c", program, *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("command", ["serve", "init", "check-config", "demo"])
def test_without_the_extra_a_command_says_how_to_install_it(command: str) -> None:
    """One line, exit code 2, no traceback."""
    done = with_base_only(command)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "pip install 'watchkeeper[server]'" in done.stderr


def test_without_the_extra_commands_that_only_ask_still_work(tmp_path: Path) -> None:
    """The command line of an agent's host can speak to a server elsewhere."""
    assert with_base_only("--version").returncode == 0
    asked = with_base_only("tickets", "--socket", str(tmp_path / "none"), "list")
    assert asked.returncode == 3
    assert "none" in asked.stderr


def commands_in(root: argparse.ArgumentParser, path: str = "") -> Iterator[tuple[str, set[str]]]:
    """Yield each command that ends there, with its options."""
    below = [one for one in root._actions if isinstance(one, argparse._SubParsersAction)]
    if not below:
        yield path, {option for one in root._actions for option in one.option_strings}
    for action in below:
        for name, child in action.choices.items():
            yield from commands_in(child, f"{path} {name}".strip())


LEAVES = dict(commands_in(parser()))
PRINT_NO_DATA = {"agent", "oncall ics", "run", "serve", "rules expand"}


@pytest.mark.parametrize("command", sorted(set(LEAVES) - PRINT_NO_DATA))
def test_every_command_has_json(command: str) -> None:
    """Programs can read what each command prints."""
    assert "--json" in LEAVES[command]


def test_every_command_has_its_module() -> None:
    """The table of commands names modules that are there."""
    modules = {module.name for module in pkgutil.iter_modules(watchkeeper.cli.__path__)}
    named = {command_module(command).__name__.rpartition(".")[2] for command in COMMANDS}
    assert named <= modules


@pytest.mark.parametrize("words", [("nonsense",), ("tickets",), ("query",)], ids=str)
def test_wrong_usage_ends_with_2(words: tuple[str, ...]) -> None:
    """argparse's code for usage is ours."""
    assert typed(*words).code == 2


@pytest.mark.parametrize(
    ("text", "columns"),
    [("web-1", 5), ("数据库", 6), ("é", 1), ("e\u0301", 1), ("", 0), ("\uff57", 2)],
    ids=["ASCII", "Chinese", "one letter", "with a mark", "nothing", "full width"],
)
def test_width_counts_columns_of_a_terminal(text: str, columns: int) -> None:
    """Chinese takes two columns, a combining mark none."""
    assert width(text) == columns


def test_a_table_lines_up(capsys: pytest.CaptureFixture[str]) -> None:
    """Columns begin at the same column of the terminal; nothing is a dash."""
    say_table(("A", "B"), [("数据", 1), ("x", None), ("", "two\nlines")])
    assert capsys.readouterr().out == "A     B\n数据  1\nx     -\n-     two lines\n"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0 s"), (59.9, "59 s"), (60, "1 m 00 s"), (3600 * 12 + 62, "12 h 01 m 02 s")],
    ids=["nothing", "below a minute", "a minute", "hours"],
)
def test_lengths_are_said_with_their_units(seconds: float, words: str) -> None:
    """A stretch of time is cut, not rounded: what is left is never overstated."""
    assert length(seconds) == words


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh-CN"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ({}, "en"),
    ],
    ids=["Chinese", "overridden", "nothing set"],
)
def test_the_server_is_asked_in_the_terminals_language(
    environment: dict[str, str], language: str
) -> None:
    """Sentences of the server come in the language of the locale."""
    assert language_of(environment) == language
