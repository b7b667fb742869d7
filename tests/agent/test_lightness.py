from __future__ import annotations

import subprocess
import sys

HEAVY = (
    "pathlib",
    "psutil",
    "argparse",
    "asyncio",
    "dataclasses",
    "datetime",
    "email",
    "encodings.idna",
    "hashlib",
    "http.client",
    "json",
    "logging",
    "ssl",
    "subprocess",
)


def test_the_agent_starts_without_what_costs_memory() -> None:
    """psutil and the heavy part of the standard library are left out, or wait until they are needed."""
    listed = "import agent.__main__, sys; print(*sys.modules)"
    found = subprocess.run([sys.executable, "-c", listed], capture_output=True, check=True)
    assert set(HEAVY) & set(found.stdout.decode().split()) == set()
