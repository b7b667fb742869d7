"""`alerts`, `webhooks` and `syslog`: what things would become, and who is in no inventory."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.watch import Watch, typed

FIXTURES = Path(__file__).parents[1] / "fixtures" / "webhooks"


@pytest.fixture
def config(tmp_path: Path) -> str:
    """A small house: a target, a map, a mapping, a pattern."""
    for name, text in {
        "watchkeeper.yml": f"data: {tmp_path / 'data'}\n",
        "targets/a.yml": "targets:\n- {name: web-1, address: 10.1.0.11}\n",
        "alerts.yml": "alerts:\n- {when: {severity: critical, env: prod}, level: I}\n",
        "webhooks/own.yml": "webhook: own\nlabels: {alertname: $.name, instance: $.host}\n",
        "syslog/own.yml": "patterns:\n- {name: till, match: 'till (?P<till>\\d+)', level: II}\n",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    return str(tmp_path / "watchkeeper.yml")


def test_alerts_map_says_what_an_alert_would_be(config: str) -> None:
    """Level, target, and the line that says so; a watchdog is told as one."""
    done = typed(
        "alerts", "map", "severity=critical", "env=prod", "instance=web-1:9100", "--config", config
    )
    assert done.code == 0, done.err
    assert "level      I" in done.lines
    assert "target     web-1" in done.lines
    assert "known      yes" in done.lines
    assert "said by    alerts.yml:2" in done.lines
    found = typed("alerts", "map", "alertname=Watchdog", "--config", config, "--json").json
    assert found["heartbeat"] == "as long as it lasts"
    assert typed("alerts", "map", "nonsense", "--config", config).code == 2


def test_webhooks_list_names_addresses_and_files(config: str) -> None:
    """The shipped ones and the own one, with where they are posted to."""
    found = typed("webhooks", "list", "--config", config, "--json").json
    assert [one["name"] for one in found] == [
        "alertmanager", "grafana", "nightingale", "own", "zabbix",
    ]  # fmt: skip
    assert found[3]["url"].endswith("/api/webhooks/v1/own")
    assert found[3]["at"] == "webhooks/own.yml:1"


@pytest.mark.parametrize("mapping", ["zabbix", "a file"])
def test_webhooks_try_shows_what_a_payload_would_become(
    config: str, tmp_path: Path, mapping: str
) -> None:
    """By the name of a mapping, or by a file that is being written; nothing is stored."""
    if mapping == "a file":
        mapping = str(tmp_path / "new.yml")
        Path(mapping).write_text(
            "webhook: new\nlabels: {alertname: $.event_name, instance: $.host_name}\n"
            "level: {value: $.event_nseverity, map: {'4': II}}\n"
        )
    done = typed("webhooks", "try", mapping, str(FIXTURES / "zabbix.json"), "--config", config)
    assert done.code == 0, done.err
    assert {"status: firing", "level: II", "target: web-1"} <= set(done.lines)
    assert done.lines[-1] == "1 alerts, 0 left out, 0 wrong"


def test_webhooks_try_says_what_is_wrong(config: str, tmp_path: Path) -> None:
    """A payload without what the mapping needs ends with 1; a mapping or file that is not there is told."""
    payload = tmp_path / "p.json"
    payload.write_text(json.dumps([{"name": "A"}, {}]))
    done = typed("webhooks", "try", "own", str(payload), "--config", config)
    assert done.code == 1
    assert done.lines[-1] == "  alert 2: an alert needs at least one label with a value"
    assert (
        "known are alertmanager"
        in typed("webhooks", "try", "nobody", str(payload), "--config", config).err
    )
    assert typed("webhooks", "try", "own", str(tmp_path / "no"), "--config", config).code == 2
    wrong = tmp_path / "wrong.yml"
    wrong.write_text("webhook: w\nlabels:\n  a: $.x[\n")
    told = typed("webhooks", "try", str(wrong), str(payload), "--config", config)
    assert f"{wrong}:3: " in told.err


def test_syslog_try_reads_a_line_and_names_its_patterns(config: str) -> None:
    """Host, severity, time and the patterns that fit, own and shipped."""
    line = "<11>Jan  1 08:00:00 web-1 shop[7]: till 3 is broken"
    done = typed("syslog", "try", line, "--zone", "Asia/Shanghai", "--config", config)
    assert done.code == 0, done.err
    assert {"severity    err", "host        web-1", "process     7"} <= set(done.lines)
    assert done.lines[-1] == "fits        till level II till=3"
    assert typed("syslog", "try", "nothing", "--config", config).lines[-1].endswith("no pattern")
    assert typed("syslog", "try", "x", "--zone", "Nowhere", "--config", config).code == 0


def test_trials_need_no_configuration(tmp_path: Path) -> None:
    """Where no configuration is, what is shipped counts."""
    nothing = str(tmp_path / "none.yml")
    payload = str(FIXTURES / "alertmanager.json")
    done = typed("webhooks", "try", "alertmanager", payload, "--config", nothing, "--json")
    assert [one["status"] for one in done.json["alerts"]] == ["firing", "resolved"]


def test_check_config_tells_mistakes_of_all_three(config: str, tmp_path: Path) -> None:
    """One look finds what is wrong in alerts.yml, webhooks/ and syslog/, each with its line."""
    (tmp_path / "alerts.yml").write_text("alerts:\n- {when: {a: b}, target: nobody}\n")
    (tmp_path / "webhooks" / "own.yml").write_text("webhook: own\n")
    (tmp_path / "webhooks" / "twice.yml").write_text("webhook: x\nlabels: {a: b}\n")
    (tmp_path / "webhooks" / "twice2.yml").write_text("webhook: x\nlabels: {a: b}\n")
    (tmp_path / "syslog" / "own.yml").write_text("patterns:\n- {name: a, match: '('}\n")
    done = typed("check-config", "--config", config)
    assert done.code == 1
    assert [line.partition(": ")[0] for line in done.lines] == [
        "alerts.yml:2", "webhooks/own.yml:1", "webhooks/twice2.yml:1", "syslog/own.yml:2",
    ]  # fmt: skip


def test_alerts_unmapped_asks_the_server(watch: Watch) -> None:
    """Everything that came has its target: 0; else 1, with the line to write."""
    assert watch("alerts", "unmapped").lines == ["everything that arrives has its target"]
    alert = {"labels": {"alertname": "A", "instance": "db-9.lan:1"}}
    watch.rest.post("/api/webhooks/v1/alertmanager", {"alerts": [alert]})
    done = watch("alerts", "unmapped")
    assert done.code == 1
    assert done.lines == [
        "db-9.lan:1 from watchkeeper: 1 (alert), newest: A: db-9.lan:1",
        '  targets/NAME.yml:  - {name: "db-9.lan"}',
    ]


def test_a_watchdog_that_is_gone_for_good_is_forgotten(watch: Watch) -> None:
    """Each sender of a watchdog is listed with how it stands, and can be let go."""
    alert = {"labels": {"alertname": "Watchdog"}}
    (folder := watch.config.parent / "alerts.yml").write_text(
        "alerts: [{when: {alertname: Watchdog}, heartbeat: {every: 5m}}]\n"
    )
    watch.run_in_loop(watch.server.reload())
    watch.rest.post("/api/webhooks/v1/alertmanager", {"alerts": [alert]})
    (found,) = watch("alerts", "watchdogs", "--json").json
    assert (found["sender"], found["name"], found["status"]) == ("watchkeeper", "Watchdog", "up")
    assert watch("alerts", "watchdogs").lines[1].startswith(found["id"])
    assert watch("alerts", "watchdogs", "--forget", found["id"]).code == 0
    assert watch("alerts", "watchdogs", "--json").json == []
    folder.unlink()
