"""Which files of the configuration are sealed, which are left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from watchkeeper.config.settings import read_settings
from watchkeeper.server.backup.belongings import Openness, belongings
from watchkeeper.server.backup.sealed import files_from_sealed, sealed_from_files

PLAIN_MAIN = "listen: 127.0.0.1:8420\n"
KEY = "-----BEGIN EC PRIVATE KEY-----\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in {
        "watchkeeper.yml": PLAIN_MAIN,
        "people.yml": "people: []\n",
        "targets/shop.yml": "targets: []\n",
        "secrets.yml": "credentials: {}\n",
        "tls/ca.pem": "-----BEGIN CERTIFICATE-----\n",
        "tls/ca.key": KEY,
        "tls/both.pem": KEY,
        "keys/watch": "x",
        "known_hosts": "h ssh-ed25519 AAAA\n",
        "before-restore-1/secrets.yml": "old",
        ".hidden": "x",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    return tmp_path


def sealed_names(folder: Path) -> set[str]:
    found = belongings(folder, read_settings(folder / "watchkeeper.yml"))
    return {file.name for file in found.files if file.openness is Openness.SEALED}


def test_what_may_hold_a_secret_is_sealed(folder: Path) -> None:
    """Credentials, private keys under any name, and what nobody knows."""
    secrets = {"secrets.yml", "tls/ca.key", "tls/both.pem", "keys/watch"}
    assert sealed_names(folder) == secrets
    everything = belongings(folder, read_settings(folder / "watchkeeper.yml"))
    plain = {"watchkeeper.yml", "people.yml", "targets/shop.yml", "tls/ca.pem", "known_hosts"}
    assert {file.name for file in everything.files} == secrets | plain


@pytest.mark.parametrize(
    "line",
    [
        "database: postgresql://watch:hush@db/watch",
        "channels: {robot: {kind: wecom, key: hush}}",
        "channels: {hook: {kind: webhook, url: 'https://x.example/hush'}}",
    ],
    ids=["password of the database", "key of a robot", "address that is a secret"],
)
def test_settings_with_a_secret_are_sealed(folder: Path, line: str) -> None:
    """Also where the rest of the file is harmless."""
    (folder / "watchkeeper.yml").write_text(f"{PLAIN_MAIN}{line}\n")
    assert "watchkeeper.yml" in sealed_names(folder)


@pytest.mark.parametrize(
    ("auth", "is_sealed"),
    [
        ("basic_auth: {username: u, password: hush}", True),
        ('"authorization": {"credentials": "hush"}', True),
        ("bearer_token: hush", True),
        ("basic_auth: {username: u, password_file: p}", False),
    ],
    ids=["a password", "credentials in quotes", "a token", "a file that is named"],
)
def test_scrapes_with_a_secret_are_sealed(folder: Path, auth: str, is_sealed: bool) -> None:
    """A prometheus.yml may hold passwords itself; one that names files is harmless."""
    path = folder / "scrapes/prometheus.yml"
    path.parent.mkdir()
    path.write_text(f"scrape_configs:\n- {{job_name: a, {auth}}}\n")
    assert ("scrapes/prometheus.yml" in sealed_names(folder)) is is_sealed


def test_files_elsewhere_are_named(folder: Path, tmp_path: Path) -> None:
    """A certificate of the system's is not in a backup."""
    lines = "tls: {certificate: /etc/ssl/w.pem, key: tls/server.key}\n".replace(
        "tls/server.key", str(tmp_path / "tls/server.key")
    )
    (folder / "watchkeeper.yml").write_text(PLAIN_MAIN + lines)
    found = belongings(folder, read_settings(folder / "watchkeeper.yml"))
    assert found.outside == ("/etc/ssl/w.pem",)


def test_what_only_the_caller_may_read_is_taken_from_them(folder: Path) -> None:
    """A file that cannot be read here is named, and its content taken where it is given."""
    (folder / "tls" / "large.key").write_bytes(bytes(5 << 20))
    settings = read_settings(folder / "watchkeeper.yml")
    assert belongings(folder, settings).unreadable == ("tls/large.key",)
    given = belongings(folder, settings, {"tls/large.key": b"key", "not/there": b"x"})
    assert given.unreadable == ()
    assert {file.content for file in given.files if file.name == "tls/large.key"} == {b"key"}


def test_sealed_files_come_back(folder: Path) -> None:
    """With content and mode."""
    files = belongings(folder, read_settings(folder / "watchkeeper.yml")).files
    assert files_from_sealed(sealed_from_files(files, "a passphrase"), "a passphrase") == tuple(
        type(one)(one.name, one.content, Openness.SEALED, one.attributes) for one in files
    )
