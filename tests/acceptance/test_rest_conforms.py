"""The whole REST API against its own description: schemathesis makes requests up from it.

Every answer must be one that the document knows: no 500, its status, its type, its schema.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.core.result import Ok
from schemathesis.generation.modes import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.acceptance.harness import REST, Watch, build_house, watching
from watchkeeper.core.instants import instant_from_rfc3339

MONDAY = instant_from_rfc3339("2026-11-23T01:00:00Z")
SCOPES = "query:read,alerts:write,metrics:*,tickets:*,targets:*,reports:*,admin"
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
EXAMPLES = 4  # of each operation and kind; hypothesis makes the same ones each time
TRIED = settings(
    max_examples=EXAMPLES,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.timeout(600)
async def test_every_answer_is_as_the_document_says(tmp_path: Path, database_url: str) -> None:
    """Requests that fit the document and such that do not, to every operation, with one ticket there."""
    house = build_house(tmp_path, database_url=database_url)
    async with watching(house, MONDAY) as watch:
        secret = await _token(watch)
        described = await asyncio.to_thread(house.rest.get, f"{REST}/openapi.json")
        found = await asyncio.to_thread(lambda: list(_tried(described, house.url, secret)))
    assert not found, "\n\n".join(found)


async def _token(watch: Watch) -> str:
    post = watch.house.rest.post
    await asyncio.to_thread(
        post, f"{REST}/tickets", {"level": "II", "summary": "slow", "customer": "acme", "target": "web-1"}
    )  # fmt: skip
    made = await asyncio.to_thread(post, f"{REST}/tokens", {"name": "fuzz", "scopes": SCOPES})
    return str(made["secret"])


def _tried(described: dict[str, Any], url: str, secret: str) -> Iterator[str]:
    """Yield what was wrong, an operation a time."""
    headers = {"Authorization": f"Bearer {secret}"}
    for result in schemathesis.openapi.from_dict(described).get_all_operations():
        assert isinstance(result, Ok), result
        operation = result.ok()
        for mode in GenerationMode:
            try:
                with suppress(Unsatisfiable):  # nothing of it can be wrong: no body, no parameter
                    _try(operation, mode, url, headers)
            except (FailureGroup, Exception) as error:  # noqa: BLE001 all operations are tried first
                yield f"{operation.label} ({mode.value}): {_told(error)}"


def _told(error: BaseException) -> str:
    inner = error.exceptions if isinstance(error, FailureGroup) else (error,)
    return "; ".join(str(one) for one in inner) + "".join(getattr(error, "__notes__", ()))


def _try(operation: Any, mode: GenerationMode, url: str, headers: dict[str, str]) -> None:
    @TRIED
    @given(case=operation.as_strategy(generation_mode=mode))
    def send(case: Any) -> None:
        case.call_and_validate(base_url=url, headers=headers, checks=CHECKS, timeout=30)

    send()
