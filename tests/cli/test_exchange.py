"""Samples leave and enter by files, as Prometheus's own tools write and read them."""

from __future__ import annotations

import asyncio
import gzip
import subprocess
from functools import partial
from pathlib import Path

import aiohttp
import pytest

from tests.cli.watch import Watch, typed
from tests.components import program
from tests.eventually import eventually
from tests.fakes.programs import free_port, running
from watchkeeper.cli.import_ import Journey
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import DAY, HOUR, MINUTE, SECOND
from watchkeeper.exchange.frames import FRAME_TYPE
from watchkeeper.exchange.heads import labels_from_head
from watchkeeper.server.clock import SystemClock

Dump = dict[tuple[str, int], str]


def openmetrics(name: str, *, ago: int, for_: int, step: int = 15 * SECOND) -> str:
    """Return an hour or so of series of two hosts, ended *ago* before now, odd values included."""
    now = SystemClock().now() // 1_000 * 1_000
    odd = ["0.1", "-0.0", "1e-300", "1.7976931348623157e+308", "+Inf", "-Inf", "NaN", "3"]
    lines = [f"# HELP {name} made up", f"# TYPE {name} gauge"]
    for host in ("a:9100", "b:9100"):
        for way in ("plain", '数据 "库" \\\\ {}, x', "two\\nlines # {}"):
            head = f'{name}{{instance="{host}",job="node",way="{way.replace(chr(34), chr(92) + chr(34))}"}}'
            for number, at in enumerate(range(now - ago - for_, now - ago, step)):
                value = odd[number] if number < len(odd) else repr(number * 1.1)
                lines.append(f"{head} {value} {at / 1_000 + (host == 'b:9100') * 0.004:.3f}")
    return "\n".join([*lines, "# EOF", ""])


def promtool(*words: object) -> str:
    command = [program("promtool"), *map(str, words)]
    return subprocess.run(command, check=True, capture_output=True, timeout=120).stdout.decode()


def dump_of(text: Path, folder: Path) -> str:
    """Let Prometheus make a data directory of OpenMetrics text, and dump it."""
    promtool("tsdb", "create-blocks-from", "openmetrics", text, folder)
    (folder / "wal").mkdir(exist_ok=True)  # without one it refuses to dump
    return promtool("tsdb", "dump", folder)


def samples_of(dump: str) -> Dump:
    rows = (line.rsplit(" ", 2) for line in dump.splitlines())
    return {(head, int(at)): value for head, value, at in rows}


def written(path: Path, text: str) -> Path:
    path.write_text(text)
    return path


def test_a_prometheus_data_directory_comes_in_and_goes_out_again(
    watch: Watch, tmp_path: Path
) -> None:
    """Its dump is imported, our export makes a data directory, and both hold the same samples."""
    text = openmetrics("moved", ago=2 * MINUTE, for_=HOUR).replace(" NaN ", " 7 ")
    before = dump_of(written(tmp_path / "text", text), tmp_path / "theirs")
    dump = written(tmp_path / "dump", before)
    done = watch("import", str(dump), "--json")
    assert (done.code, done.err) == (0, "")
    assert done.json["samples"] == done.json["stored"] == len(before.splitlines())
    assert done.json["series"] == 6
    out = tmp_path / "ours.om"
    assert watch("export", "--match", "moved", "--out", str(out)).code == 0
    after = dump_of(out, tmp_path / "ours")
    assert samples_of(after) == samples_of(before)


async def test_the_directory_of_a_running_prometheus_is_taken_over(
    watch: Watch, tmp_path: Path
) -> None:
    """A real server scrapes itself; its dump, write-ahead log included, holds what we export."""
    port = free_port()
    written(
        tmp_path / "prometheus.yml",
        "global: {scrape_interval: 1s}\n"
        f"scrape_configs: [{{job_name: self, static_configs: [{{targets: ['127.0.0.1:{port}']}}]}}]\n",
    )
    command = (
        program("prometheus"),
        f"--config.file={tmp_path}/prometheus.yml",
        f"--storage.tsdb.path={tmp_path}/data",
        f"--web.listen-address=127.0.0.1:{port}",
    )
    async with running(*command), aiohttp.ClientSession() as session:
        await eventually(partial(has_scraped, session, port, 4), what="four scrapes")
    dump = await asyncio.to_thread(promtool, "tsdb", "dump", tmp_path / "data")
    theirs = {key: float(value) for key, value in samples_of(dump).items() if value != "NaN"}
    assert len(theirs) > 1_000
    file = written(tmp_path / "dump", dump)
    done = await asyncio.to_thread(watch, "import", str(file), "--json")
    assert (done.code, done.json["stored"]) == (0, len(dump.splitlines()))
    out = await asyncio.to_thread(watch, "export", "--match", '{job="self"}')
    ours = [line.rsplit(" ", 2) for line in out.out.splitlines() if not line.startswith("#")]
    assert {
        (labels_from_head(head), round(float(at) * 1_000)): float(value) for head, value, at in ours
    } == {(labels_from_head(head), at): value for (head, at), value in theirs.items()}


async def has_scraped(session: aiohttp.ClientSession, port: int, times: int) -> bool:
    """Tell whether Prometheus has scraped itself so often."""
    address = f"http://127.0.0.1:{port}/api/v1/query"
    try:
        query = {"query": "count_over_time(up[1m])"}
        async with session.get(address, params=query, timeout=aiohttp.ClientTimeout(5)) as answer:
            found = (await answer.json())["data"]["result"] if answer.status == 200 else []
    except aiohttp.ClientError:
        return False
    return bool(found) and int(found[0]["value"][1]) >= times


def test_openmetrics_goes_in_twice_and_stays_the_same(watch: Watch, tmp_path: Path) -> None:
    """What is imported again changes no byte of the export; every value is there as written."""
    text = openmetrics("twice", ago=2 * MINUTE, for_=30 * MINUTE)
    file = tmp_path / "text.om.gz"
    file.write_bytes(gzip.compress(text.encode()))
    exports = []
    for number in range(2):
        assert watch("import", str(file)).code == 0
        out = tmp_path / f"{number}.om.gz"
        assert watch("export", "--match", "twice", "--out", str(out)).code == 0
        exports.append(gzip.decompress(out.read_bytes()).decode())
    assert exports[0] == exports[1]
    assert exports[0].endswith("\n# EOF\n")
    lines = {line for line in text.splitlines() if not line.startswith("#")}
    there = {line for line in exports[0].splitlines() if not line.startswith("#")}
    assert {read(line) for line in there} == {read(line) for line in lines}


def read(line: str) -> tuple[str, str, str]:
    head, value, at = line.rsplit(" ", 2)
    return head, repr(float(value)), at


def test_old_and_recent_samples_of_one_file_are_stored(watch: Watch, tmp_path: Path) -> None:
    """Days old or minutes: one import, one export of a range, both ends of it included."""
    old = openmetrics("aged", ago=3 * DAY, for_=HOUR)
    recent = openmetrics("aged", ago=2 * MINUTE, for_=5 * MINUTE)
    body = old.replace("# EOF\n", "") + "\n".join(recent.splitlines()[2:]) + "\n"
    assert watch("import", str(written(tmp_path / "text", body))).code == 0
    times = sorted(line.rsplit(" ", 1)[1] for line in old.splitlines() if line[0] != "#")
    out = watch("export", "--match", 'aged{way="plain"}', "--start", times[0], "--end", times[-1])
    rows = [line for line in out.out.splitlines() if line[0] != "#"]
    assert len(rows) == len(times) // 3
    assert {rows[0].rsplit(" ", 1)[1], rows[-1].rsplit(" ", 1)[1]} <= {
        times[0],
        times[-1],
        times[1],
        times[-2],
    }


def test_series_that_ended_days_ago_are_there(watch: Watch, tmp_path: Path) -> None:
    """What no feed has brought for days is stored, found by queries, and exported."""
    file = written(tmp_path / "text", openmetrics("gone", ago=3 * DAY, for_=HOUR))
    assert watch("import", str(file)).code == 0
    rows = [line for line in watch("export", "--match", "gone").out.splitlines() if line[0] != "#"]
    assert {read(line) for line in rows} == {
        read(line) for line in file.read_text().splitlines() if line[0] != "#"
    }
    at = str((SystemClock().now() - 3 * DAY - MINUTE) / 1_000)
    assert len(watch("query", "gone", "--at", at, "--json").json["data"]["result"]) == 6


def test_lines_that_cannot_be_read_are_named_and_the_others_stored(
    watch: Watch, tmp_path: Path
) -> None:
    """The sentence says file, line and reason; the exit code says that there was something."""
    now = SystemClock().now() - MINUTE
    lines = [
        f"faulty 1 {now}",
        "faulty{a=b} 1 5",
        'faulty{a="1"} x 5',
        f'faulty{{a="2"}} 2 {now}',
        "faulty 3",
    ]
    file = written(tmp_path / "text", "\n".join(lines))
    done = watch("import", str(file))
    assert done.code == 1
    assert [line.split(": ")[0].rpartition("/")[2] for line in done.err.splitlines()] == [
        "text:2",
        "text:3",
        "text:5",
    ]
    assert "needs one on each line" in done.err
    assert "stored 2" in done.out
    assert len(watch("export", "--match", "faulty").out.splitlines()) == 4


def test_what_the_store_refuses_is_told_by_reason(watch: Watch, tmp_path: Path) -> None:
    """Too old and from the future are counted, what is between is stored."""
    now = SystemClock().now()
    ages = (4_000 * DAY, 2 * MINUTE, -HOUR)
    file = written(tmp_path / "text", "".join(f"ages 1 {now - age}\n" for age in ages))
    done = watch("import", str(file), "--json")
    assert done.code == 1
    assert done.json["refused"] == {"too_old": 1, "from_future": 1}
    assert done.json["stored"] == 1


def test_the_dump_of_a_year_ago_is_kept_as_roll_ups(watch: Watch, tmp_path: Path) -> None:
    """What promtool dumps of last year enters, is counted as such, and is found by queries."""
    text = openmetrics("ages_ago", ago=365 * DAY, for_=HOUR).replace(" NaN ", " 7 ")
    dump = dump_of(written(tmp_path / "text", text), tmp_path / "theirs")
    done = watch("import", str(written(tmp_path / "dump", dump)))
    assert done.code == 0
    count = len(dump.splitlines())
    assert f"stored {count:,}" in done.out
    assert f"{count:,} of them are older than samples are kept" in done.out
    at = str((SystemClock().now() - 365 * DAY) / 1_000)
    found = watch("query", "count_over_time(ages_ago[2h])", "--at", at, "--json").json
    assert len(found["data"]["result"]) == 6


def test_a_dry_run_reads_all_and_stores_nothing(tmp_path: Path) -> None:
    """It needs no server, and tells what an import would hand in."""
    file = written(tmp_path / "text", openmetrics("dry", ago=0, for_=MINUTE))
    done = typed("import", "--dry-run", "--socket", "/nowhere", str(file))
    assert (done.code, done.lines[0]) == (0, "read 24 samples of 6 series")


def test_an_openmetrics_file_without_its_end_is_told(tmp_path: Path) -> None:
    """A file that was cut off at a line's end looks whole but for # EOF."""
    text = openmetrics("cut", ago=0, for_=MINUTE).replace("# EOF\n", "")
    done = typed("import", "--dry-run", str(written(tmp_path / "text", text)))
    assert (done.code, "may be cut off" in done.err) == (1, True)


@pytest.mark.parametrize(
    ("scopes", "more", "may_import", "may_export"),
    [
        ("metrics:write", (), True, False),
        ("query:read", (), False, True),
        ("metrics:write,query:read", ("--customer", "acme"), False, False),
    ],
    ids=["who writes", "who reads", "who is for one customer"],
)
def test_a_token_opens_what_its_scopes_say(
    watch: Watch,
    tmp_path: Path,
    *,
    scopes: str,
    more: tuple[str, ...],
    may_import: bool,
    may_export: bool,
) -> None:
    """Samples are told apart by no customer, so a token for one of them opens neither door."""
    made = watch("token", "create", "--name", "mover", "--scopes", scopes, *more, "--json").json
    way = ("--url", watch.url, "--token-file", str(written(tmp_path / "token", made["secret"])))
    file = written(tmp_path / "text", f"tokens 1 {SystemClock().now() - MINUTE}\n")
    for words, may in ((("import", str(file)), may_import), (("export",), may_export)):
        done = typed(*words, *way)
        assert done.code == (0 if may else 1), done.err
        assert may or "may not" in done.err or "customer" in done.err


def test_a_batch_that_makes_no_sense_is_refused(watch: Watch) -> None:
    """Garbage, and a head that promises what does not follow, are told as such."""
    bodies = (b"x", b'{"feed": "x", "interval_ms": 1, "series": [], "ticks": 9e99}\n')
    for body in bodies:
        with pytest.raises(InvalidInput, match="batch"):
            watch.rest.send("/api/watch/v1/series/import", body, FRAME_TYPE)


def test_the_progress_says_samples_and_the_time_left(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a terminal a bar stands on one line, and is gone at the end."""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    with Journey("reading") as journey:
        journey.show(0, 200, 0)
        journey.show(100, 200, 1_234_567)
    said = capsys.readouterr().err
    assert "reading [###############...............] 50 %  1,234,567 samples, 0 s left" in said
    assert said.endswith("\r\x1b[K")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("import", "/nowhere.om", "--dry-run"), 2, "No such file"),
        (("import", "/dev/null", "--socket", "/nowhere"), 3, "/nowhere"),
        (("export", "--socket", "/nowhere"), 3, "/nowhere"),
        (("export", "--json"), 2, "--out"),
    ],
    ids=["no file", "no server to import", "no server to export", "JSON and samples on one output"],
)
def test_mistakes_are_named(words: tuple[str, ...], code: int, said: str) -> None:
    """A wrong word ends with its exit code and a sentence."""
    done = typed(*words)
    assert (done.code, said in done.err) == (code, True), done.err


def test_a_selector_that_cannot_be_read_writes_no_file(watch: Watch, tmp_path: Path) -> None:
    """The mistake is told with its place, and nothing is left beside it."""
    out = tmp_path / "out.om"
    done = watch("export", "--match", "up{", "--out", str(out))
    assert done.code == 2
    assert list(tmp_path.iterdir()) == []
