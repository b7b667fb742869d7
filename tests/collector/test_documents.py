"""The pages on targets, probes and heartbeats: their examples are read, their names are real."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from prometheus_client import CollectorRegistry

from collector.heartbeat_state import Heartbeat, HeartbeatKind, HeartbeatPlan
from collector.heartbeats import samples_of
from collector.probes.registry import PROBES, probe_of
from collector.probes.tools import Tools
from collector.schedule import ProbeMetrics
from tests.collector.conftest import MakeSpec
from watchkeeper.config.nodes import parse_yaml
from watchkeeper.core.instants import HOUR, Duration, Instant
from watchkeeper.core.labels import METRIC_NAME, label
from watchkeeper.inventory.files import read_customers, read_targets
from watchkeeper.inventory.model import Target
from watchkeeper.inventory.registry import inventory_of
from watchkeeper.inventory.scrapes import read_scrapes, with_scrapes
from watchkeeper.inventory.secrets import read_secrets

DOCS = Path(__file__).parents[2] / "docs"
_BLOCK = re.compile(r"```yaml\n# (file|probe): (\S+)[^\n]*\n(.*?)```", re.DOTALL)


def _page(language: str, name: str) -> str:
    return (DOCS / language / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["en", "zh"])
async def test_the_files_of_the_page_on_targets_work_together(
    language: str, tmp_path: Path, tools: Tools
) -> None:
    """All files shown make one inventory, and each probe finds its credentials."""
    for _, name, text in _BLOCK.findall(_page(language, "targets.md")):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        path.chmod(0o600)
    tools.secrets = read_secrets(tmp_path / "secrets.yml")
    inventory = inventory_of(read_targets(tmp_path), read_customers(tmp_path))
    assert len(inventory) == 4
    for target in inventory:
        for spec in target.probes:
            probe_of(target, spec, tools)
            named = spec.settings.plain()
            assert isinstance(named, dict)
            if "credentials" in named:
                tools.secrets.credential(named["credentials"])


@pytest.mark.parametrize("language", ["en", "zh"])
async def test_each_kind_of_probe_is_shown_and_can_be_made(
    language: str, tools: Tools, spec: MakeSpec
) -> None:
    """Every kind has an example that is accepted as it stands."""
    shown = set()
    for what, kind, text in _BLOCK.findall(_page(language, "probes.md")):
        if what == "file":
            continue
        made = spec(text)
        probe_of(Target("x", "127.0.0.1"), made, tools)
        assert made.kind == kind
        shown.add(kind)
    assert shown == set(PROBES)


@pytest.mark.parametrize("language", ["en", "zh"])
async def test_the_scrapes_of_the_page_on_probes_become_targets(
    language: str, tmp_path: Path, tools: Tools
) -> None:
    """Prometheus's own file, as it is shown, gives targets whose probes can be made."""
    for what, name, text in _BLOCK.findall(_page(language, "probes.md")):
        if what == "file":
            path = tmp_path / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
    targets = with_scrapes((), read_scrapes(tmp_path).found)
    assert [target.name for target in targets] == ["10.1.0.11", "10.1.0.12"]
    for target in targets:
        (spec,) = target.probes
        probe_of(target, spec, tools)
        assert (spec.kind, spec.job) == ("exporter", "node")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_series_of_heartbeats_are_named(language: str) -> None:
    """Each series a heartbeat gives stands on its page."""
    plan = HeartbeatPlan("n", "t", kind=HeartbeatKind.BACKUP, period=Duration(HOUR))
    heard = Heartbeat(
        "h", plan, Instant(1), succeeded_at=Instant(2), failed_at=Instant(1), duration=Duration(1)
    )
    page = _page(language, "heartbeats.md")
    for series in samples_of([heard], Instant(3)):
        assert f"`{label(series, METRIC_NAME)}`" in page


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_metrics_of_collection_are_named(language: str) -> None:
    """Each metric of the schedule stands on the page of metrics."""
    registry = CollectorRegistry()
    ProbeMetrics(registry)
    page = _page(language, "metrics/collection.md")
    for family in registry.collect():
        name = f"{family.name}_total" if family.type == "counter" else family.name
        assert f"`{name}`" in page


def test_the_yaml_of_the_pages_is_the_same_in_both_languages() -> None:
    """Examples do not drift apart."""
    for name in ("targets.md", "probes.md"):
        english, chinese = (_BLOCK.findall(_page(language, name)) for language in ("en", "zh"))
        assert english == chinese
        assert all(parse_yaml(text, name="x") for _, _, text in english)
