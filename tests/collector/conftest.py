"""Fixtures of collection: the tools of probes on the real clock, and certificates of all kinds."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
import trustme

from collector.probes.tools import Tools
from watchkeeper.config.nodes import parse_yaml
from watchkeeper.inventory.files import probe_from_node
from watchkeeper.inventory.model import ProbeSpec
from watchkeeper.server.clock import SystemClock

MakeSpec = Callable[[str], ProbeSpec]


@pytest.fixture
async def tools() -> AsyncIterator[Tools]:
    async with Tools(SystemClock()) as opened:
        yield opened


@pytest.fixture
def spec() -> MakeSpec:
    """Make a probe from YAML, as it stands in targets/*.yml."""
    return lambda yaml: probe_from_node(parse_yaml(yaml, name="targets/test.yml"))


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="session")
def authority_file(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ca") / "ca.pem"
    authority.cert_pem.write_to_path(path)
    return path


@pytest.fixture
def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port
