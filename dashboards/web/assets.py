"""Static files under names that hold their content's hash, compressed once, kept in memory."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from aiohttp import web

from watchkeeper.access.asking import open_to_all
from watchkeeper.core.logs import get_log

log = get_log("web")

FOLDER = Path(__file__).parent / "static"
_TYPES = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
}
LIVE_FILES = ("vendor/htmx.js", "vendor/hx-sse.js")
CHART_FILES = ("vendor/uplot.js", "vendor/uplot.css")


@dataclass(frozen=True, slots=True)
class Asset:
    content_type: str
    plain: bytes
    compressed: bytes


class Assets:
    """All static files; ``url`` gives the address of one by its name in the folder."""

    def __init__(self, files: Mapping[str, Asset]) -> None:
        self._by_url: dict[str, Asset] = {}
        urls: dict[str, str] = {}
        for name, asset in files.items():
            digest = hashlib.sha256(asset.plain).hexdigest()[:12]
            stem, dot, ending = name.rpartition(".")
            urls[name] = f"/static/{stem}.{digest}{dot}{ending}"
            self._by_url[urls[name]] = asset
        self._urls: Mapping[str, str] = MappingProxyType(urls)

    def url(self, name: str) -> str:
        """Return the address of a file that exists; an empty string where it does not."""
        return self._urls.get(name, "")

    def has(self, *names: str) -> bool:
        return all(name in self._urls for name in names)

    @property
    def is_live(self) -> bool:
        """Whether pages can update themselves: the JavaScript packages are here."""
        return self.has(*LIVE_FILES)

    @open_to_all
    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Answer a request for a static file; the name changes with the content."""
        asset = self._by_url.get(request.path)
        if asset is None:
            raise web.HTTPNotFound
        headers = {
            "Cache-Control": "public, max-age=31536000, immutable",
            "X-Content-Type-Options": "nosniff",
            "Vary": "Accept-Encoding",
        }
        body = asset.plain
        if "gzip" in request.headers.get("Accept-Encoding", ""):
            headers["Content-Encoding"] = "gzip"
            body = asset.compressed
        return web.Response(
            body=body, headers=headers, content_type=asset.content_type, charset="utf-8"
        )


def read_assets(folder: Path = FOLDER) -> Assets:
    """Read and compress all files; call it off the loop."""
    files = {}
    for path in sorted(folder.rglob("*")):
        content_type = _TYPES.get(path.suffix)
        if content_type is None or not path.is_file():
            continue
        plain = path.read_bytes()
        files[path.relative_to(folder).as_posix()] = Asset(
            content_type, plain, gzip.compress(plain, 9, mtime=0)
        )
    assets = Assets(files)
    if not assets.is_live:
        log.warning(
            "no live updates: the JavaScript packages are missing; run scripts/vendor (needs npm)"
        )
    return assets
