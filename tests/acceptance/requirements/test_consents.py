"""What the customer must have agreed to first: the contract's requirements, by their numbers."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest

from tests.acceptance.harness import CUSTOMER, REST, build_house, watching
from tests.ticketing.story import ENGINEER, MANAGER, Story
from ticketing import commands as c
from ticketing.events import EventKind
from ticketing.types.approvals import Decision
from watchkeeper.access.audit import AuditRow, first_broken_row, latest_audit_rows
from watchkeeper.access.model import PersonId
from watchkeeper.core.errors import Conflict, InvalidInput, WatchkeeperError
from watchkeeper.core.instants import HOUR, instant_from_rfc3339, later

CLERK = PersonId("clerk-e")
MONDAY_NINE = instant_from_rfc3339("2026-11-23T01:00:00Z")
START = c.StartRemote(number=1, actor=ENGINEER)


async def refusals(story: Story) -> list[AuditRow]:
    """The attempts that were refused, the oldest first; the trail is whole."""
    assert await story.database.read(first_broken_row) is None
    rows = await story.database.read(latest_audit_rows)
    return [row for row in reversed(rows) if row.action == "not_authorised"]


async def authorised(story: Story, scope: c.ConsentScope, **given: object) -> None:
    facts = {"granted_by": "Ms Li", "document": "fax 7", **given}
    await story.do(c.Authorise(number=1, actor=CLERK, scope=scope, **facts))  # type: ignore[arg-type]  # as given


async def test_R14_no_remote_session_without_the_customers_authorisation(story: Story) -> None:
    """On these hosts, from then to then, until it is withdrawn; what is refused is in the trail."""
    story.inventory.asks_consent = True
    await story.call_in()
    with pytest.raises(Conflict, match="has not authorised this now: remote sessions"):
        await story.do(START)
    (refused,) = await refusals(story)
    assert (refused.actor, refused.subject) == (ENGINEER, "1")
    assert refused.facts == {"command": "start-remote", "scope": "remote", "host": "web-1"}
    assert not await story.events(1, EventKind.REMOTE_STARTED)

    ends_at = later(story.clock.now(), 2 * HOUR)
    await authorised(story, c.ConsentScope.REMOTE, document="", hosts="web-1", ends_at=ends_at)
    with pytest.raises(Conflict, match="has not authorised this now"):
        await story.do(c.StartRemote(number=1, actor=ENGINEER, host="db-1"))
    await story.do(START)
    with pytest.raises(Conflict, match="a remote session is open already"):
        await story.do(START)
    await story.do(c.EndRemote(number=1, actor=ENGINEER, note="a full disk"))
    with pytest.raises(Conflict, match="no remote session is open"):
        await story.do(c.EndRemote(number=1, actor=ENGINEER))
    await story.pass_time(hours=2)
    with pytest.raises(Conflict, match="has not authorised this now"):
        await story.do(START)

    await authorised(story, c.ConsentScope.REMOTE)
    remote = c.ConsentScope.REMOTE
    await story.do(
        c.WithdrawAuthorisation(number=1, actor=CLERK, scope=remote, reason="audit week")
    )
    with pytest.raises(Conflict, match="has not authorised this now"):
        await story.do(START)
    assert len(await refusals(story)) == 4


async def test_R14_who_has_no_such_contract_is_not_asked(story: Story) -> None:
    """A target without a customer, or a contract that does not ask, has no gate."""
    await story.call_in()
    await story.do(START)
    assert len(await story.events(1, EventKind.REMOTE_STARTED)) == 1
    assert await refusals(story) == []


async def test_R15_nothing_is_altered_or_copied_without_a_written_authorisation(
    story: Story,
) -> None:
    """A session to look is no leave to change; by word of mouth nobody gets that leave."""
    story.inventory.asks_consent = True
    await story.call_in()
    await authorised(story, c.ConsentScope.REMOTE)
    await story.do(c.ConfirmBackup(number=1, actor=ENGINEER, waiver="mail of Ms Li"))
    for scope in (c.ConsentScope.MODIFY, c.ConsentScope.DOWNLOAD):
        session = c.StartRemote(number=1, actor=ENGINEER, scope=scope)
        with pytest.raises(Conflict, match="has not authorised this now"):
            await story.do(session)
        with pytest.raises(InvalidInput, match="where it is kept is missing"):
            await authorised(story, scope, document=" ")
    with pytest.raises(Conflict, match="changes to applications or data"):
        await story.do(c.StartWork(number=1, actor=ENGINEER))
    tried = [(row.facts["command"], row.facts["scope"]) for row in await refusals(story)]
    assert tried == [
        ("start-remote", "modify"),
        ("start-remote", "download"),
        ("start-work", "modify"),
    ]

    await authorised(story, c.ConsentScope.MODIFY)
    await story.do(c.StartWork(number=1, actor=ENGINEER))
    await story.do(c.StartRemote(number=1, actor=ENGINEER, scope=c.ConsentScope.MODIFY))
    assert len(await refusals(story)) == 3


async def test_R16_a_visit_that_the_customer_wishes_is_agreed_first(story: Story) -> None:
    """Whoever is asked is told and decides; nobody decides on their own request."""
    await story.call_in()
    arrive = c.ArriveOnSite(number=1, actor=ENGINEER)
    wish = c.RequestVisit(
        number=1, actor=CLERK, reason=c.VisitReason.CUSTOMER, asked_of=MANAGER, note="at ten"
    )
    with pytest.raises(InvalidInput, match="who is asked"):
        await story.do(c.RequestVisit(number=1, actor=CLERK, reason=c.VisitReason.CUSTOMER))
    await story.do(wish)
    assert {row["recipient"] for row in await story.messages(kind="your_turn")} == {MANAGER}
    with pytest.raises(Conflict, match="has not been approved"):
        await story.do(arrive)
    with pytest.raises(Conflict, match="nobody approves what they ask for"):
        await story.do(c.DecideVisit(number=1, actor=CLERK, decision=Decision.APPROVED))
    await story.do(c.DecideVisit(number=1, actor=MANAGER, decision=Decision.REFUSED))
    with pytest.raises(Conflict, match="has not been approved"):
        await story.do(arrive)
    await story.do(wish)
    view = await story.do(c.DecideVisit(number=1, actor=MANAGER, decision=Decision.APPROVED))
    assert view.course is not None
    assert [one.decision for one in view.course.approvals] == ["refused", "approved"]
    await story.do(arrive)
    await story.do(c.LeaveSite(number=1, actor=ENGINEER, note="a fan replaced"))


async def test_R16_a_visit_that_we_find_necessary_needs_nobodys_leave(story: Story) -> None:
    """Also after the customer's own wish was refused."""
    await story.call_in()
    wish = c.RequestVisit(number=1, actor=CLERK, reason=c.VisitReason.CUSTOMER, asked_of=MANAGER)
    await story.do(wish)
    await story.do(c.DecideVisit(number=1, actor=MANAGER, decision=Decision.REFUSED))
    await story.do(c.RequestVisit(number=1, actor=ENGINEER, reason=c.VisitReason.FIRM))
    await story.do(c.ArriveOnSite(number=1, actor=ENGINEER))
    requested = await story.events(1, EventKind.VISIT_REQUESTED)
    assert [event.data["reason"] for event in requested] == ["customer", "firm"]


async def test_R63_the_customers_rules_are_acknowledged_before_a_visit_or_a_session(
    tmp_path: Path,
) -> None:
    """The page shows them, REST refuses arrival and session until somebody has read them."""
    rules = "rules: |\n  进入机房须登记。\n  不得携带移动存储设备。\n"
    house = build_house(tmp_path, customer=CUSTOMER + rules)
    async with watching(house, MONDAY_NINE) as watch:

        async def post(path: str, **given: object) -> dict[str, object]:
            made: dict[str, object] = await asyncio.to_thread(
                house.rest.post, f"{REST}/tickets{path}", {"actor": "engineer-a", **given}
            )
            return made

        await post("", level="II", summary="商城很慢", customer="acme")
        for command in ("arrive", "start-remote"):
            with pytest.raises(WatchkeeperError, match="rules have not been acknowledged"):
                await post(f"/1/{command}")
        await watch.sign_in()
        async with watch.session.get(f"{house.url}/tickets/1") as answer:
            shown = await answer.text()
        assert "不得携带移动存储设备。" in shown
        view = await post("/1/acknowledge-rules")
        timeline = view["timeline"]
        assert isinstance(timeline, list)
        assert re.fullmatch(r"[0-9a-f]{64}", timeline[-1]["data"]["rules_sha256"])
        await post("/1/start-remote")
        await post("/1/arrive")
