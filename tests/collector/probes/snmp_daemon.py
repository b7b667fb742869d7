"""A real snmpd on a free loopback port, with a v2c community and a v3 user of its own."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.components import program

COMMUNITY = "watch-the-lab"
USER, AUTH_PASSWORD, PRIVACY_PASSWORD = "watch", "auth-pass-phrase", "priv-pass-phrase"

_CONFIG = f"""\
agentAddress udp:127.0.0.1:{{port}}
rocommunity {COMMUNITY} 127.0.0.1
createUser {USER} SHA-256 {AUTH_PASSWORD} AES {PRIVACY_PASSWORD}
rouser {USER} priv
sysName lab-switch
sysObjectID 1.3.6.1.4.1.8072.3.2.10
"""


@dataclass(frozen=True)
class SnmpDaemon:
    port: int


@contextmanager
def snmp_daemon(folder: Path, port: int) -> Iterator[SnmpDaemon]:
    """Start snmpd as a plain process of the current user; it keeps its state below *folder*."""
    config = folder / "snmpd.conf"
    config.write_text(_CONFIG.format(port=port))
    log = folder / "snmpd.log"
    command = [program("snmpd"), "-f", "-C", "-c", str(config), "-Lf", str(log), "-r"]
    environment = {"SNMP_PERSISTENT_DIR": str(folder / "state"), "MIBS": "", "PATH": "/usr/bin"}
    process = subprocess.Popen(command, env=environment, stderr=subprocess.STDOUT)
    try:
        yield SnmpDaemon(port)
    finally:
        process.terminate()
        process.wait(10)
