"""Check that each dependency has a licence we allow (DESIGN: permissive ones, MPL and EPL-2.0)."""

from __future__ import annotations

import re
import sys
from importlib.metadata import Distribution, distributions
from pathlib import Path

ALLOWED = re.compile(
    r"\b(mit|bsd|apache|mpl|mozilla public license|epl-2\.0|eclipse public license|psf|"
    r"python software foundation|isc|0bsd|unlicense|zlib|cc0|public domain)\b",
    re.IGNORECASE,
)
REFUSED = re.compile(r"\b(agpl|gpl|sspl|elv2|elastic license|busl)", re.IGNORECASE)
CHOSEN = {"asyncssh": "EPL-2.0 arm of EPL-2.0 OR GPL-2.0-or-later"}
TOOLS_ONLY = Path("requirements/server.txt")


def licence_of(distribution: Distribution) -> str:
    meta = distribution.metadata
    classified = [
        value for key, value in meta.items() if key == "Classifier" and value.startswith("License")
    ]
    return " | ".join(
        [meta.get("License-Expression") or "", (meta.get("License") or "")[:200], *classified]
    )


def problems() -> list[str]:
    shipped = set(re.findall(r"^([a-z0-9._-]+)==", TOOLS_ONLY.read_text(), re.MULTILINE))
    found = []
    for distribution in distributions():
        name = (distribution.metadata["Name"] or "").lower().replace("_", "-")
        if name not in shipped or name in CHOSEN:
            continue
        licence = licence_of(distribution)
        if REFUSED.search(licence.replace("LGPL", "")) or not ALLOWED.search(licence):
            found.append(f"{name}: {licence}")
    return found


def main() -> int:
    found = problems()
    for line in found:
        sys.stderr.write(f"licence not allowed: {line}\n")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
