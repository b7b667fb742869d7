"""Fixtures of the stories and of the contract's requirements."""

from __future__ import annotations

import pytest

from tests.ticketing.story import Story
from watchkeeper.storage.database import Database


@pytest.fixture
def story(database: Database) -> Story:
    """A watch of tickets with the contract's policy, once for each database."""
    return Story(database)
