"""A fault at night is answered where the engineer was told: in the chat."""

from __future__ import annotations

import asyncio
from pathlib import Path

from tests.acceptance.harness import REST, TIMEOUT, build_house, watching
from tests.fakes.callbacks import SIGNING_SECRET, slack, slack_press
from tests.fakes.slack import TOKEN, FakeSlack
from watchkeeper.core.instants import HOUR, MINUTE, instant_from_rfc3339
from watchkeeper.server.clock import ManualClock

NIGHT = instant_from_rfc3339("2026-11-22T18:00:00Z")
PEOPLE = """\
people:
- {id: engineer-a, name: 甲, role: admin, language: en, contacts: [{slack: U0123456789}]}
- {id: manager-b, name: 乙, contacts: [{slack: C0123456789}]}
- {id: director-c, name: 丙, contacts: [{slack: C0123456789}]}
- {id: deputy-d, name: 丁, contacts: [{slack: C0123456789}]}
"""
FAULT = {
    "actor": "engineer-a",
    "level": "II",
    "summary": "shop is down",
    "customer": "acme",
    "target": "web-1",
}


async def test_R57_a_button_in_the_chat_acknowledges_and_is_on_record(tmp_path: Path) -> None:
    """The card has the button; its press is the engineer's acknowledgement, and pages end with it."""
    async with FakeSlack(ManualClock(NIGHT)) as chat:
        channels = f"{{duty: {{kind: slack, token: {TOKEN}, service: '{chat.url}'}}}}"
        house = build_house(
            tmp_path,
            channels=f"{channels}\nanswers: {{duty: {{kind: slack, signing_secret: {SIGNING_SECRET}}}}}",
        )
        house.write("people.yml", PEOPLE)
        async with watching(house, NIGHT) as watch:
            await asyncio.to_thread(house.rest.post, f"{REST}/tickets", FAULT)
            await watch.pass_time(MINUTE)
            card = next(one for (place, _), one in chat.messages.items() if place[0] == "D")
            button = card["blocks"][-1]["elements"][0]
            press = slack(slack_press(value=button["value"]), watch.clock.now())
            async with watch.session.post(
                f"{house.url}/callbacks/duty",
                data=press.body,
                headers=press.headers,
                timeout=TIMEOUT,
            ) as answer:
                assert answer.status == 200
            (row,) = await watch.tickets()
            await watch.pass_time(HOUR)
            kinds = [message["kind"] for message in await watch.messages()]
    assert button["text"]["text"] == "Acknowledge"
    assert (row.owner, row.acknowledged_by) == ("engineer-a", "engineer-a")
    assert "still_unanswered" not in kinds
