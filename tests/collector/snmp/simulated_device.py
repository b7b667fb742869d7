"""A device made of records, answered by pysnmp: another hand than ours wrote its BER and its keys.

    python -m tests.collector.snmp.simulated_device PORT RECORDS

RECORDS is a file of lines ``oid|kind|value``; kinds: int, gauge, counter, counter64, ticks, text,
hex, oid, ip.  Community ``public``; a user for each way of privacy, named after it.
"""

from __future__ import annotations

import asyncio
import bisect
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pysnmp.carrier.asyncio.dgram import udp
from pysnmp.entity import config, engine
from pysnmp.entity.rfc3413 import cmdrsp, context
from pysnmp.proto import rfc1902
from pysnmp.proto.rfc1905 import endOfMibView, noSuchInstance
from pysnmp.smi import instrum

AUTH_PASSWORD, PRIVACY_PASSWORD = "auth-pass-phrase", "priv-pass-phrase"
PRIVACIES = {
    "des": config.USM_PRIV_CBC56_DES,
    "aes128": config.USM_PRIV_CFB128_AES,
    "aes192": config.USM_PRIV_CFB192_AES_BLUMENTHAL,
    "aes256": config.USM_PRIV_CFB256_AES_BLUMENTHAL,
    "aes192c": config.USM_PRIV_CFB192_AES,
    "aes256c": config.USM_PRIV_CFB256_AES,
}
_KINDS: dict[str, Callable[[str], object]] = {
    "int": lambda text: rfc1902.Integer32(int(text)),
    "gauge": lambda text: rfc1902.Gauge32(int(text)),
    "counter": lambda text: rfc1902.Counter32(int(text)),
    "counter64": lambda text: rfc1902.Counter64(int(text)),
    "ticks": lambda text: rfc1902.TimeTicks(int(text)),
    "text": lambda text: rfc1902.OctetString(text.encode()),
    "hex": lambda text: rfc1902.OctetString(hexValue=text),
    "oid": rfc1902.ObjectIdentifier,
    "ip": rfc1902.IpAddress,
}


def records(path: Path) -> dict[tuple[int, ...], object]:
    found: dict[tuple[int, ...], object] = {}
    for line in path.read_text().splitlines():
        if line and not line.startswith("#"):
            oid, kind, text = line.split("|", 2)
            found[tuple(int(part) for part in oid.split("."))] = _KINDS[kind](text)
    return found


class Records(instrum.AbstractMibInstrumController):  # type: ignore[misc]  # pysnmp has no types
    def __init__(self, path: Path) -> None:
        self._values = records(path)
        self._names = sorted(self._values)

    def read_variables(self, *bindings: Any, **_: Any) -> list[tuple[Any, object]]:
        return [(name, self._values.get(tuple(name), noSuchInstance)) for name, _ in bindings]

    def read_next_variables(self, *bindings: Any, **_: Any) -> list[tuple[Any, object]]:
        return [self._after(name) for name, _ in bindings]

    def _after(self, name: Any) -> tuple[Any, object]:
        place = bisect.bisect_right(self._names, tuple(name))
        if place == len(self._names):
            return name, endOfMibView
        found = self._names[place]
        return rfc1902.ObjectName(found), self._values[found]


def serve(port: int, path: Path) -> None:
    asyncio.set_event_loop(asyncio.new_event_loop())
    device = engine.SnmpEngine()
    transport = udp.UdpTransport().open_server_mode(("127.0.0.1", port))
    config.add_transport(device, udp.DOMAIN_NAME, transport)
    config.add_v1_system(device, "all", "public")
    config.add_vacm_user(device, 2, "all", "noAuthNoPriv", (1,))
    config.add_vacm_user(device, 1, "all", "noAuthNoPriv", (1,))
    for name, privacy in PRIVACIES.items():
        config.add_v3_user(
            device, name, config.USM_AUTH_HMAC96_SHA, AUTH_PASSWORD, privacy, PRIVACY_PASSWORD
        )
        config.add_vacm_user(device, 3, name, "authPriv", (1,))
    contexts = context.SnmpContext(device)
    contexts.unregister_context_name(b"")
    contexts.register_context_name(b"", Records(path))
    for responder in (
        cmdrsp.GetCommandResponder,
        cmdrsp.NextCommandResponder,
        cmdrsp.BulkCommandResponder,
    ):
        responder(device, contexts)
    device.transport_dispatcher.job_started(1)
    print("ready", flush=True)  # noqa: T201  # who started it waits for this line
    device.open_dispatcher()


if __name__ == "__main__":
    serve(int(sys.argv[1]), Path(sys.argv[2]))
