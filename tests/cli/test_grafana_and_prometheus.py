"""What a command writes for Grafana and for Prometheus, read by them or as they read it."""

from __future__ import annotations

import json
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from dashboards.grafana.boards import BOARDS, HOST
from rules.promql import compile_plan
from tests.cli.watch import Watch
from tests.components import program
from watchkeeper.client import Client

FOLDERS = {
    "provisioning/datasources/watchkeeper.yml",
    "provisioning/dashboards/watchkeeper.yml",
    "dashboards/watchkeeper-operations.json",
    "dashboards/watchkeeper-host.json",
    "dashboards/watchkeeper-backups.json",
}


def exported(watch: Watch, folder: Path, *options: str) -> Path:
    done = watch("grafana", "export", "--out", str(folder), *options)
    assert done.code == 0, done.err
    assert set(done.lines) == {str(folder / name) for name in FOLDERS}
    return folder


def test_the_data_source_reads_us_with_its_token(watch: Watch, tmp_path: Path) -> None:
    """Grafana's health check succeeds at the address and with the header that were written."""
    folder = exported(watch, tmp_path)
    path = folder / "provisioning/datasources/watchkeeper.yml"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    (source,) = yaml.safe_load(path.read_text())["datasources"]
    assert (source["type"], source["uid"]) == ("prometheus", "watchkeeper")
    assert source["jsonData"]["httpHeaderName1"] == "Authorization"
    token = source["secureJsonData"]["httpHeaderValue1"].removeprefix("Bearer ")
    client = Client(None, source["url"], token, None)
    assert client.get("/api/v1/query", query="1+1")["data"]["result"][1] == "2"


def test_a_second_export_takes_the_same_token(watch: Watch, tmp_path: Path) -> None:
    """Tokens do not pile up: the one beside the files is used again."""
    first = (exported(watch, tmp_path) / "grafana.token").read_text()
    before = len(watch("token", "list", "--json").json)
    assert (exported(watch, tmp_path) / "grafana.token").read_text() == first
    assert len(watch("token", "list", "--json").json) == before


def test_boards_are_whole_in_both_languages(watch: Watch, tmp_path: Path) -> None:
    """Titles are translated; panels do not overlap and lie within the 24 columns."""
    for language, title in [("en", "Open tickets"), ("zh", "未结工单")]:
        folder = exported(watch, tmp_path / language, "--language", language)
        board = json.loads((folder / "dashboards/watchkeeper-operations.json").read_text())
        assert board["panels"][0]["title"] == title
        taken = [cell for panel in board["panels"] for cell in _cells(panel["gridPos"])]
        assert len(taken) == len(set(taken))
        assert max(x for x, _ in taken) < 24
    provider = yaml.safe_load((tmp_path / "en/provisioning/dashboards/watchkeeper.yml").read_text())
    assert provider["providers"][0]["options"]["path"] == "/var/lib/grafana/dashboards/watchkeeper"


def _cells(place: dict[str, int]) -> Iterator[tuple[int, int]]:
    for x in range(place["x"], place["x"] + place["w"]):
        yield from ((x, y) for y in range(place["y"], place["y"] + place["h"]))


def expressions() -> list[str]:
    return [
        query.expression for board in BOARDS for panel in board.panels for query in panel.queries
    ]


@pytest.mark.parametrize("expression", expressions())
def test_every_panel_can_be_asked(watch: Watch, expression: str) -> None:
    """The server evaluates the expression of each panel, its variables filled in."""
    filled = expression.replace("$instance", "web-1").replace("$__rate_interval", "1m")
    compile_plan(filled)
    done = watch("query", filled)
    assert done.code == 0, done.err


def test_what_the_server_measures_of_itself_is_on_the_board(watch: Watch) -> None:
    """Panels whose metrics are the server's own have data on any server."""
    watch.run_in_loop(_measure_itself(watch))
    for expression in ("sum(watchkeeper_tickets_open)", "sum(watchkeeper_store_series)"):
        assert expression in expressions()
        assert watch("query", expression).lines


async def _measure_itself(watch: Watch) -> None:
    worker = next(one for one in watch.server.parts.workers if one.name == "self metrics")
    await worker.run_due()


def test_the_host_board_has_its_list_of_hosts() -> None:
    """One variable, filled by the label that every agent's series have."""
    (variable,) = HOST.variables
    assert variable.query == "label_values(node_uname_info, instance)"


def checked(path: Path) -> None:
    done = subprocess.run(
        [program("promtool"), "check", "config", str(path)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_promtool_takes_the_configuration(watch: Watch, tmp_path: Path) -> None:
    """What is printed is a whole prometheus.yml, with a token that counts."""
    done = watch("prometheus", "config")
    assert done.code == 0, done.err
    path = tmp_path / "prometheus.yml"
    path.write_text(done.out)
    checked(path)
    found: dict[str, Any] = yaml.safe_load(done.out)
    own, series = found["scrape_configs"]
    assert (own["job_name"], series["metrics_path"]) == ("watchkeeper", "/federate")
    assert "&" not in done.out.replace("&&", "")
    (target,) = found["alerting"]["alertmanagers"][0]["static_configs"][0]["targets"]
    token = own["authorization"]["credentials"]
    client = Client(None, f"{own['scheme']}://{target}", token, None)
    assert client.get("/api/v1/query", query="vector(1)")["status"] == "success"
    assert client.get("/api/v1/alertmanagers")["status"] == "success"


def test_the_token_can_be_kept_in_a_file(watch: Watch, tmp_path: Path) -> None:
    """With --credentials-file the secret is not printed, and the next run takes the same."""
    file = tmp_path / "watchkeeper.token"
    done = watch("prometheus", "config", "--credentials-file", str(file))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    secret = file.read_text().strip()
    assert secret
    assert secret not in done.out
    found = watch("prometheus", "config", "--json", "--credentials-file", str(file)).json
    assert found["scrape_configs"][0]["authorization"] == {"credentials_file": str(file)}
    assert file.read_text().strip() == secret


def test_remote_write_is_left_out_where_the_server_takes_none(watch: Watch) -> None:
    """The block stands there exactly where the path does."""
    paths = {
        route.resource.canonical for route in watch.server.app.router.routes() if route.resource
    }
    done = watch("prometheus", "config", "--json")
    assert ("remote_write" in done.json) is ("/api/v1/write" in paths)
