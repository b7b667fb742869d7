"""A table of targets, from a spreadsheet or CSV: headings in English or Chinese, a target a row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from watchkeeper.core.errors import ConfigError, InvalidInput
from watchkeeper.core.messages import Text, text
from watchkeeper.inventory.imports.rows import Listing, Row, refuse_more_rows
from watchkeeper.inventory.imports.words import (
    criticality_in,
    date_in,
    probes_in,
    words_in,
    yes_or_no,
)
from watchkeeper.inventory.model import CARD_KEYS

Cells = Sequence[str]

MAX_COLUMNS = 100
MAX_CELL_CHARACTERS = 10_000


@dataclass(frozen=True, slots=True)
class Column:
    """A column as templates show it; ``also`` are other headings that mean it."""

    key: str
    english: str
    chinese: str
    also: tuple[str, ...] = ()
    example: str = ""


COLUMNS: tuple[Column, ...] = (
    Column("name", "Name", "名称", ("hostname", "host", "主机名", "主机", "设备名称", "目标"), "web-1"),
    Column("address", "Address", "地址", ("ip", "ip address", "ip地址", "管理地址", "管理ip", "主机地址"), "10.1.0.11"),
    Column("customer", "Customer", "客户", ("客户编号", "客户名称")),
    Column("site", "Site", "站点", ("地点", "机房"), "shanghai-1"),
    Column("parent", "Parent", "上级", ("上联", "上级设备", "上联设备")),
    Column("satellite", "Satellite", "卫星"),
    Column("criticality", "Criticality", "重要程度", ("重要性", "级别"), "high"),
    Column("groups", "Groups", "分组", ("group", "组", "主机组"), "web; linux"),
    Column("tags", "Tags", "标签", ("tag",), "pci"),
    Column("go_live", "Go-live date", "上线日期", ("go live", "go-live", "golive", "投运日期", "启用日期"), "2026-03-01"),
    Column("agent", "Agent", "代理", ("采集代理",), "yes"),
    Column("probes", "Probes", "探测", ("probe", "checks", "检查"), "icmp; tcp:443"),
    Column("zone", "Time zone", "时区", ("timezone", "zone")),
    Column("duty", "On duty", "值班人", ("contact", "duty", "负责人", "联系人"), "甲"),
    Column("duty_phone", "Duty phone", "值班电话", ("phone", "电话", "联系电话"), "+86 138 0013 8000"),
    Column("supplier", "Supplier", "供应商", ("vendor", "厂商")),
    Column("supplier_phone", "Supplier phone", "供应商电话", ("vendor phone", "厂商电话", "报修电话")),
    Column("contract", "Maintenance contract", "维保合同", ("contract", "合同编号", "合同")),
    Column("jump_host", "Jump host", "跳板机", ("bastion", "堡垒机"), "watch@jump.example"),
    Column("access", "How to get in", "登录方式", ("access", "访问方式")),
    Column("place", "Place", "位置", ("location", "安装位置", "安装地址")),
    Column("rack", "Rack", "机柜", ("cabinet", "机柜位置"), "A12-U20"),
    Column("serial", "Serial number", "序列号", ("serial", "s/n", "sn")),
    Column("note", "Note", "备注", ("notes", "remark", "remarks", "说明")),
)  # fmt: skip


def _heading(text_: str) -> str:
    return " ".join(text_.casefold().replace("_", " ").replace("　", " ").split()).strip(
        ":：*\N{FULLWIDTH ASTERISK}"
    )


_KEYS: Mapping[str, str] = MappingProxyType(
    {
        _heading(name): column.key
        for column in COLUMNS
        for name in (column.key, column.english, column.chinese, *column.also)
    }
)
_READERS: Mapping[str, Callable[[str], object]] = MappingProxyType(
    {
        "criticality": criticality_in,
        "groups": words_in,
        "tags": words_in,
        "go_live": date_in,
        "agent": yes_or_no,
        "probes": probes_in,
    }
)


def listing_of_cells(rows: Iterator[tuple[int, Cells]], name: str) -> Listing:
    """Read a table: *rows* are numbers of lines and what stands in them.  Raises ConfigError."""
    keys: dict[int, str] | None = None
    notes: list[Text] = []
    found: list[Row] = []
    for number, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        at = f"{name}:{number}"
        if keys is None:
            keys, notes = _head(cells, at)
            continue
        found.append(_row(keys, cells, at))
        refuse_more_rows(len(found), name)
    if keys is None:
        raise ConfigError("is empty; its first line must hold the headings", at=name)
    return Listing(tuple(found), tuple(notes))


def _head(cells: Cells, at: str) -> tuple[dict[int, str], list[Text]]:
    keys: dict[int, str] = {}
    unknown: list[str] = []
    for place, cell in enumerate(cells[:MAX_COLUMNS]):
        key = _KEYS.get(_heading(cell))
        if key is None:
            unknown += [cell.strip()[:40]] if cell.strip() else []
        elif key in keys.values():
            raise ConfigError("two columns mean {key}", at=at, key=key)
        else:
            keys[place] = key
    if not {"name", "address"} & set(keys.values()):
        raise ConfigError(
            "the first line must hold headings, Name or Address among them; "
            "`watchkeeper targets template` prints one",
            at=at,
        )
    notes = [
        text("columns without a known heading are left out: {names}", names=", ".join(unknown))
    ]
    return keys, notes if unknown else []


def _row(keys: Mapping[int, str], cells: Cells, at: str) -> Row:
    given = {
        key: cells[place].strip()
        for place, key in keys.items()
        if place < len(cells) and cells[place].strip()
    }
    name = given.get("name") or given.get("address", "")
    if not name:
        return Row(at, "", problem=text("name and address are missing"))
    try:
        return Row(at, name, _definition(name, given))
    except InvalidInput as error:
        return Row(at, name, problem=Text(error.sentence, error.facts))


def _definition(name: str, given: Mapping[str, str]) -> Mapping[str, object]:
    definition: dict[str, object] = {"name": name}
    card: dict[str, str] = {}
    for key, value in given.items():
        if key in CARD_KEYS:
            card[key] = value
        elif key != "name":
            reader = _READERS.get(key)
            definition[key] = reader(value) if reader else value
    return {**definition, **({"card": card} if card else {})}
