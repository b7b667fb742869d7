"""One server for each module of tests: commands are typed at it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.cli.watch import Watch


@pytest.fixture(scope="module")
def watch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watch]:
    with Watch(tmp_path_factory.mktemp("w")) as running:
        yield running
