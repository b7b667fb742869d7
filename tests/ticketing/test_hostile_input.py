"""Whatever is posted or typed becomes a ticket or a sentence, on both databases."""

from __future__ import annotations

import itertools
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.ticketing.story import ENGINEER, Story
from ticketing import commands as c
from ticketing.views import TicketFilter
from watchkeeper.core.alerts import PostedAlert
from watchkeeper.core.errors import InvalidInput, WatchkeeperError
from watchkeeper.core.instants import DAY, Instant
from watchkeeper.core.labels import labels_of
from watchkeeper.core.levels import Level

TEXTS = st.text(alphabet=st.one_of(st.just("\0"), st.characters()), max_size=40)
_COUNT = itertools.count()


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    labels=st.dictionaries(TEXTS, TEXTS, max_size=5),
    annotations=st.dictionaries(st.sampled_from(["summary", "summary_zh", "x\0"]), TEXTS),
    repeat=st.sampled_from([1, 300]),
)
async def test_any_labels_open_a_ticket(
    story: Story, labels: dict[str, str], annotations: dict[str, str], repeat: int
) -> None:
    """NUL, lone surrogates, over-long names: stored, shortened, never lost."""
    now = story.clock.now()
    before = len(await story.all_tickets())
    odd = {name * repeat: value * repeat for name, value in labels.items()}
    posted = PostedAlert(
        labels=labels_of({"instance": "x" * 10, **odd, "alertname": f"Odd{next(_COUNT)}"}),
        annotations=annotations,
        starts_at=now,
        ends_at=Instant(now + DAY),
        has_timeout=True,
        is_resolved=False,
        received_at=now,
    )
    await story.service.accept((posted, posted))
    tickets = await story.all_tickets()
    assert len(tickets) - before in {0, 1}  # 0: a severity label that means record
    if len(tickets) > before:
        await story.view(max(row.number for row in tickets))


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(summary=TEXTS, target=TEXTS, key=TEXTS, note=TEXTS, repeat=st.sampled_from([1, 600]))
async def test_any_words_of_a_person_are_kept_or_refused(
    story: Story, summary: str, target: str, key: str, note: str, repeat: int
) -> None:
    """What a person types is stored, or refused with a sentence."""
    with suppress(WatchkeeperError):
        view = await story.do(
            c.OpenTicket(
                actor=ENGINEER,
                level=Level.III,
                summary=summary * repeat,
                target=target * repeat,
                key=key * repeat,
            )
        )
        await story.do(c.Comment(number=view.number, actor=ENGINEER, text=note * repeat))
    await story.service.rows(TicketFilter(text=note, target=target))


@pytest.mark.parametrize("field", ["target", "key", "customer"])
async def test_an_overlong_name_is_refused(story: Story, field: str) -> None:
    """200 characters are enough for a name."""
    with pytest.raises(InvalidInput, match="200 characters at most"):
        await story.call_in(Level.III, **{field: "x" * 201})


async def test_an_unknown_policy_does_not_lose_a_fault(
    story: Story, caplog: pytest.LogCaptureFixture
) -> None:
    """The first policy is taken, and an error is logged."""
    story.inventory.policy = "contrakt"
    await story.fire()
    assert (await story.view()).policy == "contract-cn v1"
    assert "unknown policy" in caplog.text
