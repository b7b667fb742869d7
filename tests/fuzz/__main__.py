"""Feed one target by atheris, which looks for input that takes new ways through the code.

``uv run --with atheris python -m tests.fuzz parser -max_total_time=300``: what follows the name
goes to libFuzzer.  A crash leaves the input in a file; ``python -m tests.fuzz parser FILE`` runs
it again.
"""

from __future__ import annotations

import sys


def main(arguments: list[str]) -> int:
    import atheris

    with atheris.instrument_imports(include=["rules", "watchkeeper", "collector", "agent"]):
        from tests.fuzz.targets import TARGETS
    if len(arguments) < 2 or arguments[1] not in TARGETS:
        sys.stderr.write(f"name a target: {', '.join(TARGETS)}\n")
        return 2
    target = TARGETS[arguments[1]]
    atheris.Setup(
        [arguments[0], *arguments[2:]],
        lambda data: target(data.decode("utf-8", "surrogateescape")),
    )
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
