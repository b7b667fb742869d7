"""Whose address counts where a proxy stands before the server."""

from __future__ import annotations

from ipaddress import ip_address, ip_network

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer
from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.config.settings import IPNetwork
from watchkeeper.server.proxies import address_from_text, behind_proxies, caller_of, scheme_of

TRUSTED = (ip_network("127.0.0.1"), ip_network("10.0.0.0/8"), ip_network("fd00::/8"))
PROXY = ip_address("10.0.0.1")
addresses = st.ip_addresses()
proxies = st.ip_addresses(network="10.0.0.0/8") | st.ip_addresses(network="fd00::/8")


@pytest.mark.parametrize(
    ("peer", "forwarded_for", "caller"),
    [
        ("203.0.113.9", ["198.51.100.7"], "203.0.113.9"),
        ("10.0.0.1", [], "10.0.0.1"),
        ("10.0.0.1", ["198.51.100.7"], "198.51.100.7"),
        ("10.0.0.1", ["1.1.1.1, 198.51.100.7"], "198.51.100.7"),
        ("10.0.0.1", ["198.51.100.7, 10.0.0.2"], "198.51.100.7"),
        ("10.0.0.1", ["1.1.1.1", "198.51.100.7 , 10.0.0.2"], "198.51.100.7"),
        ("10.0.0.1", ["10.0.0.3, 10.0.0.2"], "10.0.0.3"),
        ("10.0.0.1", ["198.51.100.7, unknown, 10.0.0.2"], "10.0.0.2"),
        ("10.0.0.1", ["198.51.100.7,"], "10.0.0.1"),
        ("10.0.0.1", ["198.51.100.7:4711"], "198.51.100.7"),
        ("fd00::1", ["[2001:db8::7]:4711"], "2001:db8::7"),
        ("10.0.0.1", ["::ffff:198.51.100.7"], "198.51.100.7"),
        ("10.0.0.1", ["fe80::7%<b>"], "fe80::7"),
    ],
    ids=[
        "a stranger says who he is",
        "a proxy that says nothing",
        "one proxy",
        "the caller wrote an entry himself",
        "two proxies",
        "two header lines",
        "all of them are proxies",
        "an entry that is no address",
        "an empty entry",
        "an address with its port",
        "version 6 with its port",
        "version 4 in version 6",
        "a zone is left out",
    ],
)
def test_the_right_most_address_that_is_no_proxy_asks(
    peer: str, forwarded_for: list[str], caller: str
) -> None:
    """What stands left of it was written by the caller and does not count."""
    assert caller_of(ip_address(peer), forwarded_for, TRUSTED) == ip_address(caller)


@given(st.lists(st.text()), addresses, st.lists(proxies, max_size=5))
def test_no_header_hides_who_really_asks(
    lies: list[str], caller: object, chain: list[object]
) -> None:
    """Whatever the caller wrote before, the address that the first trusted proxy saw counts."""
    seen = address_from_text(str(caller))
    header = ",".join([*lies, str(caller), *map(str, chain)])
    found = caller_of(PROXY, [header], TRUSTED)
    if not any(seen in network for network in TRUSTED):
        assert found == seen


@given(st.lists(st.text()), addresses)
def test_a_stranger_is_always_taken_for_himself(header: list[str], peer: object) -> None:
    """The header of a peer that is no trusted proxy is not read at all."""
    known = address_from_text(str(peer))
    assert known is not None
    if not any(known in network for network in TRUSTED):
        assert caller_of(known, header, TRUSTED) == known


@given(st.text())
def test_any_text_is_an_address_or_none(entry: str) -> None:
    """Nothing raises, and what is returned can be printed into a log."""
    found = address_from_text(entry)
    assert found is None or "%" not in str(found)


def test_a_long_header_is_read_from_the_right_only() -> None:
    """A chain of a thousand proxies ends where nobody looks any further."""
    header = ",".join(["198.51.100.7"] + ["10.0.0.2"] * 1_000)
    assert caller_of(PROXY, [header], TRUSTED) == ip_address("10.0.0.2")


@pytest.mark.parametrize(
    ("forwarded", "scheme"),
    [
        ([], "http"),
        (["https"], "https"),
        (["HTTPS "], "https"),
        (["http"], "http"),
        (["https, http"], "http"),
        (["https", "http"], "http"),
        (["javascript"], "http"),
    ],
)
def test_the_scheme_is_what_the_nearest_proxy_tells(forwarded: list[str], scheme: str) -> None:
    """Only http and https are taken, and only from the last entry."""
    assert scheme_of(forwarded, "http") == scheme


@pytest.mark.parametrize(
    ("trusted", "seen"),
    [
        (TRUSTED, {"remote": "198.51.100.7", "secure": True, "body": "x"}),
        ((), {"remote": "127.0.0.1", "secure": False, "body": "x"}),
        (TRUSTED[1:], {"remote": "127.0.0.1", "secure": False, "body": "x"}),
    ],
    ids=["from a trusted proxy", "no proxy is trusted", "from another machine"],
)
async def test_a_handler_sees_who_asks(trusted: tuple[IPNetwork, ...], seen: object) -> None:
    """Address and scheme are the caller's, the body is whole; only a trusted proxy tells them."""

    async def answer(request: web.Request) -> web.Response:
        assert request.match_info["name"] == "y"
        return web.json_response(
            {
                "remote": request.remote,
                "secure": request.secure,
                "body": await request.text(),
            }
        )

    app = web.Application(middlewares=[behind_proxies(trusted)])
    app.router.add_post("/{name}", answer)
    headers = {"X-Forwarded-For": "1.1.1.1, 198.51.100.7", "X-Forwarded-Proto": "https"}
    async with (
        TestServer(app) as server,
        ClientSession(headers=headers) as session,
        session.post(server.make_url("/y"), data="x") as reply,
    ):
        assert await reply.json() == seen
