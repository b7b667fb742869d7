"""``python -m watchkeeper``."""

from watchkeeper.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
