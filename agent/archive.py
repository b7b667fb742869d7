"""The agent in one file, for hosts without pip: made of the very packages that run here.

The same sources give the same bytes, so that a host's file tells by its hash whether it is current.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import watchkeeper

_SHEBANG = b"#!/usr/bin/env python3\n"
_MAIN = b"import sys\n\nfrom agent.__main__ import main\n\nsys.exit(main())\n"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_PARTS = ("core", "host", "wire")  # of watchkeeper: those that need the standard library only


def archive() -> bytes:
    """Return the zipapp: ``python3 watchkeeper-agent.pyz`` is ``watchkeeper-agent``."""
    content = io.BytesIO()
    content.write(_SHEBANG)
    with zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        _add(packed, "__main__.py", _MAIN)
        for name, path in sorted(_sources()):
            _add(packed, name, path.read_bytes())
    return content.getvalue()


def _sources() -> Iterator[tuple[str, Path]]:
    own, shared = Path(__file__).parent, Path(watchkeeper.__file__).parent
    yield "watchkeeper/__init__.py", shared / "__init__.py"
    for prefix, folder in (("agent", own), *((f"watchkeeper/{p}", shared / p) for p in _PARTS)):
        for path in folder.rglob("*.py"):
            yield f"{prefix}/{path.relative_to(folder).as_posix()}", path


def _add(packed: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, _LONG_AGO)
    entry.external_attr = 0o644 << 16
    entry.compress_type = zipfile.ZIP_DEFLATED
    packed.writestr(entry, content)
