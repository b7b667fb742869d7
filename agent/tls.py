"""TLS for the connection to the server: whom it believes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from agent.paths import Path

if TYPE_CHECKING:
    from ssl import SSLContext


class Trust(NamedTuple):
    """Whom to believe: one CA; the system's; or, to fetch the CA itself, anybody.

    *certificate* with its *key* says who we are to a server that asks.
    """

    ca_file: Path | None = None
    verify: bool = True
    certificate: Path | None = None
    key: Path | None = None


def context_for(trust: Trust) -> SSLContext:
    """Return a client's context; it checks chain and name unless told otherwise."""
    import ssl  # 2 MB with OpenSSL, which an agent that only shows its page does without

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if not trust.verify:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    elif trust.ca_file is not None:
        context.load_verify_locations(cafile=str(trust.ca_file))
    else:
        context.load_default_certs()
    if trust.certificate is not None:
        context.load_cert_chain(
            str(trust.certificate), None if trust.key is None else str(trust.key)
        )
    return context
