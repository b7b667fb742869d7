"""Build hook: fetch the pages' JavaScript before the wheel is packed, by the lock's hashes."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_NEEDED = ("htmx.js", "hx-sse.js", "uplot.js", "uplot.css")


class VendorHook(BuildHookInterface):  # type: ignore[type-arg]  # generic only in the stub
    """Puts dashboards/web/static/vendor into the wheel; an editable install fetches it apart."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable" or self.target_name != "wheel":
            return
        folder = Path(self.root) / "dashboards" / "web" / "static" / "vendor"
        if not all((folder / name).is_file() for name in _NEEDED):
            subprocess.run([str(Path(self.root) / "scripts" / "vendor")], check=False)  # noqa: S603 our own script
        if not all((folder / name).is_file() for name in _NEEDED):
            self.app.display_warning("without npm: the pages will work without live updates")
        build_data["artifacts"].append("/dashboards/web/static/vendor/")
