"""The command ``watchkeeper``: one file per subcommand, found by its name."""

from watchkeeper.cli.main import main

__all__ = ["main"]
