"""The rules' pages on the running server: a rule that fails, and who may see it."""

from __future__ import annotations

from http import HTTPStatus
from pathlib import Path

import pytest

from tests.acceptance.harness import PEOPLE, TIMEOUT, Watch, build_house, watching
from watchkeeper.core.instants import MINUTE, Duration, instant_from_rfc3339

AT = instant_from_rfc3339("2026-11-23T01:00:00Z")
READERS = """\
- {id: house-reader, name: Hua, role: reader}
- {id: acme-engineer, name: Wu, role: engineer, customers: [acme]}
"""
RULES = """\
groups:
- name: own
  interval: 1m
  rules:
  - alert: TwoOfEach
    expr: |
      watchkeeper_rule_group_rules
        + on () watchkeeper_rule_group_interval_seconds
  - alert: Late
    expr: vector(1) > 2
    level: III
- name: other
  interval: 1m
  rules:
  - {record: one, expr: vector(1)}
"""


@pytest.mark.parametrize(
    ("person", "status"),
    [
        ("engineer-a", HTTPStatus.OK),
        ("acme-engineer", HTTPStatus.FORBIDDEN),
        ("house-reader", HTTPStatus.FORBIDDEN),
    ],
)
async def test_page_and_api_decide_alike_who_sees_the_rules(
    tmp_path: Path, person: str, status: HTTPStatus
) -> None:
    """For all customers, and with ``query:read``, or not at all."""
    house = build_house(tmp_path, rules=RULES)
    house.write("people.yml", PEOPLE + READERS)
    async with watching(house, AT) as watch:
        await watch.pass_time(Duration(5 * MINUTE))
        await watch.sign_in(person)
        api, _ = await get(watch, "/api/v1/rules")
        shown, page = await get(watch, "/rules")
        assert (api, shown) == (status, status)
        assert ("TwoOfEach" in page) is (status is HTTPStatus.OK)


async def test_a_rule_that_fails_is_shown_with_its_reason(tmp_path: Path) -> None:
    """The group of the running server is unhealthy, its other rule is not."""
    house = build_house(tmp_path, rules=RULES)
    async with watching(house, AT) as watch:
        await watch.pass_time(Duration(5 * MINUTE))
        await watch.sign_in("engineer-a")
        _, page = await get(watch, "/rules?show=failing")
        assert "TwoOfEach" in page
        assert "2:3: " in page
        assert "Late" not in page


async def get(watch: Watch, path: str) -> tuple[int, str]:
    async with watch.session.get(watch.house.url + path, timeout=TIMEOUT) as answer:
        return answer.status, await answer.text()
