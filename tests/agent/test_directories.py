from __future__ import annotations

from pathlib import Path

import pytest

from agent.config import WatchedDirectory, config_from_text
from agent.sources.directories import DirectorySource, size_below
from watchkeeper.core.errors import ConfigError
from watchkeeper.core.instants import MINUTE


def values(source: DirectorySource) -> dict[str, float]:
    return {family.name: value for family, _, value in source.read()}


def test_all_files_below_are_added_up(tmp_path: Path) -> None:
    """Files in folders count; a link to a large file elsewhere does not."""
    (tmp_path / "deep" / "deeper").mkdir(parents=True)
    (tmp_path / "a").write_bytes(b"x" * 1000)
    (tmp_path / "deep" / "deeper" / "b").write_bytes(b"x" * 500)
    (tmp_path / "link").symlink_to("/proc/kcore")
    assert size_below(tmp_path) == 1500


def test_size_and_limit_are_told(tmp_path: Path) -> None:
    """A rule can compare the size with the limit of the same directory."""
    (tmp_path / "a").write_bytes(b"x" * 1000)
    source = DirectorySource([WatchedDirectory("spool", tmp_path, 2000)], MINUTE)
    assert values(source) == {
        "watchkeeper_directory_size_bytes": 1000,
        "watchkeeper_directory_limit_bytes": 2000,
        "watchkeeper_directory_readable": 1.0,
    }


def test_a_directory_that_is_gone_is_not_empty(tmp_path: Path) -> None:
    """What cannot be read has no size: zero would look like health."""
    source = DirectorySource([WatchedDirectory("spool", tmp_path / "gone", 2000)], MINUTE)
    assert "watchkeeper_directory_size_bytes" not in values(source)
    assert values(source)["watchkeeper_directory_readable"] == 0.0


def test_the_configuration_names_a_directory_and_its_limit(tmp_path: Path) -> None:
    """[directory NAME] takes path and limit; without a limit the error says what is missing."""
    config = config_from_text(
        f'[directory "spool"]\npath = {tmp_path}\nlimit = 2 MiB\n', "agent.conf"
    )
    (found,) = config.directories
    assert (found.name, str(found.path), found.limit_bytes) == ("spool", str(tmp_path), 2 << 20)
    with pytest.raises(ConfigError, match=r"agent\.conf:1: a directory needs path"):
        config_from_text(f'[directory "spool"]\npath = {tmp_path}\n', "agent.conf")
