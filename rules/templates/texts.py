"""The annotations of an alert, expanded when they are read.

An alert that is pending for five minutes is evaluated many times before anybody looks at it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rules.templates.render import TemplateFacts, expand


def expanded(templates: Mapping[str, str], facts: TemplateFacts) -> Mapping[str, str]:
    """Return the texts; those that query the store are expanded at once, as of this evaluation."""
    asked = {name: expand(one, facts) for name, one in templates.items() if "query" in one}
    return _Texts(templates, facts, asked)


class _Texts(Mapping[str, str]):
    __slots__ = ("_facts", "_known", "_templates")

    def __init__(
        self, templates: Mapping[str, str], facts: TemplateFacts, known: dict[str, str]
    ) -> None:
        self._templates = templates
        self._facts = facts
        self._known = known

    def __getitem__(self, name: str) -> str:
        if name not in self._known:
            self._known[name] = expand(self._templates[name], self._facts)
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._templates)

    def __len__(self) -> int:
        return len(self._templates)

    def __repr__(self) -> str:
        return repr(dict(self))
