"""Redis: does it let us in, does its replica follow, how full is it; as redis_exporter."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from pathlib import Path

from collector.probes.addresses import resolve
from collector.probes.databases import Encryption, SignInPause, SignInRefused, number_of_text
from collector.probes.dialogue import Dialogue, dialogue
from collector.probes.outcome import Outcome, ProbeFailed, Samples, series
from collector.probes.redis_info import facts_from_info, samples_of_info
from collector.probes.resp import MAX_ANSWER_BYTES, Answer, RedisError, ask
from collector.probes.tls_contexts import Trust
from collector.probes.tools import Tools
from watchkeeper.config.bind import bind
from watchkeeper.core.errors import InvalidInput
from watchkeeper.core.messages import Text, text
from watchkeeper.inventory.model import ProbeSpec, Target

MAX_KEYS = 50
_REFUSALS = frozenset({"NOAUTH", "WRONGPASS", "NOPERM"})
_SIZE_OF = {"string": "STRLEN", "list": "LLEN", "set": "SCARD", "zset": "ZCARD", "hash": "HLEN", "stream": "XLEN"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class RedisSettings:
    """``keys`` are those whose size is told: a queue, a set of jobs; of ``database``."""

    credentials: str | None = None
    port: int = 6379
    host: str = ""
    database: int = 0
    tls: Encryption = Encryption.NONE
    ca_file: Path | None = None
    keys: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not 0 < self.port < 65_536:
            raise InvalidInput("port must be 1 to 65535, not {port}", port=self.port)
        if len(self.keys) > MAX_KEYS:
            raise InvalidInput("at most {most} keys are looked at", most=MAX_KEYS)
        if not 0 <= self.database < 100_000:
            raise InvalidInput("database must be a number from 0 on")


def redis_probe(target: Target, spec: ProbeSpec, tools: Tools) -> RedisProbe:
    settings = bind(spec.settings, RedisSettings)
    host = settings.host or target.address
    if not host:
        raise InvalidInput(
            "{name!r} has no address to connect to", at=spec.at or None, name=target.name
        )
    return RedisProbe(host, settings, tools)


class RedisProbe:
    """``lost`` are the samples of a server that does not let us in."""

    lost: Samples = {series("redis_up"): 0.0}  # noqa: RUF012 a Mapping: nobody changes it

    def __init__(self, host: str, settings: RedisSettings, tools: Tools) -> None:
        self._host = host
        self._settings = settings
        self._tools = tools
        self._pause = SignInPause(tools.clock)

    async def measure(self) -> Outcome:
        self._pause.check(self._host)
        address = await resolve(self._host)
        try:
            async with dialogue(
                address.ip, self._settings.port, await self._context(), self._host
            ) as talk:
                talk.most_bytes = MAX_ANSWER_BYTES + 2
                return await self._converse(talk)
        except ssl.SSLError as error:
            raise ProbeFailed(
                "no TLS with {host} port {port}: {reason}",
                host=self._host,
                port=self._settings.port,
                reason=str(error)[:200],
            ) from error
        except OSError as error:
            raise ProbeFailed(
                "cannot connect to {host} port {port}: {reason}",
                host=self._host,
                port=self._settings.port,
                reason=(error.strerror or str(error))[:200],
            ) from error

    async def close(self) -> None:
        """Nothing is held: each round has a connection of its own."""

    async def _context(self) -> ssl.SSLContext | None:
        settings = self._settings
        if settings.tls is Encryption.NONE:
            return None
        return await self._tools.tls_context(
            Trust(ca_file=settings.ca_file), verify=settings.tls is Encryption.VERIFIED
        )

    async def _converse(self, talk: Dialogue) -> Outcome:
        try:
            await self._sign_in(talk)
            facts = facts_from_info(_said(await ask(talk, "INFO", "everything")))
        except RedisError as error:
            if error.word not in _REFUSALS:
                raise
            self._pause.refused(str(error))
            raise SignInRefused(
                "{host} does not let {user} in: {reason}",
                host=self._host,
                user="?",
                reason=str(error)[:200],
            ) from error
        self._pause.let_in()
        if "redis_version" not in facts:
            raise ProbeFailed("this is no answer of Redis: {found!r}", found="")
        sizes, problem = await self._sizes(talk)
        samples = {
            **samples_of_info(facts),
            **await _slow_log(talk),
            **sizes,
            series("redis_up"): 1.0,
        }
        return Outcome(samples, problem or _why_loading(facts.get("loading", "0")))

    async def _sign_in(self, talk: Dialogue) -> None:
        named = self._settings.credentials
        if not named:
            return
        credential = self._tools.secrets.credential(named)
        words = [credential.user] if credential.user else []
        await ask(talk, "AUTH", *words, credential.password)

    async def _sizes(self, talk: Dialogue) -> tuple[Samples, Text | None]:
        """Ask the size of each key; one that is not there has none, which is 0."""
        samples: dict[tuple[tuple[str, str], ...], float] = {}
        if not self._settings.keys:
            return samples, None
        try:
            await ask(talk, "SELECT", str(self._settings.database))
            for key in self._settings.keys:
                kind = await ask(talk, "TYPE", key)
                size = await ask(talk, _SIZE_OF.get(str(kind), "EXISTS"), key)
                labels = {"db": f"db{self._settings.database}", "key": key}
                samples[series("redis_key_size", **labels)] = _number(size)
        except RedisError as error:
            return samples, text("Redis says: {said}", said=error.facts["said"])
        return samples, None


async def _slow_log(talk: Dialogue) -> Samples:
    try:
        return {series("redis_slowlog_length"): _number(await ask(talk, "SLOWLOG", "LEN"))}
    except RedisError:  # managed services do not let everybody see it
        return {}


def _why_loading(loading: str) -> Text | None:
    return None if loading == "0" else text("Redis is still loading its data")


def _said(answer: Answer) -> str:
    return answer if isinstance(answer, str) else ""


def _number(answer: Answer) -> float:
    found = number_of_text(str(answer))
    return 0.0 if found is None else found
