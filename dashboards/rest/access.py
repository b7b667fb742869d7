"""REST of access: who am I, one-time links, tokens; what ``watchkeeper user`` and ``token`` call."""

from __future__ import annotations

from dataclasses import dataclass

from dashboards.rest.call import Call
from watchkeeper import __version__
from watchkeeper.access.audit import AuditRow
from watchkeeper.access.model import Scope, scopes_from_text
from watchkeeper.access.tokens import Token
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.instants import DAY, Duration

_SHOWN_ROWS, _MOST_ROWS = 50, 1_000
_LAST_ROW = 999_999_999


@dataclass(frozen=True, slots=True)
class Health:
    """``status`` is ok, or degraded; ``troubles`` names what does not work: database, series."""

    status: str
    version: str
    troubles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Me:
    """Who asks; ``customers`` null: all of them."""

    id: str
    name: str
    scopes: tuple[str, ...]
    customers: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class LinkWish:
    """For whom a one-time sign-in link is made."""

    person: str


@dataclass(frozen=True, slots=True)
class Link:
    """A one-time sign-in link: a path below the server's address."""

    person: str
    path: str


@dataclass(frozen=True, slots=True)
class PasswordWish:
    person: str
    password: str


@dataclass(frozen=True, slots=True)
class TokenWish:
    """What a token is for; ``scopes`` as ``tickets:*,metrics:read``."""

    name: str
    scopes: str
    customers: tuple[str, ...] | None = None
    days: int | None = None


@dataclass(frozen=True, slots=True)
class MadeToken:
    """A new token; the secret is shown this once."""

    secret: str
    token: Token


async def health(call: Call) -> Health:
    """Tell also what does not work now, without its reason: anybody may ask."""
    found = tuple(trouble.name for trouble in call.pages.troubles())
    return Health("degraded" if found else "ok", __version__, found)


async def me(call: Call) -> Me:
    who = call.principal
    customers = None if who.customers is None else tuple(sorted(who.customers))
    return Me(who.id, who.name, tuple(sorted(scope.value for scope in who.scopes)), customers)


async def make_link(call: Call) -> Link:
    call.principal.require_scope(Scope.ADMIN)
    given = await call.body()
    person = call.pages.gate.people.get(_text(given, "person"))
    secret = await call.pages.gate.make_link(person, by=call.principal.id)
    return Link(person.id, f"/link/{secret}")


async def set_password(call: Call) -> Me:
    """Set a person's password: an administrator's, or one's own."""
    given = await call.body()
    person = call.pages.gate.people.get(_text(given, "person"))
    if person.id != call.principal.id:
        call.principal.require_scope(Scope.ADMIN)
    await call.pages.gate.set_password(person, _text(given, "password"), by=call.principal.id)
    return await me(call)


async def list_tokens(call: Call) -> tuple[Token, ...]:
    call.principal.require_scope(Scope.ADMIN)
    return await call.pages.gate.list_tokens()


async def make_token(call: Call) -> MadeToken:
    call.principal.require_scope(Scope.ADMIN)
    given = await call.body()
    new = await call.pages.gate.make_token(
        _text(given, "name"),
        scopes_from_text(_text(given, "scopes")),
        by=call.principal.id,
        customers=_customers(given.get("customers")),
        life=_life(given.get("days")),
    )
    return MadeToken(new.secret, new.token)


async def revoke_token(call: Call) -> tuple[Token, ...]:
    call.principal.require_scope(Scope.ADMIN)
    await call.pages.gate.revoke_token(call.request.match_info["id"], by=call.principal.id)
    return await call.pages.gate.list_tokens()


async def list_audit(call: Call) -> tuple[AuditRow, ...]:
    """Show what was done, of all customers at once: rows say who signed in, and from where."""
    call.principal.require_everywhere(Scope.ADMIN)
    before = call.query_number("before", 0, _LAST_ROW)
    return await call.pages.gate.audit_rows(
        limit=call.query_number("limit", _SHOWN_ROWS, _MOST_ROWS), before=before or None
    )


def _text(given: dict[str, object], name: str) -> str:
    value = given.get(name)
    if not isinstance(value, str) or not value.strip():
        raise InvalidInput("the field {name!r} must be filled in", name=name)
    return value


def _customers(value: object) -> frozenset[str] | None:
    if value is None:
        return None
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise InvalidInput("the field {name!r} must be {wanted}", name="customers", wanted="a list")
    return frozenset(value)


def _life(value: object) -> Duration | None:
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value <= 3_650:
        raise InvalidInput("the field {name!r} must be {wanted}", name="days", wanted="1 to 3650")
    return Duration(value * DAY)
