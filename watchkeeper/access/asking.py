"""Under which keys a request carries who asks; set by the server's gatekeeper, read by faces."""

from __future__ import annotations

from aiohttp import web

from watchkeeper.access.gate import SignedIn
from watchkeeper.access.model import Principal

PRINCIPAL: web.RequestKey[Principal] = web.RequestKey("principal", Principal)
"""There on every request that is not open to everybody."""

SIGNED_IN: web.RequestKey[SignedIn] = web.RequestKey("signed_in", SignedIn)
"""There where a session cookie counted; holds the CSRF token."""
