"""Which kind of list a file is: by its name, and where that is not enough by its first bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from pathlib import PurePath
from types import MappingProxyType

from watchkeeper.config.nodes import Node, parse_yaml
from watchkeeper.core.errors import ConfigError, InvalidInput, TooLarge
from watchkeeper.inventory.imports.ansible_ini import read_ansible_ini
from watchkeeper.inventory.imports.ansible_yaml import read_ansible_yaml
from watchkeeper.inventory.imports.csv_file import read_csv
from watchkeeper.inventory.imports.file_sd import read_file_sd
from watchkeeper.inventory.imports.rows import MAX_FILE_BYTES, Listing
from watchkeeper.inventory.imports.xlsx_file import read_xlsx


class Format(Enum):
    """A kind of list."""

    FILE_SD = "file-sd"
    ANSIBLE_INI = "ansible-ini"
    ANSIBLE_YAML = "ansible-yaml"
    CSV = "csv"
    XLSX = "xlsx"


_READERS: Mapping[Format, Callable[[bytes, str], Listing]] = MappingProxyType(
    {
        Format.FILE_SD: read_file_sd,
        Format.ANSIBLE_INI: read_ansible_ini,
        Format.ANSIBLE_YAML: read_ansible_yaml,
        Format.CSV: read_csv,
        Format.XLSX: read_xlsx,
    }
)
_BY_SUFFIX = {
    ".xlsx": Format.XLSX, ".xlsm": Format.XLSX, ".csv": Format.CSV, ".tsv": Format.CSV,
    ".ini": Format.ANSIBLE_INI, ".json": Format.FILE_SD,
}  # fmt: skip


def read_listing(data: bytes, name: str, wanted: Format | None = None) -> Listing:
    """Read a list.  *name* is its file, as errors and rows show it.  Raises ConfigError, TooLarge."""
    if len(data) > MAX_FILE_BYTES:
        raise TooLarge("the file is larger than {limit} bytes", limit=MAX_FILE_BYTES)
    short = "".join(one if one.isprintable() else "?" for one in PurePath(name).name)[:100]
    return _READERS[wanted or format_of(data, short)](data, short or "file")


def format_of(data: bytes, name: str) -> Format:
    """Tell what a file is.  Raises ConfigError where it is a workbook of the older kind."""
    if data.startswith(b"PK\x03\x04"):
        return Format.XLSX
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise ConfigError("is a workbook of the older kind; save it as .xlsx or CSV", at=name)
    suffix = PurePath(name).suffix.casefold()
    if suffix in {".yml", ".yaml"}:
        return _kind_of_yaml(parse_yaml(data, name=name, foreign_tags=True))
    if suffix in _BY_SUFFIX:
        return _BY_SUFFIX[suffix]
    if data.lstrip()[:1] == b"[" and data.rstrip()[-1:] == b"]" and b"{" in data:
        return Format.FILE_SD
    return Format.ANSIBLE_INI  # hosts, inventory: how Ansible's are usually called


def _kind_of_yaml(node: Node) -> Format:
    return Format.FILE_SD if isinstance(node.value, tuple) else Format.ANSIBLE_YAML


def format_from_text(written: str) -> Format | None:
    """Return the format of that name; None for none.  Raises InvalidInput."""
    if not written:
        return None
    try:
        return Format(written)
    except ValueError:
        known = ", ".join(one.value for one in Format)
        raise InvalidInput(
            "there is no format {name!r}; known are {known}", name=written[:40], known=known
        ) from None
