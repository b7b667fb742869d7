"""Redis's protocol (RESP 2), as far as a probe needs it: words out, one bounded answer in.

Source: redis.io/docs/latest/develop/reference/protocol-spec.
"""

from __future__ import annotations

from collector.probes.dialogue import Dialogue
from collector.probes.outcome import ProbeFailed

MAX_ANSWER_BYTES = 4 * 1024 * 1024
MAX_ITEMS = 10_000
MAX_DEPTH = 4

Answer = str | int | None | list["Answer"]


class RedisError(ProbeFailed):
    """The server answers with an error; ``word`` is its first word: NOAUTH, WRONGPASS, ERR."""

    def __init__(self, said: str) -> None:
        super().__init__("Redis says: {said}", said=said[:200])
        self.word = said.partition(" ")[0]


def command(*words: str) -> bytes:
    """Return a command as bytes; what a word holds cannot begin another one."""
    parts = [f"*{len(words)}\r\n".encode()]
    for word in words:
        data = word.encode("utf-8", "surrogatepass")
        parts.append(f"${len(data)}\r\n".encode() + data + b"\r\n")
    return b"".join(parts)


async def ask(talk: Dialogue, *words: str) -> Answer:
    """Send one command and return its answer.  Raises RedisError, ProbeFailed."""
    await talk.send(command(*words))
    return await _answer(talk, 0)


async def _answer(talk: Dialogue, depth: int) -> Answer:
    line = (await talk.line()).decode("utf-8", "replace")
    kind, rest = line[:1], line[1:]
    match kind:
        case "+":
            return rest
        case "-":
            raise RedisError(rest)
        case ":":
            return _number(rest)
        case "$":
            return await _bulk(talk, _number(rest))
        case "*" if depth < MAX_DEPTH:
            return await _items(talk, _number(rest), depth)
        case _:
            raise ProbeFailed("this is no answer of Redis: {found!r}", found=line[:60])


async def _bulk(talk: Dialogue, size: int) -> str | None:
    if size < 0:
        return None
    if size > MAX_ANSWER_BYTES:
        raise ProbeFailed("the answer is longer than {most} bytes", most=MAX_ANSWER_BYTES)
    data = await talk.exactly(size + 2)
    return data[:-2].decode("utf-8", "replace")


async def _items(talk: Dialogue, count: int, depth: int) -> Answer:
    if count > MAX_ITEMS:
        raise ProbeFailed("the answer has more than {most} lines", most=MAX_ITEMS)
    return [await _answer(talk, depth + 1) for _ in range(count)] if count >= 0 else None


def _number(text: str) -> int:
    try:
        return int(text) if len(text) <= 20 else _refuse(text)
    except ValueError:
        return _refuse(text)


def _refuse(text: str) -> int:
    raise ProbeFailed("this is no answer of Redis: {found!r}", found=text[:60])
