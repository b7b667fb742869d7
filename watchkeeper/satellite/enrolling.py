"""A one-time word makes this machine a satellite: its name, its token, the CA it pins (D14)."""

from __future__ import annotations

import json
import socket
from collections.abc import Sequence
from pathlib import Path

from agent.answer import Answer
from agent.connection import ServerConnection, Way
from agent.enrol import fetch_ca, machine_id, write_file
from collector.satellites.exchange import ENROL_PATH
from watchkeeper import __version__
from watchkeeper.core.clock import Clock
from watchkeeper.core.errors import ConfigError, Forbidden, Unavailable
from watchkeeper.satellite.sealed import new_key
from watchkeeper.satellite.settings import Places, network_from_text
from watchkeeper.wire.enrolment import (
    EnrolmentAnswer,
    EnrolmentRequest,
    EnrolmentToken,
    answer_from_bytes,
    bytes_from_request,
    token_from_text,
)

SERVICE_USER = "watchkeeper-satellite"


def enrol(word: str, places: Places, allow: Sequence[str], clock: Clock) -> EnrolmentAnswer:
    """Enrol; write identity, key and CA beside the configuration, and that where there is none.

    Raises InvalidInput, Forbidden (the word does not count), Unavailable, ConfigError.
    """
    for network in allow:
        network_from_text(network)
    token = token_from_text(word)
    ca = fetch_ca(token, clock) if token.ca_sha256 else None
    try:
        places.config.parent.mkdir(parents=True, exist_ok=True)
        if ca is not None:
            _write(places.authority, ca, mode=0o644)
        answer = _ask(token, places.authority if ca is not None else None, clock)
        _keep(places, answer, token.url)
        _write_config(places.config, allow)
    except OSError as error:
        raise ConfigError(
            "cannot write {path}: {reason}; run this as root, or name a file that is yours by "
            "--config",
            path=error.filename or places.config,
            reason=error.strerror,
        ) from None
    return answer


def _keep(places: Places, answer: EnrolmentAnswer, server: str) -> None:
    identity = {
        "id": answer.agent,
        "name": answer.target,
        "server": server,
        "token": answer.token,
    }
    _write(places.identity, json.dumps(identity).encode(), mode=0o600)
    _write(places.key, new_key(), mode=0o600)


def _write_config(path: Path, allow: Sequence[str]) -> None:
    if path.exists():
        return
    networks = ", ".join(allow)
    _write(
        path,
        f"# Where probes may connect: docs/en/satellite.md\nallow: [{networks}]\n".encode(),
        mode=0o644,
    )


def _ask(token: EnrolmentToken, ca_file: Path | None, clock: Clock) -> EnrolmentAnswer:
    request = EnrolmentRequest(
        secret=token.secret,
        hostname=socket.gethostname(),
        machine_id=machine_id(),
        version=__version__,
    )
    connection = ServerConnection(token.url, way=Way(ca_file=ca_file), clock=clock)
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
            "`watchkeeper token create --satellite NAME`",
            status=answer.status,
            said=said,
        )
    return Unavailable(
        "the server cannot enrol now ({status} {said}); try again later",
        status=answer.status,
        said=said,
    )


def _write(path: Path, content: bytes, *, mode: int) -> None:
    write_file(path, content, mode=mode, owner=SERVICE_USER)
