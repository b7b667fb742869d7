"""Text files of other programs: what is taken, and what is left out."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent.collect import Collection
from agent.sources import textfile
from agent.sources.loadavg import LoadSource
from agent.sources.textfile import TextfileSource
from tests.agent.manual_clock import StandingClock
from watchkeeper.wire.exposition import Kind, Reading, page
from watchkeeper.wire.page_parser import parse

Found = dict[tuple[str, ...], float]


def read(source: TextfileSource) -> Found:
    return {(family.name, *values): number for family, values, number in source.read()}


def is_wrong(found: Found) -> bool:
    return found["node_textfile_scrape_error",] == 1


def test_files_are_taken_with_their_labels_and_times(tmp_path: Path) -> None:
    (tmp_path / "a.prom").write_text('x{disk="sda"} 3\n')
    os.utime(tmp_path / "a.prom", (1_000, 1_000))
    (tmp_path / "a.tmp").write_text("y 1\n")
    assert read(TextfileSource(tmp_path)) == {
        ("x", "sda"): 3,
        ("node_textfile_mtime_seconds", f"{tmp_path}/a.prom"): 1_000,
        ("node_textfile_scrape_error",): 0,
    }


def test_a_file_is_read_again_after_it_changed(tmp_path: Path) -> None:
    source = TextfileSource(tmp_path)
    (tmp_path / "a.prom").write_text("x 3\n")
    assert read(source)["x",] == 3
    (tmp_path / "a.new").write_text("x 4\n")
    (tmp_path / "a.new").rename(tmp_path / "a.prom")
    assert read(source)["x",] == 4
    (tmp_path / "a.prom").unlink()
    assert ("x",) not in read(source)


def test_a_series_keeps_its_family(tmp_path: Path) -> None:
    """The layout knows a series by its family, so a file that changes does not make a new one."""
    source = TextfileSource(tmp_path)
    (tmp_path / "a.prom").write_text("# TYPE x counter\nx 3\n")
    first = source.read()[0][0]
    (tmp_path / "a.prom").write_text("# TYPE x counter\nx 4000\n")
    assert source.read()[0][0] is first
    assert first.kind is Kind.COUNTER


WRONG = {
    "no text format": "hello world\n",
    "with a time": "x 3 1000\n",
    "no UTF-8": b"\xff\n",
    "a number too many": "x 1 2 3\n",
    "the same series twice": "x 1\nx 2\n",
}


@pytest.mark.parametrize("content", WRONG.values(), ids=WRONG.keys())
def test_a_file_that_makes_no_sense_is_left_out(content: str | bytes, tmp_path: Path) -> None:
    """The others are taken, and the page says that something is wrong."""
    (tmp_path / "good.prom").write_text("good 1\n")
    raw = content if isinstance(content, bytes) else content.encode()
    (tmp_path / "bad.prom").write_bytes(raw)
    found = read(TextfileSource(tmp_path))
    assert is_wrong(found)
    assert found["good",] == 1
    assert ("x",) not in found


def test_a_file_of_a_gigabyte_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "big.prom").open("wb") as file:
        file.truncate(1 << 30)
    assert is_wrong(read(TextfileSource(tmp_path)))


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """Nobody writes to it; the cycle goes on."""
    os.mkfifo(tmp_path / "pipe.prom")
    assert is_wrong(read(TextfileSource(tmp_path)))


def test_a_series_of_two_files_counts_for_the_first(tmp_path: Path) -> None:
    (tmp_path / "a.prom").write_text("x 1\n")
    (tmp_path / "b.prom").write_text("x 2\ny 3\n")
    found = read(TextfileSource(tmp_path))
    assert found["x",] == 1
    assert ("y",) not in found
    assert is_wrong(found)


def test_too_many_series_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All files together have room for so many; a file that does not fit is left out whole."""
    monkeypatch.setattr(textfile, "MOST_SERIES", 10)
    for name in ("a", "b"):
        (tmp_path / f"{name}.prom").write_text("".join(f"{name}{n} 1\n" for n in range(6)))
    found = read(TextfileSource(tmp_path))
    assert ("a5",) in found
    assert ("b0",) not in found
    assert is_wrong(found)


def test_a_folder_that_is_not_there_is_no_error(tmp_path: Path) -> None:
    assert read(TextfileSource(tmp_path / "none")) == {("node_textfile_scrape_error",): 0}


@pytest.fixture
def collected(tmp_path: Path) -> Iterator[list[Reading]]:
    (tmp_path / "loadavg").write_text("0.5 0.4 0.3 1/2 3\n")
    (tmp_path / "a.prom").write_text("node_load1 99\nnode_reboot_required 1\n")
    collection = Collection(
        (LoadSource(tmp_path),), StandingClock(), foreign=(TextfileSource(tmp_path),)
    )
    yield collection.read()
    collection.close()


def test_a_name_of_ours_cannot_be_taken(collected: list[Reading]) -> None:
    """A file cannot lie about the load; the page stays one that Prometheus takes."""
    read_back = parse(page(collected).encode())
    values = {sample.labels: sample.value for sample in read_back.samples}
    assert values[("__name__", "node_load1"),] == 0.5
    assert values[("__name__", "node_reboot_required"),] == 1
