"""A satellite that falls silent is one ticket; a story of contract time through the real server."""

from __future__ import annotations

import asyncio
import io
import struct
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path

import pytest

from collector.satellites.exchange import (
    ENROL_PATH,
    EXCHANGE_PATH,
    Answer,
    Report,
    answer_from,
    bytes_of_request,
)
from collector.satellites.hand_down import course_id
from collector.schedule import feed_of
from tests.acceptance.harness import REST, TIMEOUT, Watch, build_house, watching
from watchkeeper.core.errors import Conflict
from watchkeeper.core.instants import MINUTE, SECOND, Duration, instant_from_rfc3339
from watchkeeper.core.labels import METRIC_NAME, labels_of
from watchkeeper.wire.columns import Push, encode
from watchkeeper.wire.enrolment import (
    EnrolmentRequest,
    answer_from_bytes,
    bytes_from_request,
    token_from_text,
)

MONDAY = instant_from_rfc3339("2026-11-23T02:00:00Z")
NAMES = ("plc-1", "plc-2", "plc-3")
TARGETS = "customer: acme\nsatellite: sat-1\ntargets:\n- {name: sat-1}\n" + "".join(
    f"- {{name: {name}, address: 10.1.0.{place}, probes: [{{tcp: {{port: 502}}}}]}}\n"
    for place, name in enumerate(NAMES, 1)
)
RULES = """\
groups:
- name: plant
  interval: 30s
  rules:
  - alert: PlcDown
    expr: max by (instance) (probe_success{job="tcp"}) == 0
    for: 1m
    level: III
    annotations: {summary: "{{ $labels.instance }}"}
"""
IDLE = frozenset({"self metrics", "heartbeats", "expectations"})
STEP = Duration(30 * SECOND)


@dataclass
class SpokenFor:
    """Speaks as a satellite does, whenever the test says so."""

    watch: Watch
    token: str = ""
    sequences: dict[str, int] = field(default_factory=dict)

    async def enrol(self) -> None:
        rest = self.watch.house.rest
        made = await asyncio.to_thread(rest.post, f"{REST}/satellites/token", {"name": "sat-1"})
        request = EnrolmentRequest(token_from_text(made["token"]).secret, "box", "m1", "1")
        body = bytes_from_request(request)
        url = self.watch.house.url + ENROL_PATH
        async with self.watch.session.post(url, data=body, timeout=TIMEOUT) as reply:
            assert reply.status == HTTPStatus.OK
            self.token = answer_from_bytes(await reply.read()).token

    async def speak(self, held: str = "", **values: float) -> Answer:
        """Push a round of each of these targets."""
        now = self.watch.clock.now()
        pushes = [self._push(name.replace("_", "-"), value) for name, value in values.items()]
        body = io.BytesIO(bytes_of_request(Report(now, held=held), pushes))
        async with self.watch.session.post(
            self.watch.house.url + EXCHANGE_PATH,
            data=body,
            headers={"Authorization": f"Bearer {self.token}"},
            timeout=TIMEOUT,
        ) as reply:
            content = await reply.read()
            assert reply.status == HTTPStatus.OK, content
            answer = answer_from(content)
            assert set(answer.statuses) <= {204}
            return answer

    def _push(self, target: str, value: float) -> bytes:
        now = self.watch.clock.now()
        self.sequences[target] = self.sequences.get(target, 0) + 1
        return encode(
            Push(
                agent=course_id(feed_of(target, "tcp")),
                boot=b"0123456789abcdef",
                layout=1,
                first_sequence=self.sequences[target],
                sent_at=now,
                interval=STEP,
                base=0,
                additions=(labels_of({METRIC_NAME: "probe_success"}),),
                times=(now,),
                vectors=struct.pack("<d", value),
            )
        )


async def test_a_silent_satellite_is_one_ticket(tmp_path: Path) -> None:
    """Nothing behind it opens a ticket of its own; what was open stays open until it is seen well."""
    house = build_house(tmp_path, targets=TARGETS, rules=RULES, packs="[watchkeeper]")
    async with watching(house, MONDAY, idle=IDLE) as watch:
        it = SpokenFor(watch)
        await it.enrol()
        version = (await it.speak(plc_1=1)).version
        for _ in range(8):
            await it.speak(version, plc_1=0, plc_2=1, plc_3=1)
            await watch.pass_time(STEP)
        (open_one,) = await watch.tickets()
        assert open_one.target == "plc-1"
        for _ in range(16):
            await watch.pass_time(STEP)
        first, second = await watch.tickets()
        assert (first.number, first.state) == (open_one.number, open_one.state)
        assert (second.target, str(second.level)) == ("sat-1", "II")
        for _ in range(24):
            await it.speak(version, plc_1=1, plc_2=1, plc_3=1)
            await watch.pass_time(STEP)
        first, second = await watch.tickets()
        assert len(await watch.tickets()) == 2
        assert first.state is not open_one.state, "it recovered only when it was seen well"


async def test_the_server_does_not_go_there_itself(tmp_path: Path) -> None:
    """`targets probe` and the look at a host key are refused for what is behind a satellite."""
    house = build_house(tmp_path, targets=TARGETS)
    async with watching(house, MONDAY, idle=IDLE) as watch:
        rest = house.rest
        for path in ("probe", "host-key"):
            with pytest.raises(Conflict, match=r"probed by the satellite 'sat-1'"):
                await asyncio.to_thread(rest.post, f"{REST}/targets/plc-1/{path}", {})
        assert len(watch.server.parts.probes._courses) == 0
        (state,) = await asyncio.to_thread(rest.get, f"{REST}/satellites")
        assert (state["name"], state["presence"], state["targets"]) == ("sat-1", "expected", 3)
        await watch.pass_time(3 * MINUTE)
        (state,) = await asyncio.to_thread(rest.get, f"{REST}/satellites")
        assert state["presence"] == "silent"
