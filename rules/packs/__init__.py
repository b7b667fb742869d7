"""The rules we ship: one file for each field, read like any other rule file."""

from __future__ import annotations

from pathlib import Path

from rules.files import read_rule_file
from rules.model import RuleFile

PACKS = Path(__file__).parent


def shipped_rules() -> tuple[RuleFile, ...]:
    """Return all packs; their groups are known as ``packs/<file>;<group>``."""
    return tuple(
        read_rule_file(path, name=f"packs/{path.name}") for path in sorted(PACKS.glob("*.yml"))
    )
