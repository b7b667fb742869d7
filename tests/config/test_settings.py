from __future__ import annotations

from pathlib import Path

import pytest

from watchkeeper.config.settings import Settings, read_settings
from watchkeeper.core.errors import ConfigError
from watchkeeper.core.instants import DAY
from watchkeeper.core.levels import Level


def written(folder: Path, text: str) -> Path:
    path = folder / "watchkeeper.yml"
    path.write_text(text)
    return path


def test_an_empty_file_is_a_whole_configuration(tmp_path: Path) -> None:
    """Every key has a default that works on one machine."""
    assert read_settings(written(tmp_path, "")) == Settings()


def test_values_are_read_with_their_types(tmp_path: Path) -> None:
    """Durations, levels and lists come as what they mean."""
    settings = read_settings(
        written(
            tmp_path, "tickets: {commissioning: 1d, severity: {page: I}}\nlisten: '127.0.0.1:1'\n"
        )
    )
    assert settings.tickets.commissioning == DAY
    assert settings.tickets.severity == {"page": Level.I}
    assert settings.host_and_port() == ("127.0.0.1", 1)


REMOTE = "storage: {metrics: {remote: {write: 'http://v/api/v1/write'"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "listn: 127.0.0.1:1\n",
            "watchkeeper.yml:1: there is no key 'listn'; did you mean 'listen'?",
        ),
        ("language: zh\nlisten: 0.0.0.0:8420\n", "beyond loopback needs tls: or trusted_proxies:"),
        ("listen: here\n", "listen must be HOST:PORT"),
        ("trusted_proxies: [proxy.example]\n", "'proxy.example' is no address"),
        ("trusted_proxies: [10.0.0.5/8]\n", "'10.0.0.5/8' is no address"),
        ("trusted_proxies: [10.0.0.5]\n", "needs external_url:"),
        ("tickets:\n  group_wait: soon\n", "watchkeeper.yml:2: 'soon' is no duration"),
        ("tickets: {severity: {page: V}}\n", "'V' is no level; use I, II, III, IV or record"),
        ("tickets: {divide_durations_by: 0}\n", "must be 1 or more"),
        (f"{REMOTE}, query: 'vm:8428'}}}}}}\n", "query: must be an address with http://"),
        (f"{REMOTE}}}}}}}\n", "the key 'query' is missing"),
        (f"{REMOTE}, query: 'http://v', shards: 0}}}}}}\n", "shards lies between 1 and 64"),
        (f"{REMOTE}, query: 'http://v', write_timeout: 0s}}}}}}\n", "must be above 0"),
        (
            f"{REMOTE}, query: 'http://v', token_file: /t, user: a}}}}}}\n",
            "give either token_file or user, not both",
        ),
        ("rules: [a, b]\n", "here must be keys and values, not a list"),
        ("listen: [\n", "is not YAML"),
    ],
    ids=[
        "a wrong key names the nearest",
        "open to the network without TLS",
        "no port",
        "a proxy by its name",
        "a network with host bits",
        "a proxy without the address that people use",
        "no duration",
        "no level",
        "no divisor",
        "an engine without a scheme",
        "an engine that cannot be asked",
        "no shards",
        "no time to write",
        "two ways to sign in",
        "wrong shape",
        "no YAML",
    ],
)
def test_a_mistake_says_where_and_what_to_do(tmp_path: Path, text: str, sentence: str) -> None:
    """Each error names file and line and the remedy."""
    with pytest.raises(ConfigError) as caught:
        read_settings(written(tmp_path, text))
    assert sentence in str(caught.value)
    assert "watchkeeper.yml" in str(caught.value)


def test_a_missing_file_names_the_command_that_writes_it(tmp_path: Path) -> None:
    """A newcomer is told about init and demo."""
    with pytest.raises(ConfigError, match="watchkeeper init"):
        read_settings(tmp_path / "watchkeeper.yml")
