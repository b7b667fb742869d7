"""Every fenced block of the pages on measuring is run, or read by what would read it.

A block that no reader knows fails: an example cannot be added without being tried.
"""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest
import trustme

from agent.__main__ import _asked
from agent.config import config_from_text
from collector.intake.alert_map import alert_map_of
from collector.probes.registry import probe_of
from collector.probes.tools import Tools
from tests.components import program
from ticketing.mutes.window_file import windows_of
from ticketing.notify.settings import read_channels
from watchkeeper.cli.command_line import parser
from watchkeeper.config.nodes import parse_yaml
from watchkeeper.inventory.files import probe_from_node, targets_from_node
from watchkeeper.inventory.model import Target
from watchkeeper.inventory.scrapes import read_scrapes
from watchkeeper.satellite.settings import read_satellite
from watchkeeper.server.clock import SystemClock

ROOT = Path(__file__).parents[1]
PAGES = ("sources", "probes", "backups", "satellite", "alertmanager", "silences")
LANGUAGES = ("en", "zh")
_FENCE = re.compile(r"^[ \t]*```(\w*)\s*$")
_FILE = re.compile(r"# file: (\S+?),?(?: .*)?$")
_MOST_COMMANDS = ("watchkeeper", "watchkeeper-agent", "systemctl")


@dataclass(frozen=True)
class Block:
    """A fenced block: where it stands, what it calls itself, what is in it."""

    page: str
    line: int
    kind: str
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        return "".join(f"{line}\n" for line in self.lines)

    @property
    def file(self) -> str:
        """Return the name of the file that the block is; empty where it says none."""
        found = _FILE.match(self.lines[0])
        return found[1] if found else ""


def blocks_in(page: str, text: str) -> list[Block]:
    """Return all fenced blocks; a fence that is never closed fails."""
    found: list[Block] = []
    begun, kind, lines = 0, "", []
    for number, line in enumerate(text.splitlines(), 1):
        fence = _FENCE.match(line)
        if fence is None:
            lines.append(line)
        elif begun:
            found.append(Block(page, begun, kind, tuple(lines)))
            begun = 0
        else:
            begun, kind, lines = number, fence[1], []
    assert begun == 0, f"{page}:{begun}: this fence is not closed"
    return found


def blocks_of(language: str, page: str) -> list[Block]:
    name = f"docs/{language}/{page}.md"
    return blocks_in(name, (ROOT / name).read_text(encoding="utf-8"))


BLOCKS = [block for page in PAGES for each in LANGUAGES for block in blocks_of(each, page)]


@dataclass(frozen=True)
class Room:
    """Where a block is tried."""

    folder: Path
    tools: Tools
    session: aiohttp.ClientSession


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    async with Tools(SystemClock()) as tools, aiohttp.ClientSession() as session:
        yield Room(tmp_path, tools, session)


# Readers: one for each kind of block.


def _probe(block: Block, room: Room) -> None:
    """One entry of ``probes``, of the kind it says, can be made a probe."""
    spec = probe_from_node(parse_yaml(block.text, name=block.page))
    assert block.lines[0].split()[2] == spec.kind
    probe_of(Target("x", "127.0.0.1"), spec, room.tools)


def _targets(block: Block, room: Room) -> None:
    targets = targets_from_node(parse_yaml(block.text, name=block.file))
    assert targets
    for target in targets:
        for spec in target.probes:
            probe_of(target, spec, room.tools)


def _scrapes(block: Block, room: Room) -> None:
    path = room.folder / block.file
    path.parent.mkdir()
    path.write_text(block.text)
    assert len(read_scrapes(room.folder).found) == 2


def _satellite(block: Block, room: Room) -> None:
    path = room.folder / "satellite.yml"
    path.write_text(block.text)
    settings = read_satellite(path)
    assert settings.networks()
    assert read_channels(settings.channels, session=room.session, clock=SystemClock())


def _alert_map(block: Block, room: Room) -> None:
    assert alert_map_of(parse_yaml(block.text, name=block.file)).entries


def _windows(block: Block, room: Room) -> None:
    assert windows_of(parse_yaml(block.text, name=block.file))


def _prometheus(block: Block, room: Room) -> None:
    """Prometheus's own program takes it, its files being there."""
    trustme.CA().cert_pem.write_to_path(room.folder / "watchkeeper-ca.pem")
    (room.folder / "watchkeeper.token").write_text("secret")
    path = room.folder / "prometheus.yml"
    assert "/etc/prometheus/" in block.text
    path.write_text(block.text.replace("/etc/prometheus/", f"{room.folder}/"))
    command = [program("promtool"), "check", "config", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr + done.stdout


def _agent_settings(block: Block, room: Room) -> None:
    """Sections of agent.conf: each is known, and not empty."""
    config = config_from_text(block.text, block.page)
    named = (*config.watched, *config.plugins, *config.logs, *config.backups)
    assert len(named) == sum(line.startswith("[") for line in block.lines)


_UNITS = {"satellite": "watchkeeper-satellite"}  # of the other pages: the agent's
_PROGRAM = re.compile(r"/opt/watchkeeper/bin/\S+")


def _drop_in(block: Block, room: Room) -> None:
    """systemd takes our unit with the drop-in of the page."""
    name = _UNITS.get(Path(block.page).stem, "watchkeeper-agent")
    assert verified(name, block.text, room.folder) == ""


def verified(name: str, drop_in: str, folder: Path) -> str:
    """Return what systemd says of a unit of ours with a drop-in; empty: nothing is wrong."""
    unit = folder / f"{name}.service"
    shipped = (ROOT / "systemd" / unit.name).read_text()
    unit.write_text(_PROGRAM.sub("/bin/true", shipped))
    beside = folder / f"{unit.name}.d"
    beside.mkdir()
    (beside / "own.conf").write_text(_PROGRAM.sub("/bin/true", drop_in))
    command = [program("systemd-analyze"), "--man=no", "verify", str(unit)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    said = [line for line in done.stderr.splitlines() if unit.name in line or "own.conf" in line]
    return "\n".join(said) if done.returncode == 0 else done.stderr


_UDEV_TERM = re.compile(r'([A-Z]+)(==|=)"([^"]*)"')
_UDEV_SETS = frozenset({"GROUP", "MODE", "OWNER"})


def _udev_rules(block: Block, room: Room) -> None:
    """Each term of a rule asks what can be asked, or sets what can be set."""
    for line in block.lines:
        terms = [_UDEV_TERM.fullmatch(term.strip()) for term in line.split(",")]
        found = {term[1]: (term[2], term[3]) for term in terms if term}
        assert len(found) == len(terms), line
        for key, (operator, value) in found.items():
            assert (operator == "=") is (key in _UDEV_SETS), line
            assert key != "MODE" or int(value, 8) <= 0o777, line


def _commands(block: Block, room: Room) -> None:
    """Each line is a command that its program takes."""
    for line in block.lines:
        words = shlex.split(line, comments=True)
        match words[0]:
            case "watchkeeper":
                parser().parse_args(words[1:])
            case "watchkeeper-agent":
                assert _asked(words[1:])
            case _:
                assert words[:3] == ["systemctl", "enable", "--now"], line
                assert (ROOT / "systemd" / f"{words[3]}.service").exists()


Reader = Callable[[Block, Room], None]


def reader_of(block: Block) -> Reader:
    """Return what tries a block.  Raises AssertionError where nothing knows it."""
    first = block.lines[0] if block.lines else ""
    files: dict[str, Reader] = {
        "agent.conf": _agent_settings,
        "alerts.yml": _alert_map,
        "maintenance.yml": _windows,
        "satellite.yml": _satellite,
        "scrapes/prometheus.yml": _scrapes,
    }
    if block.kind == "yaml" and first.startswith("# probe: "):
        return _probe
    if block.kind == "yaml" and first == "# prometheus.yml":
        return _prometheus
    if block.kind == "yaml" and block.file.startswith("targets/"):
        return _targets
    if block.kind in {"yaml", "ini"} and block.file in files:
        return files[block.file]
    if "[Service]" in block.lines:
        return _drop_in
    if first.startswith("SUBSYSTEM=="):
        return _udev_rules
    if re.match(r'\[\w+ "', first):
        return _agent_settings
    if first.split(" ")[0] in _MOST_COMMANDS:
        return _commands
    raise AssertionError(f"{block.page}:{block.line}: no test knows how to try this block")


@pytest.mark.parametrize("block", BLOCKS, ids=[f"{each.page}:{each.line}" for each in BLOCKS])
def test_every_example_is_tried(block: Block, room: Room) -> None:
    """Each fenced block of the page works as it stands."""
    reader_of(block)(block, room)


@pytest.mark.parametrize("page", PAGES)
def test_both_languages_show_the_same_examples(page: str) -> None:
    """Only comments differ."""
    english, chinese = (
        [
            [line.partition("  #")[0].rstrip() for line in each.lines]
            for each in blocks_of(language, page)
        ]
        for language in LANGUAGES
    )
    assert english == chinese
    assert english


@pytest.mark.parametrize(
    "text",
    ["```\nhello\n```\n", "```yaml\na: 1\n```\n", "```json\n{}\n```\n", "```\n```\n"],
    ids=["no command of ours", "no file named", "another language", "nothing"],
)
def test_an_example_that_nobody_knows_is_told(text: str) -> None:
    """The walk fails for what it cannot try, and says where it stands."""
    (block,) = blocks_in("p.md", f"words\n\n{text}")
    with pytest.raises(AssertionError, match=r"p\.md:3: no test knows"):
        reader_of(block)


def test_a_fence_that_is_not_closed_is_told() -> None:
    with pytest.raises(AssertionError, match=r"p\.md:2: this fence"):
        blocks_in("p.md", "words\n```yaml\na: 1\n")


def test_a_wrong_drop_in_is_told(tmp_path: Path) -> None:
    """What systemd says of the pages' drop-ins can fail."""
    said = verified("watchkeeper-agent", "[Service]\nDeviceAllowed=block-sd r\n", tmp_path)
    assert "DeviceAllowed" in said
