from __future__ import annotations

import json
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes.gateway import TOKEN, FakeGateway
from tests.fakes.service import Mood
from tests.ticketing.notify.phones import to_hear, to_read, words
from ticketing.notify.channel import (
    OutgoingMessage,
    PermanentTransportError,
    TemporaryTransportError,
)
from ticketing.notify.gateway import GATEWAY_FIELDS, BodyKind, Call, Gateway, Medium, Success
from ticketing.notify.json_path import json_path_from_text, words_of_value
from ticketing.notify.placeholders import for_header, for_json, for_url, template_from_text
from watchkeeper.core.errors import ConfigError
from watchkeeper.server.clock import ManualClock

NUMBER = "13800138000"
KNOWN = (*GATEWAY_FIELDS, "token")
SUCCESS = Success(
    path=json_path_from_text("$.result.code"),
    values=frozenset({"0"}),
    busy=frozenset({"8"}),
    id_path=json_path_from_text("$.data[0].id"),
)


@pytest.fixture
def message(message: OutgoingMessage) -> OutgoingMessage:
    return to_read(message, words('引号 " 与 \\ & %'))


def _gateway(
    service: FakeGateway,
    session: aiohttp.ClientSession,
    *,
    method: str = "POST",
    query: str = "",
    body: str = '{"to": "{number}", "words": "{text}"}',
    body_kind: BodyKind = BodyKind.JSON,
    token: str = TOKEN,
) -> Gateway:
    call = Call(
        method,
        template_from_text(service.url + service.path + query, KNOWN),
        {"X-Token": template_from_text("{token}", KNOWN)},
        template_from_text(body, KNOWN),
        body_kind,
    )
    return Gateway("gate", session, call, SUCCESS, secrets={"token": token})


@pytest.mark.parametrize(
    ("method", "query", "body", "body_kind"),
    [
        ("POST", "", '{"to": "{number}", "words": "{text}"}', BodyKind.JSON),
        ("POST", "", "to={number}&words={text}", BodyKind.FORM),
        ("GET", "?to={number}&words={text}", "", BodyKind.JSON),
    ],
    ids=["JSON", "form", "query"],
)
async def test_the_words_arrive_whole_in_every_manner(
    clock: ManualClock,
    session: aiohttp.ClientSession,
    message: OutgoingMessage,
    method: str,
    query: str,
    body: str,
    body_kind: BodyKind,
) -> None:
    """Quotes, ampersands and percent signs of a title stay what they are."""
    async with FakeGateway(clock) as service:
        gateway = _gateway(
            service, session, method=method, query=query, body=body, body_kind=body_kind
        )
        receipt = await gateway.send(message, NUMBER)
    assert service.messages == [
        {"to": "+8613800138000", "words": '[II]#1042 web-1 引号 " 与 \\ & %'}
    ]
    assert receipt.provider_id == "m1"


async def test_a_voice_gateway_gets_what_is_spoken(
    clock: ManualClock, session: aiohttp.ClientSession, message: OutgoingMessage
) -> None:
    """The medium decides the kind of contact and the form of the words."""
    async with FakeGateway(clock) as service:
        gateway = replace(_gateway(service, session), medium=Medium.VOICE)
        await gateway.send(to_hear(message, words("磁盘将满")), NUMBER)
    assert gateway.kind == "phone"
    assert "一 零 四 二" in service.messages[0]["words"]


async def test_a_refusal_within_an_answer_of_200_is_seen(
    clock: ManualClock, session: aiohttp.ClientSession, message: OutgoingMessage
) -> None:
    """The value at the path is no success: permanent, and the repeated secret is not shown."""
    async with FakeGateway(clock) as service:
        gateway = _gateway(service, session, token="wrong-token")
        with pytest.raises(PermanentTransportError) as failure:
            await gateway.send(message, NUMBER)
    assert "unknown token ***" in failure.value.answer
    assert "wrong-token" not in f"{failure.value!r} {failure.value.answer} {gateway!r}"


async def test_a_busy_gateway_is_tried_later(
    clock: ManualClock, session: aiohttp.ClientSession, message: OutgoingMessage
) -> None:
    """A value that settings call busy is temporary."""
    async with FakeGateway(clock) as service:
        gateway = _gateway(service, session)
        for _ in range(30):
            await gateway.send(message, NUMBER)
        with pytest.raises(TemporaryTransportError):
            await gateway.send(message, NUMBER)


@pytest.mark.parametrize("mood", [Mood.DOWN, Mood.NONSENSE], ids=["down", "nonsense"])
async def test_a_gateway_out_of_order_is_tried_later(
    clock: ManualClock, session: aiohttp.ClientSession, message: OutgoingMessage, mood: Mood
) -> None:
    """An answer without the path says nothing about the message."""
    async with FakeGateway(clock) as service:
        service.mood = mood
        with pytest.raises(TemporaryTransportError):
            await _gateway(service, session).send(message, NUMBER)


async def test_a_status_alone_can_be_success(
    clock: ManualClock, session: aiohttp.ClientSession, message: OutgoingMessage
) -> None:
    """Without a path whatever the gateway says with 200 is taken."""
    async with FakeGateway(clock) as service:
        gateway = replace(_gateway(service, session), success=Success())
        service.mood = Mood.NONSENSE
        receipt = await gateway.send(message, NUMBER)
    assert "maintenance" in receipt.answer


@pytest.mark.parametrize("text", ["{titel}", '{"a": "{number.__class__}", "b": "{nothing}"}'])
def test_a_template_names_known_fields_only(text: str) -> None:
    """What is no field is refused, and nothing but names is looked up."""
    with pytest.raises(ConfigError, match="no field"):
        template_from_text(text, KNOWN)


@given(value=st.text(max_size=200))
def test_no_value_breaks_out_of_its_place(value: str) -> None:
    """JSON stays one string, a query one parameter, a header one line."""
    known = {"text": value}
    body = template_from_text('{"a": "{text}", "b": 1}', known).fill(known, for_json)
    assert json.loads(body) == {"a": value.encode(errors="replace").decode(), "b": 1}
    url = template_from_text("http://x.example/s?a={text}&b=1", known)
    if value.isprintable() and value:
        assert parse_qs(urlsplit(url.fill(known, for_url)).query) == {"a": [value], "b": ["1"]}
    assert for_header(value).isascii()
    assert len(for_header(value).splitlines()) <= 1


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("$", ""),
        ("$.code", "0"),
        ("$.ok", "true"),
        ("$.data[1].id", "b"),
        ("$.data[9].id", ""),
        ("$.code.deeper", ""),
    ],
    ids=["the whole", "number", "boolean", "in a list", "past the end", "past a value"],
)
def test_a_path_leads_to_a_value(path: str, found: str) -> None:
    """Where it leads nowhere there is nothing, never an error."""
    document = {"code": 0, "ok": True, "data": [{"id": "a"}, {"id": "b"}]}
    assert words_of_value(json_path_from_text(path).found_in(document)) == found


@given(text=st.text(alphabet="$.[]ab0-_'\" ", max_size=60))
def test_any_text_is_a_path_or_refused(text: str) -> None:
    """Reading never fails in another way, and following never fails at all."""
    try:
        path = json_path_from_text(text)
    except ConfigError:
        return
    assert text.startswith("$")
    path.found_in({"a": [{"b": 0}]})
