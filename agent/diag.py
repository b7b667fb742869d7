"""Ask the kernel for its sockets by inet_diag (sock_diag(7))."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator

from watchkeeper.host.sockets import diag_request, is_last, refusal

_SOCK_DIAG = 4
_ANSWER_BYTES = 65_536
_TIMEOUT_SECONDS = 2.0


def answers(protocol: int, states: int, extensions: int = 0) -> Iterator[bytes]:
    """Give the datagrams of answers for IPv4, then for IPv6.

    Raises OSError, also where the kernel refuses: no sockets is something else than no answer.
    """
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, _SOCK_DIAG) as diag:
        diag.settimeout(_TIMEOUT_SECONDS)
        for family in (socket.AF_INET, socket.AF_INET6):
            diag.send(diag_request(family, protocol, states, extensions))
            content = b""
            while not is_last(content):
                content = diag.recv(_ANSWER_BYTES)
                number = refusal(content)
                if number:
                    raise OSError(number, os.strerror(number))
                yield content
