"""What the Prometheus API tells of a server: its settings without secrets, its feeds' addresses."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from watchkeeper.config.nodes import parse_yaml
from watchkeeper.config.settings import read_settings
from watchkeeper.inventory.files import targets_from_node
from watchkeeper.server.prometheus_facts import configuration_without_secrets, shown_address

SECRETS = ("s3cret-pass", "s3cret-key", "s3cret-hook", "watcher")


def test_the_configuration_shows_no_secret(tmp_path: Path) -> None:
    """Neither the database's user and password nor anything of a channel but its name."""
    path = tmp_path / "watchkeeper.yml"
    path.write_text(
        "database: postgresql://watcher:s3cret-pass@db.example:5432/watch?sslpassword=s3cret-key\n"
        "data: /srv/watch\n"
        "channels:\n"
        "  team: {kind: webhook, url: 'https://hooks.example/s3cret-hook', secret: s3cret-key}\n"
    )
    shown = configuration_without_secrets(read_settings(path))
    assert not any(secret in shown for secret in SECRETS)
    found = yaml.safe_load(shown)
    assert found["database"] == "postgresql://db.example:5432/watch"
    assert (found["channels"], found["data"]) == (["team"], "/srv/watch")


@pytest.mark.parametrize(
    ("probe", "address"),
    [
        ("{http: {url: 'https://watcher:s3cret-pass@shop.example/health?key=s3cret-key'}}", "https://shop.example/health"),
        ("icmp", "icmp://10.0.0.1"),
        ("{tcp: {port: 22}}", "tcp://10.0.0.1"),
        ("{http: {url: 'https://[bad'}}", "http://10.0.0.1"),
    ],
    ids=["a URL with a password", "a ping", "a port", "a URL that is none"],
)  # fmt: skip
def test_addresses_of_probes_show_no_secret(probe: str, address: str) -> None:
    """User, password and query of a URL are left out."""
    text = f"targets:\n- {{name: web-1, address: 10.0.0.1, probes: [{probe}]}}\n"
    (target,) = targets_from_node(parse_yaml(text, name="targets/t.yml"))
    assert shown_address(target, target.probes[0]) == address


def test_a_metrics_engine_is_shown_without_its_user(tmp_path: Path) -> None:
    """Addresses of the engine are told, but no user, password or query in them."""
    path = tmp_path / "watchkeeper.yml"
    path.write_text(
        "storage: {metrics: {remote: {write: 'https://me:secret@vm/api/v1/write?key=secret', "
        "query: 'https://vm', user: someone}}}\n"
    )
    shown = configuration_without_secrets(read_settings(path))
    assert "secret" not in shown
    assert "someone" not in shown
    assert "https://vm/api/v1/write" in shown
