"""The pages on posted alerts, webhooks and syslog: their examples work, their tables are complete."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from pathlib import Path

import pytest
from prometheus_client import CollectorRegistry

from collector.intake import alert_map
from collector.intake.alert_map import alert_map_of
from collector.syslog import patterns as line_patterns
from collector.syslog.book import LineBook
from collector.syslog.intake import SyslogMetrics
from collector.syslog.lines import parse_line
from collector.syslog.patterns import LinePatterns, read_patterns, shipped_patterns
from collector.webhooks import mapping as webhook_mapping
from collector.webhooks.intake import PATH, WebhookMetrics
from collector.webhooks.mapping import mapping_of, shipped_mappings
from collector.webhooks.reading import read_payload
from rules.files import parse_rule_file
from watchkeeper.config.bind import bind
from watchkeeper.config.nodes import parse_yaml
from watchkeeper.config.settings import Settings, SyslogSettings
from watchkeeper.core.instants import HOUR, Instant
from watchkeeper.core.labels import METRIC_NAME, label, labels_of
from watchkeeper.core.levels import Level

DOCS = Path(__file__).parents[2] / "docs"
NOW = Instant(1_795_430_100_000)
LANGUAGES = pytest.mark.parametrize("language", ["en", "zh"])
_TLS = "tls: {certificate: server.pem, key: server.key}\n"  # whose certificate syslog takes
_FILE = re.compile(r"```yaml\n# file: (\S+)[^\n]*\n(.*?)```", re.DOTALL)


def page(language: str, name: str) -> str:
    return (DOCS / language / name).read_text(encoding="utf-8")


def files(language: str, name: str) -> dict[str, str]:
    return dict(_FILE.findall(page(language, name)))


def keys(model: type) -> set[str]:
    found = {str(one.metadata.get("key", one.name)) for one in fields(model)}
    return found - {"at", "name"}


@LANGUAGES
def test_the_map_of_the_page_says_what_the_page_says(language: str) -> None:
    """alerts.yml as it is shown: levels, a group of a pattern, a customer, a watchdog."""
    found = alert_map_of(
        parse_yaml(files(language, "alertmanager.md")["alerts.yml"], name="alerts.yml")
    )
    critical = {"severity": "critical", "env": "prod", "cluster": "acme-sh"}
    meaning = found.meaning(labels_of({**critical, "instance": "web-1.shop.example:9100"}))
    assert (meaning.level, meaning.target, meaning.customer) == (Level.I, "web-1", "acme")
    watchdog = found.meaning(labels_of({"alertname": "DeadMansSwitch", "cluster": "acme-sh"}))
    assert watchdog.pulse is not None


@LANGUAGES
def test_the_keys_of_the_map_are_in_its_table(language: str) -> None:
    """Every key of an entry has its row."""
    text = page(language, "alertmanager.md")
    rows = " ".join(re.findall(r"^\| ([^|]*) \|", text, re.MULTILINE))
    assert all(f"`{key}`" in rows for key in keys(alert_map._Written))


@LANGUAGES
def test_the_mapping_of_the_page_reads_the_payload_of_the_page(language: str) -> None:
    """The mapping file and the JSON below it give one alert."""
    (text,) = files(language, "webhooks.md").values()
    payload = re.search(r"```json\n(.*?)```", page(language, "webhooks.md"), re.DOTALL)
    assert payload is not None
    mapping = mapping_of(parse_yaml(text, name="webhooks/backup-box.yml"))
    read = read_payload(mapping, payload[1].encode(), now=NOW, source="s")
    (alert,) = read.batch.alerts
    assert dict(alert.labels) == {
        "alertname": "nightly on db-1", "instance": "db-1", "site": "sh", "team": "backup",
        "tier": "gold",
    }  # fmt: skip
    assert (alert.level, alert.ends_at - NOW) == (Level.II, HOUR)
    assert alert.generator_url == "https://box.example/jobs/7"
    assert alert.starts_at == Instant(1_795_430_000_000)


@LANGUAGES
def test_the_page_on_webhooks_is_complete(language: str) -> None:
    """Every shipped mapping has its address, every key its row; Zabbix's parameters are those asked for."""
    text = page(language, "webhooks.md")
    assert all(f"`{PATH}{one.name}`" in text for one in shipped_mappings())
    rows = " ".join(re.findall(r"^\| ([^|]*) \|", text, re.MULTILINE))
    assert all(f"`{key}`" in rows for key in keys(webhook_mapping._Written) - {"about"})
    shipped = (webhook_mapping.SHIPPED / "zabbix.yml").read_text(encoding="utf-8")
    asked = set(re.findall(r"\$\.(\w+)", shipped)) - {"event_timestamp"}
    assert asked <= set(re.findall(r"`(\w+)`", text))
    fixture = Path(__file__).parents[1] / "fixtures" / "webhooks" / "zabbix.json"
    assert asked == set(json.loads(fixture.read_text()))


@LANGUAGES
def test_the_files_of_the_page_on_syslog_work(language: str, tmp_path: Path) -> None:
    """Settings and patterns are read as they stand; the line of the page begins an event."""
    found = files(language, "syslog.md")
    settings = bind(parse_yaml(found["watchkeeper.yml"] + _TLS, name="w"), Settings, "w").syslog
    assert settings is not None
    assert settings.udp == "0.0.0.0:5140"
    path = tmp_path / "shop.yml"
    path.write_text(found["syslog/shop.yml"])
    patterns = LinePatterns(read_patterns(path))
    line = re.search(r"syslog try '([^']*)'", page(language, "syslog.md"))
    assert line is not None
    hits = list(patterns.hits(parse_line(line[1].encode(), received_at=NOW)))
    assert [(hit.pattern.name, dict(hit.values)) for hit in hits] == [
        ("till-broken", {"part": "till"})
    ]
    slow = parse_line(b"<12>shop: payment took 12345 ms", received_at=NOW)
    assert [hit.pattern.name for hit in patterns.hits(slow)] == ["slow-payment"]
    rules = re.search(r"```yaml\n(groups:.*?)```", page(language, "syslog.md"), re.DOTALL)
    assert rules is not None
    assert parse_rule_file(rules[1], name="r.yml").groups


@LANGUAGES
def test_the_page_on_syslog_is_complete(language: str) -> None:
    """Every key of settings and patterns, every series and every shipped pattern stands there."""
    text = page(language, "syslog.md")
    wanted = {one.name for one in fields(SyslogSettings)} | keys(line_patterns._Written)
    assert all(f"`{key}`" in text for key in wanted)
    assert all(f"`{one.name}`" in text for one in shipped_patterns())
    book = LineBook()
    pattern = next(one for one in shipped_patterns() if one.level is not None)
    kept = book.note(parse_line(b"x", received_at=NOW), NOW)
    book.hit(line_patterns.Hit(pattern, ()), kept)
    for series in book.samples("a", LinePatterns([pattern])):
        assert f"`{label(series, METRIC_NAME)}" in text
    levels = {one.name: str(one.level) if one.level else None for one in shipped_patterns()}
    for row in re.findall(
        r"^\| (`[a-z-]+`[^|]*) \| (I+|record|counted|计数) \|$", text, re.MULTILINE
    ):
        said = None if row[1] in {"counted", "计数"} else row[1]
        assert {levels.pop(name) for name in re.findall(r"`([a-z0-9-]+)`", row[0])} == {said}
    assert levels == {}


@LANGUAGES
def test_metrics_of_events_are_documented(language: str) -> None:
    """Each metric of webhooks and syslog has its row."""
    registry = CollectorRegistry()
    WebhookMetrics(registry)
    SyslogMetrics(registry)
    text = page(language, "metrics/alerts.md")
    for metric in registry.collect():
        suffix = "_total" if metric.type == "counter" else ""
        assert f"| `{metric.name}{suffix}` |" in text
