"""The command ``watchkeeper``: one file per subcommand, found by its name."""

from watchkeeper.cli.command_line import main

__all__ = ["main"]
