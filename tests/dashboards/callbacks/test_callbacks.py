"""The doors as services call them: over HTTP, to real tickets, on both engines."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from dashboards.callbacks.routes import Callbacks
from tests.fakes import callbacks
from tests.ticketing.answers.desks import Registered
from tests.ticketing.story import ENGINEER, Story
from ticketing.answers.answer import Callback
from ticketing.answers.settings import read_sources
from ticketing.events import EventKind
from ticketing.notify.feishu_card import ACTION_KEY
from watchkeeper.access.asking import is_open_to_all
from watchkeeper.config.nodes import parse_yaml
from watchkeeper.core.instants import MINUTE, Instant, later
from watchkeeper.core.levels import Level
from watchkeeper.server.failures import failures
from watchkeeper.storage.database import Database

SETTINGS = f"""
feishu: {{kind: feishu, encrypt_key: "{callbacks.ENCRYPT_KEY}",
  verification_token: "{callbacks.VERIFICATION_TOKEN}"}}
slack: {{kind: slack, signing_secret: "{callbacks.SIGNING_SECRET}"}}
telegram: {{kind: telegram, secret_token: "{callbacks.SECRET_TOKEN}"}}
wecom: {{kind: wecom, company: {callbacks.WECOM_COMPANY}, token: "{callbacks.WECOM_TOKEN}",
  key: "{callbacks.WECOM_KEY}"}}
dingtalk: {{kind: dingtalk, app_secret: "{callbacks.APP_SECRET}"}}
"""
ACTION = "acknowledge/1"
CALLS: dict[str, Callable[[Instant], Callback]] = {
    "feishu": lambda now: callbacks.feishu(callbacks.feishu_press({ACTION_KEY: ACTION}), now),
    "slack": lambda now: callbacks.slack(callbacks.slack_press(value=ACTION), now),
    "telegram": lambda _now: callbacks.telegram(callbacks.telegram_press(ACTION)),
    "wecom": lambda now: callbacks.wecom(callbacks.wecom_text("确认 1"), now),
    "dingtalk": lambda now: callbacks.dingtalk(callbacks.dingtalk_text(" ack 1"), now),
}
SAID = {
    "feishu": {"toast": {"type": "success", "content": "Ticket 1 is acknowledged."}},
    "slack": None,
    "telegram": {
        "method": "answerCallbackQuery",
        "callback_query_id": "4382bfdwdsb323b2d9",
        "text": "Ticket 1 is acknowledged.",
    },
    "wecom": None,
    "dingtalk": {"msgtype": "text", "text": {"content": "Ticket 1 is acknowledged."}},
}


class Doors:
    """The doors over a story's tickets."""

    def __init__(self, story: Story, client: TestClient[web.Request, web.Application]) -> None:
        self.story = story
        self.client = client
        self.room = Registered(story)

    async def call(self, name: str, call: Callback) -> tuple[int, str]:
        answer = await self.client.post(
            f"/callbacks/{name}", data=call.body, headers=call.headers, params=call.query
        )
        return answer.status, await answer.text()

    async def acknowledgements(self) -> int:
        return len(await self.story.events(1, EventKind.ACKNOWLEDGED))


@pytest.fixture
async def doors(database: Database) -> AsyncIterator[Doors]:
    story = Story(database)
    await story.call_in(Level.II)
    nodes = parse_yaml(SETTINGS, name="watchkeeper.yml").value
    assert isinstance(nodes, dict)
    sources = {source.name: source for source in read_sources(nodes)}
    app = web.Application(middlewares=[failures])
    client = TestClient(TestServer(app))
    found = Doors(story, client)
    app.router.add_routes(Callbacks(lambda: sources, found.room.desk, story.clock).routes())
    async with client:
        yield found


@pytest.mark.parametrize("name", CALLS)
async def test_a_press_at_each_service_acknowledges_the_ticket(doors: Doors, name: str) -> None:
    """Proved, carried out as that person, and told to them where the service passes it on."""
    status, said = await doors.call(name, CALLS[name](doors.story.clock.now()))
    assert (status, json.loads(said) if said else None) == (200, SAID[name])
    assert (await doors.story.view()).row.owner == ENGINEER
    assert doors.room.counted(name, "done") == 1


@pytest.mark.parametrize("name", CALLS)
async def test_a_call_that_is_replayed_is_answered_and_changes_nothing(
    doors: Doors, name: str
) -> None:
    """The same bytes again: the service is content, the ticket has one acknowledgement."""
    call = CALLS[name](doors.story.clock.now())
    answers = [await doors.call(name, call) for _ in range(2)]
    assert answers[0] == answers[1]
    assert await doors.acknowledgements() == 1
    assert doors.room.counted(name, "repeated") == 1


@pytest.mark.parametrize("name", sorted(set(CALLS) - {"telegram", "dingtalk"}))
async def test_a_call_that_is_replayed_late_is_refused(doors: Doors, name: str) -> None:
    """A call that somebody has kept for ten minutes proves nothing any more."""
    call = CALLS[name](later(doors.story.clock.now(), -10 * MINUTE))
    assert await doors.call(name, call) == (401, "401: Unauthorized")
    assert await doors.acknowledgements() == 0
    assert doors.room.refused(name, "stale") == 1


@pytest.mark.parametrize("name", CALLS)
async def test_a_forged_call_learns_nothing(doors: Doors, name: str) -> None:
    """One changed byte of the signature: refused, counted, and no word about why."""
    call = CALLS[name](doors.story.clock.now())
    forged = Callback(
        call.body,
        {key: _changed(value) for key, value in call.headers.items()},
        {key: _changed(value) for key, value in call.query.items()},
    )
    status, said = await doors.call(name, forged)
    assert (status, said) == (401, "401: Unauthorized")
    assert await doors.acknowledgements() == 0


async def test_no_door_stands_for_a_name_that_is_not_configured(doors: Doors) -> None:
    """What is not under answers: is not there."""
    status, _ = await doors.call("other", CALLS["slack"](doors.story.clock.now()))
    assert status == 404


async def test_a_signed_call_without_sense_is_a_bad_request(doors: Doors) -> None:
    """Signed, and no form of the service: its own mistake, or ours to look at."""
    call = callbacks.slack_plain(b"payload=no-json", doors.story.clock.now())
    assert (await doors.call("slack", call))[0] == 400
    assert doors.room.refused("slack", "strange") == 1


async def test_a_body_that_is_too_long_is_not_read(doors: Doors) -> None:
    """The bound holds before anything is proved."""
    assert (await doors.call("slack", Callback(b"x" * 262_145)))[0] == 413


async def test_a_genuine_call_about_something_else_is_taken(doors: Doors) -> None:
    """Somebody chats with the robot: no answer of ours, no error for the service."""
    call = callbacks.dingtalk(callbacks.dingtalk_text("good morning"), doors.story.clock.now())
    assert await doors.call("dingtalk", call) == (200, "")


async def test_feishu_tries_the_address(doors: Doors) -> None:
    """The challenge comes back as JSON."""
    tried = {"challenge": "ajls384", "token": callbacks.VERIFICATION_TOKEN}
    call = callbacks.feishu({**tried, "type": "url_verification"}, doors.story.clock.now())
    status, said = await doors.call("feishu", call)
    assert (status, json.loads(said)) == (200, {"challenge": "ajls384"})


async def test_wecom_tries_the_address_by_get(doors: Doors) -> None:
    """What it sealed comes back opened; other services make no such call."""
    sealed = callbacks.wecom_sealed("4711")
    query = {**callbacks.wecom_query(sealed, doors.story.clock.now()), "echostr": sealed}
    answer = await doors.client.get("/callbacks/wecom", params=query)
    assert (answer.status, await answer.text()) == (200, "4711")
    assert (await doors.client.get("/callbacks/slack")).status == 405


async def test_the_doors_are_open_to_all(doors: Doors) -> None:
    """Services cannot sign in; each call proves itself."""
    routes = Callbacks(dict, doors.room.desk, doors.story.clock).routes()
    assert all(is_open_to_all(route.handler) for route in routes)


def _changed(value: str) -> str:
    last = "0" if value[-1] != "0" else "1"
    return value[:-1] + last
