"""A host whose /proc, /sys and /etc say strange things: cut, doubled, mixed up, beyond all numbers."""

import io
import shutil
from collections.abc import Iterator
from contextlib import redirect_stderr
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.collect import Collection
from agent.config import AgentConfig, WatchedProcesses, config_from_text
from agent.layout import Layout
from agent.registry import sources_of
from agent.source import Source
from tests.agent.manual_clock import StandingClock
from watchkeeper.wire.exposition import Reading, page
from watchkeeper.wire.page_parser import parse

FIXTURES = Path(__file__).parents[1] / "fixtures"
ROOTS = ("proc", "sys", "etc", "udev")
ASKS_THE_KERNEL = {"filesystem", "tcpstat", "listening", "timex", "time"}
MOST_FILE_BYTES = 100_000
INSERTED = st.sampled_from(
    [
        b"9" * 400,
        b"-1",
        b"1e400",
        b"nan",
        b"\xff\xfe",
        b"\0",
        b"\n\n",
        b" ",
        b":",
        "٣".encode(),
        b"0x",
    ]
)


@dataclass
class Host:
    """A copy of the recorded host, and all that reads it."""

    files: list[Path]
    sources: list[Source]

    def readings(self) -> list[Reading]:
        """Read every source, each for the first time."""
        return Collection(self.sources, StandingClock()).read()


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    folder = tmp_path_factory.mktemp("host")
    for root in ROOTS:
        shutil.copytree(FIXTURES / root, folder / root, symlinks=True)
    text = '[process "all"]\nmatch = .\n[smart]\nevery = off\n[logins]\nfrom = off\n'
    nowhere = folder / "nowhere"
    config: AgentConfig = config_from_text(text, "x")._replace(
        proc=folder / "proc", sys=folder / "sys", etc=folder / "etc", udev=folder / "udev",
        apt=nowhere, dnf=nowhere, yum=nowhere, booted=nowhere,
    )  # fmt: skip
    assert isinstance(config.watched[0], WatchedProcesses)
    sources = [
        source
        for source in sources_of(config, StandingClock())
        if source.name not in ASKS_THE_KERNEL
    ]
    files = [
        path
        for root in ROOTS
        for path in sorted((folder / root).rglob("*"))
        if path.is_file() and not path.is_symlink() and path.stat().st_size < MOST_FILE_BYTES
    ]
    yield Host(files, sources)
    for source in sources:
        source.close()


def strange(content: bytes, data: st.DataObject) -> bytes:
    """Return the content cut, with a piece doubled or left out, or with something put in."""
    start = data.draw(st.integers(0, len(content)), label="start")
    end = data.draw(st.integers(start, min(len(content), start + 40)), label="end")
    put = data.draw(INSERTED, label="put in")
    return data.draw(
        st.sampled_from(
            [
                content[:start],
                content[:start] + content[end:],
                content[:end] + content[start:],
                content[:start] + put + content[end:],
            ]
        )
    )


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_strange_file_costs_its_source_alone(host: Host, data: st.DataObject) -> None:
    """Whatever one file says, no source has a defect, and the others' page and tick are whole."""
    path = data.draw(st.sampled_from(host.files), label="file")
    content = path.read_bytes()
    try:
        path.write_bytes(strange(content, data))
        with redirect_stderr(io.StringIO()) as said:
            readings = host.readings()
    finally:
        path.write_bytes(content)
    assert "source has a defect" not in said.getvalue()
    parse(page(readings).encode())
    layout = Layout(most_series=5_000, now=0)
    assert len(layout.vector(readings, 0)) == 8 * len(layout.labels)


def test_the_host_as_recorded_is_read(host: Host) -> None:
    """So that the other test reads something: most sources find what they look for."""
    assert len({family.name for family, _, _ in host.readings()}) > 250
