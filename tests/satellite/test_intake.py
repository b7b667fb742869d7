"""What a satellite may say to the server, over real HTTP into a real store."""

from __future__ import annotations

import io
import struct
from http import HTTPStatus
from typing import Any

import pytest

from collector.satellites.exchange import (
    ENROL_PATH,
    EXCHANGE_PATH,
    HAND_DOWN_PATH,
    SELF,
    Answer,
    Note,
    Report,
    answer_from,
    bytes_of_request,
)
from collector.satellites.hand_down import RosterPerson, course_id, hand_down_from, version_of
from collector.schedule import feed_of
from tests.satellite.conftest import PLANT, Side
from tests.storage.series.plain import equal, samples_of
from watchkeeper.access.audit import latest_audit_rows
from watchkeeper.core.errors import NotFound, Unauthenticated
from watchkeeper.core.instants import HOUR, SECOND, Duration, Instant
from watchkeeper.core.labels import METRIC_NAME, Labels, labels_of
from watchkeeper.inventory.secrets import Credential, Secrets
from watchkeeper.storage.database import Database
from watchkeeper.wire.columns import Push, encode
from watchkeeper.wire.enrolment import (
    EnrolmentRequest,
    answer_from_bytes,
    bytes_from_request,
    token_from_text,
)

UP = labels_of({METRIC_NAME: "probe_success"})
MINE = course_id(feed_of("plc-1", "tcp"))
FOREIGN = course_id(feed_of("plc-2", "tcp"))


def push_of(
    side: Side, word: str, *series: Labels, first: int = 1, base: int = 0, ahead: int = 0
) -> bytes:
    now = Instant(side.clock.now() + ahead)
    return encode(
        Push(
            agent=word,
            boot=b"0123456789abcdef",
            layout=1,
            first_sequence=first,
            sent_at=now,
            interval=Duration(SECOND),
            base=base,
            additions=series,
            times=(now,),
            vectors=struct.pack(f"<{base + len(series)}d", *range(1, base + len(series) + 1)),
        )
    )


async def exchange(side: Side, token: str, *pushes: bytes, **report: Any) -> Answer:
    said = Report(**{"sent_at": side.clock.now(), **report})
    body = io.BytesIO(bytes_of_request(said, pushes))
    headers = {"Authorization": f"Bearer {token}"}
    async with side.http.post(EXCHANGE_PATH, data=body, headers=headers) as answer:
        content = await answer.read()
        assert answer.status == HTTPStatus.OK, content
        return answer_from(content)


def stored(side: Side, name: str) -> list[dict[str, str]]:
    now = side.clock.now()
    found = samples_of(side.store, now - HOUR, now + HOUR, (equal(METRIC_NAME, name),))
    return [dict(labels) for labels in found]


async def audited(database: Database) -> list[str]:
    rows = await database.read(latest_audit_rows)
    return [row.action for row in reversed(rows)]


async def test_what_is_pushed_is_the_targets(side: Side) -> None:
    """instance and job are the server's, whatever the satellite says they are."""
    token = (await side.enrolled()).token
    lying = labels_of({METRIC_NAME: "probe_success", "instance": "plc-2", "job": "icmp"})
    answer = await exchange(side, token, push_of(side, MINE, lying))
    assert answer.statuses == (204,)
    assert stored(side, "probe_success") == [
        {METRIC_NAME: "probe_success", "instance": "plc-1", "job": "tcp"}
    ]
    assert side.store.reports("probe:plc-1:tcp", side.clock.now())


async def test_two_series_that_become_one_are_refused(side: Side) -> None:
    """A satellite cannot make columns that nobody can tell apart."""
    token = (await side.enrolled()).token
    twins = (
        labels_of({METRIC_NAME: "m", "instance": "a"}),
        labels_of({METRIC_NAME: "m", "instance": "b"}),
    )
    assert (await exchange(side, token, push_of(side, MINE, *twins))).statuses == (400,)
    assert stored(side, "m") == []


async def test_a_probe_of_another_satellite_is_refused_and_audited(
    side: Side, database: Database
) -> None:
    """403 for that push alone; the audit says it once."""
    token = (await side.enrolled()).token
    pushes = (push_of(side, FOREIGN, UP), push_of(side, MINE, UP), push_of(side, "nothing", UP))
    assert (await exchange(side, token, *pushes)).statuses == (403, 204, 403)
    await exchange(side, token, push_of(side, FOREIGN, UP, first=2))
    assert (await audited(database)).count("satellite_push_refused") == 2
    assert [one["instance"] for one in stored(side, "probe_success")] == ["plc-1"]


async def test_own_metrics_are_the_satellites(side: Side) -> None:
    """What a satellite measures of itself has its name and the job satellite."""
    token = (await side.enrolled()).token
    assert (await exchange(side, token, push_of(side, SELF, UP))).statuses == (204,)
    (found,) = stored(side, "probe_success")
    assert (found["instance"], found["job"]) == ("sat-1", "satellite")


async def test_a_layout_that_is_lost_is_asked_for_again(side: Side) -> None:
    """409 for a push whose series are not known here; the whole layout is taken, twice is once."""
    token = (await side.enrolled()).token
    assert (await exchange(side, token, push_of(side, MINE, base=1))).statuses == (409,)
    again = push_of(side, MINE, UP)
    assert (await exchange(side, token, again, again)).statuses == (204, 204)
    now = side.clock.now()
    (values,) = samples_of(
        side.store, now - HOUR, now + HOUR, (equal(METRIC_NAME, UP[0][1]),)
    ).values()
    assert list(values.values()) == [1.0]


@pytest.mark.parametrize("ahead", [-2 * HOUR, 2 * HOUR], ids=["behind", "ahead"])
async def test_times_of_a_clock_that_is_off_are_shifted(side: Side, ahead: int) -> None:
    """A clock two hours off is known, told, and corrected on arrival."""
    token = (await side.enrolled()).token
    answer = await exchange(
        side, token, push_of(side, MINE, UP, ahead=ahead), sent_at=Instant(side.clock.now() + ahead)
    )
    assert answer.statuses == (204,)
    status = side.store.feed_status("probe:plc-1:tcp")
    assert status is not None
    assert status.last_tick == side.clock.now()
    state = side.room.states.state("sat-1")
    assert state is not None
    assert state.offset == ahead


async def test_it_is_told_its_own_share_and_no_more(side: Side) -> None:
    """Targets, the credentials they name, contacts of its own channels: nothing of another's."""
    side.secrets = Secrets(
        {"plc": Credential(user="u", password="pw-1"), "web": Credential(password="pw-2")}
    )
    side.roster = (RosterPerson("a", "甲", "zh", "Asia/Shanghai", (("mail", "a@x.example"),)),)
    await side.say(
        PLANT.replace("{tcp: {port: 502, interval: 1s}}", "{postgresql: {credentials: plc}}", 1)
    )
    token = (await side.enrolled()).token
    headers = {"Authorization": f"Bearer {token}"}
    async with side.http.get(HAND_DOWN_PATH, headers=headers) as answer:
        plain = await answer.read()
    async with side.http.get(f"{HAND_DOWN_PATH}?kinds=mail", headers=headers) as answer:
        content = await answer.read()
        assert answer.headers["ETag"] == f'"{version_of(content)}"'
    document = hand_down_from(content)
    assert [one.name for one in document.targets] == ["plc-1"]
    assert dict(document.credentials) == {"plc": side.secrets.credentials["plc"]}
    assert document.roster == side.roster
    assert hand_down_from(plain).roster == ()
    assert b"pw-2" not in content
    assert b"plc-2" not in content
    assert (await exchange(side, token, kinds=("mail",))).version == version_of(content)


async def test_notes_reach_the_audit_once(side: Side, database: Database) -> None:
    """A note that is sent again, since its answer was lost, is not written twice."""
    token = (await side.enrolled()).token
    notes = tuple(
        Note(number, side.clock.now(), "connection_refused", {"address": f"10.9.0.{number}"})
        for number in (1, 2, 3)
    )
    assert (await exchange(side, token, notes=notes[:2])).noted == 2
    assert (await exchange(side, token, notes=notes)).noted == 3
    assert (await audited(database)).count("satellite_connection_refused") == 3
    (row, *_) = await database.read(latest_audit_rows)
    assert (row.actor, row.facts["address"]) == ("satellite sat-1", "10.9.0.3")


async def test_a_note_is_no_row_of_the_servers_own(side: Side, database: Database) -> None:
    """A satellite cannot write that it was enrolled, or revoked; nor what no database takes."""
    token = (await side.enrolled()).token
    await exchange(
        side, token, notes=(Note(1, side.clock.now(), "revoked\0", {"by": "engineer-a"}),)
    )
    await exchange(side, token, notes=(Note(2, side.clock.now(), "revoked", {"by": "engineer-a"}),))
    (row, earlier, *_) = await database.read(latest_audit_rows)
    assert (row.action, row.actor, row.facts["kind"]) == (
        "satellite_noted",
        "satellite sat-1",
        "revoked",
    )
    assert earlier.action == "satellite_noted"


async def test_a_word_counts_once_and_a_name_has_one_satellite(side: Side) -> None:
    """Another machine cannot use the word again; who enrols later takes the name over."""
    word_holder = await side.room.desk.make_token(
        "sat-1", url=side.url, ca_sha256="", made_by="engineer-a"
    )
    secret = token_from_text(word_holder).secret
    first = await side.room.desk.enrol(EnrolmentRequest(secret, "box", "m1", "1"))
    with pytest.raises(Unauthenticated, match="used already"):
        await side.room.desk.enrol(EnrolmentRequest(secret, "box", "m2", "1"))
    assert (await side.room.desk.identity_of(first.token)).name == "sat-1"
    second = await side.enrolled(machine="m2")
    with pytest.raises(Unauthenticated, match="enrol it again"):
        await side.room.desk.identity_of(first.token)
    await side.room.desk.revoke("sat-1", by="engineer-a")
    with pytest.raises(Unauthenticated):
        await side.room.desk.identity_of(second.token)
    with pytest.raises(NotFound):
        await side.room.desk.revoke("sat-1", by="engineer-a")
    with pytest.raises(NotFound):
        await side.room.desk.make_token("nobody", url="", ca_sha256="", made_by="engineer-a")


async def test_a_satellites_coming_and_going_is_in_the_audit_trail(
    side: Side, database: Database
) -> None:
    """Who made the word, which machine used it and from where, whom it replaced, who ended it."""
    first = await side.enrolled()
    word = await side.room.desk.make_token("sat-1", url=side.url, ca_sha256="", made_by="manager-b")
    secret = token_from_text(word).secret
    body = bytes_from_request(EnrolmentRequest(secret, "box-2", "m2", "1"))
    async with side.http.post(ENROL_PATH, data=body) as reply:
        second = answer_from_bytes(await reply.read())
    await side.room.desk.revoke("sat-1", by="engineer-a", address="10.9.0.4")
    revoked, enrolled, made, *_ = await database.read(latest_audit_rows)
    assert (made.action, made.actor, made.subject) == ("satellite_token_made", "manager-b", "sat-1")
    assert (enrolled.action, enrolled.subject) == ("satellite_enrolled", "sat-1")
    assert enrolled.facts == {
        "id": second.agent,
        "hostname": "box-2",
        "machine_id": "m2",
        "address": "127.0.0.1",
        "version": "1",
        "made_by": "manager-b",
        "replaced": [first.agent],
    }
    assert (revoked.action, revoked.actor) == ("satellite_revoked", "engineer-a")
    assert revoked.facts == {"ids": [second.agent], "address": "10.9.0.4"}
    assert secret not in f"{made}{enrolled}{revoked}"
    assert second.token not in f"{made}{enrolled}{revoked}"


@pytest.mark.parametrize("path", [EXCHANGE_PATH, HAND_DOWN_PATH])
async def test_strangers_are_refused(side: Side, path: str) -> None:
    """Without a satellite's token nothing is said and nothing is taken."""
    method = "POST" if path == EXCHANGE_PATH else "GET"
    for headers in ({}, {"Authorization": "Bearer wrong"}):
        async with side.http.request(method, path, headers=headers) as answer:
            assert answer.status == HTTPStatus.UNAUTHORIZED
