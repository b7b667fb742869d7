"""Where things lie and listen unless told otherwise; imports nothing, so that every command may."""

from __future__ import annotations

from pathlib import Path

DEFAULT_CONFIG = Path("/etc/watchkeeper/watchkeeper.yml")
DEFAULT_DATA = Path("/var/lib/watchkeeper")
DEFAULT_SOCKET = Path("/run/watchkeeper/watchkeeper.sock")
DEFAULT_PORT = 8420
LONGEST_SOCKET_PATH = 107
"""Bytes of a Unix socket's address: ``sockaddr_un`` holds 108 with its end."""
