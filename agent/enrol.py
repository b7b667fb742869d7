"""Enrol this host: a one-time token becomes an id, a token of its own and the CA to trust (D14)."""

from __future__ import annotations

import hashlib
import hmac
import os
import pwd
import socket
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from agent.answer import Answer
from agent.clock import AgentClock
from agent.config import AgentConfig, load_config
from agent.connection import ServerConnection, Way
from agent.ini import MAX_BYTES
from agent.ways import way_of
from watchkeeper import __version__
from watchkeeper.core.errors import ConfigError, Forbidden, InvalidInput, Unavailable
from watchkeeper.wire.enrolment import (
    CA_PATH,
    ENROL_PATH,
    EnrolmentAnswer,
    EnrolmentRequest,
    EnrolmentToken,
    answer_from_bytes,
    bytes_from_request,
    token_from_text,
)

SERVICE_USER = "watchkeeper-agent"
ANYBODY = Way(verify=False)
_OURS = ("server", "id", "token_file", "ca_file")


def enrol(
    token_text: str,
    config_path: Path,
    clock: AgentClock,
    labels: Mapping[str, str] = MappingProxyType({}),
) -> EnrolmentAnswer:
    """Enrol and write the configuration, the CA and the token beside it.

    *labels* are words about this host for the server's rules of registration.

    Raises InvalidInput, Forbidden (the token does not count), Unavailable, ConfigError.
    """
    token = token_from_text(token_text)
    before = load_config(config_path) if config_path.exists() else AgentConfig()
    ca = fetch_ca(token, clock, way_of(before, verify=False)) if token.ca_sha256 else None
    try:
        config_path.parent.mkdir(parents=True, exist_ok=True, mode=0o755)
        ca_file = _keep_ca(config_path, ca)
        answer = _ask(token, way_of(before, ca_file=ca_file), clock, labels)
        keep_identity(config_path, answer, server=token.url, ca=ca)
    except OSError as error:
        raise ConfigError(
            "cannot write {path}: {reason}; run this as root, or name a file that is yours by "
            "--config",
            path=error.filename or config_path,
            reason=error.strerror,
        ) from None
    return answer


def keep_identity(
    config_path: Path, answer: EnrolmentAnswer, *, server: str, ca: bytes | None
) -> None:
    """Write configuration, CA (PEM; None without TLS) and token of an agent that was enrolled."""
    config_path.parent.mkdir(parents=True, exist_ok=True, mode=0o755)
    ca_file = _keep_ca(config_path, ca)
    token_file = config_path.parent / "agent.token"
    write_file(token_file, f"{answer.token}\n".encode(), mode=0o600)
    settings = {"server": server, "id": answer.agent, "token_file": str(token_file)}
    if ca_file is not None:
        settings["ca_file"] = str(ca_file)
    before = config_path.read_bytes()[:MAX_BYTES] if config_path.exists() else b""
    text = merged(before.decode("utf-8", "replace"), settings)
    write_file(config_path, text.encode(), mode=0o644)


def _keep_ca(config_path: Path, ca: bytes | None) -> Path | None:
    if ca is None:
        return None
    ca_file = config_path.parent / "agent-ca.pem"
    write_file(ca_file, ca, mode=0o644)
    return ca_file


def fetch_ca(token: EnrolmentToken, clock: AgentClock, way: Way = ANYBODY) -> bytes:
    """Return the server's CA in PEM.  Raises Forbidden where it is not the one of the token."""
    import ssl

    connection = ServerConnection(token.url, way=way, clock=clock)
    try:
        answer = connection.request("GET", CA_PATH, headers={})
    finally:
        connection.close()
    if answer.status != 200:
        raise _refused(answer)
    try:
        der = ssl.PEM_cert_to_DER_cert(answer.body.decode("ascii"))
    except ValueError:
        raise InvalidInput("the server's CA is no certificate in PEM") from None
    if not hmac.compare_digest(hashlib.sha256(der).hexdigest(), token.ca_sha256):
        raise Forbidden(
            "this server is not the one that made the token: its CA is another one; "
            "make a new token there, and if this comes again, somebody stands in between"
        )
    return ssl.DER_cert_to_PEM_cert(der).encode()


def merged(text: str, settings: dict[str, str]) -> str:
    """Return a configuration with *settings* in its section [agent]; all else stays as it is."""
    new = [f"{name} = {value}" for name, value in settings.items()]
    kept: list[str] = []
    is_agent = has_agent = False
    for line in text.splitlines():
        stripped = line.strip()
        if stripped.startswith("["):
            is_agent = stripped == "[agent]"
        if is_agent and stripped.partition("=")[0].strip() in _OURS:
            continue
        kept.append(line)
        if is_agent and stripped == "[agent]":
            kept += new
            has_agent = True
    whole = kept if has_agent else ["[agent]", *new, *([""] if kept else []), *kept]
    return "\n".join(whole) + "\n"


def machine_id(etc: Path = Path("/etc")) -> str:
    """Return a hash by which a host is known again; the id itself is not to leave the host."""
    try:
        content = (etc / "machine-id").read_bytes().strip()
    except OSError:
        return ""
    return hashlib.sha256(b"watchkeeper agent\0" + content).hexdigest() if content else ""


def _ask(
    token: EnrolmentToken, way: Way, clock: AgentClock, labels: Mapping[str, str]
) -> EnrolmentAnswer:
    request = EnrolmentRequest(
        secret=token.secret,
        hostname=socket.gethostname(),
        machine_id=machine_id(),
        version=__version__,
        labels=labels,
    )
    connection = ServerConnection(token.url, way=way, clock=clock)
    try:
        answer = connection.request(
            "POST",
            ENROL_PATH,
            headers={"Content-Type": "application/json"},
            body=bytes_from_request(request),
        )
    finally:
        connection.close()
    if not 200 <= answer.status < 300:
        raise _refused(answer)
    return answer_from_bytes(answer.body)


def _refused(answer: Answer) -> Forbidden | Unavailable:
    said = answer.body[:200].decode("utf-8", "replace").strip()
    if answer.status in {400, 401, 403, 404, 409, 410}:
        return Forbidden(
            "the server refuses this token ({status} {said}); make a new one there by "
            "`watchkeeper token create --agent`",
            status=answer.status,
            said=said,
        )
    return Unavailable(
        "the server cannot enrol now ({status} {said}); try again later",
        status=answer.status,
        said=said,
    )


def write_file(path: Path, content: bytes, *, mode: int, owner: str = SERVICE_USER) -> None:
    """Write a file whole or not at all; *owner*, the service's user, gets it where root writes it."""
    draft = path.with_name(f"{path.name}.new")
    draft.unlink(missing_ok=True)
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
        if os.geteuid() == 0:
            _give(file.fileno(), owner)
    draft.replace(path)


def _give(handle: int, owner: str) -> None:
    try:
        user = pwd.getpwnam(owner)
    except KeyError:  # the unit is not installed here
        return
    os.fchown(handle, user.pw_uid, user.pw_gid)
