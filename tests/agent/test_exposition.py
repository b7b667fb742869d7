"""The agent's page over real sockets."""

import http.client
import resource
import selectors
import socket
import threading
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.clock import SystemClock
from agent.exposition import MOST_CONNECTIONS, Exposition, answer
from agent.readers import Address

PAGE = "up 1\n" * 50_000


class Served:
    """An exposition with a loop of its own."""

    def __init__(self) -> None:
        self._selector = selectors.DefaultSelector()
        self._exposition = Exposition(
            Address("127.0.0.1", 0), selector=self._selector, page=lambda: PAGE, clock=SystemClock()
        )
        self.port = self._exposition.port
        self._is_ending = threading.Event()
        self._thread = threading.Thread(target=self._loop)
        self._thread.start()

    def _loop(self) -> None:
        while not self._is_ending.is_set():
            for key, events in self._selector.select(0.02):
                handle: Callable[[int], None] = key.data
                handle(events)

    def close(self) -> None:
        self._is_ending.set()
        self._thread.join()
        self._exposition.close()
        self._selector.close()


@pytest.fixture
def served() -> Iterator[Served]:
    server = Served()
    yield server
    server.close()


def test_many_requests_on_one_connection(served: Served) -> None:
    """Scrapers keep their connection; a page larger than a socket's buffer arrives whole."""
    client = http.client.HTTPConnection("127.0.0.1", served.port, timeout=10)
    for _ in range(3):
        client.request("GET", "/metrics?x=1")
        response = client.getresponse()
        assert response.getheader("Content-Type") == "text/plain; version=0.0.4; charset=utf-8"
        assert response.read().decode() == PAGE
    client.close()


def test_slow_and_silent_clients_block_nobody(served: Served) -> None:
    """More connections than allowed: the most silent goes, a page is still served."""
    silent = [
        socket.create_connection(("127.0.0.1", served.port), 10)
        for _ in range(MOST_CONNECTIONS + 3)
    ]
    silent[-1].sendall(b"GET /met")
    client = http.client.HTTPConnection("127.0.0.1", served.port, timeout=10)
    client.request("GET", "/metrics")
    assert client.getresponse().read().decode() == PAGE
    assert silent[0].recv(10) == b""
    client.close()
    for each in silent:
        each.close()


REQUESTS = {
    "the page": (b"GET /metrics HTTP/1.1", b"200 OK"),
    "the hello": (b"GET / HTTP/1.1", b"200 OK"),
    "another path": (b"GET /etc/passwd HTTP/1.1", b"404"),
    "a post": (b"POST /metrics HTTP/1.1", b"405"),
    "no HTTP": (b"hello", b"400"),
}


@pytest.mark.parametrize(("head", "status"), REQUESTS.values(), ids=REQUESTS.keys())
def test_answers(head: bytes, status: bytes) -> None:
    assert status in answer(head, lambda: PAGE).split(b"\r\n")[0]


def test_a_head_has_no_body() -> None:
    said = answer(b"HEAD /metrics HTTP/1.1", lambda: PAGE)
    assert said.endswith(b"\r\n\r\n")
    assert b"Content-Length: 250000" in said


@given(st.binary(max_size=60))
def test_any_request_has_an_answer(head: bytes) -> None:
    assert answer(head, lambda: PAGE).startswith(b"HTTP/1.1 ")


def test_without_a_file_handle_left_it_waits_for_the_next_cycle() -> None:
    """A client that cannot be taken wakes the loop once, not without end; then it is served."""
    selector = selectors.DefaultSelector()
    exposition = Exposition(
        Address("127.0.0.1", 0), selector=selector, page=lambda: PAGE, clock=SystemClock()
    )

    def serve() -> int:
        ready = selector.select(5)
        for key, events in ready:
            key.data(events)
        return len(ready)

    with socket.create_connection(("127.0.0.1", exposition.port)):
        before = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (0, before[1]))
        try:
            assert serve() == 1
            assert selector.select(0) == []
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, before)
        exposition.close_idle()
        assert serve() == 1
        assert len(selector.get_map()) == 2
    exposition.close()
    selector.close()
