"""Arithmetic of floats as within an evaluation: what overflows is infinite, without a warning."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest


@pytest.fixture(autouse=True, scope="package")
def _quiet_floats() -> Iterator[None]:
    with np.errstate(all="ignore"):
        yield
