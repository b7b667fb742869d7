"""A real Prometheus beside us, asked until it has what is waited for."""

from __future__ import annotations

import json
import subprocess
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from tests.collector.probes.processes import free_ports, running
from tests.components import program


def answer_of_prometheus(
    config: Path, folder: Path, path: str, is_enough: Callable[[Any], bool]
) -> Any:
    """Run Prometheus by *config* until ``data`` of the answer at *path* is enough; return it."""
    (port,) = free_ports(1)
    command = [
        program("prometheus"),
        f"--config.file={config}",
        f"--storage.tsdb.path={folder}/data",
        f"--web.listen-address=127.0.0.1:{port}",
    ]
    found: Any = None
    with running(command, [port], folder=folder) as process:
        for _ in range(300):
            with (
                suppress(urllib.error.HTTPError),  # 503 until it has started
                urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as page,
            ):
                found = json.load(page)["data"]
                if is_enough(found):
                    return found
            with suppress(subprocess.TimeoutExpired):
                process.wait(0.1)
    raise AssertionError(f"Prometheus has only {found!r}")
