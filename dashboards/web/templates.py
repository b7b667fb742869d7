"""Templates: compiled at start, rendered off the loop, everything escaped unless marked."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

FOLDER = Path(__file__).parent / "templates"


class Templates:
    """All templates by name.  A name that a template does not know is an error, never blank."""

    def __init__(self, globals_: Mapping[str, object], folder: Path = FOLDER) -> None:
        environment = Environment(
            loader=FileSystemLoader(folder),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        environment.globals.update(globals_)
        self._templates: Mapping[str, Template] = {
            name: environment.get_template(name) for name in environment.list_templates()
        }
        self._threads = ThreadPoolExecutor(2, thread_name_prefix="pages")

    def close(self) -> None:
        self._threads.shutdown(wait=True, cancel_futures=True)

    async def render(self, name: str, context: Mapping[str, object]) -> str:
        """Render in a thread: a page of 200 tickets takes more than the loop may be kept."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self.render_now, name, context)

    def render_now(self, name: str, context: Mapping[str, object]) -> str:
        return self._templates[name].render(context)
