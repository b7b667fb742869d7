"""Which host keys are believed: pinned fingerprints, or what known_hosts files hold; pure.

Nothing is believed on first sight: a key comes into a file only where a person enrols it.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase

from collector.probes.outcome import ProbeFailed

MOST_LINES = 50_000
_HASHED = "|1|"


@dataclass(frozen=True, slots=True)
class HostKey:
    """A public key of a host: its type as ``ssh-ed25519``, and its bytes."""

    kind: str
    blob: bytes

    @property
    def fingerprint(self) -> str:
        """Return what ``ssh-keygen -lf`` prints: SHA256:..."""
        digest = hashlib.sha256(self.blob).digest()
        return f"SHA256:{base64.b64encode(digest).decode().rstrip('=')}"

    def line(self, host: str, port: int) -> str:
        """Return the line of a known_hosts file."""
        return f"{place_of(host, port)} {self.kind} {base64.b64encode(self.blob).decode()}"


@dataclass(frozen=True, slots=True)
class Trust:
    """Pins win over files; ``kinds`` are the types to ask the host for."""

    pins: frozenset[str] = frozenset()
    known: tuple[HostKey, ...] = ()
    revoked: frozenset[str] = frozenset()
    is_looking: bool = False  # nobody is believed: only to see which key a host shows

    def for_looking(self) -> Trust:
        """Return a trust that asks for the same types of keys and believes none."""
        return Trust(self.pins, self.known, self.revoked, is_looking=True)

    @property
    def is_empty(self) -> bool:
        return not self.pins and not self.known

    @property
    def kinds(self) -> tuple[str, ...]:
        return () if self.pins else tuple(dict.fromkeys(key.kind for key in self.known))

    def believes(self, key: HostKey) -> bool:
        shown = key.fingerprint
        if self.is_looking or shown in self.revoked:
            return False
        if self.pins:
            return any(hmac.compare_digest(pin, shown) for pin in self.pins)
        return any(known.blob == key.blob for known in self.known)


class HostKeyRefused(ProbeFailed):
    """The host showed a key that is not believed; ``is_changed``: another one is."""

    def __init__(
        self, sentence: str, is_changed: bool, shown: HostKey | None, **facts: object
    ) -> None:
        super().__init__(sentence, at=None, key=shown.fingerprint if shown else "?", **facts)
        self.is_changed = is_changed
        self.shown = shown


def refusal(trust: Trust, host: str, key: HostKey | None) -> HostKeyRefused:
    """Return why the host is not believed, with what to do."""
    sentence = (
        "{host} shows the host key {key}, which is not pinned; compare it on the host with "
        "`ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub`, then run `watchkeeper targets "
        'enrol NAME`, or write in the target {{ssh: {{host_key: "{key}"}}}}'
        if trust.is_empty
        else "{host} shows the host key {key}, but another is pinned: find out why before you "
        "change host_key"
    )
    return HostKeyRefused(sentence, not trust.is_empty, key, host=host)


def place_of(host: str, port: int) -> str:
    return host if port == 22 else f"[{host}]:{port}"


def keys_for(text: str, host: str, port: int) -> Iterator[tuple[HostKey, bool]]:
    """Give the keys that a known_hosts file has for a host, and whether each is revoked.

    Lines of authorities (``@cert-authority``) and what cannot be read are passed over.
    """
    place = place_of(host.lower(), port)
    for line in text.splitlines()[:MOST_LINES]:
        fields = line.split()
        mark = fields.pop(0) if fields and fields[0].startswith("@") else ""
        if len(fields) < 3 or fields[0].startswith("#") or mark == "@cert-authority":
            continue
        if _is_for(fields[0], place):
            try:
                blob = base64.b64decode(fields[2], validate=True)
            except (binascii.Error, ValueError):
                continue
            yield HostKey(fields[1], blob), mark == "@revoked"


def trust_in(texts: Iterable[str], pins: Iterable[str], host: str, port: int) -> Trust:
    """Return whom to believe, from the texts of known_hosts files and pins."""
    found = [one for text in texts for one in keys_for(text, host, port)]
    return Trust(
        frozenset(pins),
        tuple(key for key, is_revoked in found if not is_revoked),
        frozenset(key.fingerprint for key, is_revoked in found if is_revoked),
    )


def _is_for(patterns: str, place: str) -> bool:
    """Tell whether the first field of a line means this host: names, ``*``, ``!``, or a hash."""
    if patterns.startswith(_HASHED):
        return _is_hash_of(patterns, place)
    found = False
    for pattern in patterns.lower().split(","):
        if pattern.startswith("!") and _fits(pattern[1:], place):
            return False
        found = found or _fits(pattern, place)
    return found


def _fits(pattern: str, place: str) -> bool:
    return fnmatchcase(
        place, pattern.replace("[", "[[]", 1) if pattern.startswith("[") else pattern
    )


def _is_hash_of(field: str, place: str) -> bool:
    try:
        _, _, salt, digest = field.split("|")
        expected = hmac.digest(base64.b64decode(salt), place.encode(), "sha1")
        return hmac.compare_digest(expected, base64.b64decode(digest))
    except (ValueError, binascii.Error):
        return False
