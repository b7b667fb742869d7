"""A proxy ends TLS before the server: cookies, and the addresses in the audit trail."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.acceptance.harness import REST, TIMEOUT, build_house, watching
from watchkeeper.access.tables import sessions
from watchkeeper.core.instants import instant_from_rfc3339

AT = instant_from_rfc3339("2026-11-23T01:00:00Z")
FORWARDED = {"X-Forwarded-For": "1.1.1.1, 198.51.100.7", "X-Forwarded-Proto": "https"}


@pytest.mark.parametrize(
    ("trusted", "is_secure", "address"),
    [("127.0.0.0/8", True, "198.51.100.7"), ("10.0.0.1", False, "127.0.0.1")],
    ids=["a trusted proxy", "somebody else"],
)
async def test_only_a_trusted_proxy_says_who_signs_in_and_how(
    tmp_path: Path, trusted: str, is_secure: bool, address: str
) -> None:
    """Through it the session cookie is for https only, and the caller's own address is kept."""
    house = build_house(tmp_path)
    house.config.write_text(
        house.config.read_text()
        + f"external_url: https://watch.example\ntrusted_proxies: ['{trusted}']\n"
    )
    async with watching(house, AT) as watch:
        made = await asyncio.to_thread(house.rest.post, f"{REST}/links", {"person": "engineer-a"})
        async with watch.session.post(
            house.url + made["path"],
            data={"button": "in"},
            headers=FORWARDED,
            timeout=TIMEOUT,
            allow_redirects=False,
        ) as reply:
            assert reply.status == 303
            assert ("Secure" in reply.headers["Set-Cookie"]) is is_secure
        kept = await watch.server.parts.database.read(
            lambda connection: connection.scalar(select(sessions.c.address))
        )
        assert kept == address
