"""Which probes there are: a new kind is one file and one line here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from collector.probes.banner import banner_probe
from collector.probes.dns import dns_probe
from collector.probes.exporter import exporter_probe
from collector.probes.http import http_probe
from collector.probes.icmp import icmp_probe
from collector.probes.mysql import mysql_probe
from collector.probes.ntp import ntp_probe
from collector.probes.outcome import Probe
from collector.probes.postgresql import postgresql_probe
from collector.probes.redis import redis_probe
from collector.probes.snmp import snmp_probe
from collector.probes.ssh import ssh_probe
from collector.probes.tcp import tcp_probe
from collector.probes.tls import tls_probe
from collector.probes.tools import Tools
from watchkeeper.config.bind import unknown_key
from watchkeeper.core.errors import ConfigError, InvalidInput
from watchkeeper.inventory.model import ProbeSpec, Target

MakeProbe = Callable[[Target, ProbeSpec, Tools], Probe]

PROBES: Mapping[str, MakeProbe] = MappingProxyType(
    {
        "banner": banner_probe,
        "dns": dns_probe,
        "exporter": exporter_probe,
        "http": http_probe,
        "icmp": icmp_probe,
        "mysql": mysql_probe,
        "ntp": ntp_probe,
        "postgresql": postgresql_probe,
        "redis": redis_probe,
        "snmp": snmp_probe,
        "ssh": ssh_probe,
        "tcp": tcp_probe,
        "tls": tls_probe,
    }
)


def probe_of(target: Target, spec: ProbeSpec, tools: Tools) -> Probe:
    """Make a probe of *target*.  Raises ConfigError with the line of what is wrong."""
    make = PROBES.get(spec.kind)
    if make is None:
        raise unknown_key(spec.kind, list(PROBES), at=spec.at or target.at or target.name)
    if spec.job and spec.kind != "exporter":
        raise ConfigError(
            "only an exporter has a job of its own; shipped rules look for job={kind}",
            at=spec.at or None,
            kind=spec.kind,
        )
    try:
        return make(target, spec, tools)
    except ConfigError:
        raise
    except InvalidInput as error:
        at = error.at or spec.at or target.at or None
        raise ConfigError(error.sentence, at=at, **error.facts) from error


def check_probes(targets: Iterable[Target], tools: Tools) -> tuple[ConfigError, ...]:
    """Return what is wrong with the probes of *targets*; nothing is sent."""
    mistakes = []
    for target in targets:
        for spec in target.probes:
            try:
                probe_of(target, spec, tools)
            except ConfigError as error:
                mistakes.append(error)
    return tuple(mistakes)
