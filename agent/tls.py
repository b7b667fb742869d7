"""TLS over a socket by the interpreter's own module ``_ssl``, of which ``ssl`` is the outer layer.

OpenSSL does all of the work in both, with the same checks of the chain and the name; ``ssl`` adds
1.8 MB of enumerations and of functions that the agent does not call, which would put it above
node_exporter.  An interpreter whose ``_ssl`` is not as expected gets ``ssl``.
"""

from __future__ import annotations

from typing import NamedTuple, Protocol

from agent.paths import Path
from agent.sockets import Socket


class TlsSocket(Protocol):
    """What the connection asks of a socket, whoever speaks TLS on it."""

    def settimeout(self, seconds: float, /) -> None: ...

    def sendall(self, content: bytes, /) -> None: ...

    def recv(self, most: int, /) -> bytes: ...

    def close(self) -> None: ...


class Trust(NamedTuple):
    """Whom to believe: one CA; the system's; or, to fetch the CA itself, anybody."""

    ca_file: Path | None = None
    verify: bool = True


class Tls:
    """Wraps sockets; the context with its CA is made once."""

    def __init__(self, trust: Trust) -> None:
        self._trust = trust
        self._wrapper: _Wrapper | None = None

    def wrap(self, plain: Socket, host: str) -> TlsSocket:
        """Shake hands.  Raises OSError, such as ssl.SSLCertVerificationError."""
        if self._wrapper is None:
            try:
                self._wrapper = _ByInnerModule(self._trust)
            except (ImportError, AttributeError, TypeError):
                self._wrapper = _ByModule(self._trust)
        return self._wrapper.wrap(plain, host)


class _Wrapper(Protocol):
    def wrap(self, plain: Socket, host: str) -> TlsSocket: ...


class _ByInnerModule:
    """By ``_ssl``: a client's context checks chain and name unless told otherwise."""

    def __init__(self, trust: Trust) -> None:
        import _ssl

        self._module = _ssl
        context = _ssl._SSLContext(_ssl.PROTOCOL_TLS_CLIENT)
        context.minimum_version = _ssl.PROTO_TLSv1_2
        if not trust.verify:
            context.check_hostname = False
            context.verify_mode = _ssl.CERT_NONE
        elif trust.ca_file is not None:
            context.load_verify_locations(str(trust.ca_file), None, None)
        else:
            context.set_default_verify_paths()
        self._context = context
        self._wrap = context._wrap_socket  # type: ignore[attr-defined]  # the stubs leave it out

    def wrap(self, plain: Socket, host: str) -> TlsSocket:
        inner = self._wrap(plain, False, host)
        inner.do_handshake()
        return _InnerSocket(plain, inner, self._module.SSLEOFError)


class _InnerSocket:
    """A socket and the TLS on it."""

    def __init__(self, plain: Socket, inner: _Inner, ended: type[OSError]) -> None:
        self._plain = plain
        self._inner = inner
        self._ended = ended

    def settimeout(self, seconds: float, /) -> None:
        self._plain.settimeout(seconds)

    def sendall(self, content: bytes, /) -> None:
        rest = memoryview(content)
        while rest:
            rest = rest[self._inner.write(rest) :]

    def recv(self, most: int, /) -> bytes:
        try:
            return self._inner.read(most)
        except self._ended:  # closed without a word, as many servers do
            return b""

    def close(self) -> None:
        self._plain.close()


class _Inner(Protocol):
    def read(self, most: int, /) -> bytes: ...

    def write(self, content: memoryview, /) -> int: ...


class _ByModule:
    """By ``ssl``."""

    def __init__(self, trust: Trust) -> None:
        import ssl

        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        if not trust.verify:
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        elif trust.ca_file is not None:
            context.load_verify_locations(cafile=str(trust.ca_file))
        else:
            context.load_default_certs()
        self._context = context

    def wrap(self, plain: Socket, host: str) -> TlsSocket:
        return self._context.wrap_socket(
            plain,  # type: ignore[arg-type]  # it takes the descriptor over
            server_hostname=host.encode("ascii"),
        )
