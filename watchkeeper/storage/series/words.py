"""Words of the seam between the store and who reads it: matchers, and blocks of samples.

Arrays are named with their shape.  They may be views into the store: read them, never write.
This module imports numpy and core only, so that pure modules may import it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
TimeArray = npt.NDArray[np.int64]
CodeArray = npt.NDArray[np.int32]

NO_TIME = np.iinfo(np.int64).min
"""In ``Block.times``: this feed has no tick in this slot."""


class MatchKind(Enum):
    EQUAL = "="
    NOT_EQUAL = "!="
    MATCHES = "=~"
    NOT_MATCHES = "!~"


@dataclass(frozen=True, slots=True)
class Matcher:
    """One condition on a label; a missing label has the empty value.

    Regular expressions are fully anchored and their dot matches newlines (Prometheus 3).
    """

    name: str
    kind: MatchKind
    value: str


@dataclass(frozen=True, slots=True)
class Block:
    """Samples of some rows over some slots; the caller masks by ``times``.

    Rows of one feed share their timestamps.  ``values`` holds the ABSENT and STALE payloads of
    watchkeeper.core.samples where there is no sample or the series ended; other NaNs are values.
    """

    rows: npt.NDArray[np.intp]  # (n,) row numbers in the selection
    feed: CodeArray  # (n,) column of ``times`` that holds the row's timestamps
    times: TimeArray  # (slots, feeds) ms UTC, ascending per feed apart from NO_TIME
    values: FloatArray  # (slots, n)
