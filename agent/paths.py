"""Paths as pathlib has them, in what the agent asks of them: pathlib costs it 0.8 MB.

For the type checker it is pathlib's own class, and one of that may be handed to any part of the
agent.
"""

# It takes the place of pathlib:
# ruff: noqa: PTH103, PTH108, PTH110, PTH112, PTH116, PTH117, PTH118, PTH119, PTH120, PTH122, PTH123

from __future__ import annotations

import os
from typing import TYPE_CHECKING, BinaryIO

__all__ = ["Path"]

if TYPE_CHECKING:
    from pathlib import Path
else:

    class Path(str):
        """A path, which is its text."""

        __slots__ = ()

        def __truediv__(self, other: str) -> Path:
            return Path(os.path.join(self, other))

        @property
        def name(self) -> str:
            return os.path.basename(self)

        @property
        def stem(self) -> str:
            return os.path.splitext(self.name)[0]

        @property
        def parent(self) -> Path:
            return Path(os.path.dirname(self))

        def is_absolute(self) -> bool:
            return os.path.isabs(self)

        def exists(self) -> bool:
            return os.path.exists(self)

        def is_dir(self) -> bool:
            return os.path.isdir(self)

        def stat(self) -> os.stat_result:
            return os.stat(self)

        def open(self, mode: str) -> BinaryIO:
            return open(self, mode)

        def read_bytes(self) -> bytes:
            with open(self, "rb") as file:
                return file.read()

        def read_text(self, encoding: str = "utf-8") -> str:
            return self.read_bytes().decode(encoding)

        def mkdir(self, mode: int, *, parents: bool, exist_ok: bool) -> None:
            assert parents
            os.makedirs(self, mode, exist_ok=exist_ok)

        def unlink(self) -> None:
            os.unlink(self)
