"""Targets of files and of the database: one inventory, durable, exported."""

from __future__ import annotations

from pathlib import Path

import pytest

from watchkeeper.core.errors import ConfigError, Conflict
from watchkeeper.core.instants import DAY, Instant
from watchkeeper.inventory.files import read_targets
from watchkeeper.inventory.registry import Inventory
from watchkeeper.inventory.store import InventoryStore
from watchkeeper.server.clock import ManualClock
from watchkeeper.storage.database import Database

START = Instant(1_790_000_000_000)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "targets").mkdir()
    (tmp_path / "targets" / "shop.yml").write_text("targets:\n- {name: core, address: 10.0.0.1}\n")
    return tmp_path


@pytest.fixture
async def store(database: Database, folder: Path, tmp_path: Path) -> InventoryStore:
    store = InventoryStore(
        database, ManualClock(START), folder=folder, exported=tmp_path / "exported"
    )
    await store.reload()
    return store


async def test_an_added_target_is_there_exported_and_survives_a_restart(
    store: InventoryStore, database: Database, folder: Path, tmp_path: Path
) -> None:
    """What targets add makes is in force at once, in exported/, and after a restart."""
    heard: list[Inventory] = []
    store.subscribe(heard.append)
    definition = {
        "name": '服务器 "一"',
        "address": "10.0.0.5",
        "parent": "core",
        "probes": ["icmp"],
    }
    target = await store.add(definition, by="engineer-a")
    assert target.enrolled_at == START
    assert heard[-1].find("10.0.0.5") == target
    assert str(heard[-1].origin(target.name)) == "managed here, kept in the database"
    exported = read_targets(tmp_path / "exported")
    assert [(one.name, one.parent, one.probes[0].kind) for one in exported] == [
        (target.name, "core", "icmp")
    ]
    again = InventoryStore(database, ManualClock(Instant(START + 3 * DAY)), folder=folder)
    assert (await again.reload()).target(target.name).enrolled_at == START


async def test_a_taken_name_is_refused_with_its_place(store: InventoryStore) -> None:
    """A name that a file holds cannot be added; the sentence says where it is managed."""
    with pytest.raises(Conflict, match=r"'core' exists already \(managed in targets/shop.yml:2\)"):
        await store.add({"name": "core"}, by="x")


async def test_what_does_not_fit_changes_nothing(store: InventoryStore) -> None:
    """A target with an unknown parent is refused and the inventory stays as it was."""
    before = store.current
    with pytest.raises(ConfigError, match="has the parent 'gone'"):
        await store.add({"name": "web", "parent": "gone"}, by="x")
    assert store.current is before
    assert "web" not in await store.reload()


async def test_a_broken_file_leaves_the_inventory_in_force(
    store: InventoryStore, folder: Path
) -> None:
    """A reload that fails says where, and the old inventory stays in force."""
    (folder / "targets" / "shop.yml").write_text("targets: [{nmae: x}]")
    with pytest.raises(ConfigError, match=r"targets/shop.yml:1: .*'nmae'.*'name'"):
        await store.reload()
    assert "core" in store.current


async def test_a_name_that_later_appears_in_a_file_is_an_error(
    store: InventoryStore, folder: Path
) -> None:
    """One name in a file and in the database is refused at reload, with both places."""
    await store.add({"name": "web"}, by="x")
    (folder / "targets" / "late.yml").write_text("targets:\n- {name: web}\n")
    with pytest.raises(ConfigError, match=r"targets/late.yml:2: .*here and in the database"):
        await store.reload()


async def test_change_and_remove(store: InventoryStore, tmp_path: Path) -> None:
    """A database target can be changed and removed; one of a file cannot, nor a parent."""
    await store.add({"name": "sw"}, by="x")
    await store.add({"name": "web", "parent": "sw"}, by="x")
    changed = await store.change({"name": "web", "parent": "sw", "site": "b"}, by="y")
    assert changed.site == "b"
    assert await store.definition("web") == {"name": "web", "parent": "sw", "site": "b"}
    with pytest.raises(Conflict, match="parent of web"):
        await store.remove("sw", by="x")
    with pytest.raises(Conflict, match=r"managed in targets/shop.yml:2; change it there"):
        await store.remove("core", by="x")
    await store.remove("web", by="x")
    assert [target.name for target in read_targets(tmp_path / "exported")] == ["sw"]
