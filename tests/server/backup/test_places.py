"""Paths of the former folders in a configuration that moves."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.storage.backup.test_archive import EMPTY
from watchkeeper.server.backup.places import Wanted, moved, with_main_keys

HERE = Wanted(Path("/srv/etc/watchkeeper.yml"))
FROM = replace(EMPTY, configuration_folder="/etc/watchkeeper", data_folder="/var/lib/watchkeeper")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ca: /etc/watchkeeper/tls/ca.pem", "ca: /srv/etc/tls/ca.pem"),
        ("{a: /etc/watchkeeper, b: '/etc/watchkeeper'}", "{a: /srv/etc, b: '/srv/etc'}"),
        ("a: /etc/watchkeeper2/x", "a: /etc/watchkeeper2/x"),
        ("data: /var/lib/watchkeeper", "data: /var/lib/watchkeeper"),
    ],
    ids=["below it", "alone", "another folder", "the data stays"],
)
def test_paths_follow_the_configuration(text: str, expected: str) -> None:
    """Only whole folders, and only those that moved."""
    assert moved(text, FROM, HERE) == expected


def test_data_inside_the_configuration_moves_by_itself() -> None:
    """The longer path counts first."""
    inside = replace(FROM, data_folder="/etc/watchkeeper/data")
    wanted = replace(HERE, data=Path("/srv/data"))
    assert moved("data: /etc/watchkeeper/data\n", inside, wanted) == "data: /srv/data\n"
    assert moved("data: /etc/watchkeeper/data\n", inside, HERE) == "data: /srv/etc/data\n"


def test_data_and_database_are_said_once() -> None:
    """A key that is there is replaced, one that is not is added."""
    wanted = replace(HERE, data=Path("/srv/data"), database="postgresql://w@h/new")
    text = with_main_keys("listen: 127.0.0.1:1\ndatabase: postgresql://w@h/old\n", wanted)
    assert text == ('listen: 127.0.0.1:1\ndatabase: "postgresql://w@h/new"\ndata: "/srv/data"\n')
    assert with_main_keys(text, wanted) == text
