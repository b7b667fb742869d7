"""What an import would do, row by row; doing it, doing it again, taking it back."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Mapping
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from watchkeeper.access.audit import latest_audit_rows
from watchkeeper.core.errors import ConfigError, Conflict, NotFound, TooLarge
from watchkeeper.core.instants import MINUTE, Instant
from watchkeeper.inventory.agreements import (
    MAX_BYTES,
    MOST_KEPT,
    forget_plans,
    keep_plan,
    take_plan,
)
from watchkeeper.inventory.desk import Offered, TargetDesk
from watchkeeper.inventory.imports.plan import ImportPlan, Verdict, plan_import
from watchkeeper.inventory.imports.rows import Listing, Row
from watchkeeper.inventory.model import Customer, Target
from watchkeeper.inventory.registry import inventory_of
from watchkeeper.inventory.revisions import Edit
from watchkeeper.inventory.store import InventoryStore
from watchkeeper.inventory.tables import planned_imports
from watchkeeper.server.clock import ManualClock
from watchkeeper.storage.database import Database
from watchkeeper.storage.tables import json_text

START = Instant(1_790_000_000_000)
INVENTORY = inventory_of(
    [Target("core", at="targets/shop.yml:2"), Target("old", site="b")], [Customer("acme", "某某")]
)
KEPT = {"old": json_text({"name": "old", "site": "b", "card": {"rack": "A1"}, "tags": ["x"]})}


def check(target: Target) -> ConfigError | None:
    """Stands for the server's list of probes: telepathy is none of them."""
    for probe in target.probes:
        if probe.kind == "telepathy":
            return ConfigError("there is no probe {kind!r}", kind=probe.kind)
    return None


def planned(*definitions: Mapping[str, object], **shared: object) -> ImportPlan:
    rows = tuple(
        Row(f"x.csv:{number}", str(one["name"]), one) for number, one in enumerate(definitions, 2)
    )
    return plan_import(Listing(rows), INVENTORY, KEPT, check=check, shared=shared)


@pytest.mark.parametrize(
    ("definition", "verdict", "reason"),
    [
        ({"name": "new", "address": "10.0.0.1"}, Verdict.ADDED, None),
        ({"name": "old", "site": "b"}, Verdict.UNCHANGED, None),
        ({"name": "old", "site": "c"}, Verdict.CHANGED, None),
        ({"name": "core"}, Verdict.REFUSED, "managed in targets/shop.yml:2; change it there"),
        ({"name": "a/b"}, Verdict.REFUSED, "printable characters"),
        ({"name": "new", "address": "not an address"}, Verdict.REFUSED, "is no address"),
        ({"name": "new", "probes": ["telepathy"]}, Verdict.REFUSED, "no probe 'telepathy'"),
        ({"name": "new", "criticality": "huge"}, Verdict.REFUSED, "criticality cannot be 'huge'"),
        ({"name": "new", "parent": "gone"}, Verdict.REFUSED, "the parent 'gone' does not exist"),
        ({"name": "new", "customer": "who"}, Verdict.REFUSED, "write customers/who.yml"),
        ({"name": "new", "parent": "new"}, Verdict.REFUSED, "its own parent"),
        ({"name": "new", "labels": {"job": "x"}}, Verdict.REFUSED, "cannot be a label"),
    ],
    ids=[
        "a new one", "as it is", "another site", "of a file", "no name", "no address", "no probe",
        "no criticality", "no parent", "no customer", "its own parent", "a label of ours",
    ],
)  # fmt: skip
def test_each_row_has_its_verdict_and_its_reason(
    definition: Mapping[str, object], verdict: Verdict, reason: str | None
) -> None:
    """Added, changed, unchanged, or refused with a sentence."""
    (row,) = planned(definition).rows
    assert row.verdict is verdict
    assert (row.edit is not None) == (verdict in {Verdict.ADDED, Verdict.CHANGED})
    assert reason is None or reason in str(row.reason)


def test_what_a_list_does_not_mention_stays() -> None:
    """A change replaces the keys that the list has; of a card and of labels, key by key."""
    (row,) = planned({"name": "old", "card": {"duty": "甲"}}).rows
    assert [(one.key, one.before, one.after) for one in row.differences] == [
        ("card.duty", "", "甲")
    ]


def test_a_name_that_stands_twice_counts_once() -> None:
    """The second row is refused and says where the first is."""
    first, second = planned({"name": "new"}, {"name": "new", "site": "x"}).rows
    assert first.verdict is Verdict.ADDED
    assert str(second.reason) == "the name stands here twice, first in x.csv:2"


def test_who_hangs_on_what_is_refused_is_refused_too() -> None:
    """A chain below a parent that is not there falls as a whole; the others stand."""
    rows = planned(
        {"name": "a", "parent": "gone"},
        {"name": "b", "parent": "a"},
        {"name": "c", "parent": "b"},
        {"name": "d", "parent": "core"},
        {"name": "e", "parent": "d"},
    ).rows
    assert [row.verdict for row in rows] == [Verdict.REFUSED] * 3 + [Verdict.ADDED] * 2


def test_a_long_chain_falls_in_one_go() -> None:
    """Link by link 2,000 rows took 10 s of CPU, and each doubling eight times as much."""
    chain = [{"name": f"h{n}", "parent": f"h{n - 1}"} for n in range(1, 4_000)]
    before = time.thread_time()
    plan = planned({"name": "h0", "customer": "who"}, *chain)
    assert plan.count(Verdict.REFUSED) == 4_000
    assert time.thread_time() - before < 20


def test_a_circle_is_refused_and_what_hangs_below_it() -> None:
    """Three that are each other's parents, and one below them."""
    rows = planned(
        {"name": "a", "parent": "b"},
        {"name": "b", "parent": "c"},
        {"name": "c", "parent": "a"},
        {"name": "d", "parent": "c"},
        {"name": "e"},
    ).rows
    assert [row.verdict for row in rows] == [Verdict.REFUSED] * 4 + [Verdict.ADDED]


def test_what_is_said_for_all_rows_counts_where_a_row_says_nothing() -> None:
    """--customer and --site of the command."""
    first, second = planned({"name": "a"}, {"name": "b", "site": "y"}, site="x").rows
    assert '"site":"x"' in str(first.edit)
    assert '"site":"y"' in str(second.edit)


NAMES = st.sampled_from(["a", "b", "c", "d", "old", "core"])


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(NAMES, st.one_of(st.none(), NAMES, st.just("gone"))), max_size=8))
def test_what_a_plan_accepts_always_fits_together(rows: list[tuple[str, str | None]]) -> None:
    """The inventory after the accepted edits has no gap, no circle and no name twice."""
    plan = planned(*({"name": name, **({"parent": up} if up else {})} for name, up in rows))
    after = {target.name: target.parent for target in INVENTORY}
    for edit in plan.edits:
        assert edit.after is not None
        after[edit.target] = json.loads(edit.after).get("parent")
    inventory_of((Target(name, parent=parent) for name, parent in after.items()), ())
    assert len({edit.target for edit in plan.edits}) == len(plan.edits)


CSV = "name,address,parent,rack\nsw,10.0.0.1,core,A1\nweb,10.0.0.2,sw,A2\nbad,not an address,,\n"


@pytest.fixture
async def desk(database: Database, tmp_path: Path) -> TargetDesk:
    (tmp_path / "targets").mkdir()
    (tmp_path / "targets" / "shop.yml").write_text("targets:\n- {name: core}\n")
    store = InventoryStore(
        database, ManualClock(START), folder=tmp_path, exported=tmp_path / "exported"
    )
    await store.reload()
    return TargetDesk(store, check)


def offered(text: str) -> Offered:
    return Offered(text.encode(), "hosts.csv", None, {})


async def test_an_import_is_done_once_and_can_be_taken_back(
    desk: TargetDesk, database: Database
) -> None:
    """What fits is in force with its history; again nothing happens; undone it is as before."""
    await desk.add({"name": "web", "site": "b"}, by="engineer-a")
    done = await desk.carry_out(offered(CSV), by="engineer-a")
    assert [row.verdict.value for row in done.plan.rows] == ["added", "changed", "refused"]
    assert desk.store.current.target("web").card.rack == "A2"
    assert desk.store.current.target("web").site == "b"
    assert desk.store.current.parents("web") == ("sw", "core")

    again = await desk.carry_out(offered(CSV), by="engineer-a")
    assert [row.verdict.value for row in again.plan.rows] == ["unchanged", "unchanged", "refused"]
    assert again.batch == ""

    undone = await desk.undo_last_import(by="manager-b")
    assert {edit.target for edit in undone} == {"sw", "web"}
    assert "sw" not in desk.store.current
    assert await desk.definition("web") == {"name": "web", "site": "b"}
    with pytest.raises(NotFound, match="no import that could be undone"):
        await desk.undo_last_import(by="manager-b")
    rows = await database.read(lambda connection: latest_audit_rows(connection, limit=3))
    assert [(row.action, row.actor, row.facts["targets"]) for row in rows] == [
        ("targets_undone", "manager-b", 2),
        ("targets_imported", "engineer-a", 2),
        ("target_added", "engineer-a", 1),
    ]


async def test_imports_are_taken_back_one_after_the_other(desk: TargetDesk) -> None:
    """The newest first, each once."""
    await desk.carry_out(offered("name\na\n"), by="x")
    await desk.carry_out(offered("name\nb\n"), by="x")
    assert [edit.target for edit in await desk.undo_last_import(by="x")] == ["b"]
    assert [edit.target for edit in await desk.undo_last_import(by="x")] == ["a"]


async def test_what_was_changed_since_is_not_taken_back(desk: TargetDesk) -> None:
    """An undo that would lose somebody's later work is refused whole."""
    await desk.carry_out(offered(CSV), by="x")
    await desk.change({"name": "web", "parent": "sw", "site": "z"}, by="y")
    with pytest.raises(Conflict, match="'web' was changed meanwhile"):
        await desk.undo_last_import(by="x")
    assert "sw" in desk.store.current


async def test_a_plan_is_carried_out_as_it_was_shown(desk: TargetDesk) -> None:
    """Once, by who saw it, and taken back like any import."""
    plan = await desk.plan(offered(CSV))
    key = await desk.keep(plan, by="x")
    with pytest.raises(NotFound, match="upload it once more"):
        await desk.carry_out_kept(key, by="y")
    assert await desk.carry_out_kept(key, by="x") == plan.edits
    assert desk.store.current.parents("web") == ("sw", "core")
    with pytest.raises(NotFound, match="upload it once more"):
        await desk.carry_out_kept(key, by="x")
    assert {edit.target for edit in await desk.undo_last_import(by="x")} == {"sw", "web"}


async def test_a_plan_waits_in_the_database(
    desk: TargetDesk, database: Database, tmp_path: Path
) -> None:
    """Another node, or this one after a restart, carries it out."""
    key = await desk.keep(await desk.plan(offered(CSV)), by="x")
    elsewhere = InventoryStore(database, ManualClock(START), folder=tmp_path)
    await elsewhere.reload()
    await TargetDesk(elsewhere, check).carry_out_kept(key, by="x")
    assert "sw" in (await desk.store.reload())


@pytest.mark.parametrize(
    ("minutes", "is_kept"),
    [(15, True), (16, False), (-1, False)],
    ids=["a quarter of an hour later", "after that", "the clock set back"],
)
async def test_a_plan_waits_a_quarter_of_an_hour(
    desk: TargetDesk, database: Database, minutes: int, is_kept: bool
) -> None:
    """Then the list is asked for once more."""
    key = await desk.keep(await desk.plan(offered(CSV)), by="x")
    now = Instant(START + minutes * MINUTE)
    taken = database.write(lambda connection: take_plan(connection, key, by="x", now=now))
    if is_kept:
        assert len(await taken) == 2
    else:
        with pytest.raises(NotFound):
            await taken
        await database.write(lambda connection: forget_plans(connection, now))
        assert await kept_plans(database) == []


async def test_few_plans_wait(desk: TargetDesk, database: Database) -> None:
    """The oldest goes when there are too many, and one that is too large is not kept."""
    plan = await desk.plan(offered(CSV))
    keys = [
        await database.write(
            partial(keep_plan, edits=plan.edits, by="x", now=Instant(START + minute * MINUTE))
        )
        for minute in range(MOST_KEPT + 2)
    ]
    assert await kept_plans(database) == sorted(keys[2:])
    huge = (Edit("a", None, "x" * MAX_BYTES),)
    with pytest.raises(TooLarge, match="import the list in parts"):
        await database.write(partial(keep_plan, edits=huge, by="x", now=START))
    assert await kept_plans(database) == sorted(keys[2:])


async def kept_plans(database: Database) -> list[str]:
    query = select(planned_imports.c.key).order_by(planned_imports.c.key)
    return list(await database.read(lambda connection: connection.scalars(query).all()))


async def test_a_kept_plan_changes_nothing_that_was_changed_since(desk: TargetDesk) -> None:
    """Who agreed to two additions does not get a change."""
    key = await desk.keep(await desk.plan(offered(CSV)), by="x")
    await desk.add({"name": "web"}, by="y")
    with pytest.raises(Conflict, match="'web' was changed meanwhile"):
        await desk.carry_out_kept(key, by="x")
    assert "sw" not in desk.store.current


async def test_passwords_of_a_list_are_not_kept(desk: TargetDesk, database: Database) -> None:
    """What waits is what would be done, not what was uploaded."""
    hosts = Offered(b"web-1 ansible_become_password=hunter2\n", "hosts", None, {})
    await desk.keep(await desk.plan(hosts), by="x")
    query = select(planned_imports.c.edits)
    (kept,) = await database.read(lambda connection: connection.scalars(query).all())
    assert "web-1" in kept
    assert "hunter2" not in kept


async def test_a_list_that_takes_too_long_is_given_up(desk: TargetDesk) -> None:
    """Who waits is told at the deadline, whatever the reading still does."""
    is_given_up = threading.Event()

    def slow(_target: Target) -> None:
        is_given_up.wait(timeout=30)

    hasty = TargetDesk(desk.store, slow, plan_seconds=0.05)
    try:
        with pytest.raises(TooLarge, match=r"takes longer than 0\.05 s to read"):
            await hasty.plan(offered(CSV))
    finally:
        is_given_up.set()


async def test_one_edit_is_undone_and_the_undoing_too(desk: TargetDesk) -> None:
    """History says who changed what; each edit that still stands can be taken back."""
    await desk.add({"name": "web", "site": "a"}, by="x")
    await desk.change({"name": "web", "site": "b"}, by="y")
    newest, first = await desk.history("web", 10)
    assert (newest.action, newest.by) == ("changed", "y")
    assert [(one.key, one.before, one.after) for one in newest.differences] == [("site", "a", "b")]
    assert newest.number is not None
    await desk.undo("web", newest.number, by="z")
    assert desk.store.current.target("web").site == "a"
    undoing = (await desk.history("web", 10))[0]
    assert undoing.number is not None
    await desk.undo("web", undoing.number, by="z")
    assert desk.store.current.target("web").site == "b"
    with pytest.raises(Conflict, match="changed meanwhile"):
        await desk.undo("web", first.number or 0, by="z")
    with pytest.raises(NotFound, match="no change 999"):
        await desk.undo("web", 999, by="z")


async def test_a_removed_target_comes_back_by_undoing(desk: TargetDesk) -> None:
    """Its definition was kept; a file that has taken the name since is in the way."""
    await desk.add({"name": "web", "site": "a"}, by="x")
    await desk.store.remove("web", by="x")
    removal = (await desk.history("web", 1))[0]
    await desk.undo("web", removal.number or 0, by="x")
    assert desk.store.current.target("web").site == "a"
