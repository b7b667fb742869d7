"""From the configuration to connections: by which proxy, and with what to prove who is there."""

from __future__ import annotations

from agent.clock import AgentClock
from agent.config import AgentConfig
from agent.connection import ServerConnection, Way
from agent.paths import Path
from agent.proxy import Proxy, authorization_of
from agent.servers import Server, Servers


def way_of(config: AgentConfig, *, ca_file: Path | None = None, verify: bool = True) -> Way:
    """Return the way that the configuration says, with another CA where one is given.

    Raises ConfigError where a secret cannot be read.
    """
    return Way(
        ca_file=ca_file or config.ca_file,
        verify=verify,
        certificate=config.client_certificate,
        key=config.client_key,
        proxy=_proxy_of(config),
    )


def servers_of(config: AgentConfig, clock: AgentClock) -> Servers:
    """Return the servers in their order.  Raises ConfigError."""
    way = way_of(config)
    connections = [ServerConnection(url, clock=clock, way=way) for url in config.servers]
    return Servers([Server(connection, clock) for connection in connections], clock)


def _proxy_of(config: AgentConfig) -> Proxy | None:
    if config.proxy is None:
        return None
    file = config.proxy_auth_file
    return Proxy(*config.proxy, authorization_of(file) if file is not None else "")
