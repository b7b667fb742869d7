"""The line that is pasted on a host, and what agent and server say to each other by it (D14).

The agent fetches the CA from ``CA_PATH`` without trusting the connection, compares its SHA-256
with the token's, and only then, trusting nothing but this CA, sends the secret.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.texts import storable

CA_PATH = "/api/agent/v1/ca.pem"
ENROL_PATH = "/api/agent/v1/enrol"
MAX_TOKEN_CHARACTERS = 4_096
MAX_ANSWER_BYTES = 65_536

MOST_LABELS = 20

_LABEL = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,63}")
_PREFIX = "wk1."
_URL = re.compile(r"https?://[^\s/?#@]+")
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class EnrolmentToken:
    """``url`` has no path; ``ca_sha256`` is of the DER form, empty over plain http on loopback."""

    url: str
    ca_sha256: str
    secret: str


@dataclass(frozen=True)
class EnrolmentRequest:
    """What the agent says of its host; ``machine_id`` is a hash, empty where there is none."""

    secret: str
    hostname: str
    machine_id: str
    version: str
    labels: Mapping[str, str] = field(default_factory=dict)
    """Words about the host for the server's rules; older agents send none."""


@dataclass(frozen=True)
class EnrolmentAnswer:
    """Who the agent is from now on; ``target`` is its name in the inventory."""

    agent: str
    target: str
    token: str


def text_from_token(token: EnrolmentToken) -> str:
    """Write a token as one word that starts with ``wk1.``."""
    content = _json({"u": token.url, "c": token.ca_sha256, "s": token.secret})
    return _PREFIX + base64.urlsafe_b64encode(content).decode().rstrip("=")


def token_from_text(text: str) -> EnrolmentToken:
    """Read what ``text_from_token`` wrote.  Raises InvalidInput with what to do."""
    word = text.strip()
    if not word.startswith(_PREFIX) or len(word) > MAX_TOKEN_CHARACTERS:
        raise _no_token()
    packed = word[len(_PREFIX) :]
    try:
        content = base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4))
    except (binascii.Error, ValueError):
        raise _no_token() from None
    url, ca_sha256, secret = _fields(content, ("u", "c", "s"))
    if not _URL.fullmatch(url) or not secret or not (_SHA256.fullmatch(ca_sha256) or not ca_sha256):
        raise _no_token()
    return EnrolmentToken(url=url, ca_sha256=ca_sha256, secret=secret)


def bytes_from_request(request: EnrolmentRequest) -> bytes:
    """Write a request; a server that knows no labels reads the rest."""
    words = {key: value for key, value in vars(request).items() if key != "labels"}
    return _json({**words, "labels": dict(request.labels)} if request.labels else words)


def request_from_bytes(body: bytes) -> EnrolmentRequest:
    """Read the body of an enrolment.  Raises InvalidInput."""
    secret, hostname, machine_id, version = _fields(
        body, ("secret", "hostname", "machine_id", "version")
    )
    labels = _labels(json.loads(body).get("labels"))
    return EnrolmentRequest(secret, hostname, machine_id, version, labels)


def _labels(given: object) -> Mapping[str, str]:
    """Return labels as far as they make sense, bounded.  Raises InvalidInput."""
    if given is None:
        return {}
    if not isinstance(given, dict) or len(given) > MOST_LABELS:
        raise InvalidInput("a host has at most {most} labels", most=MOST_LABELS)
    for name, value in given.items():
        if not _LABEL.fullmatch(name) or not isinstance(value, str) or len(value) > 200:
            raise InvalidInput("{name!r} is no label of a host", name=str(name)[:60])
    return {name: storable(value) for name, value in given.items()}


def bytes_from_answer(answer: EnrolmentAnswer) -> bytes:
    return _json(vars(answer))


def answer_from_bytes(body: bytes) -> EnrolmentAnswer:
    """Read the server's answer to an enrolment.  Raises InvalidInput."""
    return EnrolmentAnswer(*_fields(body, ("agent", "target", "token")))


def _json(content: Mapping[str, object]) -> bytes:
    return json.dumps(content, ensure_ascii=True, separators=(",", ":")).encode()


def _fields(body: bytes, names: tuple[str, ...]) -> tuple[str, ...]:
    if len(body) > MAX_ANSWER_BYTES:
        raise InvalidInput("this message is longer than {most} bytes", most=MAX_ANSWER_BYTES)
    try:
        content = json.loads(body)
    except (ValueError, RecursionError):
        raise InvalidInput("this message is no JSON") from None
    if not isinstance(content, dict):
        raise InvalidInput("this message is no JSON object")
    values = tuple(content.get(name) for name in names)
    if not all(isinstance(value, str) for value in values):
        raise InvalidInput("this message needs the texts {names}", names=", ".join(names))
    return tuple(storable(str(value)) for value in values)


def _no_token() -> InvalidInput:
    return InvalidInput(
        "this is no enrolment token; paste the whole word that starts with wk1., "
        "as `watchkeeper token create --agent` printed it"
    )
