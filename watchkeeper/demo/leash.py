"""Run a module as ``python -m`` does, until its parent is gone: ``... -m watchkeeper.demo.leash MODULE ...``.

Standard input is a pipe whose other end only the parent holds.  However the parent ends, by SIGKILL
too, the kernel closes that end; then the module is asked to end, and ended where it does not.
"""

from __future__ import annotations

import os
import runpy
import signal
import sys
import threading

PATIENCE_SECONDS = 5.0


def main() -> None:
    threading.Thread(target=_end_with_parent, name="leash", daemon=True).start()
    _, module, *arguments = sys.argv
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


def _end_with_parent() -> None:
    while os.read(sys.stdin.fileno(), 1024):
        continue
    os.kill(os.getpid(), signal.SIGTERM)
    threading.Event().wait(PATIENCE_SECONDS)
    os._exit(1)


if __name__ == "__main__":
    main()
