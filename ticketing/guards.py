"""Conditions in policies: ``severity in [I, II] and not remote_only``.

The grammar: names, words, ``==``, ``!=``, ``in [a, b]``, ``not``, ``and``, ``or``, brackets.
A bare name asks whether a fact is true.  Nothing else is evaluated.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.messages import text

Facts = Mapping[str, str | bool]

TRUTHS = frozenset(
    {
        "remote_only",
        "self_recovered",
        "customer_reported",
        "affects_service",
        "acknowledged",
        "in_warranty",
    }
)
WORDS = frozenset({"severity", "type", "source", "customer", "site", "criticality", "target"})

_TOKEN = re.compile(r"\s*(==|!=|[()\[\],]|[A-Za-z_][A-Za-z0-9_.-]*|\"[^\"]*\")")
_KEYWORDS = frozenset({"and", "or", "not", "in"})
_MAX_TOKENS = 200
_MAX_DEPTH = 20


@dataclass(frozen=True, slots=True)
class Guard:
    """A condition; compared by its text."""

    source: str
    _test: Callable[[Facts], bool]

    def holds(self, facts: Facts) -> bool:
        return self._test(facts)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Guard) and other.source == self.source

    def __hash__(self) -> int:
        return hash(self.source)


def guard_from_text(text: str) -> Guard:
    """Read a condition.  Raises InvalidInput with the column."""
    return Guard(text, _Parser(text).parse())


ALWAYS = Guard("", lambda _facts: True)


class _Parser:
    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = _tokens(text)
        self._at = 0
        self._depth = 0

    def parse(self) -> Callable[[Facts], bool]:
        test = self._either()
        if self._peek():
            raise self._error("{found!r} is one word too many", found=self._peek())
        return test

    def _either(self) -> Callable[[Facts], bool]:
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise self._error("the condition is nested too deeply")
        tests = [self._both()]
        while self._take("or"):
            tests.append(self._both())
        self._depth -= 1
        return tests[0] if len(tests) == 1 else lambda facts: any(t(facts) for t in tests)

    def _both(self) -> Callable[[Facts], bool]:
        tests = [self._denied()]
        while self._take("and"):
            tests.append(self._denied())
        return tests[0] if len(tests) == 1 else lambda facts: all(t(facts) for t in tests)

    def _denied(self) -> Callable[[Facts], bool]:
        negations = 0
        while self._take("not"):
            negations += 1
        test = self._plain()
        return (lambda facts: not test(facts)) if negations % 2 else test

    def _plain(self) -> Callable[[Facts], bool]:
        if self._take("("):
            test = self._either()
            self._expect(")")
            return test
        name = self._word()
        if self._peek() in {"==", "!=", "in"}:
            return self._comparison(name)
        if name not in TRUTHS:
            known = ", ".join(sorted(TRUTHS))
            raise self._error("{name!r} is no fact; known are {known}", name=name, known=known)
        return lambda facts: facts.get(name) is True

    def _comparison(self, name: str) -> Callable[[Facts], bool]:
        if name not in WORDS:
            known = ", ".join(sorted(WORDS))
            raise self._error(
                "{name!r} cannot be compared; known are {known}", name=name, known=known
            )
        operator = self._next()
        if operator == "in":
            wanted = self._list()
            return lambda facts: facts.get(name) in wanted
        word = self._word()
        if operator == "==":
            return lambda facts: facts.get(name) == word
        return lambda facts: facts.get(name) != word

    def _list(self) -> frozenset[str]:
        self._expect("[")
        words = {self._word()}
        while self._take(","):
            words.add(self._word())
        self._expect("]")
        return frozenset(words)

    def _word(self) -> str:
        token = self._next()
        if token in _KEYWORDS or not (token[:1].isalpha() or token[:1] in {"_", '"'}):
            raise self._error("here must be a word, not {found!r}", found=token or "the end")
        return token.strip('"')

    def _peek(self) -> str:
        return self._tokens[self._at][0] if self._at < len(self._tokens) else ""

    def _next(self) -> str:
        token = self._peek()
        self._at += 1
        return token

    def _take(self, token: str) -> bool:
        if self._peek() != token:
            return False
        self._at += 1
        return True

    def _expect(self, token: str) -> None:
        if not self._take(token):
            raise self._error(
                "here must be {token!r}, not {found!r}",
                token=token,
                found=self._peek() or "the end",
            )

    def _error(self, sentence: str, **facts: object) -> InvalidInput:
        index = min(self._at, len(self._tokens) - 1)
        column = self._tokens[index][1] + 1 if self._tokens else 1
        return InvalidInput(
            "in the condition {text!r}, column {column}: {problem}",
            text=self._text[:80],
            column=column,
            problem=text(sentence, **facts),
        )


def _tokens(text: str) -> list[tuple[str, int]]:
    tokens: list[tuple[str, int]] = []
    at = 0
    end = len(text.rstrip())
    while at < end:
        match = _TOKEN.match(text, at)
        if match is None or len(tokens) >= _MAX_TOKENS:
            raise InvalidInput(
                "in the condition {text!r}, column {column}: this cannot be read",
                text=text[:80],
                column=at + 1,
            )
        tokens.append((match[1], match.start(1)))
        at = match.end()
    if not tokens:
        raise InvalidInput("the condition is empty")
    return tokens
