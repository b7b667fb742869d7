"""Write targets of the database as the YAML that targets/*.yml would hold."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path

import yaml

_HEAD = "# Written by watchkeeper from its database; changes made here are lost.\n"
_FILE = "targets.yml"


def export_text(definitions: Iterable[str]) -> str:
    """Return the document for targets kept as JSON, in the order of their names."""
    entries = sorted((json.loads(one) for one in definitions), key=lambda one: str(one["name"]))
    body = yaml.safe_dump(
        {"targets": entries},
        allow_unicode=True,
        sort_keys=False,
        default_flow_style=None,
        width=100,
    )
    return _HEAD + body


def write_export(folder: Path, definitions: Iterable[str]) -> Path:
    """Replace ``targets/targets.yml`` below *folder* in one step."""
    path = folder / "targets" / _FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".new")
    draft.write_text(export_text(definitions), encoding="utf-8")
    os.replace(draft, path)  # noqa: PTH105 the same call, told by name that it replaces
    return path
