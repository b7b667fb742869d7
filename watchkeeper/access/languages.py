"""The languages of the faces, and the catalogues that translate sentences into them.

Each package keeps its Chinese in ``locale/zh_CN.po`` beside its code; the files are read at start
and merged.  The English sentence is the msgid, so English needs no catalogue.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum
from pathlib import Path
from types import MappingProxyType

from babel.messages.pofile import PoFileError, read_po

from watchkeeper.core.errors import ConfigError, InvalidInput, Translate

PACKAGES = ("agent", "collector", "rules", "ticketing", "dashboards", "watchkeeper")


class Language(Enum):
    """A language of the faces; the value is what configuration files say."""

    CHINESE = "zh"
    ENGLISH = "en"

    @property
    def tag(self) -> str:
        """Return the BCP 47 tag for ``lang=`` and HTTP."""
        return {"zh": "zh-CN", "en": "en"}[self.value]

    def __str__(self) -> str:
        return self.value


def language_from_text(text: str) -> Language:
    """Read ``zh``, ``zh-CN``, ``zh_CN`` or ``en`` (any case, any region).  Raises InvalidInput."""
    primary = re.split(r"[-_]", text.strip().lower(), maxsplit=1)[0]
    for language in Language:
        if language.value == primary:
            return language
    raise InvalidInput("{text!r} is no language we speak; use zh or en", text=text[:40])


def language_from_header(accept_language: str, default: Language) -> Language:
    """Return the first language of an Accept-Language header that we speak, by its weights."""
    wishes = []
    for position, part in enumerate(accept_language[:500].split(",")):
        name, _, parameter = part.partition(";")
        weight = _weight(parameter)
        if weight > 0:
            wishes.append((-weight, position, name))
    for _, _, name in sorted(wishes):
        try:
            return language_from_text(name)
        except InvalidInput:
            continue
    return default


def _weight(parameter: str) -> float:
    name, _, value = parameter.strip().partition("=")
    if name != "q":
        return 1.0
    return float(value) if re.fullmatch(r"[01](\.\d{0,3})?", value.strip()) else 0.0


class Catalogues:
    """Translations by language; ``translate(language)`` gives the function that pages use."""

    def __init__(self, chinese: Mapping[str, str]) -> None:
        self._sentences: Mapping[Language, Mapping[str, str]] = MappingProxyType(
            {Language.CHINESE: chinese, Language.ENGLISH: MappingProxyType({})}
        )

    def translate(self, language: Language) -> Translate:
        """Return a function from an English sentence to *language*; unknown ones stay English."""
        sentences = self._sentences[language]
        return lambda sentence: sentences.get(sentence, sentence)

    def knows(self, sentence: str, language: Language) -> bool:
        return language is Language.ENGLISH or sentence in self._sentences[language]


def read_catalogues(root: Path | None = None) -> Catalogues:
    """Read and merge the Chinese catalogues of all packages that lie in *root*."""
    folder = root or Path(__file__).parents[2]
    merged: dict[str, str] = {}
    for package in PACKAGES:
        for path in sorted((folder / package).rglob("locale/zh_CN.po")):
            merged.update(sentences_of(path))
    return Catalogues(MappingProxyType(merged))


def sentences_of(path: Path) -> dict[str, str]:
    """Return msgid -> msgstr of one PO file, without empty and fuzzy entries."""
    try:
        with path.open("rb") as file:
            catalogue = read_po(file, locale="zh_CN", abort_invalid=True)
    except PoFileError as error:
        raise ConfigError("is no catalogue: {reason}", at=str(path), reason=error) from error
    return {
        str(message.id): str(message.string)
        for message in catalogue
        if message.id and message.string and not message.fuzzy
    }
