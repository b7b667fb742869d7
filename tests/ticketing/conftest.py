"""Fixtures of tickets."""

from __future__ import annotations

import pytest

from tests.ticketing.story import Story
from watchkeeper.storage.database import Database


@pytest.fixture
def story(database: Database) -> Story:
    return Story(database)
