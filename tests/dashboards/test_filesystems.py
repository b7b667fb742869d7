"""Pages, forms and rules speak of the same file systems."""

from __future__ import annotations

from dashboards.filesystems import LOCAL_FILESYSTEMS
from rules.packs import PACKS

PACK = PACKS / "filesystems.yml"


def test_pages_count_the_file_systems_that_the_rules_judge() -> None:
    """A CD-ROM is always full: no page may show it where no rule minds it."""
    assert f"node_filesystem_avail_bytes{{{LOCAL_FILESYSTEMS}}}" in PACK.read_text("utf-8")
