"""The OCSP answer that a server staples to its handshake, read in a second look.

Python's ssl does not ask for it (python/cpython#88946); pyOpenSSL does, which costs 7 MB once it is
imported.  Whom the answer is by is
judged by ``answer_from``, so that this look may trust anything.
"""

from __future__ import annotations

import asyncio
from ipaddress import ip_address

from OpenSSL import SSL

from collector.probes.dialogue import Dialogue, dialogue
from collector.probes.outcome import ProbeFailed
from collector.probes.starttls import StartTls, ask_for_tls

_MOST_BYTES = 262_144
_CHUNK_BYTES = 65_536


async def stapled_answer(ip: str, port: int, name: str, protocol: StartTls) -> bytes:
    """Return the answer; empty where the server staples none.  Raises OSError, ProbeFailed."""
    async with dialogue(ip, port) as talk:
        await ask_for_tls(talk, protocol, name)
        if talk.heard:
            raise ProbeFailed("the other side goes on in the clear after it agreed to TLS")
        return await _shaken(talk, name)


async def _shaken(talk: Dialogue, name: str) -> bytes:
    found: list[bytes] = []

    def keep(_connection: SSL.Connection, answer: bytes, _data: object) -> bool:
        found.append(answer)
        return True

    context = SSL.Context(SSL.TLS_CLIENT_METHOD)
    context.set_verify(SSL.VERIFY_NONE)
    context.set_ocsp_client_callback(keep)
    try:
        await _shake_hands(talk, _connection(context, name))
    except SSL.Error as error:
        raise ProbeFailed("the second look for a stapled OCSP answer broke off") from error
    return found[0] if found else b""


def _connection(context: SSL.Context, name: str) -> SSL.Connection:
    tls = SSL.Connection(context, None)
    tls.set_connect_state()
    if not _is_address(name):
        tls.set_tlsext_host_name(name.encode("idna"))
    tls.request_ocsp()
    return tls


async def _shake_hands(talk: Dialogue, tls: SSL.Connection) -> None:
    """Carry the bytes of a handshake to and fro, so many at most."""
    left_bytes = _MOST_BYTES
    while left_bytes > 0:
        try:
            await asyncio.to_thread(tls.do_handshake)
        except SSL.WantReadError:
            await _send(talk, tls)
        else:
            await _send(talk, tls)
            return
        data = await talk.reader.read(_CHUNK_BYTES)
        if not data:
            break
        left_bytes -= len(data)
        tls.bio_write(data)
    raise ProbeFailed("the second look for a stapled OCSP answer broke off")


async def _send(talk: Dialogue, tls: SSL.Connection) -> None:
    try:
        await talk.send(tls.bio_read(_CHUNK_BYTES))
    except SSL.WantReadError:
        return  # nothing to say now


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
