"""Numbers that other programs leave in files: ``*.prom`` in Prometheus's text format."""

from __future__ import annotations

from agent.files import names_in, read_regular
from agent.log import log
from agent.paths import Path
from agent.source import CycleSource
from watchkeeper.core.errors import InvalidInput, TooLarge
from watchkeeper.core.labels import METRIC_NAME
from watchkeeper.core.spans import SECOND, Duration
from watchkeeper.wire.exposition import Family, Kind, Reading

MAX_FILE_BYTES = 1 << 20
MOST_FILES = 100
MOST_SERIES = 2_000

_ERROR = Family(
    "node_textfile_scrape_error", Kind.GAUGE, "1 if a file could not be read or makes no sense."
)
_WRITTEN = Family(
    "node_textfile_mtime_seconds", Kind.GAUGE, "When a file was written, since 1970.", ("file",)
)
_SUFFIX = ".prom"


class TextfileSource(CycleSource):
    """node_exporter's collector textfile."""

    name = "textfile"
    every = Duration(15 * SECOND)

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._families: dict[tuple[str, ...], Family] = {}
        self._read: dict[str, tuple[tuple[int, int, int], list[Reading]]] = {}
        self._said = ""

    def read(self) -> list[Reading]:
        found: list[Reading] = []
        seen: set[tuple[str, tuple[str, ...]]] = set()
        problem = ""
        for name in self._names():
            try:
                readings = self._file(name)
                _check(readings, seen, room=MOST_SERIES - len(found))
            except (OSError, InvalidInput, TooLarge) as error:
                problem = f"{name}: {error}"
                continue
            found += readings
        self._tell(problem)
        return [*found, (_ERROR, (), float(bool(problem)))]

    def _names(self) -> list[str]:
        try:
            names = [each for each in names_in(self._folder) if each.endswith(_SUFFIX)]
        except OSError:  # no such folder: nobody leaves anything
            names = []
        names = names[:MOST_FILES]
        self._read = {name: kept for name, kept in self._read.items() if name in names}
        return names

    def _file(self, name: str) -> list[Reading]:
        """Return what a file says; it is read again only after it changed."""
        path = self._folder / name
        stat = path.stat()
        state = (stat.st_ino, stat.st_mtime_ns, stat.st_size)
        kept = self._read.get(name)
        if kept is None or kept[0] != state:
            self._read.pop(name, None)
            kept = self._read[name] = (state, self._readings(read_regular(path, MAX_FILE_BYTES)))
        return [*kept[1], (_WRITTEN, (str(path),), stat.st_mtime)]

    def _readings(self, content: bytes) -> list[Reading]:
        from watchkeeper.wire.page_parser import parse  # only where there are files

        page = parse(content)
        found: list[Reading] = []
        for sample in page.samples:
            if sample.time_ms is not None:
                raise InvalidInput("a sample has a time; leave it out")
            labels = dict(sample.labels)
            name = labels.pop(METRIC_NAME)
            kind = page.kinds.get(name, Kind.UNTYPED)
            family = self._family(name, kind, page.helps.get(name, ""), tuple(labels))
            found.append((family, tuple(labels.values()), sample.value))
        return found

    def _family(self, name: str, kind: Kind, help_text: str, labels: tuple[str, ...]) -> Family:
        key = (name, kind.value, help_text, *labels)
        family = self._families.get(key)
        if family is None:
            if len(self._families) >= MOST_SERIES:
                self._families.clear()
            family = self._families[key] = Family(name, kind, help_text, labels)
        return family

    def _tell(self, problem: str) -> None:
        if problem and problem != self._said:
            log.warning("text file not read", reason=problem)
        self._said = problem


def _check(readings: list[Reading], seen: set[tuple[str, tuple[str, ...]]], *, room: int) -> None:
    """Raise where a file holds what an earlier file holds too, or too much; else remember it."""
    if len(readings) > room:
        raise TooLarge("all files together have more than {most} series", most=MOST_SERIES)
    mine = {(family.name, (*family.label_names, *values)) for family, values, _ in readings}
    if mine & seen:
        raise InvalidInput("the same series stands in another file")
    seen |= mine
